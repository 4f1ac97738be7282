import { Hono } from 'hono'
import { z } from 'zod'
import type { Config } from '../../config.ts'
import { getOrganization } from '../../directory/organizations.ts'
import { jsonList, tagged } from '../../platform/answers.ts'
import type { ApiDoc } from '../../platform/api-docs.ts'
import { checkJson, gone, readJson, written, wrongField } from '../../platform/api-writes.ts'
import { permit, problem } from '../../platform/errors.ts'
import type { House, HouseContext } from '../../platform/house.ts'
import { listsOf } from '../../region/lists.ts'
import { codeOf } from './codes.ts'
import { ASKS, lineForm, linesForm, meetingForm } from './forms.ts'
import { readLines, strengthOf } from './line-lists.ts'
import { removeLine } from './lines.ts'
import { closeMeeting, getMeeting, listMeetings, type Meeting, openMeeting, renewCode } from './meetings.ts'
import { decideOrganization, decideTies, getReviewed, type Is, listReviewed, type Reviewed } from './reviews.ts'
import { canConvene, isOpen } from './rules.ts'

const meetingSchema = z.object({
  id: z.uuid(),
  title: z.string(),
  asks: z.enum(ASKS),
  kinds: z.array(z.string()).describe('Kinds of ties that are asked for; none: all'),
  openedAt: z.iso.datetime(),
  closesAt: z.iso.datetime(),
  closedAt: z.iso.datetime().nullable(),
  code: z.string().nullable().describe('What phones come in with while it is open'),
})
const lineSchema = z.object({
  id: z.uuid(),
  kind: z.enum(['organization', 'tie']),
  name: z.string().describe('Of an organization, as it was named'),
  organization: z.uuid().nullable().describe('The one of the directory that it is'),
  a: z.uuid().nullable().describe('Lines that a tie joins'),
  b: z.uuid().nullable(),
  tieKind: z.string(),
  strength: z.int().nullable(),
  voices: z.int().describe('How many phones say so'),
  from: z.array(z.string()).describe('Where those phones come from, as they say'),
  awaits: z.boolean().describe('Somebody has to decide what becomes of it'),
  decision: z.enum(['accepted', 'refused', 'later']).nullable(),
})
const wholeSchema = meetingSchema.extend({ people: z.int().describe('Phones'), lines: z.array(lineSchema) })
const fatesSchema = z.object({
  accepted: z.int(),
  known: z.int().describe('There already'),
  refused: z.int(),
  waiting: z.int().describe('Until it is decided what their organizations are'),
})

const lineJson = (line: Reviewed) => ({
  id: line.id,
  kind: line.kind,
  name: line.name,
  organization: line.organizationId,
  a: line.aId,
  b: line.bId,
  tieKind: line.tieKind,
  strength: strengthOf(line),
  voices: line.voices,
  from: line.from,
  awaits: line.awaits,
  decision: line.decision,
})

