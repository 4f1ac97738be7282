import { type Aggregate, aggregated, asAggregate } from './aggregates.ts'
import { type Chance, chanceFrom, shuffled } from './chance.ts'
import { componentsOf } from './components.ts'
import { type Graph, keeping } from './graph.ts'
import { modularityOf } from './mixing.ts'

export interface Communities {
  count: number
  /** The community of each, the largest being 0. */
  of: Uint32Array
  sizes: Uint32Array
  /** How much more of the ties lie within them than chance would bring (M. Newman and M. Girvan, Physical Review E 69, 2004). */
  modularity: number
}

const TRIES = 5
/** So much more modularity is worth another run through the whole. */
const WORTH = 1e-4

/**
 * Communities by modularity: the Leiden algorithm (V. Traag, L. Waltman and N. van Eck, Scientific Reports 9, 2019), which
 * unlike that of Louvain leaves none that is not connected; in the refinement the best merger is taken, not one by chance.
 * The best of five runs, which differ in the order in which vertices are looked at; the same seed always finds the same.
 */
export function communitiesOf(graph: Graph, seed = 1): Communities {
  const chance = chanceFrom(seed)
  let best: { of: Uint32Array; modularity: number } | undefined
  for (let n = 0; n < TRIES; n += 1) {
    const of = settled(graph, chance)
    const modularity = modularityOf(graph, of)
    if (!best || modularity > best.modularity + 1e-12) best = { of, modularity }
  }
  return { ...bySize(best!.of), modularity: best!.modularity }
}

/** Begins again with what came out while that gains something, and ends where no single vertex would gain by moving. */
function settled(graph: Graph, chance: Chance): Uint32Array {
  const start = asAggregate(graph)
  let of: Uint32Array = Uint32Array.from({ length: graph.size }, (_, v) => v)
  for (let before = -Infinity, reached = 0; reached - before > WORTH;) {
    before = reached
    of = leiden(start, of, chance)
    reached = modularityOf(graph, of)
  }
  for (;;) {
    const next = of.slice()
    moveAll(start, next, chance)
    if (next.every((community, v) => community === of[v])) return of
    of = connected(graph, next)
  }
}

/** Each community in the parts that hang together. */
const connected = (graph: Graph, community: Uint32Array) =>
  componentsOf(keeping(graph, (a, b) => community[a] === community[b])).of

function leiden(start: Aggregate, from: Uint32Array, chance: Chance): Uint32Array {
  const result = Uint32Array.from({ length: start.size }, (_, v) => v)
  let aggregate = start
  let community = numbered(from)
  for (;;) {
    moveAll(aggregate, community, chance)
    const parts = refined(aggregate, community, chance)
    const next = aggregated(aggregate, parts)
    const whole = new Uint32Array(next.size)
    parts.forEach((part, v) => (whole[part] = community[v]!))
    if (next.size === aggregate.size) return result.map((v) => community[v]!)
    for (let v = 0; v < result.length; v += 1) result[v] = parts[result[v]!]!
    aggregate = next
    community = numbered(whole)
  }
}

/** Moves each to the community where modularity gains most, until none wants to move; who was left by a neighbour asks again. */
function moveAll(aggregate: Aggregate, community: Uint32Array, chance: Chance) {
  const { size, offsets, targets, strength, total } = aggregate
  const weights = new Float64Array(size)
  community.forEach((c, v) => (weights[c]! += strength[v]!))
  const toward = new Float64Array(size)
  const queue = shuffled(size, chance)
  const waits = new Uint8Array(size).fill(1)
  let waiting = size
  for (let head = 0; waiting > 0; head = head + 1 === size ? 0 : head + 1) {
    const v = queue[head]!
    waits[v] = 0
    waiting -= 1
    const old = community[v]!
    weights[old]! -= strength[v]!
    tell(aggregate, v, community, toward, 1)
    let best = old
    let gain = toward[old]! - (strength[v]! * weights[old]!) / total
    for (let at = offsets[v]!; at < offsets[v + 1]!; at += 1) {
      const c = community[targets[at]!]!
      const more = toward[c]! - (strength[v]! * weights[c]!) / total
      if (more > gain + 1e-12) [best, gain] = [c, more]
    }
    tell(aggregate, v, community, toward, 0)
    community[v] = best
    weights[best]! += strength[v]!
    if (best === old) continue
    for (let at = offsets[v]!; at < offsets[v + 1]!; at += 1) {
      const u = targets[at]!
      if (waits[u] === 1 || community[u] === best) continue
      waits[u] = 1
      queue[(head + 1 + waiting) % size] = u
      waiting += 1
    }
  }
}

