import { Hono } from 'hono'
import { whoIsNamed } from '../../account/organization-names.ts'
import { listChoices } from '../../account/positions.ts'
import { getOrganization, type Organization } from '../../directory/organizations.ts'
import { findProposal, pairOf } from '../../journal/proposals.ts'
import { paths } from '../../paths.ts'
import { endOfDay } from '../../platform/answers.ts'
import { isProblem, permit } from '../../platform/errors.ts'
import type { House, HouseContext } from '../../platform/house.ts'
import { readQuery } from '../../platform/list-query.ts'
import { type FormState, parseForm } from '../../platform/parse-form.ts'
import { listsOf } from '../../region/lists.ts'
import { Flash } from '../../ui/flash.tsx'
import { document } from '../../ui/layout.tsx'
import { href } from '../../ui/page.ts'
import { readerOf } from '../map/map-reads.ts'
import { introductionQuery, meetingForm, whatIfQuery } from './forms.ts'
import { readInsights } from './insight-reads.ts'
import { InsightsPage } from './insights-page.tsx'
import { draftOf } from './drafts.ts'
import { IntroductionPage } from './introduction-page.tsx'
import { decideMeeting, INTRODUCTION, whomItReaches } from './introductions.ts'
import { listMeetingsFor, readMeeting } from './meetings.ts'
import { sayReasons } from './meeting-sayings.ts'
import { canIntroduce } from './rules.ts'
import { askWhatIf } from './what-if-reads.ts'
import { WhatIfPage } from './what-if-page.tsx'
import { WhomToMeetPage } from './whom-to-meet-page.tsx'
import { newFormKey } from '../../platform/request-keys.ts'

/** So many suggestions stand for one organization. */
const AROUND = 10
const DONE = ['introduce', 'dismiss', 'later'] as const

/** What the network tells, what would be lost without some, and who is introduced to whom. */
export const insightRoutes = new Hono<House>()
  .get('/map/insights', async (c) => {
    const { db, region, page, moment } = c.var
    const lists = await listsOf(db, region.id, page.lang)
    const insights = await readInsights(readerOf(c), lists)
    if (insights.waiting === null) c.set('cached', { params: [], freshUntil: endOfDay(region.timeZone, moment.at) })
    return c.html(document(<InsightsPage page={page} lists={lists} insights={insights} told={sayDone(c)} />))
  })
  .get('/map/insights/what-if', async (c) => {
    const { db, region, page, moment } = c.var
    c.set('cached', { params: ['organization'], freshUntil: endOfDay(region.timeZone, moment.at) })
    const asked = readQuery(c, whatIfQuery)
    const [lists, answer] = await Promise.all([
      listsOf(db, region.id, page.lang),
      askWhatIf(readerOf(c), asked.organization),
    ])
    return c.html(document(<WhatIfPage page={page} lists={lists} {...answer} />))
  })
  .get('/organizations/:slug/introduction', async (c) => {
    const { db, actor } = c.var
    const organization = await getOrganization(db, actor, c.req.param('slug'))
    const typed = readQuery(c, introductionQuery).with
    const other = await namedOther(c, organization, typed)
    permit(canIntroduce(actor, other ? [organization, other] : [organization]), 'insight.errors.introduce')
    return other ? introduction(c, [organization, other]) : introductions(c, organization, typed)
  })
  .post('/organizations/:slug/introduction', async (c) => {
    const { db, actor, page, region, moment } = c.var
    const organization = await getOrganization(db, actor, c.req.param('slug'))
    const form = await parseForm(c, meetingForm, page.t)
    const typed = String((form.ok ? form.typed : form.values)['with'] ?? '')
    const other = await namedOther(c, organization, typed)
    permit(canIntroduce(actor, other ? [organization, other] : [organization]), 'insight.errors.introduce')
    if (!other) return introductions(c, organization, typed, 422)
    if (!form.ok) return introduction(c, [organization, other], form)
    await decideMeeting(db, actor, [organization, other], form.value, page.lang, moment)
    return c.redirect(href(page, `${paths.insights(region.slug)}?done=${form.value.decision}#meet`), 303)
  })

const sayDone = (c: HouseContext) => {
  const done = DONE.find((one) => one === c.req.query('done'))
  return done && <Flash state="good">{c.var.page.t(`insight.intro.done.${done}`)}</Flash>
}

/** Whom somebody named by id, slug or name; not the organization itself. */
async function namedOther({ var: { db, actor } }: HouseContext, one: Organization, typed: string) {
  if (typed.trim() === '') return undefined
  const choices = await listChoices(db, actor)
  const id = whoIsNamed(choices, [typed]).ids[0] ?? typed
  const other = await getOrganization(db, actor, id).catch(unlessNotFound)
  return other?.id === one.id ? undefined : other
}

function unlessNotFound(error: unknown): undefined {
  if (!isProblem(error) || error.status !== 404) throw error
}

/** Whom an organization should meet, and the way to introduce it to anybody else. */
async function introductions(c: HouseContext, organization: Organization, typed: string, status: 200 | 422 = 200) {
  const { db, region, page } = c.var
  const [lists, { meetings, organizations }] = await Promise.all([
    listsOf(db, region.id, page.lang),
    listMeetingsFor(readerOf(c), { most: AROUND, around: [organization.id] }),
  ])
  const shown = { page, organization, lists, meetings, organizations, typed }
  return c.html(document(<WhomToMeetPage {...shown} />), status)
}

async function introduction(c: HouseContext, pair: [Organization, Organization], failed?: FormState) {
  const { db, actor, page, region, moment } = c.var
  const reader = readerOf(c)
  const [a, b] = pair
  const [lists, { meeting, organizations, areTied }, proposal, reach] = await Promise.all([
    listsOf(db, region.id, page.lang),
    readMeeting(reader, a, b),
    findProposal(db, actor, INTRODUCTION, pairOf(INTRODUCTION, a.id, b.id).key),
    whomItReaches(db, actor, [a.id, b.id], reader.today),
  ])
  const reasons = meeting ? sayReasons({ t: page.t, lists, organizations }, meeting) : []
  const isReached = reach.some((one) => one.names.length + one.others > 0)
  const draft = draftOf(page.t, { pair, region: region.name, reasons, from: actor.name })
  const form = failed ?? { values: { ...draft, sending: isReached ? 'mail' : 'own' }, errors: {} }
  const formKey = newFormKey(moment)
  const shown = { page, pair, reasons, areTied, proposal, reach, form, formKey }
  return c.html(document(<IntroductionPage {...shown} />), failed ? 422 : 200)
}
