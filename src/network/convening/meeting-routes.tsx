import { Hono } from 'hono'
import { networkOf } from '../../account/attempts.ts'
import { guardOf } from '../../account/guards.ts'
import { namesOf, parseNaming } from '../../account/organization-names.ts'
import { listChoices } from '../../account/positions.ts'
import type { Config } from '../../config.ts'
import { listLikely } from '../../directory/duplicates.ts'
import { paths } from '../../paths.ts'
import { permit, problem } from '../../platform/errors.ts'
import type { House, HouseContext } from '../../platform/house.ts'
import type { Live } from '../../platform/live.ts'
import { answerChanges } from '../../platform/live-answers.ts'
import type { Clock } from '../../platform/moment.ts'
import { type FormState, emptyForm, parseForm } from '../../platform/parse-form.ts'
import { listsOf } from '../../region/lists.ts'
import { document } from '../../ui/layout.tsx'
import { href } from '../../ui/page.ts'
import { codeOf } from './codes.ts'
import { lineForm, linesForm, meetingForm } from './forms.ts'
import { type Line, readLines } from './line-lists.ts'
import { removeLine } from './lines.ts'
import { meetingFeed } from './meeting-feeds.ts'
import { MeetingPage } from './meeting-page.tsx'
import { closeMeeting, getMeeting, listMeetings, type Meeting, openMeeting, renewCode } from './meetings.ts'
import { MeetingsPage, NewMeetingPage } from './meetings-page.tsx'
import { LinePage, ReviewPage } from './review-page.tsx'
import {
  decideOrganization,
  decideTies,
  type Fates,
  getReviewed,
  type Is,
  listReviewed,
  type Reviewed,
} from './reviews.ts'
import { canConvene, isOpen } from './rules.ts'
import { WallPage } from './wall-page.tsx'
import { newFormKey } from '../../platform/request-keys.ts'

interface Parts {
  config: Config
  live: Live
  clock: Clock
}

/** Meetings that add to the map, as those see them who lead them. */
export const meetingRoutes = ({ config, live, clock }: Parts) => {
  const { secret, trustProxy } = config
  return new Hono<House>()
    .get('/map/meetings', async (c) => {
      const { db, region, page } = convening(c)
      return c.html(document(<MeetingsPage page={page} meetings={await listMeetings(db, region.id)} />))
    })
    .get('/map/meetings/new', (c) => {
      convening(c)
      return newPage(c, { values: { asks: 'both', hours: '3' }, errors: {} }, 200)
    })
    .post('/map/meetings', async (c) => {
      const { db, actor, page, moment } = convening(c)
      const form = await parseForm(c, meetingForm, page.t)
      if (!form.ok) return newPage(c, form, 422)
      const id = await openMeeting(db, actor, secret, form.value, moment)
      return toMeeting(c, id, 'done=opened')
    })
    .get('/map/meetings/:meeting', async (c) => {
      const { db, page, moment } = convening(c)
      const meeting = await meetingAsked(c)
      if (!isOpen(meeting, moment.at)) return reviewPage(c, meeting, emptyForm, 200)
      const [said, lists] = await Promise.all([readLines(db, meeting, 0), listsOf(db, meeting.regionId, page.lang)])
      const shown = { page, meeting, said, lists, code: codeOf(secret, meeting), done: c.req.query('done') }
      return c.html(document(<MeetingPage {...shown} formKey={newFormKey(c.var.moment)} />))
    })
    .get('/map/meetings/:meeting/wall', async (c) => {
      const { db, page, moment } = convening(c)
      const meeting = await meetingAsked(c)
      const [said, lists] = await Promise.all([readLines(db, meeting, 0), listsOf(db, meeting.regionId, page.lang)])
      const code = isOpen(meeting, moment.at) ? codeOf(secret, meeting) : null
      return c.html(document(<WallPage {...{ page, meeting, code, said, lists }} />))
    })
    .get('/map/meetings/:meeting/changes', async (c) => {
      const { db, page } = convening(c)
      const meeting = await meetingAsked(c)
      const { tieKinds } = await listsOf(db, meeting.regionId, page.lang)
      return answerChanges(
        c,
        live,
        meetingFeed(db, meeting, page.t, tieKinds),
        guardOf(c, clock, canConvene),
        networkOf(c, trustProxy),
      )
    })
    .post('/map/meetings/:meeting/code', async (c) => {
      const { db, actor, moment } = convening(c)
      const meeting = await meetingAsked(c)
      if (!isOpen(meeting, moment.at)) throw problem(409, 'meetings.errors.over')
      await renewCode(db, actor, secret, meeting, moment)
      return toMeeting(c, meeting.id, 'done=code')
    })
    .post('/map/meetings/:meeting/closure', async (c) => {
      const { db, actor, moment } = convening(c)
      const meeting = await meetingAsked(c)
      await closeMeeting(db, actor, meeting, moment)
      return toMeeting(c, meeting.id)
    })
    .post('/map/meetings/:meeting/lines/:line/removal', async (c) => {
      const { db, actor, moment } = convening(c)
      const meeting = await meetingAsked(c)
      await removeLine(db, actor, meeting, c.req.param('line'), moment)
      return toMeeting(c, meeting.id, 'done=removed')
    })
    .post('/map/meetings/:meeting/decisions', async (c) => {
      const { db, actor, page, moment } = convening(c)
      const meeting = await meetingAsked(c)
      const form = await parseForm(c, linesForm, page.t)
      if (!form.ok) return reviewPage(c, meeting, form, 422)
      const { line: lines, decision } = form.value
      const said = (line: Line) => page.t('meetings.said', { title: meeting.title, voices: line.voices })
      const fates = await decideTies(db, actor, meeting, { lines, decision, said, lang: page.lang }, moment)
      return toMeeting(c, meeting.id, new URLSearchParams(Object.entries(fates).map(([fate, n]) => [fate, String(n)])))
    })
    .get('/map/meetings/:meeting/lines/:line', async (c) => {
      const { db, actor } = convening(c)
      const meeting = await meetingAsked(c)
      const line = await getReviewed(db, actor, meeting, c.req.param('line'))
      return line.awaits ? linePage(c, meeting, line, undefined, 200) : toMeeting(c, meeting.id)
    })
    .post('/map/meetings/:meeting/lines/:line', async (c) => {
      const { db, actor, moment } = convening(c)
      const meeting = await meetingAsked(c)
      const line = await getReviewed(db, actor, meeting, c.req.param('line'))
      const is = await whatItIs(c, line)
      if ('errors' in is) return linePage(c, meeting, line, is, 422)
      await decideOrganization(db, actor, meeting, line, is, moment)
      return toMeeting(c, meeting.id, 'decided=yes')
    })
}

