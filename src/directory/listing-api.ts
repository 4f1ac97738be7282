import { Hono } from 'hono'
import { z } from 'zod'
import { entryJson, historySchema } from '../journal/renderings.ts'
import { paths } from '../paths.ts'
import { jsonList, nextCursor, shownBy } from '../platform/answers.ts'
import type { ApiDoc } from '../platform/api-docs.ts'
import { checkJson, fromVersion, gone, readJson, versioned, written, wrongField } from '../platform/api-writes.ts'
import { permit, problem } from '../platform/errors.ts'
import type { House, HouseContext } from '../platform/house.ts'
import { asks, despiteOf, despiteQuery, resembles } from '../platform/likely.ts'
import { asPrograms, askedMany, askedText, readQuery } from '../platform/list-query.ts'
import { findMergedInto } from '../platform/mergings.ts'
import { addListingDespite, listLikelyListings } from './likely-places.ts'
import { bringListingBack, listListingHistory } from './histories.ts'
import { changeListing, removeListing, restoreListing } from './listing-changes.ts'
import { listingForms } from './listing-forms.ts'
import { KINDS, LISTING_KINDS, type ListingKind, filtersOf } from './listing-kinds.ts'
import { listingJson, listingListSchema, listingSchema } from './listing-renderings.ts'
import { type ListingFilter, asListingInput, getListing, getRemovedListing, listListings } from './listings.ts'
import { canAddListing, canEditListing, canHold } from './rules.ts'

/** What a program asks a list of a kind for. */
const listingQuery = (kind: ListingKind) =>
  z.object({
    q: askedText(),
    organization: askedText().describe('An organization, by its id or slug'),
    ...Object.fromEntries(filtersOf(kind).map((name) => [name, askedMany()])),
    ...asPrograms,
  })

/** Services, resources, groups or places for programs; also what `?format=json` of their list answers. */
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

const addressOf = (c: HouseContext, kind: ListingKind, id: string) =>
  `/api/v1/${c.var.region.slug}/${KINDS[kind].segment}/${id}`

const readListing = async (c: HouseContext, kind: ListingKind, id: string) =>
  listingJson(await getListing(c.var.db, c.var.actor, kind, id), listingBase(c, kind))

