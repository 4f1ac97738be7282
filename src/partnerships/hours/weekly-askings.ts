import { type SqlBool, sql } from 'kysely'
import { recordMany } from '../../journal/entries.ts'
import { systemActor } from '../../platform/actor.ts'
import { dayIn, hourIn } from '../../platform/days.ts'
import type { Db, Trx } from '../../platform/db.ts'
import { eachApart } from '../../platform/each-apart.ts'
import type { Moment } from '../../platform/moment.ts'
import { weekOf, weeksLater } from './weeks.ts'

/** On Mondays the mail goes out from this hour on, in the region's time. */
const FROM_HOUR = 8

/** Asks everybody who wants it for their hours of the week that is over, once a week. Returns how many partnerships were asked. */
export async function askForHours(db: Db, moment: Moment): Promise<number> {
  let asked = 0
  const regions = await withNewWeek(db, moment.at)
  await eachApart(regions, 'Not every region could be asked for its hours.', (region) =>
    db.transaction().execute(async (trx) => void (asked += await askIn(trx, region, moment))),
  )
  return asked
}

interface Region {
  id: string
  timeZone: string
}

/** Regions in which somebody is to be asked for another week than that of which they were asked last. */
async function withNewWeek(db: Db, now: Date): Promise<Region[]> {
  const { rows } = await sql<Region & { asked: string | null }>`
    select r.region_id as id, r.time_zone as "timeZone", o.week as asked from regions r
    join records on records.region_id = r.region_id and records.id = r.region_id and records.removed_at is null
    left join hours_rounds o on o.region_id = r.region_id
    where exists (select from hours_askings a where a.region_id = r.region_id and a.ended_at is null)
    order by r.region_id`.execute(db)
  return rows.filter(({ timeZone, asked }) => asked !== askedWeek(timeZone, now))
}

/** The week that is over; before Monday morning still the one before. */
function askedWeek(timeZone: string, now: Date): string {
  const today = dayIn(timeZone, now)
  const week = weekOf(today)
  return weeksLater(week, today === week && hourIn(timeZone, now) < FROM_HOUR ? -2 : -1)
}

async function askIn(trx: Trx, region: Region, moment: Moment): Promise<number> {
  const week = askedWeek(region.timeZone, moment.at)
  if (!(await takeWeek(trx, region.id, week))) return 0
  const partnerships = await trx
    .selectFrom('hours_askings as a')
    .innerJoin('parties as p', (on) => on.onRef('p.region_id', '=', 'a.region_id').onRef('p.id', '=', 'a.party_id'))
    .innerJoin('partnerships as s', (on) =>
      on.onRef('s.region_id', '=', 'p.region_id').onRef('s.id', '=', 'p.partnership_id'),
    )
    .innerJoin('records as r', (on) => on.onRef('r.region_id', '=', 's.region_id').onRef('r.id', '=', 's.id'))
    .select('s.id')
    .distinct()
    .where('a.region_id', '=', region.id)
    .where('a.ended_at', 'is', null)
    .where('p.left_on', 'is', null)
    .where('r.removed_at', 'is', null)
    .where(isUnderWay(week))
    .orderBy('s.id')
    .execute()
  const batch = moment.id()
  const deeds = partnerships.map(({ id }) => ({ verb: 'hours.asked', record: { id }, changes: { week }, batch }))
  if (deeds.length > 0) await recordMany(trx, systemActor(region.id), deeds, moment, async () => undefined)
  return deeds.length
}

/** A partnership that was over before the week asks nobody any more. */
const isUnderWay = (week: string) => sql<SqlBool>`coalesce(s.period_last >= ${week}::date, true)`

/** True for the one process that is to ask for this week. */
async function takeWeek(trx: Trx, regionId: string, week: string): Promise<boolean> {
  const taken = await sql`
    insert into hours_rounds (region_id, week) values (${regionId}, ${week})
    on conflict (region_id) do update set week = excluded.week where hours_rounds.week < excluded.week
    returning region_id`.execute(trx)
  return taken.rows.length === 1
}

/**
 * Whom an entry is mailed to: who is asked for this partnership. Of several that were asked together, each person gets one
 * letter, with the first of theirs.
 */
export async function askedForHours(
  db: Db,
  entry: { regionId: string; recordId: string; batchId: string | null },
): Promise<string[]> {
  const { rows } = await sql<{ person: string }>`
    select a.person_id as person from hours_askings a
    join parties p on p.region_id = a.region_id and p.id = a.party_id and p.left_on is null
    join journal e on e.region_id = a.region_id and e.record_id = p.partnership_id and e.batch_id = ${entry.batchId}
    where a.region_id = ${entry.regionId} and a.ended_at is null
    group by a.person_id having min(e.record_id::text) = ${entry.recordId}::text`.execute(db)
  return rows.map(({ person }) => person)
}
