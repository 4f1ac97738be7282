import { sql } from 'kysely'
import { record } from '../journal/entries.ts'
import { type Actor, type MandateKind, memberActor } from '../platform/actor.ts'
import { dayIn } from '../platform/days.ts'
import { type Db, inTransaction, type Trx } from '../platform/db.ts'
import { problem } from '../platform/errors.ts'
import { normaliseEmail } from '../platform/addresses.ts'
import { revokeLinks } from '../platform/links.ts'
import type { Moment } from '../platform/moment.ts'
import { currentMandates } from './actors.ts'
import type { Access } from './rules.ts'

export { listMembers } from './memberships.ts'
export { ACCESS, type Access } from './rules.ts'

/** What an access level lets one do in the whole region, and for each of one's organizations. */
const BUNDLES: Record<Access, { region: MandateKind[]; organization: MandateKind[] }> = {
  viewer: { region: ['view'], organization: [] },
  representative: { region: ['view'], organization: ['speak'] },
  leader: { region: ['view'], organization: ['speak', 'sign'] },
  coordinator: { region: ['view', 'coordinate'], organization: [] },
}
const BUNDLED: MandateKind[] = ['view', 'speak', 'sign', 'coordinate']

export interface AccessGiven {
  access: Access
  organizationIds: string[]
  /** First and last day; from today and open-ended when left out. */
  from?: string | null
  until?: string | null
}
export interface Region {
  id: string
  timeZone: string
}

/**
 * Gives a person an access level in place of the one they have; mandates outside the levels stay. Doing it again changes
 * nothing. Nobody can take the last coordinator from a region but its installation.
 */
export async function giveAccess(
  db: Db,
  actor: Actor,
  region: Region,
  personId: string,
  given: AccessGiven,
  moment: Moment,
): Promise<void> {
  const today = dayIn(region.timeZone, moment.at)
  const wanted = mandatesOf(given, today)
  const { access, organizationIds: organizations, from = today, until = null } = given
  const deed = {
    verb: 'member.access-given',
    record: { id: personId },
    concerns: organizations,
    changes: { access, organizations, from, until },
  }
  const coordinates = access === 'coordinator' && (given.from ?? today) <= today && !given.until
  await record(db, actor, deed, moment, async (trx) => {
    if (!coordinates) await keepACoordinator(trx, actor, region, personId, moment)
    const held = await heldMandates(trx, region.id, personId)
    const kept = held.filter((one) => wanted.some((want) => same(want, one)))
    await endMandates(
      trx,
      region.id,
      held.filter((one) => !kept.includes(one)).map((one) => one.id),
      moment,
    )
    const added = wanted.filter((want) => !held.some((one) => same(want, one)))
    if (added.length > 0)
      await trx
        .insertInto('mandates')
        .values(
          added.map((want) => ({
            ...want,
            region_id: region.id,
            id: moment.id(),
            person_id: personId,
            given_at: moment.at,
          })),
        )
        .execute()
  })
}

/** Mandates that are in force since `today` stay in force where it is the day before again. */
export const beginEarlier = async (trx: Trx, regionId: string, today: string, yesterday: string): Promise<void> => {
  await trx
    .updateTable('mandates')
    .set({ from_day: yesterday })
    .where('region_id', '=', regionId)
    .where('from_day', '>', yesterday)
    .where('from_day', '<=', today)
    .execute()
}

interface Held {
  what: string
  organization_id: string | null
  from_day: string
  until_day: string | null
}

function mandatesOf(given: AccessGiven, today: string): Held[] {
  const bundle = BUNDLES[given.access]
  const days = { from_day: given.from || today, until_day: given.until || null }
  const wide = bundle.region.map((what) => ({ what, organization_id: null, ...days }))
  const narrow = [...new Set(given.organizationIds)].flatMap((organization_id) =>
    bundle.organization.map((what) => ({ what, organization_id, ...days })),
  )
  return [...wide, ...narrow]
}

// A mandate that began earlier goes on: giving the same again from today is no new one.
const same = (want: Held, one: Held) =>
  one.what === want.what &&
  one.organization_id === want.organization_id &&
  one.from_day <= want.from_day &&
  one.until_day === want.until_day

const heldMandates = (trx: Trx, regionId: string, personId: string) =>
  trx
    .selectFrom('mandates')
    .select(['id', 'what', 'organization_id', 'from_day', 'until_day'])
    .where('region_id', '=', regionId)
    .where('person_id', '=', personId)
    .where('what', 'in', BUNDLED)
    // What somebody lent is not the coordinator's to give.
    .where('delegated_by', 'is', null)
    .where('ended_at', 'is', null)
    .execute()

/** Ends what a person may do here and their membership, today. What they did stays, and so does the record of their mandates. */
export async function endMembership(
  db: Db,
  actor: Actor,
  region: Region,
  personId: string,
  moment: Moment,
): Promise<void> {
  await record(db, actor, { verb: 'member.ended', record: { id: personId } }, moment, async (trx) => {
    await keepACoordinator(trx, actor, region, personId, moment)
    const of = { region_id: region.id, person_id: personId }
    for (const table of ['mandates', 'memberships'] as const)
      await trx
        .updateTable(table)
        .set({ ended_at: moment.at })
        .where('region_id', '=', of.region_id)
        .where('person_id', '=', of.person_id)
        .where('ended_at', 'is', null)
        .execute()
    await revokeLinks(trx, region.id, { purpose: 'invitation', personId }, moment)
  })
}

