import { UNKNOWN_END, period } from '../platform/partial-dates.ts'

/** From when to when, as it is kept: EDTF, and the first and last day that it may mean. */
export interface Period {
  period: string | null
  periodFirst: string | null
  periodLast: string | null
}

/** The period of what stood in the two fields of a form. What is no date is not known: the form has refused it before. */
export function periodOf(since: string, until: string): Period {
  const told = period(since, until)
  return told.ok
    ? { period: told.edtf, periodFirst: told.first, periodLast: told.last }
    : { period: null, periodFirst: null, periodLast: null }
}

/** A kept period as the two fields of a form hold it. */
export function typedPeriod({ period: kept }: Pick<Period, 'period'>): { since: string; until: string } {
  if (kept === null) return { since: '', until: '' }
  const [since = '', until = '..'] = kept.split('/')
  return { since: since === '..' ? '' : since, until: until === '..' ? '' : until || UNKNOWN_END }
}

/** Whether it was over before this day. */
export const hasEnded = ({ period: kept, periodLast }: Period, today: string) =>
  (kept?.endsWith('/') ?? false) || (periodLast !== null && periodLast < today)

/** Whole years from its beginning to this day, where the beginning is known. */
export function yearsOf({ periodFirst }: Pick<Period, 'periodFirst'>, today: string): number | null {
  if (periodFirst === null || periodFirst > today) return null
  const years = Number(today.slice(0, 4)) - Number(periodFirst.slice(0, 4))
  return today.slice(5) < periodFirst.slice(5) ? years - 1 : years
}
