import { expect } from 'vitest'
import { planForm } from '../../src/partnerships/goals/forms.ts'
import { addGoals, changeGoal, removeGoal } from '../../src/partnerships/goals/goal-changes.ts'
import { linkGoal } from '../../src/partnerships/goals/goal-links.ts'
import { asGoalInput, getGoal } from '../../src/partnerships/goals/goals.ts'
import { addPlan, changePlan, removePlan } from '../../src/partnerships/goals/plan-changes.ts'
import { keepReading } from '../../src/partnerships/goals/plan-readings.ts'
import { asPlanInput, getPlan } from '../../src/partnerships/goals/plans.ts'
import { tellExpired } from '../../src/partnerships/goals/renewals.ts'
import type { Visibility } from '../../src/platform/records.ts'
import type { Call } from '../api-calls.ts'
import type { Making, Target } from '../targets.ts'
import type { CaseMakers } from '../verb-cases.ts'
import type { World } from '../world.ts'

type Maker = (made: Making, visibility: Visibility) => Promise<Target>

/** A plan of an organization that `inside` and `leader` speak for, with two goals, one of which a partnership serves. */
const aGoal =
  (aPartnership: Maker): Maker =>
  async (made, visibility) => {
    const { db, region, ground } = made
    const partnership = await aPartnership(made, 'public')
    const input = planForm.parse({ title: 'A plan', until: '2020', visibility })
    const plan = await addPlan(db, region.system, ground.anchor, input, made.clock())
    const lines = ['A goal', 'Another goal'].map((text) => ({ text, code: '', page: null }))
    const whole = await getPlan(db, region.system, plan)
    const [id, next] = await addGoals(db, region.system, whole, lines, made.clock())
    const goal = await getGoal(db, region.system, id!)
    const said = { record: partnership.id, section: 'mission' as const, note: '' }
    await linkGoal(db, region.system, goal, said, made.clock())
    const more = { ...partnership.more, plan, goal: id!, next: next!, record: partnership.id }
    return { id: id!, slug: id!, region: region.slug, more }
  }

/** What of goals an address or a form can name. */
export const goalMakers = (aPartnership: Maker) => {
  const goal = aGoal(aPartnership)
  const plan: Maker = async (made, visibility) => {
    const target = await goal(made, visibility)
    return { ...target, id: target.more['plan']!, slug: target.more['plan']! }
  }
  return {
    goal,
    plan,
    /** One that is linked on the page of a partnership that everybody sees. */
    partnersGoal: goal,
    removedGoal: async (made: Making, visibility: Visibility) => {
      const target = await goal(made, visibility)
      await removeGoal(made.db, made.region.system, await getGoal(made.db, made.region.system, target.id), made.clock())
      return target
    },
    removedPlan: async (made: Making, visibility: Visibility) => {
      const target = await plan(made, visibility)
      await removePlan(made.db, made.region.system, await getPlan(made.db, made.region.system, target.id), made.clock())
      return target
    },
    goalChange: async (made: Making, visibility: Visibility) => {
      const target = await goal(made, visibility)
      const { db, region } = made
      const before = await getGoal(db, region.system, target.id)
      await changeGoal(db, region.system, before, { ...asGoalInput(before), text: 'Changed' }, made.clock())
      return withEntry(made, target, 'goal.changed')
    },
    planChange: async (made: Making, visibility: Visibility) => {
      const target = await plan(made, visibility)
      const { db, region } = made
      const before = await getPlan(db, region.system, target.id)
      await changePlan(db, region.system, before, { ...asPlanInput(before), title: 'Changed' }, made.clock())
      return withEntry(made, target, 'plan.changed')
    },
    reading: async (made: Making, visibility: Visibility): Promise<Target> => {
      const target = await plan(made, visibility)
      const lines = [{ text: 'A line', code: '', page: null, why: 'typed' as const }]
      const read = { file: '', pages: null, lines, total: 1 }
      const reading = await keepReading(made.db, made.region.system, target, read, made.clock())
      return { ...target, more: { ...target.more, reading } }
    },
  }
}

async function withEntry(made: Making, target: Target, verb: string): Promise<Target> {
  const { id } = await made.db
    .selectFrom('journal')
    .select('id')
    .where('region_id', '=', made.region.id)
    .where('record_id', '=', target.id)
    .where('verb', '=', verb)
    .executeTakeFirstOrThrow()
  return { ...target, more: { ...target.more, entry: id } }
}

