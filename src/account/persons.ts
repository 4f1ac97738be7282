import { UUID } from '../platform/ids.ts'
import { sql } from 'kysely'
import { record } from '../journal/entries.ts'
import type { Actor } from '../platform/actor.ts'
import { normaliseEmail } from '../platform/addresses.ts'
import { type Db, type Trx, visible } from '../platform/db.ts'
import { found, permit } from '../platform/errors.ts'
import type { Lang } from '../platform/i18n.ts'
import { revokeLinks } from '../platform/links.ts'
import { stillItself } from '../platform/mergings.ts'
import type { Moment } from '../platform/moment.ts'
import { addRecord, nextVersion, remove, restore, type Visibility } from '../platform/records.ts'
import { indexText } from '../platform/search-texts.ts'
import type { PersonInput } from './forms.ts'
import { keepACoordinator, type Region } from './members.ts'
import { isNamed } from './other-names.ts'
import { type Agreed, asSeenBy, canSee, PERSON_FIELDS } from './rules.ts'

/** A person as far as somebody may see them: where to reach them is null until they agreed to that. */
export interface Person {
  id: string
  name: string
  email: string | null
  phone: string | null
  note: string
  visibility: Visibility
  /** To what they agreed, by field. */
  agreed: Agreed
  lang: Lang
  version: number
  createdAt: Date
}

export interface NewPerson {
  name: string
  email?: string | null
  phone?: string | null
  note?: string
  lang?: Lang
  /** The organization somebody added them for. */
  for?: string | null
  /** Entries of one batch are told as one. */
  batch?: string
}

/** Adds a person. Until consent is recorded only coordinators see them. */
export async function createPerson(db: Db, actor: Actor, made: NewPerson, moment: Moment): Promise<{ id: string }> {
  const id = moment.id()
  const deed = {
    verb: 'person.created',
    record: { id },
    for: made.for ?? null,
    ...(made.batch && { batch: made.batch }),
  }
  await record(db, actor, deed, moment, async (trx) => {
    const lang = made.lang ?? 'en'
    await addRecord(trx, actor.regionId, { id, kind: 'person', visibility: 'circle', circleId: null, lang }, moment)
    const row = {
      name: made.name,
      email: made.email ? normaliseEmail(made.email) : null,
      phone: made.phone || null,
      note: made.note ?? '',
    }
    await trx
      .insertInto('persons')
      .values({ region_id: actor.regionId, id, ...row })
      .execute()
    await indexText(trx, actor.regionId, id, { lang, title: made.name, body: '' })
  })
  return { id }
}

export const personRows = (db: Db) =>
  db
    .selectFrom('persons as p')
    .innerJoin('records', (on) =>
      on
        .onRef('records.region_id', '=', 'p.region_id')
        .onRef('records.id', '=', 'p.id')
        .on('records.kind', '=', 'person'),
    )
    .select(['p.id', 'p.name', 'p.email', 'p.phone', 'p.note'])
    .select(['records.visibility', 'records.lang', 'records.version', 'records.created_at as createdAt'])
    .select(
      sql<
        Record<string, Visibility>
      >`(select coalesce(json_object_agg(c.field, coalesce(c.visibility, records.visibility)), '{}')
        from consents c where c.region_id = p.region_id and c.person_id = p.id and c.withdrawn_at is null)`.as(
        'consented',
      ),
    )

type Row = Awaited<ReturnType<ReturnType<typeof personRows>['executeTakeFirstOrThrow']>>
export const asPerson = ({ consented, ...row }: Row): Person => ({
  ...row,
  visibility: row.visibility as Visibility,
  agreed: agreedOf(consented),
  lang: row.lang as Lang,
})

/** Until there was a consent for each field one was for all. */
const agreedOf = ({ '*': all, ...each }: Record<string, Visibility>): Agreed =>
  all ? Object.fromEntries(PERSON_FIELDS.map((field) => [field, each[field] ?? all])) : each

/** The person with this id as this actor may see them. Throws NotFound. */
export async function getPerson(db: Db, actor: Actor, id: string): Promise<Person> {
  const row = UUID.test(id)
    ? await personRows(db).where(visible(actor)).where('p.id', '=', id).executeTakeFirst()
    : null
  return asSeenBy(actor, asPerson(found(row)))
}

