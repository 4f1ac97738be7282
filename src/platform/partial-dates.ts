import { type Lang, translate } from './i18n.ts'
import { fromWords, periodFromWords } from './partial-date-words.ts'

/** A date as sources tell it: EDTF, and the first and last day it may mean (`YYYY-MM-DD`; null is open). */
export interface PartialDate {
  ok: true
  edtf: string
  first: string | null
  last: string | null
}
export interface NoDate {
  ok: false
  /** Key of the sentence that says why. */
  reason: string
}

export const MAX_PARTIAL_DATE = 80

const none = (reason: string): NoDate => ({ ok: false, reason })
const NOT_A_DATE = none('dates.notADate')
const NO_SUCH_DAY = none('dates.noSuchDay')

const pad = (value: number, length = 2) => String(value).padStart(length, '0')
const daysOf = (year: number, month: number) => new Date(Date.UTC(year === 0 ? 400 : year, month, 0)).getUTCDate()
const monthSpan = (year: number, from: number, to = from): [string, string] => {
  const end = to > 12 ? { year: year + 1, month: to - 12 } : { year, month: to }
  if (end.year > 9999) return [`${pad(year, 4)}-${pad(from)}-01`, '9999-12-31']
  return [
    `${pad(year, 4)}-${pad(from)}-01`,
    `${pad(end.year, 4)}-${pad(end.month)}-${pad(daysOf(end.year, end.month))}`,
  ]
}

const made = (edtf: string, [first, last]: [string, string]): PartialDate => ({ ok: true, edtf, first, last })

/** One date of EDTF level 0 or 1: year, month, day, season, unspecified digits, and `?`, `~` or `%` behind it. */
function oneDate(text: string): PartialDate | NoDate {
  const match =
    /^(\d{2}XX|\d{3}X|\d{4})(?:-(XX|\d{2})(?:-(XX|\d{2}))?)?(?:T[\d:.]{2,15}(?:Z|[+-]\d{2}(?::?\d{2})?)?)?([?~%]?)$/.exec(
      text,
    )
  if (!match) return NOT_A_DATE
  const [, years = '', month, day, mark = ''] = match
  const edtf = [years, month, day].filter(Boolean).join('-') + mark
  if (years.includes('X')) return month ? NOT_A_DATE : made(edtf, decade(years))
  const year = Number(years)
  if (year === 0) return NO_SUCH_DAY
  if (text.includes('T') && (!day || day === 'XX')) return NOT_A_DATE
  if (!month || month === 'XX') return !day || day === 'XX' ? made(edtf, monthSpan(year, 1, 12)) : NOT_A_DATE
  return inYear(edtf, year, Number(month), day)
}

function decade(years: string): [string, string] {
  const first = years.replaceAll('X', '0')
  return [`${first === '0000' ? '0001' : first}-01-01`, `${years.replaceAll('X', '9')}-12-31`]
}

function inYear(edtf: string, year: number, month: number, day: string | undefined): PartialDate | NoDate {
  if (month >= 21 && month <= 24)
    return day ? NOT_A_DATE : made(edtf, monthSpan(year, (month - 20) * 3, (month - 20) * 3 + 2))
  if (month < 1 || month > 12) return NO_SUCH_DAY
  if (!day || day === 'XX') return made(edtf, monthSpan(year, month))
  if (Number(day) < 1 || Number(day) > daysOf(year, month)) return NO_SUCH_DAY
  const only = `${pad(year, 4)}-${pad(month)}-${day}`
  return made(edtf, [only, only])
}

function dateOrWords(text: string): PartialDate | NoDate {
  const plain = oneDate(text.toUpperCase())
  if (plain.ok || plain.reason !== NOT_A_DATE.reason) return plain
  const words = fromWords(text)
  return words === null ? NOT_A_DATE : oneDate(words)
}

/**
 * From one date to another. `..` is open: it began before anybody knows, or goes on. An empty end means that it ended,
 * nobody knows when: the last day that is certain is then the last of its beginning, so that it is over today.
 */
function interval(from: string, to: string): PartialDate | NoDate {
  const isOpen = (end: string) => end === '' || end === '..'
  if (isOpen(from) && isOpen(to)) return NOT_A_DATE
  const a = isOpen(from) ? null : dateOrWords(from)
  const b = isOpen(to) ? null : dateOrWords(to)
  if (a && !a.ok) return a
  if (b && !b.ok) return b
  if (a && b && (a.first ?? '') > (b.last ?? '')) return none('dates.order')
  const last = b ? b.last : to === '' && a ? a.last : null
  return { ok: true, edtf: `${a?.edtf ?? from}/${b?.edtf ?? to}`, first: a?.first ?? null, last }
}

