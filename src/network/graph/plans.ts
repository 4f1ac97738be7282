import type { Arrangement } from './arrangement.ts'
import type { Graph } from './graph.ts'
import { chanceFrom, shuffled } from './chance.ts'

/** In components of more, paths are counted from some of their vertices only. */
export const EXACT_TO = 10_000
/** From so many of them. */
const PIVOTS = 2_500
/** An early estimate visits so many ties at most: a third of a second of one thread. */
const EARLY_TIES = 80_000_000
const FEWEST_PIVOTS = 32
/** So much of the work (sources times ties) is one slice for a thread: a twentieth of a second. */
const SLICE = 25_000_000
const MOST_SLICES = 64

/** From which vertices shortest paths are counted. */
export interface Plan {
  /** By component, in the numbers of the arrangement. */
  sources: Uint32Array
  /** How many of them each component has: all of its vertices, or pivots by chance. */
  taken: Uint32Array
  /** Parts of the sources (`from` to before `to`), the same for any number of threads, so that sums round the same. */
  slices: { from: number; to: number }[]
}

/**
 * How far paths are counted: exactly in components of up to 10,000 vertices; early, from as many as a moment allows; or from
 * a number of pivots for each component.
 */
export type Depth = 'exact' | 'early' | { pivots: number }

/** Pivots are drawn evenly by chance, none twice (U. Brandes and C. Pich, International Journal of Bifurcation and Chaos 17, 2007). */
export function planOf({ graph, components, begins }: Arrangement, depth: Depth, seed: number): Plan {
  const chance = chanceFrom(seed)
  const taken = components.sizes.map((size) =>
    size < 2 ? 0 : Math.min(size, mostOf(size, graph.targets.length, depth)),
  )
  const sources = new Uint32Array(taken.reduce((sum, one) => sum + one, 0))
  let at = 0
  taken.forEach((many, component) => {
    const size = components.sizes[component]!
    const chosen = shuffled(size, chance, many < size ? many : 0)
    for (let n = 0; n < many; n += 1) sources[at++] = begins[component]! + (many < size ? chosen[n]! : n)
  })
  return { sources, taken, slices: slicesOf(sources.length, graph.targets.length) }
}

function mostOf(size: number, arcs: number, depth: Depth): number {
  if (typeof depth === 'object') return depth.pivots
  if (depth === 'early') return Math.max(FEWEST_PIVOTS, Math.floor(EARLY_TIES / Math.max(arcs, 1)))
  return size <= EXACT_TO ? size : PIVOTS
}

/** Whether an early estimate is exact. */
export const isEarlyExact = ({ size, targets }: Graph) => size * targets.length <= EARLY_TIES

/** Whether all of it is no more than a slice. */
export const isSmall = ({ size, targets }: Graph) => size * targets.length <= SLICE

function slicesOf(sources: number, arcs: number) {
  const many = Math.min(Math.max(1, Math.ceil((sources * arcs) / SLICE)), MOST_SLICES)
  const border = (n: number) => Math.round((n * sources) / many)
  return Array.from({ length: many }, (_, n) => ({ from: border(n), to: border(n + 1) }))
}
