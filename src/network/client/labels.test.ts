import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Box, type Obstacle, type Wanting, placeLabels, touches } from './labels.ts'

const FRAME: Box = { left: 0, top: 0, right: 800, bottom: 600 }
const wanting = fc.record({
  x: fc.integer({ min: -100, max: 900 }),
  y: fc.integer({ min: -100, max: 700 }),
  radius: fc.integer({ min: 2, max: 16 }),
  width: fc.integer({ min: 10, max: 160 }),
  height: fc.constantFrom(15, 30),
  over: fc.constantFrom('nothing' as const, 'small' as const, 'any' as const),
}) satisfies fc.Arbitrary<Wanting>
const names = fc.array(wanting, { maxLength: 60 })
const circlesOf = (all: Wanting[]): Obstacle[] =>
  all.map(({ x, y, radius, over }) => ({ x, y, radius, matters: over !== 'nothing' }))
const isOther = (a: { x: number; y: number }, b: typeof a) => a.x !== b.x || a.y !== b.y
const overlap = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom

test('no two names overlap, and none stands where something has to stay clear', () => {
  const clear = [{ left: 700, top: 500, right: 800, bottom: 600 }]
  fc.assert(
    fc.property(names, (all) => {
      const placed = placeLabels(all, { obstacles: circlesOf(all), clear, frame: FRAME }).filter(
        (box) => box !== undefined,
      )
      const boxes = [...clear, ...placed]
      for (const [n, box] of boxes.entries())
        for (const other of boxes.slice(n + 1)) expect(overlap(box, other)).toBe(false)
    }),
  )
})

test('no name covers an organization of importance; one that need not be shown covers none at all', () => {
  fc.assert(
    fc.property(names, (all) => {
      const obstacles = circlesOf(all)
      for (const [n, box] of placeLabels(all, { obstacles, frame: FRAME }).entries())
        for (const circle of obstacles)
          if (
            box &&
            isOther(circle, all[n]!) &&
            (circle.matters || all[n]!.over === 'nothing') &&
            all[n]!.over !== 'any'
          )
            expect(touches(box, circle)).toBe(false)
    }),
  )
})

test('whoever stands in the window has its name in the window', () => {
  fc.assert(
    fc.property(names, (all) => {
      for (const [n, box] of placeLabels(all, { obstacles: [], frame: FRAME }).entries()) {
        const { x, y } = all[n]!
        if (!box || x < 0 || y < 0 || x > 800 || y > 600) continue
        expect(box.left >= 0 && box.top >= 0 && box.right <= 800 && box.bottom <= 600).toBe(true)
      }
    }),
  )
})

test('who comes first is placed first, and a name alone always finds a place', () => {
  const one = { x: 400, y: 300, radius: 8, width: 120, height: 15, over: 'small' as const }
  const two = { x: 402, y: 302, radius: 8, width: 700, height: 500, over: 'nothing' as const }
  const [first, second] = placeLabels([one, two], { obstacles: circlesOf([one, two]), frame: FRAME })
  expect(first).toBeDefined()
  expect(second).toBeUndefined()
})

test('the chosen one has its name, however crowded it stands', () => {
  const chosen = { x: 400, y: 300, radius: 8, width: 120, height: 15, over: 'any' as const }
  const crowd = Array.from({ length: 60 }, (_, n) => ({
    x: 340 + (n % 10) * 14,
    y: 260 + Math.floor(n / 10) * 14,
    radius: 8,
    matters: true,
  }))
  expect(placeLabels([chosen], { obstacles: crowd, frame: FRAME })[0]).toBeDefined()
})
