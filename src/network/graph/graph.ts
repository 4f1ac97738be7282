/**
 * A simple undirected graph in typed arrays (compressed sparse rows): nobody is tied to themselves, and two are tied
 * once. The arrays are shared memory, so that threads read them without a copy.
 */
export interface Graph {
  readonly size: number
  /** How many ties there are; each stands twice in `targets`. */
  readonly ties: number
  /** The neighbours of `v` stand in `targets` from `offsets[v]` to before `offsets[v + 1]`, in ascending order. */
  readonly offsets: Uint32Array
  readonly targets: Uint32Array
  /** How strong each of `targets` is tied; undefined where all ties count alike. */
  readonly strengths: Float64Array | undefined
}

/**
 * The simple graph of pairs (`[a0, b0, a1, b1, …]`, numbers from 0 to below `size`): ties to oneself are left out, and
 * of several ties of a pair the strongest counts.
 */
export function graphOf(size: number, pairs: ArrayLike<number>, strengths?: ArrayLike<number>): Graph {
  // Written by source twice: the second time in the order of the sources, which sorts each row.
  const loose = rowsOf(size, pairs, strengths)
  const sorted = turned(size, loose)
  return merged(size, sorted)
}

interface Rows {
  offsets: Uint32Array
  targets: Uint32Array
  strengths: Float64Array | undefined
}

const emptyRows = (size: number, arcs: number, weighted: boolean): Rows => ({
  offsets: new Uint32Array(new SharedArrayBuffer(4 * (size + 1))),
  targets: new Uint32Array(new SharedArrayBuffer(4 * arcs)),
  strengths: weighted ? new Float64Array(new SharedArrayBuffer(8 * arcs)) : undefined,
})

function rowsOf(size: number, pairs: ArrayLike<number>, strengths?: ArrayLike<number>): Rows {
  const counts = new Uint32Array(size + 1)
  for (let at = 0; at < pairs.length; at += 2) {
    const [a, b] = [pairs[at]!, pairs[at + 1]!]
    if (a >= size || b >= size) throw new RangeError(`There are ${size}, so nobody is number ${Math.max(a, b)}.`)
    if (a !== b) {
      counts[a + 1]! += 1
      counts[b + 1]! += 1
    }
  }
  for (let v = 0; v < size; v += 1) counts[v + 1]! += counts[v]!
  const rows = emptyRows(size, counts[size]!, strengths !== undefined)
  rows.offsets.set(counts)
  for (let at = 0; at < pairs.length; at += 2) {
    const [a, b] = [pairs[at]!, pairs[at + 1]!]
    if (a === b) continue
    put(rows, counts, a, b, strengths?.[at / 2])
    put(rows, counts, b, a, strengths?.[at / 2])
  }
  return rows
}

function put(rows: Rows, next: Uint32Array, a: number, b: number, strength: number | undefined) {
  const at = next[a]!
  next[a] = at + 1
  rows.targets[at] = b
  if (rows.strengths) rows.strengths[at] = strength!
}

/** The same arcs, each turned round: rows come out sorted. */
function turned(size: number, { offsets, targets, strengths }: Rows): Rows {
  const rows = emptyRows(size, targets.length, strengths !== undefined)
  rows.offsets.set(offsets)
  const next = offsets.slice()
  for (let v = 0; v < size; v += 1)
    for (let at = offsets[v]!; at < offsets[v + 1]!; at += 1) put(rows, next, targets[at]!, v, strengths?.[at])
  return rows
}

/** One arc for all that go from one to the same other. */
function merged(size: number, { offsets, targets, strengths }: Rows): Graph {
  let kept = 0
  let begin = 0
  for (let v = 0; v < size; v += 1) {
    const end = offsets[v + 1]!
    const first = kept
    for (let at = begin; at < end; at += 1) {
      const same = kept > first && targets[kept - 1] === targets[at]
      if (!same) targets[kept++] = targets[at]!
      if (strengths) strengths[kept - 1] = same ? Math.max(strengths[kept - 1]!, strengths[at]!) : strengths[at]!
    }
    begin = end
    offsets[v + 1] = kept
  }
  return { size, ties: kept / 2, offsets, targets: targets.subarray(0, kept), strengths: strengths?.subarray(0, kept) }
}

/** Its ties as pairs (`[a0, b0, …]`, the smaller number first) in ascending order, with their strengths if it has any. */
export function tiesOf({ size, ties, offsets, targets, strengths }: Graph) {
  const pairs = new Uint32Array(2 * ties)
  const strong = strengths && new Float64Array(ties)
  let n = 0
  for (let v = 0; v < size; v += 1)
    for (let at = offsets[v]!; at < offsets[v + 1]!; at += 1) {
      if (targets[at]! < v) continue
      pairs[2 * n] = v
      pairs[2 * n + 1] = targets[at]!
      if (strong) strong[n] = strengths![at]!
      n += 1
    }
  return { pairs, strengths: strong }
}

/** The graph without those who left; they stay in it with no tie, so that all numbers mean the same as before. */
export function without(graph: Graph, left: Iterable<number>): Graph {
  const gone = new Uint8Array(graph.size)
  for (const v of left) gone[v] = 1
  return keeping(graph, (a, b) => gone[a] === 0 && gone[b] === 0)
}

/** The graph with those ties only that `keeps` says, which is asked of each once, in ascending order. */
export function keeping(graph: Graph, keeps: (a: number, b: number, tie: number) => boolean): Graph {
  const { pairs, strengths } = tiesOf(graph)
  let kept = 0
  for (let tie = 0; tie < graph.ties; tie += 1) {
    const [a, b] = [pairs[2 * tie]!, pairs[2 * tie + 1]!]
    if (!keeps(a, b, tie)) continue
    pairs[2 * kept] = a
    pairs[2 * kept + 1] = b
    if (strengths) strengths[kept] = strengths[tie]!
    kept += 1
  }
  return graphOf(graph.size, pairs.subarray(0, 2 * kept), strengths?.subarray(0, kept))
}

/** With how many each is tied. */
export const degreesOf = ({ size, offsets }: Graph) =>
  Uint32Array.from({ length: size }, (_, v) => offsets[v + 1]! - offsets[v]!)

/** The strengths of each one's ties together (A. Barrat et al., PNAS 101, 2004): the degree where ties have no strength. */
export function strengthsOf(graph: Graph): Float64Array {
  const sums = new Float64Array(graph.size)
  for (let v = 0; v < graph.size; v += 1)
    for (let at = graph.offsets[v]!; at < graph.offsets[v + 1]!; at += 1) sums[v]! += graph.strengths?.[at] ?? 1
  return sums
}
