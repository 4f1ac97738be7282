import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Direction, angleOf, apart, around, nearestTo, stepAround } from './directions.ts'

const MIDDLE = { x: 0, y: 0 }
const [above, right, below, left] = [
  { x: 1, y: -9 },
  { x: 9, y: 1 },
  { x: -1, y: 9 },
  { x: -9, y: -1 },
]
const KEYS: Direction[] = ['left', 'right', 'up', 'down']
const place = fc.record({ x: fc.integer({ min: -500, max: 500 }), y: fc.integer({ min: -500, max: 500 }) })

test('neighbours stand around an organization clockwise, from the top', () => {
  expect(around(MIDDLE, [left, below, right, above])).toEqual([3, 2, 1, 0])
})

test.each([
  ['up', 0],
  ['right', 1],
  ['down', 2],
  ['left', 3],
] as const)('the first press of %s chooses who stands there', (key, nth) => {
  expect(stepAround(MIDDLE, [above, right, below, left], { key, again: false })).toBe(nth)
})

test('the same key again goes on clockwise; another key leads to its own side', () => {
  const places = [above, right, below, left]
  expect(stepAround(MIDDLE, places, { key: 'up', current: 0, again: true })).toBe(1)
  expect(stepAround(MIDDLE, places, { key: 'left', current: 1, again: false })).toBe(3)
})

test('a key at whose very side one is already goes on instead of doing nothing', () => {
  expect(stepAround(MIDDLE, [above, right, below, left], { key: 'right', current: 1, again: false })).toBe(2)
})

test('one key alone reaches every neighbour, wherever they stand', () => {
  fc.assert(
    fc.property(fc.array(place, { minLength: 1, maxLength: 30 }), fc.constantFrom(...KEYS), (places, key) => {
      const seen = new Set<number>()
      let current: number | undefined
      for (const nth of places.keys()) {
        current = stepAround(MIDDLE, places, { key, current, again: nth > 0 })
        seen.add(current!)
      }
      expect(seen.size).toBe(places.length)
    }),
  )
})

test('nobody is tied to it: no key leads anywhere', () => {
  for (const key of KEYS) expect(stepAround(MIDDLE, [], { key, again: false })).toBeUndefined()
})

test('somebody who stands straight in the direction of a key is found', () => {
  fc.assert(
    fc.property(fc.array(place, { maxLength: 20 }), fc.integer({ min: 1, max: 300 }), (others, away) => {
      expect(nearestTo(MIDDLE, [MIDDLE, ...others, { x: away, y: 0 }], 'right')).toBeGreaterThan(0)
    }),
  )
})

test('where nobody is chosen a key leads to somebody in its direction, or to nobody', () => {
  fc.assert(
    fc.property(place, fc.array(place, { maxLength: 20 }), fc.constantFrom(...KEYS), (from, places, key) => {
      const found = nearestTo(from, places, key)
      if (found === undefined) return
      const angle = { right: 0, down: Math.PI / 2, left: Math.PI, up: -Math.PI / 2 }[key]
      expect(apart(angleOf(from, places[found]!), angle)).toBeLessThanOrEqual(Math.PI / 3)
      expect(places[found]).not.toEqual(from)
    }),
  )
})
