import { Hono } from 'hono'
import { z } from 'zod'
import { listFeed } from '../journal/feeds.ts'
import { entryJson, historySchema } from '../journal/renderings.ts'
import { jsonList, nextCursor, shownBy } from '../platform/answers.ts'
import type { ApiDoc } from '../platform/api-docs.ts'
import { checkJson, fromVersion, gone, readJson, versioned, written } from '../platform/api-writes.ts'
import { dayIn } from '../platform/days.ts'
import { permit } from '../platform/errors.ts'
import type { House, HouseContext } from '../platform/house.ts'
import { LANGUAGES } from '../platform/i18n.ts'
import { asks, despiteOf, despiteQuery, resembles } from '../platform/likely.ts'
import { asPrograms, askedText, readQuery } from '../platform/list-query.ts'
import { findMergedInto } from '../platform/mergings.ts'
import { VISIBILITIES } from '../platform/records.ts'
import { newPersonForm, personForm } from './forms.ts'
import { addPerson, listLikelyNewcomers } from './newcomers.ts'
import { changePerson, getPerson, getRemovedPerson, listPeople, removePerson, restorePerson } from './persons.ts'
import { listPositions } from './positions.ts'
import { canAddPerson, canAddPersonOf, canEditPerson, canListPeople } from './rules.ts'

/** So far back a history goes. */
const HISTORY = 200
const query = z.object({ q: askedText().describe('Words in a name or a place of work'), ...asPrograms })

const listedSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string().nullable().describe('Null where they did not agree that you see it'),
  phone: z.string().nullable(),
  visibility: z
    .enum(VISIBILITIES)
    .describe('`circle`: they have not agreed to be listed, and only coordinators see them'),
  positions: z.array(z.object({ title: z.string(), organization: z.string(), slug: z.string() })),
})
const listSchema = z.object({ items: z.array(listedSchema), total: z.int(), next: z.string().nullable() })
/** A person as programs read them. */
export const personSchema = listedSchema.omit({ positions: true }).extend({
  note: z.string().describe('For coordinators'),
  lang: z.enum(LANGUAGES),
  positions: z.array(
    z.object({
      id: z.uuid(),
      title: z.string(),
      period: z.string().nullable().describe('EDTF'),
      organization: z.object({ id: z.uuid(), slug: z.string(), name: z.string() }),
    }),
  ),
  version: z.int(),
})

async function readPerson(c: HouseContext, id: string): Promise<z.output<typeof personSchema>> {
  const { db, actor } = c.var
  const one = await getPerson(db, actor, id)
  const positions = await listPositions(db, actor, one)
  return {
    id: one.id,
    name: one.name,
    email: one.email,
    phone: one.phone,
    visibility: one.visibility,
    note: one.note,
    lang: one.lang,
    positions: positions.map(({ id: position, title, period, organization }) => ({
      id: position,
      title,
      period,
      organization,
    })),
    version: one.version,
  }
}

/** A person as JSON, with an ETag. */
export const answerPerson = async (c: HouseContext, id: string, status: 200 | 201 = 200) =>
  versioned(c, await readPerson(c, id), status)
export const personAddress = (c: HouseContext, id: string) => `/api/v1/${c.var.region.slug}/people/${id}`

