import { type Handler, Hono } from 'hono'
import { z } from 'zod'
import { paths } from '../paths.ts'
import { endOfDay, isTable, tableAnswer, wants } from '../platform/answers.ts'
import { permit, problem, unlessMissing } from '../platform/errors.ts'
import type { House, HouseContext } from '../platform/house.ts'
import { PAGE_SIZE, askedMany, askedPage, askedText, listAddress, readQuery } from '../platform/list-query.ts'
import { findMergedInto } from '../platform/mergings.ts'
import { readForm } from '../platform/parse-form.ts'
import { translationsOf } from '../platform/translations.ts'
import { document } from '../ui/layout.tsx'
import { href } from '../ui/page.ts'
import { answerListings, listingBase } from './listing-api.ts'
import { bringListingBack, listListingHistory } from './histories.ts'
import { HistoryPage } from './history-page.tsx'
import { removeListing, restoreListing } from './listing-changes.ts'
import { listingEditRoutes } from './listing-edit-routes.tsx'
import { KINDS, LISTING_KINDS, type ListingKind, filtersOf } from './listing-kinds.ts'
import { ListingPage } from './listing-page.tsx'
import { listingCells, listingColumns, listingLinkedData } from './listing-renderings.ts'
import { sayListingField, sayListingValue } from './listing-sayings.ts'
import {
  type Listing,
  type ListingFilter,
  countListingFacets,
  eachListing,
  getListing,
  getRemovedListing,
  listAtPlace,
  listListings,
  titleOf,
} from './listings.ts'
import { ListingsPage } from './listings-page.tsx'
import { getOrganization } from './organizations.ts'
import { canEditListing } from './rules.ts'
import { newFormKey } from '../platform/request-keys.ts'

/** So many changes stand on a page. */
const LATELY = 4

/** A page of one listing; an address with an earlier slug, or the id of one that has a slug, leads to the present one. */
export const withListing =
  (kind: ListingKind, answer: (c: HouseContext, listing: Listing) => Promise<Response>): Handler<House> =>
  async (c) => {
    const asked = c.req.param('slug') ?? ''
    const { slug } = c.var.region
    const isRead = kind === 'place' && c.req.method === 'GET'
    const merged = isRead ? await findMergedInto(c.var.db, c.var.actor, kind, asked) : undefined
    if (merged) return c.redirect(href(c.var.page, paths.listing(slug, KINDS[kind].segment, merged.id)), 301)
    const listing = await getListing(c.var.db, c.var.actor, kind, asked)
    const now = listing.slug ?? listing.id
    if (now === asked || c.req.method === 'POST') return answer(c, listing)
    const rest = c.var.page.path.slice(paths.listing(slug, KINDS[kind].segment, asked).length)
    return c.redirect(href(c.var.page, paths.listing(slug, KINDS[kind].segment, now) + rest), 301)
  }

/** Services, resources, groups and places: the same pages for each. */
export const listingRoutes = new Hono<House>()
for (const kind of LISTING_KINDS) listingRoutes.route(`/${KINDS[kind].segment}`, routesOf(kind))

function routesOf(kind: ListingKind) {
  return new Hono<House>()
    .get('/', (c) => {
      const format = wants(c)
      if (format === 'json') return answerListings(c, kind)
      return isTable(format) ? tableList(c, kind) : listPage(c, kind)
    })
    .route('/', listingEditRoutes(kind, withListing))
    .get('/:slug', withListing(kind, profilePage))
    .get('/:slug/history', withListing(kind, historyPage))
    .post(
      '/:slug/history/:entry/return',
      withListing(kind, async (c, listing) => {
        permit(canEditListing(c.var.actor, listing), 'listings.errors.edit')
        const { _version } = await readForm(c)
        const version = Number(_version) || listing.version
        await bringListingBack(c.var.db, c.var.actor, listing, c.req.param('entry') ?? '', version, c.var.moment)
        return toListing(c, listing, 'returned')
      }),
    )
    .post(
      '/:slug/removal',
      withListing(kind, async (c, listing) => {
        permit(canEditListing(c.var.actor, listing), 'listings.errors.edit')
        await removeListing(c.var.db, c.var.actor, listing, c.var.moment)
        const list = paths.listings(c.var.region.slug, KINDS[kind].segment)
        return c.redirect(href(c.var.page, listAddress(list, {}, { removed: listing.slug ?? listing.id })), 303)
      }),
    )
    .post('/:slug/restoration', async (c) => {
      const { db, actor, moment } = c.var
      const listing = await getRemovedListing(db, actor, kind, c.req.param('slug'))
      if (!canEditListing(actor, listing)) throw problem(404)
      await restoreListing(db, actor, listing, moment)
      return toListing(c, listing, 'restored')
    })
}