const ofPlan = '/:region/plans/:plan'
const ofGoal = '/:region/goals/:goal'
const tab = '/:region/partnerships/:partnership/goals'

const FORM = 'a form; what it is filled with is read with the record, and what it sends has its own line'
const FILE = 'a program reads the plan itself and sends its goals'
const r = '/{region}'

/** The routes of goals with what programs have for them. */
export const goalPairs: Record<string, string[] | string> = {
  'GET /:region/organizations/:slug/goals': [`get ${r}/organizations/{id}/goals`],
  'GET /:region/organizations/:slug/goals/new': FORM,
  'POST /:region/organizations/:slug/goals/new': [`post ${r}/organizations/{id}/plans`],
  [`GET ${ofPlan}`]: [`get ${r}/plans/{plan}`],
  [`GET ${ofPlan}/edit`]: FORM,
  [`POST ${ofPlan}/edit`]: [`patch ${r}/plans/{plan}`],
  [`GET ${ofPlan}/history`]: [`get ${r}/plans/{plan}/history`],
  [`POST ${ofPlan}/history/:entry/return`]: [`post ${r}/plans/{plan}/history/{entry}/return`],
  [`POST ${ofPlan}/removal`]: [`delete ${r}/plans/{plan}`],
  [`POST ${ofPlan}/restoration`]: [`post ${r}/plans/{plan}/restoration`],
  [`GET ${ofPlan}/goals/new`]: FORM,
  [`POST ${ofPlan}/goals/new`]: [`post ${r}/plans/{plan}/goals`],
  [`GET ${ofPlan}/readings/:reading`]: FILE,
  [`POST ${ofPlan}/readings/:reading`]: FILE,
  [`POST ${ofPlan}/readings/:reading/cancellation`]: FILE,
  [`GET ${ofGoal}`]: [`get ${r}/goals/{goal}`],
  [`GET ${ofGoal}/edit`]: FORM,
  [`POST ${ofGoal}/edit`]: [`patch ${r}/goals/{goal}`],
  [`GET ${ofGoal}/history`]: [`get ${r}/goals/{goal}/history`],
  [`POST ${ofGoal}/history/:entry/return`]: [`post ${r}/goals/{goal}/history/{entry}/return`],
  [`POST ${ofGoal}/removal`]: [`delete ${r}/goals/{goal}`],
  [`POST ${ofGoal}/restoration`]: [`post ${r}/goals/{goal}/restoration`],
  [`POST ${ofGoal}/renewal`]: [`post ${r}/goals/{goal}/renewal`],
  [`GET ${tab}`]: [`get ${r}/partnerships/{id}/goals`],
  [`POST ${tab}`]: [`post ${r}/goals/{goal}/links`],
  [`POST ${tab}/removal`]: [`delete ${r}/goals/{goal}/links/{record}`],
}

/** How each verb of goals is done. */
export const goalCases = ({ through, directly }: CaseMakers) => ({
  'plan.created': through('POST /:region/organizations/:slug/goals/new'),
  'plan.changed': through(`POST ${ofPlan}/edit`),
  'plan.removed': through(`POST ${ofPlan}/removal`),
  'plan.restored': through(`POST ${ofPlan}/restoration`),
  'goal.created': through(`POST ${ofPlan}/readings/:reading`),
  'goal.changed': through(`POST ${ofGoal}/edit`),
  'goal.removed': through(`POST ${ofGoal}/removal`),
  'goal.restored': through(`POST ${ofGoal}/restoration`),
  'goal.kept': through(`POST ${ofGoal}/renewal`, { form: () => ({ decision: 'kept', until: '2099' }) }),
  'goal.replaced': through(`POST ${ofGoal}/renewal`, {
    form: ({ target }) => ({ decision: 'replaced', next: target.more['next']!, carry: 'yes' }),
  }),
  'goal.ended': through(`POST ${ofGoal}/renewal`),
  'goal.linked': through(`POST ${tab}`),
  'goal.unlinked': through(`POST ${tab}/removal`),
  'goal.expired': directly(
    async (w) => {
      // Only what expires here is told.
      await tellExpired(w.db, w.clock())
      return w.aTarget('goal', 'public')
    },
    (db, _made, w) => tellExpired(db, w.clock()),
  ),
})

