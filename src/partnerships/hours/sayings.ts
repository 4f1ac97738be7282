import { formatDate, formatNumber, type Lang, type Translate } from '../../platform/i18n.ts'
import type { PartyHours } from './hours.ts'
import { EVERYBODY } from './promises.ts'
import { lastDayOf } from './weeks.ts'

interface Reader {
  t: Translate
  lang: Lang
}

/** A week by its first and last day. */
export const sayWeek = ({ t, lang }: Reader, week: string): string =>
  t('partnership-hours.week', {
    from: formatDate(lang, week, 'long'),
    until: formatDate(lang, lastDayOf(week), 'long'),
  })

/** Hours as a number, without more than two places. */
export const sayNumber = ({ lang }: Reader, hours: number): string => formatNumber(lang, Math.round(hours * 100) / 100)

export const sayHours = (page: Reader, hours: number): string =>
  page.t('partnership-hours.hours', { n: hours, number: sayNumber(page, hours) })

/** Whose hours a line holds. */
export const sayLine = ({ t }: Reader, line: { name: string | null; pool: string }): string =>
  line.pool === EVERYBODY
    ? t('partnership-hours.everybody')
    : (line.name ?? (line.pool === '' ? t('partnership-hours.somebody') : line.pool))

/** Where the hours of a partner are likely to come out, in a sentence; null where nothing is told. */
export function sayForecast(page: Reader, { forecast, promised }: PartyHours): string | null {
  if (!forecast) return null
  if (forecast.state === 'unknown') return page.t(`partnership-hours.forecast.${forecast.why}`)
  if (forecast.state === 'over') return page.t('partnership-hours.forecast.over')
  const whole = (hours: number) => formatNumber(page.lang, Math.round(hours))
  const values = {
    likely: whole(forecast.likely),
    least: whole(forecast.least),
    most: whole(forecast.most),
    promised: promised === null ? '' : sayNumber(page, promised),
  }
  const same = values.least === values.most
  return page.t(same ? 'partnership-hours.forecast.same' : 'partnership-hours.forecast.likely', values)
}
