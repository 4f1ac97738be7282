import { UUID } from '../platform/ids.ts'
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { type Db, inTransaction, type Trx, visible } from '../platform/db.ts'
import { found } from '../platform/errors.ts'
import type { Found } from '../platform/likely.ts'
import type { Moment } from '../platform/moment.ts'

export const DECISIONS = ['accepted', 'refused', 'later'] as const
export type Decision = (typeof DECISIONS)[number]

export interface Suggestion {
  kind: string
  /** The same suggestion has the same key, so that it is made once. */
  key: string
  payload: Record<string, unknown>
  /** Records it is about: who may not see one of them does not see it. */
  concerns: string[]
  /** The organization whose people alone are told of it; null or left out: whoever may see all that it is about. */
  sealedTo?: string | null
}
export interface Proposal extends Suggestion {
  id: string
  madeAt: Date
  decision: Decision | null
  decidedAt: Date | null
}

/** So many are written at once. */
const BATCH = 500

/** Makes suggestions that were not made before, decided or not. Returns how many are new. */
export async function propose(
  trx: Trx,
  regionId: string,
  suggestions: readonly Suggestion[],
  moment: Moment,
): Promise<number> {
  let made = 0
  for (let at = 0; at < suggestions.length; at += BATCH) {
    const batch = new Map(suggestions.slice(at, at + BATCH).map((one) => [`${one.kind} ${one.key}`, one]))
    const rows = await trx
      .insertInto('proposals')
      .values(
        [...batch.values()].map(({ kind, key, payload, sealedTo = null }) => ({
          region_id: regionId,
          id: moment.id(),
          kind,
          key,
          payload: JSON.stringify(payload),
          sealed_to: sealedTo,
          made_at: moment.at,
        })),
      )
      .onConflict((conflict) => conflict.columns(['region_id', 'kind', 'key']).doNothing())
      .returning(['id', 'kind', 'key'])
      .execute()
    const concerns = rows.flatMap(({ id, kind, key }) =>
      batch
        .get(`${kind} ${key}`)!
        .concerns.map((record) => ({ region_id: regionId, proposal_id: id, record_id: record })),
    )
    if (concerns.length > 0) await trx.insertInto('proposal_concerns').values(concerns).execute()
    made += rows.length
  }
  return made
}

/** All that it is about is there and may be seen, and it is sealed to nobody else. */
const seen = (actor: Actor) => sql<boolean>`
  (p.sealed_to is null or p.sealed_to = any(${[...actor.organizationIds]}::uuid[]))
  and exists (select from proposal_concerns c where c.region_id = p.region_id and c.proposal_id = p.id)
  and not exists (select from proposal_concerns c where c.region_id = p.region_id and c.proposal_id = p.id
    and not exists (select from records where records.id = c.record_id and ${visible(actor)}))`

const proposals = (db: Db, regionId: string) =>
  db
    .selectFrom('proposals as p')
    .select(['p.id', 'p.kind', 'p.key', 'p.payload', 'p.made_at', 'p.decision', 'p.decided_at'])
    .select('p.sealed_to as sealedTo')
    .select(
      sql<string[]>`array(select c.record_id from proposal_concerns c where c.region_id = p.region_id
        and c.proposal_id = p.id order by c.record_id)`.as('concerns'),
    )
    .where('p.region_id', '=', regionId)

type Row = Awaited<ReturnType<ReturnType<typeof proposals>['executeTakeFirstOrThrow']>>
const shape = ({ made_at: madeAt, decided_at: decidedAt, ...row }: Row): Proposal => ({
  ...row,
  payload: row.payload as Record<string, unknown>,
  decision: row.decision as Decision | null,
  madeAt,
  decidedAt,
})

