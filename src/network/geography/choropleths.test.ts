import fc from 'fast-check'
import { expect, test } from 'vitest'
import { roundest, shadeAt, shadesOf } from './choropleths.ts'

test('few counties have few shades', () => {
  const of = (counties: number) => shadesOf(Array.from({ length: counties }, (_, n) => (n + 1) ** 2)).length
  expect([1, 3, 8, 20, 67].map(of)).toEqual([1, 2, 3, 4, 5])
})

test('values part where they part by themselves, at round numbers', () => {
  expect(shadesOf([3, 4, 5, 41, 43, 97]).map(({ from, to }) => [from, to])).toEqual([
    [3, 19],
    [20, 49],
    [50, 97],
  ])
})

test('none has no shade, and all the same have one', () => {
  expect([shadesOf([]), shadesOf([0, 0])]).toEqual([[], []])
  expect(shadesOf([7, 7, 0])).toEqual([{ from: 7, to: 7, areas: 2 }])
})

test('a border is the number with the fewest figures between two values', () => {
  expect([roundest(4, 41), roundest(39, 41), roundest(1234, 1299), roundest(7, 8), roundest(0, 1)]).toEqual([
    20, 40, 1250, 8, 1,
  ])
})

test('each value has exactly one shade, in the order of the values', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 2_000_000 }), { maxLength: 400 }), (values) => {
      const shades = shadesOf(values)
      const above = values.filter((value) => value > 0)
      expect(shades.reduce((sum, { areas }) => sum + areas, 0)).toBe(above.length)
      for (const value of above) {
        expect(shades.filter(({ from, to }) => value >= from && value <= to)).toHaveLength(1)
        expect(shadeAt(shades, value)).toBeGreaterThan(0)
      }
      expect(shadeAt(shades, 0)).toBe(0)
      for (const [n, shade] of shades.entries()) if (n > 0) expect(shade.from).toBe(shades[n - 1]!.to + 1)
    }),
    { numRuns: 60 },
  )
})
