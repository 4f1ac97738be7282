import { type Handler, Hono } from 'hono'
import { listChoices } from '../account/positions.ts'
import { paths } from '../paths.ts'
import { organizationsWith } from '../platform/actor.ts'
import { permit } from '../platform/errors.ts'
import type { House, HouseContext } from '../platform/house.ts'
import { asks, bothSay, despiteOf, type Likely, withTyped } from '../platform/likely.ts'
import { type FormState, type Parsed, type Typed, readForm, sayIssues } from '../platform/parse-form.ts'
import { cameLate } from '../platform/records.ts'
import type { Difference } from '../ui/conflict.tsx'
import { KnownPage } from '../ui/known-page.tsx'
import { document } from '../ui/layout.tsx'
import { href } from '../ui/page.ts'
import { addListingDespite, listLikelyListings } from './likely-places.ts'
import { changeListing } from './listing-changes.ts'
import { ListingFormPage } from './listing-form-page.tsx'
import { type ListingInput, listingForms } from './listing-forms.ts'
import { KINDS, type ListingKind } from './listing-kinds.ts'
import { differingListingFields, sayListingField } from './listing-sayings.ts'
import { type Listing, asListingInput, getListing, listPlacesOf, titleOf } from './listings.ts'
import { type Choice, whoIsNamed } from '../account/organization-names.ts'
import { canAddListing, canEditListing, canHold } from './rules.ts'
import type { Told } from './translation-page.tsx'
import { takeTranslation, translationPage } from './translation-routes.tsx'
import { listingOriginal } from './translations.ts'
import { newFormKey } from '../platform/request-keys.ts'

type WithListing = (
  kind: ListingKind,
  answer: (c: HouseContext, listing: Listing) => Promise<Response>,
) => Handler<House>

/** Making, changing and translating listings of a kind. */
export const listingEditRoutes = (kind: ListingKind, withListing: WithListing) =>
  new Hono<House>()
    .get('/new', async (c) => {
      permit(canAddListing(c.var.actor), 'listings.errors.add')
      const mine = organizationsWith(c.var.actor, 'speak')
      const organizations = c.req.query('organization') ?? (c.var.actor.coordinates ? '' : (mine[0] ?? ''))
      return formPage(c, kind, { values: { organizations, visibility: 'region', lang: c.var.page.lang }, errors: {} })
    })
    .post('/', async (c) => {
      const { db, actor, page, region, moment } = c.var
      permit(canAddListing(actor), 'listings.errors.add')
      const form = await readListing(c, kind)
      if (!form.ok) return formPage(c, kind, form, { status: 422 })
      if (form.typed['same']) return knownPage(c, await getListing(db, actor, kind, String(form.typed['same'])), form)
      const likely = await listLikelyListings(db, actor, kind, form.value)
      const found = { likely, despite: despiteOf(form.typed['despite']) }
      if (await asks(db, actor.regionId, found, moment))
        return formPage(c, kind, { values: form.typed, errors: {} }, { likely, status: 409 })
      const { id, slug } = await addListingDespite(db, actor, kind, form.value, found, moment)
      const to = paths.listing(region.slug, KINDS[kind].segment, slug ?? id)
      return c.redirect(href(page, `${to}?done=created`), 303)
    })
    .get(
      '/:slug/edit',
      withListing(kind, async (c, listing) => {
        permit(canEditListing(c.var.actor, listing), 'listings.errors.edit')
        return formPage(c, kind, { values: asTyped(asListingInput(listing)), errors: {} }, { listing })
      }),
    )
    .post(
      '/:slug/edit',
      withListing(kind, async (c, listing) => {
        const { db, actor, page, region, moment } = c.var
        permit(canEditListing(actor, listing), 'listings.errors.edit')
        const form = await readListing(c, kind, listing)
        if (!form.ok) return formPage(c, kind, form, { listing, status: 422 })
        const read = { ...listing, version: Number(form.typed['_version']) || 0 }
        if (await cameLate(changeListing(db, actor, read, form.value, moment))) return conflictPage(c, listing, form)
        const now = await getListing(db, actor, kind, listing.id)
        const to = paths.listing(region.slug, KINDS[kind].segment, now.slug ?? now.id)
        return c.redirect(href(page, `${to}?done=changed`), 303)
      }),
    )
    .get(
      '/:slug/translation',
      withListing(kind, async (c, listing) => {
        permit(canEditListing(c.var.actor, listing), 'listings.errors.edit')
        return translationPage(c, toldOf(c, listing))
      }),
    )
    .post(
      '/:slug/translation',
      withListing(kind, async (c, listing) => {
        permit(canEditListing(c.var.actor, listing), 'listings.errors.edit')
        const told = toldOf(c, listing)
        return (await takeTranslation(c, told)) ?? c.redirect(href(c.var.page, `${told.at}?done=translated`), 303)
      }),
    )

