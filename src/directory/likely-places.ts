import { sql } from 'kysely'
import { addedDespite } from '../journal/proposals.ts'
import { type Actor, systemActor } from '../platform/actor.ts'
import { type Db, inTransaction, visible } from '../platform/db.ts'
import { firstOf, type Found, type Likely } from '../platform/likely.ts'
import type { Moment } from '../platform/moment.ts'
import { alikeAmong, type Suspicion } from '../platform/pairs.ts'
import { addListing } from './listing-changes.ts'
import type { ListingInput } from './listing-forms.ts'
import type { ListingKind } from './listing-kinds.ts'
import { weigher } from './name-words.ts'
import {
  type ComparablePlace,
  comparablePlace,
  comparePlaces,
  type DescribedPlace,
  placeKeys,
  type PlaceReason,
} from './place-likenesses.ts'

/** The kind of the proposal that two places may be one. */
export const DUPLICATE_PLACE = 'duplicate-place'

interface Candidate extends ComparablePlace {
  id: string
}

/** Places as far as somebody sees them: all of a region, or those of one organization. */
async function candidates(db: Db, actor: Actor, organization?: string): Promise<Candidate[]> {
  const rows = await db
    .selectFrom('places as p')
    .innerJoin('records', (on) => on.onRef('records.region_id', '=', 'p.region_id').onRef('records.id', '=', 'p.id'))
    .select(['p.id', 'p.organization_id', 'p.kind', 'p.name', 'p.street', 'p.city', 'p.postal_code'])
    .select(['p.latitude', 'p.longitude'])
    .where('p.region_id', '=', actor.regionId)
    .where(visible(actor))
    .$if(organization !== undefined, (query) =>
      query.where(sql<boolean>`p.organization_id is not distinct from ${organization || null}::uuid`),
    )
    .orderBy('p.id')
    .execute()
  return rows.map(({ id, organization_id: owner, postal_code: postalCode, ...row }) => ({
    id,
    ...comparablePlace({ ...row, organization: owner ?? '', postalCode }),
  }))
}

/** What a place is called in a list: its name, or its address. */
const titled = ({ name, street, city }: DescribedPlace) => name || street || city

/** Places that this actor sees and one of which may be the one that somebody is about to add; of other kinds none is sought. */
export async function listLikelyListings(
  db: Db,
  actor: Actor,
  kind: ListingKind,
  input: ListingInput,
): Promise<Likely[]> {
  if (kind !== 'place') return []
  const one = comparablePlace(asDescribed(input))
  const all = await candidates(db, actor, one.organization)
  const weigh = weigher([one.name, ...all.map(({ name }) => name)])
  return firstOf(
    all.map(({ id, ...other }) => ({ id, name: titled(other), reasons: comparePlaces(one, other, weigh) })),
  )
}

function asDescribed({ organizations, ...input }: ListingInput): DescribedPlace {
  const text = (field: string) => String(input[field] ?? '')
  const number = (field: string) => (typeof input[field] === 'number' ? input[field] : null)
  return {
    organization: organizations[0] ?? '',
    kind: text('kind'),
    name: text('name'),
    street: text('street'),
    city: text('city'),
    postalCode: text('postalCode'),
    latitude: number('latitude'),
    longitude: number('longitude'),
  }
}

/** Puts a listing into the directory, and keeps what it is not; coordinators are asked about those too that its writer does not see. */
export const addListingDespite = (
  db: Db,
  actor: Actor,
  kind: ListingKind,
  input: ListingInput,
  found: Found,
  moment: Moment,
) =>
  inTransaction(db, async (trx) => {
    const all = actor.coordinates
      ? found.likely
      : await listLikelyListings(trx, systemActor(actor.regionId), kind, input)
    const made = await addListing(trx, actor, kind, input, moment)
    await addedDespite(trx, actor, DUPLICATE_PLACE, made.id, { ...found, likely: all }, moment)
    return made
  })

/** Pairs of places of a region that may be one. For coordinators. */
export async function placeSuspicions(db: Db, actor: Actor): Promise<Suspicion<PlaceReason>[]> {
  const all = await candidates(db, actor)
  const weigh = weigher(all.map(({ name }) => name))
  return alikeAmong(all, placeKeys, (a, b) => comparePlaces(a, b, weigh))
}

/** Why these two may be one place; nothing where too little speaks for it. */
export async function whyOnePlace(db: Db, actor: Actor, ids: readonly [string, string]): Promise<PlaceReason[]> {
  const all = await candidates(db, actor)
  const [a, b] = ids.map((id) => all.find((one) => one.id === id))
  return a && b ? comparePlaces(a, b, weigher(all.map(({ name }) => name))) : []
}
