import { Hono } from 'hono'
import { z } from 'zod'
import { getOrganization } from '../../directory/organizations.ts'
import { tagged } from '../../platform/answers.ts'
import type { ApiDoc } from '../../platform/api-docs.ts'
import { checkJson, fromVersion, readJson, versioned, written, wrongField } from '../../platform/api-writes.ts'
import { dayIn } from '../../platform/days.ts'
import { found, permit } from '../../platform/errors.ts'
import type { House, HouseContext } from '../../platform/house.ts'
import { period } from '../../platform/partial-dates.ts'
import { currentParties, getPartnership, type Partnership } from '../partnerships.ts'
import { askParty, remindParty, revokeAsking } from './asking-changes.ts'
import { listAskings } from './askings.ts'
import { asInput, asPartyInput, changeCharter, changeParty } from './charter-changes.ts'
import { charterForm, departureForm, joinBody, partyPatch } from './forms.ts'
import { keepLook } from './looks.ts'
import { endPartnership, joinPartnership, leavePartnership } from './party-changes.ts'
import { charterJson, charterSchema } from './renderings.ts'
import { draftOf } from './revisions.ts'
import { canLetGo, canLook, writesCharter } from './rules.ts'

const partnershipOf = (c: HouseContext) => getPartnership(c.var.db, c.var.actor, c.req.param('id') ?? '')

async function writable(c: HouseContext): Promise<Partnership> {
  const partnership = await partnershipOf(c)
  permit(writesCharter(c.var.actor, partnership), 'partnership-charter.errors.write')
  return partnership
}

const partyIn = (c: HouseContext, partnership: Partnership) =>
  found(partnership.parties.find(({ id, leftOn }) => id === c.req.param('party') && leftOn === null))

async function draftJson(c: HouseContext, id: string) {
  const partnership = await getPartnership(c.var.db, c.var.actor, id)
  return charterJson(partnership, 'draft', await draftOf(c.var.db, c.var.actor, partnership))
}

const answer = async (c: HouseContext, id: string, status: 200 | 201 = 200) =>
  versioned(c, await draftJson(c, id), status)

/** Does something once, and answers with the charter as it is then. */
const once = (c: HouseContext, partnership: Partnership, work: () => Promise<unknown>, status: 200 | 201 = 200) =>
  written(
    c,
    async () => {
      await work()
      return partnership.id
    },
    (id) => `/api/v1/${c.var.region.slug}/partnerships/${id}`,
    () => answer(c, partnership.id, status),
    status,
  )

/** Nobody leaves tomorrow. */
function checkDay(c: HouseContext, field: string, day: string) {
  if (day > dayIn(c.var.region.timeZone, c.var.moment.at))
    throw wrongField(c, field, 'partnership-charter.errors.later')
}

