import type { Child } from 'hono/jsx'
import { paths } from '../../paths.ts'
import { type Actor, organizationsWith } from '../../platform/actor.ts'
import { dayIn } from '../../platform/days.ts'
import type { Db } from '../../platform/db.ts'
import type { ListingPanel } from '../../platform/room.ts'
import { type Page, href } from '../../ui/page.ts'
import { currentParties, type Partnership } from '../partnerships.ts'
import { askedOf, lentBy, useOf } from './bookings.ts'
import { termsOf } from './booking-terms.ts'
import { LentResources, ResourceBooking } from './lending-panel.tsx'
import { canTend } from './rules.ts'

/** On the page of a resource: whether and when it can be booked. */
export const resourcePanel: ListingPanel['render'] = async (db, actor, listing, page) => {
  if (listing.kind !== 'resource') return null
  const terms = await termsOf(db, actor.regionId, listing.id)
  const tends = canTend(actor, listing)
  return terms || tends ? <ResourceBooking page={page} resource={listing} terms={terms} tends={tends} /> : null
}

/** On the partnership's own page: what its partners lend, and how much of it was used for it. */
export async function lentPanel(db: Db, actor: Actor, partnership: Partnership, page: Page): Promise<Child | null> {
  const parties = currentParties(partnership)
  const ids = parties.map(({ organization }) => organization.id)
  const [lent, use] = await Promise.all([lentBy(db, actor, ids), useOf(db, actor, partnership.id, page.now)])
  return lent.length === 0 && use.length === 0 ? null : <LentResources {...{ page, parties, lent, use }} />
}

/** Bookings that await an answer of an organization this actor speaks for. */
export async function bookingsWaiting(db: Db, actor: Actor, region: { slug: string; timeZone: string }, page: Page) {
  const { n, first } = await askedOf(db, actor, organizationsWith(actor, 'speak'), page.now)
  if (!first || first.slug === null) return null
  const month = dayIn(region.timeZone, first.startsAt).slice(0, 7)
  const path = `${paths.bookings(region.slug, first.slug)}?month=${month}`
  return { label: page.t('bookings.waiting', { n }), href: href(page, path) }
}
