import { Hono } from 'hono'
import { z } from 'zod'
import { paths } from '../paths.ts'
import { entryJson, historySchema } from '../journal/renderings.ts'
import { jsonList, nextCursor, shownBy } from '../platform/answers.ts'
import type { ApiDoc } from '../platform/api-docs.ts'
import { checkJson, fromVersion, gone, readJson, versioned, written } from '../platform/api-writes.ts'
import { dayIn } from '../platform/days.ts'
import { permit } from '../platform/errors.ts'
import type { House, HouseContext } from '../platform/house.ts'
import { asks, despiteOf, despiteQuery, resembles } from '../platform/likely.ts'
import { readQuery } from '../platform/list-query.ts'
import { findMergedInto } from '../platform/mergings.ts'
import { circleMembers } from '../platform/records.ts'
import { createDespite, listLikely } from './duplicates.ts'
import { organizationForm } from './forms.ts'
import { bringBack, listHistory } from './histories.ts'
import {
  changeOrganization,
  checkOrganization,
  removeOrganization,
  restoreOrganization,
} from './organization-changes.ts'
import { asListed, listOrganizations, programQuery } from './organization-lists.ts'
import { asInput, getOrganization, getRemovedOrganization } from './organizations.ts'
import { canAddOrganization, canEditOrganization, canRemoveOrganization } from './rules.ts'
import { organizationJson, organizationListSchema, organizationSchema } from './renderings.ts'

/** The JSON twin of the directory's pages: the same reads, the same filters. */
export const directoryApi = new Hono<House>()
  .get('/organizations', answerJsonList)
  .get('/organizations/:id', async (c) => {
    const { db, actor } = c.var
    const merged = await findMergedInto(db, actor, 'organization', c.req.param('id'))
    if (merged) return movedTo(c, merged.id)
    return answerOrganization(c, c.req.param('id'))
  })
  .get('/organizations/:id/history', async (c) => {
    const { db, actor } = c.var
    const lines = await listHistory(db, actor, await getOrganization(db, actor, c.req.param('id')))
    return jsonList(c, lines.map(entryJson), lines.length, null)
  })
  .post('/organizations/:id/history/:entry/return', async (c) => {
    const { db, actor, moment } = c.var
    const one = await getOrganization(db, actor, c.req.param('id'))
    permit(canEditOrganization(actor, one), 'directory.errors.edit')
    const bring = async () => {
      await bringBack(db, actor, one, c.req.param('entry'), one.version, moment)
      return one.id
    }
    return written(
      c,
      bring,
      (id) => organizationAddress(c, id),
      (id) => answerOrganization(c, id),
      200,
    )
  })
  .post('/organizations', async (c) => {
    const { db, actor, moment } = c.var
    permit(canAddOrganization(actor), 'directory.errors.add')
    const input = checkJson(c, organizationForm, await readJson(c))
    const add = async () => {
      const found = { likely: await listLikely(db, actor, input), despite: despiteOf(c.req.query('despite')) }
      if (await asks(db, actor.regionId, found, moment)) throw resembles(found.likely)
      return (await createDespite(db, actor, input, found, moment)).id
    }
    return written(
      c,
      add,
      (id) => organizationAddress(c, id),
      (id, status) => answerOrganization(c, id, status),
    )
  })
  .patch('/organizations/:id', async (c) => {
    const { db, actor, region, moment } = c.var
    const one = await getOrganization(db, actor, c.req.param('id'))
    permit(canEditOrganization(actor, one), 'directory.errors.edit')
    const circle = await circleMembers(db, region.id, one.circleId)
    const input = checkJson(c, organizationForm, await readJson(c), asInput(one, circle))
    const change = (version: number) => changeOrganization(db, actor, { ...one, version }, input, moment)
    await fromVersion(c, one, change, () => readOrganization(c, one.id))
    return answerOrganization(c, one.id)
  })
  .post('/organizations/:id/check', async (c) => {
    const { db, actor, moment } = c.var
    const one = await getOrganization(db, actor, c.req.param('id'))
    permit(canEditOrganization(actor, one), 'directory.errors.edit')
    const check = async () => {
      await checkOrganization(db, actor, one, today(c), moment)
      return one.id
    }
    return written(
      c,
      check,
      (id) => organizationAddress(c, id),
      (id, status) => answerOrganization(c, id, status),
      200,
    )
  })
  .delete('/organizations/:id', async (c) => {
    const { db, actor, moment } = c.var
    const one = await getOrganization(db, actor, c.req.param('id'))
    permit(canRemoveOrganization(actor), 'directory.errors.remove')
    await removeOrganization(db, actor, one, moment)
    return gone(c)
  })
  .post('/organizations/:id/restoration', async (c) => {
    const { db, actor, moment } = c.var
    const bring = async () => {
      const one = await getRemovedOrganization(db, actor, c.req.param('id'))
      await restoreOrganization(db, actor, one, moment)
      return one.id
    }
    return written(
      c,
      bring,
      (id) => organizationAddress(c, id),
      (id, status) => answerOrganization(c, id, status),
      200,
    )
  })

