import type { Network } from '../current-networks.ts'
import type { Graph } from '../graph/graph.ts'
import { plainCounty } from '../map/map-holes.ts'
import type { Acquaintance } from './likely-ties.ts'
import { traitsOf } from './shared-traits.ts'

/** A word as it is compared: accents and capitals do not matter. */
export const plainWord = (word: string) => word.normalize('NFD').replaceAll(/\p{M}/gu, '').trim().toLowerCase()

/** A network as far as it tells who should meet whom. */
export function acquaintanceOf({ organizations }: Network, graph: Graph): Acquaintance {
  const words = (of: 'audiences' | 'languages' | 'skills' | 'roles') =>
    traitsOf(
      organizations.map((one) => one[of]),
      plainWord,
    )
  return {
    graph,
    audiences: words('audiences'),
    counties: traitsOf(
      organizations.map((one) => one.counties),
      plainCounty,
    ),
    languages: words('languages'),
    skills: words('skills'),
    roles: words('roles'),
  }
}
