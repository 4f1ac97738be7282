import { sql } from 'kysely'
import { eraseOther } from '../../account/erasures.ts'
import { getAnyPerson } from '../../account/persons.ts'
import { systemActor } from '../../platform/actor.ts'
import { dayIn } from '../../platform/days.ts'
import type { Db } from '../../platform/db.ts'
import { eachApart } from '../../platform/each-apart.ts'
import type { Moment } from '../../platform/moment.ts'
import { findRegionById } from '../../region/regions.ts'
import { remind } from './asking-changes.ts'
import { ADDRESS_KEPT_DAYS } from './forms.ts'
import { closeRound } from './round-changes.ts'
import { getRound } from './rounds.ts'

/** Rounds whose last day is over end; those that are halfway remind, once, whoever has not answered. */
export async function tendRounds(db: Db, moment: Moment) {
  const rows = await db
    .selectFrom('rounds')
    .select(['region_id', 'id', 'begun_at', 'until_day', 'reminded_at'])
    .where('closed_at', 'is', null)
    .orderBy('region_id')
    .orderBy('id')
    .execute()
  await eachApart(rows, 'Not every round could be tended.', async (row) => {
    const region = await findRegionById(db, row.region_id)
    if (!region) return
    const actor = systemActor(region.id)
    if (dayIn(region.timeZone, moment.at) > row.until_day) await closeRound(db, actor, row, moment)
    else if (row.reminded_at === null && isHalfway(row, moment.at))
      await remind(db, actor, await getRound(db, actor, row.id), null, moment, { automatic: true })
  })
}

const DAY = 86_400_000

function isHalfway(row: { begun_at: Date; until_day: string }, now: Date): boolean {
  const end = Date.parse(row.until_day) + DAY
  return now.getTime() >= row.begun_at.getTime() + (end - row.begun_at.getTime()) / 2
}

/** So many are erased by one look: to take somebody out of all texts of a region takes its time. */
const ERASED_AT_ONCE = 20

/**
 * Erases whoever is known by nothing but an address that was typed for a round, some time after it ended. Who has got a
 * position, a mandate, an account or a consent since, or whom another round still asks, stays. Returns how many went.
 */
export async function forgetTypedAddresses(db: Db, moment: Moment): Promise<number> {
  const before = new Date(moment.at.getTime() - ADDRESS_KEPT_DAYS * DAY)
  const { rows } = await sql<{ region_id: string; person_id: string }>`
    select distinct a.region_id, a.person_id from askings a
    join rounds o on o.region_id = a.region_id and o.id = a.round_id
    join persons p on p.region_id = a.region_id and p.id = a.person_id
    where a.typed and o.closed_at < ${before} and o.forgotten_at is null
      and not exists (select from askings b join rounds u on u.region_id = b.region_id and u.id = b.round_id
        where b.region_id = a.region_id and b.person_id = a.person_id and coalesce(u.closed_at >= ${before}, true))
      and not exists (select from positions x where x.region_id = a.region_id and x.person_id = a.person_id)
      and not exists (select from mandates x where x.region_id = a.region_id and x.person_id = a.person_id)
      and not exists (select from memberships x where x.region_id = a.region_id and x.person_id = a.person_id)
      and not exists (select from consents x where x.region_id = a.region_id and x.person_id = a.person_id)
    order by 1, 2 limit ${ERASED_AT_ONCE}`.execute(db)
  for (const { region_id, person_id } of rows) {
    const region = await findRegionById(db, region_id)
    if (!region) continue
    const actor = systemActor(region.id)
    const person = await getAnyPerson(db, actor, person_id)
    await eraseOther(db, actor, region, person, 'gone', moment)
  }
  if (rows.length < ERASED_AT_ONCE)
    await db
      .updateTable('rounds')
      .set({ forgotten_at: moment.at })
      .where('closed_at', '<', before)
      .where('forgotten_at', 'is', null)
      .execute()
  return rows.length
}