/** What awaits a decision (that for later too, behind the rest), or what was decided, the latest first. */
export async function listProposals(
  db: Db,
  actor: Actor,
  asked: { decided: boolean; kinds?: readonly string[]; offset: number; limit: number },
): Promise<{ items: Proposal[]; total: number }> {
  const all = proposals(db, actor.regionId)
    .where(seen(actor))
    .$if(asked.kinds !== undefined, (list) => list.where('p.kind', 'in', asked.kinds!))
    .where(
      asked.decided
        ? sql<boolean>`p.decision in ('accepted', 'refused')`
        : sql<boolean>`(p.decision is null or p.decision = 'later')`,
    )
  const [rows, { total }] = await Promise.all([
    all
      .orderBy(sql`p.decision is not null`)
      .orderBy(asked.decided ? 'p.decided_at' : 'p.made_at', 'desc')
      .orderBy('p.id')
      .offset(asked.offset)
      .limit(asked.limit)
      .execute(),
    db
      .selectFrom(all.as('all'))
      .select((eb) => eb.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow(),
  ])
  return { items: rows.map(shape), total }
}

/** How many await a first decision; what was put off is not pressed for again. */
export async function countUndecided(db: Db, actor: Actor): Promise<number> {
  const { n } = await db
    .selectFrom('proposals as p')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('p.region_id', '=', actor.regionId)
    .where('p.decision', 'is', null)
    .where(seen(actor))
    .executeTakeFirstOrThrow()
  return n
}

/** The proposal of a kind about the same, decided or not; undefined when nobody was asked. */
export async function findProposal(db: Db, actor: Actor, kind: string, key: string): Promise<Proposal | undefined> {
  const row = await proposals(db, actor.regionId)
    .where('p.kind', '=', kind)
    .where('p.key', '=', key)
    .where(seen(actor))
    .executeTakeFirst()
  return row && shape(row)
}

/** Those of some kinds about these, by their keys, decided or not. */
export async function listAbout(
  db: Db,
  actor: Actor,
  kinds: readonly string[],
  keys: readonly string[],
): Promise<Proposal[]> {
  if (keys.length === 0) return []
  const rows = await proposals(db, actor.regionId)
    .where('p.kind', 'in', kinds)
    .where('p.key', 'in', keys)
    .where(seen(actor))
    .execute()
  return rows.map(shape)
}

/** Takes suggestions back that nobody has decided: what they are about is no more. */
export async function takeBack(trx: Trx, regionId: string, kind: string, keys: readonly string[]) {
  if (keys.length === 0) return
  await trx
    .deleteFrom('proposals')
    .where('region_id', '=', regionId)
    .where('kind', '=', kind)
    .where('key', 'in', keys)
    .where('decision', 'is', null)
    .execute()
}

/** What was decided of the proposals of a kind, by their keys; null where nobody has decided yet. */
export async function decisionsOf(db: Db, regionId: string, kind: string): Promise<Map<string, Decision | null>> {
  const rows = await db
    .selectFrom('proposals')
    .select(['key', 'decision'])
    .where('region_id', '=', regionId)
    .where('kind', '=', kind)
    .execute()
  return new Map(rows.map((row) => [row.key, row.decision as Decision | null]))
}

/** One proposal, as this actor may see it. Throws NotFound. */
export async function getProposal(db: Db, actor: Actor, id: string): Promise<Proposal> {
  const row = UUID.test(id)
    ? await proposals(db, actor.regionId).where('p.id', '=', id).where(seen(actor)).executeTakeFirst()
    : undefined
  return shape(found(row))
}

/** The suggestion that two are one; which is named first does not matter. */
export function pairOf(kind: string, a: string, b: string, reasons: readonly string[] = []): Suggestion {
  const pair = [a, b].toSorted()
  return { kind, key: pair.join(' '), payload: { reasons }, concerns: pair }
}

/**
 * Keeps that somebody added one though it resembles others. Who decides such things and looked at them has said that they
 * are two; of all others it is asked.
 */
export async function addedDespite(
  trx: Trx,
  actor: Actor,
  kind: string,
  madeId: string,
  { likely, despite }: Found,
  moment: Moment,
) {
  for (const { id, reasons } of likely) {
    const pair = pairOf(kind, madeId, id, reasons)
    if (actor.coordinates && despite.looked.has(id)) await decide(trx, actor, pair, 'refused', moment)
    else await propose(trx, actor.regionId, [pair], moment)
  }
}

/** Keeps what somebody decided of a suggestion, also of one that nobody had made; `kept` is added to what it holds. */
export async function decide(
  db: Db,
  actor: Actor,
  suggestion: Suggestion,
  decision: Decision,
  moment: Moment,
  kept: Record<string, unknown> = {},
) {
  await inTransaction(db, async (trx) => {
    await propose(trx, actor.regionId, [suggestion], moment)
    await trx
      .updateTable('proposals')
      .set({ decision, decided_at: moment.at, decided_by: actor.personId })
      .set({ payload: sql`payload || ${JSON.stringify(kept)}::jsonb` })
      .where('region_id', '=', actor.regionId)
      .where('kind', '=', suggestion.kind)
      .where('key', '=', suggestion.key)
      .execute()
  })
}
