import { degreesOf, type Graph } from './graph.ts'

/**
 * The core number of each: the greatest k for which there is a group, with it in it, of which each is tied to k others.
 * Those with the fewest ties are taken away first (V. Batagelj and M. Zaveršnik, 2003), in time in step with the ties.
 */
export function coresOf(graph: Graph): Uint32Array {
  const { size, offsets, targets } = graph
  const core = degreesOf(graph)
  const { begins, order, place } = byDegree(core)
  for (let n = 0; n < size; n += 1) {
    const v = order[n]!
    for (let at = offsets[v]!; at < offsets[v + 1]!; at += 1) {
      const u = targets[at]!
      if (core[u]! <= core[v]!) continue
      // u goes down by one: to the begin of those with as many ties, which then begin one later.
      const first = begins[core[u]!]!
      const other = order[first]!
      order[place[u]!] = other
      place[other] = place[u]!
      order[first] = u
      place[u] = first
      begins[core[u]!] = first + 1
      core[u]! -= 1
    }
  }
  return core
}

/** All in the order of their degrees, where each stands in it, and where each degree begins. */
function byDegree(degrees: Uint32Array) {
  const most = degrees.reduce((greatest, one) => Math.max(greatest, one), 0)
  const begins = new Uint32Array(most + 2)
  for (const degree of degrees) begins[degree + 1]! += 1
  for (let degree = 0; degree <= most; degree += 1) begins[degree + 1]! += begins[degree]!
  const next = begins.slice()
  const order = new Uint32Array(degrees.length)
  const place = new Uint32Array(degrees.length)
  degrees.forEach((degree, v) => {
    place[v] = next[degree]!
    order[next[degree]!] = v
    next[degree]! += 1
  })
  return { begins, order, place }
}
