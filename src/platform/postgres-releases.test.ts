import { expect, test } from 'vitest'
import { listIsOld, releaseState } from './postgres-releases.ts'

const list = { asOf: '2026-11-27', newest: { 17: 12, 18: 6 }, ends: { 17: '2029-11-08', 18: '2030-11-14' } }

test.each([
  [180_006, '2026-11-27', 'newest'],
  [180_007, '2026-11-27', 'newest'],
  [180_004, '2026-11-27', 'behind'],
  [170_012, '2029-11-08', 'newest'],
  [170_012, '2029-11-09', 'ended'],
  [190_000, '2026-11-27', 'unknown'],
] as const)('a server %s on %s is %s', (version, today, state) => {
  expect(releaseState(version, today, list)).toBe(state)
})

test('a list that was made before the last releases is old', () => {
  expect(listIsOld('2027-03-01', list)).toBe(false)
  expect(listIsOld('2027-04-01', list)).toBe(true)
})
