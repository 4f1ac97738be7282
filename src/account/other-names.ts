import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Db } from '../platform/db.ts'
import { listMergedInto, mergedInto } from '../platform/mergings.ts'

/** Who has these words in their name; for coordinators also in one that they bore before they were merged with another entry. */
export const isNamed = (actor: Actor, words: string) => sql<boolean>`(strpos(plain(p.name), plain(${words})) > 0
  or (${actor.coordinates} and exists (select from ${mergedInto(actor.regionId, 'p.id')} as lost
    join persons l on l.region_id = p.region_id and l.id = lost.id and strpos(plain(l.name), plain(${words})) > 0)))`

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
