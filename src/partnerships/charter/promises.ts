import { isDay } from '../../platform/days.ts'
import { number } from '../../platform/form-fields.ts'
import { UUID } from '../../platform/ids.ts'
import type { Translate } from '../../platform/i18n.ts'
import { LIMITS } from '../forms.ts'
import type { Commitment } from '../partnerships.ts'
import { isKind, type Promised, type PromisesTyped } from './forms.ts'

/** A row of the form, as it was typed. */
export interface PromiseRow {
  promise: string
  kind: string
  what: string
  amount: string
  person: string
  pool: string
  from: string
  until: string
}

const EMPTY: PromiseRow = {
  promise: '',
  kind: 'hours',
  what: '',
  amount: '',
  person: '',
  pool: '',
  from: '',
  until: '',
}
/** So many empty rows stand below those that are filled. */
const SPARE = 1

export const rowsOf = (commitments: readonly Commitment[]): PromiseRow[] =>
  commitments.map((one) => ({
    promise: one.id,
    kind: one.kind,
    what: one.what,
    amount: one.amount === null ? '' : String(one.amount),
    person: one.personId ?? '',
    pool: one.pool,
    from: one.from ?? '',
    until: one.until ?? '',
  }))

/** The rows that were typed, without those that were taken away, with what was ticked of the directory's. */
export function typedRows(typed: PromisesTyped): PromiseRow[] {
  const rows = typed.kind.map((kind, n) => ({
    promise: typed.promise[n] ?? '',
    kind,
    what: typed.what[n] ?? '',
    amount: typed.amount[n] ?? '',
    person: typed.person[n] ?? '',
    pool: typed.pool[n] ?? '',
    from: typed.from[n] ?? '',
    until: typed.until[n] ?? '',
  }))
  const offered = typed.offer.flatMap((offer) => {
    const [kind = '', ...words] = offer.split(' ')
    return isKind(kind) ? [{ ...EMPTY, kind, what: words.join(' ').slice(0, LIMITS.what) }] : []
  })
  return [...rows.filter((_, n) => !typed.gone.includes(String(n))), ...offered].filter((row) => !isEmpty(row))
}

const isEmpty = ({ what, amount, person, pool }: PromiseRow) =>
  [what, amount, person, pool].every((one) => one.trim() === '')

/** The rows with empty ones below them. */
export const withSpare = (rows: readonly PromiseRow[], more = SPARE): PromiseRow[] => [
  ...rows,
  ...Array.from({ length: Math.max(0, Math.min(more, LIMITS.commitments - rows.length)) }, () => EMPTY),
]

/** Rows as they are kept, or what is wrong with them, row by row. */
export function readRows(
  rows: readonly PromiseRow[],
  t: Translate,
): { promises: Promised[]; errors: Record<string, string[]> } {
  const errors: Record<string, string[]> = {}
  if (rows.length > LIMITS.commitments)
    errors['promises'] = [t('partnership-charter.errors.many', { max: LIMITS.commitments })]
  const promises = rows.map((row, n) => {
    const amount = number(0, 1e9).safeParse(row.amount)
    const wrong = {
      kind: isKind(row.kind) ? null : 'forms.choose',
      amount: amount.success ? null : 'forms.number',
      what: row.what.length > LIMITS.what ? 'forms.invalid' : null,
      pool: row.pool.length > LIMITS.pool ? 'forms.invalid' : null,
      person: row.person === '' || UUID.test(row.person) ? null : 'partnerships.errors.person',
      from: row.from === '' || isDay(row.from) ? null : 'forms.date',
      until:
        row.until === '' || isDay(row.until)
          ? row.from !== '' && row.until !== '' && row.until < row.from
            ? 'dates.order'
            : null
          : 'forms.date',
    }
    for (const [field, reason] of Object.entries(wrong)) if (reason) errors[`${field}-${n}`] = [t(reason)]
    return {
      id: row.promise === '' ? null : row.promise,
      kind: isKind(row.kind) ? row.kind : 'hours',
      what: row.what.trim(),
      amount: amount.success ? amount.data : null,
      person: row.person === '' ? null : row.person,
      pool: row.pool.trim(),
      from: row.from === '' ? null : row.from,
      until: row.until === '' ? null : row.until,
    } as const
  })
  return { promises, errors }
}

/** Promises that are there, as a form or a program would say them. */
export const asPromises = (commitments: readonly Commitment[]): Promised[] =>
  commitments.map(({ personId, ...one }) => ({ ...one, person: personId }))
