import { type SqlBool, sql } from 'kysely'
import { differences, record } from '../journal/entries.ts'
import { type Actor, organizationsWith } from '../platform/actor.ts'
import { type Db, type Trx, visible } from '../platform/db.ts'
import { found, problem } from '../platform/errors.ts'
import { parseReference, replaceReferences } from '../platform/facts.ts'
import type { Moment } from '../platform/moment.ts'
import { addRecord, circleOf, join, nextVersion, remove, restore } from '../platform/records.ts'
import { indexText } from '../platform/search-texts.ts'
import type { Ending, TieDetails } from './forms.ts'
import { periodOf, typedPeriod } from './periods.ts'
import { type Statement, sideOf } from './rules.ts'
import { say } from './statements.ts'
import { type Reference, type Tie, UUID } from './ties.ts'

/** What is proposed: ends by their ids, the first is where it is told from. */
export interface TieInput extends TieDetails {
  organization: string
  other: string
  kind: string
  /** `backward`: the other does it to the organization. */
  direction: 'forward' | 'backward'
}

export interface TieOrigin {
  id?: string
  batch?: string
  /** Who says it; by default the side that the actor speaks for, else a coordinator. */
  by?: Statement['by']
  /** Attributes of a file that have no field here. */
  extra?: Record<string, unknown>
  /** What the first statement adds in words. */
  said?: string
  /** References with what they say literally. */
  quotes?: Reference[]
}

interface Ends {
  a: string
  b: string
  title: string
}

/** Thrown to undo what a proposal began when another put in the same tie at that moment. */
const LOST_RACE = new Error('the same tie was put in at the same moment')

/**
 * Puts a tie between two organizations, with a first statement. One that is there already (same ends, kind and
 * beginning) is told and not doubled: then `made` is false and nothing was written. One taken off the map comes back.
 * @example const { id, made } = await proposeTie(db, actor, { ...changeForm.parse({}), organization, other, kind: 'funds', direction: 'forward' }, moment)
 */
export async function proposeTie(
  db: Db,
  actor: Actor,
  input: TieInput,
  moment: Moment,
  origin: TieOrigin = {},
): Promise<{ id: string; made: boolean }> {
  const ends = await endsOf(db, actor, input)
  const wanted = { ...ends, kind: input.kind, since: input.since, until: input.until }
  const same = await findSameTie(db, actor.regionId, wanted)
  if (same && !same.removed) return { id: same.id, made: false }
  const id = same?.id ?? origin.id ?? moment.id()
  try {
    await putIn(db, actor, { id, back: same?.version }, ends, input, moment, origin)
    return { id, made: true }
  } catch (error) {
    if (error !== LOST_RACE) throw error
    if (db.isTransaction) throw problem(409, 'network.errors.exists')
    return { id: found(await findSameTie(db, actor.regionId, wanted)).id, made: false }
  }
}

async function putIn(
  db: Db,
  actor: Actor,
  tie: { id: string; back?: number },
  ends: Ends,
  input: TieInput,
  moment: Moment,
  origin: TieOrigin,
) {
  const by = origin.by ?? (organizationsWith(actor, 'speak').includes(input.organization) ? 'side' : 'coordinator')
  const side = by === 'side' ? input.organization : null
  const changes = {
    kind: [null, input.kind],
    strength: [null, input.strength],
    period: [null, periodOf(input.since, input.until).period],
  }
  const deed = {
    verb: side ? 'tie.claimed' : 'tie.reported',
    record: tie,
    for: side,
    concerns: [ends.a, ends.b],
    changes,
    ...(origin.batch && { batch: origin.batch }),
  }
  await record(db, actor, deed, moment, async (trx) => {
    const seen = {
      visibility: input.visibility,
      circleId: await circleFor(trx, actor, tie.id, ends, input, moment),
      lang: input.lang,
    }
    if (tie.back === undefined) await addTie(trx, actor, { id: tie.id, ...seen }, ends, input, moment, origin.extra)
    else {
      await nextVersion(trx, actor.regionId, tie.id, tie.back, seen)
      await restore(trx, actor.regionId, tie.id)
    }
    await saveDetails(trx, actor, tie.id, ends.title, input, moment, origin.quotes)
    await say(
      trx,
      actor,
      tie.id,
      { by, organizationId: side, verdict: 'confirms', strength: input.strength, note: origin.said ?? '' },
      moment,
    )
  })
}

