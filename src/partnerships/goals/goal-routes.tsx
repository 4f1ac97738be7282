import { Hono } from 'hono'
import { z } from 'zod'
import { paths } from '../../paths.ts'
import { endOfDay, wants } from '../../platform/answers.ts'
import { dayIn } from '../../platform/days.ts'
import { isProblem, permit, problem, unlessMissing } from '../../platform/errors.ts'
import type { House, HouseContext } from '../../platform/house.ts'
import { askedText, readQuery } from '../../platform/list-query.ts'
import { emptyForm, type FormState, parseForm } from '../../platform/parse-form.ts'
import { cameLate } from '../../platform/records.ts'
import type { Difference } from '../../ui/conflict.tsx'
import { document } from '../../ui/layout.tsx'
import { href } from '../../ui/page.ts'
import { withPartnership } from '../addressed-routes.tsx'
import { currentParties, type Partnership, partyOf } from '../partnerships.ts'
import { speaksForParty } from '../rules.ts'
import { goalForm, linkForm, renewalForm, unlinkForm } from './forms.ts'
import { changeGoal, removeGoal, restoreGoal } from './goal-changes.ts'
import { GoalFormPage } from './goal-form-page.tsx'
import { bringGoalBack, listGoalHistory } from './goal-histories.ts'
import { GoalHistoryPage } from './goal-history-page.tsx'
import { linkGoal, unlinkGoal } from './goal-links.ts'
import { GoalPage } from './goal-page.tsx'
import { differingGoalFields, shortGoal } from './goal-sayings.ts'
import { answerGoal, answerServed } from './goals-api.ts'
import { asGoalInput, getGoal, getRemovedGoal, type Goal, listGoals, listGoalsOf } from './goals.ts'
import { PartnershipGoalsPage } from './partnership-goals-page.tsx'
import { crumbsOf } from './plan-form-page.tsx'
import { renewGoal } from './renewals.ts'
import { canEditGoals, isWanted } from './rules.ts'
import { newFormKey } from '../../platform/request-keys.ts'

const doneQuery = z.object({ done: askedText(20) })

const todayOf = (c: HouseContext) => dayIn(c.var.region.timeZone, c.var.moment.at)

/** Goals: each one's page, what becomes of it, and which of them a partnership serves. */
export const goalRoutes = new Hono<House>()
  .get('/goals/:goal', async (c) => {
    if (wants(c) === 'json') return answerGoal(c, c.req.param('goal'))
    c.set('cached', { params: [], freshUntil: endOfDay(c.var.region.timeZone, c.var.moment.at) })
    c.header('vary', 'accept')
    return goalPage(c, await goalOf(c), emptyForm)
  })
  .get('/goals/:goal/edit', async (c) => {
    const goal = await mineGoal(c)
    return goalFormPage(c, goal, { values: asTyped(goal), errors: {} })
  })
  .post('/goals/:goal/edit', async (c) => {
    const { db, actor, page, moment } = c.var
    const goal = await mineGoal(c)
    const form = await parseForm(c, goalForm, page.t)
    if (!form.ok) return goalFormPage(c, goal, form, { status: 422 })
    const read = { ...goal, version: Number(form.typed['_version']) || 0 }
    if (!(await cameLate(changeGoal(db, actor, read, form.value, moment)))) return toGoal(c, goal, 'changed')
    const now = await getGoal(db, actor, goal.id)
    const differences = differingGoalFields(page, form.value, asGoalInput(now))
    return goalFormPage(c, now, { values: form.typed, errors: {} }, { differences, status: 409 })
  })
  .post('/goals/:goal/renewal', async (c) => {
    const { db, actor, page, moment } = c.var
    const goal = await mineGoal(c)
    const form = await parseForm(c, renewalForm, page.t)
    if (!form.ok) return goalPage(c, goal, form, 422)
    const read = { ...goal, version: Number(form.typed['_version']) || goal.version }
    try {
      await renewGoal(db, actor, todayOf(c), read, form.value, moment)
    } catch (error) {
      if (!isProblem(error) || error.status !== 422) throw error
      const field = form.value.decision === 'replaced' ? 'next' : 'until'
      return goalPage(c, goal, { values: form.typed, errors: { [field]: [page.t(error.reason!)] } }, 422)
    }
    return toGoal(c, goal, form.value.decision)
  })
  .get('/goals/:goal/history', async (c) => {
    const { db, actor, page, region } = c.var
    const goal = await goalOf(c)
    const to = (entry: string) => paths.goalReturn(region.slug, goal.id, entry)
    const back = canEditGoals(actor, goal) ? { to, formKey: newFormKey(c.var.moment) } : undefined
    const lines = await listGoalHistory(db, actor, goal)
    const name = shortGoal(goal)
    const own = { label: name, path: paths.goal(region.slug, goal.id) }
    const crumbs = [...crumbsOf(page, goal.organization, goal.plan), own]
    return c.html(document(<GoalHistoryPage {...{ page, name, crumbs, lines, back }} />))
  })
  .post('/goals/:goal/history/:entry/return', async (c) => {
    const goal = await mineGoal(c)
    await bringGoalBack(c.var.db, c.var.actor, goal, c.req.param('entry'), c.var.moment)
    return toGoal(c, goal, 'returned')
  })
  .post('/goals/:goal/removal', async (c) => {
    const { db, actor, page, region, moment } = c.var
    const goal = await mineGoal(c)
    await removeGoal(db, actor, goal, moment)
    return c.redirect(href(page, `${paths.plan(region.slug, goal.plan.id)}?removed=${goal.id}`), 303)
  })
  .post('/goals/:goal/restoration', async (c) => {
    const { db, actor, moment } = c.var
    const goal = await getRemovedGoal(db, actor, c.req.param('goal'))
    if (!canEditGoals(actor, goal)) throw problem(404)
    await restoreGoal(db, actor, goal, moment)
    return toGoal(c, goal, 'restored')
  })
  .get(
    '/partnerships/:partnership/goals',
    withPartnership((c, partnership) =>
      wants(c) === 'json'
        ? answerServed(c, partnership)
        : partnershipPage(c, partnership, { values: { section: 'mission' }, errors: {} }),
    ),
  )
  .post(
    '/partnerships/:partnership/goals',
    withPartnership(async (c, partnership) => {
      const { db, actor, page, moment } = c.var
      permitSpeaking(c, partnership)
      const form = await parseForm(c, linkForm, page.t)
      if (!form.ok) return partnershipPage(c, partnership, form, 422)
      const { goal: id, ...said } = form.value
      const goal = await partnersGoal(c, partnership, id)
      await linkGoal(db, actor, goal, { ...said, record: partnership.id }, moment)
      return toTab(c, partnership, 'linked')
    }),
  )
  .post(
    '/partnerships/:partnership/goals/removal',
    withPartnership(async (c, partnership) => {
      const { db, actor, page, moment } = c.var
      permitSpeaking(c, partnership)
      const form = await parseForm(c, unlinkForm, page.t)
      if (!form.ok) throw problem(422, 'forms.choose')
      const goal = await partnersGoal(c, partnership, form.value.goal)
      await unlinkGoal(db, actor, goal, { record: partnership.id, section: form.value.section }, moment)
      return toTab(c, partnership, 'unlinked')
    }),
  )