/** Everybody whom this actor may see, as far as they may see them. */
export async function listPersonsSeen(db: Db, actor: Actor): Promise<Person[]> {
  const rows = await personRows(db).where(visible(actor)).orderBy('p.id').execute()
  return rows.map((row) => asSeenBy(actor, asPerson(row)))
}

/**
 * The person of a region whom an address stands for: of several the one with mandates, then the oldest. The region's
 * coordinators and the installation ask, nobody else.
 */
export async function findPersonByEmail(db: Db, actor: Actor, email: string): Promise<Person | undefined> {
  const row = await personRows(db)
    .where('records.region_id', '=', actor.regionId)
    .where('records.removed_at', 'is', null)
    .where(sql<string>`lower(p.email)`, '=', normaliseEmail(email))
    .orderBy(
      sql`exists (select from mandates m where m.region_id = p.region_id and m.person_id = p.id and m.ended_at is null)`,
      'desc',
    )
    .orderBy('p.id')
    .executeTakeFirst()
  return row && asPerson(row)
}

/** The removed person with this id, for whoever may bring them back. Throws NotFound. */
export async function getRemovedPerson(db: Db, actor: Actor, id: string): Promise<Person> {
  if (!UUID.test(id) || !actor.coordinates) return found<Person>(null)
  const query = personRows(db).where('records.region_id', '=', actor.regionId).where('p.id', '=', id)
  return asPerson(found(await query.where('records.removed_at', 'is not', null).where(stillItself).executeTakeFirst()))
}

/** The person with this id, removed or not, for whoever may see both. Throws NotFound. */
export async function getAnyPerson(db: Db, actor: Actor, id: string): Promise<Person> {
  if (!UUID.test(id) || !actor.coordinates) return getPerson(db, actor, id)
  const query = personRows(db).where('records.region_id', '=', actor.regionId).where('p.id', '=', id)
  return asPerson(found(await query.where(stillItself).executeTakeFirst()))
}

/** One's own data, which one sees whatever is published of it. */
export async function getOneself(db: Db, regionId: string, personId: string): Promise<Person> {
  const query = personRows(db).where('records.region_id', '=', regionId).where('p.id', '=', personId)
  return asPerson(await query.executeTakeFirstOrThrow())
}

export interface Listed {
  id: string
  name: string
  visibility: Visibility
  email: string | null
  phone: string | null
  positions: { title: string; organization: string; slug: string }[]
}

/** Visible people whose name or present place of work holds the words, by name, with their present positions. */
export async function listPeople(
  db: Db,
  actor: Actor,
  asked: { q?: string; today: string; offset?: number; limit?: number },
): Promise<{ items: Listed[]; total: number }> {
  const all = personRows(db)
    .where(visible(actor))
    .$if(Boolean(asked.q), (query) => query.where(isNamed(actor, asked.q ?? '')))
  const counted = await db
    .selectFrom(all.as('all'))
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await all
    .orderBy(sql`plain(p.name) collate "C"`)
    .orderBy('p.id')
    .$if(asked.limit !== undefined, (query) => query.limit(asked.limit!).offset(asked.offset ?? 0))
    .execute()
  const positions = await presentPositions(
    db,
    actor,
    rows.map((row) => row.id),
    asked.today,
  )
  const items = rows.map((row) => {
    const person = asPerson(row)
    const { id, name, visibility, email, phone } = asSeenBy(actor, person)
    const held = positions.filter((one) => one.personId === id && canSee(actor, person, 'position'))
    return {
      id,
      name,
      visibility,
      email,
      phone,
      positions: held.map(({ title, organization, slug }) => ({ title, organization, slug })),
    }
  })
  return { items, total: counted.total }
}

