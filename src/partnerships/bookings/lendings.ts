import { getListing, type Listing } from '../../directory/listings.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import { problem, unlessMissing } from '../../platform/errors.ts'
import { partnershipsOf } from '../partnership-lists.ts'
import { currentParties, getPartnership } from '../partnerships.ts'
import { type Terms, termsOf } from './booking-terms.ts'
import { bookersOf, canTend } from './rules.ts'

interface Choice {
  id: string
  name: string
}

/** A resource with the terms on which it is lent, and what this reader can do with it. */
export interface Lending {
  resource: {
    id: string
    slug: string
    name: string
    lang: string
    /** Its terms in the owner's own words. */
    terms: string
    organizations: Choice[]
  }
  terms: Terms | null
  /** The partnership whose partners may book, where the reader may see it. */
  lentTo: { slug: string; name: string } | null
  /** Organizations for which the reader may book. */
  organizations: Choice[]
  /** Partnerships for which they may book it. */
  partnerships: Choice[]
  /** Partnerships of the owner, and the one whose partners may book. */
  ownPartnerships: Choice[]
}

/** The resource of this address with its terms, as this actor may see both. Throws NotFound. */
export async function lendingOf(db: Db, actor: Actor, slugOrId: string): Promise<Lending> {
  const listing = await getListing(db, actor, 'resource', slugOrId)
  const terms = await termsOf(db, actor.regionId, listing.id)
  const [lentTo, owned] = await Promise.all([
    terms?.partnershipId ? partnershipIfSeen(db, actor, terms.partnershipId) : null,
    actor.member ? partnershipsOfAll(db, actor, listing.organizations) : [],
  ])
  const own = lentTo && !owned.some(({ id }) => id === lentTo.id) ? [...owned, lentTo] : owned
  const partners = lentTo ? currentParties(lentTo).map(({ organization }) => organization) : []
  const resource = asResource(listing)
  const mine = terms
    ? bookersOf(
        actor,
        resource,
        terms,
        partners.map(({ id }) => id),
      )
    : []
  const names = await organizationNames(db, actor, mine)
  // What is lent to the whole region is booked for whatever partnership the booker is in.
  const booked = terms?.openTo === 'region' ? await partnershipsOfAll(db, actor, names) : own
  const theirs = booked.filter((one) => currentParties(one).some(({ organization }) => mine.includes(organization.id)))
  return {
    resource,
    terms,
    lentTo: lentTo && { slug: lentTo.slug, name: lentTo.name },
    organizations: names,
    partnerships: theirs.map(({ id, name }) => ({ id, name })),
    ownPartnerships: own.map(({ id, name }) => ({ id, name })),
  }
}

/** The same for whoever may look at its calendar: all while it is lent, before that whose it is. Throws NotFound. */
export async function shownLending(db: Db, actor: Actor, slugOrId: string): Promise<Lending> {
  const lending = await lendingOf(db, actor, slugOrId)
  checkShown(actor, lending)
  return lending
}

/** The resource alone, for whoever may look at its calendar. Throws NotFound. */
export async function lentResource(db: Db, actor: Actor, slugOrId: string): Promise<Lending['resource']> {
  const resource = asResource(await getListing(db, actor, 'resource', slugOrId))
  checkShown(actor, { resource, terms: await termsOf(db, actor.regionId, resource.id) })
  return resource
}

/** The resource of this id; null where it is nothing that is lent, or not theirs to see. */
export const lentResourceIfSeen = (db: Db, actor: Actor, id: string): Promise<Lending['resource'] | null> =>
  lentResource(db, actor, id).catch(unlessMissing)

function checkShown(actor: Actor, { resource, terms }: Pick<Lending, 'resource' | 'terms'>) {
  if (!terms && !canTend(actor, resource)) throw problem(404)
}

const asResource = ({ id, slug, lang, facts, organizations }: Listing): Lending['resource'] => ({
  id,
  slug: slug ?? id,
  name: String(facts['name'] ?? ''),
  lang,
  terms: String(facts['terms'] ?? ''),
  organizations: organizations.map((one) => ({ id: one.id, name: one.name })),
})

const partnershipIfSeen = (db: Db, actor: Actor, id: string) => getPartnership(db, actor, id).catch(unlessMissing)

async function partnershipsOfAll(db: Db, actor: Actor, organizations: readonly { id: string }[]) {
  const all = await Promise.all(organizations.map(({ id }) => partnershipsOf(db, actor, id)))
  return [...new Map(all.flat().map((one) => [one.id, one])).values()]
}

async function organizationNames(db: Db, actor: Actor, ids: string[]): Promise<Choice[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('organizations')
    .select(['id', 'name'])
    .where('region_id', '=', actor.regionId)
    .where('id', 'in', ids)
    .orderBy('name')
    .execute()
  return rows
}
