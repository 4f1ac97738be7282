import { isDay } from '../../platform/days.ts'

/** A time as a clock on the wall shows it: `2027-03-06T18:00`. */
export const isWallTime = (text: string): boolean =>
  isDay(text.slice(0, 10)) && /^T([01]\d|2[0-3]):[0-5]\d$/.test(text.slice(10))

const DAY = 86_400_000
const clocks = new Map<string, Intl.DateTimeFormat>()

/** What a clock on the wall of a zone shows at a moment. */
export function wallTimeOf(at: Date, timeZone: string): string {
  const known = clocks.get(timeZone)
  const clock =
    known ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short', hourCycle: 'h23' })
  if (!known) clocks.set(timeZone, clock)
  return clock.format(at).replace(' ', 'T')
}

/** Whether a name is that of a time zone. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/**
 * The moment at which a clock on the wall of a zone shows a time. Of two, as when clocks are put back, the first; null where
 * there is none, as when they are put forward.
 */
export function momentOf(wall: string, timeZone: string): Date | null {
  const typed = Date.parse(`${wall}:00Z`)
  const moments = [typed - DAY, typed + DAY]
    .map((near) => typed - offsetAt(near, timeZone))
    .filter((at) => wallTimeOf(new Date(at), timeZone) === wall)
  return moments.length === 0 ? null : new Date(Math.min(...moments))
}

/** How far a zone is from UTC at a moment. */
const offsetAt = (at: number, timeZone: string): number => {
  const minute = Math.floor(at / 60_000) * 60_000
  return Date.parse(`${wallTimeOf(new Date(minute), timeZone)}:00Z`) - minute
}

/** The wall time so many minutes later on the same kind of clock, which knows no summer. */
export const minutesLater = (wall: string, minutes: number): string =>
  new Date(Date.parse(`${wall}:00Z`) + minutes * 60_000).toISOString().slice(0, 16)

/** Minutes between two wall times. */
export const minutesBetween = (from: string, until: string): number =>
  (Date.parse(`${until}:00Z`) - Date.parse(`${from}:00Z`)) / 60_000
