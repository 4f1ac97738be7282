import { daysLater, isDay } from '../../platform/days.ts'

const DAY = 86_400_000

const at = (day: string) => Date.parse(`${day}T00:00:00Z`)

/** The Monday of the week in which a day lies: weeks are called by it. */
export const weekOf = (day: string): string => daysLater(day, -((new Date(at(day)).getUTCDay() + 6) % 7))

/** Whether a text is the Monday of a week. */
export const isWeek = (text: string): boolean => isDay(text) && weekOf(text) === text

/** The Sunday of a week. */
export const lastDayOf = (week: string): string => daysLater(week, 6)

/** The week so many weeks later. */
export const weeksLater = (week: string, weeks: number): string => daysLater(week, weeks * 7)

/** A week belongs to a period when most of its days do: when its Thursday does. */
export const firstWeekIn = (from: string): string => weekOf(daysLater(from, 3))
export const lastWeekIn = (until: string): string => weekOf(daysLater(until, -3))

/** How many weeks belong to a period. */
export const countWeeks = (from: string, until: string): number =>
  Math.max(0, Math.round((at(lastWeekIn(until)) - at(firstWeekIn(from))) / (7 * DAY)) + 1)

/** The weeks from one to another, the latest first. */
export function weeksBack(from: string, count: number): string[] {
  return Array.from({ length: count }, (_, n) => weeksLater(from, -n))
}
