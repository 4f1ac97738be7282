import { Hono } from 'hono'
import { z } from 'zod'
import { getOrganization } from '../directory/organizations.ts'
import { paths } from '../paths.ts'
import { jsonList, nextCursor, shownBy } from '../platform/answers.ts'
import type { ApiDoc } from '../platform/api-docs.ts'
import { checkJson, gone, readJson, versioned, written } from '../platform/api-writes.ts'
import { permit, problem } from '../platform/errors.ts'
import type { House, HouseContext } from '../platform/house.ts'
import { askedText, asPrograms, readQuery } from '../platform/list-query.ts'
import { newPartnershipSchema } from './forms.ts'
import { createPartnership, removePartnership, restorePartnership } from './partnership-changes.ts'
import { listPartnerships } from './partnership-lists.ts'
import { getPartnership, getRemovedPartnership } from './partnerships.ts'
import { partnershipJson, partnershipListSchema, partnershipSchema } from './renderings.ts'
import { canPropose, canRemovePartnership } from './rules.ts'

const listQuery = z.object({
  q: askedText(),
  organization: askedText().describe('An organization that is or was a partner, by its id or slug'),
  ...asPrograms,
})

/** The address of the pages of partnerships. */
export const partnershipBase = (c: HouseContext) => c.var.page.origin + paths.partnerships(c.var.region.slug)

const addressOf = (c: HouseContext, id: string) => `/api/v1/${c.var.region.slug}/partnerships/${id}`

/** The partnerships as programs read them, also at the address of the page. */
export async function answerPartnerships(c: HouseContext): Promise<Response> {
  const { db, actor } = c.var
  const { q, organization, limit, cursor } = readQuery(c, listQuery)
  const offset = shownBy(cursor)
  const partner = organization === '' ? undefined : (await getOrganization(db, actor, organization)).id
  const filter = { q, ...(partner && { organizationId: partner }) }
  const { items, total } = await listPartnerships(db, actor, filter, { offset, limit })
  const base = partnershipBase(c)
  const told = items.map((one) => partnershipJson(one, base))
  return jsonList(c, told, total, nextCursor(offset + items.length, total))
}

/** One partnership for programs. */
export async function answerPartnership(c: HouseContext, id: string, status: 200 | 201 = 200): Promise<Response> {
  const partnership = await getPartnership(c.var.db, c.var.actor, id)
  return versioned(c, partnershipJson(partnership, partnershipBase(c)), status)
}

const answer = (c: HouseContext) => (id: string, status: 200 | 201) => answerPartnership(c, id, status)

/** The JSON twin of the partnerships' pages. */
export const partnershipApi = new Hono<House>()
  .get('/partnerships', answerPartnerships)
  .post('/partnerships', async (c) => {
    const { db, actor, moment } = c.var
    permit(canPropose(actor), 'partnerships.errors.propose')
    const input = checkJson(c, newPartnershipSchema, await readJson(c))
    const begin = async () => (await createPartnership(db, actor, input, moment)).id
    return written(c, begin, (id) => addressOf(c, id), answer(c))
  })
  .get('/partnerships/:id', (c) => answerPartnership(c, c.req.param('id')))
  .delete('/partnerships/:id', async (c) => {
    const { db, actor, moment } = c.var
    const partnership = await getPartnership(db, actor, c.req.param('id'))
    permit(canRemovePartnership(actor, partnership), 'partnerships.errors.remove')
    await removePartnership(db, actor, partnership, moment)
    return gone(c)
  })
  .post('/partnerships/:id/restoration', async (c) => {
    const { db, actor, moment } = c.var
    const bring = async () => {
      const partnership = await getRemovedPartnership(db, actor, c.req.param('id'))
      if (!canRemovePartnership(actor, partnership)) throw problem(404)
      await restorePartnership(db, actor, partnership, moment)
      return partnership.id
    }
    return written(c, bring, (id) => addressOf(c, id), answer(c), 200)
  })

const path = '/api/v1/{region}/partnerships'
const tag = 'Partnerships'
const response = partnershipSchema

/** Their part of the description that programs read. */
export const partnershipApiDocs: ApiDoc[] = [
  { method: 'get', path, summary: 'Partnerships of a region', tag, query: listQuery, response: partnershipListSchema },
  { method: 'get', path: `${path}/{id}`, summary: 'Tells a partnership, by its id or slug', tag, response },
  {
    method: 'post',
    path,
    summary: 'Begins a partnership of these organizations; nobody has agreed to anything by that',
    tag,
    body: newPartnershipSchema,
    status: 201,
    response,
  },
  {
    method: 'delete',
    path: `${path}/{id}`,
    summary: 'Takes a partnership away with all that hangs on it; it can be brought back',
    tag,
    status: 204,
    response: z.undefined(),
  },
  { method: 'post', path: `${path}/{id}/restoration`, summary: 'Brings a partnership back', tag, response },
]
