import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { measure, neighboursOf, sizesOf, wayBetween, within } from './map-measures.ts'

const edge = (a: number, b: number, strength: number | null = null) => ({ a, b, strength })
/** Two triangles joined by one tie. */
const bridge = [edge(0, 1), edge(1, 2), edge(0, 2), edge(2, 3, 4), edge(3, 4), edge(4, 5), edge(3, 5, 2)]

describe('what a size tells', () => {
  test('how many ties, how strong they are together, and whom one reaches in two steps', () => {
    expect(measure('ties', 7, bridge)).toEqual([2, 2, 3, 3, 2, 2, 0])
    expect(measure('strength', 7, bridge)).toEqual([2, 2, 6, 7, 2, 3, 0])
    expect(measure('reach', 7, bridge)).toEqual([3, 3, 5, 5, 3, 3, 0])
    expect(measure('same', 2, [])).toEqual([1, 1])
  })

  test('all tied to one: each reaches all the others, however many they are', () => {
    const star = Array.from({ length: 5000 }, (_, n) => edge(0, n + 1))
    expect(new Set(measure('reach', 5001, star))).toEqual(new Set([5000]))
  })

  test('areas are in proportion', () => {
    expect(sizesOf([4, 1, 0])).toEqual([1, 0.5, 0])
    expect(sizesOf([])).toEqual([])
  })
})

test('a neighborhood is all within so many ties', () => {
  const near = neighboursOf(7, bridge)
  expect([...within(near, 0, 1)].toSorted()).toEqual([0, 1, 2])
  expect([...within(near, 0, 2)].toSorted()).toEqual([0, 1, 2, 3])
  expect([...within(near, 6, 3)]).toEqual([6])
})

test('whom one reaches is who is within two ties of it', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.tuple(fc.nat(9), fc.nat(9)), { selector: ([a, b]) => a * 10 + b }), (all) => {
      const edges = all.filter(([a, b]) => a < b).map(([a, b]) => edge(a, b))
      const near = neighboursOf(10, edges)
      expect(measure('reach', 10, edges)).toEqual(near.map((_, n) => within(near, n, 2).size - 1))
    }),
  )
})

describe('the way from one to another', () => {
  test('is the shortest; of two as short, the one whose weakest tie is strongest', () => {
    expect(wayBetween(7, bridge, 0, 5)).toEqual([0, 2, 3, 5])
    const two = [edge(0, 1, 5), edge(1, 3, 1), edge(0, 2, 3), edge(2, 3, 3)]
    expect(wayBetween(4, two, 0, 3)).toEqual([0, 2, 3])
  })

  test('there is none between two parts; to oneself it is no step', () => {
    expect(wayBetween(7, bridge, 0, 6)).toBeNull()
    expect(wayBetween(7, bridge, 1, 1)).toEqual([1])
  })

  test('each step is a tie, and it is as long backward', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ a: fc.nat(9), b: fc.nat(9), strength: fc.option(fc.integer({ min: 1, max: 5 })) }), {
          maxLength: 30,
        }),
        (all) => {
          const edges = all.filter(({ a, b }) => a !== b)
          const way = wayBetween(10, edges, 0, 9)
          expect(wayBetween(10, edges, 9, 0)?.length).toBe(way?.length)
          const tied = (a: number, b: number) =>
            edges.some((one) => (one.a === a && one.b === b) || (one.a === b && one.b === a))
          for (const [n, one] of (way ?? []).slice(1).entries()) expect(tied(way![n]!, one)).toBe(true)
        },
      ),
    )
  })
})
