import { Hono } from 'hono'
import { paths } from '../../paths.ts'
import { isProblem, permit, problem } from '../../platform/errors.ts'
import type { House, HouseContext } from '../../platform/house.ts'
import { emptyForm, type FormState, parseForm, readFile, readForm } from '../../platform/parse-form.ts'
import { scan } from '../../platform/scans.ts'
import { document } from '../../ui/layout.tsx'
import { href } from '../../ui/page.ts'
import { candidatesTyped } from '../import/candidates.ts'
import { readInThread } from '../import/read-in-thread.ts'
import { ChooseGoalsPage } from './choose-goals-page.tsx'
import { chosenForm, goalLineForm, pastedForm } from './forms.ts'
import { addGoals } from './goal-changes.ts'
import { NewGoalsPage } from './new-goals-page.tsx'
import { dropReading, getReading, keepReading, type PlanReading } from './plan-readings.ts'
import { getPlan, type Plan } from './plans.ts'
import { canEditGoals } from './rules.ts'
import { newFormKey } from '../../platform/request-keys.ts'

/** How goals come into a plan: by hand, from a list, from a file. `scanCommand` looks at what comes in. */
export const readingRoutes = ({ config }: { config: { scanCommand?: string } }) =>
  new Hono<House>()
    .get('/plans/:plan/goals/new', async (c) => newGoalsPage(c, await minePlan(c), emptyForm))
    .post('/plans/:plan/goals/new', async (c) => {
      const plan = await minePlan(c)
      if ((await readForm(c))['do'] === 'one') return addOne(c, plan)
      const read = await readTyped(c, config.scanCommand)
      if ('errors' in read) return newGoalsPage(c, plan, read, 422)
      const id = await keepReading(c.var.db, c.var.actor, plan, read, c.var.moment)
      return c.redirect(href(c.var.page, paths.planReading(c.var.region.slug, plan.id, id)), 303)
    })
    .get('/plans/:plan/readings/:reading', async (c) => {
      const plan = await minePlan(c)
      return choosePage(c, plan, await readingOf(c, plan), emptyForm)
    })
    .post('/plans/:plan/readings/:reading', async (c) => {
      const { db, actor, page, moment } = c.var
      const plan = await minePlan(c)
      const reading = await readingOf(c, plan)
      const form = await parseForm(c, chosenForm, page.t)
      if (!form.ok) throw problem(422, 'forms.choose')
      const checked = form.value.map((line) => ({ ...line, read: goalLineForm.safeParse(line) }))
      const errors = Object.fromEntries(
        checked.flatMap(({ chosen, read }, n) =>
          chosen && !read.success ? [[`text-${n}`, [page.t('partnership-goals.errors.line', { n: n + 1 })]]] : [],
        ),
      )
      const chosen = checked.flatMap((line) => (line.chosen && line.read.success ? [line.read.data] : []))
      if (chosen.length === 0 && Object.keys(errors).length === 0)
        errors['pick'] = [page.t('partnership-goals.errors.none')]
      if (Object.keys(errors).length > 0) return choosePage(c, plan, reading, { values: form.typed, errors }, 422)
      await addGoals(db, actor, plan, chosen, moment, { readingId: reading.id })
      return toPlan(c, plan, 'added')
    })
    .post('/plans/:plan/readings/:reading/cancellation', async (c) => {
      const plan = await minePlan(c)
      await dropReading(c.var.db, c.var.actor, plan.id, c.req.param('reading'), c.var.moment)
      return toPlan(c, plan, 'dropped')
    })

/** The plan that was asked for, to whoever may change it. */
async function minePlan(c: HouseContext): Promise<Plan> {
  const plan = await getPlan(c.var.db, c.var.actor, c.req.param('plan') ?? '')
  permit(canEditGoals(c.var.actor, plan), 'partnership-goals.errors.edit')
  return plan
}

const readingOf = (c: HouseContext, plan: Plan) =>
  getReading(c.var.db, c.var.actor, plan.id, c.req.param('reading') ?? '')

const toPlan = (c: HouseContext, { id }: Plan, done: string) =>
  c.redirect(href(c.var.page, `${paths.plan(c.var.region.slug, id)}?done=${done}`), 303)

async function addOne(c: HouseContext, plan: Plan): Promise<Response> {
  const form = await parseForm(c, goalLineForm, c.var.page.t)
  if (!form.ok) return newGoalsPage(c, plan, form, 422)
  await addGoals(c.var.db, c.var.actor, plan, [form.value], c.var.moment)
  return toPlan(c, plan, 'added')
}

/** What was read of the file or the list that was sent, or what is wrong with it; what was typed stays in the form. */
async function readTyped(c: HouseContext, scanner?: string): Promise<Omit<PlanReading, 'id'> | FormState> {
  const { t } = c.var.page
  const form = await parseForm(c, pastedForm, t)
  if (!form.ok) return form
  const wrong = (field: string, said: string): FormState => ({ values: form.typed, errors: { [field]: [said] } })
  const file = await readFile(c, 'file')
  if (!file) {
    const { candidates: lines, total } = candidatesTyped(form.value.pasted)
    return total === 0
      ? wrong('file', t('partnership-goals.errors.nothingSent'))
      : { file: '', pages: null, lines, total }
  }
  const bytes = new Uint8Array(await file.arrayBuffer())
  try {
    await scan(scanner, bytes)
  } catch (error) {
    if (!isProblem(error) || error.status !== 422) throw error
    return wrong('file', t(error.reason!, error.values))
  }
  const read = await readInThread(bytes)
  if (!read.ok) return wrong('file', t(read.why.key, read.why.values))
  if (read.total === 0) return wrong('file', t('partnership-goals.read.nothing'))
  return { file: file.name, pages: read.pages, lines: read.candidates, total: read.total }
}

function newGoalsPage(c: HouseContext, plan: Plan, form: FormState, status: 200 | 422 = 200) {
  return c.html(
    document(<NewGoalsPage {...{ page: c.var.page, plan, form, formKey: newFormKey(c.var.moment) }} />),
    status,
  )
}

function choosePage(c: HouseContext, plan: Plan, reading: PlanReading, form: FormState, status: 200 | 422 = 200) {
  const view = { page: c.var.page, plan, reading, form, formKey: newFormKey(c.var.moment) }
  return c.html(document(<ChooseGoalsPage {...view} />), status)
}
