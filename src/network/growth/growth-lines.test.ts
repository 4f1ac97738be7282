import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countSteps, stepDays } from './growth-lines.ts'
import { lastQuarterEnd, quarterEnds } from './quarters.ts'

describe('quarters', () => {
  test('end with the months of the fiscal year', () => {
    expect(lastQuarterEnd('2026-11-29', 1)).toBe('2026-09-30')
    expect(lastQuarterEnd('2026-10-01', 1)).toBe('2026-09-30')
    expect(lastQuarterEnd('2026-09-30', 1)).toBe('2026-06-30')
    expect(lastQuarterEnd('2026-01-15', 7)).toBe('2025-12-31')
    expect(lastQuarterEnd('2026-03-01', 3)).toBe('2026-02-28')
    expect(lastQuarterEnd('2024-03-01', 3)).toBe('2024-02-29')
  })

  test('are over on the day that is asked for, and never more than three months ago', () => {
    const days = fc
      .date({ min: new Date('1970-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10))
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 12 }), (day, firstMonth) => {
        const end = lastQuarterEnd(day, firstMonth)
        expect(end < day).toBe(true)
        expect(Date.parse(day) - Date.parse(end)).toBeLessThanOrEqual(92 * 86_400_000)
      }),
    )
  })

  test('all of a time, the first ones first', () => {
    expect(quarterEnds('2026-01-01', '2026-11-29', 1)).toEqual(['2026-03-31', '2026-06-30', '2026-09-30'])
    expect(quarterEnds('2026-10-01', '2026-11-29', 1)).toEqual([])
  })
})

describe('the steps of a growth', () => {
  const life = (first: string | null, last: string | null = null) => ({ first, last })

  test('are quarters of a young network, years of an old one, and end today', () => {
    expect(stepDays([life('2026-02-01')], '2026-11-29', 1)).toEqual([
      '2026-03-31',
      '2026-06-30',
      '2026-09-30',
      '2026-11-29',
    ])
    expect(stepDays([life('2017-05-01')], '2026-11-29', 1)).toHaveLength(10)
    expect(stepDays([life('1890-05-01')], '2026-11-29', 1)[0]).toBe('1986-12-31')
    expect(stepDays([], '2026-11-29', 1)).toEqual(['2026-11-29'])
    expect(stepDays([life('2031-01-01'), life(null)], '2026-11-29', 1)).toEqual(['2026-11-29'])
  })

  test('count what had begun and was not over; what nobody dated counts always', () => {
    const ties = [life('2018-01-01', '2019-12-31'), life('2019-06-01'), life(null)]
    expect(countSteps([life(null)], ties, ['2017-12-31', '2019-12-31', '2020-12-31'])).toEqual([
      { day: '2017-12-31', organizations: 1, ties: 1 },
      { day: '2019-12-31', organizations: 1, ties: 3 },
      { day: '2020-12-31', organizations: 1, ties: 2 },
    ])
  })
})
