import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nearestFree, type OpenTimes, refusalOf, type Stretch } from './free-times.ts'
import { minutesBetween, minutesLater } from './wall-times.ts'

const NOW = new Date('2026-11-30T16:00:00Z')
const open: OpenTimes = {
  timeZone: 'America/New_York',
  days: [1, 2, 3, 4, 5],
  opens: '09:00',
  closes: '20:00',
  leadHours: 24,
}
const always = { ...open, days: [1, 2, 3, 4, 5, 6, 7], opens: '00:00', closes: '24:00', leadHours: 0 }
const at = (from: string, until: string, day = '2026-12-03'): Stretch => ({
  from: `${day}T${from}`,
  until: `${day}T${until}`,
})

describe('a time can be booked', () => {
  test('within the hours of an open day', () => expect(refusalOf(at('09:00', '20:00'), open, NOW)).toBeNull())

  test.each<[string, Stretch, OpenTimes]>([
    ['order', at('12:00', '12:00'), open],
    ['order', at('12:00', '11:00'), open],
    ['closed', at('08:00', '10:00'), open],
    ['closed', at('19:00', '20:30'), open],
    ['closed', at('10:00', '11:00', '2026-12-05'), open],
    ['past', at('10:00', '11:00', '2026-11-27'), open],
    ['lead', at('10:00', '11:00', '2026-12-01'), open],
    ['far', at('10:00', '11:00', '2027-12-03'), open],
    ['gap', at('02:30', '04:00', '2027-03-14'), always],
    ['long', { from: '2026-12-03T00:00', until: '2027-01-10T00:00' }, always],
  ])('not, and it is said why: %s', (why, wanted, times) =>
    expect(refusalOf(wanted, times, NOW)).toBe(`bookings.errors.${why}`),
  )

  test('over midnight where it is open day and night', () =>
    expect(refusalOf({ from: '2026-12-03T20:00', until: '2026-12-05T02:00' }, always, NOW)).toBeNull())
})

describe('the nearest free times', () => {
  test('lie before and after what is taken', () => {
    const free = nearestFree(at('14:00', '15:00'), [at('13:30', '15:30')], open, NOW)
    expect(free).toContainEqual(at('12:30', '13:30'))
    expect(free).toContainEqual(at('15:30', '16:30'))
  })

  test('are as long, free, open, and no two of them overlap', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 36, max: 76 }),
        fc.integer({ min: 1, max: 12 }),
        fc.array(fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 1, max: 20 })), { maxLength: 12 }),
        (quarter, length, taken) => {
          const from = minutesLater('2026-12-03T00:00', quarter * 15)
          const wanted = { from, until: minutesLater(from, length * 15) }
          const others = taken.map(([start, long]) => {
            const begin = minutesLater('2026-12-02T00:00', start * 15)
            return { from: begin, until: minutesLater(begin, long * 15) }
          })
          const free = nearestFree(wanted, others, open, NOW)
          expect(free.length).toBeLessThanOrEqual(3)
          for (const [n, one] of free.entries()) {
            expect(minutesBetween(one.from, one.until)).toBe(length * 15)
            expect(refusalOf(one, open, NOW)).toBeNull()
            expect(others.some((other) => one.from < other.until && other.from < one.until)).toBe(false)
            if (n > 0) expect(one.from >= free[n - 1]!.until).toBe(true)
          }
        },
      ),
    ))
})
