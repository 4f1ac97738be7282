import { formatMoney, formatNumber } from '../../platform/i18n.ts'
import { sayPartialDate } from '../../platform/partial-dates.ts'
import type { Page } from '../../ui/page.ts'

const ROOM = 'partnership-grants'

/** "$40,000", or nothing. */
export const sayMoney = ({ t }: Page, amount: number | null): string =>
  amount === null ? '' : formatMoney(t.lang, amount)

const FIELDS = [
  'name',
  'awardNumber',
  'amount',
  'match',
  'period',
  'reports',
  'acknowledgement',
  'visibility',
  'lang',
  'report',
]

/** What a field of a grant is called. */
export const sayGrantField = ({ t }: Page, field: string): string =>
  FIELDS.includes(field) ? t(`${ROOM}.field.${field}`) : field

/** What stood in a field, in words. */
export function sayGrantValue(page: Page, field: string, value: unknown): string {
  const { t, lang } = page
  if (value === null || value === undefined || value === '') return ''
  if (field === 'period') return sayPartialDate(lang, String(value))
  if (field === 'visibility') return t(`ui.visibility.${String(value)}`)
  if (field === 'lang') return t(`directory.lang.${String(value)}`)
  if (Array.isArray(value)) return value.join('; ')
  return typeof value === 'number' ? formatNumber(lang, value) : String(value)
}
