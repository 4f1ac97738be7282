import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { type Graph, graphOf } from '../src/network/graph/graph.ts'

/** The networks of `../shared/data/network-metrics`, whose measures are known; none where they are not there. */
const METRICS = new URL('../../shared/data/network-metrics/', import.meta.url)

export interface KnownGraph {
  nodes: { id: string; [attribute: string]: unknown }[]
  edges: { source: string; target: string; weight?: number }[]
}

/** Any of those files, or undefined where they are not there. */
export function readMetrics<T>(file: string): T | undefined {
  const url = new URL(file, METRICS)
  return existsSync(url) ? (JSON.parse(readFileSync(url, 'utf8')) as T) : undefined
}

/** A graph of vertices with names. */
export interface Named {
  names: string[]
  graph: Graph
}

/** `weights`: what a tie weighs, if it counts. */
export function named(known: KnownGraph, weights?: (weight: number) => number): Named {
  const names = known.nodes.map(({ id }) => id)
  const at = new Map(names.map((name, n) => [name, n]))
  const pairs = known.edges.flatMap(({ source, target }) => [at.get(source)!, at.get(target)!])
  const strengths = weights && known.edges.map(({ weight = 1 }) => weights(weight))
  return { names, graph: graphOf(names.length, pairs, strengths) }
}

const numbers = (n: number) => Array.from({ length: n }, (_, v) => v)
export const pathGraph = (n: number) =>
  graphOf(
    n,
    numbers(Math.max(n - 1, 0)).flatMap((v) => [v, v + 1]),
  )
export const starGraph = (n: number) =>
  graphOf(
    n,
    numbers(n - 1).flatMap((v) => [0, v + 1]),
  )
export const completeGraph = (n: number) =>
  graphOf(
    n,
    numbers(n).flatMap((v) => numbers(v).flatMap((u) => [u, v])),
  )

export interface Drawn {
  size: number
  pairs: number[]
  strengths: number[]
}

/** Any small network, often in several parts, ties to oneself and ties told twice among them. */
export const anyNetwork = (most = 12): fc.Arbitrary<Drawn> =>
  fc.integer({ min: 1, max: most }).chain((size) =>
    fc
      .array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1), fc.integer({ min: 1, max: 5 })), { maxLength: 2 * size })
      .map((ties) => ({
        size,
        pairs: ties.flatMap(([a, b]) => [a, b]),
        strengths: ties.map(([, , strength]) => strength),
      })),
  )
