import { Hono } from 'hono'
import { z } from 'zod'
import { tagged, jsonList } from '../../platform/answers.ts'
import type { ApiDoc } from '../../platform/api-docs.ts'
import { checkJson, gone, readJson, wrongField } from '../../platform/api-writes.ts'
import { dayIn } from '../../platform/days.ts'
import { found, permit } from '../../platform/errors.ts'
import type { House, HouseContext } from '../../platform/house.ts'
import { askedText, readQuery } from '../../platform/list-query.ts'
import { currentParties, getPartnership, type Party, type Partnership } from '../partnerships.ts'
import { askingForm, hoursBody, sharingForm, WEEKS_SHOWN } from './forms.ts'
import { askWeekly, logHours, refusalOf, shareHours, stopAsking } from './hour-changes.ts'
import { hoursOf, sharingOf } from './hours.ts'
import { hoursJson, hoursListSchema, lineJson, timesheetSchema } from './renderings.ts'
import { canLogFor, keepsHours, seesPeoplesHours } from './rules.ts'
import { currentAskings, timesheetOf } from './timesheets.ts'
import { ASKED_FROM, readHours } from './typed-hours.ts'
import { isWeek, weekOf, weeksBack } from './weeks.ts'

const today = (c: HouseContext) => dayIn(c.var.region.timeZone, c.var.moment.at)

/** Staff time of all partners for programs, also at the address of the page. */
export async function answerHours(c: HouseContext, partnership: Partnership): Promise<Response> {
  const hours = await hoursOf(c.var.db, c.var.actor, partnership, today(c))
  return jsonList(c, hours.map(hoursJson), hours.length, null)
}

interface Here {
  partnership: Partnership
  party: Party
}

async function partnershipOf(c: HouseContext): Promise<Partnership> {
  const partnership = await getPartnership(c.var.db, c.var.actor, c.req.param('id') ?? '')
  permit(c.var.actor.member, 'errors.membersOnly')
  return partnership
}

/** The partner of the address, for its own people. */
async function hereOf(c: HouseContext): Promise<Here> {
  const partnership = await partnershipOf(c)
  const asked = c.req.param('organization') ?? ''
  const party = found(
    currentParties(partnership).find(({ organization }) => [organization.id, organization.slug].includes(asked)),
  )
  permit(seesPeoplesHours(c.var.actor, party), 'partnership-hours.errors.sealed')
  return { partnership, party }
}

const sheetQuery = z.object({ week: askedText(10).describe('The Monday of the latest week that is told') })

async function answerSheet(c: HouseContext, { partnership, party }: Here): Promise<Response> {
  const { db, actor } = c.var
  const { week } = readQuery(c, sheetQuery)
  const weeks = weeksBack(isWeek(week) ? week : weekOf(today(c)), WEEKS_SHOWN)
  const [lines, sharing, askings] = await Promise.all([
    timesheetOf(db, actor, partnership, party, weeks),
    sharingOf(db, actor, [party]),
    currentAskings(db, actor.regionId, [party.id]),
  ])
  const told = {
    shared: sharing.get(party.id) ?? 'own',
    weeks,
    lines: lines.map(lineJson),
    askings: askings.map(({ id, askedId, pool }) => ({ id, person: askedId, pool })),
  }
  return tagged(c, JSON.stringify(told))
}

/** The JSON twin of staff time. */
export const hoursApi = new Hono<House>()
  .get('/partnerships/:id/hours', async (c) => answerHours(c, await partnershipOf(c)))
  .get('/partnerships/:id/hours/:organization', async (c) => answerSheet(c, await hereOf(c)))
  .post('/partnerships/:id/hours/:organization', async (c) => {
    const { db, actor, region, moment } = c.var
    const here = await hereOf(c)
    const { who, week, hours, sure } = checkJson(c, hoursBody, await readJson(c))
    const person = who.startsWith('pool:') ? null : who
    const line = { personId: person, pool: person === null ? who.slice(5).trim() : '' }
    permit(canLogFor(actor, here.party, line), 'partnership-hours.errors.keep')
    const refused = refusalOf(week, today(c))
    if (refused) throw wrongField(c, 'week', refused)
    const read = readHours(hours === null ? '' : String(hours), person === null)
    if (!read.ok) throw wrongField(c, 'hours', read.why)
    if (person !== null && (read.hours ?? 0) > ASKED_FROM && !sure)
      throw wrongField(c, 'sure', 'partnership-hours.sureHint', { hours: ASKED_FROM })
    if (!c.var.repeats) await logHours(db, actor, region, here, [{ ...line, week, hours: read.hours }], moment)
    return answerSheet(c, here)
  })
  .patch('/partnerships/:id/hours/:organization', async (c) => {
    const { db, actor, moment } = c.var
    const here = await hereOf(c)
    permit(keepsHours(actor, here.party), 'partnership-hours.errors.keep')
    const { shared } = checkJson(c, sharingForm, await readJson(c))
    const before = (await sharingOf(db, actor, [here.party])).get(here.party.id) ?? 'own'
    if (before !== shared) await shareHours(db, actor, here, { before, shared }, moment)
    return answerSheet(c, here)
  })
  .post('/partnerships/:id/hours/:organization/askings', async (c) => {
    const { db, actor, region, moment } = c.var
    const here = await hereOf(c)
    const { person, pool } = checkJson(c, askingForm, await readJson(c))
    const isOwn = person === actor.personId && pool === ''
    permit(keepsHours(actor, here.party) || isOwn, 'partnership-hours.errors.keep')
    if (!c.var.repeats) await askWeekly(db, actor, region, here, { personId: person, pool }, moment)
    return answerSheet(c, here)
  })
  .delete('/partnerships/:id/hours/:organization/askings/:asking', async (c) => {
    const { db, actor, moment } = c.var
    const here = await hereOf(c)
    const all = await currentAskings(db, actor.regionId, [here.party.id])
    const asking = found(all.find(({ id }) => id === c.req.param('asking')))
    permit(keepsHours(actor, here.party) || asking.askedId === actor.personId, 'partnership-hours.errors.keep')
    await stopAsking(db, actor, here, asking, moment)
    return gone(c)
  })

const list = '/api/v1/{region}/partnerships/{id}/hours'
const one = `${list}/{organization}`
const tag = 'Partnerships'

export const hoursApiDocs: ApiDoc[] = [
  {
    method: 'get',
    path: list,
    summary: 'Staff time that partners promised and used, and where it leads; for members',
    tag,
    response: hoursListSchema,
    closed: true,
  },
  {
    method: 'get',
    path: one,
    summary: 'Hours of the people of one partner week by week; for that organization only',
    tag,
    query: sheetQuery,
    response: timesheetSchema,
    closed: true,
  },
  {
    method: 'post',
    path: one,
    summary: 'Writes down the hours of one week of a person or a pool, or corrects them',
    tag,
    body: hoursBody,
    response: timesheetSchema,
    closed: true,
  },
  {
    method: 'patch',
    path: one,
    summary: 'Decides whom the partner tells how much it used in all',
    tag,
    body: sharingForm,
    response: timesheetSchema,
    closed: true,
  },
  {
    method: 'post',
    path: `${one}/askings`,
    summary: 'Asks somebody each week by mail for their hours, or for those of a pool',
    tag,
    body: askingForm,
    response: timesheetSchema,
    closed: true,
  },
  {
    method: 'delete',
    path: `${one}/askings/{asking}`,
    summary: 'Asks them no longer',
    tag,
    status: 204,
    response: z.undefined(),
    closed: true,
  },
]
