import { UUID } from '../platform/ids.ts'
import { type SqlBool, sql } from 'kysely'
import { namesAtWork } from '../account/colleagues.ts'
import { type Actor, organizationsWith } from '../platform/actor.ts'
import type { Db } from '../platform/db.ts'
import type { TieFilter } from './forms.ts'
import { asksWhoHolds, heldBy, heldByNobody, heldByOne, holderIsGone } from './holders.ts'
import { type TieState, knowsHolders } from './rules.ts'
import { type Tie, asTie, fadingMonths, lastContact, lastSaid, seenTies, tieRows, wholeTies } from './ties.ts'

/** Which ties, on which day of the region: what is current changes with the day. */
export type TieQuery = Partial<TieFilter> & { today: string }

/** Whether a list is narrowed to some ties, by anything but whether they are over. */
export const isNarrowed = ({ today: _day, ended: _ended, sort: _sort, ...by }: Partial<TieQuery>): boolean =>
  Object.values(by).some(Boolean)

/** `rules.ts` in SQL, for narrowing and sorting; a test holds the two together. */
const ofSides = (
  which = sql``,
) => sql`(select distinct on (s.organization_id) s.verdict, s.strength from tie_statements s
  where s.region_id = t.region_id and s.tie_id = t.id and s.by_kind = 'side' ${which} order by s.organization_id, s.said_at desc, s.id desc) latest`
const confirming = sql<number>`(select count(*) from ${ofSides()} where latest.verdict = 'confirms')`
const latestOf = (
  by: 'coordinator' | 'reference',
) => sql`(select s.strength from tie_statements s where s.region_id = t.region_id and s.tie_id = t.id
  and s.by_kind = ${by} and s.strength is not null order by s.said_at desc, s.id desc limit 1)`
const strength = sql<
  number | null
>`coalesce((select min(latest.strength) from ${ofSides()} where latest.verdict = 'confirms'), ${latestOf('coordinator')}, ${latestOf('reference')})`

/** What is said of a tie, as a condition. */
export const inState = (state: TieState) => {
  if (state === 'disputed') return sql<SqlBool>`records.disputed_at is not null`
  const sides = { reported: 0, claimed: 1, confirmed: 2 }[state]
  return sql<SqlBool>`(records.disputed_at is null and ${confirming} = ${sides})`
}

/** That a tie is over on a day, as a condition on `ties as t`. */
export const over = (today: string) =>
  sql<SqlBool>`(coalesce(t.period like '%/', false) or coalesce(t.period_last < ${today}::date, false))`
/** Asked of the tie itself, so that its keys answer. */
const hasEnd = (id: string) => sql<SqlBool>`(t.a_id = ${id} or t.b_id = ${id})`
const hasSector = (sector: string) => sql<SqlBool>`(a.sector = ${sector} or b.sector = ${sector})`
const named = (q: string) => sql<SqlBool>`strpos(plain(a.name || ' ' || b.name || ' ' || t.note), plain(${q})) > 0`

/** `isEvidence` in SQL. */
const evidenced = (actor: Actor, today: string) =>
  sql<SqlBool>`coalesce(${lastContact(actor)} + make_interval(months => ${fadingMonths}) >= ${today}::date, false)`

/** `lastHeard` in SQL. */
export const heardOn = (actor: Actor) => sql<string>`greatest(${lastSaid}, ${lastContact(actor)})`

/** `asksAgain` in SQL, besides between organizations that are there no more. */
export const askedAgain = (
  actor: Actor,
  today: string,
) => sql<SqlBool>`(records.disputed_at is null and not ${over(today)}
  and (t.period_first is null or t.period_first <= ${today}::date)
  and not exists (select from organizations o where o.region_id = t.region_id and o.id in (t.a_id, t.b_id)
    and coalesce(o.ended_first, o.ended_last) <= ${today}::date)
  and ${heardOn(actor)} + make_interval(months => ${fadingMonths}) < ${today}::date)`

