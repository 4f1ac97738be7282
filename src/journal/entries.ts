import { type Transaction, sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { type Db, inTransaction, type Tables } from '../platform/db.ts'
import { type Moment, randomId } from '../platform/moment.ts'
import { rememberRequest } from '../platform/request-keys.ts'

/** What was done, in the words of the journal. */
export interface Deed {
  /** `noun.verbed`, such as `tie.confirmed`. */
  verb: string
  /** The record it was done to; a function when the change makes it. */
  record: { id: string } | (() => { id: string })
  /** The organization the actor spoke for. */
  for?: string | null
  /** Other records it is about: who may not see one of them does not see the entry. */
  concerns?: string[] | (() => string[])
  /** Field → [before, after]. Values of columns marked personal never stand here. */
  changes?: Record<string, unknown> | (() => Record<string, unknown>)
  /** Entries of one batch are told as one. */
  batch?: string
  /** The day on which something sealed was done: the entry tells that day, and neither who did it nor in which order. */
  sealedOn?: string
  /** The subject whose watchers alone hear of it: no page that is kept for the public or for members shows it. */
  live?: string
  /** Within so many minutes of an entry that says the same of the same person, this is the same spell, and has none of its own. */
  spell?: number
}

const made = <T>(value: T | (() => T)): T => (typeof value === 'function' ? (value as () => T)() : value)

/**
 * Law 3: a change and its journal entry are one transaction, and listeners hear of it when it commits.
 * Inside a transaction it joins that one.
 */
export async function record<T>(
  db: Db,
  actor: Actor,
  deed: Deed,
  moment: Moment,
  change: (trx: Transaction<Tables>) => Promise<T>,
): Promise<T> {
  return inTransaction(db, (trx) => enter(trx, actor, deed, moment, change))
}

async function enter<T>(
  trx: Transaction<Tables>,
  actor: Actor,
  deed: Deed,
  moment: Moment,
  change: (trx: Transaction<Tables>) => Promise<T>,
): Promise<T> {
  await rememberRequest(trx, actor.regionId, moment)
  const result = await change(trx)
  const entry = entryOf(actor, deed, moment)
  if (!(await isInSpell(trx, entry, deed.spell))) await write(trx, [entry])
  // What a region is called stands on the installation's pages too: an empty payload is the installation.
  if (deed.verb.startsWith('region.')) await tell(trx, '')
  await tell(trx, deed.live ? `${actor.regionId} ${deed.live}` : actor.regionId)
  return result
}

/** Whether a person does on what they began within so many minutes. */
async function isInSpell(trx: Transaction<Tables>, { entry, concerns }: Written, spell?: number): Promise<boolean> {
  if (spell === undefined || entry.actor_id === null) return false
  const begun = await trx
    .selectFrom('journal as j')
    .select((eb) =>
      eb
        .selectFrom('journal_concerns as c')
        .select(sql<string[]>`array_agg(c.record_id)`.as('ids'))
        .whereRef('c.region_id', '=', 'j.region_id')
        .whereRef('c.entry_id', '=', 'j.id')
        .as('concerns'),
    )
    .where('j.region_id', '=', entry.region_id)
    .where('j.record_id', '=', entry.record_id)
    .where('j.verb', '=', entry.verb)
    .where('j.actor_id', '=', entry.actor_id)
    .where('j.at', '>', new Date(entry.at.getTime() - spell * 60_000))
    .where('j.changes', '=', entry.changes)
    .execute()
  const same = concerns.toSorted().join()
  return begun.some((one) => one.concerns?.toSorted().join() === same)
}

/** Who listens is told once a transaction, however many deeds it holds. */
const told = new WeakMap<Transaction<Tables>, Set<string>>()

/** Lets all processes know at the commit that something of a region has changed, or of one subject in it (`toldOf`). */
export async function tell(trx: Transaction<Tables>, payload: string) {
  const already = told.get(trx) ?? new Set()
  if (already.has(payload)) return
  told.set(trx, already.add(payload))
  await sql`select pg_notify('tieline', ${payload})`.execute(trx)
}

/** So many entries are written at once. */
const BATCH = 500

/** The same for many deeds that are one change: an import of thousands. Each has its entry. */
export async function recordMany<T>(
  trx: Transaction<Tables>,
  actor: Actor,
  deeds: readonly Deed[],
  moment: Moment,
  change: () => Promise<T>,
): Promise<T> {
  await rememberRequest(trx, actor.regionId, moment)
  const result = await change()
  for (let at = 0; at < deeds.length; at += BATCH)
    await write(
      trx,
      deeds.slice(at, at + BATCH).map((deed) => entryOf(actor, deed, moment)),
    )
  await tell(trx, actor.regionId)
  return result
}

async function write(trx: Transaction<Tables>, written: readonly Written[]) {
  await trx
    .with('entry', (cte) => cte.insertInto('journal').values(written.map(({ entry }) => entry)))
    .insertInto('journal_concerns')
    .values(
      written.flatMap(({ entry, concerns }) =>
        concerns.map((record_id) => ({ region_id: entry.region_id, entry_id: entry.id, record_id })),
      ),
    )
    .execute()
}

/** Who did it, when, and the id that keeps the order; of something sealed the day alone, which nobody is mailed about. */
const authorship = (actor: Actor, { sealedOn, for: forOrganization }: Deed, moment: Moment) =>
  sealedOn === undefined
    ? {
        id: moment.id(),
        at: moment.at,
        actor_kind: actor.kind,
        actor_id: actor.personId,
        for_organization_id: forOrganization ?? null,
      }
    : {
        id: randomId(moment),
        at: new Date(`${sealedOn}T00:00:00Z`),
        actor_kind: 'withheld',
        actor_id: null,
        for_organization_id: null,
        announced_at: new Date(`${sealedOn}T00:00:00Z`),
      }

/** An entry as its row stands, and the records that it is about. */
type Written = ReturnType<typeof entryOf>

function entryOf(actor: Actor, deed: Deed, moment: Moment) {
  const recordId = made(deed.record).id
  const entry = {
    region_id: actor.regionId,
    ...authorship(actor, deed, moment),
    verb: deed.verb,
    record_id: recordId,
    batch_id: deed.batch ?? null,
    changes: JSON.stringify(made(deed.changes ?? {})),
  }
  const forWhom = entry.for_organization_id === null ? [] : [entry.for_organization_id]
  const concerns = [...new Set([recordId, ...made(deed.concerns ?? []), ...forWhom])]
  return { entry, concerns }
}

/** What differs between two versions of a record: field → [before, after]. */
export function differences<T extends object>(
  before: Partial<T>,
  after: Partial<T>,
): Record<string, [unknown, unknown]> {
  const fields = Object.keys(after) as (keyof T & string)[]
  return Object.fromEntries(
    fields
      .filter((field) => JSON.stringify(before[field] ?? null) !== JSON.stringify(after[field] ?? null))
      .map((field) => [field, [before[field] ?? null, after[field] ?? null]]),
  )
}
