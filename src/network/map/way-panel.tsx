import { paths } from '../../paths.ts'
import { formatList } from '../../platform/i18n.ts'
import type { Lists } from '../../region/lists.ts'
import { OrganizationName } from '../../ui/icon.tsx'
import { Names, OFFERED } from '../../ui/organizations-field.tsx'
import { type Page, href, lookOf } from '../../ui/page.ts'
import type { MapFilter } from './forms.ts'
import { asAddress, sayTies } from './map-sayings.ts'
import type { MapView } from './map-views.ts'

interface WayView {
  page: Page
  view: MapView
  lists: Lists
  asked: MapFilter
  path: string
}

/** "How do we reach them?": the shortest way over ties from one organization to another, step by step. */
export const WayPanel = (props: WayView) => {
  const { page, view, asked, path } = props
  const { t } = page
  if (view.organizations.length < 2) return null
  const { from: _from, to: _to, ...others } = asAddress(asked)
  return (
    <section class="section" aria-labelledby="way">
      <div class="section-head">
        <h2 id="way">{t('map.way.head')}</h2>
      </div>
      <form class="bunch player" action={href(page, `${path}#way`)} aria-label={t('map.way.head')}>
        {Object.entries(others).flatMap(([name, value]) =>
          [value].flat().flatMap((one) => (one ? [<input type="hidden" name={name} value={String(one)} />] : [])),
        )}
        <End {...props} name="from" />
        <End {...props} name="to" />
        {areMany(view) && <Names page={page} id="way-names" choices={view.organizations} />}
        <button class="btn">{t('map.way.find')}</button>
      </form>
      {view.way === null && <p class="p-top-s">{t('map.way.none')}</p>}
      {view.way && <Steps {...props} way={view.way} />}
    </section>
  )
}

/** Too many to choose from a list: their names are typed. */
export const areMany = ({ organizations }: Pick<MapView, 'organizations'>) => organizations.length > OFFERED

const End = (props: WayView & { name: 'from' | 'to' }) => (
  <span class="field grow">
    <label for={`way-${props.name}`}>{props.page.t(`map.way.${props.name}`)}</label>
    {areMany(props.view) ? <TypedEnd {...props} /> : <ChosenEnd {...props} />}
  </span>
)

const TypedEnd = ({ view, asked, name }: WayView & { name: 'from' | 'to' }) => {
  const known = view.organizations.find((one) => one.slug === asked[name] || one.id === asked[name])
  const value = known?.name ?? asked[name]
  return (
    <input
      class="input"
      id={`way-${name}`}
      name={name}
      value={value}
      list="way-names"
      maxlength={200}
      autocomplete="off"
    />
  )
}

const ChosenEnd = ({ page, view, asked, name }: WayView & { name: 'from' | 'to' }) => (
  <select class="input" id={`way-${name}`} name={name}>
    <option value="">{page.t('map.way.choose')}</option>
    {view.organizations.map((one) => (
      <option value={one.slug} selected={asked[name] === one.slug || asked[name] === one.id}>
        {one.name}
      </option>
    ))}
  </select>
)

const Steps = ({ page, view, lists, way }: WayView & { way: number[] }) => {
  const { t } = page
  const slug = page.region?.slug ?? ''
  const between = way.slice(1, -1).map((n) => view.organizations[n]!.name)
  const step = (a: number, b: number) =>
    view.pairs.find((pair) => (pair.a === a && pair.b === b) || (pair.a === b && pair.b === a))!
  return (
    <div class="stack-s p-top-s">
      <p>{t('map.way.says', { n: way.length - 1, over: between.length, names: formatList(page.lang, between) })}</p>
      <ol class="rows" role="list">
        {way.slice(1).map((to, n) => {
          const from = way[n]!
          const pair = step(from, to)
          const [a, b] = [view.organizations[from]!, view.organizations[to]!]
          return (
            <li>
              <div class="bunch">
                <OrganizationName
                  name={a.name}
                  look={lookOf(page, a.sector)}
                  href={href(page, paths.organization(slug, a.slug))}
                />
                <a href={href(page, paths.tie(slug, pair.ties[0]!.id))}>{sayTies(t, lists, pair.ties, a.id)}</a>
                <OrganizationName
                  name={b.name}
                  look={lookOf(page, b.sector)}
                  href={href(page, paths.organization(slug, b.slug))}
                />
              </div>
            </li>
          )
        })}
      </ol>
    </div>
  )
}
