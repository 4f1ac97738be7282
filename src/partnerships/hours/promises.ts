import type { Party, Partnership } from '../partnerships.ts'

/** Hours that are promised for one person or one pool, for the time between two days. */
export interface Promised {
  personId: string | null
  pool: string
  hours: number
  from: string | null
  until: string | null
}

/** The pool of hours that are promised for nobody in particular. */
export const EVERYBODY = '*'

/** By what a line of hours is known: a person, or a pool. */
export const lineKey = ({ personId, pool }: { personId: string | null; pool: string }): string =>
  personId ?? `pool:${pool}`

/**
 * What a partner promises for a day, for each person or pool once: whose promise has no days promises for the time of the
 * partnership. Hours for nobody in particular are those of everybody together.
 */
export function promisesOf(
  party: Pick<Party, 'commitments'>,
  { periodFirst, periodLast }: Pick<Partnership, 'periodFirst' | 'periodLast'>,
  day: string,
): Promised[] {
  const current = party.commitments
    .filter((one) => one.kind === 'hours' && one.amount !== null)
    .map((one) => ({
      personId: one.personId,
      pool: one.personId === null ? one.pool.trim() || EVERYBODY : '',
      hours: one.amount!,
      from: one.from ?? periodFirst,
      until: one.until ?? periodLast,
    }))
    .filter(({ from, until }) => (from === null || from <= day) && (until === null || day <= until))
  return [...Map.groupBy(current, lineKey).values()].map((same) => same.reduce(together))
}

const together = (a: Promised, b: Promised): Promised => ({
  ...a,
  hours: a.hours + b.hours,
  from: a.from === null || b.from === null ? null : a.from < b.from ? a.from : b.from,
  until: a.until === null || b.until === null ? null : a.until > b.until ? a.until : b.until,
})

/** How many hours these promises come to; null where nothing is promised. */
export const promisedIn = (promises: readonly Promised[]): number | null =>
  promises.length === 0 ? null : promises.reduce((sum, one) => sum + one.hours, 0)
