import { formatNumber, type Lang, type Translate } from '../../platform/i18n.ts'
import { sayPartialDate } from '../../platform/partial-dates.ts'
import type { Page } from '../../ui/page.ts'
import type { Goal } from './goals.ts'

type Named = Pick<Goal, 'code' | 'text'>

/** So much of a goal stands where it is one of many. */
const SHORT = 140

/** A goal as a title: its number and its words. */
export function nameGoal({ code, text }: Named): string {
  if (code === '') return text
  return /^(?:[\d.]+|[A-Za-z])$/.test(code) ? `${code.replace(/\.$/, '')}. ${text}` : `${code}: ${text}`
}

/** The same, cut where it is one of many. */
export function shortGoal(goal: Named): string {
  const name = nameGoal(goal)
  return name.length > SHORT ? `${name.slice(0, SHORT - 1).trimEnd()}…` : name
}

/** The years of a plan, where its title does not say them. */
export function sayPlanPeriod(lang: Lang, { title, period }: { title: string; period: string | null }): string {
  const said = period === null ? '' : sayPartialDate(lang, period)
  return plainDashes(title).includes(plainDashes(said)) ? '' : said
}
const plainDashes = (text: string) => text.replaceAll('–', '-')

/** Where it stands in its plan: the plan, its years, the page. */
export function sayPlace({ lang, t }: Page, { plan, page }: Pick<Goal, 'plan' | 'page'>): string {
  const period = sayPlanPeriod(lang, plan)
  return t('partnership-goals.place', { plan: plan.title, period, has: period === '' ? 'no' : 'yes', page: page ?? 0 })
}

/** A field of a plan or a goal, by what its form calls it. */
export const sayGoalField = (t: Translate, field: string) =>
  t.has(`partnership-goals.field.${field}`) ? t(`partnership-goals.field.${field}`) : field

/** What stands in a field, in words. */
export function sayGoalValue({ t, lang }: Page, field: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return ''
  if (field === 'visibility') return t(`ui.visibility.${String(value)}`)
  if (field === 'lang') return t(`directory.lang.${String(value)}`)
  if (field === 'page') return formatNumber(lang, Number(value))
  if (field === 'until' && value === 'unknown') return t('partnership-goals.untilUnknown')
  if (field === 'since' || field === 'until' || field === 'period') return sayPartialDate(lang, String(value))
  return Array.isArray(value) ? value.map(String).join('\n') : String(value)
}

/** Fields in which two versions differ, each as both say it. */
export const differingGoalFields = (page: Page, mine: object, theirs: object) =>
  Object.keys(theirs).flatMap((field) => {
    const both = [mine, theirs].map((one) => sayGoalValue(page, field, one[field as keyof typeof one]))
    const [yours = '', other = ''] = both
    return yours === other ? [] : [{ label: sayGoalField(page.t, field), yours, theirs: other }]
  })
