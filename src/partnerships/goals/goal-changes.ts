import { type Deed, differences, record, recordMany } from '../../journal/entries.ts'
import { periodOf } from '../../network/periods.ts'
import type { Actor } from '../../platform/actor.ts'
import { type Db, inTransaction, type Trx } from '../../platform/db.ts'
import { problem } from '../../platform/errors.ts'
import { addFacts, parseReference, replaceReferences } from '../../platform/facts.ts'
import type { Moment } from '../../platform/moment.ts'
import { addRecords, circleOf, joinMany, nextVersion, putInCircle, remove, restore } from '../../platform/records.ts'
import { indexNewTexts, indexText } from '../../platform/search-texts.ts'
import { GOAL_LIMITS, type GoalInput, type GoalLine } from './forms.ts'
import { nameGoal } from './goal-sayings.ts'
import { asGoalInput, type Goal } from './goals.ts'
import { keepDays, toldFor } from './plan-changes.ts'
import type { Plan } from './plans.ts'
import { takeReading } from './plan-readings.ts'

type NewGoal = GoalLine & Partial<Pick<GoalInput, 'since' | 'until' | 'references'>>

/**
 * Adds goals to a plan, behind those that are there and as visible as it is. `readingId`: they were chosen among the lines
 * of that reading, which goes with them. Throws 422 when the plan would have too many. Returns their ids.
 */
export async function addGoals(
  db: Db,
  actor: Actor,
  plan: Plan,
  goals: readonly NewGoal[],
  moment: Moment,
  origin: { readingId?: string } = {},
): Promise<string[]> {
  if (goals.length === 0) return []
  return inTransaction(db, async (trx) => {
    if (origin.readingId) await takeReading(trx, actor.regionId, plan.id, origin.readingId)
    const from = await endOf(trx, actor.regionId, plan.id, goals.length)
    const rows = goals.map((goal, n) => ({ ...goal, id: moment.id(), position: from + n }))
    const batch = moment.id()
    const deeds = rows.map(({ id, text, code }): Deed => ({
      verb: 'goal.created',
      record: { id },
      ...toldFor(actor, plan.organization.id, plan.id),
      changes: { text: [null, text], code: [null, code] },
      ...(rows.length > 1 && { batch }),
    }))
    await recordMany(trx, actor, deeds, moment, () => insertGoals(trx, actor.regionId, plan, rows, moment))
    return rows.map(({ id }) => id)
  })
}

/** Where the next goal of a plan stands. The plan is held until the transaction ends, so that two who add at once do so in turn. */
async function endOf(trx: Trx, regionId: string, planId: string, more: number): Promise<number> {
  await trx
    .selectFrom('plans')
    .select('id')
    .where('region_id', '=', regionId)
    .where('id', '=', planId)
    .forUpdate()
    .executeTakeFirst()
  const { count, last } = await trx
    .selectFrom('goals')
    .select(({ fn }) => [fn.countAll<number>().as('count'), fn.max('position').as('last')])
    .where('region_id', '=', regionId)
    .where('plan_id', '=', planId)
    .executeTakeFirstOrThrow()
  if (count + more > GOAL_LIMITS.goals)
    throw problem(422, 'partnership-goals.errors.tooMany', { max: GOAL_LIMITS.goals, count })
  return (last ?? -1) + 1
}

async function insertGoals(
  trx: Trx,
  regionId: string,
  plan: Plan,
  rows: readonly (NewGoal & { id: string; position: number })[],
  moment: Moment,
) {
  const { visibility, lang } = plan
  await addRecords(
    trx,
    regionId,
    rows.map(({ id }) => ({ id, visibility, lang })),
    'goal',
    moment,
  )
  await joinMany(
    trx,
    regionId,
    rows.map(({ id }) => ({ recordId: id, ends: [plan.organization.id, plan.id] })),
  )
  await trx
    .insertInto('goals')
    .values(
      rows.map(({ id, position, text, code, page, since = '', until = '' }) => {
        const { period, periodFirst, periodLast } = periodOf(since, until)
        return {
          region_id: regionId,
          id,
          plan_id: plan.id,
          organization_id: plan.organization.id,
          position,
          text,
          code,
          page,
          period,
          period_first: periodFirst,
          period_last: periodLast,
          until_day: periodLast ?? (period === null ? plan.periodLast : null),
        }
      }),
    )
    .execute()
  await indexNewTexts(
    trx,
    regionId,
    rows.map((row) => ({ id: row.id, ...foundBy(row, lang) })),
  )
  const told = rows.flatMap(({ id, references = [] }) =>
    references.length > 0 ? [{ id, references, identifiers: [] }] : [],
  )
  await addFacts(trx, regionId, told, moment)
  if (visibility !== 'circle') return
  const circleId = await circleOf(trx, regionId, plan.id, [plan.organization.id], moment)
  for (const { id } of rows) await putInCircle(trx, regionId, id, circleId)
}

/** What a goal is called, and found by: its number and its words. */
const foundBy = ({ code, text }: GoalLine, lang: Plan['lang']) => ({
  lang,
  title: nameGoal({ code, text }),
  body: '',
})

/** Changes a goal from the version that was read; throws 409 when somebody else was faster. */
export async function changeGoal(db: Db, actor: Actor, before: Goal, input: GoalInput, moment: Moment) {
  const deed = {
    verb: 'goal.changed',
    record: before,
    ...toldFor(actor, before.organization.id, before.plan.id),
    changes: differences(asGoalInput(before), input),
  }
  await record(db, actor, deed, moment, async (trx) => {
    const { visibility, lang, text, code, page, since, until, references } = input
    const { regionId } = actor
    await nextVersion(trx, regionId, before.id, before.version, { visibility, lang })
    const { period, periodFirst, periodLast } = periodOf(since, until)
    await trx
      .updateTable('goals')
      .set({ text, code, page, period, period_first: periodFirst, period_last: periodLast })
      .where('region_id', '=', regionId)
      .where('id', '=', before.id)
      .execute()
    await keepDays(trx, regionId, before.plan.id)
    await replaceReferences(trx, regionId, before.id, references.map(parseReference), moment)
    await indexText(trx, regionId, before.id, foundBy(input, lang))
    if (visibility === 'circle') {
      const circle = await circleOf(trx, regionId, before.id, [before.organization.id], moment)
      await putInCircle(trx, regionId, before.id, circle)
    }
  })
}

const toldOf = (actor: Actor, goal: Goal) => toldFor(actor, goal.organization.id, goal.plan.id)

/** Takes a goal away; it can be brought back, with what served it. */
export const removeGoal = (db: Db, actor: Actor, goal: Goal, moment: Moment) =>
  record(db, actor, { verb: 'goal.removed', record: goal, ...toldOf(actor, goal) }, moment, (trx) =>
    remove(trx, actor.regionId, goal.id, moment),
  )

export const restoreGoal = (db: Db, actor: Actor, goal: Goal, moment: Moment) =>
  record(db, actor, { verb: 'goal.restored', record: goal, ...toldOf(actor, goal) }, moment, (trx) =>
    restore(trx, actor.regionId, goal.id),
  )
