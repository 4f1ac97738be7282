import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { type Db, visible, visibleId } from '../../platform/db.ts'
import { found, problem } from '../../platform/errors.ts'
import type { Lang } from '../../platform/i18n.ts'
import { UUID } from '../../platform/ids.ts'
import type { Visibility } from '../../platform/records.ts'

/** When a funder wants to hear something, and when it did. */
export interface GrantReport {
  id: string
  due: string
  what: string
  reportedOn: string | null
}

/** Money from a funder, with what it asks for. */
export interface Grant {
  id: string
  name: string
  partnership: { id: string; slug: string; name: string }
  /** The organization that funds it, where the reader may see it; else as it was written. */
  funder: { id: string | null; slug: string | null; name: string }
  awardNumber: string
  amount: number | null
  match: number | null
  period: string | null
  first: string | null
  last: string | null
  acknowledgement: string
  hasLogo: boolean
  /** By their days. */
  reports: GrantReport[]
  visibility: Visibility
  lang: Lang
  version: number
}

const reports = sql`(select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'due', d.due, 'what', d.what,
    'reportedOn', d.reported_on) order by d.due, d.id), '[]')
  from grant_reports d where d.region_id = g.region_id and d.grant_id = g.id)`

const funder = (actor: Actor) => sql`coalesce((select jsonb_build_object('id', o.id, 'slug', r.slug, 'name', o.name)
  from organizations o join records r on r.region_id = o.region_id and r.id = o.id
  where o.region_id = g.region_id and o.id = g.funder_id and ${visibleId(actor, 'o.id')}),
  jsonb_build_object('id', null, 'slug', null, 'name', g.funder))`

const spine = sql`grants g join records on records.region_id = g.region_id and records.id = g.id
  join partnerships p on p.region_id = g.region_id and p.id = g.partnership_id
  join records own on own.region_id = p.region_id and own.id = p.id`

const select = (actor: Actor, where: RawBuilder<SqlBool>) => sql<Grant>`
  select g.id, g.name, jsonb_build_object('id', p.id, 'slug', own.slug, 'name', p.name) as partnership,
    ${funder(actor)} as funder, g.award_number as "awardNumber", g.amount, g.match, g.period, g.period_first as first,
    g.period_last as last, g.acknowledgement, exists (select from files f where f.region_id = g.region_id
      and f.record_id = g.id and f.purpose = 'acknowledgement') as "hasLogo", ${reports} as reports,
    records.visibility, records.lang, records.version
  from ${spine} where ${where} order by g.period_first desc nulls last, g.id desc`

/** The grants of a partnership, the latest first, as this actor may see them. */
export async function listGrants(db: Db, actor: Actor, partnershipId: string): Promise<Grant[]> {
  const where = sql<SqlBool>`${visible(actor)} and g.partnership_id = ${partnershipId}`
  return (await select(actor, where).execute(db)).rows
}

/** One grant, as this actor may see it. Throws NotFound. */
export async function getGrant(db: Db, actor: Actor, id: string): Promise<Grant> {
  if (!UUID.test(id)) throw problem(404)
  return found((await select(actor, sql<SqlBool>`${visible(actor)} and g.id = ${id}`).execute(db)).rows[0])
}

/** One that was taken away, for whoever may bring it back. Throws NotFound. */
export async function getRemovedGrant(db: Db, actor: Actor, id: string): Promise<Grant> {
  if (!UUID.test(id)) throw problem(404)
  const gone = sql<SqlBool>`records.region_id = ${actor.regionId} and records.removed_at is not null and g.id = ${id}`
  return found((await select(actor, gone).execute(db)).rows[0])
}

/** What a poster or a report of a partnership must say on a day, and whose picture goes with it. */
export interface Acknowledgement {
  grantId: string
  funder: string
  awardNumber: string
  /** In the words of the funder; empty where it asked for none. */
  text: string
  hasLogo: boolean
}

/** The acknowledgements that what is made of a partnership on a day must carry: those of the grants of that day. */
export async function acknowledgementsOf(
  db: Db,
  actor: Actor,
  partnershipId: string,
  day: string,
): Promise<Acknowledgement[]> {
  const grants = await listGrants(db, actor, partnershipId)
  return grants
    .filter((grant) => runsOn(grant, day) && (grant.acknowledgement !== '' || grant.hasLogo))
    .map(({ id, funder: by, awardNumber, acknowledgement, hasLogo }) => ({
      grantId: id,
      funder: by.name,
      awardNumber,
      text: acknowledgement,
      hasLogo,
    }))
}

/** Whether a grant runs on a day; one of which nobody knows when runs always. */
export const runsOn = ({ first, last }: Pick<Grant, 'first' | 'last'>, day: string) =>
  (first === null || first <= day) && (last === null || last >= day)

/** Reports that are due up to a day and were not made, of grants that this actor works on. */
export async function dueReports(
  db: Db,
  actor: Actor,
  organizationIds: readonly string[],
  until: string,
): Promise<{ grantId: string; name: string; due: string; what: string }[]> {
  if (!actor.coordinates && organizationIds.length === 0) return []
  const { rows } = await sql<{ grantId: string; name: string; due: string; what: string }>`
    select g.id as "grantId", g.name, d.due, d.what from grant_reports d
    join grants g on g.region_id = d.region_id and g.id = d.grant_id
    join records on records.region_id = g.region_id and records.id = g.id
    where d.region_id = ${actor.regionId} and d.reported_on is null and d.due <= ${until}::date and ${visible(actor)}
      and (${actor.coordinates} or exists (select from parties a where a.region_id = g.region_id
        and a.partnership_id = g.partnership_id and a.left_on is null and a.organization_id = any(${organizationIds}::uuid[])))
    order by d.due, d.id`.execute(db)
  return rows
}
