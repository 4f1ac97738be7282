import fc from 'fast-check'
import { expect, test } from 'vitest'
import { placeNames, shortName } from './map-labels.ts'

const FRAME = { left: 0, top: 0, right: 1000, bottom: 700 }

test('a name is cut by letters, not by halves of them', () => {
  expect(shortName('Carnegie Library')).toBe('Carnegie Library')
  expect(shortName('𝔅'.repeat(200))).toBe(`${'𝔅'.repeat(33)}…`)
})

test('who stands first is named first; who finds no place is not named', () => {
  const socket = (x: number, name: string) => ({ x, y: 350, radius: 8, name })
  const crowd = [socket(500, 'First'), socket(505, 'Second'), socket(510, 'Third'), socket(900, 'Far away')]
  const labels = placeNames(crowd, [0, 1, 2, 3], FRAME, 13)
  expect(labels[0]).toMatchObject({ of: 0, text: 'First' })
  expect(labels.map(({ of }) => of)).toContain(3)
  const heap = Array.from({ length: 20 }, (_, n) => socket(500, `Number ${n}`))
  expect(placeNames(heap, [...heap.keys()], FRAME, 13).length).toBeLessThan(6)
})

test('the one that is looked at has its name also in a crowd', () => {
  const heap = Array.from({ length: 30 }, (_, n) => ({
    x: 480 + (n % 6) * 8,
    y: 330 + n * 2,
    radius: 8,
    name: `Number ${n}`,
  }))
  expect(placeNames(heap, [14], FRAME, 30, { looked: 14 }).map(({ of }) => of)).toEqual([14])
  expect(placeNames(heap, [14], FRAME, 30)).toEqual([])
})

test('no name leaves the frame, covers another or a socket', () => {
  const sockets = fc.array(
    fc.record({
      x: fc.integer({ min: 20, max: 980 }),
      y: fc.integer({ min: 20, max: 680 }),
      radius: fc.integer({ min: 3, max: 17 }),
      name: fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' }),
    }),
    { maxLength: 60 },
  )
  fc.assert(
    fc.property(sockets, (all) => {
      const labels = placeNames(all, [...all.keys()], FRAME, 13)
      const boxes = labels.map(({ x, y, anchor, text, of }) => {
        const width = [...text].length * 13 * 0.55
        const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2
        return { of, left, right: left + width, top: y - 13 * 0.85, bottom: y + 13 * 0.25 }
      })
      for (const [n, box] of boxes.entries()) {
        expect(box.left >= 0 && box.right <= 1000 && box.top >= 0 && box.bottom <= 700).toBe(true)
        for (const other of boxes.slice(n + 1))
          expect(
            box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom,
          ).toBe(false)
      }
    }),
    { numRuns: 50 },
  )
})
