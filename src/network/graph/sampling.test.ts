import { expect, test } from 'vitest'
import { barabasiAlbert } from '../../../bench/graphs.ts'
import { graphOf } from './graph.ts'
import { type Measures, measuresOf } from './measures.ts'

const SIZE = 1500
const graph = barabasiAlbert(SIZE, 3, 7)
const exact = measuresOf(graph)
const off = (one: Measures) => Math.max(...one.betweenness.map((value, v) => Math.abs(value - exact.betweenness[v]!)))

test('pivots: no betweenness is off by more than the bound, in each of twenty samples', () => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const sampled = measuresOf(graph, { pivots: 300 }, seed)
    expect(sampled.sampling).toMatchObject({ pivots: 300, of: SIZE })
    expect(off(sampled)).toBeLessThan(sampled.sampling!.betweennessAtMost)
    expect(sampled.sampling!.betweennessAtMost).toBeLessThan(0.2)
  }
})

test('pivots: of a hundred no five are further off than two standard errors, and the average path is not', () => {
  let within = 0
  for (let seed = 1; seed <= 20; seed += 1) {
    const { betweenness, sampling, averagePath } = measuresOf(graph, { pivots: 300 }, seed)
    betweenness.forEach((value, v) => {
      if (Math.abs(value - exact.betweenness[v]!) <= sampling!.betweenness) within += 1
    })
    expect(Math.abs(averagePath! - exact.averagePath!)).toBeLessThan(2 * sampling!.averagePath)
  }
  expect(within / (20 * SIZE)).toBeGreaterThan(0.95)
})

test('pivots: closeness and harmonic come near, the diameter is bounded from both sides', () => {
  const { closeness, harmonic, diameter, sampling } = measuresOf(graph, { pivots: 300 })
  closeness.forEach((value, v) => expect(Math.abs(value / exact.closeness[v]! - 1)).toBeLessThan(0.1))
  harmonic.forEach((value, v) => expect(Math.abs(value / exact.harmonic[v]! - 1)).toBeLessThan(0.1))
  expect(diameter!).toBeLessThanOrEqual(exact.diameter!)
  expect(sampling!.diameterAtMost).toBeGreaterThanOrEqual(exact.diameter!)
})

test('more pivots come nearer, as many as there are vertices are the whole', () => {
  const [few, many] = [60, 900].map((pivots) => measuresOf(graph, { pivots }))
  expect(off(many!)).toBeLessThan(off(few!))
  expect(many!.sampling!.betweennessAtMost).toBeLessThan(few!.sampling!.betweennessAtMost)
  expect(measuresOf(graph, { pivots: SIZE })).toEqual(exact)
})

test('small parts beside a big one are counted exactly', () => {
  const pairs = Array.from({ length: SIZE }, (_, v) => [v, (v + 1) % SIZE]).flat()
  const both = graphOf(SIZE + 3, [...pairs, SIZE, SIZE + 1, SIZE + 1, SIZE + 2])
  const { betweenness, closeness } = measuresOf(both, { pivots: 100 })
  const others = (SIZE + 2) * (SIZE + 1)
  expect(betweenness[SIZE + 1]! * others).toBeCloseTo(2, 9)
  expect(closeness[SIZE + 1]).toBeCloseTo(2 / (SIZE + 2), 9)
})

test('a network of more than 10,000 is judged by pivots', { timeout: 240_000 }, () => {
  const { sampling } = measuresOf(barabasiAlbert(10_500, 1, 3))
  expect(sampling).toMatchObject({ pivots: 2500, of: 10_500 })
})
