import { Hono } from 'hono'
import { z } from 'zod'
import { getOrganization } from '../../directory/organizations.ts'
import { paths } from '../../paths.ts'
import { endOfDay, isTable, tableAnswer, wants } from '../../platform/answers.ts'
import { dayIn } from '../../platform/days.ts'
import { permit, problem } from '../../platform/errors.ts'
import type { House, HouseContext } from '../../platform/house.ts'
import { askedText, listAddress, readQuery } from '../../platform/list-query.ts'
import { type FormState, parseForm } from '../../platform/parse-form.ts'
import { cameLate } from '../../platform/records.ts'
import type { Difference } from '../../ui/conflict.tsx'
import { document } from '../../ui/layout.tsx'
import { href } from '../../ui/page.ts'
import { planForm } from './forms.ts'
import { bringPlanBack, listGoalHistory } from './goal-histories.ts'
import { GoalHistoryPage } from './goal-history-page.tsx'
import { differingGoalFields } from './goal-sayings.ts'
import { answerGoals, answerPlan } from './goals-api.ts'
import { listGoals, listGoalsIn } from './goals.ts'
import { OrganizationGoalsPage } from './organization-goals-page.tsx'
import { addPlan, changePlan, removePlan, restorePlan } from './plan-changes.ts'
import { crumbsOf, PlanFormPage } from './plan-form-page.tsx'
import { PlanPage } from './plan-page.tsx'
import { asPlanInput, getPlan, getRemovedPlan, listPlans, type Plan, type PlanOwner } from './plans.ts'
import { GOAL_COLUMNS, goalCells } from './renderings.ts'
import { canEditGoals } from './rules.ts'
import { newFormKey } from '../../platform/request-keys.ts'

const shownQuery = z.object({ removed: askedText(40), done: askedText(20) })

const todayOf = (c: HouseContext) => dayIn(c.var.region.timeZone, c.var.moment.at)

/** The plans of organizations, and the page that shows which of their goals something serves. */
export const planRoutes = new Hono<House>()
  .get('/organizations/:slug/goals', async (c) => {
    const organization = await getOrganization(c.var.db, c.var.actor, c.req.param('slug'))
    if (organization.slug !== c.req.param('slug'))
      return c.redirect(href(c.var.page, paths.organizationGoals(c.var.region.slug, organization.slug)), 301)
    const form = wants(c)
    if (form === 'json') return answerGoals(c, organization)
    return isTable(form) ? tableList(c, organization) : goalsPage(c, organization)
  })
  .get('/organizations/:slug/goals/new', async (c) => {
    const organization = await ownerOf(c)
    const values = { visibility: 'public', lang: c.var.page.lang }
    return planFormPage(c, organization, { values, errors: {} })
  })
  .post('/organizations/:slug/goals/new', async (c) => {
    const { db, actor, page, region, moment } = c.var
    const organization = await ownerOf(c)
    const form = await parseForm(c, planForm, page.t)
    if (!form.ok) return planFormPage(c, organization, form, { status: 422 })
    const id = await addPlan(db, actor, organization, form.value, moment)
    return c.redirect(href(page, paths.newGoals(region.slug, id)), 303)
  })
  .get('/plans/:plan', async (c) => {
    if (wants(c) === 'json') return answerPlan(c, c.req.param('plan'))
    const { db, actor, page, region, moment } = c.var
    const plan = await planOf(c)
    const goals = await listGoalsIn(db, actor, plan.id)
    const { removed, done } = readQuery(c, shownQuery)
    c.set('cached', { params: [], freshUntil: endOfDay(region.timeZone, moment.at) })
    c.header('vary', 'accept')
    const view = {
      page,
      plan,
      goals,
      today: todayOf(c),
      done,
      removed: removed || undefined,
      formKey: newFormKey(c.var.moment),
    }
    return c.html(document(<PlanPage {...view} />))
  })
  .get('/plans/:plan/edit', async (c) => {
    const plan = await minePlan(c)
    return planFormPage(c, plan.organization, { values: asTyped(plan), errors: {} }, { plan })
  })
  .post('/plans/:plan/edit', async (c) => {
    const { db, actor, page, moment } = c.var
    const plan = await minePlan(c)
    const form = await parseForm(c, planForm, page.t)
    if (!form.ok) return planFormPage(c, plan.organization, form, { plan, status: 422 })
    const read = { ...plan, version: Number(form.typed['_version']) || 0 }
    if (!(await cameLate(changePlan(db, actor, read, form.value, moment)))) return toPlan(c, plan, 'changed')
    const now = await getPlan(db, actor, plan.id)
    const differences = differingGoalFields(page, form.value, asPlanInput(now))
    return planFormPage(
      c,
      now.organization,
      { values: form.typed, errors: {} },
      { plan: now, differences, status: 409 },
    )
  })
  .get('/plans/:plan/history', async (c) => {
    const { db, actor, page, region } = c.var
    const plan = await planOf(c)
    const to = (entry: string) => paths.planReturn(region.slug, plan.id, entry)
    const back = canEditGoals(actor, plan) ? { to, formKey: newFormKey(c.var.moment) } : undefined
    const lines = await listGoalHistory(db, actor, plan)
    const crumbs = crumbsOf(page, plan.organization, plan)
    return c.html(document(<GoalHistoryPage {...{ page, name: plan.title, crumbs, lines, back }} />))
  })
  .post('/plans/:plan/history/:entry/return', async (c) => {
    const plan = await minePlan(c)
    await bringPlanBack(c.var.db, c.var.actor, plan, c.req.param('entry'), c.var.moment)
    return toPlan(c, plan, 'returned')
  })
  .post('/plans/:plan/removal', async (c) => {
    const { db, actor, page, region, moment } = c.var
    const plan = await minePlan(c)
    await removePlan(db, actor, plan, moment)
    const list = paths.organizationGoals(region.slug, plan.organization.slug)
    return c.redirect(href(page, listAddress(list, {}, { removed: plan.id })), 303)
  })
  .post('/plans/:plan/restoration', async (c) => {
    const { db, actor, moment } = c.var
    const plan = await getRemovedPlan(db, actor, c.req.param('plan'))
    if (!canEditGoals(actor, plan)) throw problem(404)
    await restorePlan(db, actor, plan, moment)
    return toPlan(c, plan, 'restored')
  })

