import type { Graph } from './graph.ts'

/** What the shortest paths from some sources add up to. */
export interface Sums {
  /** Of each: how much of the paths from those sources lead over it (both directions of a pair count). */
  between: Float64Array
  /** Of each: the sum of the squares of what each source adds to `between`; empty unless it was asked for. */
  betweenSquares: Float64Array
  /** Of each source, in their order: its distances, one over them, and the greatest. */
  farness: Float64Array
  harmonic: Float64Array
  eccentricity: Float64Array
  /** Of each: the distances from those sources, and one over them; empty unless it was asked for. */
  farnessTo: Float64Array
  harmonicTo: Float64Array
}

/** `spread`: whether also what is needed to judge the whole by those sources. */
export const noSums = (size: number, sources: number, spread: boolean): Sums => ({
  between: new Float64Array(size),
  betweenSquares: new Float64Array(spread ? size : 0),
  farness: new Float64Array(sources),
  harmonic: new Float64Array(sources),
  eccentricity: new Float64Array(sources),
  farnessTo: new Float64Array(spread ? size : 0),
  harmonicTo: new Float64Array(spread ? size : 0),
})

/** Below this share of all, those who are new are looked for from each of the few before them. */
const FEW = 1 / 8

/** What is worked with, one for all sources. */
interface Bench {
  offsets: Uint32Array
  targets: Uint32Array
  /** All reached, by distance; where each level begins, and how many ties its vertices have. */
  order: Uint32Array
  starts: Uint32Array
  arcs: Float64Array
  seen: Uint8Array
  /** Those that were not reached when a level was last worked off. */
  rest: Uint32Array
  paths: Float64Array
  /** (1 + dependency) / paths, what each gives to those before it. */
  gives: Float64Array
  sum: Float64Array
  /** 0 but for the one level whose counts are gathered. */
  near: Float64Array
}

const benchFor = ({ size, offsets, targets }: Graph): Bench => ({
  offsets,
  targets,
  order: new Uint32Array(size),
  starts: new Uint32Array(size + 2),
  arcs: new Float64Array(size + 1),
  seen: new Uint8Array(size),
  rest: new Uint32Array(size),
  paths: new Float64Array(size),
  gives: new Float64Array(size),
  sum: new Float64Array(size),
  near: new Float64Array(size),
})

/**
 * Shortest paths, all ties being of length 1, from a source; `begin` and `end` are the component it is in. Betweenness
 * after U. Brandes (Journal of Mathematical Sociology 25, 2001), with distances beside it.
 *
 * Brandes asks of each tie, there and back, whether it leads one step further. Here no tie is asked anything. A step from
 * one level to the next adds the counts of all neighbours, those of other levels being 0; or it adds the counts of a level
 * to all neighbours, and those of other levels are not read. Of the two it takes the one with fewer ties (the
 * direction-optimising search of S. Beamer, K. Asanović and D. Patterson, SC 2012, for both passes). Without branches to
 * mispredict and with less than half of the ties to visit it takes a quarter of the time.
 *
 * Counts of paths are doubles: exact to 2^53, right to 15 digits up to 10^308.
 */
export function makeSweep(graph: Graph, sums: Sums) {
  const bench = benchFor(graph)
  const spread = sums.farnessTo.length > 0
  return (at: number, source: number, begin: number, end: number) => {
    const depth = discover(bench, source, begin, end)
    accumulate(bench, depth, begin, end, sums.between)
    if (spread) addSquares(bench, depth, sums.betweenSquares)
    addDistances(bench, depth, sums, at, spread)
  }
}

/** Finds the levels around a source, and how many shortest paths lead to each. Returns how many levels there are. */
function discover(bench: Bench, source: number, begin: number, end: number): number {
  const { offsets, order, starts, arcs, seen, paths } = bench
  seen.fill(0, begin, end)
  bench.sum.fill(0, begin, end)
  seen[source] = 1
  order[0] = source
  paths[source] = 1
  starts[1] = 1
  arcs[0] = offsets[source + 1]! - offsets[source]!
  let left = offsets[end]! - offsets[begin]! - arcs[0]
  let listed = -1
  let level = 0
  while (starts[level + 1]! < end - begin) {
    const from = starts[level]!
    const to = starts[level + 1]!
    let tail: number
    if (listed < 0 && arcs[level]! < (end - begin) * FEW) tail = look(bench, from, to)
    else {
      if (listed < 0) listed = listRest(bench, begin, end)
      tail = arcs[level]! < left ? reachOut(bench, from, to, listed) : reachBack(bench, from, to, listed)
      listed -= tail - to
    }
    level += 1
    starts[level + 1] = tail
    arcs[level] = arcsOf(bench, to, tail)
    left -= arcs[level]!
  }
  return level
}

/** The few of a level look at each of their neighbours. Returns where the next level ends. */
function look({ offsets, targets, order, seen, paths }: Bench, from: number, to: number): number {
  let tail = to
  for (let n = from; n < to; n += 1) {
    const v = order[n]!
    const x = paths[v]!
    for (let at = offsets[v]!, last = offsets[v + 1]!; at < last; at += 1) {
      const u = targets[at]!
      if (seen[u] === 0) {
        seen[u] = 2
        order[tail++] = u
        paths[u] = x
      } else if (seen[u] === 2) paths[u]! += x
    }
  }
  for (let n = to; n < tail; n += 1) seen[order[n]!] = 1
  return tail
}

