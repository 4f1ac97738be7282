import { UUID } from '../platform/ids.ts'
import type { Actor } from '../platform/actor.ts'
import type { Trx } from '../platform/db.ts'
import { parseReference, replaceReferences } from '../platform/facts.ts'
import type { Moment } from '../platform/moment.ts'
import { circleOf } from '../platform/records.ts'
import { indexText } from '../platform/search-texts.ts'
import type { TieDetails } from './forms.ts'
import { periodOf } from './periods.ts'
import type { Reference } from './ties.ts'

/** The ends of a tie in their stored order, and what it is called everywhere. */
export interface Ends {
  a: string
  b: string
  title: string
}

/** Columns of `ties` for a beginning and an end. */
export const periodColumns = (input: Pick<TieDetails, 'since' | 'until'>) => {
  const { period, periodFirst, periodLast } = periodOf(input.since, input.until)
  return { period, period_first: periodFirst, period_last: periodLast }
}

/** The circle of a private tie. Both ends are always in it: whoever is tied knows of the tie. */
export async function circleFor(
  trx: Trx,
  actor: Actor,
  id: string,
  ends: Pick<Ends, 'a' | 'b'>,
  input: TieDetails,
  moment: Moment,
): Promise<string | null> {
  if (input.visibility !== 'circle') return null
  const asked = [ends.a, ends.b, ...input.circle.filter((one) => UUID.test(one))]
  const known = await trx
    .selectFrom('organizations')
    .select('id')
    .where('region_id', '=', actor.regionId)
    .where('id', 'in', asked)
    .execute()
  return circleOf(
    trx,
    actor.regionId,
    id,
    known.map((row) => row.id),
    moment,
  )
}

/** What a tie says of itself, with where that is from. */
export async function saveDetails(
  trx: Trx,
  actor: Actor,
  id: string,
  title: string,
  input: TieDetails,
  moment: Moment,
  quotes: Reference[] = [],
) {
  const set = { note: input.note, ...periodColumns(input) }
  await trx.updateTable('ties').set(set).where('region_id', '=', actor.regionId).where('id', '=', id).execute()
  await replaceReferences(trx, actor.regionId, id, [...input.references.map(parseReference), ...quotes], moment)
  await indexText(trx, actor.regionId, id, { lang: input.lang, title, body: input.note })
}
