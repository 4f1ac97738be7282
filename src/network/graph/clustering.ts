import { degreesOf, type Graph } from './graph.ts'

export interface Clustering {
  /** Of each one's pairs of neighbours, the share that is tied. */
  each: Float64Array
  average: number
  /** Three times the triangles over all pairs of neighbours. */
  transitivity: number
}

/**
 * How far one's neighbours are tied with each other: each one's clustering and its mean (D. Watts and S. Strogatz, Nature
 * 393, 1998), and transitivity (M. Newman, S. Strogatz and D. Watts, Physical Review E 64, 2001). Who has fewer than two
 * neighbours counts as 0, as in networkx.
 */
export function clusteringOf(graph: Graph): Clustering {
  const triangles = trianglesOf(graph)
  const degrees = degreesOf(graph)
  const each = new Float64Array(graph.size)
  let closed = 0
  let pairs = 0
  let sum = 0
  for (let v = 0; v < graph.size; v += 1) {
    const possible = (degrees[v]! * (degrees[v]! - 1)) / 2
    closed += triangles[v]!
    pairs += possible
    if (possible > 0) each[v] = triangles[v]! / possible
    sum += each[v]!
  }
  return { each, average: graph.size > 0 ? sum / graph.size : 0, transitivity: pairs > 0 ? closed / pairs : 0 }
}

/**
 * In how many triangles each stands: from each tie the end with fewer ties looks at its own neighbours (the forward
 * algorithm; T. Schank and D. Wagner, WEA 2005), in ties to the power of 1.5 at most.
 */
function trianglesOf(graph: Graph): Uint32Array {
  const { size } = graph
  const { offsets, targets } = towardsTheManyTied(graph)
  const triangles = new Uint32Array(size)
  const mark = new Int32Array(size).fill(-1)
  for (let v = 0; v < size; v += 1) {
    for (let at = offsets[v]!; at < offsets[v + 1]!; at += 1) mark[targets[at]!] = v
    for (let at = offsets[v]!; at < offsets[v + 1]!; at += 1) {
      const u = targets[at]!
      for (let next = offsets[u]!; next < offsets[u + 1]!; next += 1) {
        const w = targets[next]!
        if (mark[w] !== v) continue
        triangles[v]! += 1
        triangles[u]! += 1
        triangles[w]! += 1
      }
    }
  }
  return triangles
}

/** Each tie once, from the end with fewer ties to the other. */
function towardsTheManyTied({ size, ties, offsets, targets }: Graph) {
  const degree = (v: number) => offsets[v + 1]! - offsets[v]!
  const kept = { offsets: new Uint32Array(size + 1), targets: new Uint32Array(ties) }
  let n = 0
  for (let v = 0; v < size; v += 1) {
    for (let at = offsets[v]!; at < offsets[v + 1]!; at += 1) {
      const u = targets[at]!
      if (degree(v) < degree(u) || (degree(v) === degree(u) && v < u)) kept.targets[n++] = u
    }
    kept.offsets[v + 1] = n
  }
  return kept
}

/**
 * Clustering where ties have strengths: the geometric mean of the strengths of each triangle, as shares of the greatest
 * (J.-P. Onnela et al., Physical Review E 71, 2005).
 */
export function weightedClusteringOf(graph: Graph): { each: Float64Array; average: number } {
  const { size, offsets, targets, strengths } = graph
  const each = new Float64Array(size)
  const strong = new Float64Array(size)
  const greatest = strengths?.reduce((most, one) => Math.max(most, one), 0) ?? 1
  const root = (at: number) => Math.cbrt((strengths?.[at] ?? 1) / greatest)
  let sum = 0
  for (let v = 0; v < size; v += 1) {
    const degree = offsets[v + 1]! - offsets[v]!
    for (let at = offsets[v]!; at < offsets[v + 1]!; at += 1) strong[targets[at]!] = root(at)
    let closed = 0
    for (let at = offsets[v]!; at < offsets[v + 1]!; at += 1) {
      const u = targets[at]!
      let shared = 0
      for (let next = offsets[u]!; next < offsets[u + 1]!; next += 1) shared += root(next) * strong[targets[next]!]!
      closed += root(at) * shared
    }
    for (let at = offsets[v]!; at < offsets[v + 1]!; at += 1) strong[targets[at]!] = 0
    if (degree > 1) each[v] = closed / (degree * (degree - 1))
    sum += each[v]!
  }
  return { each, average: size > 0 ? sum / size : 0 }
}