/** People for programs that act for a member. */
export const accountApi = new Hono<House>()
  .get('/people', async (c) => {
    const { db, actor, region, moment } = c.var
    permit(canListPeople(actor), 'errors.membersOnly')
    const { q, limit, cursor } = readQuery(c, query)
    const offset = shownBy(cursor)
    const today = dayIn(region.timeZone, moment.at)
    const { items, total } = await listPeople(db, actor, { q, today, offset, limit })
    return jsonList(c, items, total, nextCursor(offset + items.length, total))
  })
  .get('/people/:person', async (c) => {
    const merged = await findMergedInto(c.var.db, c.var.actor, 'person', c.req.param('person'))
    if (merged) return c.json({ mergedInto: merged.id }, 301, { location: personAddress(c, merged.id) })
    return answerPerson(c, c.req.param('person'))
  })
  .get('/people/:person/history', async (c) => {
    const { db, actor } = c.var
    const person = await getPerson(db, actor, c.req.param('person'))
    // News about people is for coordinators; the feed leaves it out for others.
    const lines = await listFeed(db, actor, { recordId: person.id, limit: HISTORY })
    return jsonList(c, lines.map(entryJson), lines.length, null)
  })
  .post('/people', async (c) => {
    const { db, actor, moment } = c.var
    permit(canAddPerson(actor), 'account.reasons.addPerson')
    const input = checkJson(c, newPersonForm, await readJson(c))
    permit(canAddPersonOf(actor, input.organization || null), 'account.reasons.addPersonOf')
    const add = async () => {
      const found = { likely: await listLikelyNewcomers(db, actor, input), despite: despiteOf(c.req.query('despite')) }
      if (await asks(db, actor.regionId, found, moment)) throw resembles(found.likely)
      return (await addPerson(db, actor, input, found, moment)).id
    }
    // Whoever adds somebody who has not agreed yet does not see them afterwards, unless they coordinate.
    const seen = actor.coordinates || input.agreed !== ''
    return written(
      c,
      add,
      (id) => personAddress(c, id),
      (id, status) => (seen ? answerPerson(c, id, status) : Promise.resolve(gone(c))),
    )
  })
  .patch('/people/:person', async (c) => {
    const { db, actor, moment } = c.var
    const person = await getPerson(db, actor, c.req.param('person'))
    permit(canEditPerson(actor), 'errors.coordinatorsOnly')
    const { name, email, phone, note, lang } = person
    const before = { name, email: email ?? '', phone: phone ?? '', note, lang }
    const input = checkJson(c, personForm, await readJson(c), before)
    const change = (version: number) => changePerson(db, actor, { ...person, version }, input, moment)
    await fromVersion(c, person, change, () => readPerson(c, person.id))
    return answerPerson(c, person.id)
  })
  .delete('/people/:person', async (c) => {
    const { db, actor, region, moment } = c.var
    const person = await getPerson(db, actor, c.req.param('person'))
    permit(canEditPerson(actor), 'errors.coordinatorsOnly')
    await removePerson(db, actor, region, person, moment)
    return gone(c)
  })
  .post('/people/:person/restoration', async (c) => {
    const { db, actor, moment } = c.var
    const bring = async () => {
      const person = await getRemovedPerson(db, actor, c.req.param('person'))
      await restorePerson(db, actor, person, moment)
      return person.id
    }
    return written(
      c,
      bring,
      (id) => personAddress(c, id),
      (id, status) => answerPerson(c, id, status),
      200,
    )
  })

const tag = 'People'
const path = '/api/v1/{region}/people'
export const accountApiDocs: ApiDoc[] = [
  {
    method: 'get',
    path,
    summary: 'People of a region, for its members',
    tag,
    query,
    response: listSchema,
    closed: true,
  },
  { method: 'get', path: `${path}/{person}`, summary: 'A person', tag, response: personSchema },
  {
    method: 'get',
    path: `${path}/{person}/history`,
    summary: 'What was done about a person, newest first, as far as you may know',
    tag,
    response: historySchema,
  },
  {
    method: 'post',
    path,
    summary: 'Adds a person, with where they work and their consent if they gave it',
    tag,
    query: despiteQuery,
    body: newPersonForm,
    status: 201,
    response: personSchema,
  },
  {
    method: 'patch',
    path: `${path}/{person}`,
    summary: 'Changes the given fields of a person',
    tag,
    body: personForm,
    response: personSchema,
  },
  {
    method: 'delete',
    path: `${path}/{person}`,
    summary: 'Removes a person; they can be brought back',
    tag,
    status: 204,
    response: z.undefined(),
  },
  {
    method: 'post',
    path: `${path}/{person}/restoration`,
    summary: 'Brings a removed person back',
    tag,
    response: personSchema,
  },
]
