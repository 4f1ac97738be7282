import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'

export interface Hanging {
  what: 'tie' | 'place' | 'person' | 'mandate' | 'other'
  count: number
}

const KINDS = ['tie', 'place'] as const

/** What is hidden or left alone when an organization is taken off the map. For coordinators, who see all of it. */
export async function listHangings(db: Db, regionId: string, organizationId: string): Promise<Hanging[]> {
  const [joined, [people], [mandates]] = await Promise.all([
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
  ])
  const of = (kind: string) => joined.find((row) => row.kind === kind)?.count ?? 0
  const others = joined.filter((row) => !KINDS.some((kind) => kind === row.kind))
  const all: Hanging[] = [
    ...KINDS.map((what) => ({ what, count: of(what) })),
    { what: 'person', count: people?.count ?? 0 },
    { what: 'mandate', count: mandates?.count ?? 0 },
    { what: 'other', count: others.reduce((sum, row) => sum + row.count, 0) },
  ]
  return all.filter((one) => one.count > 0)
}
