import { Hono } from 'hono'
import { z } from 'zod'
import { listChoices } from '../../account/positions.ts'
import { paths } from '../../paths.ts'
import { dayIn } from '../../platform/days.ts'
import { permit } from '../../platform/errors.ts'
import type { House, HouseContext } from '../../platform/house.ts'
import { askedOne, askedText, readQuery } from '../../platform/list-query.ts'
import { emptyForm, type FormState, type Typed } from '../../platform/parse-form.ts'
import { listsOf } from '../../region/lists.ts'
import type { Difference } from '../../ui/conflict.tsx'
import { langOn } from '../../ui/languages.ts'
import { document } from '../../ui/layout.tsx'
import { href } from '../../ui/page.ts'
import { inTransaction } from '../../platform/db.ts'
import { withPartnership } from '../addressed-routes.tsx'
import { getPartnership, type Party, type Partnership } from '../partnerships.ts'
import { askedQuestion, type At } from './asked-questions.ts'
import { AskForPart } from './asking-panel.tsx'
import { listAskings } from './askings.ts'
import { tagOf } from './charter-changes.ts'
import { EXAMPLES } from './examples.ts'
import { type Help, helpFor } from './helps.ts'
import { knownOf, neighboursOf } from './knowns.ts'
import { hasSeen, keepLook } from './looks.ts'
import { PartnersPage } from './partners-page.tsx'
import { PromiseFields } from './promises-panel.tsx'
import { type PromiseRow, rowsOf, withSpare } from './promises.ts'
import { PeopleFields, QuestionFields } from './question-fields-panel.tsx'
import { QuestionPage, questionPath, type Then } from './question-page.tsx'
import { nextAfter, type Question, questionsOf } from './questions.ts'
import { isShared, readQuestion } from './readings.ts'
import { writesCharter } from './rules.ts'
import { sayStanding } from './sayings.ts'
import { saveSection, type Standing, standing } from './sections.ts'
import { proseIn } from './typed-texts.ts'
import { StartPage } from './start-page.tsx'
import { newFormKey } from '../../platform/request-keys.ts'

const startQuery = z.object({ done: askedText(20) })
const questionQuery = startQuery.extend({ back: askedOne(['next', 'charter']), example: askedText(2) })

/** The guided start: each question at its own address, to be answered in any order, passed over, and come back to. */
export const questionRoutes = new Hono<House>()
  .get(
    '/partnerships/:partnership/charter/start',
    withPartnership(async (c, partnership) => {
      const { db, actor, page } = c.var
      permit(writesCharter(actor, partnership), 'partnership-charter.errors.write')
      const { done } = readQuery(c, startQuery)
      const questions = questionsOf(partnership)
      const askings = await listAskings(db, actor, partnership.id)
      const common = { page, partnership, today: todayOf(c), formKey: newFormKey(c.var.moment), back: 'start' as const }
      const beside = (party: Party) => <AskForPart {...common} party={party} asking={askings.get(party.id)} />
      return c.html(document(<StartPage {...{ page, partnership, questions, beside, done }} />))
    }),
  )
  .get(
    '/partnerships/:partnership/charter/start/partners',
    withPartnership(async (c, partnership) => c.html(await partnersPage(c, partnership, emptyForm))),
  )
  .get('/partnerships/:partnership/charter/start/:question', withPartnership(show))
  .post('/partnerships/:partnership/charter/start/:question', withPartnership(answer))
  .get('/partnerships/:partnership/charter/start/:question/:party', withPartnership(show))
  .post('/partnerships/:partnership/charter/start/:question/:party', withPartnership(answer))

async function show(c: HouseContext, partnership: Partnership) {
  const at = askedQuestion(c, partnership)
  const help = await helpOf(c, partnership, at.question)
  const { back, example, done } = readQuery(c, questionQuery)
  const values = filledWith(asTyped(standing(partnership, at.section)), help.filled)
  const rows = at.question.party ? rowsOf(at.question.party.commitments) : []
  const form = { values: withExample(c, at.question, values, example), errors: {} }
  return c.html(questionPage(c, partnership, at, help, { form, rows, back, done }))
}

async function answer(c: HouseContext, partnership: Partnership) {
  const { db, actor, page, region, moment } = c.var
  const at = askedQuestion(c, partnership)
  const now = standing(partnership, at.section)
  const reading = await readQuestion(c, at.question, now)
  const typed = reading.ok ? reading.typed : reading.form.values
  const back = typed['back'] === 'charter' ? 'charter' : 'next'
  const again = async (
    fresh: Partnership,
    form: FormState,
    rest: { late?: boolean; status?: 409 | 422; more?: boolean },
  ) => {
    const there = askedQuestion(c, fresh)
    const help = await helpOf(c, fresh, there.question)
    const differences =
      reading.ok && rest.late ? sayDifferences(c, reading.said, standing(fresh, there.section), help) : undefined
    const rows = reading.rows
    // What stood there when the form was read still counts, unless one is told now what stands there.
    const read = rest.late ? undefined : String(typed['_read'] ?? '')
    const view = { form, rows, back, read, differences, more: rest.more ?? false } as const
    return c.html(questionPage(c, fresh, there, help, view), rest.status ?? 200)
  }
  if (!reading.ok) return again(partnership, reading.form, reading.more ? { more: true } : { status: 422 })
  const read = isShared(typed) ? tagOf(now) : String(typed['_read'] ?? '')
  const seen = await hasSeen(db, actor, partnership)
  // What somebody writes they have seen: both are one change.
  const late = await inTransaction(db, async (trx) => {
    const stale = await saveSection(trx, actor, partnership, at.section, reading.said, read, moment)
    if (!stale && seen) await keepLook(trx, actor, await getPartnership(trx, actor, partnership.id), moment)
    return stale
  })
  if (late) return again(late.late, { values: typed, errors: {} }, { late: true, status: 409 })
  const saved = await getPartnership(db, actor, partnership.id)
  if (back === 'charter')
    return c.redirect(href(page, `${paths.charter(region.slug, partnership.slug)}?done=saved`), 303)
  const next = nextAfter(questionsOf(saved), at.question)
  const path = next ? questionPath(region.slug, saved.slug, next) : paths.charterStart(region.slug, saved.slug)
  return c.redirect(href(page, `${path}?done=saved`), 303)
}
const todayOf = (c: HouseContext) => dayIn(c.var.region.timeZone, c.var.moment.at)

