import { type Chance, chanceFrom } from './chance.ts'
import { clusteringOf } from './clustering.ts'
import { componentsOf } from './components.ts'
import { type Graph, graphOf, tiesOf } from './graph.ts'

/** A figure of many random networks. */
export interface Spread {
  mean: number
  deviation: number
  least: number
  most: number
}

/** What networks of the same size and degrees are like that chance has tied. */
export interface Twins {
  twins: number
  averageClustering: Spread
  transitivity: Spread
  /** Of the largest component; judged from 200 of its vertices where it has more. */
  averagePath: Spread
}

/** Swaps for each tie until the first twin, and from each to the next. */
const SWAPS = { first: 10, next: 3 }
const PATH_SOURCES = 200

/**
 * Random networks in which each has as many ties as here: pairs of ties swap their ends, ten times as often as there are
 * ties until the first, and three times until each of the others (S. Maslov and K. Sneppen, Science 296, 2002; on how many
 * are enough R. Milo et al., 2003).
 */
export function twinsOf(
  graph: Graph,
  { twins = 20, seed = 1 } = {},
  report: (share: number) => void = () => {},
): Twins {
  const chance = chanceFrom(seed)
  const { pairs } = tiesOf(graph)
  const known = new Set(keysOf(pairs, graph.size))
  const figures = Array.from({ length: twins }, (_, n) => {
    swap(pairs, known, graph, n === 0 ? SWAPS.first : SWAPS.next, chance)
    const twin = graphOf(graph.size, pairs)
    const { average, transitivity } = clusteringOf(twin)
    report((n + 1) / twins)
    return { averageClustering: average, transitivity, averagePath: averagePathOf(twin, chance) }
  })
  return {
    twins,
    averageClustering: spreadOf(figures.map((one) => one.averageClustering)),
    transitivity: spreadOf(figures.map((one) => one.transitivity)),
    averagePath: spreadOf(figures.map((one) => one.averagePath)),
  }
}

function keysOf(pairs: Uint32Array, size: number): number[] {
  return Array.from({ length: pairs.length / 2 }, (_, tie) => pairs[2 * tie]! * size + pairs[2 * tie + 1]!)
}

/** Two ties a–b and c–d become a–d and c–b, unless that would tie somebody with itself or two twice. */
function swap(pairs: Uint32Array, known: Set<number>, { size, ties }: Graph, times: number, chance: Chance) {
  const key = (a: number, b: number) => (a < b ? a * size + b : b * size + a)
  for (let n = 0; n < times * ties; n += 1) {
    const [one, other] = [2 * chance.below(ties), 2 * chance.below(ties)]
    const turn = chance.below(2)
    const [a, b] = [pairs[one]!, pairs[one + 1]!]
    const [c, d] = [pairs[other + turn]!, pairs[other + 1 - turn]!]
    if (a === c || a === d || b === c || b === d || known.has(key(a, d)) || known.has(key(c, b))) continue
    known.delete(key(a, b))
    known.delete(key(c, d))
    known.add(key(a, d))
    known.add(key(c, b))
    pairs[one + 1] = d
    pairs[other] = c
    pairs[other + 1] = b
  }
}

/** The mean distance in the largest component, from some of its vertices; 0 where nobody is tied. */
function averagePathOf(graph: Graph, chance: Chance): number {
  const components = componentsOf(graph)
  const many = components.sizes[0] ?? 0
  if (many < 2) return 0
  const within = Array.from(components.of.keys()).filter((v) => components.of[v] === 0)
  const sources = many <= PATH_SOURCES ? within : within.map(() => within[chance.below(many)]!).slice(0, PATH_SOURCES)
  const queue = new Uint32Array(many)
  const distance = new Int32Array(graph.size)
  const sum = sources.reduce((all, source) => all + farnessFrom(graph, source, queue, distance), 0)
  return sum / sources.length / (many - 1)
}

function farnessFrom({ offsets, targets }: Graph, source: number, queue: Uint32Array, distance: Int32Array): number {
  distance.fill(-1)
  distance[source] = 0
  queue[0] = source
  let tail = 1
  let sum = 0
  for (let head = 0; head < tail; head += 1) {
    const v = queue[head]!
    sum += distance[v]!
    for (let at = offsets[v]!; at < offsets[v + 1]!; at += 1) {
      const u = targets[at]!
      if (distance[u]! >= 0) continue
      distance[u] = distance[v]! + 1
      queue[tail++] = u
    }
  }
  return sum
}

function spreadOf(values: number[]): Spread {
  const mean = values.reduce((sum, one) => sum + one, 0) / values.length
  const squares = values.reduce((sum, one) => sum + (one - mean) ** 2, 0)
  return {
    mean,
    deviation: Math.sqrt(squares / Math.max(values.length - 1, 1)),
    least: Math.min(...values),
    most: Math.max(...values),
  }
}
