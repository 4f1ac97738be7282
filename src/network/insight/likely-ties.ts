import type { Graph } from '../graph/graph.ts'
import { type NearPaths, pathsFrom, roomForPaths } from './near-paths.ts'
import { sharedWith, type Traits } from './shared-traits.ts'
import { learnOdds, type Sign, type TieOdds } from './tie-odds.ts'

/** A network as far as it tells who should meet whom: who is tied, and what each is known for. */
export interface Acquaintance {
  graph: Graph
  audiences: Traits
  counties: Traits
  languages: Traits
  skills: Traits
  roles: Traits
}

/** Two without a tie, as places in the network, the smaller first. */
export interface LikelyTie {
  a: number
  b: number
  /** The log of the odds that two like these are tied; it orders, and is no promise. */
  odds: number
}

/** The worth of all pairs of one organization, by what is known: in rows of the size of the network. */
type Row = Float64Array[]
type Reading = (i: number) => Row

/** What ways over others tell; it begins with how shared neighbours are usually weighed, and they never count against a pair. */
const OF_PATHS: { sign: Sign; take(paths: NearPaths): Float64Array; times: number }[] = [
  { sign: { prior: 0.5, never: 'against' }, take: (paths) => paths.shared, times: 1 },
  { sign: { prior: 0.5, never: 'against' }, take: (paths) => paths.sharedFew, times: 10 },
  { sign: { prior: 0 }, take: (paths) => paths.chains, times: 10 },
  { sign: { prior: 0 }, take: (paths) => paths.chainsFew, times: 30 },
]
const OF_TRAITS: Sign = { prior: 0.1, never: 'against' }
const SHARED = ['audiences', 'counties', 'languages', 'skills'] as const
/** Of which the one has what the other lacks, and the other way round. */
const COMPLETING = ['roles', 'skills'] as const
const SIGNS: Sign[] = [...OF_PATHS.map(({ sign }) => sign), ...[...SHARED, ...COMPLETING].map(() => OF_TRAITS)]

/** Reads what is known of an organization and each other. The rows are written anew by the next reading. */
function reader(network: Acquaintance): Reading {
  const { size } = network.graph
  const room = roomForPaths(size)
  const rows = SIGNS.map(() => new Float64Array(size))
  const into = { worth: new Float64Array(size), common: new Float64Array(size) }
  return (i) => {
    const paths = pathsFrom(network.graph, i, room)
    OF_PATHS.forEach(({ take, times }, n) => {
      const found = take(paths)
      for (let j = 0; j < size; j += 1) rows[n]![j] = found[j] === 0 ? 0 : Math.log1p(times * found[j]!)
    })
    SHARED.forEach((kind, n) => {
      sharedWith(network[kind], i, into)
      rows[OF_PATHS.length + n]!.set(into.worth)
    })
    COMPLETING.forEach((kind, n) => {
      sharedWith(network[kind], i, into)
      const { of } = network[kind]
      const row = rows[OF_PATHS.length + SHARED.length + n]!
      for (let j = 0; j < size; j += 1) row[j] = Math.log1p(Math.min(of[i]!.length, of[j]!.length) - into.common[j]!)
    })
    return rows
  }
}

/** So many pairs without a tie are enough to learn from. */
const ENOUGH = 20_000
/** The golden ratio picks pairs evenly, without chance. */
const GOLDEN = (Math.sqrt(5) - 1) / 2

/** What the ties of the network have in common that its other pairs have not: the network itself teaches what to look for. */
function learn(network: Acquaintance, read: Reading): TieOdds {
  const { size, ties } = network.graph
  const untied = (size * (size - 1)) / 2 - ties
  const share = Math.min(1, ENOUGH / Math.max(1, untied))
  const columns: number[][] = SIGNS.map(() => [])
  const tied: number[] = []
  let count = 0
  for (let i = 0; i < size; i += 1) {
    const rows = read(i)
    const isNeighbour = neighboursOf(network.graph, i)
    for (let j = i + 1; j < size; j += 1) {
      const isTied = isNeighbour(j)
      if (!isTied && ((count += 1) * GOLDEN) % 1 >= share) continue
      tied.push(isTied ? 1 : 0)
      columns.forEach((column, n) => column.push(rows[n]![j]!))
    }
  }
  return learnOdds(SIGNS, {
    columns: columns.map((column) => Float64Array.from(column)),
    tied: Uint8Array.from(tied),
    weights: Float64Array.from(tied, (isTied) => (isTied === 1 ? 1 : 1 / share)),
  })
}

function neighboursOf({ offsets, targets }: Graph, i: number): (j: number) => boolean {
  const all = new Set(targets.subarray(offsets[i]!, offsets[i + 1]!))
  return (j) => all.has(j)
}

/**
 * The odds of an organization with each other, tied or not, as learned from the network's own ties. The row is written anew
 * by the next reading.
 */
export function oddsOf(network: Acquaintance): (i: number) => { odds: Float64Array; isKnown(j: number): boolean } {
  const read = reader(network)
  const { base, slopes } = learn(network, read)
  const odds = new Float64Array(network.graph.size)
  return (i) => {
    const rows = read(i)
    odds.fill(base)
    slopes.forEach((slope, n) => {
      const row = rows[n]!
      for (let j = 0; j < odds.length; j += 1) odds[j]! += slope * row[j]!
    })
    // Near each other, or for the same people, or with the same skills: only then there is something to say of the two.
    const told = [0, 2, OF_PATHS.length, OF_PATHS.length + SHARED.indexOf('skills')]
    return { odds, isKnown: (j) => told.some((n) => rows[n]![j]! > 0) }
  }
}

/** The `most` pairs of each organization that are likeliest to be worth a tie, all together, the likeliest first. */
export function likelyTies(network: Acquaintance, most: number): LikelyTie[] {
  const { size } = network.graph
  const read = oddsOf(network)
  const best: LikelyTie[][] = Array.from({ length: size }, () => [])
  for (let i = 0; i < size; i += 1) {
    const { odds, isKnown } = read(i)
    const isNeighbour = neighboursOf(network.graph, i)
    for (let j = i + 1; j < size; j += 1) {
      const isWanted = [i, j].some((one) => best[one]!.length < most || best[one]!.at(-1)!.odds < odds[j]!)
      if (!isWanted || isNeighbour(j) || !isKnown(j)) continue
      const pair = { a: i, b: j, odds: odds[j]! }
      for (const one of [i, j]) keep(best[one]!, pair, most)
    }
  }
  return [...new Set(best.flat())].toSorted(likelierFirst)
}

const likelierFirst = (one: LikelyTie, other: LikelyTie) => other.odds - one.odds || one.a - other.a || one.b - other.b

function keep(best: LikelyTie[], pair: LikelyTie, most: number) {
  const at = best.findIndex((one) => one.odds < pair.odds)
  if (at === -1 && best.length >= most) return
  best.splice(at === -1 ? best.length : at, 0, pair)
  best.length = Math.min(best.length, most)
}
