import { sql } from 'kysely'
import { namesAtWork } from '../../account/colleagues.ts'
import type { Actor } from '../../platform/actor.ts'
import { type Db, visible, visibleId } from '../../platform/db.ts'
import { found } from '../../platform/errors.ts'
import { UUID } from '../../platform/ids.ts'
import { seesBookers } from './rules.ts'

interface Named {
  id: string
  slug: string
  name: string
}

/** A time that is taken; who took it and what for is null where that is not the reader's to know. */
export interface Booking {
  id: string
  resourceId: string
  /** As the clock at the resource shows them; the end is no part of it. */
  from: string
  until: string
  timeZone: string
  startsAt: Date
  endsAt: Date
  state: 'asked' | 'accepted' | 'declined' | 'cancelled'
  organization: Named | null
  partnership: Named | null
  /** Who booked, where they may be named. */
  person: string | null
  purpose: string | null
  why: string
}

const named = (id: string, table: 'organizations' | 'partnerships', actor: Actor) => sql<Named | null>`(
  select jsonb_build_object('id', n.id, 'slug', r.slug, 'name', n.name) from ${sql.table(table)} n
  join records r on r.region_id = n.region_id and r.id = n.id
  where n.region_id = b.region_id and n.id = ${sql.ref(id)} and ${visibleId(actor, id)})`

const bookings = (db: Db, actor: Actor) =>
  db
    .selectFrom('bookings as b')
    .select(['b.id', 'b.resource_id as resourceId', 'b.starts_local as from', 'b.ends_local as until'])
    .select(['b.time_zone as timeZone', 'b.starts_at as startsAt', 'b.ends_at as endsAt', 'b.purpose', 'b.why'])
    .select(['b.person_id as personId', 'b.accepted_at as acceptedAt', 'b.declined_at as declinedAt'])
    .select(['b.cancelled_at as cancelledAt', visibleId(actor, 'b.id').as('told')])
    .select(named('b.organization_id', 'organizations', actor).as('organization'))
    .select(named('b.partnership_id', 'partnerships', actor).as('partnership'))
    .where('b.region_id', '=', actor.regionId)

type Row = Awaited<ReturnType<ReturnType<typeof bookings>['executeTakeFirstOrThrow']>>

async function shape(db: Db, actor: Actor, rows: Row[]): Promise<Booking[]> {
  const tells = (row: Row) => row.told === true && seesBookers(actor)
  const ids = rows.flatMap((row) => (tells(row) && row.personId ? [row.personId] : []))
  const names = await namesAtWork(db, actor, [...new Set(ids)])
  return rows.map(({ personId, acceptedAt, declinedAt, cancelledAt, told: _told, ...row }) => ({
    ...row,
    state: cancelledAt ? 'cancelled' : declinedAt ? 'declined' : acceptedAt ? 'accepted' : 'asked',
    ...(tells({ personId, acceptedAt, declinedAt, cancelledAt, told: _told, ...row })
      ? { person: (personId && names.get(personId)) || null }
      : { organization: null, partnership: null, person: null, purpose: null, why: '' }),
  }))
}

/** What is taken of a resource between two moments, in the order of time; for the public nothing but that. */
export async function takenOf(
  db: Db,
  actor: Actor,
  resourceId: string,
  span: { from: Date; until: Date },
): Promise<Booking[]> {
  const rows = await bookings(db, actor)
    .where('b.resource_id', '=', resourceId)
    .where('b.declined_at', 'is', null)
    .where('b.cancelled_at', 'is', null)
    .where('b.starts_at', '<', span.until)
    .where('b.ends_at', '>', span.from)
    .orderBy('b.starts_at')
    .execute()
  return shape(db, actor, rows)
}

/** One booking of a resource, for whoever may know whose it is. Throws NotFound. */
export async function getBooking(db: Db, actor: Actor, resourceId: string, id: string): Promise<Booking> {
  const row = UUID.test(id)
    ? await bookings(db, actor).where('b.resource_id', '=', resourceId).where('b.id', '=', id).executeTakeFirst()
    : undefined
  const [booking] = await shape(db, actor, [found(row)])
  return found(booking?.purpose === null ? undefined : booking)
}

