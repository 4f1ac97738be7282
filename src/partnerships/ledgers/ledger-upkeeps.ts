import { sql } from 'kysely'
import { type Deed, recordMany } from '../../journal/entries.ts'
import { systemActor } from '../../platform/actor.ts'
import { dayIn, monthsLater } from '../../platform/days.ts'
import type { Db, Trx } from '../../platform/db.ts'
import { eachApart } from '../../platform/each-apart.ts'
import type { Moment } from '../../platform/moment.ts'
import { proposeGains } from './gain-proposals.ts'

/**
 * Once on each day of a region: suggests what its records tell of as gained or given, and says of each report to a funder
 * that is due within a month, once, that it is.
 */
export async function tendLedgers(db: Db, moment: Moment) {
  const { rows } = await sql<{ id: string; timeZone: string }>`
    select r.region_id as id, r.time_zone as "timeZone" from regions r
    join records on records.region_id = r.region_id and records.id = r.region_id and records.removed_at is null
    left join ledger_looks l on l.region_id = r.region_id
    where l.looked_on is distinct from (${moment.at}::timestamptz at time zone r.time_zone)::date
    order by r.region_id`.execute(db)
  await eachApart(rows, 'Not every region could be looked through for what partners gained.', (region) =>
    db.transaction().execute((trx) => tend(trx, region, moment)),
  )
}

async function tend(trx: Trx, region: { id: string; timeZone: string }, moment: Moment) {
  const today = dayIn(region.timeZone, moment.at)
  const taken = await sql`
    insert into ledger_looks (region_id, looked_on) values (${region.id}, ${today})
    on conflict (region_id) do update set looked_on = excluded.looked_on
    where ledger_looks.looked_on is distinct from excluded.looked_on returning region_id`.execute(trx)
  if (taken.rows.length === 0) return
  await proposeGains(trx, region, moment)
  await tellDueReports(trx, region.id, today, moment)
}

async function tellDueReports(trx: Trx, regionId: string, today: string, moment: Moment) {
  const { rows } = await sql<{ id: string; grantId: string; partnershipId: string; due: string }>`
    select d.id, d.grant_id as "grantId", g.partnership_id as "partnershipId", d.due from grant_reports d
    join grants g on g.region_id = d.region_id and g.id = d.grant_id
    join records r on r.region_id = g.region_id and r.id = g.id and r.removed_at is null
    where d.region_id = ${regionId} and d.reported_on is null and d.told_at is null
      and d.due between ${today}::date and ${monthsLater(today, 1)}::date order by d.due, d.id`.execute(trx)
  if (rows.length === 0) return
  const deeds = rows.map(({ grantId, partnershipId, due }): Deed => ({
    verb: 'grant.due',
    record: { id: grantId },
    concerns: [partnershipId],
    changes: { due },
  }))
  await recordMany(trx, systemActor(regionId), deeds, moment, () =>
    sql`update grant_reports set told_at = ${moment.at} where region_id = ${regionId}
      and id = any(${rows.map(({ id }) => id)}::uuid[])`.execute(trx),
  )
}
