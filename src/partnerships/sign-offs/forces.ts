import { sql } from 'kysely'
import type { Db } from '../../platform/db.ts'
import type { Decision } from './rules.ts'

/** The revision of a record that is in force, since when, and who stands behind it. */
export interface Force {
  askingId: string
  revision: number
  since: Date
  parties: { organizationId: string; decision: Decision; at: Date; until: string }[]
}

/** What of a record is in force; null where nothing is. That it is, is known wherever the record itself is seen. */
export async function inForce(db: Db, regionId: string, subjectId: string): Promise<Force | null> {
  return (await allInForce(db, regionId, [subjectId])).get(subjectId) ?? null
}

/** The same of many records. */
export async function allInForce(db: Db, regionId: string, subjectIds: readonly string[]): Promise<Map<string, Force>> {
  if (subjectIds.length === 0) return new Map()
  const { rows } = await sql<{
    subject: string
    force: Omit<Force, 'since' | 'parties'>
    since: Date
    parties: Force['parties']
  }>`
    select distinct on (g.subject_id) g.subject_id as subject, g.in_force_at as since,
      json_build_object('askingId', g.id, 'revision', g.revision) as force,
      (select coalesce(json_agg(json_build_object('organizationId', s.organization_id, 'decision', s.decision,
          'at', s.decided_at, 'until', s.until_day) order by s.id), '[]')
        from sign_offs s where s.region_id = g.region_id and s.asking_id = g.id) as parties
    from sign_off_askings g
    where g.region_id = ${regionId} and g.subject_id = any(${subjectIds}::uuid[]) and g.in_force_at is not null
    order by g.subject_id, g.in_force_at desc, g.id desc`.execute(db)
  return new Map(
    rows.map(({ subject, force, since, parties }) => [
      subject,
      { ...force, since, parties: parties.map((party) => ({ ...party, at: new Date(party.at) })) },
    ]),
  )
}
