import { Hono } from 'hono'
import { z } from 'zod'
import { tagged } from '../platform/answers.ts'
import type { ApiDoc } from '../platform/api-docs.ts'
import { problem } from '../platform/errors.ts'
import type { House, HouseContext } from '../platform/house.ts'
import { askedNumber, askedOne, askedPage, askedText, readQuery } from '../platform/list-query.ts'
import { baseOf, today } from './api.ts'
import { listFamilies } from './families.ts'
import {
  hsdsAtLocation,
  hsdsFullService,
  hsdsOrganization,
  hsdsPage,
  hsdsService,
  hsdsWholeOrganization,
  hsdsWholeService,
} from './hsds-renderings.ts'
import { type Listing, everything, getListing, listListings, listListingsById, listPlacesOf } from './listings.ts'
import { listOrganizations, organizationFilter } from './organization-lists.ts'
import { type Organization, getOrganization, listOrganizationsById } from './organizations.ts'

const query = z.object({ search: askedText(), page: askedPage, per_page: askedNumber(50, 200) })
const serviceQuery = query.extend({ organization_id: askedText(), full: askedOne(['false', 'true']) })

/** The directory's services for programs that read Open Referral's HSDS 3.0: the same reads as everywhere. */
export const hsdsApi = new Hono<House>()
  .get('/', (c) =>
    answer(c, {
      version: '3.0',
      profile: 'https://docs.openreferral.org/en/3.0/hsds/',
      openapi_url: 'https://raw.githubusercontent.com/openreferral/specification/3.0/schema/openapi.json',
    }),
  )
  .get('/services', async (c) => {
    const { items, total, owners, asked } = await servicesOf(c, false)
    const places = asked.full === 'true' ? await placesOfAll(c, items, [...owners.keys()]) : []
    const contents = items.map((one) =>
      asked.full === 'true' ? hsdsFullService(one, owners, places, baseOf(c)) : hsdsService(one, owners, baseOf(c)),
    )
    return answer(c, hsdsPage(contents, total, asked.page, asked.per_page))
  })
  .get('/services/:id', async (c) => {
    const one = await getListing(c.var.db, c.var.actor, 'service', c.req.param('id'))
    const [owners, places] = await Promise.all([ownersOf(c, [one]), placesOf(c, [one])])
    return answer(c, hsdsWholeService(one, owners, places.get(one.place?.id ?? ''), baseOf(c)))
  })
  .get('/service_at_locations', async (c) => {
    const { items, total, owners, asked } = await servicesOf(c, true)
    const places = await placesOf(c, items)
    const contents = items.map((one) => hsdsAtLocation(one, owners, places.get(one.place!.id)!, baseOf(c)))
    return answer(c, hsdsPage(contents, total, asked.page, asked.per_page))
  })
  .get('/service_at_locations/:id', async (c) => {
    const one = await getListing(c.var.db, c.var.actor, 'service', c.req.param('id'))
    const [owners, places] = await Promise.all([ownersOf(c, [one]), placesOf(c, [one])])
    const place = one.place && places.get(one.place.id)
    if (!place) throw problem(404)
    return answer(c, hsdsAtLocation(one, owners, place, baseOf(c)))
  })
  .get('/organizations', async (c) => {
    const { db, actor } = c.var
    const asked = readQuery(c, query)
    const filter = { ...organizationFilter.parse({ q: asked.search }), today: today(c) }
    const { items, total } = await listOrganizations(db, actor, filter, partOf(asked))
    const contents = items.map((one) => hsdsOrganization(withParent(one, one.family.parent), baseOf(c)))
    return answer(c, hsdsPage(contents, total, asked.page, asked.per_page))
  })
  .get('/organizations/:id', async (c) => {
    const { db, actor } = c.var
    const one = await getOrganization(db, actor, c.req.param('id'))
    const [families, services, places] = await Promise.all([
      listFamilies(db, actor, [one]),
      listListings(db, actor, 'service', { ...everything, organization: one.id }),
      listPlacesOf(db, actor, [one.id]),
    ])
    const seen = withParent(one, families.get(one.id)?.parent ?? null)
    return answer(c, hsdsWholeOrganization(seen, places, services.items, baseOf(c)))
  })

