import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { daysLater } from '../../platform/days.ts'
import { countWeeks, firstWeekIn, isWeek, lastDayOf, lastWeekIn, weekOf, weeksLater } from './weeks.ts'

const days = fc.integer({ min: 0, max: 40_000 }).map((n) => daysLater('1990-01-01', n))

describe('a week', () => {
  test.each([
    ['2026-11-30', '2026-11-30'],
    ['2026-12-06', '2026-11-30'],
    ['2026-12-07', '2026-12-07'],
    ['2027-01-01', '2026-12-28'],
  ])('of %s is called %s, its Monday', (day, week) => expect(weekOf(day)).toBe(week))

  test('is the same for all of its seven days', () =>
    fc.assert(
      fc.property(days, (day) => {
        const week = weekOf(day)
        expect(isWeek(week)).toBe(true)
        expect(day >= week && day <= lastDayOf(week)).toBe(true)
        expect(weeksLater(week, 1)).toBe(daysLater(lastDayOf(week), 1))
      }),
    ))

  test.each(['2026-12-01', '2026-13-01', 'today', ''])('is not called %j', (text) => expect(isWeek(text)).toBe(false))
})

describe('weeks of a period', () => {
  test('are those of which most days lie in it', () => {
    expect([firstWeekIn('2026-12-03'), firstWeekIn('2026-12-04')]).toEqual(['2026-11-30', '2026-12-07'])
    expect([lastWeekIn('2026-12-03'), lastWeekIn('2026-12-02')]).toEqual(['2026-11-30', '2026-11-23'])
  })

  test('a year has 52 or 53 of them, and two halves have together as many as the whole', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1990, max: 2090 }), fc.integer({ min: 0, max: 300 }), (year, n) => {
        const [from, until] = [`${year}-01-01`, `${year}-12-31`]
        const middle = daysLater(from, n)
        expect([52, 53]).toContain(countWeeks(from, until))
        expect(countWeeks(from, middle) + countWeeks(daysLater(middle, 1), until)).toBe(countWeeks(from, until))
      }),
    ))

  test('a period of a day or two may have none', () => expect(countWeeks('2026-12-05', '2026-12-06')).toBe(0))
})
