import { describe, expect, test } from 'vitest'
import { bandOf, joinBands, leftOut, talkOf } from './bands.ts'

/** How many gave each of the four answers. */
type Counts = [number, number, number, number]

/** All ways in which `n` answers can fall on the four. */
function allCounts(n: number): Counts[] {
  const found: Counts[] = []
  for (let a = 0; a <= n; a += 1)
    for (let b = 0; a + b <= n; b += 1) for (let c = 0; a + b + c <= n; c += 1) found.push([a, b, c, n - a - b - c])
  return found
}
const answersOf = (counts: Counts) => counts.flatMap((n, at) => Array.from({ length: n }, () => at + 1))
const isOpen = (values: number[]) => values.some((value) => value < 3) && values.some((value) => value > 2)
const without = (counts: Counts, known: Counts) => counts.map((n, at) => n - known[at]!) as Counts

describe('a band', () => {
  test.each([1, 2, 3])(
    'shown to somebody who gave up to %i of the answers leaves open on which side of the middle anybody else is',
    (most) => {
      for (let n = 2 * (most + 1) + 1; n <= 15; n += 1) {
        /** By what is shown and what is known: the answers that others may have given. */
        const possible = new Map<string, Set<number>>()
        const known = Array.from({ length: most + 1 }, (_, size) => allCounts(size)).flat()
        for (const counts of allCounts(n)) {
          const band = bandOf(answersOf(counts), most)
          expect(band).not.toBeNull()
          for (const own of known) {
            const rest = without(counts, own)
            if (rest.some((left) => left < 0)) continue
            const seen = JSON.stringify([band, own])
            const values = possible.get(seen) ?? new Set()
            answersOf(rest).forEach((value) => values.add(value))
            possible.set(seen, values)
          }
        }
        const pinned = [...possible].filter(([, values]) => !isOpen([...values])).map(([seen]) => seen)
        expect(pinned, `of ${n}`).toEqual([])
      }
    },
  )

  test('needs five answers, and more where one person may have given several', () => {
    expect(bandOf([4, 4, 4, 4])).toBeNull()
    expect(bandOf([1, 2, 3, 4, 4])).toEqual({ low: 3, middle: 3, high: 3 })
    expect(bandOf([1, 2, 3, 4, 4, 4], 2)).toBeNull()
    expect(bandOf([1, 2, 3, 3, 4, 4, 4], 2)).toEqual({ low: 3, middle: 3, high: 3 })
  })

  test('leaves out a quarter at either end where there are many', () => {
    expect([leftOut(6, 1), leftOut(12, 1), leftOut(40, 1), leftOut(12, 5)]).toEqual([2, 3, 10, 6])
    const many = [1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 4, 4]
    expect(bandOf(many)).toEqual({ low: 1, middle: 2, high: 4 })
  })

  test('of several partners reaches from the lowest to the highest, but of many not to those farthest out', () => {
    const at = (value: number) => ({ low: value, middle: value, high: value })
    expect(joinBands([at(1), at(3), at(4)])).toEqual({ low: 1, middle: 3, high: 4 })
    expect(joinBands([at(1), at(3), at(3), at(3), at(4)])).toEqual({ low: 3, middle: 3, high: 3 })
  })

  test('says what to talk about', () => {
    expect(talkOf({ low: 2, middle: 3, high: 4 })).toBe('apart')
    expect(talkOf({ low: 1, middle: 2, high: 2 })).toBe('low')
    expect(talkOf({ low: 3, middle: 3, high: 4 })).toBeNull()
  })
})
