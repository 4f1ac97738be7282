import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isTimeZone, isWallTime, momentOf, wallTimeOf } from './wall-times.ts'

const ZONES = ['America/New_York', 'America/Phoenix', 'Europe/Madrid', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'UTC']

describe('a time on the wall', () => {
  test.each([
    ['2027-01-15T18:00', 'America/New_York', '2027-01-15T23:00:00.000Z'],
    ['2027-07-15T18:00', 'America/New_York', '2027-07-15T22:00:00.000Z'],
    ['2027-07-15T18:00', 'America/Phoenix', '2027-07-16T01:00:00.000Z'],
    ['2027-07-15T00:00', 'Asia/Kathmandu', '2027-07-14T18:15:00.000Z'],
  ])('%s in %s is %s', (wall, zone, moment) => expect(momentOf(wall, zone)?.toISOString()).toBe(moment))

  test('that is left out when clocks are put forward is none', () => {
    expect(momentOf('2027-03-14T02:30', 'America/New_York')).toBeNull()
    expect(momentOf('2027-03-14T03:00', 'America/New_York')?.toISOString()).toBe('2027-03-14T07:00:00.000Z')
  })

  test('that comes twice when clocks are put back is the first', () =>
    expect(momentOf('2027-11-07T01:30', 'America/New_York')?.toISOString()).toBe('2027-11-07T05:30:00.000Z'))

  test('is what the clock shows at its moment, in every zone and at every time', () =>
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), fc.integer({ min: 20_000_000, max: 40_000_000 }), (zone, minutes) => {
        const at = new Date(minutes * 60_000)
        const wall = wallTimeOf(at, zone)
        const back = momentOf(wall, zone)
        expect(isWallTime(wall)).toBe(true)
        expect(back && wallTimeOf(back, zone)).toBe(wall)
        expect(back!.getTime()).toBeLessThanOrEqual(at.getTime())
        expect(at.getTime() - back!.getTime()).toBeLessThanOrEqual(3_600_000)
      }),
    ))

  test.each(['2027-02-30T10:00', '2027-02-28T24:00', '2027-02-28', '2027-02-28 10:00', ''])('is not %j', (text) =>
    expect(isWallTime(text)).toBe(false),
  )

  test('is of a zone that there is', () => {
    expect([...ZONES, 'Mars/Olympus', ''].map(isTimeZone)).toEqual([true, true, true, true, true, true, false, false])
  })
})
