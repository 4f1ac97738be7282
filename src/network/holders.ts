import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { belongs, namesAtWork } from '../account/colleagues.ts'
import { type Actor, organizationsWith } from '../platform/actor.ts'
import { type Db, ROW_BY_ROW } from '../platform/db.ts'
import { type Holding, knowsHolders } from './rules.ts'

/** Who holds a tie and who did, the longest first; null where the reader may not know. */
export type Holdings = (tie: { id: string }) => Holding[] | null

/** Who holds these ties for their sides, and who did. */
export async function holdingsOf(
  db: Db,
  actor: Actor,
  ties: readonly { id: string }[],
  today: string,
): Promise<Holdings> {
  if (!knowsHolders(actor)) return () => null
  const all = await readHoldings(db, actor, ties, today)
  return (tie) => all.get(tie.id) ?? []
}

async function readHoldings(db: Db, actor: Actor, ties: readonly { id: string }[], today: string) {
  const ids = ties.map((tie) => tie.id)
  const rows = await db
    .selectFrom('tie_holders as h')
    .select(['h.tie_id as tieId', 'h.organization_id as organizationId', 'h.person_id as personId'])
    .select(['h.since', 'h.ended_at as endedAt', belongs('h', today).as('belongs')])
    .where('h.region_id', '=', actor.regionId)
    .where(sql<SqlBool>`h.tie_id = any(${ids}::uuid[])`)
    .orderBy('h.since')
    .orderBy('h.id')
    .execute()
  const names = await namesAtWork(db, actor, [...new Set(rows.map((row) => row.personId))])
  const all = new Map<string, Holding[]>()
  for (const { tieId, belongs: there, ...row } of rows) {
    const holding = { ...row, there: Boolean(there), name: names.get(row.personId) ?? null }
    all.set(tieId, [...(all.get(tieId) ?? []), holding])
  }
  return all
}

/** Ties of which a row of who holds them, `h`, is so, for conditions on `ties as t`. */
const ofHolders = (actor: Actor, is: RawBuilder<SqlBool>, having = sql``) =>
  sql<SqlBool>`t.id in (select h.tie_id from tie_holders h
    where h.region_id = ${actor.regionId} and h.ended_at is null and ${is} ${having} ${ROW_BY_ROW})`

/** The ties that a person holds today. */
export const heldBy = (actor: Actor, personId: string, today: string) =>
  ofHolders(actor, sql`h.person_id = ${personId} and ${belongs('h', today)}`)

/** Nobody holds it on either side, as far as the reader may know. */
export const heldByNobody = (actor: Actor, today: string) =>
  knowsHolders(actor) ? sql<SqlBool>`not ${ofHolders(actor, belongs('h', today))}` : sql<SqlBool>`true`

/** `soleHolder` in SQL. */
export const heldByOne = (actor: Actor, today: string) =>
  knowsHolders(actor)
    ? ofHolders(actor, belongs('h', today), sql`group by h.tie_id having count(distinct h.person_id) = 1`)
    : sql<SqlBool>`false`

/** Somebody who held it is gone, and nobody has said yet who holds it now: `goneFrom` in SQL. */
export const holderIsGone = (actor: Actor, today: string) =>
  knowsHolders(actor) ? ofHolders(actor, sql`not ${belongs('h', today)}`) : sql<SqlBool>`false`

/** The same for a side that this actor speaks for. */
export const asksWhoHolds = (actor: Actor, today: string) =>
  ofHolders(
    actor,
    sql`h.organization_id = any(${organizationsWith(actor, 'speak')}::uuid[]) and not ${belongs('h', today)}`,
  )
