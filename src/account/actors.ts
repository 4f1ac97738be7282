import { type SqlBool, sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Db } from '../platform/db.ts'
import { type Actor, type Mandate, type MandateKind, memberActor, publicActor } from '../platform/actor.ts'
import { dayIn } from '../platform/days.ts'
import { inForce } from './mandates.ts'

/** Who an account is in a region today: its current mandates, none for a stranger. */
export async function actorOf(
  db: Db,
  region: { id: string; timeZone: string },
  account: { accountId: string; admin: boolean },
  now: Date,
): Promise<Actor> {
  const member = await db
    .selectFrom('memberships as m')
    .innerJoin('persons as p', (on) => on.onRef('p.region_id', '=', 'm.region_id').onRef('p.id', '=', 'm.person_id'))
    .innerJoin('records as r', (on) => on.onRef('r.region_id', '=', 'p.region_id').onRef('r.id', '=', 'p.id'))
    .select(['p.id', 'p.name'])
    .select(jsonArrayFrom(mandatesOn(db, region, now).where(sql<SqlBool>`person_id = p.id`)).as('mandates'))
    .where('m.region_id', '=', region.id)
    .where('m.account_id', '=', account.accountId)
    .where('m.ended_at', 'is', null)
    .where('r.removed_at', 'is', null)
    .executeTakeFirst()
  if (!member) return nationalOrPublic(db, region, account)
  return memberActor({
    regionId: region.id,
    accountId: account.accountId,
    personId: member.id,
    name: member.name,
    mandates: member.mandates.map(asMandate),
    admin: account.admin,
  })
}

/** Mandates of a person that are in force on the region's day of `now`. */
export async function currentMandates(
  db: Db,
  region: { id: string; timeZone: string },
  personId: string,
  now: Date,
): Promise<Mandate[]> {
  const rows = await mandatesOn(db, region, now).where('person_id', '=', personId).execute()
  return rows.map(asMandate)
}

const mandatesOn = (db: Db, region: { id: string; timeZone: string }, now: Date) =>
  db
    .selectFrom('mandates')
    .select(['what', 'organization_id', sql<boolean>`delegated_by is not null`.as('lent')])
    .where('region_id', '=', region.id)
    .where(inForce('mandates', dayIn(region.timeZone, now)))

const asMandate = (row: { what: string; organization_id: string | null; lent: boolean | null }): Mandate => ({
  what: row.what as MandateKind,
  organizationId: row.organization_id,
  ...(row.lent === true && { lent: true }),
})

/** Staff of the national program look at what is visible in the region, where the region opted in. */
async function nationalOrPublic(
  db: Db,
  region: { id: string },
  account: { accountId: string; admin: boolean },
): Promise<Actor> {
  const stranger: Actor = { ...publicActor(region.id), accountId: account.accountId, admin: account.admin }
  const national = await db
    .selectFrom('installation_mandates as m')
    .innerJoin('regions as r', (on) => on.on('r.region_id', '=', region.id))
    .select('m.account_id')
    .where('m.account_id', '=', account.accountId)
    .where('m.what', '=', 'view-regions')
    .where('r.national_view', '=', true)
    .executeTakeFirst()
  return national
    ? { ...stranger, kind: 'national', member: true, mandates: [{ what: 'view', organizationId: null }] }
    : stranger
}
