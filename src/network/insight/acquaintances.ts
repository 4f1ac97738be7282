import type { Network } from '../current-networks.ts'
import type { Graph } from '../graph/graph.ts'
import { plainCounty } from '../map/map-holes.ts'
import type { Acquaintance } from './likely-ties.ts'
import { traitsOf } from './shared-traits.ts'

/** A word as it is compared: accents and capitals do not matter. */
export const plainWord = (word: string) => word.normalize('NFD').replaceAll(/\p{M}/gu, '').trim().toLowerCase()

/** The same, worked out once for each word: many say the same few. */
export function once(plain: (word: string) => string): (word: string) => string {
  const known = new Map<string, string>()
  return (word) => {
    const before = known.get(word)
    if (before !== undefined) return before
    const found = plain(word)
    known.set(word, found)
    return found
  }
}

/** A network as far as it tells who should meet whom. */
export function acquaintanceOf({ organizations }: Network, graph: Graph): Acquaintance {
  const words = (of: 'audiences' | 'languages' | 'skills' | 'roles') =>
    traitsOf(
      organizations.map((one) => one[of]),
      once(plainWord),
    )
  return {
    graph,
    audiences: words('audiences'),
    counties: traitsOf(
      organizations.map((one) => one.counties),
      once(plainCounty),
    ),
    languages: words('languages'),
    skills: words('skills'),
    roles: words('roles'),
  }
}
