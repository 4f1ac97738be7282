import { UUID } from '../platform/ids.ts'
import { type SqlBool, sql } from 'kysely'
import { record } from '../journal/entries.ts'
import type { Actor } from '../platform/actor.ts'
import { type Db, type Trx, visible, visibleId } from '../platform/db.ts'
import { found } from '../platform/errors.ts'
import type { Moment } from '../platform/moment.ts'
import { addRecord, circleOf, join, nextVersion, putInCircle, remove, restore } from '../platform/records.ts'
import type { ContactInput } from './forms.ts'

/** A contact between two, as those whom it concerns see it. */
export interface Contact {
  id: string
  day: string
  how: string
  spokeWith: string
  about: string
  by: { id: string; slug: string; name: string } | null
  with: { id: string; slug: string; name: string }
  /** Who logged it, named where the reader may see them. */
  personId: string | null
  person: string | null
  /** Whoever logged it was erased since. */
  former: boolean
  version: number
}

/** What is logged, its organizations known by their ids. */
export type LoggedContact = Omit<ContactInput, 'with' | 'by'> & { with: string; by: string | null }

/** A contact is private to the organizations of both: coordinators see all, nobody else any. */
export async function logContact(db: Db, actor: Actor, input: LoggedContact, moment: Moment): Promise<string> {
  const id = moment.id()
  const ends = endsOf(input)
  const deed = { verb: 'contact.logged', record: { id }, for: input.by, concerns: ends }
  await record(db, actor, deed, moment, async (trx) => {
    await addRecord(trx, actor.regionId, { id, kind: 'contact', visibility: 'circle' }, moment)
    await trx
      .insertInto('contacts')
      .values({ region_id: actor.regionId, id, person_id: actor.personId, ...columns(input) })
      .execute()
    await join(trx, actor.regionId, id, ends)
    await closeTo(trx, actor, id, ends, moment)
  })
  return id
}

/** What can be changed of a contact; with whom it was, and for whom, stays. */
export type ContactDetails = Omit<ContactInput, 'with' | 'by'>

/** Changes what was logged, from the version that was read; throws 409 when somebody else was faster. */
export async function changeContact(
  db: Db,
  actor: Actor,
  before: Contact,
  input: ContactDetails,
  version: number,
  moment: Moment,
) {
  const deed = { verb: 'contact.changed', record: before, for: before.by?.id ?? null, concerns: [before.with.id] }
  await record(db, actor, deed, moment, async (trx) => {
    await nextVersion(trx, actor.regionId, before.id, version)
    await trx
      .updateTable('contacts')
      .set(details(input))
      .where('region_id', '=', actor.regionId)
      .where('id', '=', before.id)
      .execute()
  })
}

/** Takes a contact out of the log; it can be brought back. */
export const removeContact = (db: Db, actor: Actor, contact: Contact, moment: Moment) =>
  record(db, actor, { verb: 'contact.removed', record: contact, concerns: [contact.with.id] }, moment, (trx) =>
    remove(trx, actor.regionId, contact.id, moment),
  )

export const restoreContact = (db: Db, actor: Actor, contact: Contact, moment: Moment) =>
  record(db, actor, { verb: 'contact.restored', record: contact, concerns: [contact.with.id] }, moment, (trx) =>
    restore(trx, actor.regionId, contact.id),
  )

const endsOf = (input: Pick<LoggedContact, 'with' | 'by'>) => [input.with, ...(input.by ? [input.by] : [])]

const details = (input: ContactDetails) => ({
  spoke_with: input.spokeWith,
  day: input.day,
  how: input.how,
  about: input.about,
})

const columns = (input: LoggedContact) => ({
  by_organization_id: input.by,
  with_organization_id: input.with,
  ...details(input),
})

/** Only the organization that logged it and the one it was with see it. */
async function closeTo(trx: Trx, actor: Actor, id: string, ends: string[], moment: Moment) {
  await putInCircle(trx, actor.regionId, id, await circleOf(trx, actor.regionId, id, ends, moment))
}

const contacts = (db: Db, actor: Actor) =>
  db
    .selectFrom('contacts as c')
    .innerJoin('records', (on) => on.onRef('records.region_id', '=', 'c.region_id').onRef('records.id', '=', 'c.id'))
    .innerJoin('organizations as w', (on) =>
      on.onRef('w.region_id', '=', 'c.region_id').onRef('w.id', '=', 'c.with_organization_id'),
    )
    .innerJoin('records as wr', (on) => on.onRef('wr.region_id', '=', 'w.region_id').onRef('wr.id', '=', 'w.id'))
    .leftJoin('organizations as b', (on) =>
      on.onRef('b.region_id', '=', 'c.region_id').onRef('b.id', '=', 'c.by_organization_id'),
    )
    .leftJoin('records as br', (on) => on.onRef('br.region_id', '=', 'b.region_id').onRef('br.id', '=', 'b.id'))
    .leftJoin('persons as p', (on) => on.onRef('p.region_id', '=', 'c.region_id').onRef('p.id', '=', 'c.person_id'))
    .select(['c.id', 'c.day', 'c.how', 'c.spoke_with as spokeWith', 'c.about', 'c.person_id as personId'])
    .select(['w.id as withId', 'w.name as withName', sql<string>`wr.slug`.as('withSlug')])
    .select(['b.id as byId', 'b.name as byName', sql<string | null>`br.slug`.as('bySlug')])
    .select('records.version')
    // Who logged it is named to those who may see them anyway: a contact is known to both organizations.
    .select(
      sql<
        string | null
      >`case when c.person_id = ${actor.personId} or ${visibleId(actor, 'c.person_id')} then p.name end`.as('person'),
    )
    .select(
      sql<boolean>`exists (select from erasures e where e.region_id = c.region_id and e.person_id = c.person_id)`.as(
        'former',
      ),
    )