/** The ends of a proposal in the direction of the tie; of kinds without direction, in the order of their ids. */
async function endsOf(db: Db, actor: Actor, input: TieInput): Promise<Ends> {
  if (input.organization === input.other) throw problem(422, 'network.errors.itself')
  if (![input.organization, input.other].every((id) => UUID.test(id))) throw problem(422, 'network.errors.other')
  const names = await db
    .selectFrom('organizations as o')
    .innerJoin('records', (on) => on.onRef('records.region_id', '=', 'o.region_id').onRef('records.id', '=', 'o.id'))
    .select(['o.id', 'o.name'])
    .where('o.id', 'in', [input.organization, input.other])
    .where(visible(actor))
    .execute()
  if (names.length < 2) throw problem(422, 'network.errors.other')
  const kind = await db
    .selectFrom('tie_kinds')
    .select('directed')
    .where('region_id', '=', actor.regionId)
    .where('key', '=', input.kind)
    .executeTakeFirst()
  if (!kind) throw problem(422, 'network.errors.kind')
  const given: [string, string] =
    input.direction === 'forward' ? [input.organization, input.other] : [input.other, input.organization]
  const [a, b] = kind.directed || given[0] < given[1] ? given : [given[1], given[0]]
  return { a, b, title: [a, b].map((id) => names.find((one) => one.id === id)?.name).join(' – ') }
}

/** The tie with these ends (in their stored order), kind and beginning, whether or not anybody may see it. */
export async function findSameTie(
  db: Db,
  regionId: string,
  tie: { a: string; b: string; kind: string; since: string; until: string },
) {
  const row = await db
    .selectFrom('ties as t')
    .innerJoin('records as r', (on) => on.onRef('r.region_id', '=', 't.region_id').onRef('r.id', '=', 't.id'))
    .select(['t.id', 'r.removed_at', 'r.version'])
    .where('t.region_id', '=', regionId)
    .where('t.a_id', '=', tie.a)
    .where('t.b_id', '=', tie.b)
    .where('t.kind', '=', tie.kind)
    .where(sql<SqlBool>`t.period_first is not distinct from ${periodOf(tie.since, tie.until).periodFirst}::date`)
    .executeTakeFirst()
  return row && { id: row.id, version: row.version, removed: row.removed_at !== null }
}

async function addTie(
  trx: Trx,
  actor: Actor,
  seen: { id: string; circleId: string | null } & Pick<TieDetails, 'visibility' | 'lang'>,
  ends: Ends,
  input: TieInput,
  moment: Moment,
  extra: Record<string, unknown> = {},
) {
  await addRecord(trx, actor.regionId, { kind: 'tie', ...seen }, moment)
  const row = {
    region_id: actor.regionId,
    id: seen.id,
    a_id: ends.a,
    b_id: ends.b,
    kind: input.kind,
    extra: JSON.stringify(extra),
    ...periodColumns(input),
  }
  const made = await trx
    .insertInto('ties')
    .values(row)
    .onConflict((on) => on.doNothing())
    .executeTakeFirst()
  if (Number(made.numInsertedOrUpdatedRows) === 0) throw LOST_RACE
  await join(trx, actor.regionId, seen.id, [ends.a, ends.b])
}

const periodColumns = (input: Pick<TieDetails, 'since' | 'until'>) => {
  const { period, periodFirst, periodLast } = periodOf(input.since, input.until)
  return { period, period_first: periodFirst, period_last: periodLast }
}

/** The circle of a private tie. Both ends are always in it: whoever is tied knows of the tie. */
async function circleFor(
  trx: Trx,
  actor: Actor,
  id: string,
  ends: Pick<Ends, 'a' | 'b'>,
  input: TieDetails,
  moment: Moment,
): Promise<string | null> {
  if (input.visibility !== 'circle') return null
  const asked = [ends.a, ends.b, ...input.circle.filter((one) => UUID.test(one))]
  const known = await trx
    .selectFrom('organizations')
    .select('id')
    .where('region_id', '=', actor.regionId)
    .where('id', 'in', asked)
    .execute()
  return circleOf(
    trx,
    actor.regionId,
    id,
    known.map((row) => row.id),
    moment,
  )
}

async function saveDetails(
  trx: Trx,
  actor: Actor,
  id: string,
  title: string,
  input: TieDetails,
  moment: Moment,
  quotes: Reference[] = [],
) {
  const set = { note: input.note, ...periodColumns(input) }
  await trx.updateTable('ties').set(set).where('region_id', '=', actor.regionId).where('id', '=', id).execute()
  await replaceReferences(trx, actor.regionId, id, [...input.references.map(parseReference), ...quotes], moment)
  await indexText(trx, actor.regionId, id, { lang: input.lang, title, body: input.note })
}

const saveExtra = (trx: Trx, regionId: string, id: string, extra: Record<string, unknown>) =>
  trx
    .updateTable('ties')
    .set({ extra: JSON.stringify(extra) })
    .where('region_id', '=', regionId)
    .where('id', '=', id)
    .execute()

