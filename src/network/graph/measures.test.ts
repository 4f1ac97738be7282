import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyNetwork, completeGraph, type Drawn, pathGraph, starGraph } from '../../../test/graphs.ts'
import { chanceFrom, shuffled } from './chance.ts'
import { componentsOf } from './components.ts'
import { coresOf } from './cores.ts'
import { cutsOf } from './cuts.ts'
import { degreesOf, type Graph, graphOf, keeping, tiesOf, without } from './graph.ts'
import { measuresOf } from './measures.ts'
import { lengthOf } from './weighted-sweep.ts'

const graphIn = ({ size, pairs }: Drawn) => graphOf(size, pairs)
const weightedIn = ({ size, pairs, strengths }: Drawn) => graphOf(size, pairs, strengths)
const holds = (law: (drawn: Drawn) => void, most?: number) =>
  fc.assert(fc.property(anyNetwork(most), (drawn) => void law(drawn)))
const sum = (of: Iterable<number>) => [...of].reduce((all, one) => all + one, 0)
const neighbours = ({ offsets, targets }: Graph, v: number) => [...targets.subarray(offsets[v]!, offsets[v + 1]!)]

describe('a simple graph', () => {
  test('ties to oneself are left out, of several ties of a pair the strongest counts, neighbours are in order', () => {
    const graph = graphOf(4, [2, 0, 1, 1, 0, 2, 3, 0, 0, 2], [1, 5, 4, 2, 3])
    expect(tiesOf(graph)).toEqual({ pairs: Uint32Array.of(0, 2, 0, 3), strengths: Float64Array.of(4, 2) })
    expect(neighbours(graph, 0)).toEqual([2, 3])
    expect(() => graphOf(2, [0, 2])).toThrow('There are 2, so nobody is number 2.')
  })

  test('is made anew from its own ties', () =>
    holds((drawn) => {
      const graph = weightedIn(drawn)
      const { pairs, strengths } = tiesOf(graph)
      expect(graphOf(graph.size, pairs, strengths)).toEqual(graph)
    }))
})

describe('by hand', () => {
  test('on a path of n, the v-th stands between v × (n − 1 − v) pairs', () => {
    const { betweenness, diameter, averagePath } = measuresOf(pathGraph(7))
    expect([...betweenness].map((one) => Math.round(one * 15))).toEqual([0, 5, 8, 9, 8, 5, 0])
    expect([diameter, averagePath]).toEqual([6, 8 / 3])
  })

  test('the middle of a star stands between all, and everybody hangs on it', () => {
    const star = measuresOf(starGraph(8))
    expect([...star.betweenness]).toEqual([1, 0, 0, 0, 0, 0, 0, 0])
    expect([...star.articulationPoints]).toEqual([0])
    expect([...star.bridges]).toEqual([0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7])
    expect(star.eigenvector![0]).toBeCloseTo(Math.SQRT1_2, 10)
  })

  test('in a tree, one stands between the pairs of its branches', () => {
    // 0 has the branches 1 (with 3 and 4), 2 (with 5) and 6.
    const tree = graphOf(7, [0, 1, 0, 2, 1, 3, 1, 4, 2, 5, 0, 6])
    const pairs = measuresOf(tree).betweenness.map((one) => Math.round(one * 15 * 1e9) / 1e9)
    expect([...pairs]).toEqual([3 * 2 + 3 * 1 + 2 * 1, 1 + 2 * 4, 5, 0, 0, 0, 0])
  })

  test('where all are tied with all, nobody stands between', () => {
    const all = measuresOf(completeGraph(6))
    expect(all).toMatchObject({ density: 1, transitivity: 1, averageClustering: 1, diameter: 1, averagePath: 1 })
    expect(sum(all.betweenness)).toBe(0)
    expect([...all.core]).toEqual([5, 5, 5, 5, 5, 5])
  })
})

describe('what has no meaning is null or 0, never NaN', () => {
  const numbersIn = (value: unknown) =>
    ArrayBuffer.isView(value) ? [...(value as Float64Array)] : typeof value === 'number' ? [value] : []
  test.each([
    ['nobody', graphOf(0, [])],
    ['one', graphOf(1, [])],
    ['5,000 without any tie', graphOf(5000, [])],
    ['two who are tied', graphOf(2, [0, 1])],
    ['all tied to one', starGraph(5000)],
  ])('%s', (_, graph) => {
    const measures = measuresOf(graph)
    expect(Object.values(measures).flatMap(numbersIn).every(Number.isFinite)).toBe(true)
    expect(measures.sampling).toBeNull()
    if (graph.ties === 0)
      expect(measures).toMatchObject({ diameter: null, averagePath: null, eigenvector: null, density: 0 })
    expect(sum(measures.pagerank)).toBeCloseTo(graph.size === 0 ? 0 : 1, 9)
  })
})

