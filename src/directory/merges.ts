import { sql } from 'kysely'
import { record } from '../journal/entries.ts'
import { decide } from '../journal/proposals.ts'
import type { Actor } from '../platform/actor.ts'
import { type Db, inTransaction, type Trx, visible } from '../platform/db.ts'
import { found, problem } from '../platform/errors.ts'
import type { Moment } from '../platform/moment.ts'
import { type Move, moveBack, mover, type Pointer, pointersAtRecords } from '../platform/moves.ts'
import { circleMembers } from '../platform/records.ts'
import type { Merging, Room } from '../platform/room.ts'
import { type Choices, joinedInput } from './choices.ts'
import { suspicionOf } from './duplicates.ts'
import type { OrganizationInput } from './forms.ts'
import { changeOrganization } from './organization-changes.ts'
import { publicFields } from './organization-parts.ts'
import { asInput, getOrganization, type Organization } from './organizations.ts'

/** So long a merge can be undone. */
export const UNDO_DAYS = 30

/** What stays with the organization that is no more: its address, what was done to it, what was said in other languages. */
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
  identifiers: 'the one that stays says them too',
  record_references: 'the one that stays says them too',
  organization_roles: 'the one that stays has them too',
  merges: 'tells of it',
  proposal_concerns: 'what was asked about it',
}

/** The columns that follow when an organization becomes another, but those of which a room takes care itself. */
export async function pointersThatFollow(db: Db, rooms: readonly Room[]): Promise<Pointer[]> {
  const cared = rooms.flatMap((room) => room.mergesTables ?? [])
  const all = await pointersAtRecords(db, ['organizations'])
  return all.filter(({ table }) => !(table in STAYS) && !cared.includes(table))
}

/**
 * Makes one organization of two: what pointed at the lost one points at the kept one, which says what was chosen of both.
 * The lost one's address leads there, its names are found there. Nothing is lost: each row that moved is kept as it was.
 */
export async function mergeOrganizations(
  db: Db,
  actor: Actor,
  rooms: readonly Room[],
  { kept, lost, input }: { kept: Organization; lost: Organization; input: OrganizationInput },
  moment: Moment,
): Promise<string> {
  if (kept.id === lost.id) throw problem(422, 'merging.same')
  const id = moment.id()
  const deed = { verb: 'organization.merged', record: kept, concerns: [lost.id], changes: { lost: lost.name } }
  await record(db, actor, deed, moment, async (trx) => {
    const circle = await circleMembers(trx, actor.regionId, kept.circleId)
    const before = asInput(kept, circle)
    // First what it says, then what hangs on it: a form takes away what it does not name.
    await changeOrganization(trx, actor, kept, input, moment)
    const after = asInput(await getOrganization(trx, actor, kept.id), circle)
    const moves = await mover(trx, actor.regionId)
    const merging: Merging = { trx, regionId: actor.regionId, keptId: kept.id, lostId: lost.id, mover: moves, moment }
    for (const room of rooms) await room.merge?.(merging)
    for (const pointer of await pointersThatFollow(trx, rooms)) await moves.repoint(pointer, lost.id, kept.id)
    const [spine] = await moves.rowsWhere('records', 'id', lost.id)
    await moves.change('records', spine!, { removed_at: moment.at.toISOString() })
    await keepMerge(trx, actor, { id, kept, lost, before, after, moves: moves.moves }, moment)
  })
  return id
}

/**
 * Merges two organizations as was chosen of both, and decides the suspicion that they are one: both or neither. What the
 * one that stays says where nothing was chosen: see `joinedInput`.
 */
export async function mergeAsChosen(
  db: Db,
  actor: Actor,
  rooms: readonly Room[],
  { kept, lost, choices }: { kept: Organization; lost: Organization; choices: Choices },
  moment: Moment,
) {
  const circle = await circleMembers(db, actor.regionId, kept.circleId)
  const input = joinedInput(kept, lost, circle, choices)
  await inTransaction(db, async (trx) => {
    await mergeOrganizations(trx, actor, rooms, { kept, lost, input }, moment)
    await decide(trx, actor, suspicionOf(kept, lost), 'accepted', moment)
  })
}

