import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { type Db, visible } from '../../platform/db.ts'
import type { Partnership } from '../partnerships.ts'
import { canSeePulses } from '../pulse/rules.ts'
import type { Evidence } from './evidence-kinds.ts'

type Pulse = NonNullable<Evidence['pulse']>

/** The last round of each partnership that is over, by the partnership: for those who may see what it shows. */
export async function lastPulsesOf(
  db: Db,
  actor: Actor,
  partnerships: readonly Partnership[],
  today: string,
): Promise<Map<string, Pulse>> {
  const ids = partnerships.filter((one) => canSeePulses(actor, one)).map(({ id }) => id)
  if (ids.length === 0) return new Map()
  const { rows } = await sql<Pulse & { partnership: string }>`
    select distinct on (p.partnership_id) p.partnership_id as partnership, p.closed_on as "closedOn", p.asked, p.answered,
      (select coalesce(jsonb_object_agg(r.item, r.middle), '{}') from pulse_results r
        where r.region_id = p.region_id and r.pulse_id = p.id) as middles
    from pulses p join records on records.region_id = p.region_id and records.id = p.id
    where p.region_id = ${actor.regionId} and p.partnership_id = any(${ids}::uuid[]) and p.closed_on <= ${today}::date
      and ${visible(actor)}
    order by p.partnership_id, p.closed_on desc, p.begun_on desc, p.id`.execute(db)
  return new Map(rows.map(({ partnership, ...pulse }) => [partnership, pulse]))
}
