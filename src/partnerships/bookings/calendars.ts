import { weekOf } from '../hours/weeks.ts'
import { daysLater } from '../../platform/days.ts'
import type { Booking } from './bookings.ts'

/** A day of a calendar with what is taken on it. */
export interface CalendarDay {
  day: string
  /** Of the month that is shown. */
  isIn: boolean
  bookings: Booking[]
}

export const isMonth = (text: string) => /^\d{4}-(0[1-9]|1[0-2])$/.test(text) && text >= '2000'

/** The month so many months later. */
export function monthLater(month: string, months: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number - 1 + months, 1)).toISOString().slice(0, 7)
}

/** The days that a month's calendar shows, from a Monday to a Sunday. */
export function daysOfMonth(month: string): string[] {
  const first = weekOf(`${month}-01`)
  const last = daysLater(weekOf(daysLater(`${monthLater(month, 1)}-01`, -1)), 6)
  const days: string[] = []
  for (let day = first; day <= last; day = daysLater(day, 1)) days.push(day)
  return days
}

/** Days with what is taken on them: what goes over midnight stands on each of its days. */
export const withBookings = (days: readonly string[], month: string, bookings: readonly Booking[]): CalendarDay[] =>
  days.map((day) => ({
    day,
    isIn: day.startsWith(month),
    bookings: bookings.filter(({ from, until }) => from < `${daysLater(day, 1)}T00:00` && until > `${day}T00:00`),
  }))
