import { type Acquaintance, likelyTies } from '../insight/likely-ties.ts'
import { type Arrangement, arranged } from './arrangement.ts'
import { communitiesOf } from './communities.ts'
import { departureOf, gravestDepartures } from './departures.ts'
import { type Graph, graphOf } from './graph.ts'
import { layOutTied, type Unplaced } from './layout.ts'
import { measuresOf, standingOf } from './measures.ts'
import { sumsOf } from './paths.ts'
import type { Jobs } from '../../platform/threads.ts'
import type { Depth, Plan } from './plans.ts'
import { type Doubts, rankIntervalsOf } from './rank-intervals.ts'
import { twinsOf } from './random-twins.ts'

interface Slice {
  arrangement: Arrangement
  plan: Plan
  slice: { from: number; to: number }
}

/** Pairs of numbers below `size`, as `graphOf` takes them. */
export interface Pairs {
  size: number
  pairs: Uint32Array
  strengths?: Float64Array
}

type Report = (share: number) => void

/** All that threads can do. A new job is a line here: `threads.run('its name', …)` knows its types then. */
export const JOBS = {
  graph: ({ size, pairs, strengths }: Pairs) => graphOf(size, pairs, strengths),
  measures: ({ graph, depth, seed }: { graph: Graph; depth: Depth; seed: number }) => measuresOf(graph, depth, seed),
  arrangement: (graph: Graph) => arranged(graph),
  standing: (graph: Graph) => standingOf(graph),
  paths: ({ arrangement, plan, slice }: Slice) => sumsOf(arrangement, plan, slice),
  communities: ({ graph, seed }: { graph: Graph; seed?: number }) => communitiesOf(graph, seed),
  departure: ({ graph, left }: { graph: Graph; left: number[] }) => departureOf(graph, left),
  departures: (graph: Graph) => gravestDepartures(graph),
  layout: (unplaced: Unplaced) => layOutTied(unplaced),
  likelyTies: ({ most, ...network }: Acquaintance & { most: number }) => likelyTies(network, most),
  twins: ({ graph, ...options }: { graph: Graph; twins?: number; seed?: number }, report: Report) =>
    twinsOf(graph, options, report),
  rankIntervals: ({ graph, ...doubts }: { graph: Graph } & Doubts, report: Report) =>
    rankIntervalsOf(graph, doubts, report),
} satisfies Jobs

export type GraphJobs = typeof JOBS

/** Those that may take seconds: one thread is always left to the others. */
export const LONG: ReadonlySet<keyof GraphJobs> = new Set<keyof GraphJobs>(['twins', 'rankIntervals'])
