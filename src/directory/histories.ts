import { type FeedLine, listFeed } from '../journal/feeds.ts'
import type { Actor } from '../platform/actor.ts'
import type { Db } from '../platform/db.ts'
import { problem } from '../platform/errors.ts'
import type { Moment } from '../platform/moment.ts'
import { circleMembers } from '../platform/records.ts'
import { organizationForm } from './forms.ts'
import { changeListing } from './listing-changes.ts'
import { listingForms } from './listing-forms.ts'
import { type Listing, asListingInput } from './listings.ts'
import { changeOrganization } from './organization-changes.ts'
import { type Organization, asInput } from './organizations.ts'
import { canEditListing, canEditOrganization, couldSee } from './rules.ts'

/** So far back a history is shown. */
const MOST = 500

/** What changed in an organization, newest first, as far as this actor could have seen it when it was done. */
export async function listHistory(db: Db, actor: Actor, organization: Organization): Promise<FeedLine[]> {
  const lines = await listFeed(db, actor, { recordId: organization.id, limit: MOST })
  return seenThen(actor, organization.visibility, canEditOrganization(actor, organization), lines)
}

/** What changed in a listing, newest first, as far as this actor could have seen it when it was done. */
export async function listListingHistory(db: Db, actor: Actor, listing: Listing): Promise<FeedLine[]> {
  const lines = await listFeed(db, actor, { recordId: listing.id, limit: MOST })
  // Who booked it when stands in its calendar.
  const changes = lines.filter(({ verb }) => !verb.startsWith('booking.') || verb === 'booking.terms-set')
  return seenThen(actor, listing.visibility, canEditListing(actor, listing), changes)
}

/** Walks back through the visibility that a record had until now; both sides of a change must have been visible. */
export function seenThen<L extends { changes: Record<string, unknown> }>(
  actor: Actor,
  now: string,
  mayEdit: boolean,
  newestFirst: L[],
): L[] {
  let visibility = now
  return newestFirst.filter(({ changes }) => {
    const after = couldSee(actor, visibility, mayEdit)
    const [before] = Array.isArray(changes['visibility']) ? (changes['visibility'] as unknown[]) : []
    if (typeof before === 'string') visibility = before
    return after && couldSee(actor, visibility, mayEdit)
  })
}

/** Who may see it is chosen, never brought back by the way. */
const NOT_BROUGHT_BACK = ['visibility', 'circle']

/** Fields of a change with what stood in them before it. */
export const earlierValues = (line: FeedLine): Record<string, unknown> =>
  !line.verb.endsWith('.changed')
    ? {}
    : Object.fromEntries(
        Object.entries(line.changes).flatMap(([field, change]) =>
          Array.isArray(change) && change.length === 2 && !NOT_BROUGHT_BACK.includes(field) ? [[field, change[0]]] : [],
        ),
      )

/** Gives a listing back what stood in the fields of one change before it was made. */
export async function bringListingBack(
  db: Db,
  actor: Actor,
  listing: Listing,
  entryId: string,
  version: number,
  moment: Moment,
) {
  const line = (await listListingHistory(db, actor, listing)).find((one) => one.id === entryId)
  const values = line ? earlierValues(line) : {}
  if (Object.keys(values).length === 0) throw problem(404)
  const input = listingForms[listing.kind].safeParse({ ...asListingInput(listing), ...values })
  if (!input.success) throw problem(422, 'directory.errors.cannotReturn')
  await changeListing(db, actor, { ...listing, version }, input.data, moment)
}

/** Gives an organization back what stood in the fields of one change before it was made. */
export async function bringBack(
  db: Db,
  actor: Actor,
  organization: Organization,
  entryId: string,
  version: number,
  moment: Moment,
) {
  const line = (await listHistory(db, actor, organization)).find((one) => one.id === entryId)
  const values = line ? earlierValues(line) : {}
  if (Object.keys(values).length === 0) throw problem(404)
  const circle = await circleMembers(db, actor.regionId, organization.circleId)
  const input = organizationForm.safeParse({ ...asInput(organization, circle), ...values })
  if (!input.success) throw problem(422, 'directory.errors.cannotReturn')
  await changeOrganization(db, actor, { ...organization, version }, input.data, moment)
}
