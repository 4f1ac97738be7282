import { Hono } from 'hono'
import { networkOf } from '../../account/attempts.ts'
import type { Config } from '../../config.ts'
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
import { countSaid, meetingOf } from './code-attempts.ts'
import { joinForm, organizationForm, tieForm } from './forms.ts'
import { JoinPage } from './join-page.tsx'
import { ownLines, readLines } from './line-lists.ts'
import { addOrganization, addTie, type Named, withdrawLine } from './lines.ts'
import { meetingFeed } from './meeting-feeds.ts'
import { getMeeting, type Meeting } from './meetings.ts'
import { type Guess, listNames, whoIsMeant } from './name-guesses.ts'
import { findPhone, joinMeeting, type Phone } from './participants.ts'
import { keepToken, tokenOf } from './phone-cookies.ts'
import { type Asked, PhoneOverPage, PhonePage } from './phone-page.tsx'
import { asksFor, isOpen } from './rules.ts'
import { newFormKey } from '../../platform/request-keys.ts'

interface Parts {
  config: Config
  live: Live
  clock: Clock
}

/** So many names of the directory stand in a phone's form to choose from. */
const OFFERED = 300
const DAY = 86_400_000

/** Meetings as phones see them: without an account, with the code of the wall. */
export const phoneRoutes = ({ config, live, clock }: Parts) => {
  const { publicUrl, trustProxy } = config
  const phoneOf = async (c: HouseContext) => {
    const phone = await findPhone(c.var.db, c.var.region.id, tokenOf(c, publicUrl))
    permit(phone !== undefined, 'meetings.errors.join')
    return { phone, meeting: await getMeeting(c.var.db, phone.regionId, phone.meetingId) }
  }
  const speaking = async (c: HouseContext) => {
    c.set('quiet', true)
    const came = await phoneOf(c)
    await countSaid(c, came.phone)
    return came
  }

  return new Hono<House>()
    .get('/meet', (c) => joinPage(c, emptyForm, 200))
    .get('/meet/:code', async (c) => {
      const code = c.req.param('code')
      const meeting = await meetingOf(c, config, code)
      if (meeting) return joinPage(c, { values: { code }, errors: {} }, 200, meeting.title)
      return joinPage(c, { values: { code }, errors: { code: [c.var.page.t('meetings.errors.code')] } }, 404)
    })
    .post('/meet', async (c) => {
      const { db, page, region, moment } = c.var
      c.set('quiet', true)
      const form = await parseForm(c, joinForm, page.t)
      if (!form.ok) return joinPage(c, form, 422)
      const meeting = await meetingOf(c, config, form.value.code)
      if (!meeting) return joinPage(c, { values: form.typed, errors: { code: [page.t('meetings.errors.code')] } }, 422)
      const { organization } = form.value
      const token = await live.inTurn(meeting.id, () => joinMeeting(db, meeting, organization, moment))
      keepToken(c, publicUrl, token, new Date(meeting.closesAt.getTime() + DAY))
      return c.redirect(href(page, `${paths.phone(region.slug)}?done=joined`), 303)
    })
    .get('/meeting', async (c) => {
      const { db, page, region } = c.var
      const phone = await findPhone(db, region.id, tokenOf(c, publicUrl))
      if (!phone) return c.redirect(href(page, paths.meet(region.slug)), 303)
      return phonePage(c, phone, await getMeeting(db, region.id, phone.meetingId), {}, 200)
    })
    .get('/meeting/changes', async (c) => {
      const { db, page } = c.var
      const { meeting } = await phoneOf(c)
      const { tieKinds } = await listsOf(db, meeting.regionId, page.lang)
      const guard = {
        name: 'phones',
        may: async () => isOpen(await getMeeting(db, meeting.regionId, meeting.id), clock().at),
      }
      return answerChanges(c, live, meetingFeed(db, meeting, page.t, tieKinds), guard, networkOf(c, trustProxy))
    })
    .post('/meeting/organizations', async (c) => {
      const { db, page, moment } = c.var
      const { phone, meeting } = await speaking(c)
      permit(asksFor(meeting, 'organizations'), 'meetings.errors.notAsked')
      const form = await parseForm(c, organizationForm, page.t)
      if (!form.ok) return phonePage(c, phone, meeting, { organization: { form, guesses: {} } }, 422)
      const { meant, asked } = await named(c, meeting, form.typed, { name: form.value.nameIs })
      if (asked) return phonePage(c, phone, meeting, { organization: asked }, 422)
      await live.inTurn(meeting.id, () => addOrganization(db, phone, meant['name']!, moment))
      return toPhone(c, 'organization')
    })
    .post('/meeting/ties', async (c) => {
      const { db, page, moment } = c.var
      const { phone, meeting } = await speaking(c)
      permit(asksFor(meeting, 'ties'), 'meetings.errors.notAsked')
      const form = await parseForm(c, tieForm, page.t)
      if (!form.ok) return phonePage(c, phone, meeting, { tie: { form, guesses: {} } }, 422)
      const kind = await kindOf(c, meeting, form.value.kind)
      if (!kind)
        return phonePage(c, phone, meeting, { tie: wrong(form.typed, 'kind', page.t('network.errors.kind')) }, 422)
      const { meant, asked } = await named(c, meeting, form.typed, { from: form.value.fromIs, to: form.value.toIs })
      if (asked) return phonePage(c, phone, meeting, { tie: asked }, 422)
      const said = { from: meant['from']!, to: meant['to']!, kind: kind.key, directed: kind.directed }
      if (isSame(said.from, said.to))
        return phonePage(c, phone, meeting, { tie: wrong(form.typed, 'to', page.t('network.errors.itself')) }, 422)
      const { strength } = form.value
      await live.inTurn(meeting.id, () => addTie(db, phone, { ...said, strength }, moment))
      return toPhone(c, 'tie')
    })
    .post('/meeting/lines/:line/withdrawal', async (c) => {
      const { phone } = await speaking(c)
      const { db, moment } = c.var
      const line = idOf(c.req.param('line'))
      await live.inTurn(phone.meetingId, () => withdrawLine(db, phone, line, moment))
      return toPhone(c, 'withdrawn')
    })
}
const toPhone = (c: HouseContext, done: string) =>
  c.redirect(href(c.var.page, `${paths.phone(c.var.region.slug)}?done=${done}`), 303)

