import { type SqlBool, sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { type Db, ROW_BY_ROW, visible } from '../platform/db.ts'
import { inForce } from './mandates.ts'
import { asPerson, personRows } from './persons.ts'
import { canSee } from './rules.ts'

/** Somebody of an organization, as far as they may be named. */
export interface Colleague {
  id: string
  name: string
  /** What they do there today, where that is written down. */
  title: string | null
}

/**
 * Whether the person of a row belongs to its organization on a day of the region: works there or holds a mandate of it, and
 * was not removed. For conditions on a table `alias` with `region_id`, `person_id` and `organization_id`.
 */
export const belongs = (alias: string, today: string) => {
  const column = (name: string) => sql.ref(`${alias}.${name}`)
  return sql<SqlBool>`(exists (select from records there where there.region_id = ${column('region_id')}
      and there.id = ${column('person_id')} and there.removed_at is null ${ROW_BY_ROW})
    and (exists (select from positions work where work.region_id = ${column('region_id')}
        and work.person_id = ${column('person_id')} and work.organization_id = ${column('organization_id')}
        and ${present(today)} ${ROW_BY_ROW})
      or exists (select from mandates trust where trust.region_id = ${column('region_id')}
        and trust.person_id = ${column('person_id')} and trust.organization_id = ${column('organization_id')}
        and ${inForce('trust', today)} ${ROW_BY_ROW})))`
}

/** Present positions of `work`, for conditions. */
const present = (today: string) =>
  sql<SqlBool>`coalesce(work.period_first <= ${today}::date, true) and coalesce(work.period_last >= ${today}::date, true)`

/** Persons whom this actor may know by name and by where they work; everybody knows themself. */
const known = (db: Db, actor: Actor) =>
  personRows(db)
    .where((where) => where.or([visible(actor), where('p.id', '=', actor.personId)]))
    .where('records.region_id', '=', actor.regionId)
    .orderBy(sql`plain(p.name) collate "C"`)
    .orderBy('p.id')

/** Names of these persons as people of an organization, as far as this actor may know both. */
export async function namesAtWork(db: Db, actor: Actor, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await known(db, actor).where('p.id', 'in', ids).execute()
  const persons = rows.map(asPerson).filter((person) => canSee(actor, person, 'position'))
  return new Map(persons.map(({ id, name }) => [id, name]))
}

/** People who belong to an organization on a day, as this actor may know them, by name. */
export async function listColleagues(
  db: Db,
  actor: Actor,
  organizationId: string,
  today: string,
): Promise<Colleague[]> {
  const rows = await known(db, actor)
    .select(
      sql<string | null>`(select string_agg(work.title, ' · ' order by work.id) from positions work
        where work.region_id = p.region_id and work.person_id = p.id and work.organization_id = ${organizationId}::uuid
        and ${present(today)})`.as('title'),
    )
    .where(
      sql<SqlBool>`exists (select from (select p.region_id, p.id as person_id, ${organizationId}::uuid as organization_id) x
        where ${belongs('x', today)} ${ROW_BY_ROW})`,
    )
    .execute()
  return rows
    .filter((row) => canSee(actor, asPerson(row), 'position'))
    .map(({ id, name, title }) => ({ id, name, title }))
}
