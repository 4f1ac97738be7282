import { UUID } from './ids.ts'
import { type SqlBool, sql } from 'kysely'
import type { Actor } from './actor.ts'
import { type Db, visible } from './db.ts'
import type { MergedKind } from './room.ts'

/** Where a record is that became another one, if this actor may see that: by its address or id. */
export async function findMergedInto(
  db: Db,
  actor: Actor,
  kind: MergedKind,
  asked: string,
): Promise<{ id: string; slug: string | null } | undefined> {
  const { regionId } = actor
  const { rows } = await sql<{ id: string; slug: string | null }>`
    with recursive at as (
      select m.kept_id as id from merges m where m.region_id = ${regionId} and m.undone_at is null
        and (${UUID.test(asked) ? sql<SqlBool>`m.lost_id = ${asked}` : sql<SqlBool>`false`} or m.lost_id in
          (select s.record_id from slugs s where s.region_id = ${regionId} and s.kind = ${kind} and s.slug = ${asked}))
      union select m.kept_id from at join merges m on m.region_id = ${regionId} and m.lost_id = at.id and m.undone_at is null)
    select records.id, records.slug from at join records on records.region_id = ${regionId} and records.id = at.id
    where records.kind = ${kind} and ${visible(actor)}`.execute(db)
  return rows[0]
}

/** Of `records`: one that became another comes back by undoing that, not by bringing back what was removed. */
export const stillItself = sql<SqlBool>`not exists (select from merges m where m.region_id = records.region_id
  and m.lost_id = records.id and m.undone_at is null)`

/** What one is now that others became, or that became others itself: the ids on the way, the last of which is there. */
export const keptNow = (regionId: string, id: string) => sql<{ id: string }>`
  (with recursive way as (
    select ${sql.ref(id)} as id
    union select m.kept_id from way join merges m on m.region_id = ${sql.ref(regionId)} and m.lost_id = way.id and m.undone_at is null)
  select id from way)`

/** All that became a record, by their ids: also what became one that became it. */
export async function listMergedInto(db: Db, regionId: string, id: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`with recursive lost as (
      select m.lost_id as id from merges m where m.region_id = ${regionId} and m.kept_id = ${id} and m.undone_at is null
      union select m.lost_id from lost join merges m
        on m.region_id = ${regionId} and m.kept_id = lost.id and m.undone_at is null)
    select id from lost`.execute(db)
  return rows.map((row) => row.id)
}
