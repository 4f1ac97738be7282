import { Hono } from 'hono'
import { z } from 'zod'
import { getOrganization } from '../../directory/organizations.ts'
import { entryJson, historySchema } from '../../journal/renderings.ts'
import { jsonList } from '../../platform/answers.ts'
import type { ApiDoc } from '../../platform/api-docs.ts'
import { checkJson, fromVersion, gone, readJson, versioned, written } from '../../platform/api-writes.ts'
import { dayIn } from '../../platform/days.ts'
import { permit, problem } from '../../platform/errors.ts'
import type { House, HouseContext } from '../../platform/house.ts'
import { getPartnership } from '../partnerships.ts'
import { goalForm, goalsBody, linkBody, planForm, renewalForm, SECTIONS } from './forms.ts'
import { addGoals, changeGoal, removeGoal, restoreGoal } from './goal-changes.ts'
import { bringGoalBack, bringPlanBack, listGoalHistory } from './goal-histories.ts'
import { goalsServedBy, linkGoal, unlinkGoal } from './goal-links.ts'
import { asGoalInput, getGoal, getRemovedGoal, type Goal, listGoals, listGoalsIn } from './goals.ts'
import { addPlan, changePlan, removePlan, restorePlan } from './plan-changes.ts'
import { asPlanInput, getPlan, getRemovedPlan, type Plan } from './plans.ts'
import { renewGoal } from './renewals.ts'
import { goalJson, goalListSchema, goalSchema, planJson, planSchema } from './renderings.ts'
import { canEditGoals } from './rules.ts'

const today = (c: HouseContext) => dayIn(c.var.region.timeZone, c.var.moment.at)
const base = (c: HouseContext) => `${c.var.page.origin}/${c.var.region.slug}`
const address = (c: HouseContext, list: 'plans' | 'goals', id: string) => `/api/v1/${c.var.region.slug}/${list}/${id}`

/** What may be changed, for whoever may change it. */
function mine<T extends Plan | Goal>(c: HouseContext, one: T): T {
  permit(canEditGoals(c.var.actor, one), 'partnership-goals.errors.edit')
  return one
}
const goalOf = (c: HouseContext) => getGoal(c.var.db, c.var.actor, c.req.param('goal') ?? '')
const planOf = (c: HouseContext) => getPlan(c.var.db, c.var.actor, c.req.param('plan') ?? '')

const goalsList = (c: HouseContext, goals: readonly Goal[]) =>
  jsonList(
    c,
    goals.map((goal) => goalJson(goal, today(c), base(c))),
    goals.length,
    null,
  )

/** The goals of an organization with what serves them, also at the address of the page. */
export async function answerGoals(c: HouseContext, organization: { id: string }): Promise<Response> {
  return goalsList(c, await listGoals(c.var.db, c.var.actor, organization.id))
}

/** The goals that a partnership serves, of all its partners. */
export async function answerServed(c: HouseContext, partnership: { id: string }): Promise<Response> {
  return goalsList(c, await goalsServedBy(c.var.db, c.var.actor, partnership.id))
}

/** A plan with its goals. */
export async function answerPlan(c: HouseContext, id: string, status: 200 | 201 = 200): Promise<Response> {
  return versioned(c, await planNow(c, id), status)
}
async function planNow(c: HouseContext, id: string) {
  const plan = await getPlan(c.var.db, c.var.actor, id)
  return planJson(plan, await listGoalsIn(c.var.db, c.var.actor, id), today(c), base(c))
}

export async function answerGoal(c: HouseContext, id: string, status: 200 | 201 = 200): Promise<Response> {
  return versioned(c, await goalNow(c, id), status)
}
const goalNow = async (c: HouseContext, id: string) =>
  goalJson(await getGoal(c.var.db, c.var.actor, id), today(c), base(c))

/** Does something with a goal once, and answers with the goal as it is then. */
const withGoal = (c: HouseContext, work: (goal: Goal) => Promise<unknown>) =>
  written(
    c,
    async () => {
      const goal = mine(c, await goalOf(c))
      await work(goal)
      return goal.id
    },
    (id) => address(c, 'goals', id),
    (id) => answerGoal(c, id),
    200,
  )

