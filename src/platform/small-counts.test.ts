import { expect, test } from 'vitest'
import { tellCount, tellShare } from './small-counts.ts'

test('whoever belongs to the host reads every count; everybody else none under the threshold', () => {
  expect(tellCount(3, 5, true)).toEqual({ n: 3, small: false })
  expect(tellCount(3, 5, false)).toEqual({ n: null, small: true })
  expect(tellCount(0, 5, false)).toEqual({ n: null, small: true })
  expect(tellCount(5, 5, false)).toEqual({ n: 5, small: false })
  expect(tellCount(null, 5, false)).toEqual({ n: null, small: false })
})

test('a share is told only where neither part gives a small one away', () => {
  expect(tellShare({ n: 31, of: 42 }, 5, false)).toEqual({ n: 31, of: 42, small: false })
  expect(tellShare({ n: 40, of: 42 }, 5, false)).toEqual({ n: null, of: 42, small: true })
  expect(tellShare({ n: 42, of: 42 }, 5, false)).toEqual({ n: null, of: 42, small: true })
  expect(tellShare({ n: 2, of: 42 }, 5, false)).toEqual({ n: null, of: 42, small: true })
  expect(tellShare({ n: 2, of: 3 }, 5, false)).toEqual({ n: null, of: null, small: true })
  expect(tellShare({ n: 2, of: 3 }, 5, true)).toEqual({ n: 2, of: 3, small: false })
  expect(tellShare({ n: 12, of: null }, 5, false)).toEqual({ n: 12, of: null, small: false })
})
