import { sql } from 'kysely'
import { type Deed, record, recordMany } from '../../journal/entries.ts'
import { periodOf, typedPeriod } from '../../network/periods.ts'
import { type Actor, systemActor } from '../../platform/actor.ts'
import type { Db, Trx } from '../../platform/db.ts'
import { eachApart } from '../../platform/each-apart.ts'
import { problem, unlessMissing } from '../../platform/errors.ts'
import type { Moment } from '../../platform/moment.ts'
import { nextVersion } from '../../platform/records.ts'
import type { RenewalInput } from './forms.ts'
import { getGoal, type Goal } from './goals.ts'
import { toldFor } from './plan-changes.ts'
import { isWanted } from './rules.ts'

/**
 * Decides what becomes of a goal whose time is over, or will be: kept until a later day (or without end), replaced by another
 * goal of the organization, or ended. Throws 422 with the reason where it cannot be so.
 */
export async function renewGoal(
  db: Db,
  actor: Actor,
  today: string,
  goal: Goal,
  { decision, until, next, carry }: RenewalInput,
  moment: Moment,
) {
  const period = decision === 'kept' ? keptPeriod(goal, until, today) : null
  const successor = decision === 'replaced' ? await successorOf(db, actor, goal, next, today) : null
  const deed = {
    verb: `goal.${decision}`,
    record: goal,
    ...toldFor(actor, goal.organization.id, goal.plan.id, ...(successor ? [successor.id] : [])),
    changes: {
      ...(period && { period: [goal.period, period.period] }),
      ...(successor && { next: successor.id, carry }),
    },
  }
  await record(db, actor, deed, moment, async (trx) => {
    const { regionId } = actor
    await nextVersion(trx, regionId, goal.id, goal.version)
    await trx
      .insertInto('goal_renewals')
      .values({
        region_id: regionId,
        id: moment.id(),
        goal_id: goal.id,
        at: moment.at,
        decision,
        until_day: period?.periodLast ?? null,
        next_id: successor?.id ?? null,
      })
      .execute()
    if (period)
      await trx
        .updateTable('goals')
        .set({
          period: period.period,
          period_first: period.periodFirst,
          period_last: period.periodLast,
          until_day: period.periodLast,
        })
        .where('region_id', '=', regionId)
        .where('id', '=', goal.id)
        .execute()
    if (successor && carry) await carryLinks(trx, regionId, goal.id, successor.id, moment)
  })
}

/** Its period until the day that was said. Without one it goes on, since when it does. */
function keptPeriod(goal: Goal, until: string, today: string) {
  const { since } = typedPeriod(goal.period === null ? { period: goal.plan.period } : goal)
  // A goal without any beginning that goes on has a period from today on, so that it is not its plan's.
  const period = periodOf(until === '' && since === '' ? today : since, until)
  if (period.period === null) throw problem(422, 'dates.order')
  if (period.periodLast !== null && period.periodLast < today) throw problem(422, 'partnership-goals.errors.past')
  return period
}

async function successorOf(db: Db, actor: Actor, goal: Goal, id: string, today: string): Promise<Goal> {
  const next = id === '' || id === goal.id ? null : await getGoal(db, actor, id).catch(unlessMissing)
  const fits = next && next.organization.id === goal.organization.id && isWanted(next, today)
  if (!fits) throw problem(422, 'partnership-goals.errors.next')
  return next
}

/** What served the one serves the other too. */
const carryLinks = (trx: Trx, regionId: string, from: string, to: string, moment: Moment) =>
  trx
    .insertInto('goal_links')
    .columns(['region_id', 'goal_id', 'record_id', 'section', 'note', 'at'])
    .expression((eb) =>
      eb
        .selectFrom('goal_links as l')
        .select([
          'l.region_id',
          sql<string>`${to}::uuid`.as('goal_id'),
          'l.record_id',
          'l.section',
          'l.note',
          sql<Date>`${moment.at}::timestamptz`.as('at'),
        ])
        .where('l.region_id', '=', regionId)
        .where('l.goal_id', '=', from),
    )
    .onConflict((on) => on.doNothing())
    .execute()

interface Expired {
  region_id: string
  id: string
  plan_id: string
  organization_id: string
}

/** So many goals of a region are told of in one go; the rest a minute later. */
const AT_ONCE = 500

/**
 * Tells once of each goal whose last day has passed in its region, plan by plan, so that it stands in the feed of those whom
 * it concerns. Returns how many.
 */
export async function tellExpired(db: Db, moment: Moment): Promise<number> {
  const { rows } = await sql<Expired>`
    select g.region_id, g.id, g.plan_id, g.organization_id from goals g
    join regions r on r.region_id = g.region_id
    join records x on x.region_id = g.region_id and x.id = g.id
    where g.until_day is distinct from g.noted_until and x.removed_at is null
      and g.until_day < (${moment.at}::timestamptz at time zone r.time_zone)::date
      and coalesce((select n.decision from goal_renewals n where n.region_id = g.region_id and n.goal_id = g.id
        order by n.at desc, n.id desc limit 1), 'kept') = 'kept'
    order by g.region_id, g.plan_id, g.position limit ${AT_ONCE}`.execute(db)
  const plans = [...Map.groupBy(rows, (row) => `${row.region_id} ${row.plan_id}`).values()]
  await eachApart(plans, 'Not every goal that expired could be told of.', (goals) =>
    db.transaction().execute((trx) => tellOf(trx, goals, moment)),
  )
  return rows.length
}

async function tellOf(trx: Trx, goals: readonly Expired[], moment: Moment) {
  const { region_id: regionId, plan_id: planId, organization_id: organizationId } = goals[0]!
  const batch = moment.id()
  const deeds = goals.map(({ id }): Deed => ({
    verb: 'goal.expired',
    record: { id },
    concerns: [planId, organizationId],
    ...(goals.length > 1 && { batch }),
  }))
  await recordMany(trx, systemActor(regionId), deeds, moment, () =>
    trx
      .updateTable('goals')
      .set({ noted_until: sql`until_day` })
      .where('region_id', '=', regionId)
      .where(
        'id',
        'in',
        goals.map(({ id }) => id),
      )
      .execute(),
  )
}
