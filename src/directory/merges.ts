import { UUID } from '../platform/ids.ts'
import { type SqlBool, sql } from 'kysely'
import { record } from '../journal/entries.ts'
import { decide, pairOf } from '../journal/proposals.ts'
import type { Actor } from '../platform/actor.ts'
import { type Db, inTransaction, type Trx } from '../platform/db.ts'
import { found, problem } from '../platform/errors.ts'
import { findMergedInto } from '../platform/mergings.ts'
import type { Moment } from '../platform/moment.ts'
import { type Move, moveBack, mover, type Pointer, pointersAtRecords } from '../platform/moves.ts'
import type { MergedKind, Merging, Room } from '../platform/room.ts'
import type { Choices } from './choices.ts'
import { MERGE_KINDS, type Mergeable, type MergeKind } from './merge-kinds.ts'

/** So long a merge can be undone. */
export const UNDO_DAYS = 30

/** What stays with whatever is no more: its address, what was done to it, what was said in other languages. */
const STAYS: Record<string, string> = {
  slugs: 'its address leads to the one that stays',
  journal: 'what was done was done to it',
  journal_concerns: 'what was done was done to it',
  translations: 'of texts that are no longer shown',
  search_texts: 'it is found by its names under the one that stays',
  links: 'mailed for it',
  deliveries: 'mailed for it',
  files: 'its picture comes back when this is undone',
  circles: 'who saw what was private to it',
  merges: 'tells of it',
  proposal_concerns: 'what was asked about it',
}

/** The columns that follow when one of a kind becomes another, but those of which a room takes care itself. */
export async function pointersThatFollow(db: Db, rooms: readonly Room[], kind: MergedKind): Promise<Pointer[]> {
  const { stays, unkeyed } = MERGE_KINDS[kind]
  const cared = rooms.flatMap((room) => room.merges?.[kind]?.tables ?? [])
  const all = [...(await pointersAtRecords(db, [NOUNS[kind]])), ...unkeyed]
  return all.filter(({ table }) => !(table in STAYS) && !(table in stays) && !cared.includes(table))
}

/** The table of each kind, at which others point too. */
const NOUNS: Record<MergedKind, string> = { organization: 'organizations', person: 'persons', place: 'places' }

/** Two of a kind, the one that stays and the one that becomes it. */
export interface Pair<One extends Mergeable = Mergeable> {
  kept: One
  lost: One
}

/**
 * Makes one of two: what pointed at the lost one points at the kept one, which says what was chosen of both. The lost one's
 * address leads there, its names are found there. Nothing is lost: each row that moved is kept as it was.
 */
export async function mergeTwo(
  db: Db,
  actor: Actor,
  rooms: readonly Room[],
  of: MergedKind,
  { kept, lost }: Pair,
  choices: Choices,
  moment: Moment,
): Promise<string> {
  if (kept.id === lost.id) throw problem(422, 'merging.same')
  const kind = MERGE_KINDS[of]
  const id = moment.id()
  // Not of the lost one: what is removed is seen by nobody, and nobody would see this.
  const deed = {
    verb: `${of}.merged`,
    record: kept,
    concerns: kind.owners?.(kept) ?? [],
    changes: changesOf(kind, kind.name(lost)),
  }
  await record(db, actor, deed, moment, async (trx) => {
    await holdBoth(trx, actor, [kept, lost])
    await kind.check?.(trx, actor, kept, lost)
    const before = await kind.input(trx, actor, kept)
    // First what it says, then what hangs on it: a form takes away what it does not name.
    await kind.change(trx, actor, kept, await kind.joined(trx, actor, kept, lost, choices), moment)
    const after = await kind.input(trx, actor, await kind.get(trx, actor, kept.id))
    const moves = await mover(trx, actor.regionId)
    const ids = { regionId: actor.regionId, keptId: kept.id, lostId: lost.id }
    const merging: Merging = { trx, ...ids, mover: moves, moment, before: { ...before } }
    for (const room of rooms) await room.merges?.[of]?.merge(merging)
    for (const pointer of await pointersThatFollow(trx, rooms, of)) await moves.repoint(pointer, lost.id, kept.id)
    const [spine] = await moves.rowsWhere('records', 'id', lost.id)
    await moves.change('records', spine!, { removed_at: moment.at.toISOString() })
    await keepMerge(trx, actor, { id, kept, lost, before, after, moves: moves.moves }, moment)
  })
  return id
}

