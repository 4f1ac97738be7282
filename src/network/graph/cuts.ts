import type { Graph } from './graph.ts'

export interface Cuts {
  /** Whose going would leave some of the others without a way to each other, in ascending order. */
  articulationPoints: Uint32Array
  /** Ties that are the only way between two parts, as pairs (`[a0, b0, …]`, the smaller number first), in ascending order. */
  bridges: Uint32Array
}

/**
 * Articulation points and bridges by one depth-first search (J. Hopcroft and R. Tarjan, Communications of the ACM 16, 1973;
 * R. Tarjan, Information Processing Letters 2, 1974), without recursion, so that long chains fit as well.
 */
export function cutsOf(graph: Graph): Cuts {
  const search = depthFirst(graph)
  const { size } = graph
  const articulates = new Uint8Array(size)
  const bridges: [number, number][] = []
  const children = new Uint32Array(size)
  for (let v = 0; v < size; v += 1) {
    const parent = search.parent[v]!
    if (parent < 0) continue
    if (search.parent[parent]! < 0) children[parent]! += 1
    else if (search.low[v]! >= search.entered[parent]!) articulates[parent] = 1
    if (search.low[v]! > search.entered[parent]!) bridges.push([Math.min(v, parent), Math.max(v, parent)])
  }
  for (let v = 0; v < size; v += 1) if (children[v]! > 1) articulates[v] = 1
  return {
    articulationPoints: Uint32Array.from([...articulates.keys()].filter((v) => articulates[v] === 1)),
    bridges: Uint32Array.from(bridges.sort(([a, b], [c, d]) => a - c || b - d).flat()),
  }
}

/** When each was entered, from whom, and the earliest that its descendants reach by one tie that leads back. */
function depthFirst({ size, offsets, targets }: Graph) {
  const entered = new Int32Array(size).fill(-1)
  const low = new Int32Array(size)
  const parent = new Int32Array(size).fill(-1)
  const next = offsets.slice(0, size)
  let time = 0
  for (let root = 0; root < size; root += 1) {
    if (entered[root]! >= 0) continue
    entered[root] = low[root] = time++
    for (let v = root; v >= 0;) {
      if (next[v]! < offsets[v + 1]!) {
        const u = targets[next[v]!++]!
        if (entered[u]! < 0) {
          parent[u] = v
          entered[u] = low[u] = time++
          v = u
        } else if (u !== parent[v]) low[v] = Math.min(low[v]!, entered[u]!)
      } else {
        const up = parent[v]!
        if (up >= 0) low[up] = Math.min(low[up]!, low[v]!)
        v = up
      }
    }
  }
  return { entered, low, parent }
}