/** How strongly `v` is tied with each community of its neighbours; with `by` 0 it is forgotten again. */
function tell(aggregate: Aggregate, v: number, community: Uint32Array, toward: Float64Array, by: 0 | 1) {
  const { offsets, targets, strengths } = aggregate
  for (let at = offsets[v]!; at < offsets[v + 1]!; at += 1) {
    const c = community[targets[at]!]!
    toward[c] = by * (toward[c]! + strengths[at]!)
  }
}

/** Each community in parts that are well connected: its vertices join, one by one, the part where modularity gains most. */
function refined(aggregate: Aggregate, community: Uint32Array, chance: Chance): Uint32Array {
  const { size, offsets, targets, strengths, strength, total } = aggregate
  const part = Uint32Array.from({ length: size }, (_, v) => v)
  const weights = strength.slice()
  const whole = new Float64Array(size)
  community.forEach((c, v) => (whole[c]! += strength[v]!))
  /** How strongly each part is tied with the rest of its community. */
  const out = new Float64Array(size)
  for (let v = 0; v < size; v += 1)
    for (let at = offsets[v]!; at < offsets[v + 1]!; at += 1)
      if (community[targets[at]!] === community[v]) out[v]! += strengths[at]!
  const isWell = (p: number, c: number) => out[p]! >= (weights[p]! * (whole[c]! - weights[p]!)) / total - 1e-12
  const alone = new Uint8Array(size).fill(1)
  const toward = new Float64Array(size)
  for (const v of shuffled(size, chance)) {
    const c = community[v]!
    if (alone[v] === 0 || !isWell(v, c)) continue
    tell(aggregate, v, part, toward, 1)
    let best = v
    let gain = 0
    for (let at = offsets[v]!; at < offsets[v + 1]!; at += 1) {
      const p = part[targets[at]!]!
      if (p === v || community[targets[at]!] !== c || !isWell(p, c)) continue
      const more = toward[p]! - (strength[v]! * weights[p]!) / total
      if (more > gain + 1e-12) [best, gain] = [p, more]
    }
    if (best !== v) {
      out[best]! += out[v]! - 2 * toward[best]!
      weights[best]! += strength[v]!
      part[v] = best
      alone[best] = 0
    }
    tell(aggregate, v, part, toward, 0)
  }
  return numbered(part)
}

/** The same groups, numbered from 0 as they come. */
function numbered(groups: Uint32Array): Uint32Array {
  const numbers = new Map<number, number>()
  return groups.map((group) => {
    if (!numbers.has(group)) numbers.set(group, numbers.size)
    return numbers.get(group)!
  })
}

function bySize(groups: Uint32Array): Omit<Communities, 'modularity'> {
  const named = numbered(groups)
  const sizes: number[] = []
  named.forEach((group) => (sizes[group] = (sizes[group] ?? 0) + 1))
  const order = sizes.map((_, group) => group).sort((a, b) => sizes[b]! - sizes[a]! || a - b)
  const rank = new Uint32Array(order.length)
  order.forEach((group, n) => (rank[group] = n))
  return {
    count: order.length,
    of: named.map((group) => rank[group]!),
    sizes: Uint32Array.from(order, (group) => sizes[group]!),
  }
}
