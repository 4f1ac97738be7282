import { formatDate, formatList, type Lang, type Translate } from '../../platform/i18n.ts'
import type { Terms } from './booking-terms.ts'
import type { Stretch } from './free-times.ts'

interface Reader {
  t: Translate
  lang: Lang
}

const clocks = new Map<Lang, Intl.DateTimeFormat>()

/** The time of day of a wall time, as it is written in a language. */
export function sayTime({ lang }: Reader, wall: string): string {
  const known = clocks.get(lang)
  const clock =
    known ??
    new Intl.DateTimeFormat(lang === 'es' ? 'es-US' : 'en-US', { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' })
  if (!known) clocks.set(lang, clock)
  return clock.format(new Date(`${wall}:00Z`))
}

/** A stretch of time: the day once where it is one. */
export function sayStretch(page: Reader, { from, until }: Stretch): string {
  const day = (wall: string) => formatDate(page.lang, wall.slice(0, 10), 'full')
  const values = { day: day(from), from: sayTime(page, from), until: sayTime(page, until), untilDay: day(until) }
  return page.t(from.slice(0, 10) === until.slice(0, 10) ? 'bookings.stretch' : 'bookings.stretchOver', values)
}

/** A weekday by its number: 1 is Monday. */
export const sayWeekday = ({ lang }: Reader, number: number, style: 'long' | 'short' = 'long'): string =>
  new Intl.DateTimeFormat(lang, { weekday: style, timeZone: 'UTC' }).format(new Date(Date.UTC(2026, 10, 29 + number)))

/** On which days, and from when to when. */
export function sayOpen(page: Reader, { days, opens, closes }: Terms): string {
  const when =
    days.length === 7
      ? page.t('bookings.everyDay')
      : formatList(
          page.lang,
          days.toSorted().map((day) => sayWeekday(page, day)),
        )
  if (opens === '00:00' && closes === '24:00') return page.t('bookings.openAlways', { when })
  const time = (text: string) => sayTime(page, `2026-01-01T${text === '24:00' ? '00:00' : text}`)
  return page.t('bookings.openFrom', { when, opens: time(opens), closes: time(closes) })
}

/** How long before it is booked at the latest: in days where they are whole. */
export function sayLead({ t }: Reader, { leadHours: hours }: Terms): string {
  if (hours === 0) return ''
  return hours >= 48 && hours % 24 === 0 ? t('bookings.leadDays', { days: hours / 24 }) : t('bookings.lead', { hours })
}
