import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'
import type { MergedKind } from '../platform/room.ts'

const KINDS = ['tie', 'place', 'service', 'resource', 'contact'] as const
export const HANGINGS = [...KINDS, 'person', 'mandate', 'part', 'predecessor', 'other'] as const

export interface Hanging {
  what: (typeof HANGINGS)[number]
  count: number
}

/** What is hidden or left alone when an organization is taken off the map. For coordinators, who see all of it. */
export async function listHangings(db: Db, regionId: string, organizationId: string): Promise<Hanging[]> {
  const [joined, [people], [mandates], [kin]] = await Promise.all([
    db
      .selectFrom('joins as j')
      .innerJoin('records as r', (on) => on.onRef('r.region_id', '=', 'j.region_id').onRef('r.id', '=', 'j.record_id'))
      .select(['r.kind', sql<number>`count(*)`.as('count')])
      .where('j.region_id', '=', regionId)
      .where('j.end_id', '=', organizationId)
      .where('r.removed_at', 'is', null)
      .groupBy('r.kind')
      .execute(),
    db
      .selectFrom('positions')
      .select(sql<number>`count(distinct person_id)`.as('count'))
      .where('region_id', '=', regionId)
      .where('organization_id', '=', organizationId)
      .execute(),
    db
      .selectFrom('mandates')
      .select(sql<number>`count(distinct person_id)`.as('count'))
      .where('region_id', '=', regionId)
      .where('organization_id', '=', organizationId)
      .where('what', '=', 'speak')
      .where('ended_at', 'is', null)
      .execute(),
    kinOf(db, regionId, organizationId),
  ])
  const of = (kind: string) => joined.find((row) => row.kind === kind)?.count ?? 0
  const others = joined.filter((row) => !KINDS.some((kind) => kind === row.kind))
  const all: Hanging[] = [
    ...KINDS.map((what) => ({ what, count: of(what) })),
    { what: 'person', count: people?.count ?? 0 },
    { what: 'mandate', count: mandates?.count ?? 0 },
    { what: 'part', count: kin?.parts ?? 0 },
    { what: 'predecessor', count: kin?.predecessors ?? 0 },
    { what: 'other', count: others.reduce((sum, row) => sum + row.count, 0) },
  ]
  return all.filter((one) => one.count > 0)
}

/** Organizations that are its own, and those whose work it carries on: they stay, and name nobody in its place. */
const kinOf = (db: Db, regionId: string, organizationId: string) =>
  db
    .selectNoFrom([
      sql<number>`(select count(*) from organizations o join records r on r.region_id = o.region_id and r.id = o.id
        and r.removed_at is null where o.region_id = ${regionId} and o.parent_id = ${organizationId})`.as('parts'),
      sql<number>`(select count(*) from organization_successors s join records r on r.region_id = s.region_id
        and r.id = s.organization_id and r.removed_at is null
        where s.region_id = ${regionId} and s.successor_id = ${organizationId})`.as('predecessors'),
    ])
    .execute()

const PERSON_HANGINGS = ['position', 'logged', 'statement', 'consent', 'access', 'account'] as const
const PLACE_HANGINGS = ['service', 'resource'] as const
export const OTHER_HANGINGS = [...PERSON_HANGINGS, ...PLACE_HANGINGS] as const

/** What hangs on a person and follows when they become another entry. */
async function personHangings(db: Db, regionId: string, id: string) {
  const of = (table: string, more = sql``) =>
    sql<number>`(select count(*) from ${sql.table(table)} t where t.region_id = ${regionId} and t.person_id = ${id} ${more})`
  const [row] = await db
    .selectNoFrom([
      of('positions').as('position'),
      of('contacts').as('logged'),
      of('tie_statements').as('statement'),
      of('consents', sql`and t.withdrawn_at is null`).as('consent'),
      of('mandates', sql`and t.ended_at is null`).as('access'),
      of('memberships').as('account'),
    ])
    .execute()
  return PERSON_HANGINGS.map((what) => ({ what, count: row![what] }))
}

/** What is to be had at a place. */
async function placeHangings(db: Db, regionId: string, id: string) {
  const at = (table: string) =>
    sql<number>`(select count(*) from ${sql.table(table)} t join records r on r.region_id = t.region_id and r.id = t.id
      and r.removed_at is null where t.region_id = ${regionId} and t.place_id = ${id})`
  const [row] = await db.selectNoFrom([at('services').as('service'), at('resources').as('resource')]).execute()
  return PLACE_HANGINGS.map((what) => ({ what, count: row![what] }))
}

/** What hangs on one of a kind, of which there is any. For coordinators, who see all of it. */
export async function hangingsOf(
  db: Db,
  regionId: string,
  kind: MergedKind,
  id: string,
): Promise<{ what: Hanging['what'] | (typeof OTHER_HANGINGS)[number]; count: number }[]> {
  if (kind === 'organization') return listHangings(db, regionId, id)
  const all = await (kind === 'person' ? personHangings : placeHangings)(db, regionId, id)
  return all.filter(({ count }) => count > 0)
}
