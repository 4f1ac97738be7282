import type { Lists } from '../../region/lists.ts'
import type { Network } from '../current-networks.ts'

/** What is missing in a region: a role nobody holds, a sector or county nobody reaches, ties that hang on one person. */
export interface Hole {
  kind: 'role' | 'sector' | 'county' | 'person'
  /** Key of the role or sector, the county as written; of ties on one person, how many. */
  value: string
}

/** So many stand on a map; the insights have all. */
const MOST = 6

/**
 * What the region lacks, the dearest first: ties that hang on one person, roles, counties, sectors.
 * @param counties of the region, as its organizations may write them
 * @param onOne ties that hang on one person, where the reader may know
 */
export function holesOf(
  network: Network,
  { roles, sectors }: Pick<Lists, 'roles' | 'sectors'>,
  counties: readonly string[],
  onOne: number,
): Hole[] {
  const { organizations } = network
  if (organizations.length === 0) return []
  const held = new Set(organizations.flatMap((one) => one.roles))
  const there = new Set(organizations.map((one) => one.sector))
  const reached = new Set(organizations.flatMap((one) => one.counties.map(plainCounty)))
  const none = (kind: Hole['kind'], values: string[]) => values.map((value): Hole => ({ kind, value }))
  return [
    ...none('person', onOne > 0 ? [String(onOne)] : []),
    ...none(
      'role',
      roles.flatMap(({ key, retired }) => (retired || held.has(key) ? [] : [key])),
    ),
    ...none(
      'county',
      counties.filter((county) => !reached.has(plainCounty(county))),
    ),
    ...none(
      'sector',
      sectors.flatMap(({ key, retired }) => (retired || key === 'other' || there.has(key) ? [] : [key])),
    ),
  ].slice(0, MOST)
}

/** "Allegheny County, PA" and "Allegheny" are one. */
export const plainCounty = (typed: string) =>
  typed
    .toLowerCase()
    .replace(/,.*$/, '')
    .replace(/ (county|parish|borough|census area|municipio|planning region|city and borough|municipality)$/, '')
    .trim()
