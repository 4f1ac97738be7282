import type { Child } from 'hono/jsx'
import { paths } from '../../paths.ts'
import { formatDate } from '../../platform/i18n.ts'
import type { Lists } from '../../region/lists.ts'
import { Cord } from '../../ui/cord.tsx'
import { Icon, Mark, OrganizationName } from '../../ui/icon.tsx'
import { type Page, href, lookOf } from '../../ui/page.ts'
import { LINES, type Pair } from '../current-networks.ts'
import { sayStrength } from '../sayings.ts'
import type { MapFilter } from './forms.ts'
import { claimant } from './map-pictures.ts'
import { labelIn, mapAddress, sayOrganization, sayTies, tiesOf } from './map-sayings.ts'
import { type MapView, lastHeardOf, pairHasFaded } from './map-views.ts'

interface SideView {
  page: Page
  view: MapView
  lists: Lists
  asked: MapFilter
  path: string
}

/** So many ties of the one that is looked at stand beside the map. */
const SHOWN = 12

/** The organization that is looked at: what it is, to whom it is tied and how, and what one can do from here. */
export const FocusPanel = (
  props: SideView & { at: number; mission: string; mayTie: boolean; pin?: Child; flows?: Child },
) => {
  const { page, view, lists, asked, path, at, mission, mayTie, pin } = props
  const { t } = page
  const slug = page.region?.slug ?? ''
  const one = view.organizations[at]!
  const ties = tiesOf(view, at)
  return (
    <>
      <p class="bunch small quiet">
        <Mark look={lookOf(page, one.sector)} /> {labelIn(lists.sectors, one.sector)}
      </p>
      <h2 class="title" id="panel-name">
        <a href={href(page, paths.organization(slug, one.slug))}>{one.name}</a>
      </h2>
      {mission && <p>{mission}</p>}
      <p>{sayOrganization(t, view, at)}</p>
      {one.roles.length > 0 && (
        <p class="small quiet">{one.roles.map((role) => labelIn(lists.roles, role)).join(' · ')}</p>
      )}
      {view.standing && (
        <p class="small">{t('map.side.between', { n: Math.round(view.standing.between[at]! * 100) })}</p>
      )}
      {props.flows}
      {ties.length > 0 && <h3 class="h4">{t('map.side.ties')}</h3>}
      <ul class="rows ties" role="list">
        {ties.slice(0, SHOWN).map(({ other, pair }) => (
          <TieLine {...props} from={one.id} other={other} pair={pair} />
        ))}
      </ul>
      {ties.length > SHOWN && (
        <p class="small">
          <a href={href(page, `${paths.ties(slug)}?organization=${one.slug}`)}>
            {t('map.side.more', { n: ties.length - SHOWN })}
          </a>
        </p>
      )}
      <p class="bunch">
        {mayTie && (
          <a class="btn btn-s" href={href(page, paths.newTie(slug, one.slug))}>
            <Icon name="plus" />
            {t('map.side.tieTo')}
          </a>
        )}
        {asked.near === '' ? (
          <a class="btn btn-s btn-quiet" href={href(page, mapAddress(path, asked, { near: '1' }))}>
            {t('map.side.near')}
          </a>
        ) : (
          <a class="btn btn-s btn-quiet" href={href(page, mapAddress(path, asked, { near: '' }))}>
            {t('map.side.far')}
          </a>
        )}
        <a class="btn btn-s btn-quiet" href={href(page, mapAddress(path, asked, { focus: '', near: '' }))}>
          {t('map.side.close')}
        </a>
      </p>
      {pin}
    </>
  )
}

const TieLine = ({
  page,
  view,
  lists,
  asked,
  path,
  from,
  other,
  pair,
}: SideView & { from: string; other: number; pair: Pair }) => {
  const { t } = page
  const slug = page.region?.slug ?? ''
  const end = view.organizations[other]!
  const faded = pairHasFaded(pair, view.network)
  const sure = LINES.indexOf(pair.line)
  const by = claimant(pair)
  const date = formatDate(page.lang, lastHeardOf(pair), 'long')
  return (
    <li class="has-tail">
      <span class="stack-s">
        <OrganizationName
          name={end.name}
          look={lookOf(page, end.sector)}
          href={href(page, mapAddress(path, asked, { focus: end.slug }))}
        />
        <a class="small" href={href(page, paths.tie(slug, pair.ties[0]!.id))}>
          {sayTies(t, lists, pair.ties, from)}
        </a>
        {faded && <span class="small quiet">{t('map.side.faded', { date })}</span>}
      </span>
      <Cord
        label={`${t(`map.line.${pair.line}`)}, ${sayStrength(t, pair.strength)}`}
        strength={pair.strength}
        plugged={[sure >= 2 || by === from, sure >= 2 || by === end.id]}
        evidenced={pair.line === 'evidenced'}
      />
    </li>
  )
}

/** So many of the best tied stand beside the map as a whole. */
const FIRST = 8

/** The map as a whole: what it shows in a sentence, and where one could begin. */
export const WholePanel = ({ page, view, asked, path, flows }: SideView & { flows?: Child }) => {
  const { t } = page
  const counts = view.organizations.map((_, n) => ({ n, ties: 0 }))
  for (const { a, b } of view.pairs) for (const end of [a, b]) counts[end]!.ties += 1
  const first = counts.toSorted((a, b) => b.ties - a.ties || a.n - b.n).filter(({ ties }) => ties > 0)
  const alone = counts.length - first.length
  return (
    <>
      <h2 class="title">{t('map.side.whole')}</h2>
      <p>{t('map.side.says', { n: view.organizations.length, ties: view.pairs.length, alone })}</p>
      <p class="small quiet">{t('map.side.how')}</p>
      {flows}
      <ol class="rows" role="list">
        {first.slice(0, FIRST).map(({ n, ties }) => (
          <li class="has-tail">
            <OrganizationName
              name={view.organizations[n]!.name}
              look={lookOf(page, view.organizations[n]!.sector)}
              href={href(page, mapAddress(path, asked, { focus: view.organizations[n]!.slug }))}
            />
            <span class="small quiet">{t('map.side.count', { n: ties })}</span>
          </li>
        ))}
      </ol>
    </>
  )
}
