import { sql } from 'kysely'
import { record } from '../../journal/entries.ts'
import { type Actor, systemActor } from '../../platform/actor.ts'
import type { Trx } from '../../platform/db.ts'
import { problem } from '../../platform/errors.ts'
import type { Moment } from '../../platform/moment.ts'
import { indexPartnership, keepCircle } from '../partnership-changes.ts'
import { type Decision, isAgreed } from './rules.ts'

/** An asking as its row is held. */
export interface HeldAsking {
  id: string
  subjectId: string
  revision: number
  until: string
  lang: string
  inForceAt: Date | null
  closedAt: Date | null
  closedWhy: string | null
}

/** Holds the row of an asking until the transaction ends: whoever answers at the same time answers in turn. */
export async function holdAsking(trx: Trx, regionId: string, id: string): Promise<HeldAsking> {
  const row = await trx
    .selectFrom('sign_off_askings')
    .select(['id', 'subject_id as subjectId', 'revision', 'until_day as until', 'lang'])
    .select(['in_force_at as inForceAt', 'closed_at as closedAt', 'closed_why as closedWhy'])
    .where('region_id', '=', regionId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw problem(404)
  return row
}

/**
 * Looks whether a revision is in force by now: once every party has approved it or not objected. Who declined an earlier one
 * and was not asked about this one is no partner any more from then on.
 */
export async function comeInForce(
  trx: Trx,
  region: { id: string; timeZone: string },
  asking: HeldAsking,
  today: string,
  moment: Moment,
): Promise<boolean> {
  const rows = await trx
    .selectFrom('sign_offs')
    .select(['id', 'decision', 'organization_id as organizationId'])
    .where('region_id', '=', region.id)
    .where('asking_id', '=', asking.id)
    .execute()
  if (asking.inForceAt || asking.closedAt || !isAgreed(rows.map((row) => row.decision as Decision | null))) return false
  const deed = {
    verb: 'partnership.in-force',
    record: { id: asking.subjectId },
    changes: { asking: asking.id, revision: asking.revision },
  }
  await record(trx, systemActor(region.id), deed, moment, async () => {
    await trx
      .updateTable('sign_off_askings')
      .set({ in_force_at: moment.at })
      .where('region_id', '=', region.id)
      .where('id', '=', asking.id)
      .execute()
    // Who proposed it together is a partner from the day on which all had agreed.
    await trx
      .updateTable('parties')
      .set({ joined_on: today })
      .where('region_id', '=', region.id)
      .where('partnership_id', '=', asking.subjectId)
      .where('joined_on', 'is', null)
      .where('left_on', 'is', null)
      .where(
        'organization_id',
        'in',
        rows.map((row) => row.organizationId),
      )
      .execute()
    await indexPartnership(trx, region.id, asking.subjectId)
  })
  await leaveDecliners(trx, systemActor(region.id), asking, today, moment)
  return true
}

/** Partners whose last word was no, and who are not in the revision that is in force now, leave with their reason. */
async function leaveDecliners(trx: Trx, actor: Actor, asking: HeldAsking, today: string, moment: Moment) {
  const { rows } = await sql<{ id: string; organization: string; revision: number; reason: string }>`
    select a.id, a.organization_id as organization, last.revision, last.reason
    from parties a
    join lateral (select g.revision, s.decision, (select w.reason from sign_off_answers w where w.region_id = s.region_id
        and w.sign_off_id = s.id and w.decision = 'declined' and not w.late order by w.at desc limit 1) as reason
      from sign_offs s join sign_off_askings g on g.region_id = s.region_id and g.id = s.asking_id
      where s.region_id = a.region_id and s.organization_id = a.organization_id and g.subject_id = a.partnership_id
      order by g.asked_at desc limit 1) last on last.decision = 'declined'
    where a.region_id = ${actor.regionId} and a.partnership_id = ${asking.subjectId} and a.left_on is null
      and not exists (select from sign_offs s where s.region_id = a.region_id and s.asking_id = ${asking.id}
        and s.organization_id = a.organization_id)
    order by a.id`.execute(trx)
  for (const { id, organization, revision, reason } of rows) {
    const deed = {
      verb: 'partnership.left-declining',
      record: { id: asking.subjectId },
      for: organization,
      changes: { revision },
    }
    await record(trx, actor, deed, moment, async () => {
      await trx
        .updateTable('parties')
        .set({ left_on: today, left_why: reason })
        .where('region_id', '=', actor.regionId)
        .where('id', '=', id)
        .execute()
    })
  }
  if (rows.length > 0) await keepCircle(trx, actor.regionId, asking.subjectId, moment)
}