/** The JSON twin of the pages of a kind: the same reads, the same verbs. */
function apiOf(kind: ListingKind) {
  const answer = async (c: HouseContext, id: string, status: 200 | 201 = 200) =>
    versioned(c, await readListing(c, kind, id), status)
  const find = async (c: HouseContext) => {
    const one = await getListing(c.var.db, c.var.actor, kind, c.req.param('id') ?? '')
    permit(canEditListing(c.var.actor, one), 'listings.errors.edit')
    return one
  }
  return new Hono<House>()
    .get('/', (c) => answerListings(c, kind))
    .get('/:id', async (c) => {
      const { db, actor } = c.var
      const merged = kind === 'place' ? await findMergedInto(db, actor, kind, c.req.param('id')) : undefined
      if (merged) return c.json({ mergedInto: merged.id }, 301, { location: addressOf(c, kind, merged.id) })
      return answer(c, c.req.param('id'))
    })
    .get('/:id/history', async (c) => {
      const { db, actor } = c.var
      const lines = await listListingHistory(db, actor, await getListing(db, actor, kind, c.req.param('id')))
      return jsonList(c, lines.map(entryJson), lines.length, null)
    })
    .post('/', async (c) => {
      const { db, actor, moment } = c.var
      permit(canAddListing(actor), 'listings.errors.add')
      const input = checkJson(c, listingForms[kind], await readJson(c))
      if (!canHold(actor, input.organizations, [])) throw wrongField(c, 'organizations', 'listings.errors.own')
      const add = async () => {
        const likely = await listLikelyListings(db, actor, kind, input)
        const found = { likely, despite: despiteOf(c.req.query('despite')) }
        if (await asks(db, actor.regionId, found, moment)) throw resembles(found.likely)
        return (await addListingDespite(db, actor, kind, input, found, moment)).id
      }
      return written(
        c,
        add,
        (id) => addressOf(c, kind, id),
        (id, status) => answer(c, id, status),
      )
    })
    .patch('/:id', async (c) => {
      const { db, actor, moment } = c.var
      const one = await find(c)
      const before = asListingInput(one)
      const input = checkJson(c, listingForms[kind], await readJson(c), before)
      if (!canHold(actor, input.organizations, before.organizations))
        throw wrongField(c, 'organizations', 'listings.errors.own')
      const change = (version: number) => changeListing(db, actor, { ...one, version }, input, moment)
      await fromVersion(c, one, change, () => readListing(c, kind, one.id))
      return answer(c, one.id)
    })
    .delete('/:id', async (c) => {
      await removeListing(c.var.db, c.var.actor, await find(c), c.var.moment)
      return gone(c)
    })
    .post('/:id/history/:entry/return', async (c) => {
      const { db, actor, moment } = c.var
      const one = await find(c)
      const bring = async () => {
        await bringListingBack(db, actor, one, c.req.param('entry'), one.version, moment)
        return one.id
      }
      return written(
        c,
        bring,
        (id) => addressOf(c, kind, id),
        (id) => answer(c, id),
        200,
      )
    })
    .post('/:id/restoration', async (c) => {
      const { db, actor, moment } = c.var
      const bring = async () => {
        const one = await getRemovedListing(db, actor, kind, c.req.param('id'))
        if (!canEditListing(actor, one)) throw problem(404)
        await restoreListing(db, actor, one, moment)
        return one.id
      }
      return written(
        c,
        bring,
        (id) => addressOf(c, kind, id),
        (id, status) => answer(c, id, status),
        200,
      )
    })
}

export const listingApi = new Hono<House>()
for (const kind of LISTING_KINDS) listingApi.route(`/${KINDS[kind].segment}`, apiOf(kind))

/** How the description names them. */
export const LISTING_NAMES: Record<ListingKind, { one: string; tag: string }> = {
  service: { one: 'a service', tag: 'Services' },
  resource: { one: 'a shared resource', tag: 'Shared resources' },
  group: { one: 'a user group', tag: 'User groups' },
  place: { one: 'a place', tag: 'Places' },
}

const docsOf = (kind: ListingKind): ApiDoc[] => {
  const { one, tag } = LISTING_NAMES[kind]
  const path = `/api/v1/{region}/${KINDS[kind].segment}`
  const response = listingSchema(kind)
  const body = listingForms[kind]
  return [
    {
      method: 'get',
      path,
      summary: `${tag} of a region`,
      tag,
      query: listingQuery(kind),
      response: listingListSchema(kind),
    },
    { method: 'get', path: `${path}/{id}`, summary: `Tells ${one}, by its id or slug`, tag, response },
    {
      method: 'get',
      path: `${path}/{id}/history`,
      summary: `What changed in ${one}, newest first`,
      tag,
      response: historySchema,
    },
    {
      method: 'post',
      path: `${path}/{id}/history/{entry}/return`,
      summary: 'Gives the fields of one change back what stood in them before it',
      tag,
      response,
    },
    {
      method: 'post',
      path,
      summary: `Adds ${one}`,
      tag,
      ...(kind === 'place' && { query: despiteQuery }),
      body,
      status: 201,
      response,
    },
    { method: 'patch', path: `${path}/{id}`, summary: `Changes the given fields of ${one}`, tag, body, response },
    {
      method: 'delete',
      path: `${path}/{id}`,
      summary: `Takes ${one} out of the directory; it can be brought back`,
      tag,
      status: 204,
      response: z.undefined(),
    },
    { method: 'post', path: `${path}/{id}/restoration`, summary: `Brings ${one} back`, tag, response },
  ]
}

export const listingApiDocs: ApiDoc[] = LISTING_KINDS.flatMap(docsOf)
