import { expect, test } from 'vitest'
import { frameOf, freeSlot, pointOf } from './slots.ts'

const distance = (a: number, b: number) => Math.hypot(pointOf(a).x - pointOf(b).x, pointOf(a).y - pointOf(b).y)

test('no two places of the picture lie on each other', () => {
  for (let a = 0; a < 200; a += 1) for (let b = 0; b < a; b += 1) expect(distance(a, b)).toBeGreaterThan(70)
})

test('who comes is put into the middle first, or near whom they are tied to; nobody else moves', () => {
  const taken = new Set<number>()
  for (let n = 0; n < 40; n += 1) taken.add(freeSlot(taken))
  expect([...taken]).toEqual(Array.from({ length: 40 }, (_, n) => n))
  for (const near of [0, 20, 39]) {
    const slot = freeSlot(taken, near)
    expect(taken.has(slot)).toBe(false)
    const free = Array.from({ length: 13 }, (_, n) => distance(40 + n, near)).toSorted((a, b) => a - b)
    expect(distance(slot, near)).toBeLessThanOrEqual(free[6]!)
  }
})

test('a place that was left is taken again', () => {
  expect(freeSlot(new Set([0, 1, 3, 4]))).toBe(2)
})

test('every place stands in its frame with room for a name, and the frame seldom grows', () => {
  const frames = Array.from({ length: 400 }, (_, slot) => frameOf(slot))
  for (const [slot, { width, height }] of frames.entries()) {
    const { x, y } = pointOf(slot)
    expect([Math.abs(x) + 80 < width / 2, Math.abs(y) + 40 < height / 2]).toEqual([true, true])
  }
  expect(new Set(frames.map(({ width }) => width)).size).toBe(11)
})
