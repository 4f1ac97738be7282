const DAY = 86_400_000

/** Everything that happened, told from one day. */
export interface Clock {
  /** That many days before today, at a time of the working day that depends on nothing but the arguments. */
  ago(days: number, minutes?: number): Date
  /** 'YYYY' of the year that lies so many years back. */
  year(yearsAgo: number): string
  /** 'YYYY-MM' of that many days ago. */
  month(days: number): string
  /** ISO day of that many days ago (negative: to come). */
  day(days: number): string
  /** ISO day of a month and day in the year that lies so many years ahead. */
  dayOf(yearsAhead: number, monthDay: string): string
}

/** A clock that stands at the given day (UTC). */
export const clock = (today: Date): Clock => {
  const midnight = Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate())
  const day = (days: number) => new Date(midnight - days * DAY).toISOString().slice(0, 10)
  return {
    ago: (days, minutes = 0) => new Date(midnight - days * DAY + minutes * 60_000),
    year: (yearsAgo) => String(today.getUTCFullYear() - yearsAgo),
    month: (days) => day(days).slice(0, 7),
    day,
    dayOf: (yearsAhead, monthDay) => `${today.getUTCFullYear() + yearsAhead}-${monthDay}`,
  }
}