const goalOf = (c: HouseContext) => getGoal(c.var.db, c.var.actor, c.req.param('goal') ?? '')

/** The goal that was asked for, to whoever may change it. */
async function mineGoal(c: HouseContext): Promise<Goal> {
  const goal = await goalOf(c)
  permit(canEditGoals(c.var.actor, goal), 'partnership-goals.errors.edit')
  return goal
}

const toGoal = (c: HouseContext, { id }: Goal, done: string) =>
  c.redirect(href(c.var.page, `${paths.goal(c.var.region.slug, id)}?done=${done}`), 303)

const asTyped = (goal: Goal) => {
  const input = asGoalInput(goal)
  return { ...input, page: String(input.page ?? ''), references: input.references.join('\n') }
}

async function goalPage(c: HouseContext, goal: Goal, form: FormState, status: 200 | 422 = 200) {
  const { db, actor, page } = c.var
  const today = todayOf(c)
  const all = canEditGoals(actor, goal) ? await listGoals(db, actor, goal.organization.id) : []
  const others = all.filter((one) => one.id !== goal.id && isWanted(one, today))
  const next = goal.nextId === null ? null : await getGoal(db, actor, goal.nextId).catch(unlessMissing)
  const { done } = readQuery(c, doneQuery)
  const view = { page, goal, next, others, today, form, done, formKey: newFormKey(c.var.moment) }
  return c.html(document(<GoalPage {...view} />), status)
}

function goalFormPage(
  c: HouseContext,
  goal: Goal,
  form: FormState,
  { status = 200, ...rest }: { differences?: Difference[]; status?: 200 | 409 | 422 } = {},
) {
  const view = { page: c.var.page, goal, form, formKey: newFormKey(c.var.moment), ...rest }
  return c.html(document(<GoalFormPage {...view} />), status)
}

/** Each partner says for itself which of its goals this serves; who speaks for none of them says nothing. */
const permitSpeaking = (c: HouseContext, partnership: Partnership) =>
  permit(
    currentParties(partnership).some((party) => speaksForParty(c.var.actor, party)),
    'partnership-goals.errors.link',
  )

/** A goal of a partner of today, to whoever speaks for that partner. */
async function partnersGoal(c: HouseContext, partnership: Partnership, id: string): Promise<Goal> {
  const goal = await getGoal(c.var.db, c.var.actor, id)
  if (!partyOf(partnership, goal.organization.id)) throw problem(422, 'partnership-goals.errors.partner')
  permit(canEditGoals(c.var.actor, goal), 'partnership-goals.errors.link')
  return goal
}

const toTab = (c: HouseContext, { slug }: Partnership, done: string) =>
  c.redirect(href(c.var.page, `${paths.partnershipTab(c.var.region.slug, slug, 'goals')}?done=${done}`), 303)

async function partnershipPage(c: HouseContext, partnership: Partnership, form: FormState, status: 200 | 422 = 200) {
  const { db, actor, page, region, moment } = c.var
  const partners = currentParties(partnership).map(({ organization }) => organization.id)
  const goals = await listGoalsOf(db, actor, partners)
  const { done } = readQuery(c, doneQuery)
  if (status === 200) c.set('cached', { params: [], freshUntil: endOfDay(region.timeZone, moment.at) })
  c.header('vary', 'accept')
  const view = { page, partnership, goals, today: todayOf(c), form, done, formKey: newFormKey(c.var.moment) }
  return c.html(document(<PartnershipGoalsPage {...view} />), status)
}
