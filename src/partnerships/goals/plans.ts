import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Reference } from '../../directory/organizations.ts'
import type { Actor } from '../../platform/actor.ts'
import { type Db, visibleId } from '../../platform/db.ts'
import { found } from '../../platform/errors.ts'
import type { Lang } from '../../platform/i18n.ts'
import { UUID } from '../../platform/ids.ts'
import type { Visibility } from '../../platform/records.ts'
import { typedPeriod } from '../../network/periods.ts'
import type { PlanInput } from './forms.ts'

/** An organization as its plan names it. */
export interface PlanOwner {
  id: string
  slug: string
  name: string
  sector: string
}

/** A published plan of an organization. */
export interface Plan {
  id: string
  organization: PlanOwner
  title: string
  url: string | null
  period: string | null
  periodFirst: string | null
  periodLast: string | null
  references: Reference[]
  visibility: Visibility
  circleId: string | null
  lang: Lang
  version: number
}

/** An organization of a row `x` with `organization_id`, for one who may see it. */
export const ownerOf = sql<PlanOwner>`(select jsonb_build_object('id', o.id, 'slug', r.slug, 'name', o.name, 'sector', o.sector)
  from organizations o join records r on r.region_id = o.region_id and r.id = o.id
  where o.region_id = x.region_id and o.id = x.organization_id)`

/** Where the facts of a row `x` are from. */
export const referencesOf = sql<
  Reference[]
>`(select coalesce(jsonb_agg(jsonb_build_object('title', f.title, 'url', f.url,
  'quote', f.quote) order by f.position), '[]') from record_references f where f.region_id = x.region_id and f.record_id = x.id)`

const select = (regionId: string, where: RawBuilder<SqlBool>) => sql<Plan>`
  select x.id, ${ownerOf} as organization, x.title, x.url, x.period, x.period_first as "periodFirst",
    x.period_last as "periodLast", ${referencesOf} as "references", r.visibility, r.circle_id as "circleId",
    r.lang, r.version
  from plans x join records r on r.region_id = x.region_id and r.id = x.id
  where x.region_id = ${regionId} and ${where} order by coalesce(x.period_first, '0001-01-01') desc, x.title, x.id`

/** The plans of an organization as this actor may see them, the latest first. */
export async function listPlans(db: Db, actor: Actor, organizationId: string): Promise<Plan[]> {
  return (
    await select(
      actor.regionId,
      sql`${visibleId(actor, 'x.id')} and x.organization_id = ${organizationId}::uuid`,
    ).execute(db)
  ).rows
}

/** A plan as this actor may see it. Throws NotFound. */
export async function getPlan(db: Db, actor: Actor, id: string): Promise<Plan> {
  const { rows } = UUID.test(id)
    ? await select(actor.regionId, sql`${visibleId(actor, 'x.id')} and x.id = ${id}::uuid`).execute(db)
    : { rows: [] }
  return found(rows[0])
}

/** A plan that was taken away, for whoever may bring it back. Throws NotFound. */
export async function getRemovedPlan(db: Db, actor: Actor, id: string): Promise<Plan> {
  const where = sql<SqlBool>`x.id = ${UUID.test(id) ? id : null}::uuid
    and r.removed_at is not null and ${visibleId(actor, 'x.organization_id')}`
  return found((await select(actor.regionId, where).execute(db)).rows[0])
}

/** A plan as its form holds it. */
export const asPlanInput = (plan: Plan): PlanInput => ({
  title: plan.title,
  url: plan.url ?? '',
  ...typedPeriod(plan),
  references: plan.references.map(({ title, url }) => (url ? `${title} ${url}` : title)),
  visibility: plan.visibility,
  lang: plan.lang,
})