describe('laws', () => {
  test('shares of PageRank are one together', () =>
    holds((drawn) => expect(Math.abs(sum(measuresOf(weightedIn(drawn)).pagerank) - 1)).toBeLessThan(1e-9)))

  test('a tie more never makes more components', () =>
    fc.assert(
      fc.property(anyNetwork(), fc.nat(), fc.nat(), (drawn, a, b) => {
        const more = { ...drawn, pairs: [...drawn.pairs, a % drawn.size, b % drawn.size] }
        expect(componentsOf(graphIn(more)).count).toBeLessThanOrEqual(componentsOf(graphIn(drawn)).count)
      }),
    ))

  test('other numbers for the same change nothing', () =>
    fc.assert(
      fc.property(anyNetwork(), fc.nat(), (drawn, seed) => {
        const place = shuffled(drawn.size, chanceFrom(seed))
        const other = { ...drawn, pairs: drawn.pairs.map((v) => place[v]!) }
        const [one, two] = [measuresOf(weightedIn(drawn)), measuresOf(weightedIn(other))]
        for (const key of ['betweenness', 'closeness', 'harmonic', 'pagerank', 'clustering', 'core'] as const)
          one[key].forEach((value, v) => expect(two[key][place[v]!], key).toBeCloseTo(value, 9))
        one.eigenvector?.forEach((value, v) => expect(two.eigenvector![place[v]!]).toBeCloseTo(value, 8))
      }),
    ))

  test('articulation points and bridges are those whose going makes more components', () =>
    holds((drawn) => {
      const graph = graphIn(drawn)
      const { count } = componentsOf(graph)
      const { articulationPoints, bridges } = cutsOf(graph)
      // Who left stays as one component of its own.
      const articulates = (v: number) =>
        componentsOf(without(graph, [v])).count - 1 > count - Number(degreesOf(graph)[v] === 0)
      expect([...articulationPoints]).toEqual(Array.from({ length: graph.size }, (_, v) => v).filter(articulates))
      const { pairs } = tiesOf(graph)
      const isBridge = (tie: number) => componentsOf(keeping(graph, (_a, _b, one) => one !== tie)).count > count
      const found = Array.from({ length: graph.ties }, (_, tie) => tie).filter(isBridge)
      expect([...bridges]).toEqual(found.flatMap((tie) => [pairs[2 * tie]!, pairs[2 * tie + 1]!]))
    }))

  test('core numbers: taking away whoever has fewer than k, again and again, leaves those of core k', () =>
    holds((drawn) => {
      const graph = graphIn(drawn)
      const core = coresOf(graph)
      for (let k = 1; k <= Math.max(...core) + 1; k += 1) {
        let left = graph
        for (let before = -1; before !== left.ties;) {
          before = left.ties
          const degrees = degreesOf(left)
          left = without(
            left,
            [...degrees.keys()].filter((v) => degrees[v]! < k),
          )
        }
        expect([...core].map((one) => one >= k)).toEqual([...degreesOf(left)].map((degree) => degree > 0))
      }
    }))

  test.each([
    ['all ties being as long', graphIn],
    ['the stronger a tie, the shorter', weightedIn],
  ])('paths are those that one finds by trying all: %s', (_, make) =>
    holds((drawn) => {
      const graph = make(drawn)
      const { distance, ways } = allPaths(graph)
      const measures = measuresOf(graph)
      const { size } = graph
      for (let v = 0; v < size; v += 1) {
        const far = distance[v]!.filter((one) => one > 0 && one < Infinity)
        expect(measures.harmonic[v]).toBeCloseTo(sum(far.map((one) => 1 / one)), 9)
        const closeness = far.length === 0 ? 0 : (far.length / sum(far)) * (far.length / (size - 1))
        expect(measures.closeness[v]).toBeCloseTo(closeness, 9)
        expect(measures.betweenness[v]! * Math.max(((size - 1) * (size - 2)) / 2, 1)).toBeCloseTo(
          betweenAll(distance, ways, v),
          9,
        )
      }
    }),
  )
})

/** All distances and numbers of shortest ways, longer ones from shorter ones. */
function allPaths(graph: Graph) {
  const { size, strengths } = graph
  const distance = Array.from({ length: size }, (_, v) =>
    Array.from({ length: size }, (_, u) => (u === v ? 0 : Infinity)),
  )
  const length = (v: number, n: number) => (strengths ? lengthOf(strengths[graph.offsets[v]! + n]!) : 1)
  for (let round = 0; round < size; round += 1)
    for (const row of distance)
      for (let v = 0; v < size; v += 1)
        neighbours(graph, v).forEach((u, n) => (row[u] = Math.min(row[u]!, row[v]! + length(v, n))))
  const ways = distance.map((row, source) => {
    const many = row.map((_, v) => Number(v === source))
    const order = [...row.keys()].filter((v) => v !== source && row[v]! < Infinity).sort((a, b) => row[a]! - row[b]!)
    for (const v of order)
      neighbours(graph, v).forEach((u, n) => {
        if (Math.abs(row[u]! + length(v, n) - row[v]!) < 1e-9) many[v]! += many[u]!
      })
    return many
  })
  return { distance, ways }
}

function betweenAll(distance: number[][], ways: number[][], v: number): number {
  let all = 0
  for (let s = 0; s < distance.length; s += 1)
    for (let t = s + 1; t < distance.length; t += 1) {
      if (s === v || t === v || distance[s]![t] === Infinity) continue
      if (Math.abs(distance[s]![v]! + distance[v]![t]! - distance[s]![t]!) < 1e-9)
        all += (ways[s]![v]! * ways[v]![t]!) / ways[s]![t]!
    }
  return all
}
