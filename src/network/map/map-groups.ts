import type { NetworkOrganization } from '../current-networks.ts'
import type { MapFilter } from './forms.ts'
import type { MapView } from './map-views.ts'

/** Organizations that the map paints alike. */
export interface Group {
  /** Key of a sector or role, or a county as written; null: all that belong to none, or to one of the many small ones. */
  value: string | null
  colour: string
  shape: string
  count: number
}

/** Looks that are told apart in both themes, in the order in which groups take them. */
const LOOKS = [
  'library',
  'intermediary',
  'nonprofit',
  'government',
  'funder',
  'academic',
  'civic',
  'media',
  'university',
]
const REST = 'other'

type Looks = ReadonlyMap<string, { colour: string; shape: string }>

/**
 * How each organization of a view looks (its place in `groups`), by what the colours are to tell. Of several roles or
 * counties the one that most have counts, so that a map has few groups.
 */
export function groupsOf(view: MapView, looks: Looks): { groups: Group[]; of: number[] } {
  const { asked, organizations } = view
  const counts = new Map<string, number>()
  for (const value of organizations.flatMap((one) => valuesOf(asked.color, one)))
    counts.set(value, (counts.get(value) ?? 0) + 1)
  const ranked = [...counts].toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([value]) => value)
  const lookOf = (value: string, n: number) =>
    asked.color === 'sector'
      ? (looks.get(value) ?? { colour: REST, shape: REST })
      : { colour: LOOKS[n] ?? REST, shape: LOOKS[n] ?? REST }
  const named = asked.color === 'sector' ? ranked : ranked.slice(0, LOOKS.length)
  const groups: Group[] = named.map((value, n) => ({ value, ...lookOf(value, n), count: 0 }))
  const rest = { value: null, colour: REST, shape: REST, count: 0 }
  const place = new Map(named.map((value, n) => [value, n]))
  const of = organizations.map((one) => {
    const places = valuesOf(asked.color, one).flatMap((value) => place.get(value) ?? [])
    const at = places.length === 0 ? groups.length : Math.min(...places)
    ;(groups[at] ?? rest).count += 1
    return at
  })
  return { groups: rest.count > 0 ? [...groups, rest] : groups, of }
}

const VALUES: Record<MapFilter['color'], (one: NetworkOrganization) => string[]> = {
  sector: (one) => [one.sector],
  role: (one) => one.roles,
  county: (one) => one.counties,
}
const valuesOf = (by: MapFilter['color'], one: NetworkOrganization) => VALUES[by](one)
