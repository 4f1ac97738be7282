import { Hono } from 'hono'
import { z } from 'zod'
import { listFeed } from '../journal/feeds.ts'
import { entryJson, historySchema } from '../journal/renderings.ts'
import { organizationsWith } from '../platform/actor.ts'
import { jsonList, nextCursor, shownBy } from '../platform/answers.ts'
import type { ApiDoc } from '../platform/api-docs.ts'
import { checkJson, fromVersion, gone, readJson, versioned, written, wrongField } from '../platform/api-writes.ts'
import { isProblem, permit, problem } from '../platform/errors.ts'
import type { House, HouseContext } from '../platform/house.ts'
import { asPrograms, readQuery } from '../platform/list-query.ts'
import { today } from './api.ts'
import {
  type Contact,
  changeContact,
  getContact,
  getRemovedContact,
  listContacts,
  logContact,
  removeContact,
  restoreContact,
} from './contacts.ts'
import { CONTACT_WAYS, contactDetailsForm, contactForm } from './forms.ts'
import { getOrganization } from './organizations.ts'
import { canChangeContact, canLogContact } from './rules.ts'

/** So far back a history goes. */
const HISTORY = 200

const query = z.object({
  organization: z.uuid().optional().catch(undefined).describe('Those of one organization, by its id'),
  ...asPrograms,
})

const endSchema = z.object({ id: z.uuid(), slug: z.string(), name: z.string() })
const contactSchema = z.object({
  id: z.uuid(),
  day: z.iso.date(),
  how: z.enum(CONTACT_WAYS),
  spokeWith: z.string(),
  about: z.string(),
  by: endSchema.nullable().describe('For whom it was; null: for the region'),
  with: endSchema,
  loggedBy: z.string().nullable(),
  version: z.int(),
})
const listSchema = z.object({ items: z.array(contactSchema), total: z.int(), next: z.string().nullable() })

const contactJson = ({ personId: _personId, person, how, ...contact }: Contact) => ({
  ...contact,
  how: how as (typeof CONTACT_WAYS)[number],
  loggedBy: person,
})

const readContact = async (c: HouseContext, id: string) => contactJson(await getContact(c.var.db, c.var.actor, id))
const answer = async (c: HouseContext, id: string, status: 200 | 201 = 200) =>
  versioned(c, await readContact(c, id), status)
const addressOf = (c: HouseContext, id: string) => `/api/v1/${c.var.region.slug}/contacts/${id}`

async function mine(c: HouseContext): Promise<Contact> {
  const contact = await getContact(c.var.db, c.var.actor, c.req.param('id') ?? '')
  permit(canChangeContact(c.var.actor, contact), 'contacts.errors.change')
  return contact
}

const refuseFuture = (c: HouseContext, { day }: { day: string }) => {
  if (day > today(c)) throw wrongField(c, 'day', 'contacts.errors.future')
}

const findOrganization = (c: HouseContext, named: string) =>
  getOrganization(c.var.db, c.var.actor, named).catch((error: unknown) => {
    if (!isProblem(error)) throw error
    return undefined
  })

/** The contact log for programs: the same entries, seen by the same. */
export const contactApi = new Hono<House>()
  .get('/contacts', async (c) => {
    permit(c.var.actor.member, 'errors.membersOnly')
    const { organization: organizationId, limit, cursor } = readQuery(c, query)
    const offset = shownBy(cursor)
    const { items, total } = await listContacts(c.var.db, c.var.actor, { organizationId, offset, limit })
    return jsonList(c, items.map(contactJson), total, nextCursor(offset + items.length, total))
  })
  .get('/contacts/:id', (c) => answer(c, c.req.param('id')))
  .get('/contacts/:id/history', async (c) => {
    const { db, actor } = c.var
    const contact = await getContact(db, actor, c.req.param('id'))
    const lines = await listFeed(db, actor, { recordId: contact.id, limit: HISTORY })
    return jsonList(c, lines.map(entryJson), lines.length, null)
  })
  .post('/contacts', async (c) => {
    const { db, actor, moment } = c.var
    permit(canLogContact(actor), 'contacts.errors.log')
    const { by, with: other, ...input } = checkJson(c, contactForm, await readJson(c))
    refuseFuture(c, input)
    const speaks = actor.coordinates || organizationsWith(actor, 'speak').includes(by)
    const [to, from] = await Promise.all([findOrganization(c, other), by === '' ? null : findOrganization(c, by)])
    if (!to) throw wrongField(c, 'with', 'contacts.errors.unknown', { name: other })
    if (!speaks || from === undefined) throw wrongField(c, 'by', 'forms.choose')
    if (from?.id === to.id) throw wrongField(c, 'with', 'contacts.errors.itself')
    const log = () => logContact(db, actor, { ...input, with: to.id, by: from?.id ?? null }, moment)
    return written(
      c,
      log,
      (id) => addressOf(c, id),
      (id, status) => answer(c, id, status),
    )
  })
  .patch('/contacts/:id', async (c) => {
    const { db, actor, moment } = c.var
    const contact = await mine(c)
    const { day, how, spokeWith, about } = contact
    const input = checkJson(c, contactDetailsForm, await readJson(c), { day, how, spokeWith, about })
    refuseFuture(c, input)
    const change = (version: number) => changeContact(db, actor, contact, input, version, moment)
    await fromVersion(c, contact, change, () => readContact(c, contact.id))
    return answer(c, contact.id)
  })
  .delete('/contacts/:id', async (c) => {
    await removeContact(c.var.db, c.var.actor, await mine(c), c.var.moment)
    return gone(c)
  })
  .post('/contacts/:id/restoration', async (c) => {
    const { db, actor, moment } = c.var
    const bring = async () => {
      const contact = await getRemovedContact(db, actor, c.req.param('id'))
      if (!canChangeContact(actor, contact)) throw problem(404)
      await restoreContact(db, actor, contact, moment)
      return contact.id
    }
    return written(
      c,
      bring,
      (id) => addressOf(c, id),
      (id, status) => answer(c, id, status),
      200,
    )
  })

const tag = 'Contacts'
const path = '/api/v1/{region}/contacts'
export const contactApiDocs: ApiDoc[] = [
  {
    method: 'get',
    path,
    summary: 'Who spoke with whom, as far as it concerns you',
    tag,
    query,
    response: listSchema,
    closed: true,
  },
  { method: 'get', path: `${path}/{id}`, summary: 'A contact', tag, response: contactSchema },
  {
    method: 'get',
    path: `${path}/{id}/history`,
    summary: 'What was changed in a contact, newest first',
    tag,
    response: historySchema,
  },
  { method: 'post', path, summary: 'Logs a contact', tag, body: contactForm, status: 201, response: contactSchema },
  {
    method: 'patch',
    path: `${path}/{id}`,
    summary: 'Changes the given fields of a contact',
    tag,
    body: contactDetailsForm,
    response: contactSchema,
  },
  {
    method: 'delete',
    path: `${path}/{id}`,
    summary: 'Takes a contact out of the log; it can be brought back',
    tag,
    status: 204,
    response: z.undefined(),
  },
  { method: 'post', path: `${path}/{id}/restoration`, summary: 'Brings a contact back', tag, response: contactSchema },
]
