import { addListing } from '../../src/directory/listing-changes.ts'
import { listingForms } from '../../src/directory/listing-forms.ts'
import { book } from '../../src/partnerships/bookings/booking-changes.ts'
import { setTerms } from '../../src/partnerships/bookings/booking-terms.ts'
import { termsForm } from '../../src/partnerships/bookings/forms.ts'
import type { Visibility } from '../../src/platform/records.ts'
import { nextWeek } from '../days.ts'
import type { Making, Target } from '../targets.ts'

let count = 0

/** A room of the organization that `inside` and `leader` speak for, lent to the region. */
export async function aLentRoom(made: Making, visibility: Visibility, asks: 'yes' | 'no' = 'no'): Promise<Target> {
  const owner = { id: made.ground.anchor.id }
  const facts = { name: `Room ${(count += 1)}`, kind: 'room', organizations: [owner.id], visibility }
  const { db, region } = made
  const added = await addListing(db, region.system, 'resource', listingForms.resource.parse(facts), made.clock())
  const terms = { openTo: 'region', asks, timeZone: 'America/New_York', days: ['1', '2', '3', '4', '5', '6', '7'] }
  const resource = { id: added.id, organizations: [owner] }
  await setTerms(db, region.system, resource, termsForm.parse(terms), made.clock())
  return { id: added.id, slug: added.slug ?? added.id, region: region.slug, more: {} }
}

/** A booking of it by another organization, which waits for an answer. */
async function aBooking(made: Making, visibility: Visibility): Promise<Target> {
  const target = await aLentRoom(made, visibility, 'yes')
  const day = nextWeek(made.time.now)
  const wanted = { from: `${day}T14:00`, until: `${day}T15:00`, purpose: 'A class', lang: 'en' as const }
  const resource = { id: target.id, organizations: [{ id: made.ground.anchor.id }] }
  const whose = { organizationId: made.ground.other.id, partnershipId: null }
  const { id } = await book(made.db, made.region.system, resource, { ...wanted, ...whose }, made.clock())
  return { ...target, more: { booking: id } }
}

/** What of bookings an address can name. */
export const BOOKING_MAKERS = {
  lent: (made: Making, visibility: Visibility) => aLentRoom(made, visibility),
  booking: aBooking,
}
