import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Reference } from '../../directory/organizations.ts'
import { type Actor, organizationsWith } from '../../platform/actor.ts'
import { type Db, visibleId } from '../../platform/db.ts'
import { found } from '../../platform/errors.ts'
import type { Lang } from '../../platform/i18n.ts'
import { UUID } from '../../platform/ids.ts'
import type { Visibility } from '../../platform/records.ts'
import { typedPeriod } from '../../network/periods.ts'
import type { Decision, GoalInput, Section } from './forms.ts'
import { ownerOf, type PlanOwner, referencesOf } from './plans.ts'

/** What serves a goal: a record, a part of it, and in which way. */
export interface Serving {
  record: { id: string; kind: string; slug: string | null; title: string; lang: Lang }
  section: Section
  note: string
}

/** A line of a plan, with what serves it as far as the reader may see that. */
export interface Goal {
  id: string
  plan: { id: string; title: string; url: string | null; period: string | null }
  organization: PlanOwner
  position: number
  code: string
  text: string
  page: number | null
  /** Its own, where it is not that of its plan. */
  period: string | null
  periodFirst: string | null
  periodLast: string | null
  /** The last day on which it holds; null: it goes on. */
  until: string | null
  /** What was last decided of it, and the goal that takes its place. */
  decision: Decision | null
  nextId: string | null
  references: Reference[]
  visibility: Visibility
  circleId: string | null
  lang: Lang
  version: number
  servedBy: Serving[]
}

const rowsOf = (regionId: string, where: RawBuilder<SqlBool>) => sql<Omit<Goal, 'servedBy'>>`
  select x.id, jsonb_build_object('id', p.id, 'title', p.title, 'url', p.url, 'period', p.period) as plan,
    ${ownerOf} as organization, x.position, x.code, x.text, x.page, x.period, x.period_first as "periodFirst",
    x.period_last as "periodLast", x.until_day as until, last.decision, last.next_id as "nextId",
    ${referencesOf} as "references", r.visibility, r.circle_id as "circleId", r.lang, r.version
  from goals x
  join records r on r.region_id = x.region_id and r.id = x.id
  join plans p on p.region_id = x.region_id and p.id = x.plan_id
  left join lateral (select n.decision, n.next_id from goal_renewals n
    where n.region_id = x.region_id and n.goal_id = x.id order by n.at desc, n.id desc limit 1) as last on true
  where x.region_id = ${regionId} and ${where}
  order by coalesce(p.period_first, '0001-01-01') desc, p.title, p.id, x.position, x.id`

/** What serves these goals, as far as this actor may see it. */
async function servingsOf(db: Db, actor: Actor, goalIds: readonly string[]): Promise<Map<string, Serving[]>> {
  if (goalIds.length === 0) return new Map()
  const { rows } = await sql<Serving & { goalId: string }>`
    select l.goal_id as "goalId", jsonb_build_object('id', r.id, 'kind', r.kind, 'slug', r.slug, 'title', coalesce(s.title, ''),
      'lang', r.lang) as record, l.section, l.note
    from goal_links l
    join records r on r.region_id = l.region_id and r.id = l.record_id
    left join search_texts s on s.region_id = r.region_id and s.record_id = r.id and s.lang = r.lang
    where l.region_id = ${actor.regionId} and l.goal_id = any(${goalIds}::uuid[]) and ${visibleId(actor, 'l.record_id')}
    order by s.title, r.id, l.section`.execute(db)
  const served = Map.groupBy(rows, ({ goalId }) => goalId)
  return new Map([...served].map(([id, all]) => [id, all.map(({ goalId: _goalId, ...serving }) => serving)]))
}

/** Goals plan by plan, each with what was last decided of it and with what serves it. `where` asks of `x`, a row of `goals`. */
export async function goalsWhere(db: Db, actor: Actor, where: RawBuilder<SqlBool>): Promise<Goal[]> {
  const { rows } = await rowsOf(actor.regionId, where).execute(db)
  const served = await servingsOf(
    db,
    actor,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => ({ ...row, servedBy: served.get(row.id) ?? [] }))
}

/** The goals of an organization as this actor may see them, plan by plan, each with what serves it. */
export async function listGoals(db: Db, actor: Actor, organizationId: string): Promise<Goal[]> {
  return goalsWhere(db, actor, sql`${visibleId(actor, 'x.id')} and x.organization_id = ${organizationId}::uuid`)
}

/** The goals of several organizations, such as the partners of a partnership. */
export async function listGoalsOf(db: Db, actor: Actor, organizationIds: readonly string[]): Promise<Goal[]> {
  if (organizationIds.length === 0) return []
  const where = sql<SqlBool>`${visibleId(actor, 'x.id')} and x.organization_id = any(${organizationIds}::uuid[])`
  return goalsWhere(db, actor, where)
}

/** The goals of a plan, in its order. */
export async function listGoalsIn(db: Db, actor: Actor, planId: string): Promise<Goal[]> {
  return goalsWhere(db, actor, sql`${visibleId(actor, 'x.id')} and x.plan_id = ${planId}::uuid`)
}

/** A goal as this actor may see it. Throws NotFound. */
export async function getGoal(db: Db, actor: Actor, id: string): Promise<Goal> {
  const where = sql<SqlBool>`${visibleId(actor, 'x.id')} and x.id = ${UUID.test(id) ? id : null}::uuid`
  return found((await goalsWhere(db, actor, where))[0])
}

/** A goal that was taken away, for whoever may bring it back. Throws NotFound. */
export async function getRemovedGoal(db: Db, actor: Actor, id: string): Promise<Goal> {
  const where = sql<SqlBool>`x.id = ${UUID.test(id) ? id : null}::uuid
    and r.removed_at is not null and ${visibleId(actor, 'x.plan_id')}`
  return found((await goalsWhere(db, actor, where))[0])
}

/** The first organization this actor speaks for whose goals have expired before this day, and how many of them. */
export async function expiredWaiting(
  db: Db,
  actor: Actor,
  today: string,
): Promise<{ slug: string; name: string; count: number } | undefined> {
  const mine = organizationsWith(actor, 'speak')
  if (mine.length === 0) return undefined
  const { rows } = await sql<{ slug: string; name: string; count: number }>`
    select o.slug, s.title as name, count(*) as count
    from goals x
    join records o on o.region_id = x.region_id and o.id = x.organization_id
    join search_texts s on s.region_id = o.region_id and s.record_id = o.id and s.lang = o.lang
    where x.region_id = ${actor.regionId} and ${visibleId(actor, 'x.id')} and x.organization_id = any(${mine}::uuid[]) and x.until_day < ${today}::date
      and coalesce((select n.decision from goal_renewals n where n.region_id = x.region_id and n.goal_id = x.id
        order by n.at desc, n.id desc limit 1), 'kept') = 'kept'
    group by o.slug, s.title order by s.title, o.slug limit 1`.execute(db)
  return rows[0]
}

/** A goal as its form holds it. */
export const asGoalInput = (goal: Goal): GoalInput => ({
  text: goal.text,
  code: goal.code,
  page: goal.page,
  ...typedPeriod(goal),
  references: goal.references.map(({ title, url }) => (url ? `${title} ${url}` : title)),
  visibility: goal.visibility,
  lang: goal.lang,
})