/** All of a level add their paths to all neighbours; who is not reached yet and has some now is the next level. */
function reachOut(bench: Bench, from: number, to: number, listed: number): number {
  const { order, rest, paths, sum } = bench
  scatter(bench, from, to, paths)
  let kept = 0
  let tail = to
  for (let n = 0; n < listed; n += 1) {
    const v = rest[n]!
    const x = sum[v]!
    if (x > 0) {
      order[tail++] = v
      paths[v] = x
    } else rest[kept++] = v
  }
  return tail
}

/** All that are not reached yet add up the paths of their neighbours in a level; who has some is the next level. */
function reachBack(bench: Bench, from: number, to: number, listed: number): number {
  const { offsets, targets, order, rest, paths, near } = bench
  show(bench, from, to, paths)
  let kept = 0
  let tail = to
  for (let n = 0; n < listed; n += 1) {
    const v = rest[n]!
    let x = 0
    for (let at = offsets[v]!, last = offsets[v + 1]!; at < last; at += 1) x += near[targets[at]!]!
    if (x > 0) {
      order[tail++] = v
      paths[v] = x
    } else rest[kept++] = v
  }
  hide(bench, from, to)
  return tail
}

function scatter({ offsets, targets, order, sum }: Bench, from: number, to: number, held: Float64Array) {
  for (let n = from; n < to; n += 1) {
    const v = order[n]!
    const x = held[v]!
    for (let at = offsets[v]!, last = offsets[v + 1]!; at < last; at += 1) sum[targets[at]!]! += x
  }
}

function show({ order, near }: Bench, from: number, to: number, held: Float64Array) {
  for (let n = from; n < to; n += 1) near[order[n]!] = held[order[n]!]!
}

function hide({ order, near }: Bench, from: number, to: number) {
  for (let n = from; n < to; n += 1) near[order[n]!] = 0
}

function listRest({ seen, rest }: Bench, begin: number, end: number): number {
  let kept = 0
  for (let v = begin; v < end; v += 1) if (seen[v] === 0) rest[kept++] = v
  return kept
}

function arcsOf({ offsets, order }: Bench, from: number, to: number): number {
  let sum = 0
  for (let n = from; n < to; n += 1) sum += offsets[order[n]! + 1]! - offsets[order[n]!]!
  return sum
}

/** From the outermost level inwards: how much of the paths from the source lead over each. */
function accumulate(bench: Bench, depth: number, begin: number, end: number, between: Float64Array) {
  const { order, starts, arcs, paths, gives } = bench
  bench.sum.fill(0, begin, end)
  for (let n = starts[depth]!; n < starts[depth + 1]!; n += 1) gives[order[n]!] = 1 / paths[order[n]!]!
  for (let level = depth - 1; level > 0; level -= 1) {
    const from = starts[level]!
    const to = starts[level + 1]!
    const last = starts[level + 2]!
    if (arcs[level + 1]! < arcs[level]!) {
      scatter(bench, to, last, gives)
      receive(bench, from, to, between)
    } else {
      show(bench, to, last, gives)
      gather(bench, from, to, between)
      hide(bench, to, last)
    }
  }
}

function receive({ order, paths, gives, sum }: Bench, from: number, to: number, between: Float64Array) {
  for (let n = from; n < to; n += 1) {
    const v = order[n]!
    const many = paths[v]!
    const dependency = many * sum[v]!
    between[v]! += dependency
    gives[v] = (1 + dependency) / many
  }
}

function gather(
  { offsets, targets, order, paths, gives, near }: Bench,
  from: number,
  to: number,
  between: Float64Array,
) {
  for (let n = from; n < to; n += 1) {
    const v = order[n]!
    let x = 0
    for (let at = offsets[v]!, last = offsets[v + 1]!; at < last; at += 1) x += near[targets[at]!]!
    const many = paths[v]!
    const dependency = many * x
    between[v]! += dependency
    gives[v] = (1 + dependency) / many
  }
}

function addSquares({ order, starts, paths, gives }: Bench, depth: number, squares: Float64Array) {
  for (let n = 1; n < starts[depth]!; n += 1) {
    const v = order[n]!
    squares[v]! += (gives[v]! * paths[v]! - 1) ** 2
  }
}

function addDistances({ order, starts }: Bench, depth: number, sums: Sums, at: number, spread: boolean) {
  for (let level = 1; level <= depth; level += 1) {
    const many = starts[level + 1]! - starts[level]!
    sums.farness[at]! += many * level
    sums.harmonic[at]! += many / level
    if (!spread) continue
    for (let n = starts[level]!; n < starts[level + 1]!; n += 1) {
      sums.farnessTo[order[n]!]! += level
      sums.harmonicTo[order[n]!]! += 1 / level
    }
  }
  sums.eccentricity[at] = depth
}