type Row = Awaited<ReturnType<ReturnType<typeof contacts>['executeTakeFirstOrThrow']>>
const shape = (row: Row): Contact => ({
  id: row.id,
  day: row.day,
  how: row.how,
  spokeWith: row.spokeWith,
  about: row.about,
  by: row.byId ? { id: row.byId, slug: row.bySlug ?? '', name: row.byName ?? '' } : null,
  with: { id: row.withId, slug: row.withSlug, name: row.withName },
  personId: row.personId,
  person: row.person,
  former: row.former,
  version: row.version,
})

/** Contacts that this actor may see, the latest first; those of one organization when it is named. */
export async function listContacts(
  db: Db,
  actor: Actor,
  asked: { organizationId?: string | undefined; offset?: number; limit?: number },
): Promise<{ items: Contact[]; total: number }> {
  const { organizationId, offset = 0, limit } = asked
  const all = contacts(db, actor)
    .where(visible(actor))
    .$if(organizationId !== undefined, (query) =>
      query.where(sql<SqlBool>`${organizationId} in (c.with_organization_id, c.by_organization_id)`),
    )
  const [rows, { total }] = await Promise.all([
    all
      .orderBy('c.day', 'desc')
      .orderBy('c.id', 'desc')
      .$if(limit !== undefined, (query) => query.offset(offset).limit(limit!))
      .execute(),
    db
      .selectFrom(all.as('all'))
      .select((eb) => eb.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow(),
  ])
  return { items: rows.map(shape), total }
}

/** One contact, as this actor may see it. Throws NotFound. */
export async function getContact(db: Db, actor: Actor, id: string): Promise<Contact> {
  return shape(
    found(
      UUID.test(id)
        ? await contacts(db, actor).where('c.id', '=', id).where(visible(actor)).executeTakeFirst()
        : undefined,
    ),
  )
}

/** One that was taken out of the log, for whoever may bring it back. Throws NotFound. */
export async function getRemovedContact(db: Db, actor: Actor, id: string): Promise<Contact> {
  const query = contacts(db, actor)
    .where('c.region_id', '=', actor.regionId)
    .where('records.removed_at', 'is not', null)
  return shape(found(UUID.test(id) ? await query.where('c.id', '=', id).executeTakeFirst() : undefined))
}

/**
 * The last day on which two organizations spoke with each other, as far as this actor may see it; for selects and
 * conditions. A contact is never public, so that lists of the public do not look for any.
 */
export const lastContactOf = (actor: Actor, a: string, b: string) =>
  actor.member
    ? sql<string | null>`greatest(${lastOneWay(actor, a, b)}, ${lastOneWay(actor, b, a)})`
    : sql<string | null>`null::date`

const lastOneWay = (actor: Actor, by: string, other: string) => sql`(select max(c.day)
  from contacts c join records on records.region_id = c.region_id and records.id = c.id
  where ${visible(actor)} and c.region_id = ${actor.regionId}
  and c.by_organization_id = ${sql.ref(by)} and c.with_organization_id = ${sql.ref(other)})`

const pairOf = (a: string, b: string) => [a, b].toSorted().join(' ')

/** How often any two organizations spoke with each other, as far as this actor may know. */
export async function countContacts(db: Db, actor: Actor): Promise<(a: string, b: string) => number> {
  if (!actor.member) return () => 0
  const rows = await db
    .selectFrom('contacts as c')
    .innerJoin('records', (on) => on.onRef('records.region_id', '=', 'c.region_id').onRef('records.id', '=', 'c.id'))
    .select(['c.by_organization_id as by', 'c.with_organization_id as with', sql<number>`count(*)`.as('n')])
    .where(visible(actor))
    .where('c.by_organization_id', 'is not', null)
    .groupBy(['c.by_organization_id', 'c.with_organization_id'])
    .execute()
  const counts = new Map<string, number>()
  for (const { by, with: other, n } of rows) {
    const pair = pairOf(by ?? '', other)
    counts.set(pair, (counts.get(pair) ?? 0) + n)
  }
  return (a, b) => counts.get(pairOf(a, b)) ?? 0
}