/** A tie as the form of its details holds it; the strength is what this actor said last. */
export function asDetails(tie: Tie, actor: Actor, circle: string[]): TieDetails {
  return {
    ...typedPeriod(tie),
    strength: ownStrength(actor, tie),
    note: tie.note,
    references: tie.references.map((one) => (one.url ? `${one.title} ${one.url}` : one.title)),
    visibility: tie.visibility,
    circle,
    lang: tie.lang,
  }
}

const ownStrength = (actor: Actor, tie: Tie): number | null => {
  const side = sideOf(actor, tie)
  return side ? side.strength : (tie.statements.findLast((said) => said.by === 'coordinator')?.strength ?? null)
}

/** Changes a tie from the version that was read; throws 409 when somebody else was faster. Another strength is another statement. */
export async function changeTie(
  db: Db,
  actor: Actor,
  before: Tie,
  input: TieDetails,
  moment: Moment,
  origin: Pick<TieOrigin, 'batch' | 'extra'> = {},
) {
  const changes = differences(logged(asDetails(before, actor, [])), logged(input))
  const [a, b] = before.sides
  await record(
    db,
    actor,
    {
      verb: 'tie.changed',
      record: before,
      concerns: [a.id, b.id],
      changes,
      ...(origin.batch && { batch: origin.batch }),
    },
    moment,
    async (trx) => {
      const circleId = await circleFor(trx, actor, before.id, { a: a.id, b: b.id }, input, moment)
      await nextVersion(trx, actor.regionId, before.id, before.version, {
        visibility: input.visibility,
        circleId,
        lang: input.lang,
      })
      await refuseSame(trx, actor.regionId, before, input)
      await saveDetails(trx, actor, before.id, `${a.name} – ${b.name}`, input, moment)
      if (origin.extra) await saveExtra(trx, actor.regionId, before.id, origin.extra)
      if (input.strength !== null && input.strength !== ownStrength(actor, before))
        await restate(trx, actor, before, input.strength, moment)
    },
  )
}

const logged = ({ circle: _circle, since, until, ...details }: TieDetails) => ({
  ...details,
  period: periodOf(since, until).period,
})

/** A new beginning may make a tie the same as another. */
async function refuseSame(trx: Trx, regionId: string, tie: Tie, input: TieDetails) {
  const [a, b] = tie.sides
  const same = await findSameTie(trx, regionId, {
    a: a.id,
    b: b.id,
    kind: tie.kind,
    since: input.since,
    until: input.until,
  })
  if (same && same.id !== tie.id) throw problem(409, 'network.errors.exists')
}

/** A side that has disputed says yes by confirming, never in passing. */
async function restate(trx: Trx, actor: Actor, tie: Tie, strength: number, moment: Moment) {
  const side = sideOf(actor, tie)
  if (side && side.verdict !== 'confirms') return
  const by = side ? 'side' : 'coordinator'
  await say(
    trx,
    actor,
    tie.id,
    { by, organizationId: side?.id ?? null, verdict: 'confirms', strength, note: '' },
    moment,
  )
}

/** Says when a tie was over. Its past stays. */
export async function endTie(db: Db, actor: Actor, before: Tie, ending: Ending, moment: Moment) {
  const { since } = typedPeriod(before)
  const after = periodOf(since, ending.until)
  if (after.period === null) throw problem(422, 'network.errors.order')
  const deed = {
    verb: 'tie.ended',
    record: before,
    concerns: before.sides.map((side) => side.id),
    changes: { period: [before.period, after.period] },
  }
  await record(db, actor, deed, moment, async (trx) => {
    await nextVersion(trx, actor.regionId, before.id, before.version)
    await trx
      .updateTable('ties')
      .set(periodColumns({ since, until: ending.until }))
      .where('region_id', '=', actor.regionId)
      .where('id', '=', before.id)
      .execute()
  })
}

/** Takes a tie off the map; its statements stay, and come back with it. */
export const removeTie = (db: Db, actor: Actor, tie: Tie, moment: Moment) =>
  record(db, actor, { verb: 'tie.removed', record: tie, concerns: tie.sides.map((side) => side.id) }, moment, (trx) =>
    remove(trx, actor.regionId, tie.id, moment),
  )

export const restoreTie = (db: Db, actor: Actor, tie: Tie, moment: Moment) =>
  record(db, actor, { verb: 'tie.restored', record: tie, concerns: tie.sides.map((side) => side.id) }, moment, (trx) =>
    restore(trx, actor.regionId, tie.id),
  )