const planOf = (c: HouseContext) => getPlan(c.var.db, c.var.actor, c.req.param('plan') ?? '')

/** The plan that was asked for, to whoever may change it. */
async function minePlan(c: HouseContext): Promise<Plan> {
  const plan = await planOf(c)
  permit(canEditGoals(c.var.actor, plan), 'partnership-goals.errors.edit')
  return plan
}

/** The organization that was asked for, to whoever may write down its plans. */
async function ownerOf(c: HouseContext): Promise<PlanOwner> {
  const organization = await getOrganization(c.var.db, c.var.actor, c.req.param('slug') ?? '')
  permit(canEditGoals(c.var.actor, { organization }), 'partnership-goals.errors.edit')
  return organization
}

const toPlan = (c: HouseContext, { id }: Plan, done: string) =>
  c.redirect(href(c.var.page, `${paths.plan(c.var.region.slug, id)}?done=${done}`), 303)

const asTyped = (plan: Plan) => ({ ...asPlanInput(plan), references: asPlanInput(plan).references.join('\n') })

function planFormPage(
  c: HouseContext,
  organization: PlanOwner,
  form: FormState,
  { status = 200, ...rest }: { plan?: Plan; differences?: Difference[]; status?: 200 | 409 | 422 } = {},
) {
  const view = { page: c.var.page, organization, form, formKey: newFormKey(c.var.moment), ...rest }
  return c.html(document(<PlanFormPage {...view} />), status)
}

async function goalsPage(c: HouseContext, organization: PlanOwner): Promise<Response> {
  const { db, actor, page, region, moment } = c.var
  const [plans, goals] = await Promise.all([
    listPlans(db, actor, organization.id),
    listGoals(db, actor, organization.id),
  ])
  const { removed } = readQuery(c, shownQuery)
  c.set('cached', { params: [], freshUntil: endOfDay(region.timeZone, moment.at) })
  c.header('vary', 'accept')
  const view = {
    page,
    organization,
    plans,
    goals,
    today: todayOf(c),
    removed: removed || undefined,
    formKey: newFormKey(c.var.moment),
  }
  return c.html(document(<OrganizationGoalsPage {...view} />))
}

async function tableList(c: HouseContext, organization: PlanOwner): Promise<Response> {
  const goals = await listGoals(c.var.db, c.var.actor, organization.id)
  const base = `${c.var.page.origin}/${c.var.region.slug}`
  const rows = goals.map((goal) => goalCells(goal, todayOf(c), base))
  return tableAnswer(c, `${organization.slug}-goals`, GOAL_COLUMNS, rows)
}
