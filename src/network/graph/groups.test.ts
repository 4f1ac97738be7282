import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyNetwork, type KnownGraph, named, pathGraph, readMetrics, starGraph } from '../../../test/graphs.ts'
import { barabasiAlbert } from '../../../bench/graphs.ts'
import { clusteringOf } from './clustering.ts'
import { communitiesOf } from './communities.ts'
import { componentsOf } from './components.ts'
import { departureOf, gravestDepartures } from './departures.ts'
import { degreesOf, graphOf, keeping, without } from './graph.ts'
import { assortativityOf, eiIndexOf, modularityOf } from './mixing.ts'
import { placesOf, rankIntervalsOf } from './rank-intervals.ts'
import { twinsOf } from './random-twins.ts'

/** Two triangles that hang together by one tie. */
const TRIANGLES = graphOf(6, [0, 1, 1, 2, 0, 2, 2, 3, 3, 4, 4, 5, 3, 5])
const SIDES = [0, 0, 0, 1, 1, 1]

describe('groups', () => {
  test('modularity, E-I index and assortativity of two triangles with one tie between them, by hand', () => {
    expect(modularityOf(TRIANGLES, SIDES)).toBeCloseTo(6 / 7 - 1 / 2, 12)
    expect(eiIndexOf(TRIANGLES, (a, b) => SIDES[a] === SIDES[b])).toBeCloseTo((1 - 6) / 7, 12)
    expect(assortativityOf(TRIANGLES, SIDES)).toBeCloseTo((6 / 7 - 1 / 2) / (1 / 2), 12)
  })

  test('where nobody is tied, or all are alike, there is nothing to tell', () => {
    const nobody = graphOf(3, [])
    expect(modularityOf(nobody, [0, 1, 2])).toBe(0)
    expect(eiIndexOf(nobody, () => true)).toBeNull()
    expect(assortativityOf(nobody, [0, 1, 1])).toBeNull()
    expect(assortativityOf(TRIANGLES, [1, 1, 1, 1, 1, 1])).toBeNull()
    expect(communitiesOf(graphOf(0, []))).toMatchObject({ count: 0, modularity: 0 })
  })

  test('communities of two triangles are the triangles', () => {
    const { count, of, sizes, modularity } = communitiesOf(TRIANGLES)
    expect([count, [...of], [...sizes]]).toEqual([2, SIDES, [3, 3]])
    expect(modularity).toBeCloseTo(5 / 14, 12)
  })

  test.runIf(readMetrics('karate.graph.json'))('of the karate club the best division that is known is found', () => {
    const known = readMetrics<KnownGraph>('karate.graph.json')!
    const { graph } = named(known)
    const { count, modularity } = communitiesOf(graph)
    expect([count, modularity.toFixed(4)]).toEqual([4, '0.4198'])
    const clubs = known.nodes.map(({ club }) => Number(club === 'Officer'))
    // As igraph 1.0.0 has it.
    expect(assortativityOf(graph, clubs)).toBeCloseTo(0.7173, 3)
  })

  test('communities hang together, are the same for the same seed, and gain nothing if one moves', () =>
    fc.assert(
      fc.property(anyNetwork(20), ({ size, pairs }) => {
        const graph = graphOf(size, pairs)
        const found = communitiesOf(graph)
        expect(communitiesOf(graph)).toEqual(found)
        expect([...found.sizes]).toEqual([...found.sizes].sort((a, b) => b - a))
        const within = componentsOf(keeping(graph, (a, b) => found.of[a] === found.of[b]))
        expect(within.count).toBe(found.count)
        for (let v = 0; v < size; v += 1)
          for (const at of graph.targets.subarray(graph.offsets[v], graph.offsets[v + 1])) {
            const moved = found.of.slice()
            moved[v] = found.of[at]!
            expect(modularityOf(graph, moved)).toBeLessThanOrEqual(found.modularity + 1e-9)
          }
      }),
    ))
})