/** Keeps both as they were read until this is done; of two who merge one of them at once the second gets 409. */
async function holdBoth(trx: Trx, actor: Actor, pair: readonly Mergeable[]) {
  const rows = await trx
    .selectFrom('records')
    .select(['id', 'version'])
    .where('region_id', '=', actor.regionId)
    .where(
      'id',
      'in',
      pair.map(({ id }) => id),
    )
    .where('removed_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute()
  const isThere = ({ id, version }: Mergeable) => rows.some((row) => row.id === id && row.version === version)
  if (!pair.every(isThere)) throw problem(409, 'merging.changed')
}

/** An organization is found by the name of the other from now on; what others are called is not everybody's to know. */
const changesOf = ({ kind }: MergeKind, lost: string) => (kind === 'organization' ? { lost } : {})

/** Merges two as was chosen of both, and decides the suspicion that they are one: both or neither. */
export async function mergeAsChosen(
  db: Db,
  actor: Actor,
  rooms: readonly Room[],
  of: MergedKind,
  pair: Pair,
  choices: Choices,
  moment: Moment,
): Promise<string> {
  return inTransaction(db, async (trx) => {
    const id = await mergeTwo(trx, actor, rooms, of, pair, choices, moment)
    const { suspicion } = MERGE_KINDS[of]
    await decide(trx, actor, pairOf(suspicion, pair.kept.id, pair.lost.id), 'accepted', moment)
    return id
  })
}

async function keepMerge(
  trx: Trx,
  actor: Actor,
  made: {
    id: string
    kept: Mergeable
    lost: Mergeable
    before: object
    after: object
    moves: Move[]
  },
  moment: Moment,
) {
  await trx
    .insertInto('merges')
    .values({
      region_id: actor.regionId,
      id: made.id,
      kept_id: made.kept.id,
      lost_id: made.lost.id,
      at: moment.at,
      by_person_id: actor.personId,
      before: JSON.stringify(made.before),
      after: JSON.stringify(made.after),
    })
    .execute()
  for (const [n, move] of made.moves.entries())
    await trx
      .insertInto('merge_moves')
      .values({
        region_id: actor.regionId,
        merge_id: made.id,
        n,
        table_name: move.table,
        before: JSON.stringify(move.before),
        after: move.after && JSON.stringify(move.after),
      })
      .execute()
}

export interface Merge {
  id: string
  kind: MergedKind
  keptId: string
  lostId: string
  kept: string
  lost: string
  at: Date
  undoneAt: Date | null
}

/** What one of any kind is called. */
const nameOf = (id: string) => sql<string>`coalesce(
  (select o.name from organizations o where o.region_id = m.region_id and o.id = ${sql.ref(id)}),
  (select p.name from persons p where p.region_id = m.region_id and p.id = ${sql.ref(id)}),
  (select coalesce(nullif(x.name, ''), nullif(x.street, ''), x.city) from places x
    where x.region_id = m.region_id and x.id = ${sql.ref(id)}), '')`

const merges = (db: Db, actor: Actor) =>
  db
    .selectFrom('merges as m')
    .innerJoin('records as r', (on) => on.onRef('r.region_id', '=', 'm.region_id').onRef('r.id', '=', 'm.kept_id'))
    .select(['m.id', sql<MergedKind>`r.kind`.as('kind'), 'm.kept_id as keptId', 'm.lost_id as lostId'])
    .select([nameOf('m.kept_id').as('kept'), nameOf('m.lost_id').as('lost')])
    .select(['m.at', 'm.undone_at as undoneAt'])
    .where('m.region_id', '=', actor.regionId)

/** Merges of a region, the latest first. For coordinators. */
export const listMerges = (db: Db, actor: Actor): Promise<Merge[]> =>
  merges(db, actor).orderBy('m.at', 'desc').orderBy('m.id', 'desc').limit(200).execute()

/** One merge. Throws NotFound. */
export async function getMerge(db: Db, actor: Actor, id: string): Promise<Merge> {
  return found(UUID.test(id) ? await merges(db, actor).where('m.id', '=', id).executeTakeFirst() : undefined)
}

export const canBeUndone = ({ at, undoneAt }: Merge, now: Date) =>
  undoneAt === null && now.getTime() - at.getTime() <= UNDO_DAYS * 86_400_000

/**
 * Makes two of one again: every row that followed goes back, the kept one says what it said before. What was changed since
 * stays as it is; returns how much that is.
 */
export async function undoMerge(db: Db, actor: Actor, merge: Merge, moment: Moment): Promise<number> {
  if (!canBeUndone(merge, moment.at)) throw problem(409, 'merging.tooLate', { days: UNDO_DAYS })
  const kind = MERGE_KINDS[merge.kind]
  if (await findMergedInto(db, actor, merge.kind, merge.keptId)) throw problem(409, 'merging.laterFirst')
  const kept = await kind.get(db, actor, merge.keptId)
  const deed = {
    verb: `${merge.kind}.unmerged`,
    record: kept,
    concerns: [merge.lostId],
    changes: changesOf(kind, merge.lost),
  }
  return record(db, actor, deed, moment, async (trx) => {
    const told = await trx
      .selectFrom('merges')
      .select(['before', 'after'])
      .where('region_id', '=', actor.regionId)
      .where('id', '=', merge.id)
      .where('undone_at', 'is', null)
      .forUpdate()
      .executeTakeFirst()
    if (!told) throw problem(409, 'merging.undone')
    const left = await moveBack(trx, await movesOf(trx, actor.regionId, merge.id))
    const now = await kind.get(trx, actor, merge.keptId)
    const [input, stayed] = withoutMerge(kind, await kind.input(trx, actor, now), told.before, told.after)
    await kind.change(trx, actor, now, input, moment)
    await kind.parted?.(trx, actor, merge.keptId, merge.lostId)
    await trx
      .updateTable('merges')
      .set({ undone_at: moment.at })
      .where('region_id', '=', actor.regionId)
      .where('id', '=', merge.id)
      .execute()
    return stayed + left
  })
}

type Said = Record<string, unknown>

/** What the kept one says now, with what the merge changed as it was; what somebody changed since stays. */
function withoutMerge(kind: MergeKind, now: object, before: unknown, after: unknown): [object, number] {
  const [is, was, became] = [now, before, after] as [Said, Said, Said]
  const alike = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
  const fields = kind.fields(became).filter((field) => !alike(was[field], became[field]))
  const mine = fields.filter((field) => alike(is[field], became[field]))
  return [
    Object.assign({}, is, Object.fromEntries(mine.map((field) => [field, was[field]]))),
    fields.length - mine.length,
  ]
}

async function movesOf(trx: Trx, regionId: string, mergeId: string): Promise<Move[]> {
  const rows = await trx
    .selectFrom('merge_moves')
    .select(['table_name as table', 'before', 'after'])
    .where('region_id', '=', regionId)
    .where('merge_id', '=', mergeId)
    .orderBy('n')
    .execute()
  return rows as unknown as Move[]
}

/** Takes out of what was kept of merges the rows of a table in which this stands: what is forgotten there is forgotten here too. */
export const forgetMoves = (trx: Trx, regionId: string, table: string, column: string, value: string) =>
  trx
    .deleteFrom('merge_moves')
    .where('region_id', '=', regionId)
    .where('table_name', '=', table)
    .where(sql<SqlBool>`before ->> ${column} = ${value}`)
    .execute()
