import { type Arrangement, arranged } from './arrangement.ts'
import { type Centralities, centralitiesOf } from './centralities.ts'
import { clusteringOf, weightedClusteringOf } from './clustering.ts'
import { componentsOf } from './components.ts'
import { coresOf } from './cores.ts'
import { cutsOf } from './cuts.ts'
import { degreesOf, type Graph, strengthsOf } from './graph.ts'
import { sumsOf, together } from './paths.ts'
import { type Depth, type Plan, planOf } from './plans.ts'
import { eigenvectorOf, pagerankOf } from './spectra.ts'
import type { Sums } from './sweep.ts'

/** What is told of a graph without its shortest paths. Arrays have a value for each vertex, by its number. */
export interface Standing {
  size: number
  ties: number
  /** Share of all possible ties that there are; 0 where none is possible. */
  density: number
  components: number
  largestComponent: number
  /** Those without any tie. */
  isolates: Uint32Array
  transitivity: number
  averageClustering: number
  articulationPoints: Uint32Array
  /** Pairs, `[a0, b0, …]`. */
  bridges: Uint32Array
  degree: Uint32Array
  /** The strengths of one's ties together. */
  strength: Float64Array
  clustering: Float64Array
  eigenvector: Float64Array | null
  pagerank: Float64Array
  core: Uint32Array
  /** Which component: 0 is the largest. */
  component: Uint32Array
}

export type Measures = Standing & Centralities

/** Whether a graph has strengths decides all: lengths of paths, PageRank, eigenvector and clustering then follow them. */
export function standingOf(graph: Graph): Standing {
  const { size, ties } = graph
  const components = componentsOf(graph)
  const degree = degreesOf(graph)
  const clustering = clusteringOf(graph)
  const strong = graph.strengths ? weightedClusteringOf(graph) : clustering
  return {
    size,
    ties,
    density: size > 1 ? (2 * ties) / (size * (size - 1)) : 0,
    components: components.count,
    largestComponent: components.sizes[0] ?? 0,
    isolates: Uint32Array.from([...degree.keys()].filter((v) => degree[v] === 0)),
    transitivity: clustering.transitivity,
    averageClustering: strong.average,
    ...cutsOf(graph),
    degree,
    strength: strengthsOf(graph),
    clustering: strong.each,
    eigenvector: eigenvectorOf(graph),
    pagerank: pagerankOf(graph),
    core: coresOf(graph),
    component: components.of,
  }
}

/** What chance begins from where pivots are drawn: the same graph always has the same figures. */
export const SEED = 1

/** All measures of a graph, here and now. In a server they are made in threads: `measureInThreads`. */
export const measuresOf = (graph: Graph, depth: Depth = 'exact', seed = SEED): Measures => ({
  ...standingOf(graph),
  ...centralitiesIn(graph, depth, seed),
})

/** What shortest paths tell of a graph, here and now. */
export function centralitiesIn(graph: Graph, depth: Depth, seed = SEED): Centralities {
  const arrangement = arranged(graph)
  const plan = planOf(arrangement, depth, seed)
  const slices = plan.slices.map((slice) => sumsOf(arrangement, plan, slice))
  return centralitiesOf(arrangement, plan, together(graph.size, slices))
}

/** All measures, from the slices of a plan that were worked off anywhere. */
export const measuresFrom = (standing: Standing, arrangement: Arrangement, plan: Plan, slices: Sums[]): Measures => ({
  ...standing,
  ...centralitiesOf(arrangement, plan, together(standing.size, slices)),
})
