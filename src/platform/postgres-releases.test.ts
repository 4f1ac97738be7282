import { expect, test } from 'vitest'
import { asOf, listIsOld, RELEASES, releaseState } from './postgres-releases.ts'

const list = {
  newest: {
    16: { minor: 16, on: '2026-11-27', source: 'somebody' },
    17: { minor: 12, on: '2026-11-27', source: 'somebody' },
    18: { minor: 6, on: '2026-08-15', source: 'somebody else' },
  },
  ends: { 16: '2028-11-09', 17: '2029-11-08', 18: '2030-11-14' },
}

test.each([
  [170_012, '2026-11-27', 'newest'],
  [170_013, '2026-11-27', 'newest'],
  [170_011, '2026-11-27', 'behind'],
  [180_004, '2026-11-27', 'behind'],
  [180_006, '2026-11-27', 'overtaken'],
  [180_007, '2026-11-27', 'newest'],
  [170_012, '2029-11-08', 'newest'],
  [170_012, '2029-11-09', 'ended'],
  [190_000, '2026-11-27', 'unknown'],
] as const)('a server %s on %s is %s', (version, today, state) => {
  expect(releaseState(version, today, list)).toBe(state)
})

test('a list that was made before the last releases is old', () => {
  expect(asOf(list)).toBe('2026-11-27')
  expect(listIsOld('2027-03-01', list)).toBe(false)
  expect(listIsOld('2027-04-01', list)).toBe(true)
})

test('each release of the list says who was seen to ship it, and when', () => {
  for (const [major, { minor, on, source }] of Object.entries(RELEASES.newest)) {
    expect(minor).toBeGreaterThan(0)
    expect(on).toMatch(/^\d{4}-\d\d-\d\d$/)
    expect(source.length, major).toBeGreaterThan(10)
    expect(RELEASES.ends[Number(major)]! > on).toBe(true)
  }
})