async function helpOf(c: HouseContext, partnership: Partnership, question: Question): Promise<Help> {
  const { db, actor, page, region } = c.var
  const lists = await listsOf(db, region.id, page.lang)
  return helpFor(db, actor, partnership, question, { t: page.t, lists, today: todayOf(c) })
}

const asTyped = (said: Standing): Typed =>
  Object.fromEntries(Object.entries(said).map(([field, value]) => [field, value as string | string[]]))

/** An empty field stands filled with what the directory knows. */
const filledWith = (values: Typed, filled: Record<string, string>): Typed => ({
  ...values,
  ...Object.fromEntries(Object.entries(filled).filter(([field, value]) => value !== '' && values[field] === '')),
})

/** Words of others to begin with, below what stands there. */
function withExample({ var: { page } }: HouseContext, { key }: Question, values: Typed, asked: string): Typed {
  const example = EXAMPLES[key]?.[Number(asked) - 1]
  if (!example?.usable) return values
  const words = page.t(`partnership-charter.example.${example.key}`)
  return { ...values, [key]: [String(values[key] ?? ''), words].filter(Boolean).join('\n\n') }
}

interface View {
  form: FormState
  rows: readonly PromiseRow[]
  back: Then
  read?: string | undefined
  differences?: Difference[] | undefined
  done?: string
  more?: boolean
}

function questionPage(c: HouseContext, partnership: Partnership, { question, section }: At, help: Help, view: View) {
  const { page } = c.var
  const { form, back, differences, done } = view
  const read = view.read ?? tagOf(standing(partnership, section))
  const prefilled = Object.entries(help.filled).some(
    ([field, value]) => value !== '' && standing(partnership, section)[field] === '',
  )
  const text = proseIn(section)
  // What somebody else wrote meanwhile is looked at first.
  const isTyped = text !== null && differences === undefined
  const common = { page, partnership, question, form, back, read, prefilled, differences, done, isTyped }
  const shared = isTyped
    ? {
        path: paths.charterText(page.region!.slug, partnership.slug, question.key, question.party?.id),
        standing: String(standing(partnership, section)[text]),
      }
    : undefined
  const { people } = help.staff
  const lang = langOn(page, partnership)
  return document(
    <QuestionPage
      {...common}
      questions={questionsOf(partnership)}
      formKey={newFormKey(c.var.moment)}
      known={help.known}
    >
      {question.key === 'brings' ? (
        <PromiseFields
          {...{ page, form, people }}
          rows={withSpare(view.rows, view.more ? 3 : 1)}
          offers={help.offers}
        />
      ) : question.key === 'people' ? (
        <PeopleFields {...{ page, form, people }} party={question.party!} />
      ) : (
        <QuestionFields {...{ page, form, question, lang, shared }} add={help.add} />
      )}
    </QuestionPage>,
  )
}

/** What one wanted to say beside what somebody else said meanwhile. */
const sayDifferences = (c: HouseContext, yours: Standing, theirs: Standing, help: Help): Difference[] => {
  const names = new Map(help.staff.people.map(({ id, name }) => [id, name]))
  return Object.keys(theirs).map((field) => ({
    label: c.var.page.t(`partnership-charter.field.${field}`),
    yours: sayStanding(c.var.page.t, field, yours[field], names),
    theirs: sayStanding(c.var.page.t, field, theirs[field], names),
  }))
}

/** The page of who takes part, with what was typed of who joins. */
export async function partnersPage(c: HouseContext, partnership: Partnership, form: FormState) {
  const { db, actor, page } = c.var
  permit(writesCharter(actor, partnership), 'partnership-charter.errors.write')
  const { back, done } = readQuery(c, questionQuery)
  const parties = partnership.parties.filter((party) => party.leftOn === null)
  const [choices, all] = await Promise.all([
    listChoices(db, actor),
    Promise.all(parties.map(({ organization }) => knownOf(db, actor, organization.id, todayOf(c)))),
  ])
  const questions = questionsOf(partnership)
  const question = questions.find(({ key }) => key === 'partners')!
  const neighbours = neighboursOf(all)
  return document(
    <PartnersPage
      {...{ page, partnership, questions, question, back, form, choices, neighbours, done }}
      formKey={newFormKey(c.var.moment)}
    />,
  )
}