/** A listing as it is translated. */
function toldOf({ var: { actor, page, region } }: HouseContext, listing: Listing): Told {
  const { segment } = KINDS[listing.kind]
  return {
    original: listingOriginal(actor, listing),
    at: paths.listing(region.slug, segment, listing.slug ?? listing.id),
    crumbs: [{ label: page.t(`listings.many.${listing.kind}`), path: paths.listings(region.slug, segment) }],
    sayField: (field) => sayListingField(page, listing.kind, field),
  }
}

interface FormPage {
  listing?: Listing
  status?: 200 | 409 | 422
  differences?: Difference[]
  /** It was meant to be another one, and is the one that is changed here. */
  isKnown?: boolean
  likely?: readonly Likely[]
}

/** Whose something may be: a coordinator may say anybody; who speaks for some, those, and whose it is already. */
async function choicesFor({ var: { db, actor } }: HouseContext, listing?: Listing): Promise<Choice[]> {
  const all = await listChoices(db, actor)
  if (actor.coordinates) return all
  const mine = [...organizationsWith(actor, 'speak'), ...(listing?.organizations ?? []).map(({ id }) => id)]
  return all.filter(({ id }) => mine.includes(id))
}

const linesIn = (typed: Typed, field: string) => [typed[field] ?? ''].flat().flatMap((text) => text.split('\n'))

async function formPage(c: HouseContext, kind: ListingKind, form: FormState, { status = 200, ...rest }: FormPage = {}) {
  const { db, actor, page } = c.var
  const choices = await choicesFor(c, rest.listing)
  const { ids } = whoIsNamed(choices, linesIn(form.values, 'organizations'))
  const places = KINDS[kind].hasPlace ? await listPlacesOf(db, actor, ids) : []
  const view = { page, kind, choices, places, form, formKey: newFormKey(c.var.moment), ...rest }
  return c.html(document(<ListingFormPage {...view} />), status)
}

/** Both versions, with what was typed in the form: saved again, it is a change of the version that stands there now. */
async function conflictPage(c: HouseContext, { kind, id }: Listing, form: Parsed<ListingInput> & { ok: true }) {
  const listing = await getListing(c.var.db, c.var.actor, kind, id)
  const differences = differingListingFields(c.var.page, kind, form.value, asListingInput(listing))
  return formPage(c, kind, { values: form.typed, errors: {} }, { listing, differences, status: 409 })
}

/** The one that somebody was about to add again: its form with what they typed, or both side by side for whoever may not change it. */
async function knownPage(c: HouseContext, listing: Listing, form: Parsed<ListingInput> & { ok: true }) {
  const { actor, page, region } = c.var
  const { kind, id } = listing
  const there = asTyped(asListingInput(listing))
  const says = (of: string[]) => differingListingFields(page, kind, form.value, asListingInput(listing), of)
  if (canEditListing(actor, listing)) {
    const differences = says(bothSay(there, form.typed))
    const values = withTyped(there, form.typed)
    return formPage(c, kind, { values, errors: {} }, { listing, differences, isKnown: true, status: 409 })
  }
  const differences = says(Object.keys(there).filter((field) => String(form.typed[field] ?? '') !== ''))
  const path = paths.listing(region.slug, KINDS[kind].segment, listing.slug ?? id)
  const name = titleOf(listing) || page.t(`listings.one.${kind}`)
  return c.html(document(<KnownPage {...{ page, name, path, differences }} room="organizations" />), 409)
}

/** What was typed, checked by the schema of its kind and the names of the organizations that may be chosen. */
async function readListing(c: HouseContext, kind: ListingKind, before?: Listing): Promise<Parsed<ListingInput>> {
  const { db, actor, page } = c.var
  const typed = await readForm(c)
  const choices = await choicesFor(c, before)
  const { ids, unknown } = whoIsNamed(choices, linesIn(typed, 'organizations'))
  const read = listingForms[kind].safeParse({ ...typed, organizations: ids })
  const isMine = canHold(actor, ids, before?.organizations.map(({ id }) => id) ?? [])
  const places = read.success && read.data.place !== '' ? await listPlacesOf(db, actor, ids) : []
  const errors: Record<string, string[]> = {
    ...(!isMine && { organizations: [page.t('listings.errors.own')] }),
    ...(!read.success && sayIssues(read.error, page.t)),
    ...(unknown.length > 0 && { organizations: [page.t('listings.errors.unknown', { names: unknown.join(', ') })] }),
  }
  if (!read.success || Object.keys(errors).length > 0) return { ok: false, values: typed, errors }
  // The place of an organization that was chosen before is none of the one that is chosen now.
  const place = places.some(({ id }) => id === read.data.place) ? read.data.place : ''
  return { ok: true, value: { ...read.data, place }, typed }
}

/** A listing as its form shows it. */
const asTyped = (input: ListingInput): Typed =>
  Object.fromEntries(
    Object.entries(input).map(([name, value]) => [name, Array.isArray(value) ? value : String(value ?? '')]),
  )
