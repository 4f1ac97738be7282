import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inBatches } from './row-batches.ts'

describe('rows in batches', () => {
  test('stand in their order, about so many in each', () => {
    expect(inBatches([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]])
    expect(inBatches([], 2)).toEqual([])
  })

  test('those that share a key stand together, also by way of others', () => {
    const rows = ['a', 'b', 'c', 'd', 'ae', 'ef']
    expect(inBatches(rows, 2, (row) => [...row])).toEqual([['a', 'ae', 'ef'], ['b', 'c'], ['d']])
  })

  test('each stands in one batch, and no key in two', () => {
    const row = fc.record({ n: fc.nat(), keys: fc.array(fc.constantFrom(...'abcdefghijklmnop'), { maxLength: 2 }) })
    fc.assert(
      fc.property(fc.array(row, { maxLength: 60 }), fc.integer({ min: 1, max: 8 }), (rows, size) => {
        const batches = inBatches(rows, size, ({ keys }) => keys)
        expect(new Set(batches.flat())).toEqual(new Set(rows))
        expect(batches.flat()).toHaveLength(rows.length)
        const keys = batches.map((batch) => [...new Set(batch.flatMap((one) => one.keys))])
        expect(new Set(keys.flat()).size).toBe(keys.flat().length)
        for (const batch of batches)
          expect(batch.map((one) => rows.indexOf(one))).toEqual(
            batch.map((one) => rows.indexOf(one)).toSorted((a, b) => a - b),
          )
      }),
    )
  })
})
