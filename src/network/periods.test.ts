import { expect, test } from 'vitest'
import { hasEnded, periodOf, typedPeriod, yearsOf } from './periods.ts'

const TODAY = '2026-11-23'

test.each([
  ['', '', null, false],
  ['2018', '', '2018/..', false],
  ['spring 2018', '', '2018-21/..', false],
  ['2018', '2020', '2018/2020', true],
  ['2018', '2030', '2018/2030', false],
  ['', '2020', '../2020', true],
  ['2026', 'unknown', '2026/', true],
  ['2026-11-01', '2026-11-23', '2026-11-01/2026-11-23', false],
  ['2026-11-01', '2026-11-22', '2026-11-01/2026-11-22', true],
])('since "%s" until "%s" is %s; over: %s', (since, until, edtf, over) => {
  const period = periodOf(since, until)
  expect([period.period, hasEnded(period, TODAY)]).toEqual([edtf, over])
  expect(periodOf(typedPeriod(period).since, typedPeriod(period).until)).toEqual(period)
})

test.each([
  ['2018', 8],
  ['2018-11-23', 8],
  ['2018-11-24', 7],
  ['2026-05', 0],
  ['2027', null],
  ['', null],
])('from %s it is %s years', (since, years) => {
  expect(yearsOf(periodOf(since, ''), TODAY)).toBe(years)
})
