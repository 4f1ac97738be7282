import { sql } from 'kysely'
import { type Deed, recordMany } from '../../journal/entries.ts'
import { systemActor } from '../../platform/actor.ts'
import { dayIn, daysLater } from '../../platform/days.ts'
import type { Db, Trx } from '../../platform/db.ts'
import { eachApart } from '../../platform/each-apart.ts'
import type { Moment } from '../../platform/moment.ts'
import { listPartnerships } from '../partnership-lists.ts'
import { type Partnership } from '../partnerships.ts'
import { ENDINGS, type Happening, happeningsOf } from './happenings.ts'

/** So many days before the last day of something it is told. */
export const TOLD_DAYS = 30

interface Region {
  id: string
  timeZone: string
}

/**
 * Tells in the feed, on each day of a region once, which partnerships have their anniversary and what ends within the next
 * days. Returns how much was told.
 */
export async function tellDates(db: Db, moment: Moment): Promise<number> {
  let told = 0
  const regions = await withNewDay(db, moment.at)
  await eachApart(regions, 'Not every region could be told of its dates.', (region) =>
    db.transaction().execute(async (trx) => void (told += await tellIn(trx, region, moment))),
  )
  return told
}

async function withNewDay(db: Db, now: Date): Promise<Region[]> {
  const { rows } = await sql<Region>`
    select r.region_id as id, r.time_zone as "timeZone" from regions r
    join records on records.region_id = r.region_id and records.id = r.region_id and records.removed_at is null
    left join date_rounds f on f.region_id = r.region_id
    where f.looked_on is distinct from (${now}::timestamptz at time zone r.time_zone)::date
      and exists (select from partnerships p where p.region_id = r.region_id)
    order by r.region_id`.execute(db)
  return rows
}

async function tellIn(trx: Trx, region: Region, moment: Moment): Promise<number> {
  const today = dayIn(region.timeZone, moment.at)
  if (!(await takeDay(trx, region.id, today))) return 0
  const actor = systemActor(region.id)
  const { items } = await listPartnerships(trx, actor, { today, ended: false }, { offset: 0, limit: 100_000 })
  let told = 0
  for (const partnership of items) {
    const all = await happeningsOf({ db: trx, actor, partnership, timeZone: region.timeZone, today })
    const due = all.filter((one) => isDue(one, today))
    const fresh = await remember(trx, region.id, partnership, due, today)
    const deeds = fresh.map((one) => deedOf(partnership, one))
    if (deeds.length > 0) await recordMany(trx, actor, deeds, moment, async () => undefined)
    told += deeds.length
  }
  return told
}

/** Anniversaries on their day; what ends, so many days before. */
const isDue = ({ kind, day }: Happening, today: string) =>
  kind === 'anniversary' ? day === today : ENDINGS.includes(kind) && day >= today && day <= daysLater(today, TOLD_DAYS)

const deedOf = (partnership: Partnership, { kind, day, name, years }: Happening): Deed =>
  kind === 'anniversary'
    ? { verb: 'partnership.anniversary', record: partnership, changes: { years } }
    : { verb: 'partnership.ending-soon', record: partnership, changes: { kind, day, name } }

/** True for the one process that is to look on this day. */
async function takeDay(trx: Trx, regionId: string, today: string): Promise<boolean> {
  const taken = await sql`
    insert into date_rounds (region_id, looked_on) values (${regionId}, ${today})
    on conflict (region_id) do update set looked_on = excluded.looked_on
    where date_rounds.looked_on is distinct from excluded.looked_on
    returning region_id`.execute(trx)
  return taken.rows.length === 1
}

/** Those of which nothing was told yet. */
async function remember(
  trx: Trx,
  regionId: string,
  partnership: { id: string },
  due: readonly Happening[],
  today: string,
) {
  if (due.length === 0) return []
  const rows = await trx
    .insertInto('dates_told')
    .values(due.map(({ key }) => ({ region_id: regionId, partnership_id: partnership.id, key, told_on: today })))
    .onConflict((on) => on.doNothing())
    .returning('key')
    .execute()
  const fresh = new Set(rows.map(({ key }) => key))
  return due.filter(({ key }) => fresh.has(key))
}
