import { UUID } from '../platform/ids.ts'
import { type SqlBool, sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import { lastContactOf } from '../directory/contacts.ts'
import type { Actor } from '../platform/actor.ts'
import { type Db, visible, visibleId } from '../platform/db.ts'
import { found, problem } from '../platform/errors.ts'
import type { Lang } from '../platform/i18n.ts'
import type { Visibility } from '../platform/records.ts'
import { type Period, periodOf } from './periods.ts'
import { type Heard, type Side, type Statement, type TieState, latestOfSides, stateOf, strengthOf } from './rules.ts'

export interface Reference {
  title: string
  url: string | null
  quote: string | null
}

/** A tie with what was said of it. Sides stand in the direction of the tie; without one, in the order of their ids. */
export interface Tie extends Period, Heard {
  id: string
  kind: string
  directed: boolean
  sides: [Side, Side]
  /** Oldest first. */
  statements: (Statement & { personId: string | null })[]
  state: TieState
  strength: number | null
  note: string
  references: Reference[]
  visibility: Visibility
  circleId: string | null
  lang: Lang
  version: number
  createdAt: Date
}

/** The one predicate of which ties an actor finds: a condition on `records`, for lists, counts, the API and pictures alike. */
export const seenTies = (actor: Actor) => sql<SqlBool>`(records.kind = 'tie' and ${visible(actor)})`

/** Ties as rows on the spine, for whoever narrows them by `seenTies`. `t`, `a` and `b` are the tie and its ends. */
export const tieRows = (db: Db) =>
  db
    .selectFrom('ties as t')
    .innerJoin('records', (on) => on.onRef('records.region_id', '=', 't.region_id').onRef('records.id', '=', 't.id'))
    .innerJoin('organizations as a', (on) => on.onRef('a.region_id', '=', 't.region_id').onRef('a.id', '=', 't.a_id'))
    .innerJoin('organizations as b', (on) => on.onRef('b.region_id', '=', 't.region_id').onRef('b.id', '=', 't.b_id'))

/** The last contact of the ends of a tie, in SQL. */
export const lastContact = (actor: Actor) => lastContactOf(actor, 't.a_id', 't.b_id')

/** After how many months a tie of this region fades, in SQL. */
export const fadingMonths = sql<number>`(select f.fading_months from regions f where f.region_id = t.region_id)`

/** The day of the region on which something was last said of a tie, in SQL. */
export const lastSaid = sql<string>`((coalesce((select max(s.said_at) from tie_statements s
  where s.region_id = t.region_id and s.tie_id = t.id), records.created_at)
  at time zone (select f.time_zone from regions f where f.region_id = t.region_id))::date)`

/** All that a tie is made of, as this actor may know it. */
export const wholeTies = (db: Db, actor: Actor) =>
  tieRows(db)
    .innerJoin('records as ra', (on) => on.onRef('ra.region_id', '=', 't.region_id').onRef('ra.id', '=', 't.a_id'))
    .innerJoin('records as rb', (on) => on.onRef('rb.region_id', '=', 't.region_id').onRef('rb.id', '=', 't.b_id'))
    .innerJoin('tie_kinds as k', (on) => on.onRef('k.region_id', '=', 't.region_id').onRef('k.key', '=', 't.kind'))
    .select([
      't.id',
      't.kind',
      'k.directed',
      't.period',
      't.period_first as periodFirst',
      't.period_last as periodLast',
      't.note',
    ])
    .select([
      'a.id as aId',
      'a.name as aName',
      'a.sector as aSector',
      'b.id as bId',
      'b.name as bName',
      'b.sector as bSector',
    ])
    .select([sql<string>`ra.slug`.as('aSlug'), sql<string>`rb.slug`.as('bSlug')])
    .select([
      'records.visibility',
      'records.circle_id as circleId',
      'records.lang',
      'records.version',
      'records.created_at as createdAt',
    ])
    .select([lastSaid.as('lastSaid'), lastContact(actor).as('lastContact'), fadingMonths.as('fadingMonths')])
    .select((eb) => [
      jsonArrayFrom(
        eb
          .selectFrom('tie_statements as s')
          .select([
            's.id',
            's.by_kind as by',
            's.organization_id as organizationId',
            's.verdict',
            's.strength',
            's.said_at as saidAt',
            's.note',
            's.person_id as personId',
          ])
          .whereRef('s.region_id', '=', 't.region_id')
          .whereRef('s.tie_id', '=', 't.id')
          .orderBy('s.said_at')
          .orderBy('s.id'),
      ).as('said'),
      jsonArrayFrom(
        eb
          .selectFrom('record_references as f')
          .select(['f.title', 'f.url', 'f.quote'])
          .whereRef('f.region_id', '=', 't.region_id')
          .whereRef('f.record_id', '=', 't.id')
          .orderBy('f.position'),
      ).as('references'),
    ])

type Row = Awaited<ReturnType<ReturnType<typeof wholeTies>['executeTakeFirstOrThrow']>>

/** A tie from its row, as this actor reads it. */
export function asTie(row: Row, actor: Actor): Tie {
  const statements = row.said.map((said) => ({
    ...said,
    by: said.by as Statement['by'],
    verdict: said.verdict as Statement['verdict'],
    saidAt: new Date(said.saidAt),
  }))
  const latest = latestOfSides(statements)
  const side = (id: string, slug: string, name: string, sector: string): Side => {
    const said = latest.find((one) => one.organizationId === id)
    return { id, slug, name, sector, verdict: said?.verdict ?? null, strength: said?.strength ?? null }
  }
  return {
    id: row.id,
    kind: row.kind,
    directed: row.directed,
    sides: [side(row.aId, row.aSlug, row.aName, row.aSector), side(row.bId, row.bSlug, row.bName, row.bSector)],
    statements: statements.filter((said) => said.verdict === 'confirms' || isConcerned(actor, row)),
    state: stateOf(statements),
    strength: strengthOf(statements),
    lastSaid: row.lastSaid,
    lastContact: row.lastContact,
    fadingMonths: row.fadingMonths,
    period: row.period,
    periodFirst: row.periodFirst,
    periodLast: row.periodLast,
    note: row.note,
    references: row.references,
    visibility: row.visibility as Visibility,
    circleId: row.circleId,
    lang: row.lang as Lang,
    version: row.version,
    createdAt: row.createdAt,
  }
}

/** Why a side once said no stays between the sides and the coordinators, also after it said yes. */
const isConcerned = (actor: Actor, row: Row) =>
  actor.coordinates || [row.aId, row.bId].some((id) => actor.organizationIds.includes(id))

/** The tie as this actor may see it. */
export async function findTie(db: Db, actor: Actor, id: string): Promise<Tie | undefined> {
  if (!UUID.test(id)) return undefined
  const row = await wholeTies(db, actor).where('t.id', '=', id).where(seenTies(actor)).executeTakeFirst()
  return row && asTie(row, actor)
}

/** The same; throws NotFound. */
export const getTie = async (db: Db, actor: Actor, id: string): Promise<Tie> => found(await findTie(db, actor, id))

/** A tie that was taken off the map, for its sides and coordinators. Throws NotFound. */
export async function getRemovedTie(db: Db, actor: Actor, id: string): Promise<Tie> {
  if (!UUID.test(id)) throw problem(404)
  const row = await wholeTies(db, actor)
    .where('t.region_id', '=', actor.regionId)
    .where('t.id', '=', id)
    .where('records.removed_at', 'is not', null)
    .where(visibleId(actor, 't.a_id'))
    .where(visibleId(actor, 't.b_id'))
    .where(
      sql<SqlBool>`(${actor.coordinates} or t.a_id = any(${actor.organizationIds}::uuid[]) or t.b_id = any(${actor.organizationIds}::uuid[]))`,
    )
    .executeTakeFirst()
  return asTie(found(row), actor)
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
