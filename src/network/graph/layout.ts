import { UndirectedGraph } from 'graphology'
import forces from 'graphology-layout-forceatlas2'
import apart from 'graphology-layout-noverlap'
import type { Point } from '../layouts.ts'

// Their types speak of a default export; what Node gets from them is that export itself.
const forceAtlas2 = forces as unknown as typeof forces.default
const noverlap = apart as unknown as typeof apart.default

/** What is to be laid out; plain, so that it can go to a worker. */
export interface Unplaced {
  count: number
  /** Ends, as places, and how strongly they pull. */
  edges: [a: number, b: number, weight: number][]
  /** Where things stood before, in parts of the width and height; null for what is new. */
  before: (Point | null)[]
}

interface Spot extends Point {
  size: number
}

/** The picture's own units, in which sockets have a size. */
const FRAME = { width: 1000, height: 700 }
/** The golden angle spreads any number of points evenly, without chance. */
const TURN = Math.PI * (3 - Math.sqrt(5))
/** How many of what stands alone fit in a row beneath the rest. */
const SHELF = 40

/**
 * Places tied organizations near each other (ForceAtlas2: Jacomy, Venturini, Heymann and Bastian, PLoS ONE 9(6), 2014),
 * then apart so that none hides another. It goes on from where they stood before, as long as it takes the new ones to find
 * their place: a map that changes little moves little. The same input gives the same picture.
 * @returns for each its place in parts of the width and of the height; null for what has no tie
 */
export function layOutTied({ count, edges, before }: Unplaced): (Point | null)[] {
  const tied = [...new Set(edges.flatMap(([a, b]) => [a, b]))]
  const unknown = tied.filter((n) => !before[n]).length / tied.length
  const places = unknown > 0 ? placeTied(tied, edges, before, unknown) : undefined
  const found = new Set(tied)
  return Array.from({ length: count }, (_, n) => (found.has(n) ? (places?.get(n) ?? before[n] ?? null) : null))
}

/** Beneath what has a place, rows of what has none: it stands alone. */
export function withShelf(places: readonly (Point | null)[]): Point[] {
  const alone = places.flatMap((place, n) => (place ? [] : [n]))
  const rows = Math.ceil(alone.length / SHELF)
  const share = alone.length === places.length ? 1 : rows === 0 ? 0 : Math.min(0.5, 0.05 + rows * 0.045)
  const shelf = shelved(alone, 1 - share)
  return places.map((place, n) => (place ? { x: place.x, y: rounded(place.y * (1 - share)) } : shelf.get(n)!))
}

const rounded = (part: number) => Math.round(part * 10_000) / 10_000

function placeTied(
  tied: number[],
  edges: Unplaced['edges'],
  before: Unplaced['before'],
  unknown: number,
): Map<number, Point> {
  const graph = new UndirectedGraph<Spot>()
  const degrees = new Map<number, number>()
  for (const end of edges.flatMap(([a, b]) => [a, b])) degrees.set(end, (degrees.get(end) ?? 0) + 1)
  const isLarge = tied.length > 300
  // Many sockets are small ones: together they cover a part of the frame only.
  const small = Math.min(1, Math.sqrt(100 / tied.length))
  for (const [n, { x, y }] of begun(tied, edges, before))
    graph.addNode(n, { x, y, size: small * (6 + 5 * Math.sqrt(degrees.get(n)!)) })
  for (const [a, b, weight] of edges) graph.addEdge(a, b, { weight })
  const settings = {
    ...forceAtlas2.inferSettings(graph),
    adjustSizes: false,
    barnesHutOptimize: isLarge,
    gravity: 1,
    strongGravityMode: false,
    scalingRatio: isLarge ? 1 : 12,
    edgeWeightInfluence: 0.6,
    barnesHutTheta: 0.8,
    // Groups stand apart in a large network, which else is one cloud.
    linLogMode: isLarge,
    slowDown: 1,
  }
  const steps = Math.round(600 / Math.max(1, Math.log10(tied.length) - 1.3))
  forceAtlas2.assign(graph, { iterations: Math.ceil(steps * (unknown > 0.3 ? 1 : unknown)), settings })
  fit(graph)
  noverlap.assign(graph, { maxIterations: 80, settings: { margin: 4 * small, ratio: 1.1, speed: 3 } })
  fit(graph)
  return new Map(
    graph.mapNodes((n, { x, y }) => [Number(n), { x: rounded(x / FRAME.width), y: rounded(y / FRAME.height) }]),
  )
}

/** Where each begins: where it stood, else amid those it is tied to, else on a spiral. */
function begun(tied: number[], edges: Unplaced['edges'], before: Unplaced['before']): Map<number, Point> {
  const scale = (point: Point) => ({ x: (point.x - 0.5) * FRAME.width, y: (point.y - 0.5) * FRAME.height })
  const places = new Map(tied.flatMap((n) => (before[n] ? [[n, scale(before[n])] as const] : [])))
  const spiral = (n: number, of: Point = { x: 0, y: 0 }, far = 14) => ({
    x: of.x + Math.cos(n * TURN) * Math.sqrt(n + 0.5) * far,
    y: of.y + Math.sin(n * TURN) * Math.sqrt(n + 0.5) * far,
  })
  const near = new Map<number, number[]>()
  for (const [a, b] of edges) {
    near.set(a, [...(near.get(a) ?? []), b])
    near.set(b, [...(near.get(b) ?? []), a])
  }
  return new Map(
    tied.map((n, at): [number, Point] => {
      const place = places.get(n)
      if (place) return [n, place]
      const others = (near.get(n) ?? []).flatMap((other) => places.get(other) ?? [])
      if (others.length === 0) return [n, spiral(at)]
      const sum = (of: (point: Point) => number) => others.reduce((all, one) => all + of(one), 0) / others.length
      return [n, spiral(at % 12, { x: sum((p) => p.x), y: sum((p) => p.y) }, 6)]
    }),
  )
}

/** Fills the frame. */
function fit(graph: UndirectedGraph<Spot>) {
  const all = graph.mapNodes((_, { x, y }) => ({ x, y }))
  const span = (of: (point: Point) => number) => {
    const values = all.map(of)
    const [least, most] = [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))]
    return { least, size: most - least }
  }
  const [across, down] = [span((p) => p.x), span((p) => p.y)]
  const place = (value: number, { least, size }: { least: number; size: number }, full: number) =>
    size === 0 ? full / 2 : full * (0.02 + (0.96 * (value - least)) / size)
  graph.updateEachNodeAttributes((_, attributes) => ({
    ...attributes,
    x: place(attributes.x, across, FRAME.width),
    y: place(attributes.y, down, FRAME.height),
  }))
}

/** Rows of what stands alone, from `top` to the bottom. */
function shelved(alone: number[], top: number): Map<number, Point> {
  const rows = Math.ceil(alone.length / SHELF)
  const across = Math.ceil(alone.length / Math.max(1, rows))
  return new Map(
    alone.map((n, at) => [
      n,
      {
        x: rounded(0.03 + (0.94 * ((at % across) + 0.5)) / across),
        y: rounded(top + ((1 - top) * (Math.floor(at / across) + 0.5)) / rows),
      },
    ]),
  )
}
