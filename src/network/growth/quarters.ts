const iso = (year: number, month: number, day: number) =>
  new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10)

/**
 * The last day of the latest quarter that is over on a day, for a fiscal year that begins with `firstMonth` (1 to 12).
 * @example lastQuarterEnd('2026-11-29', 1) // '2026-09-30'
 */
export function lastQuarterEnd(day: string, firstMonth: number): string {
  const [year, month] = day.split('-').map(Number) as [number, number]
  const into = (month - firstMonth + 12) % 3
  return iso(year, month - into, 0)
}

/** All last days of quarters from one to another day, both counted; the first ones first. */
export function quarterEnds(from: string, to: string, firstMonth: number): string[] {
  const ends: string[] = []
  for (let end = lastQuarterEnd(to, firstMonth); end >= from; end = lastQuarterEnd(end, firstMonth)) ends.unshift(end)
  return ends
}
