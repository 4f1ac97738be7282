import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Point } from '../layouts.ts'
import { layOutTied, withShelf } from './layout.ts'

const apart = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y)
const nowhere = (count: number) => Array.from({ length: count }, () => null)
const ring = (count: number, from = 0): [number, number, number][] =>
  Array.from({ length: count }, (_, n) => [from + n, from + ((n + 1) % count), 1])

describe('laying out', () => {
  test('the same ties give the same picture, within its frame', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 30 }).chain((count) =>
          fc.record({
            count: fc.constant(count),
            pairs: fc.uniqueArray(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), {
              selector: ([a, b]) => `${Math.min(a, b)} ${Math.max(a, b)}`,
              maxLength: 60,
            }),
          }),
        ),
        ({ count, pairs }) => {
          const edges = pairs.flatMap(([a, b]): [number, number, number][] => (a === b ? [] : [[a, b, 1]]))
          const once = withShelf(layOutTied({ count, edges, before: nowhere(count) }))
          expect(withShelf(layOutTied({ count, edges, before: nowhere(count) }))).toEqual(once)
          for (const { x, y } of once) expect([x >= 0, x <= 1, y >= 0, y <= 1]).toEqual([true, true, true, true])
        },
      ),
      { numRuns: 30 },
    )
  })

  test('what is tied stands nearer than what is not', () => {
    const [a, b, , c] = layOutTied({ count: 6, edges: [...ring(3), ...ring(3, 3), [2, 3, 1]], before: nowhere(6) })
    expect(apart(a!, b!)).toBeLessThan(apart(a!, c!))
  })

  test('nobody moves when a tie comes between those who have a place', () => {
    const before = layOutTied({ count: 8, edges: ring(8), before: nowhere(8) })
    expect(layOutTied({ count: 8, edges: [...ring(8), [0, 4, 5]], before })).toEqual(before)
  })

  test('who is new finds a place near those it is tied to, and the others hardly move', () => {
    const before = layOutTied({ count: 20, edges: ring(20), before: nowhere(20) })
    const after = layOutTied({ count: 21, edges: [...ring(20), [20, 0, 1]], before: [...before, null] })
    const far = Math.max(...before.map((place, n) => apart(place!, after[n]!)))
    expect(far).toBeLessThan(0.2)
    const nearest = before.map((_, n) => apart(after[20]!, after[n]!)).reduce((a, b) => Math.min(a, b))
    expect(apart(after[20]!, after[0]!)).toBeLessThan(nearest + 0.2)
  })
})

describe('what stands alone', () => {
  test('has no place of its own, and stands in rows beneath the rest', () => {
    const places = layOutTied({ count: 5, edges: [[0, 1, 1]], before: nowhere(5) })
    expect(places.map((place) => place !== null)).toEqual([true, true, false, false, false])
    const shown = withShelf(places)
    for (const n of [2, 3, 4]) expect(shown[n]!.y).toBeGreaterThan(Math.max(shown[0]!.y, shown[1]!.y))
  })

  test('fills the picture where nothing is tied, and nothing hides another', () => {
    const shown = withShelf(nowhere(5000))
    expect(new Set(shown.map(({ x, y }) => `${x} ${y}`)).size).toBe(5000)
    expect(withShelf([])).toEqual([])
  })
})
