import { Hono } from 'hono'
import { paths } from '../paths.ts'
import { jsonList, nextCursor, shownBy, tagged } from '../platform/answers.ts'
import type { ApiDoc } from '../platform/api-docs.ts'
import { dayIn } from '../platform/days.ts'
import type { House, HouseContext } from '../platform/house.ts'
import { readQuery } from '../platform/list-query.ts'
import { asListed, listOrganizations, programQuery } from './organization-lists.ts'
import { findMergedInto } from './merges.ts'
import { getOrganization } from './organizations.ts'
import { organizationJson, organizationListSchema, organizationSchema } from './renderings.ts'

/** The JSON twin of the directory's pages: the same reads, the same filters. */
export const directoryApi = new Hono<House>()
  .get('/organizations', answerJsonList)
  .get('/organizations/:id', async (c) => {
    const { db, actor } = c.var
    const merged = await findMergedInto(db, actor, c.req.param('id'))
    if (merged) return movedTo(c, merged.id)
    const organization = await getOrganization(db, actor, c.req.param('id'))
    const listed = await asListed(db, actor, organization, today(c))
    return tagged(c, JSON.stringify(organizationJson(listed, baseOf(c))), `${organization.version}.${listed.ties}`)
  })

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
]
