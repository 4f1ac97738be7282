import { paths } from '../../paths.ts'
import { formatList, formatMoney, formatNumber, type Translate } from '../../platform/i18n.ts'
import { listAddress } from '../../platform/list-query.ts'
import { sayPartialDate } from '../../platform/partial-dates.ts'
import type { Page } from '../../ui/page.ts'
import type { Entry } from './entries.ts'
import type { Evidence } from './evidences.ts'
import type { EntriesAsked } from './forms.ts'
import type { Span, Sum } from './gives-and-gains.ts'
import { type Ledger, PLACES, type Unit } from './ledger-kinds.ts'

const ROOM = 'partnership-ledgers'

/** "74 hours", "$2,000". */
export const sayAmount = (t: Translate, amount: number, unit: Unit): string =>
  unit === 'dollars' ? formatMoney(t.lang, amount) : t(`${ROOM}.amount.${unit}`, { n: amount })

/** How much an entry says; that they were fewer than the region tells; or nothing. */
export function sayHowMuch({ t }: Page, { amount, unit, small, threshold }: Entry): string {
  if (small) return t(`${ROOM}.fewer`, { n: threshold })
  return amount === null || unit === '' ? '' : sayAmount(t, amount, unit)
}

/** When it was, as far as it is known. */
export const sayWhen = ({ t, lang }: Page, { period }: Pick<Entry, 'period'>): string =>
  period === null ? t(`${ROOM}.undated`) : sayPartialDate(lang, period)

/** What something adds up to: "74 hours and $2,000", or how many entries there are where none has an amount. */
export function saySum({ t, lang }: Page, { amounts, things, small }: Sum): string {
  const told = amounts.map(({ unit, amount, ofUse }) =>
    ofUse ? t(`${ROOM}.hoursOfUse`, { n: amount }) : sayAmount(t, amount, unit),
  )
  const all = small > 0 && told.length > 0 ? [...told, t(`${ROOM}.someSmall`, { n: small })] : told
  return all.length > 0 ? formatList(lang, all) : t(`${ROOM}.things`, { n: things })
}

/** "2025", "Q2 2025". */
export function saySpan({ t }: Page, { key }: Pick<Span, 'key'>): string {
  const [year = '', quarter] = key.split('-')
  return quarter ? t(`${ROOM}.quarter`, { year, quarter }) : year
}

/** The number that a piece of evidence tells, in words; or nothing. */
export function sayFigure({ t, lang }: Page, { kind, figure, outOf, small }: Evidence, threshold: number): string {
  const n = (value: number) => formatNumber(lang, value)
  if (small) {
    const of = outOf === null ? '' : n(outOf)
    return outOf === null ? t(`${ROOM}.fewer`, { n: threshold }) : t(`${ROOM}.fewOf`, { of })
  }
  if (figure === null) return ''
  if (kind === 'feedback' && outOf !== null) return t(`${ROOM}.figure.share`, { n: n(figure), of: n(outOf) })
  return t(`${ROOM}.figure.${kind}`, { n: figure })
}

/** The list of a ledger, narrowed to what a number counts: there its records are. */
export const entriesAddress = (slug: string, ledger: Ledger, asked: Partial<EntriesAsked>): string =>
  listAddress(paths.entries(slug, PLACES[ledger].segment), asked)

export const entryAddress = (slug: string, { ledger, id }: Pick<Entry, 'ledger' | 'id'>): string =>
  paths.entry(slug, PLACES[ledger].segment, id)

const FIELDS = ['what', 'told', 'period', 'amount', 'unit', 'visibility', 'lang', 'evidence']

/** What a field of an entry is called. */
export const sayEntryField = ({ t }: Page, field: string): string =>
  FIELDS.includes(field) ? t(`${ROOM}.field.${field}`) : field

/** What stood in a field, in words. */
export function sayEntryValue(page: Page, field: string, value: unknown): string {
  const { t, lang } = page
  if (value === null || value === undefined || value === '') return ''
  if (field === 'what') return t(`${ROOM}.what.${String(value)}`)
  if (field === 'period') return sayPartialDate(lang, String(value))
  if (field === 'unit') return t(`${ROOM}.unit.${String(value)}`)
  if (field === 'visibility') return t(`ui.visibility.${String(value)}`)
  if (field === 'lang') return t(`directory.lang.${String(value)}`)
  if (field === 'evidence') return t(`${ROOM}.evidence.${String(value)}`)
  return typeof value === 'number' ? formatNumber(lang, value) : String(value)
}
