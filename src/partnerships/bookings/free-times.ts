import { minutesBetween, minutesLater, momentOf } from './wall-times.ts'

/** When a resource can be booked. */
export interface OpenTimes {
  timeZone: string
  /** 1 is Monday. */
  days: number[]
  opens: string
  closes: string
  leadHours: number
}

/** A stretch of time on the wall: its end is no part of it. */
export interface Stretch {
  from: string
  until: string
}

/** So far ahead one can book, and so long at once, in days. */
export const AHEAD_DAYS = 366
export const LONGEST_DAYS = 31

const HOUR = 3_600_000
const DAY = 24 * HOUR
const always = ({ opens, closes }: OpenTimes) => opens === '00:00' && closes === '24:00'
const weekdayOf = (wall: string) => ((new Date(`${wall}:00Z`).getUTCDay() + 6) % 7) + 1

/** Why a stretch cannot be booked whoever asks, as a key of the texts; null where it can. What others took is not looked at. */
export function refusalOf(wanted: Stretch, open: OpenTimes, now: Date): string | null {
  const [from, until] = [momentOf(wanted.from, open.timeZone), momentOf(wanted.until, open.timeZone)]
  if (!from || !until) return 'bookings.errors.gap'
  if (wanted.until <= wanted.from || until <= from) return 'bookings.errors.order'
  if (from <= now) return 'bookings.errors.past'
  if (from.getTime() < now.getTime() + open.leadHours * HOUR) return 'bookings.errors.lead'
  if (until.getTime() > now.getTime() + AHEAD_DAYS * DAY) return 'bookings.errors.far'
  if (minutesBetween(wanted.from, wanted.until) > LONGEST_DAYS * 24 * 60) return 'bookings.errors.long'
  return isOpen(wanted, open) ? null : 'bookings.errors.closed'
}

/** Within the hours of one day; where it is open day and night, over several open days. */
function isOpen({ from, until }: Stretch, open: OpenTimes): boolean {
  if (always(open)) {
    for (let at = from.slice(0, 10); `${at}T00:00` < until; at = minutesLater(`${at}T00:00`, 1440).slice(0, 10))
      if (!open.days.includes(weekdayOf(`${at}T00:00`))) return false
    return true
  }
  const day = from.slice(0, 10)
  const closes = open.closes === '24:00' ? minutesLater(`${day}T00:00`, 1440) : `${day}T${open.closes}`
  return open.days.includes(weekdayOf(from)) && from >= `${day}T${open.opens}` && until <= closes
}

const overlaps = (a: Stretch, b: Stretch) => a.from < b.until && b.from < a.until

/** So many days before and after are looked for a free time. */
const LOOKED_DAYS = 14

/** The free stretches of the same length that lie nearest to what was wanted, at most three, in the order of time. */
export function nearestFree(wanted: Stretch, taken: readonly Stretch[], open: OpenTimes, now: Date): Stretch[] {
  const length = minutesBetween(wanted.from, wanted.until)
  const days = Array.from({ length: 2 * LOOKED_DAYS + 1 }, (_, n) =>
    minutesLater(`${wanted.from.slice(0, 10)}T00:00`, (n - LOOKED_DAYS) * 1440).slice(0, 10),
  )
  const begins = [
    ...taken.flatMap((one) => [one.until, minutesLater(one.from, -length)]),
    ...days.flatMap((day) => [`${day}T${open.opens}`, `${day}T${wanted.from.slice(11)}`]),
  ]
  const found = [...new Set(begins)]
    .map((from) => ({ from, until: minutesLater(from, length) }))
    .filter((one) => !taken.some((other) => overlaps(one, other)) && refusalOf(one, open, now) === null)
    .toSorted((a, b) => away(a, wanted) - away(b, wanted) || (a.from < b.from ? -1 : 1))
  return apart(found)
    .slice(0, 3)
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
}

const away = (one: Stretch, wanted: Stretch) => Math.abs(minutesBetween(wanted.from, one.from))

/** Of stretches that overlap the first stays: three ways to say nearly the same are no choice. */
function apart(all: readonly Stretch[]): Stretch[] {
  const kept: Stretch[] = []
  for (const one of all) if (!kept.some((other) => overlaps(one, other))) kept.push(one)
  return kept
}
