import { paths } from '../../paths.ts'
import { type Translate, formatDate, formatList } from '../../platform/i18n.ts'
import { listAddress } from '../../platform/list-query.ts'
import type { Lists } from '../../region/lists.ts'
import type { NetworkTie, Pair } from '../current-networks.ts'
import { phraseOf } from '../sayings.ts'
import type { MapFilter } from './forms.ts'
import type { Group } from './map-groups.ts'
import type { Hole } from './map-holes.ts'
import type { MapView } from './map-views.ts'

/** What was asked, as it stands in addresses: what is so anyway is left out. */
export const asAddress = ({ color, size, ...asked }: MapFilter): Record<string, unknown> => ({
  ...asked,
  color: color === 'sector' ? '' : color,
  size: size === 'ties' ? '' : size,
})

/** The address of a view of the map with something changed. */
export const mapAddress = (path: string, asked: MapFilter, changed: Record<string, unknown> = {}): string =>
  listAddress(path, asAddress(asked), changed)

export const labelIn = (list: readonly { key: string; label: string }[], key: string): string =>
  list.find((one) => one.key === key)?.label ?? key

/** What a group of the legend is called. */
export function sayGroup(t: Translate, lists: Lists, by: MapFilter['color'], { value }: Pick<Group, 'value'>): string {
  if (value === null) return t(`map.rest.${by}`)
  return by === 'sector' ? labelIn(lists.sectors, value) : by === 'role' ? labelIn(lists.roles, value) : value
}

/** What a hole says, and where one can do something about it. */
export function sayHole(
  t: Translate,
  lists: Lists,
  slug: string,
  { kind, value }: Hole,
): { label: string; path: string } {
  if (kind === 'person')
    return {
      label: t('map.hole.person', { n: Number(value) }),
      path: listAddress(paths.ties(slug), { holders: 'one' }),
    }
  const what = kind === 'role' ? labelIn(lists.roles, value) : kind === 'sector' ? labelIn(lists.sectors, value) : value
  return { label: t(`map.hole.${kind}`, { what }), path: `${paths.insights(slug)}#gaps` }
}

/** The other ends of one organization, the strongest tie first. */
export function tiesOf(view: MapView, at: number): { other: number; pair: Pair }[] {
  return view.pairs
    .flatMap((pair) => (pair.a === at ? [{ other: pair.b, pair }] : pair.b === at ? [{ other: pair.a, pair }] : []))
    .toSorted((a, b) => (b.pair.strength ?? 1) - (a.pair.strength ?? 1) || a.other - b.other)
}

/** "funds, lends space to": what the ties of a pair say from one of its ends. */
export function sayTies(t: Translate, lists: Lists, ties: readonly NetworkTie[], from: string): string {
  const phrases = ties.map((tie) => phraseOf(lists.tieKinds, tie.kind, tie.a === from ? 'forward' : 'backward'))
  return formatList(t.lang, [...new Set(phrases)])
}

/** So many names stand in a sentence. */
const NAMED = 3

/** "Carnegie Library is tied to 9 organizations; most strongly with A, B and C", where it is known how strongly. */
export function sayOrganization(t: Translate, view: MapView, at: number): string {
  const { name } = view.organizations[at]!
  const ties = tiesOf(view, at)
  const strongest = ties.slice(0, NAMED).map(({ other }) => view.organizations[other]!.name)
  return t('map.sentence', {
    name,
    n: ties.length,
    more: ties.length - strongest.length,
    known: ties[0]?.pair.strength == null ? 'no' : 'yes',
    names: formatList(t.lang, strongest),
  })
}

/** "as of 29 November 2026, as the public sees it" */
export const sayAsOf = (t: Translate, view: { network: Pick<MapView['network'], 'tier' | 'asOf'> }): string =>
  t(`map.asOf.${view.network.tier}`, { date: formatDate(t.lang, view.network.asOf, 'long') })