function idOf(text: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)) throw problem(404)
  return text
}

const joinPage = (c: HouseContext, form: FormState, status: 200 | 404 | 422, title?: string) =>
  c.html(document(<JoinPage page={c.var.page} form={form} title={title} formKey={newFormKey(c.var.moment)} />), status)

const wrong = (values: FormState['values'], field: string, said: string): Asked => ({
  form: { values, errors: { [field]: [said] } },
  guesses: {},
})
const isSame = (a: Named, b: Named) =>
  a.organizationId === b.organizationId && (a.organizationId !== null || a.name === b.name)

/** Who is meant by each name; where several may be, the form asks. */
async function named(c: HouseContext, meeting: Meeting, typed: FormState['values'], fields: Record<string, string>) {
  const meant: Record<string, Named> = {}
  const guesses: Record<string, Guess[]> = {}
  for (const [field, chosen] of Object.entries(fields)) {
    const who = await whoIsMeant(c.var.db, meeting, String(typed[field]).trim().replaceAll(/\s+/g, ' '), chosen)
    if ('named' in who) meant[field] = who.named
    else guesses[field] = who.guesses
  }
  const open = Object.keys(guesses)
  if (open.length === 0) return { meant }
  const errors = Object.fromEntries(open.map((field) => [`${field}Is`, [c.var.page.t('meetings.errors.which')]]))
  return { meant, asked: { form: { values: typed, errors }, guesses } satisfies Asked }
}

/** A kind of tie that the meeting asks for. */
async function kindOf(c: HouseContext, meeting: Meeting, key: string) {
  const { tieKinds } = await listsOf(c.var.db, meeting.regionId, c.var.page.lang)
  return tieKinds.find(
    (kind) => kind.key === key && !kind.retired && (meeting.kinds.length === 0 || meeting.kinds.includes(key)),
  )
}

async function phonePage(
  c: HouseContext,
  phone: Phone,
  meeting: Meeting,
  asked: { organization?: Asked; tie?: Asked },
  status: 200 | 422,
) {
  const { db, page, moment } = c.var
  const [said, own, lists] = await Promise.all([
    readLines(db, meeting, 0),
    ownLines(db, phone),
    listsOf(db, meeting.regionId, page.lang),
  ])
  if (!isOpen(meeting, moment.at)) return c.html(document(<PhoneOverPage {...{ page, meeting, said, own }} />), 200)
  const names = await listNames(db, meeting, OFFERED)
  const shown = { page, meeting, phone, lists, said, own, names, done: c.req.query('done'), ...asked }
  return c.html(document(<PhonePage {...shown} formKey={newFormKey(c.var.moment)} />), status)
}