const answer = (c: HouseContext, body: unknown) => tagged(c, JSON.stringify(body))

const partOf = ({ page, per_page }: { page: number; per_page: number }) => ({
  offset: (page - 1) * per_page,
  limit: per_page,
})

/** Not everybody who sees an organization sees whose it is. */
const withParent = <One extends Organization>(one: One, parent: { id: string } | null): One => ({
  ...one,
  parentId: parent?.id ?? null,
})

/** A page of services, with whose they are; `placed`: only those of which it may be seen where they are to be had. */
async function servicesOf(c: HouseContext, placed: boolean) {
  const { db, actor } = c.var
  const { search, organization_id: organization, ...asked } = readQuery(c, serviceQuery)
  const filter = { ...everything, q: search, organization, placed }
  const { items, total } = await listListings(db, actor, 'service', filter, partOf(asked))
  return { items, total, asked, owners: await ownersOf(c, items) }
}

async function ownersOf(c: HouseContext, services: readonly Listing[]): Promise<Map<string, Organization>> {
  const { db, actor } = c.var
  const ids = [...new Set(services.flatMap((one) => one.organizations.map(({ id }) => id)))]
  const owners = await listOrganizationsById(db, actor, ids)
  const families = await listFamilies(db, actor, owners)
  return new Map(owners.map((one) => [one.id, withParent(one, families.get(one.id)?.parent ?? null)]))
}

async function placesOf(c: HouseContext, services: readonly Listing[]): Promise<Map<string, Listing>> {
  const ids = services.flatMap((one) => one.place?.id ?? [])
  return new Map((await listListingsById(c.var.db, c.var.actor, 'place', ids)).map((one) => [one.id, one]))
}

/** The places of organizations, and those of services that are elsewhere. */
async function placesOfAll(c: HouseContext, services: readonly Listing[], owners: string[]): Promise<Listing[]> {
  const own = await listPlacesOf(c.var.db, c.var.actor, owners)
  const rest = services.filter(({ place }) => place && !own.some(({ id }) => id === place.id))
  return [...own, ...(await placesOf(c, rest)).values()]
}

/** What stands in them is described by the specification; its JSON Schemas are held against every answer in tests. */
const entry = z.looseObject({ id: z.string() })
const pageSchema = z.object({
  total_items: z.int(),
  total_pages: z.int(),
  page_number: z.int(),
  size: z.int(),
  first_page: z.boolean(),
  last_page: z.boolean(),
  empty: z.boolean(),
  contents: z.array(entry),
})
const KINDS_OF_HSDS = [
  { segment: 'services', one: 'A service', many: 'Services', asked: serviceQuery },
  { segment: 'service_at_locations', one: 'A service at its place', many: 'Services at places', asked: serviceQuery },
  { segment: 'organizations', one: 'An organization', many: 'Organizations', asked: query },
]
const tag = 'HSDS 3.0'
const root = '/api/v1/{region}/hsds'
export const hsdsApiDocs: ApiDoc[] = [
  {
    method: 'get',
    path: root,
    summary: 'Open Referral’s HSDS: which version and profile is spoken; also at `/{region}/hsds`',
    tag,
    response: z.object({ version: z.string(), profile: z.string(), openapi_url: z.string() }),
  },
  ...KINDS_OF_HSDS.flatMap(({ segment, one, many, asked }): ApiDoc[] => [
    {
      method: 'get',
      path: `${root}/${segment}`,
      summary: `${many} as HSDS`,
      tag,
      query: asked,
      response: pageSchema,
    },
    { method: 'get', path: `${root}/${segment}/{id}`, summary: `${one} as HSDS`, tag, response: entry },
  ]),
]
