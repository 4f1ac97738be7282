import { expect, test } from 'vitest'
import { flowLines, flowWidth } from './flow-lines.ts'
import { exchangesOf } from './map-flows.ts'

const flow = (from: number, to: number, things: number) => ({ from, to, things, gains: things, gifts: 0 })

test('what flows between two stands together, who gives more first, the greatest imbalance on top', () => {
  const all = exchangesOf([flow(0, 1, 2), flow(1, 0, 5), flow(2, 3, 1), flow(4, 5, 2), flow(5, 4, 2)])
  expect(all.map(({ a, b, there, back }) => [a, b, there.things, back?.things])).toEqual([
    [1, 0, 5, 2],
    [2, 3, 1, undefined],
    [4, 5, 2, 2],
  ])
})

test('two directions bow apart, and the arrow ends at the rim of the one that gains', () => {
  const places = [
    { x: 100, y: 100, radius: 10 },
    { x: 300, y: 100, radius: 20 },
  ]
  const [there, back] = flowLines([flow(0, 1, 4), flow(1, 0, 1)], places)
  expect(there!.y).toBeGreaterThan(100)
  expect(back!.y).toBeLessThan(100)
  expect(there!.width).toBeGreaterThan(back!.width)
  const [x, y] = /^M([\d.]+) ([\d.]+)/.exec(there!.head)!.slice(1).map(Number)
  expect(Math.hypot(300 - x!, 100 - y!)).toBeCloseTo(23, 0)
})

test('no flow is wider than the sockets are', () => {
  expect(flowWidth(10_000)).toBe(9)
})
