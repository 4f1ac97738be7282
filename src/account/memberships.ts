import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Actor } from '../platform/actor.ts'
import { normaliseEmail } from '../platform/addresses.ts'
import { dayIn } from '../platform/days.ts'
import type { Db } from '../platform/db.ts'
import { found } from '../platform/errors.ts'
import type { Access } from './rules.ts'

/** A member, or somebody who was invited and has not come yet. */
export interface Member {
  id: string
  name: string
  email: string | null
  access: Access
  organizations: { id: string; name: string; slug: string }[]
  from: string
  until: string | null
  /** When they became a member; null while the invitation is open. */
  since: Date | null
  /** Their days are over, or have not begun. */
  inForce: boolean
}

/** Members and pending invitations of the region, by name: everybody with a mandate that was not taken back. For coordinators. */
export async function listMembers(
  db: Db,
  actor: Actor,
  region: { id: string; timeZone: string },
  now: Date,
): Promise<Member[]> {
  const rows = await memberRows(db, actor).execute()
  return rows.map((row) => asMember(row, dayIn(region.timeZone, now)))
}

/** One member or pending invitation. Throws NotFound. */
export const getMember = async (...asked: Parameters<typeof findMember>): Promise<Member> =>
  found(await findMember(...asked))

/** The same, if there is such a member. */
export async function findMember(
  db: Db,
  actor: Actor,
  region: { id: string; timeZone: string },
  personId: string,
  now: Date,
): Promise<Member | undefined> {
  const row = await memberRows(db, actor)
    .where(sql<boolean>`p.id::text = ${personId}`)
    .executeTakeFirst()
  return row && asMember(row, dayIn(region.timeZone, now))
}

const memberRows = (db: Db, actor: Actor) =>
  db
    .selectFrom('persons as p')
    .innerJoin('records as r', (on) =>
      on.onRef('r.region_id', '=', 'p.region_id').onRef('r.id', '=', 'p.id').on('r.removed_at', 'is', null),
    )
    .leftJoin('memberships as s', (on) =>
      on.onRef('s.region_id', '=', 'p.region_id').onRef('s.person_id', '=', 'p.id').on('s.ended_at', 'is', null),
    )
    .select(['p.id', 'p.name', 'p.email', 's.since'])
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('mandates as m')
          .leftJoin('organizations as o', (on) =>
            on.onRef('o.region_id', '=', 'm.region_id').onRef('o.id', '=', 'm.organization_id'),
          )
          .leftJoin('records as x', (on) => on.onRef('x.region_id', '=', 'o.region_id').onRef('x.id', '=', 'o.id'))
          .select(['m.what', 'm.from_day as from', 'm.until_day as until', 'o.id', 'o.name', 'x.slug'])
          .whereRef('m.region_id', '=', 'p.region_id')
          .whereRef('m.person_id', '=', 'p.id')
          .where('m.ended_at', 'is', null)
          .where('m.delegated_by', 'is', null)
          .orderBy('o.name'),
      ).as('mandates'),
    )
    .where('p.region_id', '=', actor.regionId)
    .where(sql<boolean>`${actor.coordinates}`)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('mandates as h')
          .select('h.id')
          .whereRef('h.region_id', '=', 'p.region_id')
          .whereRef('h.person_id', '=', 'p.id')
          .where('h.ended_at', 'is', null)
          .where('h.delegated_by', 'is', null),
      ),
    )
    .orderBy(sql`plain(p.name) collate "C"`)
    .orderBy('p.id')

type Row = Awaited<ReturnType<ReturnType<typeof memberRows>['executeTakeFirstOrThrow']>>

function asMember({ mandates, ...row }: Row, today: string): Member {
  const organizations = new Map(
    mandates.flatMap((one) => (one.id ? [[one.id, { id: one.id, name: one.name!, slug: one.slug! }] as const] : [])),
  )
  const [first] = mandates
  const from = first?.from ?? today
  const until = first?.until ?? null
  const inForce = mandates.some((one) => one.from <= today && (one.until === null || one.until >= today))
  return {
    ...row,
    access: accessOf(mandates.map((one) => one.what)),
    organizations: [...organizations.values()],
    from,
    until,
    inForce,
  }
}

/** The highest level whose mandates somebody has. */
function accessOf(held: string[]): Access {
  if (held.includes('coordinate')) return 'coordinator'
  if (held.includes('sign')) return 'leader'
  return held.includes('speak') ? 'representative' : 'viewer'
}

/** Regions that an account belongs to, by name, with the person it is there. */
export const listOwnRegions = (db: Db, accountId: string) =>
  db
    .selectFrom('memberships as s')
    .innerJoin('regions as g', 'g.region_id', 's.region_id')
    .innerJoin('region_slugs as slug', (on) =>
      on.onRef('slug.region_id', '=', 'g.region_id').on('slug.current', '=', true),
    )
    .innerJoin('records as r', (on) =>
      on.onRef('r.region_id', '=', 's.region_id').onRef('r.id', '=', 's.person_id').on('r.removed_at', 'is', null),
    )
    .innerJoin('records as home', (on) =>
      on
        .onRef('home.region_id', '=', 'g.region_id')
        .onRef('home.id', '=', 'g.region_id')
        .on('home.removed_at', 'is', null),
    )
    .select([
      'g.region_id as id',
      'slug.slug',
      'g.name',
      'g.time_zone as timeZone',
      'g.demonstration',
      's.person_id as personId',
      's.since',
    ])
    .where('s.account_id', '=', accountId)
    .where('s.ended_at', 'is', null)
    .orderBy('g.name')
    .execute()

/**
 * Everybody that somebody who is signed in is or was: the person of each membership, and whoever has their address and
 * belongs to no other account. An address is typed by coordinators, or by people whom nobody let in with it.
 */
export const listOwnPersons = (db: Db, account: { accountId: string; email: string }) =>
  db
    .selectFrom('persons as p')
    .innerJoin('regions as g', 'g.region_id', 'p.region_id')
    .innerJoin('region_slugs as slug', (on) =>
      on.onRef('slug.region_id', '=', 'g.region_id').on('slug.current', '=', true),
    )
    .select(['p.region_id as regionId', 'p.id', 'p.name', 'g.name as region', 'slug.slug', 'g.time_zone as timeZone'])
    .select(({ exists, selectFrom }) =>
      exists(
        selectFrom('memberships as s')
          .select('s.id')
          .whereRef('s.region_id', '=', 'p.region_id')
          .whereRef('s.person_id', '=', 'p.id')
          .where('s.account_id', '=', account.accountId)
          .where('s.ended_at', 'is', null),
      ).as('member'),
    )
    .where(
      sql<boolean>`(exists (select from memberships s where s.region_id = p.region_id and s.person_id = p.id
        and s.account_id = ${account.accountId})
      or lower(p.email) = ${normaliseEmail(account.email)} and not exists (select from memberships s
        where s.region_id = p.region_id and s.person_id = p.id))`,
    )
    .orderBy('g.name')
    .orderBy('p.id')
    .execute()

/** Regions where an address was promised access, whether or not it came: for the moment it signs in. */
export const listPromises = (db: Db, email: string) =>
  db
    .selectFrom('persons as p')
    .innerJoin('regions as g', 'g.region_id', 'p.region_id')
    .select(['g.region_id as id', 'g.time_zone as timeZone'])
    .distinct()
    .where(sql<string>`lower(p.email)`, '=', normaliseEmail(email))
    .execute()
