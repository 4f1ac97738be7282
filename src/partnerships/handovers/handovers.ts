import { jsonArrayFrom } from 'kysely/helpers/postgres'
import { sql } from 'kysely'
import { type Colleague, listColleagues, namesAtWork } from '../../account/colleagues.ts'
import { endPosition, listPositions } from '../../account/positions.ts'
import { getPerson } from '../../account/persons.ts'
import { record } from '../../journal/entries.ts'
import type { Actor } from '../../platform/actor.ts'
import { dayIn } from '../../platform/days.ts'
import { type Db, visible } from '../../platform/db.ts'
import { found, problem } from '../../platform/errors.ts'
import type { Lang } from '../../platform/i18n.ts'
import { indexText } from '../../platform/search-texts.ts'
import { UUID } from '../../platform/ids.ts'
import type { Moment } from '../../platform/moment.ts'
import { addRecord, circleOf, putInCircle } from '../../platform/records.ts'
import type { HandoverPart, Held, Room } from '../../platform/room.ts'
import type { Page } from '../../ui/page.ts'

/** Something that is held, of one kind. */
export interface HeldOf extends Held {
  part: HandoverPart
}

/** All that a person holds for an organization, kind by kind, as the rooms tell it. */
export async function heldBy(
  db: Db,
  actor: Actor,
  rooms: readonly Room[],
  who: { personId: string; organizationId: string },
  page: Page,
): Promise<HeldOf[]> {
  const parts = rooms.flatMap((room) => room.handovers ?? [])
  const all = await Promise.all(parts.map((part) => part.list(db, actor, who, page)))
  return all.flatMap((held, n) => held.map((one) => ({ ...one, part: parts[n]! })))
}

/** Its name in a form. */
export const nameOf = ({ part, key }: HeldOf) => `${part.kind}:${key}`

/** Colleagues who can take something: those of the organization today, but who leaves. */
export const takersOf = async (
  db: Db,
  actor: Actor,
  { personId, organizationId }: { personId: string; organizationId: string },
  today: string,
): Promise<Colleague[]> => (await listColleagues(db, actor, organizationId, today)).filter(({ id }) => id !== personId)

/** What was handed over to whom. */
export interface HandedItem {
  kind: string
  label: string
  recordId: string | null
  /** Null: nobody yet, or nobody whom the reader may know. */
  to: { id: string; name: string | null } | null
}

/** A handover as colleagues read it. */
export interface Handover {
  id: string
  organization: { id: string; slug: string; name: string }
  /** Who leaves; the name is null where the reader may not know who it is, or nobody does any more. */
  person: { id: string; name: string | null } | null
  lastDay: string
  memo: string
  farewell: string
  madeAt: Date
  items: HandedItem[]
}

const handovers = (db: Db, actor: Actor) =>
  db
    .selectFrom('handovers as h')
    .innerJoin('records', (on) => on.onRef('records.region_id', '=', 'h.region_id').onRef('records.id', '=', 'h.id'))
    .innerJoin('organizations as o', (on) =>
      on.onRef('o.region_id', '=', 'h.region_id').onRef('o.id', '=', 'h.organization_id'),
    )
    .innerJoin('records as r', (on) => on.onRef('r.region_id', '=', 'o.region_id').onRef('r.id', '=', 'o.id'))
    .select(['h.id', 'h.person_id as personId', 'h.last_day as lastDay', 'h.memo', 'h.farewell', 'h.made_at as madeAt'])
    .select(['o.id as organizationId', 'o.name', sql<string>`r.slug`.as('slug')])
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('handover_items as i')
          .select(['i.kind', 'i.label', 'i.record_id as recordId', 'i.to_person_id as toId'])
          .whereRef('i.region_id', '=', 'h.region_id')
          .whereRef('i.handover_id', '=', 'h.id')
          .orderBy('i.position'),
      ).as('rows'),
    )
    .where(visible(actor))

type Row = Awaited<ReturnType<ReturnType<typeof handovers>['executeTakeFirstOrThrow']>>

