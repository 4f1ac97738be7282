import { Hono } from 'hono'
import { z } from 'zod'
import { paths } from '../paths.ts'
import { jsonList, nextCursor, shownBy, tagged } from '../platform/answers.ts'
import type { ApiDoc } from '../platform/api-docs.ts'
import { dayIn } from '../platform/days.ts'
import type { House, HouseContext } from '../platform/house.ts'
import { asPrograms, askedMany, askedText, readQuery } from '../platform/list-query.ts'
import { KINDS, LISTING_KINDS, type ListingKind, filtersOf } from './listing-kinds.ts'
import { listingJson, listingListSchema, listingSchema } from './listing-renderings.ts'
import { type ListingFilter, getListing, listListings } from './listings.ts'
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

for (const kind of LISTING_KINDS)
  directoryApi
    .get(`/${KINDS[kind].segment}`, (c) => answerListings(c, kind))
    .get(`/${KINDS[kind].segment}/:id`, async (c) => {
      const listing = await getListing(c.var.db, c.var.actor, kind, c.req.param('id'))
      return tagged(c, JSON.stringify(listingJson(listing, listingBase(c, kind))))
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

/** What a program asks a list of a kind for. */
const listingQuery = (kind: ListingKind) =>
  z.object({
    q: askedText(),
    organization: askedText().describe('An organization, by its id or slug'),
    ...Object.fromEntries(filtersOf(kind).map((name) => [name, askedMany()])),
    ...asPrograms,
  })

/** The same for what else stands in the directory. */
export async function answerListings(c: HouseContext, kind: ListingKind): Promise<Response> {
  const { db, actor } = c.var
  const { limit, cursor, q, organization, ...chosen } = readQuery(c, listingQuery(kind))
  const offset = shownBy(cursor)
  const asked = { q, organization, chosen: chosen as ListingFilter['chosen'] }
  const { items, total } = await listListings(db, actor, kind, asked, { offset, limit })
  const base = listingBase(c, kind)
  return jsonList(
    c,
    items.map((one) => listingJson(one, base)),
    total,
    nextCursor(offset + items.length, total),
  )
}

/** The address of the pages of a kind. */
export const listingBase = (c: HouseContext, kind: ListingKind) =>
  c.var.page.origin + paths.listings(c.var.region.slug, KINDS[kind].segment)

export const today = (c: HouseContext) => dayIn(c.var.region.timeZone, c.var.moment.at)
export const baseOf = (c: HouseContext) => c.var.page.origin + paths.organizations(c.var.region.slug)

const NAMES: Record<ListingKind, string> = {
  service: 'Service',
  resource: 'Shared resource',
  group: 'User group',
  place: 'Place',
}

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
  ...LISTING_KINDS.flatMap((kind): ApiDoc[] => [
    {
      method: 'get',
      path: `/api/v1/{region}/${KINDS[kind].segment}`,
      summary: `${NAMES[kind]}s of a region`,
      tag: 'Directory',
      query: listingQuery(kind),
      response: listingListSchema(kind),
    },
    {
      method: 'get',
      path: `/api/v1/{region}/${KINDS[kind].segment}/{id}`,
      summary: `${NAMES[kind]}, by its id or slug`,
      tag: 'Directory',
      response: listingSchema(kind),
    },
  ]),
]
