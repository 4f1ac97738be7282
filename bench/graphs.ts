import { chanceFrom } from '../src/network/graph/chance.ts'
import { type Graph, graphOf } from '../src/network/graph/graph.ts'

/** Each newcomer is tied with `m` of those who are there, the more likely the more ties they have (A.-L. Barabási and R. Albert, Science 286, 1999). */
export function barabasiAlbert(size: number, m: number, seed: number): Graph {
  const chance = chanceFrom(seed)
  /** Everybody as often as they have ties. */
  const ends: number[] = []
  const pairs: number[] = []
  let others = new Set(Array.from({ length: m }, (_, v) => v))
  for (let v = m; v < size; v += 1) {
    for (const other of others) {
      pairs.push(v, other)
      ends.push(v, other)
    }
    others = new Set()
    while (others.size < m) others.add(ends[chance.below(ends.length)]!)
  }
  return graphOf(size, pairs)
}
