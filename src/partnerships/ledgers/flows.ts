import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { type Db, visible, visibleId } from '../../platform/db.ts'
import type { Flow } from '../../platform/room.ts'

/**
 * What flows from one organization to another within a partnership, as this actor may read it: gains that are owed to
 * somebody, and gifts that were for somebody. What names nobody flows to nobody in particular, and is in none.
 */
export async function readFlows(db: Db, actor: Actor): Promise<Flow[]> {
  const told = sql`join records on records.region_id = x.region_id and records.id = x.id
    join ledger_others l on l.region_id = x.region_id and l.entry_id = x.id
    where x.region_id = ${actor.regionId} and ${visible(actor)} and ${visibleId(actor, 'l.organization_id')}
      and exists (select from ledger_partnerships p where p.region_id = x.region_id and p.entry_id = x.id
        and ${visibleId(actor, 'p.partnership_id')})`
  const { rows } = await sql<Flow>`
    with flows as (
      select l.organization_id as "from", x.organization_id as "to", x.origin_id, true as gained from benefits x ${told}
      union all
      select x.organization_id, l.organization_id, x.origin_id, false from contributions x ${told})
    select "from", "to", count(distinct origin_id)::int as things, count(*) filter (where gained)::int as gains,
      count(*) filter (where not gained)::int as gifts
    from flows where "from" <> "to" group by 1, 2 order by 1, 2`.execute(db)
  return rows
}