/** A plan and a goal with something nasty in each of their texts, served by the stung partnership. */
export async function stingGoals(
  w: World,
  stung: Map<string, Target>,
  nasty: { sting: () => string; long: string; all: string[] },
) {
  const [organization, partnership] = [stung.get('organization')!, stung.get('partnership')!]
  const url = `https://nasty.example/?a=${encodeURIComponent(nasty.sting())}`
  const given = { title: nasty.sting(), url, references: nasty.sting(), until: '2020', visibility: 'public' }
  const plan = await addPlan(w.db, w.ours.system, organization, planForm.parse(given), w.clock())
  const whole = await getPlan(w.db, w.ours.system, plan)
  const line = {
    text: nasty.long.slice(0, 600),
    code: nasty.sting().slice(0, 40),
    page: 7,
    references: [nasty.sting()],
  }
  const [id] = await addGoals(w.db, w.ours.system, whole, [line], w.clock())
  const said = { record: partnership.id, section: 'mission' as const, note: nasty.long.slice(0, 300) }
  await linkGoal(w.db, w.ours.system, await getGoal(w.db, w.ours.system, id!), said, w.clock())
  const lines = nasty.all.map((text) => ({ text, code: text.slice(0, 40), page: 1, why: 'heading' as const }))
  const read = { file: nasty.sting(), pages: 9, lines, total: 400 }
  const reading = await keepReading(w.db, w.ours.system, whole, read, w.clock())
  const more = { ...partnership.more, plan, goal: id!, reading, record: partnership.id }
  stung.set('goal', { id: id!, slug: id!, region: 'riverbend', more })
  stung.set('plan', { id: plan, slug: plan, region: 'riverbend', more })
  stung.set('reading', { id: plan, slug: plan, region: 'riverbend', more })
}

const api = '/api/v1/{region}'

/** A plan with goals: written down, changed, linked, renewed, taken away and brought back. */
export async function callGoals(go: Call, organization: string, partnership: unknown) {
  const made = await go(
    `${api}/organizations/{id}/plans`,
    'post',
    { id: organization },
    { title: 'By a client', until: '2031' },
  )
  const at = { plan: made['id'] }
  const plan = `${api}/plans/{plan}`
  const whole = await go(`${plan}/goals`, 'post', at, {
    goals: [{ text: 'One', code: 'Goal 1', page: 3 }, { text: 'Two' }],
  })
  expect(whole).toMatchObject({ goals: [{ code: 'Goal 1', until: '2031-12-31', state: 'current' }, { text: 'Two' }] })
  const [one, two] = whole['goals'] as { id: string }[]
  const goal = `${api}/goals/{goal}`
  const of = { goal: one!.id }
  expect(await go(plan, 'patch', at, { title: 'Renamed' })).toMatchObject({ title: 'Renamed' })
  expect(await go(goal, 'patch', of, { text: 'First' })).toMatchObject({ text: 'First', page: 3 })
  await callBack(go, plan, at, { title: 'By a client' })
  await callBack(go, goal, of, { text: 'One' })
  const link = { record: partnership, section: 'mission', note: 'So' }
  expect(await go(`${goal}/links`, 'post', of, link)).toMatchObject({ servedBy: [{ section: 'mission', note: 'So' }] })
  expect(await go(`${api}/partnerships/{id}/goals`, 'get', { id: partnership })).toMatchObject({
    items: [{ id: one!.id }],
  })
  expect((await go(`${api}/organizations/{id}/goals`, 'get', { id: organization }))['total']).toBeGreaterThan(1)
  const replaced = { decision: 'replaced', next: two!.id, carry: true }
  expect(await go(`${goal}/renewal`, 'post', of, replaced)).toMatchObject({ state: 'replaced', next: two!.id })
  expect(await go(goal, 'get', { goal: two!.id })).toMatchObject({ servedBy: [{ note: 'So' }] })
  await go(`${goal}/links/{record}`, 'delete', { goal: two!.id, record: partnership })
  await go(goal, 'delete', of)
  expect(await go(`${goal}/restoration`, 'post', of)).toMatchObject({ id: one!.id })
  await go(plan, 'delete', at)
  expect(await go(`${plan}/restoration`, 'post', at)).toMatchObject({ id: made['id'] })
  expect(await go(plan, 'get', at)).toMatchObject({ goals: [{ id: one!.id }, { id: two!.id }] })
}

async function callBack(go: Call, one: string, at: object, before: object) {
  const { items } = await go(`${one}/history`, 'get', at)
  const entry = (items as { id: string; verb: string }[]).find(({ verb }) => verb.endsWith('.changed'))!
  expect(await go(`${one}/history/{entry}/return`, 'post', { ...at, entry: entry.id })).toMatchObject(before)
}
