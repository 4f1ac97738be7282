import type { Pair } from '../current-networks.ts'

/** Measures that are counted on the spot: how many it is tied to, how strongly, whom they reach in turn, or nothing. */
const COUNTED = ['ties', 'strength', 'reach', 'same'] as const
/** Measures of the whole network, which take a while: how often it stands between others, how near it is to all. */
const MEASURED = ['between', 'near'] as const
export type Measured = (typeof MEASURED)[number]
type Counted = (typeof COUNTED)[number]
/** What the size of an organization on the map can tell. */
export const MEASURES = ['ties', 'strength', 'reach', 'between', 'near', 'same'] as const
export type Measure = (typeof MEASURES)[number]
export const isMeasured = (measure: Measure): measure is Measured => MEASURED.some((one) => one === measure)

type Edge = Pick<Pair, 'a' | 'b' | 'strength'>

/** To whom each of `count` organizations is tied: for each its neighbours, in the order of the edges. */
export function neighboursOf(count: number, edges: readonly Edge[]): number[][] {
  const near: number[][] = Array.from({ length: count }, () => [])
  for (const { a, b } of edges) {
    near[a]!.push(b)
    near[b]!.push(a)
  }
  return near
}

/** Whom each reaches by one tie or two; who has a single partner reaches all of those of that one. */
function reach(near: number[][]): number[] {
  const seenBy = new Int32Array(near.length).fill(-1)
  return near.map((others, n) => {
    if (others.length === 1) return near[others[0]!]!.length
    seenBy[n] = n
    let count = 0
    const see = (one: number) => {
      if (seenBy[one] === n) return
      seenBy[one] = n
      count += 1
    }
    for (const other of others) {
      see(other)
      near[other]!.forEach(see)
    }
    return count
  })
}

const COUNTS: Record<Counted, (near: number[][], edges: readonly Edge[]) => number[]> = {
  ties: (near) => near.map((others) => others.length),
  strength: (near, edges) => {
    const sums = near.map(() => 0)
    for (const { a, b, strength } of edges) for (const end of [a, b]) sums[end]! += strength ?? 1
    return sums
  },
  reach,
  same: (near) => near.map(() => 1),
}

/** A measure of each of `count` organizations: a count of organizations (`ties`, `reach`), or a sum of strengths. */
export const measure = (by: Counted, count: number, edges: readonly Edge[]): number[] =>
  COUNTS[by](neighboursOf(count, edges), edges)

/** The same from 0 to 1, so that areas, not radii, are in proportion. */
export function sizesOf(values: readonly number[]): number[] {
  const most = values.reduce((a, b) => Math.max(a, b), 0)
  return values.map((value) => (most === 0 ? 0 : Math.sqrt(value / most)))
}

/**
 * All within `steps` ties of one, that one too.
 * @returns places, in no order that means anything.
 */
export function within(near: number[][], start: number, steps: number): Set<number> {
  const found = new Set([start])
  let edge = [start]
  for (let step = 0; step < steps && edge.length > 0; step += 1) {
    edge = edge.flatMap((one) => near[one]!).filter((one) => !found.has(one) && found.add(one))
  }
  return found
}

/**
 * The shortest way from one organization to another over ties; of several that are as short the one whose weakest tie is
 * strongest (Dijkstra's method by layers: every tie is one step). Null where no way is.
 */
export function wayBetween(count: number, edges: readonly Edge[], from: number, to: number): number[] | null {
  const ties: { to: number; strength: number }[][] = Array.from({ length: count }, () => [])
  for (const { a, b, strength } of edges) {
    ties[a]!.push({ to: b, strength: strength ?? 1 })
    ties[b]!.push({ to: a, strength: strength ?? 1 })
  }
  const before = new Map<number, { by: number; weakest: number }>([[from, { by: -1, weakest: Infinity }]])
  let layer = [from]
  while (layer.length > 0 && !before.has(to)) {
    const next = new Map<number, { by: number; weakest: number }>()
    for (const one of layer)
      for (const tie of ties[one]!) {
        if (before.has(tie.to)) continue
        const weakest = Math.min(before.get(one)!.weakest, tie.strength)
        if ((next.get(tie.to)?.weakest ?? 0) < weakest) next.set(tie.to, { by: one, weakest })
      }
    for (const [one, how] of next) before.set(one, how)
    layer = [...next.keys()]
  }
  if (!before.has(to)) return null
  const way: number[] = []
  for (let at = to; at !== -1; at = before.get(at)!.by) way.unshift(at)
  return way
}
