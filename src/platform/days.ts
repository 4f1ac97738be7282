const formats = new Map<string, Intl.DateTimeFormat>()

/** The day (`YYYY-MM-DD`) that a moment falls on in a time zone. */
export function dayIn(timeZone: string, at: Date): string {
  const known = formats.get(timeZone)
  const format =
    known ?? new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  if (!known) formats.set(timeZone, format)
  return format.format(at)
}