async function endMandates(trx: Trx, regionId: string, ids: string[], moment: Moment) {
  if (ids.length === 0) return
  await trx
    .updateTable('mandates')
    .set({ ended_at: moment.at })
    .where('region_id', '=', regionId)
    .where('id', 'in', ids)
    .execute()
}

/** Throws 409 when this person is the only member who coordinates the region. Locks, so that two never take each other out at once. */
export async function keepACoordinator(trx: Trx, actor: Actor, region: Region, personId: string, moment: Moment) {
  await trx.selectFrom('regions').select('region_id').where('region_id', '=', region.id).forUpdate().execute()
  if (actor.kind === 'system') return
  const today = dayIn(region.timeZone, moment.at)
  const coordinators = await trx
    .selectFrom('mandates as m')
    .innerJoin('memberships as s', (on) =>
      on.onRef('s.region_id', '=', 'm.region_id').onRef('s.person_id', '=', 'm.person_id').on('s.ended_at', 'is', null),
    )
    .innerJoin('records as r', (on) =>
      on.onRef('r.region_id', '=', 'm.region_id').onRef('r.id', '=', 'm.person_id').on('r.removed_at', 'is', null),
    )
    .select('m.person_id')
    .where('m.region_id', '=', region.id)
    .where('m.what', '=', 'coordinate')
    .where('m.organization_id', 'is', null)
    .where('m.ended_at', 'is', null)
    .where('m.from_day', '<=', today)
    .where((where) => where.or([where('m.until_day', 'is', null), where('m.until_day', '>=', today)]))
    .execute()
  const last = coordinators.length > 0 && coordinators.every((one) => one.person_id === personId)
  if (last) throw problem(409, 'account.lastCoordinator')
}

/**
 * The person of this region who was promised access under the account's address becomes a member. Returns that person, or
 * undefined when the region promised this address nothing. Doing it again changes nothing.
 *
 * The address of the account has been proven by a link mailed to it. The address of the person is as good: whoever has a
 * mandate has an address that a coordinator typed when giving it, and from then on only a coordinator may change it
 * (`canChangeAddress`). An address that anybody else typed stands at a person without mandates, which opens nothing.
 */
export async function joinRegion(
  db: Db,
  region: Region,
  account: { accountId: string; email: string },
  moment: Moment,
): Promise<string | undefined> {
  const work = async (trx: Trx) => {
    const person = await promised(trx, region, account.email, moment)
    if (!person || (await isMember(trx, region.id, account.accountId, person.id))) return person?.id
    await enter(trx, region, person, account.accountId, moment)
    return person.id
  }
  return inTransaction(db, work)
}

/** The oldest person with this address and a mandate that is not over; locked, so that two links make one membership. */
async function promised(trx: Trx, region: Region, email: string, moment: Moment) {
  const today = dayIn(region.timeZone, moment.at)
  return trx
    .selectFrom('persons as p')
    .innerJoin('records as r', (on) =>
      on.onRef('r.region_id', '=', 'p.region_id').onRef('r.id', '=', 'p.id').on('r.removed_at', 'is', null),
    )
    .select(['p.id', 'p.name'])
    .where('p.region_id', '=', region.id)
    .where(sql<string>`lower(p.email)`, '=', normaliseEmail(email))
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('mandates as m')
          .select('m.id')
          .whereRef('m.region_id', '=', 'p.region_id')
          .whereRef('m.person_id', '=', 'p.id')
          .where('m.ended_at', 'is', null)
          .where((where) => where.or([where('m.until_day', 'is', null), where('m.until_day', '>=', today)])),
      ),
    )
    .orderBy('p.id')
    .limit(1)
    .forUpdate('p')
    .executeTakeFirst()
}

async function isMember(trx: Trx, regionId: string, accountId: string, personId: string): Promise<boolean> {
  const row = await trx
    .selectFrom('memberships')
    .select('id')
    .where('region_id', '=', regionId)
    .where('ended_at', 'is', null)
    .where((where) => where.or([where('account_id', '=', accountId), where('person_id', '=', personId)]))
    .executeTakeFirst()
  return row !== undefined
}

async function enter(
  trx: Trx,
  region: Region,
  person: { id: string; name: string },
  accountId: string,
  moment: Moment,
) {
  const mandates = await currentMandates(trx, region, person.id, moment.at)
  const actor = memberActor({ regionId: region.id, accountId, personId: person.id, name: person.name, mandates })
  await record(trx, actor, { verb: 'member.joined', record: person }, moment, () =>
    trx
      .insertInto('memberships')
      .values({ region_id: region.id, id: moment.id(), person_id: person.id, account_id: accountId, since: moment.at })
      .execute(),
  )
}
