import { formatDate, formatMoney, formatNumber, type Translate } from '../../platform/i18n.ts'
import type { Role } from '../../region/lists.ts'
import type { Promised } from './forms.ts'
import type { CharterCommitment } from './revisions.ts'

/** A role as the region calls it. */
export const sayRole = (roles: readonly Role[], key: string): string =>
  roles.find((role) => role.key === key)?.label ?? key

/** How much of what: "120 hours", "$2,000", "Space". */
export function sayHowMuch(t: Translate, { kind, amount }: Pick<CharterCommitment, 'kind' | 'amount'>): string {
  if (amount === null || (kind !== 'hours' && kind !== 'money')) {
    const label = t(`partnership-charter.kind.${kind}`)
    return amount === null ? label : `${label}: ${formatNumber(t.lang, amount)}`
  }
  return kind === 'money' ? formatMoney(t.lang, amount) : t('partnership-charter.amount.hours', { amount })
}

/** Of whom, and from when until when, each as far as it is told. */
export function sayTerms(t: Translate, { person, pool, from, until }: CharterCommitment): string[] {
  const day = (one: string) => formatDate(t.lang, one, 'long')
  const when =
    from && until
      ? t('partnership-charter.fromUntil', { from: day(from), until: day(until) })
      : from
        ? t('partnership-charter.from', { from: day(from) })
        : until
          ? t('partnership-charter.until', { until: day(until) })
          : ''
  const who = person ? (person.name ?? t('partnership-charter.somebody')) : ''
  return [who, pool, when].filter(Boolean)
}

/** A promise in one line. */
export const sayCommitment = (t: Translate, one: CharterCommitment): string => {
  const told = [sayHowMuch(t, one), one.what].filter(Boolean).join(': ')
  const terms = sayTerms(t, one)
  return terms.length === 0 ? told : `${told} (${terms.join(', ')})`
}

/** What stands in a field of a form, in words. */
export function sayStanding(t: Translate, field: string, value: unknown, names: ReadonlyMap<string, string>): string {
  if (field === 'visibility') return t(`ui.visibility.${String(value)}`)
  if (field === 'contact' || field === 'leader')
    return value === ''
      ? t('partnership-charter.nobody')
      : (names.get(String(value)) ?? t('partnership-charter.somebody'))
  if (field !== 'commitments') return [value ?? ''].flat().join('\n')
  return (value as Promised[])
    .map(({ person, id, ...one }) =>
      sayCommitment(t, {
        ...one,
        id: id ?? '',
        person: person === null ? null : { id: person, name: names.get(person) ?? null },
      }),
    )
    .join('\n')
}
