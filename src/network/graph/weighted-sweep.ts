import type { Graph } from './graph.ts'
import { makeHeap } from './heap.ts'
import type { Sums } from './sweep.ts'

/** Two lengths that differ by less than this share are the same: sums of fractions are never quite equal. */
const SAME = 1e-11

/** How long a tie is: the stronger, the shorter (M. Newman, Physical Review E 64, 2001). */
export const lengthOf = (strength: number) => 1 / strength

/**
 * As `makeSweep`, for ties that are as long as they are weak: E. Dijkstra's search with a binary heap, betweenness after
 * U. Brandes (Journal of Mathematical Sociology 25, 2001). Distances are in those lengths.
 */
export function makeWeightedSweep(graph: Graph, sums: Sums) {
  const { size, offsets, targets } = graph
  const lengths = Float64Array.from(graph.strengths!, lengthOf)
  const spread = sums.farnessTo.length > 0
  const distance = new Float64Array(size)
  const settled = new Uint8Array(size)
  const order = new Uint32Array(size)
  const paths = new Float64Array(size)
  const gives = new Float64Array(size)
  const dependency = new Float64Array(size)
  const heap = makeHeap(targets.length + 1)

  const reach = (u: number, far: number, ways: number) => {
    const known = distance[u]!
    if (far < known * (1 - SAME)) {
      distance[u] = far
      paths[u] = ways
      heap.push(u, far)
    } else if (far <= known * (1 + SAME)) paths[u]! += ways
  }

  const settle = (source: number) => {
    let reached = 0
    distance[source] = 0
    paths[source] = 1
    heap.push(source, 0)
    while (heap.size() > 0) {
      const v = heap.pop()
      if (settled[v] === 1) continue
      settled[v] = 1
      order[reached++] = v
      for (let at = offsets[v]!; at < offsets[v + 1]!; at += 1)
        if (settled[targets[at]!] === 0) reach(targets[at]!, distance[v]! + lengths[at]!, paths[v]!)
    }
    return reached
  }

  /** Each, from the outermost inwards, gives to those that lie before it on a shortest path. */
  const accumulate = (reached: number) => {
    for (let n = reached - 1; n > 0; n -= 1) {
      const w = order[n]!
      gives[w] = (1 + dependency[w]!) / paths[w]!
      sums.between[w]! += dependency[w]!
      if (spread) sums.betweenSquares[w]! += dependency[w]! ** 2
      for (let at = offsets[w]!; at < offsets[w + 1]!; at += 1) {
        const v = targets[at]!
        const far = distance[v]! + lengths[at]!
        if (far <= distance[w]! * (1 + SAME)) dependency[v]! += paths[v]! * gives[w]!
      }
    }
  }

  const addDistances = (at: number, reached: number) => {
    for (let n = 1; n < reached; n += 1) {
      const far = distance[order[n]!]!
      sums.farness[at]! += far
      sums.harmonic[at]! += 1 / far
      if (!spread) continue
      sums.farnessTo[order[n]!]! += far
      sums.harmonicTo[order[n]!]! += 1 / far
    }
    sums.eccentricity[at] = reached > 1 ? distance[order[reached - 1]!]! : 0
  }

  return (at: number, source: number, begin: number, end: number) => {
    distance.fill(Infinity, begin, end)
    settled.fill(0, begin, end)
    dependency.fill(0, begin, end)
    const reached = settle(source)
    accumulate(reached)
    addDistances(at, reached)
  }
}
