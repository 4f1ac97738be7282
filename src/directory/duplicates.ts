import { sql } from 'kysely'
import { DUPLICATE_PERSON, personSuspicions } from '../account/likely-persons.ts'
import { addedDespite, pairOf, propose } from '../journal/proposals.ts'
import { type Actor, systemActor } from '../platform/actor.ts'
import { type Db, inTransaction, visible, visibleId } from '../platform/db.ts'
import type { Moment } from '../platform/moment.ts'
import { alikeAmong, type Suspicion } from '../platform/pairs.ts'
import { phoneKey } from '../platform/plain-words.ts'
import { firstOf, type Found, type Likely } from '../platform/likely.ts'
import { addressKey, comparable, compare, type Described, hostKey, type LikenessReason } from './likenesses.ts'
import type { OrganizationInput } from './forms.ts'
import { createOrganization } from './organization-changes.ts'
import { DUPLICATE_PLACE, placeSuspicions } from './likely-places.ts'
import { nameKey, weigher, wordsOf } from './name-words.ts'

export const DUPLICATE = 'duplicate'

/** An organization as it is compared. */
export interface Candidate extends Described {
  id: string
  /** The organization that it belongs to. */
  parentId?: string | null
}

/** So many suspicions are enough for once: whoever decided some looks again. */
const MOST = 1000

/**
 * Looks for organizations, people and places of which two may be one, and proposes to look at those that nobody was asked
 * about yet. Returns how many are new.
 */
export async function proposeDuplicates(db: Db, regionId: string, moment: Moment): Promise<number> {
  const actor = systemActor(regionId)
  const found: [kind: string, pairs: Suspicion[]][] = [
    [DUPLICATE, suspicionsAmong(await candidates(db, actor))],
    [DUPLICATE_PERSON, await personSuspicions(db, actor)],
    [DUPLICATE_PLACE, await placeSuspicions(db, actor)],
  ]
  const suggestions = found.flatMap(([kind, pairs]) =>
    pairs.slice(0, MOST).map(({ a, b, reasons }) => pairOf(kind, a, b, reasons)),
  )
  return inTransaction(db, (trx) => propose(trx, regionId, suggestions, moment))
}

/** Organizations that this actor sees and that may be the one that somebody is about to add. */
export async function listLikely(db: Db, actor: Actor, one: Described): Promise<Likely[]> {
  const all = await candidates(db, actor)
  const weigh = weigher([one.name, ...all.map(({ name }) => name)])
  const wanted = comparable(one)
  return firstOf(
    all.map(({ id, name, slug, ...rest }) => ({
      id,
      name,
      slug,
      reasons: compare(wanted, comparable({ name, ...rest }), weigh),
    })),
  )
}

/** Adds an organization, and keeps what it is not; coordinators are asked about those too that its writer does not see. */
export const createDespite = (db: Db, actor: Actor, input: OrganizationInput, found: Found, moment: Moment) =>
  inTransaction(db, async (trx) => {
    // Before it is there, since it is like itself.
    const likely = actor.coordinates ? found.likely : await listLikely(trx, systemActor(actor.regionId), input)
    const made = await createOrganization(trx, actor, input, moment)
    await addedDespite(trx, actor, DUPLICATE, made.id, { ...found, likely }, moment)
    return made
  })

/** Organizations as far as somebody sees them, as they are compared. */
async function candidates(db: Db, actor: Actor): Promise<(Candidate & { slug: string })[]> {
  const rows = await db
    .selectFrom('organizations as o')
    .innerJoin('records', (on) => on.onRef('records.region_id', '=', 'o.region_id').onRef('records.id', '=', 'o.id'))
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('places as p')
          .select(['p.street', 'p.city', 'p.postal_code'])
          .whereRef('p.region_id', '=', 'o.region_id')
          .whereRef('p.organization_id', '=', 'o.id')
          .where('p.street', '<>', '')
          .where(actor.coordinates ? sql<boolean>`true` : visibleId(actor, 'p.id'))
          .orderBy('p.id')
          .limit(1)
          .as('at'),
      (on) => on.onTrue(),
    )
    .select(['o.id', 'o.name', 'o.other_names', 'o.website', 'o.phone', 'at.street', 'at.city', 'at.postal_code'])
    .select([
      sql<string>`records.slug`.as('slug'),
      'o.parent_id as parentId',
      sql<string[]>`array(select i.scheme || ':' || i.value from identifiers i
        where i.region_id = o.region_id and i.record_id = o.id)`.as('identifiers'),
    ])
    .where('o.region_id', '=', actor.regionId)
    .where(visible(actor))
    .orderBy(sql`o.id`)
    .execute()
  return rows.map(({ other_names: otherNames, postal_code: postalCode, street, city, ...row }) => ({
    ...row,
    otherNames,
    street: street ?? '',
    city: city ?? '',
    postalCode: postalCode ?? '',
  }))
}

/** Pairs of organizations that are alike, those with the most reasons first. */
export function suspicionsAmong(all: readonly Candidate[]): Suspicion<LikenessReason>[] {
  const weigh = weigher(all.map((one) => one.name))
  const prepared = new Map(all.map((one) => [one, comparable(one)]))
  const isPart = (one: Candidate, whole: Candidate) => one.parentId === whole.id
  return alikeAmong(all, keysOf, (a, b) =>
    isPart(a, b) || isPart(b, a) ? [] : compare(prepared.get(a)!, prepared.get(b)!, weigh),
  )
}

/** What one has in common with those it may be the same as: a word with a letter left out forgives a slip of it. */
function keysOf(one: Candidate): Set<string> {
  const names = [one.name, ...(one.otherNames ?? [])]
  const words = names.flatMap(wordsOf)
  const slips = words
    .filter((word) => word.length >= 5)
    .flatMap((word) => [...word].map((_, n) => `s:${word.slice(0, n)}${word.slice(n + 1)}`))
  const proofs = [
    ['h', hostKey(one.website)],
    ['p', phoneKey(one.phone)],
    ['a', addressKey(one)],
  ].flatMap(([kind, key]) => (key === undefined ? [] : [`${kind}:${key}`]))
  return new Set([
    ...names.map((name) => `n:${nameKey(name)}`),
    ...words.map((word) => `w:${word}`),
    ...words.map((word) => `s:${word}`),
    ...slips,
    ...proofs,
  ])
}
