import { UUID } from '../platform/ids.ts'
import { record } from '../journal/entries.ts'
import { type Actor, organizationsWith } from '../platform/actor.ts'
import { type Db, type Trx, visible } from '../platform/db.ts'
import { found, problem } from '../platform/errors.ts'
import type { Moment } from '../platform/moment.ts'
import { addRecord, join, nextVersion, restore } from '../platform/records.ts'
import type { TieDetails } from './forms.ts'
import { periodOf } from './periods.ts'
import type { Statement } from './rules.ts'
import { say } from './statements.ts'
import { type Ends, circleFor, periodColumns, saveDetails } from './tie-parts.ts'
import { type Reference, findSameTie } from './ties.ts'

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
