import type { Child } from 'hono/jsx'
import { paths } from '../paths.ts'
import { listAddress } from '../platform/list-query.ts'
import type { Lists } from '../region/lists.ts'
import { Mark } from '../ui/icon.tsx'
import { ActiveFilters } from '../ui/list.tsx'
import { type Page, href, lookOf } from '../ui/page.ts'
import { FACETS, type Facet, type Facets, type Listed, type OrganizationFilter } from './organization-lists.ts'
import { roleOf, sectorOf } from './sayings.ts'

export interface ListProps {
  page: Page
  lists: Lists
  asked: OrganizationFilter & { page: number }
  items: Listed[]
  total: number
  facets: Facets
}

/** What was asked, as it stands in addresses. */
export const inAddress = ({ today: _today, page: _page, sort, ...asked }: ListProps['asked']) => ({
  ...asked,
  sort: sort === 'name' ? '' : sort,
})

/** What an organization may be found by that is no list of values: the parameter, and what it asks for. */
const STATES = [
  ['ties', 'none'],
  ['checked', 'old'],
  ['ended', 'yes'],
] as const

/** Without any filter, and without words. */
export const isWhole = (asked: ListProps['asked']) =>
  asked.q === '' && STATES.every(([name]) => asked[name] === '') && FACETS.every((facet) => asked[facet].length === 0)

const sayFacet = (lists: Lists, facet: Facet, value: string) =>
  facet === 'sector' ? sectorOf(lists, value).label : facet === 'role' ? roleOf(lists, value).label : value

/** What a form does not ask itself goes on with it. */
const Hidden = ({ values }: { values: Record<string, string | string[]> }) => (
  <>
    {Object.entries(values).flatMap(([name, value]) =>
      [value].flat().flatMap((one) => (one === '' ? [] : [<input type="hidden" name={name} value={one} />])),
    )}
  </>
)

/** Words to look for; the filters go on. */
export const Search = ({ page, asked }: { page: Page; asked: ListProps['asked'] }) => {
  const { q, ...others } = inAddress(asked)
  return (
    <form
      class="bunch"
      role="search"
      data-live
      action={href(page, paths.organizations(page.region!.slug))}
      aria-label={page.t('directory.searchLabel')}
    >
      <label class="sr" for="lq">
        {page.t('directory.searchLabel')}
      </label>
      <input
        class="input grow"
        id="lq"
        type="search"
        name="q"
        value={q}
        maxlength={200}
        placeholder={page.t('directory.searchHint')}
      />
      <Hidden values={others} />
      <button class="btn">{page.t('directory.search')}</button>
    </form>
  )
}

/** What a coordinator looks for again and again, one click away. */
export const Often = ({ page, asked }: { page: Page; asked: ListProps['asked'] }) => {
  const open = STATES.filter(([name]) => asked[name] === '')
  const list = paths.organizations(page.region!.slug)
  if (open.length === 0 || !page.actor?.member) return null
  return (
    <nav class="bunch small p-top-s" aria-label={page.t('directory.often')}>
      {open.map(([name, value]) => (
        <a href={href(page, listAddress(list, inAddress(asked), { [name]: value }))}>
          {page.t(`directory.filter.${name}`)}
        </a>
      ))}
    </nav>
  )
}

/** What the list can be narrowed by, with how many each choice would show. */
export const Filters = (props: ListProps) => {
  const { page, asked, facets } = props
  const { q, sort } = inAddress(asked)
  return (
    <form
      class="filters"
      id="narrow"
      action={href(page, paths.organizations(page.region!.slug))}
      aria-label={page.t('directory.filtersLabel')}
    >
      <details class="peek fold">
        <summary>{page.t('directory.filters')}</summary>
      </details>
      <div class="stack">
        <Hidden values={{ q, sort }} />
        {FACETS.filter((facet) => facets[facet].length > 0 || asked[facet].length > 0).map((facet) => (
          <FacetField {...props} facet={facet} />
        ))}
        <fieldset>
          <legend>{page.t('directory.filter.state')}</legend>
          {STATES.map(([name, value]) => (
            <label class="pick">
              <input type="checkbox" name={name} value={value} checked={asked[name] === value} />
              <span>{page.t(`directory.filter.${name}`)}</span>
            </label>
          ))}
        </fieldset>
        <button class="btn btn-s">{page.t('directory.show')}</button>
      </div>
    </form>
  )
}

/** So many choices of a filter are shown at once. */
const SHOWN: Record<Facet, number> = { sector: 7, role: 5, county: 6, skill: 4, audience: 4, language: 4 }

function FacetField({ page, lists, asked, facets, facet }: ListProps & { facet: Facet }) {
  const missing = asked[facet].filter((value) => !facets[facet].some((one) => one.value === value))
  const all = [...facets[facet], ...missing.map((value) => ({ value, count: 0 }))]
  const isFirst = (value: string, n: number) => n < SHOWN[facet] || asked[facet].includes(value)
  const first = all.filter((one, n) => isFirst(one.value, n))
  const rest = all.filter((one, n) => !isFirst(one.value, n))
  const choice = ({ value, count }: { value: string; count: number }) => (
    <label class="pick">
      <input type="checkbox" name={facet} value={value} checked={asked[facet].includes(value)} />
      {facet === 'sector' && <Mark look={lookOf(page, value)} />}
      <span>{sayFacet(lists, facet, value)}</span>
      <span class="tail tiny">{count}</span>
    </label>
  )
  return (
    <fieldset>
      <legend>{page.t(`directory.filter.${facet}`)}</legend>
      {first.map(choice)}
      {rest.length > 0 && (
        <details class="fold">
          <summary class="small">{page.t('directory.more', { count: rest.length })}</summary>
          <div>{rest.map(choice)}</div>
        </details>
      )}
    </fieldset>
  )
}

export function ActiveOrganizationFilters({ page, lists, asked }: ListProps) {
  const chosen = FACETS.flatMap((facet) =>
    asked[facet].map((value) => ({ name: facet as string, value, label: labelOf(page, lists, facet, value) })),
  )
  const words = asked.q === '' ? [] : [{ name: 'q', value: asked.q, label: `“${asked.q}”` }]
  const states = STATES.filter(([name, value]) => asked[name] === value).map(([name, value]) => ({
    name,
    value,
    label: page.t(`directory.filter.${name}`),
  }))
  return (
    <ActiveFilters
      page={page}
      filters={[...words, ...chosen, ...states]}
      clear={paths.organizations(page.region!.slug)}
    />
  )
}

const labelOf = (page: Page, lists: Lists, facet: Facet, value: string): Child => (
  <>
    {facet === 'sector' && <Mark look={lookOf(page, value)} />} {sayFacet(lists, facet, value)}
  </>
)
