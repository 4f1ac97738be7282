import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hourIn } from '../platform/days.ts'
import { endOfQuiet } from './quiet-hours.ts'

const ZONES = ['America/New_York', 'America/Los_Angeles', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'UTC']
const hour = fc.integer({ min: 0, max: 23 })
const NIGHT = { from: 20, until: 7 }

test.each([
  ['by day', '2026-11-23T15:00:00Z', null],
  ['in the evening', '2026-11-24T02:30:00Z', '2026-11-24T12:00:00.000Z'],
  ['after midnight', '2026-11-24T08:00:01Z', '2026-11-24T12:00:00.000Z'],
  ['when they begin', '2026-11-24T01:00:00Z', '2026-11-24T12:00:00.000Z'],
  ['when they end', '2026-11-24T12:00:00Z', null],
  ['in the night that has an hour less', '2026-03-08T05:00:00Z', '2026-03-08T11:00:00.000Z'],
  ['in the night that has an hour more', '2026-11-01T05:00:00Z', '2026-11-01T12:00:00.000Z'],
])('%s, from 8 PM to 7 AM in New York', (_, at, end) => {
  expect(endOfQuiet(NIGHT, 'America/New_York', new Date(at))?.toISOString() ?? null).toBe(end)
})

/** The one loud hour of a day may be the one that the clock leaves out: then it is the next day's. */
const AT_MOST = 2 * 25 * 3_600_000

test('whoever waits until the end may be written to, within a day or two, in every zone', () => {
  fc.assert(
    fc.property(
      hour,
      hour,
      fc.constantFrom(...ZONES),
      fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) }),
      (from, until, zone, at) => {
        fc.pre(from !== until)
        const end = endOfQuiet({ from, until }, zone, at)
        if (!end) return
        expect(end.getTime() - at.getTime()).toBeGreaterThan(0)
        expect(end.getTime() - at.getTime()).toBeLessThanOrEqual(from === (until + 1) % 24 ? AT_MOST : AT_MOST / 2)
        expect(endOfQuiet({ from, until }, zone, end)).toBeNull()
        expect(hourIn(zone, new Date(end.getTime() - 60_000))).not.toBe(until)
      },
    ),
  )
})