/** Meetings for programs of coordinators; what phones say comes in by phones alone. */
export const meetingApi = ({ config: { secret } }: { config: Config }) => {
  const json = (c: HouseContext, meeting: Meeting) => ({
    id: meeting.id,
    title: meeting.title,
    asks: meeting.asks,
    kinds: meeting.kinds,
    openedAt: meeting.openedAt.toISOString(),
    closesAt: meeting.closesAt.toISOString(),
    closedAt: meeting.closedAt?.toISOString() ?? null,
    code: isOpen(meeting, c.var.moment.at) ? codeOf(secret, meeting) : null,
  })
  const whole = async (c: HouseContext, id: string) => {
    const { db, actor, region } = c.var
    const meeting = await getMeeting(db, region.id, id)
    const [{ people }, lines] = await Promise.all([readLines(db, meeting, 0), listReviewed(db, actor, meeting)])
    return { ...json(c, meeting), people, lines: lines.map(lineJson) }
  }
  const wrote = (c: HouseContext, work: () => Promise<string>, status: 200 | 201 = 200) =>
    written(
      c,
      work,
      (id) => `/api/v1/${c.var.region.slug}/meetings/${id}`,
      async (id, came) => c.json(await whole(c, id), came),
      status,
    )
  return new Hono<House>()
    .get('/meetings', async (c) => {
      const { db, region } = convening(c)
      const items = (await listMeetings(db, region.id)).map((meeting) => json(c, meeting))
      return jsonList(c, items, items.length, null)
    })
    .post('/meetings', async (c) => {
      const { db, actor, moment } = convening(c)
      const input = checkJson(c, meetingForm, await readJson(c))
      return wrote(c, () => openMeeting(db, actor, secret, input, moment), 201)
    })
    .get('/meetings/:meeting', async (c) => {
      convening(c)
      return tagged(c, JSON.stringify(await whole(c, c.req.param('meeting'))))
    })
    .post('/meetings/:meeting/code', async (c) => {
      const { db, actor, moment } = convening(c)
      const meeting = await asked(c)
      if (!isOpen(meeting, moment.at)) throw problem(409, 'meetings.errors.over')
      return wrote(c, async () => (await renewCode(db, actor, secret, meeting, moment), meeting.id))
    })
    .post('/meetings/:meeting/closure', async (c) => {
      const { db, actor, moment } = convening(c)
      const meeting = await asked(c)
      return wrote(c, async () => (await closeMeeting(db, actor, meeting, moment), meeting.id))
    })
    .delete('/meetings/:meeting/lines/:line', async (c) => {
      const { db, actor, moment } = convening(c)
      await removeLine(db, actor, await asked(c), c.req.param('line'), moment)
      return gone(c)
    })
    .post('/meetings/:meeting/lines/:line', async (c) => {
      const { db, actor, moment } = convening(c)
      const meeting = await asked(c)
      const line = await getReviewed(db, actor, meeting, c.req.param('line'))
      const is = await whatItIs(c, line)
      return wrote(c, async () => (await decideOrganization(db, actor, meeting, line, is, moment), meeting.id))
    })
    .post('/meetings/:meeting/decisions', async (c) => {
      const { db, actor, page, moment } = convening(c)
      const meeting = await asked(c)
      const { line: lines, decision } = checkJson(c, linesForm, await readJson(c))
      const said = (line: { voices: number }) => page.t('meetings.said', { title: meeting.title, voices: line.voices })
      return c.json(await decideTies(db, actor, meeting, { lines, decision, said, lang: page.lang }, moment))
    })
}

function convening(c: HouseContext) {
  permit(canConvene(c.var.actor), 'errors.coordinatorsOnly')
  return c.var
}
const asked = (c: HouseContext) => getMeeting(c.var.db, c.var.region.id, c.req.param('meeting') ?? '')

/** What an organization is that was named, as a program says it: `organization` is an id or a slug. */
async function whatItIs(c: HouseContext, line: Reviewed): Promise<Is> {
  const { db, actor, page, region } = c.var
  const { decision: what, name, sector, organization } = checkJson(c, lineForm, await readJson(c))
  if (what === 'refused') return { what }
  if (what === 'known') return { what, organizationId: (await getOrganization(db, actor, organization)).id }
  const { sectors } = await listsOf(db, region.id, page.lang)
  const given = sector || 'other'
  if (!sectors.some((one) => one.key === given && !one.retired)) throw wrongField(c, 'sector', 'forms.choose')
  return { what, name: name || line.name, sector: given, lang: page.lang }
}

const tag = 'Meetings'
const path = '/api/v1/{region}/meetings'
const one = `${path}/{meeting}`
export const meetingApiDocs: ApiDoc[] = [
  {
    method: 'get',
    path,
    summary: 'Meetings at which people add to the map from their phones, for coordinators',
    tag,
    response: z.object({ items: z.array(meetingSchema), total: z.int(), next: z.null() }),
    closed: true,
  },
  {
    method: 'post',
    path,
    summary: 'Opens a meeting: whoever has its code can add until its time is over',
    tag,
    body: meetingForm,
    status: 201,
    response: wholeSchema,
  },
  { method: 'get', path: one, summary: 'A meeting, and what was said at it', tag, response: wholeSchema, closed: true },
  {
    method: 'post',
    path: `${one}/code`,
    summary: 'Another code for who comes from now on',
    tag,
    response: wholeSchema,
  },
  {
    method: 'post',
    path: `${one}/closure`,
    summary: 'Ends it: everything that was said awaits a decision',
    tag,
    response: wholeSchema,
  },
  {
    method: 'delete',
    path: `${one}/lines/{line}`,
    summary: 'Takes something off the wall',
    tag,
    status: 204,
    response: z.undefined(),
  },
  {
    method: 'post',
    path: `${one}/lines/{line}`,
    summary: 'Says what an organization is that was only named: one that is here, a new one, or nothing',
    tag,
    body: lineForm,
    response: wholeSchema,
  },
  {
    method: 'post',
    path: `${one}/decisions`,
    summary: 'Puts ties on the map, as reported, or leaves them out',
    tag,
    body: linesForm,
    response: fatesSchema,
  },
]