/**
 * A date or period as people and sources tell it.
 * @example partialDate('spring 2018') // { ok: true, edtf: '2018-21', first: '2018-03-01', last: '2018-05-31' }
 * @example partialDate('2017/..')     // { ok: true, edtf: '2017/..', first: '2017-01-01', last: null }
 */
export function partialDate(text: string): PartialDate | NoDate {
  if (text.length > MAX_PARTIAL_DATE) return NOT_A_DATE
  const typed = text.trim().replace(/\s+/g, ' ')
  const ends = typed.split('/')
  const one = dateOrWords(typed)
  if (one.ok || (ends.length !== 2 && one.reason !== NOT_A_DATE.reason)) return one
  if (ends.length === 2) return interval(ends[0]!.trim(), ends[1]!.trim())
  const period = periodFromWords(typed)
  return period ? interval(period[0], period[1]) : one
}

export type Period = { ok: true; edtf: string | null; first: string | null; last: string | null } | NoDate

/** What a form may say of an end that is over, nobody knows when. */
export const UNKNOWN_END = 'unknown'

/** The period of two fields. Without an end it goes on (`UNKNOWN_END`: it is over); without either nothing is known. */
export function period(since?: string, until?: string): Period {
  const from = since?.trim() ?? ''
  const to = until?.trim() ?? ''
  if (from.includes('/') || to.includes('/')) {
    const all = [from, to].map((typed) => (typed === '' || typed === UNKNOWN_END ? null : dateOrWords(typed)))
    if (all.some((one) => one && !one.ok)) return NOT_A_DATE
  }
  if (from === '' && to === '') return { ok: true, edtf: null, first: null, last: null }
  if (from.length > MAX_PARTIAL_DATE || to.length > MAX_PARTIAL_DATE) return NOT_A_DATE
  return interval(from === '' ? '..' : from, to === '' ? '..' : to === UNKNOWN_END ? '' : to)
}

const monthNames: Record<Lang, Intl.DateTimeFormat> = {
  en: new Intl.DateTimeFormat('en-US', { month: 'long', year: 'numeric', timeZone: 'UTC' }),
  es: new Intl.DateTimeFormat('es-US', { month: 'long', year: 'numeric', timeZone: 'UTC' }),
}
const dayNames: Record<Lang, Intl.DateTimeFormat> = {
  en: new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' }),
  es: new Intl.DateTimeFormat('es-US', { dateStyle: 'long', timeZone: 'UTC' }),
}

const SEASONS: Record<string, string> = { 21: 'spring', 22: 'summer', 23: 'fall', 24: 'winter' }
const MARKS: Record<string, string> = { '~': 'about', '?': 'perhaps', '%': 'perhapsAbout' }

const utc = (iso: string) => new Date(`${iso}T00:00:00Z`)

function sayOne(lang: Lang, edtf: string): string {
  const t = translate(lang)
  const mark = MARKS[edtf.at(-1) ?? '']
  const bare = mark ? edtf.slice(0, -1) : edtf
  const said = sayBare(lang, bare)
  return mark ? t(`dates.${mark}`, { date: said }) : said
}

function sayBare(lang: Lang, edtf: string): string {
  const t = translate(lang)
  const [year = '', month, day] = edtf.split('-')
  if (year.endsWith('XX')) return t('dates.years', { from: year.replace('XX', '00'), to: year.replace('XX', '99') })
  if (year.endsWith('X')) return t('dates.decade', { year: year.replace('X', '0') })
  if (!month) return year
  if (month === 'XX') return t('dates.monthUnknown', { year })
  const season = SEASONS[month]
  if (season) return t(`dates.${season}`, { year })
  if (!day) return monthNames[lang].format(utc(`${year}-${month}-01`))
  if (day === 'XX') return t('dates.dayUnknown', { month: monthNames[lang].format(utc(`${year}-${month}-01`)) })
  return dayNames[lang].format(utc(`${year}-${month}-${day}`))
}

/**
 * A kept date or period in words, for inside a sentence.
 * @example sayPartialDate('en', '2017-05/..') // 'since May 2017'
 */
export function sayPartialDate(lang: Lang, edtf: string): string {
  const [from = '', to] = edtf.split('/')
  if (to === undefined) return sayOne(lang, from)
  const t = translate(lang)
  const isOpen = (end: string) => end === '' || end === '..'
  if (to === '..') return t('dates.since', { date: sayOne(lang, from) })
  if (to === '') return t('dates.ended', { date: sayOne(lang, from) })
  if (isOpen(from)) return t('dates.until', { date: sayOne(lang, to) })
  const years = [from, to].every((end) => /^\d{4}$/.test(end))
  return years ? `${from}–${to}` : t('dates.fromTo', { from: sayOne(lang, from), to: sayOne(lang, to) })
}
