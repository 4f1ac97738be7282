import { expect, test } from 'vitest'
import { type Point, layOut } from './layouts.ts'

const apart = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y)
const star = [1, 2, 3, 4, 5, 6, 7].map((b) => ({ a: 0, b }))

test('the same ties give the same picture, within its frame, with nothing on top of another', () => {
  const points = layOut(10, [...star, { a: 8, b: 9 }])
  expect(layOut(10, [...star, { a: 8, b: 9 }])).toEqual(points)
  for (const [n, point] of points.entries()) {
    expect([point.x >= 0, point.x <= 1, point.y >= 0, point.y <= 1]).toEqual([true, true, true, true])
    for (const other of points.slice(n + 1)) expect(apart(point, other)).toBeGreaterThan(0.08)
  }
})

test('what is tied stands nearer than what is not', () => {
  const points = layOut(6, [
    { a: 0, b: 1 },
    { a: 1, b: 2 },
    { a: 0, b: 2 },
    { a: 3, b: 4 },
    { a: 4, b: 5 },
    { a: 3, b: 5 },
  ])
  expect(apart(points[0]!, points[1]!)).toBeLessThan(apart(points[0]!, points[3]!))
})

test('nothing and one thing have a picture too', () => {
  expect(layOut(0, [])).toEqual([])
  expect(layOut(1, [])).toEqual([{ x: 0.5, y: 0.5 }])
})
