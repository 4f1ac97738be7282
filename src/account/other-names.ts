import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Db } from '../platform/db.ts'
import { keptNow, listMergedInto } from '../platform/mergings.ts'

/** Who has these words in their name; for coordinators also in one that they bore before they were merged with another entry. */
export const isNamed = (actor: Actor, words: string) => sql<boolean>`(strpos(plain(p.name), plain(${words})) > 0
  or (${actor.coordinates} and p.id in (select now.id from merges m
    join persons l on l.region_id = m.region_id and l.id = m.lost_id and strpos(plain(l.name), plain(${words})) > 0
    cross join lateral ${keptNow('m.region_id', 'm.kept_id')} as now
    where m.region_id = ${actor.regionId} and m.undone_at is null)))`

/** Other names under which a person was here, before entries of theirs were merged. For coordinators. */
export async function listOtherNames(
  db: Db,
  actor: Actor,
  { id, name }: { id: string; name: string },
): Promise<string[]> {
  const merged = actor.coordinates ? await listMergedInto(db, actor.regionId, id) : []
  if (merged.length === 0) return []
  const rows = await db
    .selectFrom('persons as l')
    .select('l.name')
    .distinct()
    .where('l.region_id', '=', actor.regionId)
    .where('l.id', 'in', merged)
    .where('l.name', '<>', name)
    .orderBy('l.name')
    .execute()
  return rows.map((row) => row.name)
}