async function readOrganization(c: HouseContext, id: string) {
  const { db, actor } = c.var
  const organization = await getOrganization(db, actor, id)
  return organizationJson(await asListed(db, actor, organization, today(c)), baseOf(c))
}

/** An organization as JSON, with an ETag. */
export const answerOrganization = async (c: HouseContext, id: string, status: 200 | 201 = 200) =>
  versioned(c, await readOrganization(c, id), status)

export const organizationAddress = (c: HouseContext, id: string) => `/api/v1/${c.var.region.slug}/organizations/${id}`

/** One that became another: where that is, by its address and its id. */
const movedTo = (c: HouseContext, id: string) =>
  c.json({ mergedInto: id }, 301, { location: `/api/v1/${c.var.region.slug}/organizations/${id}` })

/** A page of organizations for programs, with a cursor for the next; also what `?format=json` of the list answers. */
export async function answerJsonList(c: HouseContext): Promise<Response> {
  const { db, actor } = c.var
  const { limit, cursor, ...asked } = readQuery(c, programQuery)
  const offset = shownBy(cursor)
  const { items, total } = await listOrganizations(db, actor, { ...asked, today: today(c) }, { offset, limit })
  const base = baseOf(c)
  return jsonList(
    c,
    items.map((one) => organizationJson(one, base)),
    total,
    nextCursor(offset + items.length, total),
  )
}

export const today = (c: HouseContext) => dayIn(c.var.region.timeZone, c.var.moment.at)
export const baseOf = (c: HouseContext) => c.var.page.origin + paths.organizations(c.var.region.slug)

export const directoryApiDocs: ApiDoc[] = [
  {
    method: 'get',
    path: '/api/v1/{region}/organizations',
    summary: 'Organizations of a region',
    tag: 'Organizations',
    query: programQuery,
    response: organizationListSchema,
  },
  {
    method: 'get',
    path: '/api/v1/{region}/organizations/{id}',
    summary: 'An organization, by its id or slug',
    tag: 'Organizations',
    response: organizationSchema,
  },
  {
    method: 'get',
    path: '/api/v1/{region}/organizations/{id}/history',
    summary: 'What changed in an organization, newest first',
    tag: 'Organizations',
    response: historySchema,
  },
  {
    method: 'post',
    path: '/api/v1/{region}/organizations/{id}/history/{entry}/return',
    summary: 'Gives the fields of one change back what stood in them before it',
    tag: 'Organizations',
    response: organizationSchema,
  },
  {
    method: 'post',
    path: '/api/v1/{region}/organizations',
    summary: 'Adds an organization',
    tag: 'Organizations',
    query: despiteQuery,
    body: organizationForm,
    status: 201,
    response: organizationSchema,
  },
  {
    method: 'patch',
    path: '/api/v1/{region}/organizations/{id}',
    summary: 'Changes the given fields of an organization',
    tag: 'Organizations',
    body: organizationForm,
    response: organizationSchema,
  },
  {
    method: 'post',
    path: '/api/v1/{region}/organizations/{id}/check',
    summary: 'Says that all that is written of an organization is right today',
    tag: 'Organizations',
    response: organizationSchema,
  },
  {
    method: 'delete',
    path: '/api/v1/{region}/organizations/{id}',
    summary: 'Takes an organization off the map; it can be brought back',
    tag: 'Organizations',
    status: 204,
    response: z.undefined(),
  },
  {
    method: 'post',
    path: '/api/v1/{region}/organizations/{id}/restoration',
    summary: 'Brings a removed organization back',
    tag: 'Organizations',
    response: organizationSchema,
  },
]