const withPlan = (c: HouseContext, work: (plan: Plan) => Promise<unknown>, status: 200 | 201 = 200) =>
  written(
    c,
    async () => {
      const plan = mine(c, await planOf(c))
      await work(plan)
      return plan.id
    },
    (id) => address(c, 'plans', id),
    (id, told) => answerPlan(c, id, told),
    status,
  )

/** Plans and goals for programs. */
export const goalsApi = new Hono<House>()
  .get('/organizations/:id/goals', async (c) =>
    answerGoals(c, await getOrganization(c.var.db, c.var.actor, c.req.param('id'))),
  )
  .post('/organizations/:id/plans', async (c) => {
    const { db, actor, moment } = c.var
    const organization = await getOrganization(db, actor, c.req.param('id'))
    permit(canEditGoals(actor, { organization }), 'partnership-goals.errors.edit')
    const input = checkJson(c, planForm, await readJson(c))
    return written(
      c,
      () => addPlan(db, actor, organization, input, moment),
      (id) => address(c, 'plans', id),
      (id, status) => answerPlan(c, id, status),
    )
  })
  .get('/plans/:plan', (c) => answerPlan(c, c.req.param('plan')))
  .patch('/plans/:plan', async (c) => {
    const { db, actor, moment } = c.var
    const plan = mine(c, await planOf(c))
    const input = checkJson(c, planForm, await readJson(c), asPlanInput(plan))
    const change = (version: number) => changePlan(db, actor, { ...plan, version }, input, moment)
    await fromVersion(c, plan, change, () => planNow(c, plan.id))
    return answerPlan(c, plan.id)
  })
  .delete('/plans/:plan', async (c) => {
    await removePlan(c.var.db, c.var.actor, mine(c, await planOf(c)), c.var.moment)
    return gone(c)
  })
  .post('/plans/:plan/restoration', async (c) => {
    const { db, actor, moment } = c.var
    const bring = async () => {
      const plan = await getRemovedPlan(db, actor, c.req.param('plan'))
      if (!canEditGoals(actor, plan)) throw problem(404)
      await restorePlan(db, actor, plan, moment)
      return plan.id
    }
    return written(
      c,
      bring,
      (id) => address(c, 'plans', id),
      (id) => answerPlan(c, id),
      200,
    )
  })
  .get('/plans/:plan/history', async (c) => history(c, await planOf(c)))
  .post('/plans/:plan/history/:entry/return', (c) =>
    withPlan(c, (plan) => bringPlanBack(c.var.db, c.var.actor, plan, c.req.param('entry'), c.var.moment)),
  )
  .post('/plans/:plan/goals', async (c) => {
    const { goals } = checkJson(c, goalsBody, await readJson(c))
    return withPlan(c, (plan) => addGoals(c.var.db, c.var.actor, plan, goals, c.var.moment), 201)
  })
  .get('/goals/:goal', (c) => answerGoal(c, c.req.param('goal')))
  .patch('/goals/:goal', async (c) => {
    const { db, actor, moment } = c.var
    const goal = mine(c, await goalOf(c))
    const input = checkJson(c, goalForm, await readJson(c), asGoalInput(goal))
    const change = (version: number) => changeGoal(db, actor, { ...goal, version }, input, moment)
    await fromVersion(c, goal, change, () => goalNow(c, goal.id))
    return answerGoal(c, goal.id)
  })
  .delete('/goals/:goal', async (c) => {
    await removeGoal(c.var.db, c.var.actor, mine(c, await goalOf(c)), c.var.moment)
    return gone(c)
  })
  .post('/goals/:goal/restoration', async (c) => {
    const { db, actor, moment } = c.var
    const bring = async () => {
      const goal = await getRemovedGoal(db, actor, c.req.param('goal'))
      if (!canEditGoals(actor, goal)) throw problem(404)
      await restoreGoal(db, actor, goal, moment)
      return goal.id
    }
    return written(
      c,
      bring,
      (id) => address(c, 'goals', id),
      (id) => answerGoal(c, id),
      200,
    )
  })
  .get('/goals/:goal/history', async (c) => history(c, await goalOf(c)))
  .post('/goals/:goal/history/:entry/return', (c) =>
    withGoal(c, (goal) => bringGoalBack(c.var.db, c.var.actor, goal, c.req.param('entry'), c.var.moment)),
  )
  .post('/goals/:goal/renewal', async (c) => {
    const input = checkJson(c, renewalForm, await readJson(c))
    return withGoal(c, (goal) => renewGoal(c.var.db, c.var.actor, today(c), goal, input, c.var.moment))
  })
  .post('/goals/:goal/links', async (c) => {
    const input = checkJson(c, linkBody, await readJson(c))
    return withGoal(c, (goal) => linkGoal(c.var.db, c.var.actor, goal, input, c.var.moment))
  })
  .delete('/goals/:goal/links/:record', async (c) => {
    const goal = mine(c, await goalOf(c))
    const section = SECTIONS.find((one) => one === (c.req.query('section') ?? 'mission'))
    if (section === undefined) throw problem(400, 'forms.invalid')
    await unlinkGoal(c.var.db, c.var.actor, goal, { record: c.req.param('record'), section }, c.var.moment)
    return gone(c)
  })
  .get('/partnerships/:id/goals', async (c) =>
    answerServed(c, await getPartnership(c.var.db, c.var.actor, c.req.param('id'))),
  )

