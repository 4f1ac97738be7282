import { sql } from 'kysely'
import { type Actor, organizationsWith } from '../../platform/actor.ts'
import { monthsLater } from '../../platform/days.ts'
import { type Db, visible, visibleId } from '../../platform/db.ts'
import type { Named } from './entries.ts'

/** After so many months nobody has written down what a partner gains, it is asked. */
const MONTHS = 12

/** A partner of a partnership whose gain nobody has written down for a year. */
export interface SilentPartner {
  organization: Named
  partnership: Named
}

/**
 * Partners that have been in a partnership for a year without a gain that was written down, or that happened, in the last
 * year. For a coordinator all that they may see, for whoever speaks for some, those; nobody else is told.
 */
export async function silentPartners(
  db: Db,
  actor: Actor,
  today: string,
  partnershipId?: string,
): Promise<SilentPartner[]> {
  const mine = organizationsWith(actor, 'speak')
  if (!actor.coordinates && mine.length === 0) return []
  const since = monthsLater(today, -MONTHS)
  const { rows } = await sql<SilentPartner>`
    select jsonb_build_object('id', o.id, 'slug', own.slug, 'name', o.name) as organization,
      jsonb_build_object('id', p.id, 'slug', records.slug, 'name', p.name) as partnership
    from parties a join partnerships p on p.region_id = a.region_id and p.id = a.partnership_id
    join records on records.region_id = p.region_id and records.id = p.id
    join organizations o on o.region_id = a.region_id and o.id = a.organization_id
    join records own on own.region_id = o.region_id and own.id = o.id
    where a.region_id = ${actor.regionId} and ${visible(actor)} and ${visibleId(actor, 'o.id')}
      and a.left_on is null and a.joined_on <= ${since}::date
      and not coalesce(p.period_last < ${today}::date, false) and not coalesce(p.period like '%/', false)
      and (${actor.coordinates} or o.id = any(${mine}::uuid[]))
      and (${partnershipId ?? null}::uuid is null or p.id = ${partnershipId ?? null}::uuid)
      and not exists (select from ledger_partnerships l
        join benefits b on b.region_id = l.region_id and b.id = l.entry_id
        join records r on r.region_id = b.region_id and r.id = b.id and r.removed_at is null
        where l.region_id = a.region_id and l.partnership_id = p.id and b.organization_id = o.id
          and greatest(coalesce(b.period_last, b.period_first), r.created_at::date) > ${since}::date)
    order by plain(p.name) collate "C", plain(o.name) collate "C", o.id`.execute(db)
  return rows
}