/** Positions of these people that are current on a day, at organizations that this actor may see. */
async function presentPositions(db: Db, actor: Actor, personIds: string[], today: string) {
  if (personIds.length === 0) return []
  return db
    .selectFrom('positions as q')
    .innerJoin('organizations as o', (on) =>
      on.onRef('o.region_id', '=', 'q.region_id').onRef('o.id', '=', 'q.organization_id'),
    )
    .innerJoin('records', (on) => on.onRef('records.region_id', '=', 'o.region_id').onRef('records.id', '=', 'o.id'))
    .select(['q.person_id as personId', 'q.title', 'o.name as organization', sql<string>`records.slug`.as('slug')])
    .where('q.person_id', 'in', personIds)
    .where(visible(actor))
    .where((where) => where.or([where('q.period_first', 'is', null), where('q.period_first', '<=', today)]))
    .where((where) => where.or([where('q.period_last', 'is', null), where('q.period_last', '>=', today)]))
    .orderBy('q.id')
    .execute()
}

/** People who work at an organization today, as this actor may see them: for its profile. */
export async function listPeopleOf(
  db: Db,
  actor: Actor,
  organizationId: string,
  today: string,
): Promise<{ id: string; name: string; title: string; visibility: Visibility }[]> {
  const rows = await personRows(db)
    .innerJoin('positions as q', (on) => on.onRef('q.region_id', '=', 'p.region_id').onRef('q.person_id', '=', 'p.id'))
    .select('q.title')
    .where(visible(actor))
    .where('q.organization_id', '=', organizationId)
    .where((where) => where.or([where('q.period_first', 'is', null), where('q.period_first', '<=', today)]))
    .where((where) => where.or([where('q.period_last', 'is', null), where('q.period_last', '>=', today)]))
    .orderBy(sql`plain(p.name) collate "C"`)
    .execute()
  return rows
    .map((row) => ({ title: row.title, ...asPerson(row) }))
    .filter((person) => canSee(actor, person, 'position'))
    .map(({ id, name, title, visibility }) => ({ id, name, title, visibility }))
}

/** Changes a person from the version that was read; throws 409 when somebody else was faster. */
export async function changePerson(db: Db, actor: Actor, before: Person, input: PersonInput, moment: Moment) {
  const after = { name: input.name, email: input.email || null, phone: input.phone || null, note: input.note }
  const fields = (Object.keys(after) as (keyof typeof after)[]).filter((field) => after[field] !== before[field])
  // Which fields changed may be told, what stood in them may not.
  const deed = { verb: 'person.changed', record: before, changes: { fields } }
  await record(db, actor, deed, moment, async (trx) => {
    await nextVersion(trx, actor.regionId, before.id, before.version, { lang: input.lang })
    if (fields.includes('email')) await changeAddress(trx, actor, before.id, moment)
    await trx
      .updateTable('persons')
      .set(after)
      .where('region_id', '=', actor.regionId)
      .where('id', '=', before.id)
      .execute()
    await indexText(trx, actor.regionId, before.id, { lang: input.lang, title: input.name, body: '' })
  })
}

/**
 * What must hold when an address changes: mandates open to whoever proves the address, so only a coordinator sets it, and
 * an invitation that was mailed to the old one is worth nothing.
 */
async function changeAddress(trx: Trx, actor: Actor, personId: string, moment: Moment) {
  permit(actor.coordinates, 'errors.coordinatorsOnly')
  await trx
    .selectFrom('persons')
    .select('id')
    .where('region_id', '=', actor.regionId)
    .where('id', '=', personId)
    .forUpdate()
    .execute()
  await revokeLinks(trx, actor.regionId, { purpose: 'invitation', personId }, moment)
}

/** Takes a person off the list, with all that hangs on them; they are no member while removed. */
export const removePerson = (db: Db, actor: Actor, region: Region, person: { id: string }, moment: Moment) =>
  record(db, actor, { verb: 'person.removed', record: person }, moment, async (trx) => {
    await keepACoordinator(trx, actor, region, person.id, moment)
    await revokeLinks(trx, actor.regionId, { purpose: 'invitation', personId: person.id }, moment)
    await remove(trx, actor.regionId, person.id, moment)
  })

/** Brings a removed person back. */
export const restorePerson = (db: Db, actor: Actor, person: { id: string }, moment: Moment) =>
  record(db, actor, { verb: 'person.restored', record: person }, moment, (trx) =>
    restore(trx, actor.regionId, person.id),
  )