/** Everything here is for coordinators. */
function convening(c: HouseContext) {
  permit(canConvene(c.var.actor), 'errors.coordinatorsOnly')
  return c.var
}
const meetingAsked = (c: HouseContext) => getMeeting(c.var.db, c.var.region.id, c.req.param('meeting') ?? '')
const toMeeting = (c: HouseContext, id: string, query: string | URLSearchParams = '') =>
  c.redirect(href(c.var.page, `${paths.meeting(c.var.region.slug, id)}${query ? `?${query}` : ''}`), 303)

async function newPage(c: HouseContext, form: FormState, status: 200 | 422) {
  const { db, region, page } = c.var
  const { tieKinds } = await listsOf(db, region.id, page.lang)
  return c.html(
    document(<NewMeetingPage page={page} form={form} kinds={tieKinds} formKey={newFormKey(c.var.moment)} />),
    status,
  )
}

async function reviewPage(c: HouseContext, meeting: Meeting, form: FormState, status: 200 | 422) {
  const { db, actor, page } = c.var
  const [lines, lists] = await Promise.all([listReviewed(db, actor, meeting), listsOf(db, meeting.regionId, page.lang)])
  const shown = { page, meeting, lines, lists, form, fates: fatesOf(c), decided: c.req.query('decided') === 'yes' }
  return c.html(document(<ReviewPage {...shown} formKey={newFormKey(c.var.moment)} />), status)
}

/** What became of the ties that were decided just now, as the address tells. */
function fatesOf(c: HouseContext): Fates | undefined {
  const count = (fate: keyof Fates) => Math.trunc(Number(c.req.query(fate))) || 0
  const fates = {
    accepted: count('accepted'),
    known: count('known'),
    refused: count('refused'),
    waiting: count('waiting'),
  }
  return Object.values(fates).some((n) => n > 0) ? fates : undefined
}

async function linePage(
  c: HouseContext,
  meeting: Meeting,
  line: Reviewed,
  typed: FormState | undefined,
  status: 200 | 422,
) {
  const { db, actor, page } = c.var
  const [lists, choices, likely] = await Promise.all([
    listsOf(db, meeting.regionId, page.lang),
    listChoices(db, actor),
    listLikely(db, actor, { name: line.name }),
  ])
  const begun = {
    decision: likely.length > 0 ? 'known' : 'new',
    organization: likely[0]?.id ?? '',
    name: line.name,
    sector: 'other',
  }
  const form = typed ?? { values: begun, errors: {} }
  return c.html(
    document(
      <LinePage {...{ page, meeting, line, lists, choices, likely, form }} formKey={newFormKey(c.var.moment)} />,
    ),
    status,
  )
}

/** What a coordinator says that an organization is; else what is wrong with the form. */
async function whatItIs(c: HouseContext, line: Reviewed): Promise<Is | FormState> {
  const { db, actor, page, region } = c.var
  const choices = await listChoices(db, actor)
  const form = await parseNaming(c, lineForm, { field: 'organization' }, choices)
  if (!form.ok) return form
  const { decision: what, name, sector, organization } = form.value
  if (what === 'refused') return { what }
  if (what === 'new') {
    const { sectors } = await listsOf(db, region.id, page.lang)
    const given = sectors.some((one) => one.key === sector && !one.retired) ? sector : 'other'
    return { what, name: name || line.name, sector: given, lang: page.lang }
  }
  if (namesOf(choices, [organization]).length === 1) return { what, organizationId: organization }
  return { values: form.typed, errors: { organization: [page.t('meetings.errors.organization')] } }
}