/** How many bookings of these resources await an answer of their owners, and the resource of the first of them. */
export async function askedOf(
  db: Db,
  actor: Actor,
  ownerIds: readonly string[],
  now: Date,
): Promise<{ n: number; first: { slug: string | null; startsAt: Date } | undefined }> {
  if (ownerIds.length === 0) return { n: 0, first: undefined }
  const rows = await db
    .selectFrom('bookings as b')
    .innerJoin('resources as x', (on) =>
      on.onRef('x.region_id', '=', 'b.region_id').onRef('x.id', '=', 'b.resource_id'),
    )
    .innerJoin('records', (on) => on.onRef('records.region_id', '=', 'x.region_id').onRef('records.id', '=', 'x.id'))
    .select(['records.slug', 'b.starts_at as startsAt'])
    .where(visible(actor))
    .where('x.organization_id', 'in', [...ownerIds])
    .where('b.accepted_at', 'is', null)
    .where('b.declined_at', 'is', null)
    .where('b.cancelled_at', 'is', null)
    .where('b.ends_at', '>', now)
    .orderBy('b.starts_at')
    .execute()
  return { n: rows.length, first: rows[0] }
}

/** How often and how long a resource was used for a partnership: what its owner gave. */
export interface ResourceUse {
  resource: Named
  ownerId: string
  times: number
  hours: number
  lastAt: Date
  /** The bookings it comes from: each counts once. */
  bookingIds: string[]
}

/** What was used of shared resources for a partnership before a moment, as far as this reader may see the resources. */
export async function useOf(db: Db, actor: Actor, partnershipId: string, before: Date): Promise<ResourceUse[]> {
  if (!seesBookers(actor)) return []
  const rows = await db
    .selectFrom('bookings as b')
    .innerJoin('resources as x', (on) =>
      on.onRef('x.region_id', '=', 'b.region_id').onRef('x.id', '=', 'b.resource_id'),
    )
    .innerJoin('records', (on) => on.onRef('records.region_id', '=', 'x.region_id').onRef('records.id', '=', 'x.id'))
    .select(['x.id', 'x.name', sql<string>`records.slug`.as('slug'), 'x.organization_id as ownerId'])
    .select([
      sql<number>`count(*)::int`.as('times'),
      sql<number>`(sum(extract(epoch from b.ends_at - b.starts_at)) / 3600)::float8`.as('hours'),
      sql<Date>`max(b.ends_at)`.as('lastAt'),
      sql<string[]>`array_agg(b.id order by b.starts_at)`.as('bookingIds'),
    ])
    .where(visible(actor))
    .where('b.partnership_id', '=', partnershipId)
    .where('b.accepted_at', 'is not', null)
    .where('b.cancelled_at', 'is', null)
    .where('b.declined_at', 'is', null)
    .where('b.ends_at', '<=', before)
    .groupBy(['x.id', 'x.name', 'records.slug', 'x.organization_id'])
    .orderBy(sql`plain(x.name) collate "C"`)
    .execute()
  return rows.map(({ id, name, slug, ...row }) => ({ resource: { id, name, slug }, ...row }))
}

/** Resources of these organizations that can be booked. */
export async function lentBy(
  db: Db,
  actor: Actor,
  organizationIds: readonly string[],
): Promise<(Named & { ownerId: string })[]> {
  if (organizationIds.length === 0) return []
  return db
    .selectFrom('resources as x')
    .innerJoin('records', (on) => on.onRef('records.region_id', '=', 'x.region_id').onRef('records.id', '=', 'x.id'))
    .innerJoin('booking_terms as t', (on) =>
      on.onRef('t.region_id', '=', 'x.region_id').onRef('t.resource_id', '=', 'x.id'),
    )
    .select(['x.id', 'x.name', sql<string>`records.slug`.as('slug'), 'x.organization_id as ownerId'])
    .where(visible(actor))
    .where('x.organization_id', 'in', [...organizationIds])
    .orderBy(sql`plain(x.name) collate "C"`)
    .execute()
}
