import { UUID } from '../../platform/ids.ts'
import { type SqlBool, sql } from 'kysely'
import { namesAtWork } from '../../account/colleagues.ts'
import { LENT_DAYS } from '../../account/delegations.ts'
import { record } from '../../journal/entries.ts'
import type { Actor } from '../../platform/actor.ts'
import { dayIn } from '../../platform/days.ts'
import type { Db } from '../../platform/db.ts'
import { found, permit, problem } from '../../platform/errors.ts'
import type { Moment } from '../../platform/moment.ts'
import { currentParties, type Partnership } from '../partnerships.ts'
import type { CoverOf } from './forms.ts'
import { daysAfter } from './rules.ts'
import { signersOf } from './signers.ts'

/** Who signs in whose place, and when. */
export interface Cover {
  id: string
  organizationId: string
  leader: { id: string; name: string | null }
  deputy: { id: string; name: string | null }
  from: string
  until: string
}

/** What was said of organizations and is not over, by its first day. */
export async function listCovers(
  db: Db,
  actor: Actor,
  organizationIds: readonly string[],
  today: string,
): Promise<Cover[]> {
  if (organizationIds.length === 0) return []
  const rows = await db
    .selectFrom('sign_off_covers')
    .select(['id', 'organization_id as organizationId', 'leader_id', 'deputy_id'])
    .select(['from_day as from', 'until_day as until'])
    .where('region_id', '=', actor.regionId)
    .where(sql<SqlBool>`organization_id = any(${organizationIds}::uuid[])`)
    .where('ended_at', 'is', null)
    .where('until_day', '>=', today)
    .orderBy('from_day')
    .orderBy('id')
    .execute()
  const names = await namesAtWork(db, actor, [...new Set(rows.flatMap((row) => [row.leader_id, row.deputy_id]))])
  const person = (id: string) => ({ id, name: names.get(id) ?? null })
  return rows.map(({ leader_id, deputy_id, ...row }) => ({
    ...row,
    leader: person(leader_id),
    deputy: person(deputy_id),
  }))
}

/** Somebody who could sign in a leader's place: the people of that organization who have an address. */
export async function listDeputies(
  db: Db,
  regionId: string,
  { organizationId, leaderId }: { organizationId: string; leaderId: string },
  today: string,
): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select distinct p.id, p.name from persons p
    join records r on r.region_id = p.region_id and r.id = p.id and r.removed_at is null
    where p.region_id = ${regionId} and p.email is not null and p.id <> ${leaderId}
      and (exists (select from positions q where q.region_id = p.region_id and q.person_id = p.id
          and q.organization_id = ${organizationId} and coalesce(q.period_first <= ${today}::date, true)
          and coalesce(q.period_last >= ${today}::date, true))
        or exists (select from mandates m where m.region_id = p.region_id and m.person_id = p.id
          and m.organization_id = ${organizationId} and m.what in ('speak', 'sign') and m.ended_at is null
          and m.from_day <= ${today}::date and (m.until_day is null or m.until_day >= ${today}::date)))
    order by p.name, p.id`.execute(db)
  return rows
}

/** Somebody who signs, and who could sign in their place. */
export interface CoverableLeader {
  organizationId: string
  organization: string
  id: string
  name: string
  deputies: { id: string; name: string }[]
}

/** Leaders of a partnership for whom this actor can say who signs meanwhile: a coordinator of all, a leader of themself. */
export async function coverableLeaders(
  db: Db,
  actor: Actor,
  partnership: Partnership,
  today: string,
): Promise<CoverableLeader[]> {
  const parties = currentParties(partnership)
  const wanted = parties.map((one) => ({ organizationId: one.organization.id, leaderId: one.leader?.id ?? null }))
  const signers = await signersOf(db, actor.regionId, wanted, today)
  const leaders = parties.flatMap(({ organization }) =>
    (signers.get(organization.id) ?? [])
      .filter((one) => one.personId === one.forPersonId && (actor.coordinates || one.personId === actor.personId))
      .map(({ personId, name }) => ({ organization, id: personId, name })),
  )
  const told: CoverableLeader[] = []
  for (const { organization, id, name } of leaders) {
    const of = { organizationId: organization.id, leaderId: id }
    const deputies = await listDeputies(db, actor.regionId, of, today)
    if (deputies.length > 0)
      told.push({ organizationId: organization.id, organization: organization.name, id, name, deputies })
  }
  return told
}

/**
 * Says who signs for an organization while its leader is away. Said again of the same leader, the days said last count.
 * Throws 422 for days that are past, turned round or too far, or for somebody who does not work there.
 */
export async function sayCover(
  db: Db,
  actor: Actor,
  region: { id: string; timeZone: string },
  input: CoverOf,
  moment: Moment,
): Promise<string> {
  const today = dayIn(region.timeZone, moment.at)
  const from = input.from || today
  if (input.until < today || input.until < from) throw problem(422, 'account.delegations.errors.past')
  if (input.until > daysAfter(from, LENT_DAYS)) throw problem(422, 'account.delegations.errors.far')
  const of = { organizationId: input.organization, leaderId: input.leader }
  const known = await listDeputies(db, region.id, of, today)
  if (!known.some(({ id }) => id === input.deputy)) throw problem(422, 'sign-offs.errors.deputy')
  const id = moment.id()
  const deed = {
    verb: 'member.covered',
    record: { id: input.deputy },
    for: input.organization,
    concerns: [input.leader],
    changes: { from, until: input.until },
  }
  await record(db, actor, deed, moment, async (trx) => {
    await trx
      .updateTable('sign_off_covers')
      .set({ ended_at: moment.at })
      .where('region_id', '=', region.id)
      .where('organization_id', '=', input.organization)
      .where('leader_id', '=', input.leader)
      .where('ended_at', 'is', null)
      .execute()
    await trx
      .insertInto('sign_off_covers')
      .values({
        region_id: region.id,
        id,
        organization_id: input.organization,
        leader_id: input.leader,
        deputy_id: input.deputy,
        from_day: from,
        until_day: input.until,
        said_by: actor.personId,
        said_at: moment.at,
      })
      .execute()
  })
  return id
}

/** Whether somebody ended it before: who presses again has what they wanted. */
export async function coverHasEnded(db: Db, regionId: string, id: string): Promise<boolean> {
  if (!UUID.test(id)) return false
  const row = await db
    .selectFrom('sign_off_covers')
    .select('id')
    .where('region_id', '=', regionId)
    .where('id', '=', id)
    .where('ended_at', 'is not', null)
    .executeTakeFirst()
  return row !== undefined
}

/** Ends it: the leader is back. Leader, deputy and coordinators can. */
export async function endCover(db: Db, actor: Actor, cover: Cover, moment: Moment) {
  permit(
    actor.coordinates || actor.personId === cover.leader.id || actor.personId === cover.deputy.id,
    'sign-offs.errors.cover',
  )
  const deed = {
    verb: 'member.cover-ended',
    record: { id: cover.deputy.id },
    for: cover.organizationId,
    concerns: [cover.leader.id],
  }
  await record(db, actor, deed, moment, async (trx) => {
    const ended = await trx
      .updateTable('sign_off_covers')
      .set({ ended_at: moment.at })
      .where('region_id', '=', actor.regionId)
      .where('id', '=', cover.id)
      .where('ended_at', 'is', null)
      .returning('id')
      .executeTakeFirst()
    found(ended)
  })
}