async function history(c: HouseContext, one: Plan | Goal): Promise<Response> {
  const lines = await listGoalHistory(c.var.db, c.var.actor, one)
  return jsonList(c, lines.map(entryJson), lines.length, null)
}

const v1 = '/api/v1/{region}'
const tag = 'Strategic goals'
const of = (
  method: ApiDoc['method'],
  path: string,
  summary: string,
  response: ApiDoc['response'],
  more: Partial<ApiDoc> = {},
): ApiDoc => ({ method, path: v1 + path, summary, tag, response, ...more })

export const goalsApiDocs: ApiDoc[] = [
  of(
    'get',
    '/organizations/{id}/goals',
    'The goals of an organization, with what serves each: nothing, where `servedBy` is empty',
    goalListSchema,
  ),
  of('post', '/organizations/{id}/plans', 'Writes down a published plan of an organization', planSchema, {
    body: planForm,
    status: 201,
  }),
  of('get', '/plans/{plan}', 'A plan with its goals', planSchema),
  of('patch', '/plans/{plan}', 'Changes the given fields of a plan', planSchema, { body: planForm }),
  of('delete', '/plans/{plan}', 'Takes a plan away with its goals; it can be brought back', z.undefined(), {
    status: 204,
  }),
  of('post', '/plans/{plan}/restoration', 'Brings a plan back', planSchema),
  of('get', '/plans/{plan}/history', 'What was done with a plan, newest first', historySchema),
  of(
    'post',
    '/plans/{plan}/history/{entry}/return',
    'Gives the fields of one change back what stood in them before it',
    planSchema,
  ),
  of('post', '/plans/{plan}/goals', 'Adds goals to a plan, behind those that are there', planSchema, {
    body: goalsBody,
    status: 201,
  }),
  of('get', '/goals/{goal}', 'A goal, with what serves it', goalSchema),
  of('patch', '/goals/{goal}', 'Changes the given fields of a goal', goalSchema, { body: goalForm }),
  of('delete', '/goals/{goal}', 'Takes a goal away; it can be brought back', z.undefined(), { status: 204 }),
  of('post', '/goals/{goal}/restoration', 'Brings a goal back', goalSchema),
  of('get', '/goals/{goal}/history', 'What was done with a goal, newest first', historySchema),
  of(
    'post',
    '/goals/{goal}/history/{entry}/return',
    'Gives the fields of one change back what stood in them before it',
    goalSchema,
  ),
  of(
    'post',
    '/goals/{goal}/renewal',
    'Decides what becomes of a goal: kept, replaced by another, or ended',
    goalSchema,
    {
      body: renewalForm,
    },
  ),
  of('post', '/goals/{goal}/links', 'Says that a record serves a goal', goalSchema, { body: linkBody }),
  of('delete', '/goals/{goal}/links/{record}', 'Says that it does not any more', z.undefined(), {
    status: 204,
    query: z.object({ section: z.enum(SECTIONS).default('mission') }),
  }),
  of('get', '/partnerships/{id}/goals', 'The goals that a partnership serves, of all its partners', goalListSchema),
]
