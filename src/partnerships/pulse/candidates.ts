import { sql } from 'kysely'
import { namesAtWork } from '../../account/colleagues.ts'
import { inForce } from '../../account/mandates.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import { currentParties, type Partnership } from '../partnerships.ts'

/** Why somebody is proposed: who only works there is asked where somebody chooses them. */
export const REASONS = ['contact', 'leader', 'speaks', 'holds', 'works'] as const
export type Reason = (typeof REASONS)[number]

/** Somebody who can be asked; the name is null where the reader may not know who it is. */
export interface Candidate {
  id: string
  name: string | null
  organizationId: string
  reason: Reason
}

export const isProposed = ({ reason }: Pick<Candidate, 'reason'>) => reason !== 'works'

/**
 * The people of each partner who can be mailed, each once, for the partner where they matter most. Of people who only work
 * there those are left out whom the reader may not know.
 */
export async function listCandidates(
  db: Db,
  actor: Actor,
  partnership: Partnership,
  today: string,
): Promise<Candidate[]> {
  const ids = currentParties(partnership).map((party) => party.organization.id)
  if (ids.length === 0) return []
  const { rows } = await sql<{ id: string; organizationId: string; rank: number }>`
    select distinct on (w.person_id) w.person_id as id, w.organization_id as "organizationId", w.rank from (
      select a.organization_id, a.contact_id as person_id, 0 as rank from parties a where a.region_id = ${actor.regionId}
        and a.partnership_id = ${partnership.id} and a.left_on is null
      union all
      select a.organization_id, a.leader_id, 1 from parties a where a.region_id = ${actor.regionId}
        and a.partnership_id = ${partnership.id} and a.left_on is null
      union all
      select m.organization_id, m.person_id, 2 from mandates m where m.region_id = ${actor.regionId}
        and m.organization_id = any(${ids}::uuid[]) and m.what in ('speak', 'sign') and ${inForce('m', today)}
      union all
      select h.organization_id, h.person_id, 3 from tie_holders h join ties t on t.region_id = h.region_id and t.id = h.tie_id
        where h.region_id = ${actor.regionId} and h.ended_at is null and h.organization_id = any(${ids}::uuid[])
        and t.a_id = any(${ids}::uuid[]) and t.b_id = any(${ids}::uuid[])
      union all
      select q.organization_id, q.person_id, 4 from positions q where q.region_id = ${actor.regionId}
        and q.organization_id = any(${ids}::uuid[]) and coalesce(q.period_first <= ${today}::date, true)
        and coalesce(q.period_last >= ${today}::date, true) and not coalesce(q.period like '%/', false)
    ) w
    join persons p on p.region_id = ${actor.regionId} and p.id = w.person_id and p.email is not null
    join records r on r.region_id = p.region_id and r.id = p.id and r.removed_at is null
    where not exists (select from unsubscriptions u where u.region_id = p.region_id and u.person_id = p.id
      and u.topic in ('pulse', '*'))
    order by w.person_id, w.rank, array_position(${ids}::uuid[], w.organization_id)`.execute(db)
  const names = await namesAtWork(
    db,
    actor,
    rows.map(({ id }) => id),
  )
  return rows
    .map(({ rank, ...row }) => ({ ...row, name: names.get(row.id) ?? null, reason: REASONS[rank]! }))
    .filter((one) => isProposed(one) || one.name !== null)
    .toSorted(
      (a, b) => REASONS.indexOf(a.reason) - REASONS.indexOf(b.reason) || (a.name ?? '').localeCompare(b.name ?? ''),
    )
}
