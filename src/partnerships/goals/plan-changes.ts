import { sql } from 'kysely'
import { differences, record } from '../../journal/entries.ts'
import { periodOf } from '../../network/periods.ts'
import { type Actor, organizationsWith } from '../../platform/actor.ts'
import type { Db, Trx } from '../../platform/db.ts'
import { parseReference, replaceReferences } from '../../platform/facts.ts'
import type { Moment } from '../../platform/moment.ts'
import {
  addRecord,
  circleOf,
  join,
  nextVersion,
  putInCircle,
  remove,
  restore,
  type Visibility,
} from '../../platform/records.ts'
import { indexText } from '../../platform/search-texts.ts'
import type { PlanInput } from './forms.ts'
import { asPlanInput, type Plan } from './plans.ts'

/** For whom the actor does something with what is an organization's, and whom it concerns. */
export const toldFor = (actor: Actor, organizationId: string, ...concerns: string[]) => ({
  for: !actor.coordinates && organizationsWith(actor, 'speak').includes(organizationId) ? organizationId : null,
  concerns: [organizationId, ...concerns],
})

/** Writes down that an organization has published a plan. Returns its id. */
export async function addPlan(
  db: Db,
  actor: Actor,
  organization: { id: string },
  input: PlanInput,
  moment: Moment,
): Promise<string> {
  const id = moment.id()
  const deed = {
    verb: 'plan.created',
    record: { id },
    ...toldFor(actor, organization.id),
    changes: differences({}, input),
  }
  await record(db, actor, deed, moment, async (trx) => {
    const { visibility, lang } = input
    await addRecord(trx, actor.regionId, { id, kind: 'plan', visibility, lang }, moment)
    await join(trx, actor.regionId, id, [organization.id])
    await trx
      .insertInto('plans')
      .values({ region_id: actor.regionId, id, organization_id: organization.id, ...columnsOf(input) })
      .execute()
    await saveRest(trx, actor.regionId, { id, organization }, input, moment)
  })
  return id
}

/** Changes a plan from the version that was read; throws 409 when somebody else was faster. */
export async function changePlan(db: Db, actor: Actor, before: Plan, input: PlanInput, moment: Moment) {
  const deed = {
    verb: 'plan.changed',
    record: before,
    ...toldFor(actor, before.organization.id),
    changes: differences(asPlanInput(before), input),
  }
  await record(db, actor, deed, moment, async (trx) => {
    const { visibility, lang } = input
    await nextVersion(trx, actor.regionId, before.id, before.version, { visibility, lang })
    await trx
      .updateTable('plans')
      .set(columnsOf(input))
      .where('region_id', '=', actor.regionId)
      .where('id', '=', before.id)
      .execute()
    await saveRest(trx, actor.regionId, before, input, moment)
    if (visibility !== before.visibility) await showGoalsAs(trx, actor.regionId, before, visibility, moment)
    await keepDays(trx, actor.regionId, before.id)
  })
}

/** Takes a plan away, with its goals; it can be brought back. */
export const removePlan = (db: Db, actor: Actor, plan: Plan, moment: Moment) =>
  record(db, actor, { verb: 'plan.removed', record: plan, ...toldFor(actor, plan.organization.id) }, moment, (trx) =>
    remove(trx, actor.regionId, plan.id, moment),
  )

export const restorePlan = (db: Db, actor: Actor, plan: Plan, moment: Moment) =>
  record(db, actor, { verb: 'plan.restored', record: plan, ...toldFor(actor, plan.organization.id) }, moment, (trx) =>
    restore(trx, actor.regionId, plan.id),
  )

const columnsOf = ({ title, url, since, until }: PlanInput) => {
  const { period, periodFirst, periodLast } = periodOf(since, until)
  return { title, url: url || null, period, period_first: periodFirst, period_last: periodLast }
}

/** What stands in other tables. */
async function saveRest(
  trx: Trx,
  regionId: string,
  { id, organization }: { id: string; organization: { id: string } },
  { title, lang, visibility, references }: PlanInput,
  moment: Moment,
) {
  await replaceReferences(trx, regionId, id, references.map(parseReference), moment)
  await indexText(trx, regionId, id, { lang, title, body: '' })
  if (visibility === 'circle')
    await putInCircle(trx, regionId, id, await circleOf(trx, regionId, id, [organization.id], moment))
}

/** Goals that were as visible as their plan go on being that; those for which it was chosen otherwise stay. */
async function showGoalsAs(trx: Trx, regionId: string, plan: Plan, visibility: Visibility, moment: Moment) {
  const goals = await trx
    .selectFrom('goals as g')
    .innerJoin('records as r', (on) => on.onRef('r.region_id', '=', 'g.region_id').onRef('r.id', '=', 'g.id'))
    .select(['g.id', 'r.version'])
    .where('g.region_id', '=', regionId)
    .where('g.plan_id', '=', plan.id)
    .where('r.visibility', '=', plan.visibility)
    .execute()
  const circleId =
    visibility === 'circle' ? await circleOf(trx, regionId, plan.id, [plan.organization.id], moment) : null
  for (const { id, version } of goals)
    await nextVersion(trx, regionId, id, version, { visibility, ...(circleId && { circleId }) })
}

/** The last day of each goal of a plan follows the plan where the goal has none of its own. */
export const keepDays = (trx: Trx, regionId: string, planId: string) =>
  trx
    .updateTable('goals as g')
    .from('plans as p')
    .set({ until_day: sql`coalesce(g.period_last, case when g.period is null then p.period_last end)` })
    .where('g.region_id', '=', regionId)
    .where('g.plan_id', '=', planId)
    .whereRef('p.region_id', '=', 'g.region_id')
    .whereRef('p.id', '=', 'g.plan_id')
    .execute()