/** Who takes part, and what is written in the charter, for programs. */
export const partyApi = new Hono<House>()
  .patch('/partnerships/:id/charter', async (c) => {
    const { db, actor, moment } = c.var
    const partnership = await writable(c)
    const before = asInput(partnership)
    const input = checkJson(c, charterForm, await readJson(c), before)
    const told = period(input.since, input.until)
    if (!told.ok) throw wrongField(c, 'until', told.reason)
    await fromVersion(
      c,
      partnership,
      (version) => changeCharter(db, actor, { ...partnership, version }, input, moment),
      () => draftJson(c, partnership.id),
    )
    return answer(c, partnership.id)
  })
  .post('/partnerships/:id/charter/looks', async (c) => {
    const { db, actor, moment } = c.var
    const partnership = await partnershipOf(c)
    permit(canLook(actor, partnership), 'partnership-charter.errors.read')
    return once(c, partnership, () => keepLook(db, actor, partnership, moment))
  })
  .post('/partnerships/:id/parties', async (c) => {
    const { db, actor, moment } = c.var
    const partnership = await writable(c)
    const { organization, joinedOn } = checkJson(c, joinBody, await readJson(c))
    if (joinedOn !== null) checkDay(c, 'joinedOn', joinedOn)
    const { id: organizationId } = await getOrganization(db, actor, organization)
    return once(
      c,
      partnership,
      () => joinPartnership(db, actor, partnership, { organizationId, joinedOn }, moment),
      201,
    )
  })
  .patch('/partnerships/:id/parties/:party', async (c) => {
    const { db, actor, moment } = c.var
    const partnership = await writable(c)
    const party = partyIn(c, partnership)
    const input = checkJson(c, partyPatch, await readJson(c), asPartyInput(party))
    await fromVersion(
      c,
      partnership,
      (version) => changeParty(db, actor, { ...partnership, version }, party, input, moment),
      () => draftJson(c, partnership.id),
    )
    return answer(c, partnership.id)
  })
  .post('/partnerships/:id/parties/:party/departure', async (c) => {
    const { db, actor, region, moment } = c.var
    const partnership = await partnershipOf(c)
    const party = found(partnership.parties.find(({ id }) => id === c.req.param('party')))
    permit(c.var.repeats !== undefined || canLetGo(actor, party), 'partnership-charter.errors.letGo')
    const leaving = checkJson(c, departureForm, await readJson(c))
    checkDay(c, 'day', leaving.day)
    if (!c.var.repeats) await leavePartnership(db, actor, partnership, party, leaving, moment)
    c.header('location', `/api/v1/${region.slug}/partnerships/${partnership.id}`)
    // Whoever left may see the charter no more.
    return tagged(c, JSON.stringify({ party: party.id, leftOn: leaving.day, why: leaving.why }))
  })
  .post('/partnerships/:id/end', async (c) => {
    const { db, actor, moment } = c.var
    const partnership = await writable(c)
    const ending = checkJson(c, departureForm, await readJson(c))
    checkDay(c, 'day', ending.day)
    return once(c, partnership, () => endPartnership(db, actor, partnership, ending, moment))
  })
  .post('/partnerships/:id/parties/:party/askings', async (c) => {
    const { db, actor, region, moment } = c.var
    const partnership = await writable(c)
    const party = partyIn(c, partnership)
    return once(c, partnership, () => askParty(db, actor, partnership, party, region.timeZone, moment))
  })
  .post('/partnerships/:id/parties/:party/reminders', (c) => withAsking(c, remindParty))
  .post('/partnerships/:id/parties/:party/revocation', (c) => withAsking(c, revokeAsking))

async function withAsking(c: HouseContext, change: typeof remindParty) {
  const { db, actor, moment } = c.var
  const partnership = await writable(c)
  const party = found(currentParties(partnership).find(({ id }) => id === c.req.param('party')))
  const asking = found((await listAskings(db, actor, partnership.id)).get(party.id))
  return once(c, partnership, () => change(db, actor, partnership, party, asking, moment))
}

const departedSchema = z.object({ party: z.uuid(), leftOn: z.iso.date(), why: z.string() })

const base = '/api/v1/{region}/partnerships/{id}'
const of = (method: ApiDoc['method'], path: string, summary: string, more: Partial<ApiDoc> = {}): ApiDoc => ({
  method,
  path: base + path,
  summary,
  tag: 'Partnerships',
  response: charterSchema,
  closed: true,
  ...more,
})

export const partyApiDocs: ApiDoc[] = [
  of('patch', '/charter', 'Writes what all partners share', { body: charterForm.partial() }),
  of('post', '/charter/looks', 'Remembers that you have seen the charter as it stands'),
  of('post', '/parties', 'An organization joins; nobody has signed anything by that', { body: joinBody, status: 201 }),
  of('patch', '/parties/{party}', 'Writes what a partner says of itself', { body: partyPatch.partial() }),
  of('post', '/parties/{party}/departure', 'A partner leaves; with the last one the partnership ends', {
    body: departureForm,
    response: departedSchema,
  }),
  of('post', '/parties/{party}/askings', 'Asks the contact of a partner for its part, by a mailed link'),
  of('post', '/parties/{party}/reminders', 'Reminds a partner that was asked'),
  of('post', '/parties/{party}/revocation', 'Takes back what a partner was asked'),
  of('post', '/end', 'Ends the partnership; a later end of its period makes it go on', { body: departureForm }),
]
