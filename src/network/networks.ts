import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Db } from '../platform/db.ts'
import { type Point, layOut } from './layouts.ts'
import { currentTies, inState } from './tie-lists.ts'
import { type Tie, tieRows, wholeTies, asTie } from './ties.ts'

/** How many ties this actor may count today, and how many of them both sides confirm. */
export async function networkFigures(
  db: Db,
  actor: Actor,
  today: string,
): Promise<{ ties: number; confirmed: number }> {
  return tieRows(db)
    .select((eb) => [
      eb.fn.countAll<number>().as('ties'),
      eb.fn.countAll<number>().filterWhere(inState('confirmed')).as('confirmed'),
    ])
    .where(currentTies(actor, today))
    .executeTakeFirstOrThrow()
}

/** An organization in a picture of the network, and where it stands there. */
export interface Joined extends Point {
  id: string
  slug: string
  name: string
  sector: string
  /** How many ties it has in all. */
  ties: number
}

export interface Picture {
  organizations: Joined[]
  /** The ties among them, the strongest of each pair. */
  ties: Tie[]
}

/** The `most` organizations with the most ties today that are tied to each other, and where each stands in a picture. */
export async function bestJoined(db: Db, actor: Actor, most: number, today: string): Promise<Picture> {
  const candidates = await mostTies(db, actor, most * 3, today)
  const ids = candidates.map((one) => one.id)
  const all = ids.length < 2 ? [] : await tiesAmong(db, actor, ids, today)
  const best = tiedTogether(candidates, all, most)
  const at = new Map(best.map((one, n) => [one.id, n]))
  const ties = all.filter(({ sides }) => sides.every((side) => at.has(side.id)))
  const edges = ties.map(({ sides: [a, b] }) => ({ a: at.get(a.id)!, b: at.get(b.id)! }))
  const points = layOut(best.length, edges)
  return { organizations: best.map((one, n) => ({ ...one, ...points[n]! })), ties }
}

/** The first `most` of them of which none stands alone: who has no tie to the others makes room for the next. */
function tiedTogether<One extends { id: string }>(candidates: One[], ties: Tie[], most: number): One[] {
  const best = candidates.slice(0, most)
  const ids = new Set(best.map((one) => one.id))
  const among = ties.filter(({ sides }) => sides.every((side) => ids.has(side.id)))
  const tied = new Set(among.flatMap(({ sides }) => sides.map((side) => side.id)))
  const alone = best.filter((one) => !tied.has(one.id))
  return alone.length === 0
    ? best
    : tiedTogether(
        candidates.filter((one) => !alone.includes(one)),
        ties,
        most,
      )
}

const mostTies = (db: Db, actor: Actor, most: number, today: string) =>
  tieRows(db)
    .innerJoinLateral(sql<{ id: string }>`(values (t.a_id), (t.b_id))`.as<'side'>(sql`side (id)`), (on) => on.onTrue())
    .innerJoin('records as spot', (on) =>
      on.onRef('spot.region_id', '=', 't.region_id').onRef('spot.id', '=', 'side.id'),
    )
    .innerJoin('organizations as o', (on) =>
      on.onRef('o.region_id', '=', 'spot.region_id').onRef('o.id', '=', 'spot.id'),
    )
    .select(['o.id', sql<string>`spot.slug`.as('slug'), 'o.name', 'o.sector', sql<number>`count(*)`.as('ties')])
    .where(currentTies(actor, today))
    .groupBy(['o.id', 'spot.slug', 'o.name', 'o.sector'])
    .orderBy('ties', 'desc')
    .orderBy('o.name')
    .limit(most)
    .execute()

async function tiesAmong(db: Db, actor: Actor, ids: string[], today: string): Promise<Tie[]> {
  const rows = await wholeTies(db, actor)
    .where(currentTies(actor, today))
    .where('t.a_id', 'in', ids)
    .where('t.b_id', 'in', ids)
    .orderBy('t.id')
    .execute()
  const strongest = new Map<string, Tie>()
  for (const tie of rows.map((row) => asTie(row, actor))) {
    const pair = tie.sides
      .map((side) => side.id)
      .toSorted()
      .join()
    const known = strongest.get(pair)
    if (!known || (tie.strength ?? 1) > (known.strength ?? 1)) strongest.set(pair, tie)
  }
  return [...strongest.values()]
}