describe('what if these left', () => {
  test('the middle of a star: all but one are cut off', () => {
    const { cutOff, componentsBefore, componentsAfter, pairsLost } = departureOf(starGraph(6), [0])
    expect([[...cutOff], componentsBefore, componentsAfter, pairsLost]).toEqual([[2, 3, 4, 5], 1, 5, 10])
  })

  test('one at the end cuts off nobody; who was alone before is not cut off', () => {
    expect(departureOf(pathGraph(4), [3])).toMatchObject({
      componentsAfter: 1,
      pairsLost: 0,
      cutOff: new Uint32Array(),
    })
    expect([...departureOf(graphOf(4, [0, 1, 1, 2]), [1]).cutOff]).toEqual([2])
  })

  test('two together may cut what neither cuts alone', () => {
    const ring = graphOf(6, [0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 0])
    expect([departureOf(ring, [0]).pairsLost, departureOf(ring, [0, 3]).pairsLost]).toEqual([0, 4])
  })

  test('pairs that lose each other are those that one finds by trying all', () =>
    fc.assert(
      fc.property(anyNetwork(), fc.array(fc.nat(), { maxLength: 3 }), ({ size, pairs }, seeds) => {
        const graph = graphOf(size, pairs)
        const left = seeds.map((seed) => seed % size)
        const [before, after] = [componentsOf(graph).of, componentsOf(without(graph, left)).of]
        let lost = 0
        for (let a = 0; a < size; a += 1)
          for (let b = a + 1; b < size; b += 1)
            if (!left.includes(a) && !left.includes(b) && before[a] === before[b] && after[a] !== after[b]) lost += 1
        const departure = departureOf(graph, left)
        expect(departure.pairsLost).toBe(lost)
        expect(departure.cutOff.length > 0).toBe(lost > 0)
      }),
    ))

  test('the gravest first', () => {
    expect(gravestDepartures(pathGraph(5)).map(({ left }) => left[0])).toEqual([2, 1, 3])
  })
})

describe('networks that chance has tied', () => {
  test('everybody keeps the number of ties, and friends of friends are no longer friends', () => {
    const rings = graphOf(200, Array.from({ length: 200 }, (_, v) => [v, (v + 1) % 200, v, (v + 2) % 200]).flat())
    const { averageClustering, averagePath, transitivity } = twinsOf(rings, { twins: 5 })
    expect(clusteringOf(rings).average).toBeCloseTo(0.5, 12)
    expect(averageClustering.mean).toBeLessThan(0.05)
    expect(averageClustering.least).toBeLessThanOrEqual(averageClustering.most)
    expect(transitivity.mean).toBeLessThan(0.05)
    expect(averagePath.mean).toBeLessThan(6)
    expect(twinsOf(rings, { twins: 5 })).toEqual(twinsOf(rings, { twins: 5 }))
  })

  test('where degrees leave no choice the twins are the network itself', () => {
    expect(twinsOf(starGraph(6), { twins: 3 })).toMatchObject({
      averagePath: { mean: expect.closeTo(10 / 6, 9), deviation: 0 },
      averageClustering: { mean: 0 },
    })
    expect(twinsOf(graphOf(3, []), { twins: 2 })).toMatchObject({ averagePath: { mean: 0 }, transitivity: { mean: 0 } })
  })
})

describe('how far places would move', () => {
  const graph = barabasiAlbert(60, 2, 3)

  test('who is as high has the same place', () => {
    expect([...placesOf(Float64Array.of(3, 5, 5, 1, 3))]).toEqual([3, 1, 1, 5, 3])
  })

  test('where all is confirmed nothing moves', () => {
    const { degree } = rankIntervalsOf(graph, { doubtful: new Uint8Array(graph.ties), repeats: 20 })
    expect(degree.from).toEqual(degree.to)
    expect(degree.from).toEqual(placesOf(degreesOf(graph)))
  })

  test('where nothing is confirmed places move, around the place of today', () => {
    const doubtful = new Uint8Array(graph.ties).fill(1)
    const { degree, betweenness } = rankIntervalsOf(graph, { doubtful, repeats: 40 })
    const today = placesOf(degreesOf(graph))
    const around = today.filter((place, v) => degree.from[v]! <= place && place <= degree.to[v]!)
    expect(around.length).toBeGreaterThan(50)
    expect(betweenness.from.some((from, v) => from < betweenness.to[v]!)).toBe(true)
  })
})
