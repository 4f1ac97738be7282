import { sql } from 'kysely'
import { addedDespite, pairOf, propose, type Suggestion } from '../journal/proposals.ts'
import { type Actor, systemActor } from '../platform/actor.ts'
import { type Db, inTransaction, visible, visibleId } from '../platform/db.ts'
import type { Moment } from '../platform/moment.ts'
import { firstOf, type Found, type Likely } from '../platform/likely.ts'
import { addressKey, comparable, compare, type Described, hostKey, type LikenessReason } from './likenesses.ts'
import type { OrganizationInput } from './forms.ts'
import { createOrganization } from './organization-changes.ts'
import { nameKey, phoneKey, weigher, wordsOf } from './name-words.ts'

export const DUPLICATE = 'duplicate'

/** An organization as it is compared. */
export interface Candidate extends Described {
  id: string
}
export interface Suspicion {
  a: string
  b: string
  reasons: LikenessReason[]
}

/** A word of so many names tells nobody apart; nobody compares all with all. */
const CROWD = 40
/** So many suspicions are enough for once: whoever decided some looks again. */
const MOST = 1000

/** Looks for organizations that may be one, and proposes to look at those that nobody was asked about yet. Returns how many are new. */
export async function proposeDuplicates(db: Db, regionId: string, moment: Moment): Promise<number> {
  const suspicions = suspicionsAmong(await candidates(db, systemActor(regionId)))
  const suggestions = suspicions.slice(0, MOST).map(({ a, b, reasons }) => suspicionOf({ id: a }, { id: b }, reasons))
  return inTransaction(db, (trx) => propose(trx, regionId, suggestions, moment))
}

/** The suggestion that two are one; which is named first does not matter. */
export const suspicionOf = (a: { id: string }, b: { id: string }, reasons: LikenessReason[] = []): Suggestion =>
  pairOf(DUPLICATE, a.id, b.id, reasons)

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

/** Adds an organization, and keeps what it is not. */
export const createDespite = (db: Db, actor: Actor, input: OrganizationInput, found: Found, moment: Moment) =>
  inTransaction(db, async (trx) => {
    const made = await createOrganization(trx, actor, input, moment)
    await addedDespite(trx, actor, DUPLICATE, made.id, found, moment)
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
    .select(sql<string>`records.slug`.as('slug'))
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

/** Pairs that are alike, those with the most reasons first. Only those are compared that share something that few share. */
export function suspicionsAmong(all: readonly Candidate[]): Suspicion[] {
  const weigh = weigher(all.map((one) => one.name))
  const prepared = new Map(all.map((one) => [one, comparable(one)]))
  const found = new Map<string, Suspicion>()
  for (const group of blocksOf(all).values()) {
    if (group.length < 2 || group.length > CROWD) continue
    for (const [n, a] of group.entries())
      for (const b of group.slice(n + 1)) {
        const key = a.id < b.id ? `${a.id} ${b.id}` : `${b.id} ${a.id}`
        if (a.id === b.id || found.has(key)) continue
        found.set(key, { a: a.id, b: b.id, reasons: compare(prepared.get(a)!, prepared.get(b)!, weigh) })
      }
  }
  return [...found.values()]
    .filter(({ reasons }) => reasons.length > 0)
    .toSorted((x, y) => y.reasons.length - x.reasons.length)
}

function blocksOf(all: readonly Candidate[]): Map<string, Candidate[]> {
  const blocks = new Map<string, Candidate[]>()
  for (const one of all)
    for (const key of keysOf(one)) {
      const block = blocks.get(key)
      if (block) block.push(one)
      else blocks.set(key, [one])
    }
  return blocks
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
