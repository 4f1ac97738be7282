import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { dayIn } from '../../platform/days.ts'
import type { Db } from '../../platform/db.ts'

/**
 * The day of the latest entry about a partnership and what hangs on it. Documents carry it instead of today's, so that the
 * same records make the same file.
 */
export async function latestDay(
  db: Db,
  actor: Actor,
  partnership: { id: string; createdAt: Date },
  timeZone: string,
): Promise<string> {
  const { rows } = await sql<{ at: Date | null }>`select max(e.at) as at from journal e
    join journal_concerns c on c.region_id = e.region_id and c.entry_id = e.id
    where e.region_id = ${actor.regionId} and c.record_id in (
      select ${partnership.id}::uuid union all
      select j.record_id from joins j where j.region_id = ${actor.regionId} and j.end_id = ${partnership.id})`.execute(
    db,
  )
  return dayIn(timeZone, rows[0]?.at ?? partnership.createdAt)
}