const toListing = (c: HouseContext, { kind, slug, id }: Listing, done: string) =>
  c.redirect(href(c.var.page, `${paths.listing(c.var.region.slug, KINDS[kind].segment, slug ?? id)}?done=${done}`), 303)

/** What the list of a kind reads from its address. */
const queryOf = (kind: ListingKind) =>
  z.object({
    q: askedText(),
    organization: askedText(),
    page: askedPage,
    removed: askedText(),
    ...Object.fromEntries(filtersOf(kind).map((name) => [name, askedMany()])),
  })

function readAsked(c: HouseContext, kind: ListingKind) {
  const { q, organization, page, removed, ...chosen } = readQuery(c, queryOf(kind))
  return { q, organization, page, removed, chosen: chosen as ListingFilter['chosen'] }
}

async function listPage(c: HouseContext, kind: ListingKind): Promise<Response> {
  const { db, actor, page, region } = c.var
  const { removed, ...asked } = readAsked(c, kind)
  const part = { offset: (asked.page - 1) * PAGE_SIZE, limit: PAGE_SIZE }
  const [found, facets, organization] = await Promise.all([
    listListings(db, actor, kind, asked, part),
    countListingFacets(db, actor, kind, asked),
    asked.organization === '' ? null : getOrganization(db, actor, asked.organization).catch(unlessMissing),
  ])
  if (found.items.length === 0 && found.total > 0) {
    const { page: _page, chosen, ...rest } = asked
    const list = paths.listings(region.slug, KINDS[kind].segment)
    return c.redirect(href(page, listAddress(list, { ...rest, ...chosen })), 303)
  }
  const params = ['q', 'organization', 'page', ...filtersOf(kind)]
  c.set('cached', { params, freshUntil: endOfDay(region.timeZone, c.var.moment.at) })
  c.header('vary', 'accept')
  const view = {
    page,
    kind,
    asked,
    facets,
    organization,
    removed: removed || undefined,
    formKey: newFormKey(c.var.moment),
    ...found,
  }
  return c.html(document(<ListingsPage {...view} />))
}

/** The whole list, whatever page was looked at. */
function tableList(c: HouseContext, kind: ListingKind): Response {
  const { db, actor, region } = c.var
  const base = listingBase(c, kind)
  const all = eachListing(db, actor, kind, readAsked(c, kind))
  const rows = async function* () {
    for await (const one of all) yield listingCells(one, base)
  }
  return tableAnswer(c, `${region.slug}-${KINDS[kind].segment}`, listingColumns(kind), rows())
}

async function profilePage(c: HouseContext, listing: Listing): Promise<Response> {
  const { db, actor, page, region, moment, rooms } = c.var
  const panels = rooms.flatMap((room) => room.listingPanels ?? []).toSorted((a, b) => a.order - b.order)
  const [lines, translations, here, parts] = await Promise.all([
    listListingHistory(db, actor, listing),
    translationsOf(db, region.id, listing.id),
    listing.kind === 'place' ? listAtPlace(db, actor, listing.id) : [],
    Promise.all(panels.map((panel) => panel.render(db, actor, listing, page))),
  ])
  const jsonLd = listing.visibility === 'public' ? listingLinkedData(listing, listingBase(c, listing.kind)) : undefined
  c.set('cached', { params: [], freshUntil: endOfDay(region.timeZone, moment.at) })
  const view = {
    page,
    listing,
    translations,
    here,
    parts,
    lately: lines.slice(0, LATELY),
    formKey: newFormKey(c.var.moment),
    jsonLd,
  }
  return c.html(document(<ListingPage {...view} done={c.req.query('done')} />))
}

async function historyPage(c: HouseContext, listing: Listing): Promise<Response> {
  const { db, actor, page, region } = c.var
  const { kind, version } = listing
  const [{ segment }, slug] = [KINDS[kind], listing.slug ?? listing.id]
  const name = titleOf(listing) || page.t(`listings.one.${kind}`)
  const crumbs = [
    { label: page.t(`listings.many.${kind}`), path: paths.listings(region.slug, segment) },
    { label: name, path: paths.listing(region.slug, segment, slug) },
  ]
  const to = (entry: string) => paths.listingReturn(region.slug, segment, slug, entry)
  const back = canEditListing(actor, listing) ? { to, version, formKey: newFormKey(c.var.moment) } : undefined
  const words = {
    sayField: (field: string) => sayListingField(page, kind, field),
    sayValue: (field: string, value: unknown) => sayListingValue(page, kind, field, value),
  }
  const lines = await listListingHistory(db, actor, listing)
  return c.html(document(<HistoryPage {...{ page, name, crumbs, lines, back }} {...words} />))
}
