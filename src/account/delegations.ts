import { sql } from 'kysely'
import { record } from '../journal/entries.ts'
import { type Actor, ownOrganizations } from '../platform/actor.ts'
import { dayIn } from '../platform/days.ts'
import { type Db, type Trx, visible } from '../platform/db.ts'
import { found, problem } from '../platform/errors.ts'
import type { Moment } from '../platform/moment.ts'
import type { DelegationInput } from './forms.ts'
import { inForce } from './mandates.ts'
import { canEndDelegation } from './rules.ts'

/** So long a mandate is lent at most. */
export const LENT_DAYS = 366

/** A mandate that somebody lent to somebody. */
export interface Delegation {
  id: string
  what: 'speak' | 'sign'
  organization: { id: string; name: string; slug: string }
  by: { id: string; name: string }
  to: { id: string; name: string }
  from: string
  until: string
  /** It is its time, and whoever lent it still holds it. */
  inForce: boolean
}

interface Region {
  id: string
  timeZone: string
}

/** What this actor lent or was lent, the latest first; coordinators see all of it. What is over or taken back is left out. */
export async function listDelegations(db: Db, actor: Actor, region: Region, now: Date): Promise<Delegation[]> {
  const today = dayIn(region.timeZone, now)
  const rows = await db
    .selectFrom('mandates as m')
    .innerJoin('persons as l', (on) => on.onRef('l.region_id', '=', 'm.region_id').onRef('l.id', '=', 'm.delegated_by'))
    .innerJoin('persons as p', (on) => on.onRef('p.region_id', '=', 'm.region_id').onRef('p.id', '=', 'm.person_id'))
    .innerJoin('organizations as o', (on) =>
      on.onRef('o.region_id', '=', 'm.region_id').onRef('o.id', '=', 'm.organization_id'),
    )
    .innerJoin('records as r', (on) => on.onRef('r.region_id', '=', 'o.region_id').onRef('r.id', '=', 'o.id'))
    .select(['m.id', 'm.what', 'm.from_day as from', 'm.until_day as until'])
    .select(['o.id as organizationId', 'o.name as organization', sql<string>`r.slug`.as('slug')])
    .select(['l.id as byId', 'l.name as by', 'p.id as toId', 'p.name as to', inForce('m', today).as('inForce')])
    .where('m.region_id', '=', actor.regionId)
    .where('m.ended_at', 'is', null)
    .where('m.until_day', '>=', today)
    .where((where) =>
      where.or([
        sql<boolean>`${actor.coordinates}`,
        where('m.delegated_by', '=', actor.personId),
        where('m.person_id', '=', actor.personId),
      ]),
    )
    .orderBy('m.given_at', 'desc')
    .orderBy('m.id')
    .execute()
  // Whoever may sign may speak: told once.
  const told = rows.filter((row) => row.what === 'sign' || !rows.some((one) => one.what === 'sign' && isSame(one, row)))
  return told.map((row) => ({
    id: row.id,
    what: row.what as Delegation['what'],
    organization: { id: row.organizationId, name: row.organization, slug: row.slug },
    by: { id: row.byId, name: row.by },
    to: { id: row.toId, name: row.to },
    from: row.from,
    until: row.until!,
    inForce: row.inForce === true,
  }))
}

type Ends = { organizationId: string; byId: string; toId: string }
const isSame = (a: Ends, b: Ends) => a.organizationId === b.organizationId && a.byId === b.byId && a.toId === b.toId

/** Members to whom this actor can lend a mandate: those they may see, but themselves. */
export const listBorrowers = (db: Db, actor: Actor): Promise<{ id: string; name: string }[]> =>
  db
    .selectFrom('persons as p')
    .innerJoin('records', (on) => on.onRef('records.region_id', '=', 'p.region_id').onRef('records.id', '=', 'p.id'))
    .innerJoin('memberships as m', (on) =>
      on.onRef('m.region_id', '=', 'p.region_id').onRef('m.person_id', '=', 'p.id').on('m.ended_at', 'is', null),
    )
    .select(['p.id', 'p.name'])
    .where(visible(actor))
    .where('p.id', '<>', actor.personId)
    .orderBy(sql`plain(p.name) collate "C"`)
    .orderBy('p.id')
    .execute()

/**
 * Lends an own mandate to another member until a day; whoever signs lends speaking along with it. What was lent cannot be
 * lent on. Throws 403 for an organization that is not one's own, 422 for a day that is past or too far, or a member one
 * does not see.
 */
export async function lendMandate(
  db: Db,
  actor: Actor,
  region: Region,
  input: DelegationInput,
  moment: Moment,
): Promise<string> {
  const { what, organization, person, until } = input
  const today = dayIn(region.timeZone, moment.at)
  const from = input.from || today
  const last = new Date(new Date(`${from}T12:00:00Z`).getTime() + LENT_DAYS * 86_400_000).toISOString().slice(0, 10)
  if (until < today || until < from) throw problem(422, 'account.delegations.errors.past')
  if (until > last) throw problem(422, 'account.delegations.errors.far')
  if (!ownOrganizations(actor, what).includes(organization)) throw problem(403, 'account.delegations.errors.own')
  if (!(await listBorrowers(db, actor)).some((one) => one.id === person)) throw problem(422, 'forms.choose')
  const id = moment.id()
  const lent = [{ id, what }, ...(what === 'sign' ? [{ id: moment.id(), what: 'speak' }] : [])]
  const deed = {
    verb: 'member.delegated',
    record: { id: person },
    for: organization,
    concerns: [organization],
    changes: { what, from, until },
  }
  await record(db, actor, deed, moment, async (trx) => {
    // Lent anew, it is lent from and until the days that were said last.
    await endLent(trx, actor.regionId, { by: actor.personId!, to: person, organization }, moment)
    await trx
      .insertInto('mandates')
      .values(
        lent.map((one) => ({
          ...one,
          region_id: actor.regionId,
          person_id: person,
          organization_id: organization,
          from_day: from,
          until_day: until,
          given_at: moment.at,
          delegated_by: actor.personId,
        })),
      )
      .execute()
  })
  return id
}

/** Ends what one lent another for an organization; how many mandates that were. */
async function endLent(
  trx: Trx,
  regionId: string,
  { by, to, organization }: { by: string; to: string; organization: string },
  moment: Moment,
): Promise<number> {
  const ended = await trx
    .updateTable('mandates')
    .set({ ended_at: moment.at })
    .where('region_id', '=', regionId)
    .where('delegated_by', '=', by)
    .where('person_id', '=', to)
    .where('organization_id', '=', organization)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return Number(ended.numUpdatedRows)
}

/** Takes back what was lent, or gives it back: whoever lent or got it, or a coordinator. Throws NotFound for anybody else. */
export async function endDelegation(db: Db, actor: Actor, region: Region, id: string, moment: Moment) {
  const all = await listDelegations(db, actor, region, moment.at)
  const one = found(all.find((delegation) => delegation.id === id))
  if (!canEndDelegation(actor, one)) throw problem(404)
  const deed = {
    verb: 'member.delegation-ended',
    record: { id: one.to.id },
    concerns: [one.organization.id],
    changes: { what: one.what },
  }
  await record(db, actor, deed, moment, async (trx) => {
    const lent = { by: one.by.id, to: one.to.id, organization: one.organization.id }
    if ((await endLent(trx, actor.regionId, lent, moment)) === 0) throw problem(409, 'account.delegations.errors.over')
  })
}
