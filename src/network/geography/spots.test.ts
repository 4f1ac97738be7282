import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Point } from './svg-paths.ts'
import { ROOM, marksOf } from './spots.ts'

const at = (points: Point[]) => points.map((point, n) => ({ item: String(n), point }))
const marks = (points: Point[]) => marksOf(at(points), (item) => item)
const apart = (all: { x: number; y: number }[]) =>
  Math.min(...all.flatMap((a, n) => all.slice(n + 1).map((b) => Math.hypot(a.x - b.x, a.y - b.y))))

test('what stands alone stays where it is', () => {
  expect(
    marks([
      [100, 100],
      [300, 300],
    ]),
  ).toEqual([
    { items: ['0'], x: 100, y: 100 },
    { items: ['1'], x: 300, y: 300 },
  ])
})

test.each([2, 3, 4, 5])('%i at one point stand around it, each to be seen', (count) => {
  const all = marks(Array.from({ length: count }, (): Point => [200, 200]))
  expect(all).toHaveLength(count)
  expect(apart(all)).toBeGreaterThan(ROOM - 0.5)
  expect(all.every(({ from }) => from?.[0] === 200)).toBe(true)
})

test('more than that are one mark with their number', () => {
  expect(marks(Array.from({ length: 6 }, (): Point => [200, 200]))).toEqual([
    { items: ['0', '1', '2', '3', '4', '5'], x: 200, y: 200 },
  ])
})

test('an organization with many places at one point is there once', () => {
  const placed = [
    { item: 'a', point: [10, 10] as Point },
    { item: 'a', point: [12, 10] as Point },
  ]
  expect(marksOf(placed, (item) => item)).toHaveLength(1)
})

test('marks that come too near make room for each other', () => {
  expect(
    apart(
      marks([
        [100, 100],
        [127, 100],
        [113, 124],
        [100, 126],
      ]),
    ),
  ).toBeGreaterThan(ROOM * 0.7)
})

test('nothing is lost, however many there are', () => {
  const point = fc.tuple(fc.double({ min: 0, max: 720, noNaN: true }), fc.double({ min: 0, max: 600, noNaN: true }))
  fc.assert(
    fc.property(fc.array(point, { maxLength: 400 }), (points) => {
      const items = marks(points).flatMap((mark) => mark.items)
      expect(items.toSorted()).toEqual(points.map((_, n) => String(n)).toSorted())
    }),
    { numRuns: 40 },
  )
})

test('a crowd of 20,000 is gathered into a few hundred numbers', () => {
  const crowd = marks(Array.from({ length: 20_000 }, (_, n): Point => [(n * 37) % 720, (n * 91) % 600]))
  expect(crowd.length).toBeLessThan(350)
})