/** All conditions of a list. What is disputed is in no list or figure but its own. */
const conditions = (actor: Actor, query: TieQuery) => [
  seenTies(actor),
  ...(query.state ? [inState(query.state)] : [sql<SqlBool>`records.disputed_at is null`]),
  ...(query.waits === 'me' ? [waitsFor(actor)] : []),
  ...(query.waits === 'faded' ? [saidYes(actor), askedAgain(actor, query.today)] : []),
  ...(query.waits === 'holders' ? [asksWhoHolds(actor, query.today)] : []),
  ...(query.holders === 'nobody' ? [heldByNobody(actor, query.today)] : []),
  ...(query.holders === 'one' ? [heldByOne(actor, query.today)] : []),
  ...(query.holders === 'gone' ? [holderIsGone(actor, query.today)] : []),
  ...(query.evidence === 'yes' ? [evidenced(actor, query.today)] : []),
  ...(query.evidence === 'no' ? [sql<SqlBool>`not ${evidenced(actor, query.today)}`] : []),
  ...(query.kind ? [sql<SqlBool>`t.kind = ${query.kind}`] : []),
  ...(query.organization ? [endIs(query.organization)] : []),
  ...(query.sector ? [hasSector(query.sector)] : []),
  ...(query.q ? [named(query.q)] : []),
  ...(query.ended === 'all'
    ? []
    : [query.ended === 'yes' ? over(query.today) : sql<SqlBool>`not ${over(query.today)}`]),
]

/** A side this actor speaks for has said nothing yet: `canConfirm` and `disputed` in SQL. */
const waitsFor = (actor: Actor) => {
  const mine = sql`${organizationsWith(actor, 'speak')}::uuid[]`
  return sql<SqlBool>`exists (select from unnest(${mine}) side where side in (t.a_id, t.b_id) and not exists (
    select from tie_statements s where s.region_id = t.region_id and s.tie_id = t.id and s.by_kind = 'side' and s.organization_id = side))`
}

/** A side this actor speaks for said yes last: `renewingSide` in SQL. */
const saidYes = (actor: Actor) => {
  const mine = sql`${organizationsWith(actor, 'speak')}::uuid[]`
  return sql<SqlBool>`((t.a_id = any(${mine}) or t.b_id = any(${mine})) and exists (select from ${ofSides(sql`and s.organization_id = any(${mine})`)}
    where latest.verdict = 'confirms'))`
}

const endIs = (slugOrId: string) =>
  UUID.test(slugOrId)
    ? hasEnd(slugOrId)
    : sql<SqlBool>`exists (select from records o where o.region_id = t.region_id and o.kind = 'organization' and o.slug = ${slugOrId} and o.id in (t.a_id, t.b_id))`

const all = (where: ReturnType<typeof conditions>) => sql<SqlBool>`(${sql.join(where, sql` and `)})`

/** The condition of every figure and picture: ties of this day that this actor may see and nobody disputes. */
export const currentTies = (actor: Actor, today: string) => all(conditions(actor, { today }))

/** The conditions of a list, and whose ties it asks for, where the actor may know that they hold any. */
async function asked(db: Db, actor: Actor, query: TieQuery) {
  const { holder, today } = query
  if (!holder) return all(conditions(actor, query))
  const isKnown = knowsHolders(actor) && UUID.test(holder) && (await namesAtWork(db, actor, [holder])).has(holder)
  return all([...conditions(actor, query), isKnown ? heldBy(actor, holder, today) : sql<SqlBool>`false`])
}

/** Ties as this actor may see them, a page of them or all. */
export async function listTies(
  db: Db,
  actor: Actor,
  query: TieQuery,
  page?: { offset: number; limit: number },
): Promise<{ items: Tie[]; total: number }> {
  const where = await asked(db, actor, query)
  const [{ total }, rows] = await Promise.all([
    tieRows(db)
      .select(sql<number>`count(*)`.as('total'))
      .where(where)
      .executeTakeFirstOrThrow(),
    wholeTies(db, actor)
      .where(where)
      .$if(query.sort === 'newest', (list) => list.orderBy('records.created_at', 'desc'))
      .$if(query.sort === 'strength', (list) => list.orderBy(strength, (order) => order.desc().nullsLast()))
      .orderBy(sql`a.name collate "en-x-icu"`)
      .orderBy(sql`b.name collate "en-x-icu"`)
      .orderBy('t.id')
      .$if(page !== undefined, (list) => list.limit(page!.limit).offset(page!.offset))
      .execute(),
  ])
  return { items: rows.map((row) => asTie(row, actor)), total }
}

/** How many ties a list would hold. */
export async function countTies(db: Db, actor: Actor, query: TieQuery): Promise<number> {
  const { total } = await tieRows(db)
    .select(sql<number>`count(*)`.as('total'))
    .where(await asked(db, actor, query))
    .executeTakeFirstOrThrow()
  return total
}

/** All ties of an organization that this actor may see, ended and disputed ones too. */
export async function listTiesOf(db: Db, actor: Actor, organizationId: string): Promise<Tie[]> {
  const rows = await wholeTies(db, actor)
    .where(seenTies(actor))
    .where(hasEnd(organizationId))
    .orderBy('t.kind')
    .orderBy('records.created_at')
    .orderBy('t.id')
    .execute()
  return rows.map((row) => asTie(row, actor))
}
