import { type SqlBool, sql } from 'kysely'
import { inForce } from '../account/mandates.ts'
import { type Deed, recordMany } from '../journal/entries.ts'
import { systemActor } from '../platform/actor.ts'
import { dayIn } from '../platform/days.ts'
import type { Db, Trx } from '../platform/db.ts'
import { eachApart } from '../platform/each-apart.ts'
import type { Moment } from '../platform/moment.ts'
import { askedAgain, currentTies, heardOn } from './tie-lists.ts'
import { tieRows } from './ties.ts'

/** About so many ties an organization is asked on one day; the rest come on the days after, the longest unheard first. */
const ASKED_A_DAY = 20

interface Faded {
  id: string
  a: string
  b: string
  heard: string
  /** Whether anybody speaks for that end. */
  aSpeaks: boolean
  bSpeaks: boolean
}

/**
 * Asks both sides of each tie that has faded whether it is still so, in every region in which a new day has begun since it
 * was last looked. Returns about how many ties.
 */
export async function askAboutFaded(db: Db, moment: Moment): Promise<number> {
  let asked = 0
  const regions = await withNewDay(db, moment.at)
  await eachApart(regions, 'Not every region could be asked about its faded ties.', (region) =>
    db.transaction().execute(async (trx) => void (asked += await askIn(trx, region, moment))),
  )
  return asked
}

async function withNewDay(db: Db, now: Date): Promise<{ id: string; timeZone: string }[]> {
  const { rows } = await sql<{ id: string; timeZone: string }>`
    select r.region_id as id, r.time_zone as "timeZone" from regions r
    join records on records.region_id = r.region_id and records.id = r.region_id and records.removed_at is null
    left join fading_rounds f on f.region_id = r.region_id
    where f.looked_on is distinct from (${now}::timestamptz at time zone r.time_zone)::date
    order by r.region_id`.execute(db)
  return rows
}

async function askIn(trx: Trx, region: { id: string; timeZone: string }, moment: Moment): Promise<number> {
  const today = dayIn(region.timeZone, moment.at)
  if (!(await takeDay(trx, region.id, today))) return 0
  const ties = notTooMany(await fadedTies(trx, region.id, today))
  if (ties.length === 0) return 0
  const batch = moment.id()
  const deeds = ties.map(({ id, a, b }): Deed => ({ verb: 'tie.faded', record: { id }, concerns: [a, b], batch }))
  const rows = ties.map(({ id, heard }) => ({
    region_id: region.id,
    tie_id: id,
    heard,
    batch_id: batch,
    asked_at: moment.at,
  }))
  await recordMany(trx, systemActor(region.id), deeds, moment, () =>
    trx.insertInto('tie_fadings').values(rows).execute(),
  )
  return ties.length
}

/** True for the one process that is to look on this day. */
async function takeDay(trx: Trx, regionId: string, today: string): Promise<boolean> {
  const taken = await sql`
    insert into fading_rounds (region_id, looked_on) values (${regionId}, ${today})
    on conflict (region_id) do update set looked_on = excluded.looked_on
    where fading_rounds.looked_on is distinct from excluded.looked_on
    returning region_id`.execute(trx)
  return taken.rows.length === 1
}

/** What has faded, was not asked about since it was last heard of, and has somebody to be asked. */
const fadedTies = (trx: Trx, regionId: string, today: string): Promise<Faded[]> => {
  const actor = systemActor(regionId)
  const heard = heardOn(actor)
  const speaks = (end: 't.a_id' | 't.b_id') => sql<boolean>`exists (select from mandates m
    where m.region_id = t.region_id and m.organization_id = ${sql.ref(end)} and m.what = 'speak' and ${inForce('m', today)})`
  return tieRows(trx)
    .select(['t.id', 't.a_id as a', 't.b_id as b', heard.as('heard')])
    .select([speaks('t.a_id').as('aSpeaks'), speaks('t.b_id').as('bSpeaks')])
    .where(sql<SqlBool>`(${speaks('t.a_id')} or ${speaks('t.b_id')})`)
    .where(currentTies(actor, today))
    .where(askedAgain(actor, today))
    .where(
      sql<SqlBool>`not exists (select from tie_fadings f
        where f.region_id = t.region_id and f.tie_id = t.id and f.heard = ${heard})`,
    )
    .orderBy('heard')
    .orderBy('t.id')
    .execute()
}

/** A region that lets its ties fade sooner, or began with a large import, writes nobody hundreds of questions at once. */
function notTooMany(ties: Faded[]): Faded[] {
  const asked = new Map<string, number>()
  return ties.filter(({ a, b, aSpeaks, bSpeaks }) => {
    const ends = [...(aSpeaks ? [a] : []), ...(bSpeaks ? [b] : [])]
    if (ends.some((end) => (asked.get(end) ?? 0) >= ASKED_A_DAY)) return false
    for (const end of ends) asked.set(end, (asked.get(end) ?? 0) + 1)
    return true
  })
}

/** Persons who speak today for a side of what was asked about together with this tie: one letter for each, with the first of them. */
export async function askedAboutFaded(
  db: Db,
  asked: { regionId: string; batchId: string | null; recordId: string },
  today: string,
): Promise<string[]> {
  const rows = await ofBatch(db, asked)
    .innerJoin('ties as t', (on) => on.onRef('t.region_id', '=', 'f.region_id').onRef('t.id', '=', 'f.tie_id'))
    .innerJoin('mandates as m', (on) => on.onRef('m.region_id', '=', 'f.region_id').on('m.what', '=', 'speak'))
    .select('m.person_id')
    .distinct()
    .where((where) =>
      where.or([
        where('m.organization_id', '=', where.ref('t.a_id')),
        where('m.organization_id', '=', where.ref('t.b_id')),
      ]),
    )
    .where(inForce('m', today))
    .where(sql<SqlBool>`${asked.recordId} = (select min(one.tie_id::text) from tie_fadings one
      where one.region_id = ${asked.regionId} and one.batch_id = ${asked.batchId})`)
    .execute()
  return rows.map((row) => row.person_id)
}

/** Ties that were asked about together, of these organizations. */
export async function askedTogether(
  db: Db,
  asked: { regionId: string; batchId: string | null },
  organizationIds: readonly string[],
): Promise<string[]> {
  const rows = await ofBatch(db, asked)
    .innerJoin('ties as t', (on) => on.onRef('t.region_id', '=', 'f.region_id').onRef('t.id', '=', 'f.tie_id'))
    .select('t.id')
    .where(sql<SqlBool>`(t.a_id = any(${organizationIds}::uuid[]) or t.b_id = any(${organizationIds}::uuid[]))`)
    .orderBy('f.heard')
    .orderBy('t.id')
    .execute()
  return rows.map((row) => row.id)
}

const ofBatch = (db: Db, { regionId, batchId }: { regionId: string; batchId: string | null }) =>
  db.selectFrom('tie_fadings as f').where('f.region_id', '=', regionId).where('f.batch_id', '=', batchId)
