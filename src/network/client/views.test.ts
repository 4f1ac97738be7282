import fc from 'fast-check'
import { expect, test } from 'vitest'
import { between, moveTo, readView, sayView, toPicture, toWindow, viewOf } from './views.ts'

const length = fc.integer({ min: 280, max: 2000 })
const part = fc.double({ min: 0, max: 1, noNaN: true })
const place = fc.record({ x: part, y: part })
const move = fc.record({
  x: fc.double({ min: -2000, max: 2000, noNaN: true }),
  y: fc.double({ min: -2000, max: 2000, noNaN: true }),
  k: fc.double({ min: 1, max: 40, noNaN: true }),
})

test('what is in the picture comes back from the window, however it is moved', () => {
  fc.assert(
    fc.property(length, length, move, place, (width, height, by, at) => {
      const view = viewOf(width, height, by)
      const back = toPicture(view, toWindow(view, at))
      expect(back.x).toBeCloseTo(at.x, 6)
      expect(back.y).toBeCloseTo(at.y, 6)
    }),
  )
})

test('all of a picture lies in the window that nobody has moved', () => {
  fc.assert(
    fc.property(length, length, place, (width, height, at) => {
      const { x, y } = toWindow(viewOf(width, height), at)
      expect(x >= 0 && x <= width && y >= 0 && y <= height).toBe(true)
    }),
  )
})

test('a bitmap is moved so that each place lies where the new view has it', () => {
  fc.assert(
    fc.property(length, length, move, move, place, (width, height, before, after, at) => {
      const [painted, now] = [viewOf(width, height, before), viewOf(width, height, after)]
      const { x, y, k } = between(painted, now)
      const [old, next] = [toWindow(painted, at), toWindow(now, at)]
      expect(x + k * old.x).toBeCloseTo(next.x, 4)
      expect(y + k * old.y).toBeCloseTo(next.y, 4)
    }),
  )
})

test('a shared view shows the same middle, in a window of any size', () => {
  fc.assert(
    fc.property(
      length,
      length,
      length,
      length,
      place,
      fc.double({ min: 1, max: 30, noNaN: true }),
      (w, h, w2, h2, at, k) => {
        const view = viewOf(w, h, readView(`${at.x},${at.y},${k}`, w, h, 40)!)
        const other = viewOf(w2, h2, readView(sayView(view), w2, h2, 40)!)
        const middle = toPicture(other, { x: w2 / 2, y: h2 / 2 })
        expect(middle.x).toBeCloseTo(at.x, 3)
        expect(middle.y).toBeCloseTo(at.y, 3)
        expect(other.k).toBeCloseTo(k, 1)
      },
    ),
  )
})

test.each([null, '', 'here', '1,2', '0.5,0.5,much', 'NaN,1,1', '1,1,Infinity'])(
  'an address that says %j asks for no view',
  (text) => {
    expect(readView(text, 600, 400, 40)).toBeUndefined()
  },
)

test('no address leads out of the picture or nearer than one may go', () => {
  const view = viewOf(600, 400, readView('-9,7,1000', 600, 400, 12)!)
  expect(view.k).toBe(12)
  expect(toPicture(view, { x: 300, y: 200 })).toEqual({ x: 0, y: 1 })
})

test('whoever is to be seen is in the window, as near as it may be', () => {
  fc.assert(
    fc.property(fc.array(place, { minLength: 1, maxLength: 8 }), (places) => {
      const view = viewOf(600, 500, moveTo(places, 600, 500, 9))
      expect(view.k).toBeGreaterThanOrEqual(1)
      expect(view.k).toBeLessThanOrEqual(9)
      for (const at of places) {
        const { x, y } = toWindow(view, at)
        expect(x > -1 && x < 601 && y > -1 && y < 501).toBe(true)
      }
    }),
  )
})