async function keepMerge(
  trx: Trx,
  actor: Actor,
  made: {
    id: string
    kept: Organization
    lost: Organization
    before: OrganizationInput
    after: OrganizationInput
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
  keptId: string
  lostId: string
  kept: string
  lost: string
  at: Date
  undoneAt: Date | null
}

const merges = (db: Db, actor: Actor) =>
  db
    .selectFrom('merges as m')
    .innerJoin('organizations as k', (on) =>
      on.onRef('k.region_id', '=', 'm.region_id').onRef('k.id', '=', 'm.kept_id'),
    )
    .innerJoin('organizations as l', (on) =>
      on.onRef('l.region_id', '=', 'm.region_id').onRef('l.id', '=', 'm.lost_id'),
    )
    .select([
      'm.id',
      'm.kept_id as keptId',
      'm.lost_id as lostId',
      'k.name as kept',
      'l.name as lost',
      'm.at',
      'm.undone_at as undoneAt',
    ])
    .where('m.region_id', '=', actor.regionId)

/** Merges of a region, the latest first. For coordinators. */
export const listMerges = (db: Db, actor: Actor): Promise<Merge[]> =>
  merges(db, actor).orderBy('m.at', 'desc').orderBy('m.id', 'desc').limit(200).execute()

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** One merge. Throws NotFound. */
export async function getMerge(db: Db, actor: Actor, id: string): Promise<Merge> {
  return found(UUID.test(id) ? await merges(db, actor).where('m.id', '=', id).executeTakeFirst() : undefined)
}

export const canBeUndone = ({ at, undoneAt }: Merge, now: Date) =>
  undoneAt === null && now.getTime() - at.getTime() <= UNDO_DAYS * 86_400_000

/**
 * Makes two organizations of one again: every row that followed goes back, the kept one says what it said before. What was
 * changed since stays as it is; returns how much that is.
 */
export async function undoMerge(db: Db, actor: Actor, merge: Merge, moment: Moment): Promise<number> {
  if (!canBeUndone(merge, moment.at)) throw problem(409, 'merging.tooLate', { days: UNDO_DAYS })
  const kept = await getOrganization(db, actor, merge.keptId)
  const deed = { verb: 'organization.unmerged', record: kept, concerns: [merge.lostId], changes: { lost: merge.lost } }
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
    const now = await getOrganization(trx, actor, merge.keptId)
    const circle = await circleMembers(trx, actor.regionId, now.circleId)
    const [before, after] = [told.before, told.after] as unknown as [OrganizationInput, OrganizationInput]
    const [input, stayed] = withoutMerge(asInput(now, circle), before, after)
    await changeOrganization(trx, actor, now, input, moment)
    await trx
      .updateTable('merges')
      .set({ undone_at: moment.at })
      .where('region_id', '=', actor.regionId)
      .where('id', '=', merge.id)
      .execute()
    return stayed + left
  })
}

/** What an organization says now, with what the merge changed as it was; what somebody changed since stays. */
function withoutMerge(
  now: OrganizationInput,
  before: OrganizationInput,
  after: OrganizationInput,
): [OrganizationInput, number] {
  const alike = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
  const fields = (Object.keys(publicFields(after)) as (keyof OrganizationInput)[]).filter(
    (field) => !alike(before[field], after[field]),
  )
  const mine = fields.filter((field) => alike(now[field], after[field]))
  return [
    Object.assign({}, now, Object.fromEntries(mine.map((field) => [field, before[field]]))),
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

/** Where an organization is that became another one, if this actor may see that: by its address or id. */
export async function findMergedInto(
  db: Db,
  actor: Actor,
  asked: string,
): Promise<{ id: string; slug: string } | undefined> {
  const row = await db
    .selectFrom('merges as m')
    .innerJoin('records', (on) =>
      on.onRef('records.region_id', '=', 'm.region_id').onRef('records.id', '=', 'm.kept_id'),
    )
    .select(['records.id', sql<string>`records.slug`.as('slug')])
    .where('m.region_id', '=', actor.regionId)
    .where('m.undone_at', 'is', null)
    .where(visible(actor))
    .where((eb) =>
      eb.or([
        ...(UUID.test(asked) ? [eb('m.lost_id', '=', asked)] : []),
        eb(
          'm.lost_id',
          'in',
          eb
            .selectFrom('slugs as s')
            .select('s.record_id')
            .where('s.region_id', '=', actor.regionId)
            .where('s.kind', '=', 'organization')
            .where('s.slug', '=', asked),
        ),
      ]),
    )
    .orderBy('m.at', 'desc')
    .executeTakeFirst()
  return row
}
