import { chanceFrom } from './chance.ts'
import { degreesOf, type Graph, keeping } from './graph.ts'
import { centralitiesIn } from './measures.ts'
import { isEarlyExact } from './plans.ts'
import { pagerankOf } from './spectra.ts'

export const RANKED = ['degree', 'betweenness', 'closeness', 'pagerank'] as const
export type Ranked = (typeof RANKED)[number]

/** Of each: the places (1 is the first) between which it stood in 95 of 100 repeats. */
export interface RankInterval {
  from: Uint32Array
  to: Uint32Array
}

export interface Doubts {
  /** Of each tie, in the order of `tiesOf`: 1 where it may be wrong. */
  doubtful: Uint8Array
  /** The share of those that is taken to be wrong. */
  share?: number
  repeats?: number
  seed?: number
}

/**
 * How far each one's place would move if some of the ties that nobody confirmed were wrong: a bootstrap (B. Efron, Annals of
 * Statistics 7, 1979) that leaves out 10 % of them by chance, again and again. Of large networks betweenness and
 * closeness are judged by pivots, as in an early estimate, and 40 repeats are enough.
 */
export function rankIntervalsOf(
  graph: Graph,
  { doubtful, share = 0.1, repeats = isEarlyExact(graph) ? 100 : 40, seed = 1 }: Doubts,
  report: (share: number) => void = () => {},
): Record<Ranked, RankInterval> {
  const chance = chanceFrom(seed)
  const places = RANKED.map((): Uint32Array[] => [])
  for (let n = 0; n < repeats; n += 1) {
    const one = keeping(graph, (_a, _b, tie) => doubtful[tie] !== 1 || chance.next() >= share)
    const { betweenness, closeness } = centralitiesIn(one, 'early')
    const values = { degree: degreesOf(one), betweenness, closeness, pagerank: pagerankOf(one) }
    RANKED.forEach((measure, at) => places[at]!.push(placesOf(values[measure])))
    report((n + 1) / repeats)
  }
  return Object.fromEntries(RANKED.map((measure, at) => [measure, intervalOf(places[at]!, graph.size)])) as Record<
    Ranked,
    RankInterval
  >
}

/** Values that differ by less are the same. */
const SAME = 1e-9

/** The place of each, 1 being the first; who has the same value has the same place. */
export function placesOf(values: Uint32Array | Float64Array): Uint32Array {
  const order = Uint32Array.from({ length: values.length }, (_, v) => v).sort(
    (a, b) => values[b]! - values[a]! || a - b,
  )
  const places = new Uint32Array(values.length)
  order.forEach((v, n) => {
    const before = order[n - 1]
    const same = before !== undefined && values[before]! - values[v]! <= SAME * Math.abs(values[before]!)
    places[v] = same ? places[before]! : n + 1
  })
  return places
}

function intervalOf(places: Uint32Array[], size: number): RankInterval {
  const interval = { from: new Uint32Array(size), to: new Uint32Array(size) }
  const cut = Math.floor(0.025 * places.length)
  const row = new Uint32Array(places.length)
  for (let v = 0; v < size; v += 1) {
    places.forEach((one, n) => (row[n] = one[v]!))
    row.sort()
    interval.from[v] = row[cut]!
    interval.to[v] = row[row.length - 1 - cut]!
  }
  return interval
}
