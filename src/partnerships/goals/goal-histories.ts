import { earlierValues, seenThen } from '../../directory/histories.ts'
import { type FeedLine, listFeed } from '../../journal/feeds.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import { problem } from '../../platform/errors.ts'
import type { Moment } from '../../platform/moment.ts'
import { goalForm, planForm } from './forms.ts'
import { changeGoal } from './goal-changes.ts'
import { asGoalInput, type Goal } from './goals.ts'
import { changePlan } from './plan-changes.ts'
import { asPlanInput, type Plan } from './plans.ts'
import { canEditGoals } from './rules.ts'

/** So far back a history is shown. */
const MOST = 200

/** What was done with a plan or a goal, newest first, as far as this actor could have seen it when it was done. */
export async function listGoalHistory(db: Db, actor: Actor, one: Plan | Goal): Promise<FeedLine[]> {
  const lines = await listFeed(db, actor, { recordId: one.id, limit: MOST })
  return seenThen(actor, one.visibility, canEditGoals(actor, one), lines)
}

/** What stood there before one change. Throws NotFound where that is nothing. */
async function valuesBefore(db: Db, actor: Actor, one: Plan | Goal, entryId: string) {
  const line = (await listGoalHistory(db, actor, one)).find(({ id }) => id === entryId)
  const values = line ? earlierValues(line) : {}
  if (Object.keys(values).length === 0) throw problem(404)
  return values
}

/** Gives a goal back what stood in the fields of one change before it was made. */
export async function bringGoalBack(db: Db, actor: Actor, goal: Goal, entryId: string, moment: Moment) {
  const input = goalForm.safeParse({ ...asGoalInput(goal), ...(await valuesBefore(db, actor, goal, entryId)) })
  if (!input.success) throw problem(422, 'directory.errors.cannotReturn')
  await changeGoal(db, actor, goal, input.data, moment)
}

/** The same for a plan. */
export async function bringPlanBack(db: Db, actor: Actor, plan: Plan, entryId: string, moment: Moment) {
  const input = planForm.safeParse({ ...asPlanInput(plan), ...(await valuesBefore(db, actor, plan, entryId)) })
  if (!input.success) throw problem(422, 'directory.errors.cannotReturn')
  await changePlan(db, actor, plan, input.data, moment)
}
