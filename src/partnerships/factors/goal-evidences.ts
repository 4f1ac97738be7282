import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { type Db, visible } from '../../platform/db.ts'
import type { PartnerEvidence } from './evidence-kinds.ts'

type Goals = NonNullable<PartnerEvidence['goals']>

const NONE: Goals = { now: 0, served: 0, past: 0 }

/** How many goals of each partner hold on a day, and how many that a partnership serves hold, and hold no more. */
export async function goalsOf(
  db: Db,
  actor: Actor,
  partnershipIds: readonly string[],
  organizationIds: readonly string[],
  today: string,
): Promise<(partnershipId: string, organizationId: string) => Goals> {
  const { rows } = await sql<{ organization: string; holds: boolean; serves: string[] }>`
    select x.organization_id as organization,
      coalesce(x.until_day >= ${today}::date, true) and coalesce((select n.decision from goal_renewals n
        where n.region_id = x.region_id and n.goal_id = x.id order by n.at desc, n.id desc limit 1), 'kept') = 'kept' as holds,
      array(select distinct l.record_id from goal_links l where l.region_id = x.region_id and l.goal_id = x.id
        and l.record_id = any(${partnershipIds}::uuid[])) as serves
    from goals x join records on records.region_id = x.region_id and records.id = x.id
    where x.region_id = ${actor.regionId} and x.organization_id = any(${organizationIds}::uuid[])
      and ${visible(actor)}`.execute(db)
  const known = Map.groupBy(rows, ({ organization }) => organization)
  return (partnershipId, organizationId) => {
    const all = known.get(organizationId)
    if (!all) return NONE
    const served = all.filter(({ serves }) => serves.includes(partnershipId))
    return {
      now: all.filter(({ holds }) => holds).length,
      served: served.filter(({ holds }) => holds).length,
      past: served.filter(({ holds }) => !holds).length,
    }
  }
}
