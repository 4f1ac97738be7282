import type { Trx } from '../../platform/db.ts'
import { problem } from '../../platform/errors.ts'

/** Holds the row of a round until the transaction ends, so that answers and its closing come one after another. Throws 409 once it is over. */
export async function holdOpenPulse(trx: Trx, regionId: string, id: string): Promise<{ until: string }> {
  const row = await trx
    .selectFrom('pulses')
    .select(['closed_on', 'until_day as until'])
    .where('region_id', '=', regionId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw problem(404)
  if (row.closed_on !== null) throw problem(409, 'partnership-pulse.errors.closed')
  return { until: row.until }
}