async function shape(db: Db, actor: Actor, rows: Row[]): Promise<Handover[]> {
  const ids = rows.flatMap((row) => [row.personId, ...row.rows.map(({ toId }) => toId)]).filter((id) => id !== null)
  const names = await namesAtWork(db, actor, [...new Set(ids)])
  const person = (id: string | null) => (id === null ? null : { id, name: names.get(id) ?? null })
  return rows.map(({ organizationId, name, slug, personId, rows: items, ...row }) => ({
    ...row,
    organization: { id: organizationId, slug, name },
    person: person(personId),
    items: items.map(({ toId, ...item }) => ({ ...item, to: person(toId) })),
  }))
}

/** One handover; throws NotFound where the actor may not see it. */
export async function getHandover(db: Db, actor: Actor, id: string): Promise<Handover> {
  const row = UUID.test(id) ? await handovers(db, actor).where('h.id', '=', id).executeTakeFirst() : undefined
  return (await shape(db, actor, [found(row)]))[0]!
}

/** The handovers of an organization, the latest first. */
export async function listHandovers(db: Db, actor: Actor, organizationId: string): Promise<Handover[]> {
  const rows = await handovers(db, actor)
    .where('h.organization_id', '=', organizationId)
    .orderBy('h.made_at', 'desc')
    .orderBy('h.id')
    .limit(100)
    .execute()
  return shape(db, actor, rows)
}

/** What is decided: who takes what, and what is said. */
export interface Decided {
  personId: string
  organizationId: string
  lastDay: string
  ends: boolean
  memo: string
  farewell: string
  /** What it is found under: the name of the organization. */
  title: string
  lang: Lang
  /** By `nameOf`; without one nobody takes it yet. */
  takers: ReadonlyMap<string, string>
}

/**
 * Hands over what somebody holds for an organization, whole or not at all: each thing to who takes it, their positions there
 * end on their last day, and what the next should know is kept for their colleagues. Throws 422 for a taker who is no
 * colleague.
 */
export async function makeHandover(
  db: Db,
  actor: Actor,
  region: { timeZone: string },
  held: readonly HeldOf[],
  decided: Decided,
  moment: Moment,
): Promise<string> {
  const { personId, organizationId, lastDay, memo, farewell, takers } = decided
  const { regionId } = actor
  const today = dayIn(region.timeZone, moment.at)
  const known = new Set((await takersOf(db, actor, decided, today)).map(({ id }) => id))
  if ([...takers.values()].some((id) => !known.has(id))) throw problem(422, 'handovers.errors.taker')
  const id = moment.id()
  const deed = {
    verb: 'handover.made',
    record: { id },
    for: actor.coordinates ? null : organizationId,
    concerns: [organizationId],
  }
  await record(db, actor, deed, moment, async (trx) => {
    await addRecord(trx, regionId, { id, kind: 'handover', visibility: 'circle' }, moment)
    await putInCircle(trx, regionId, id, await circleOf(trx, regionId, id, [organizationId], moment))
    const row = { region_id: regionId, id, organization_id: organizationId, person_id: personId }
    await trx
      .insertInto('handovers')
      .values({ ...row, last_day: lastDay, memo, farewell, made_at: moment.at })
      .execute()
    const items = held.map((one, position) => ({
      region_id: regionId,
      handover_id: id,
      position,
      kind: one.part.kind,
      label: one.label,
      record_id: one.recordId,
      to_person_id: takers.get(nameOf(one)) ?? null,
    }))
    await indexText(trx, regionId, id, { lang: decided.lang, title: decided.title, body: memo })
    if (items.length > 0) await trx.insertInto('handover_items').values(items).execute()
    for (const one of held) {
      const to = takers.get(nameOf(one))
      if (to) await one.part.take(trx, actor, one, { from: personId, to, organizationId, today }, moment)
    }
    if (!decided.ends) return
    const person = await getPerson(trx, actor, personId)
    for (const position of await listPositions(trx, actor, person))
      if (position.organization.id === organizationId && (position.last === null || position.last > lastDay))
        await endPosition(trx, actor, person, position, lastDay, moment)
  })
  return id
}
