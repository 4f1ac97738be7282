import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { type Db, visibleId } from '../platform/db.ts'
import { firstOf, type Likely } from '../platform/likely.ts'
import { alikeAmong, type Suspicion } from '../platform/pairs.ts'
import { comparePersons, type DescribedPerson, personKeys, type PersonReason } from './person-likenesses.ts'
import { listPersonsSeen } from './persons.ts'
import { canSee } from './rules.ts'

/** The kind of the proposal that two persons may be one. */
export const DUPLICATE_PERSON = 'duplicate-person'

interface Candidate extends DescribedPerson {
  id: string
}

/** People as far as somebody sees them, as they are compared: what they may not know of them is not compared either. */
async function candidates(db: Db, actor: Actor): Promise<Candidate[]> {
  const [people, positions] = await Promise.all([listPersonsSeen(db, actor), placesOfWork(db, actor)])
  return people.map((one) => ({
    id: one.id,
    name: one.name,
    email: one.email,
    phone: one.phone,
    organizations: canSee(actor, one, 'position') ? (positions.get(one.id) ?? []) : [],
  }))
}

async function placesOfWork(db: Db, actor: Actor): Promise<Map<string, string[]>> {
  const rows = await db
    .selectFrom('positions as q')
    .select(['q.person_id', sql<string[]>`array_agg(q.organization_id)`.as('organizations')])
    .where('q.region_id', '=', actor.regionId)
    .where(actor.coordinates ? sql<boolean>`true` : visibleId(actor, 'q.organization_id'))
    .groupBy('q.person_id')
    .execute()
  return new Map(rows.map((row) => [row.person_id, row.organizations]))
}

/** People whom this actor sees and one of whom may be the one that somebody is about to add. */
export async function listLikelyPersons(db: Db, actor: Actor, one: DescribedPerson): Promise<Likely[]> {
  const all = await candidates(db, actor)
  return firstOf(all.map(({ id, ...other }) => ({ id, name: other.name, reasons: comparePersons(one, other) })))
}

/** Pairs of people of a region who may be one. For coordinators. */
export async function personSuspicions(db: Db, actor: Actor): Promise<Suspicion<PersonReason>[]> {
  return alikeAmong(await candidates(db, actor), personKeys, comparePersons)
}

/** Why these two may be one person; nothing where too little speaks for it. */
export async function whyOnePerson(db: Db, actor: Actor, ids: readonly [string, string]): Promise<PersonReason[]> {
  const all = await candidates(db, actor)
  const [a, b] = ids.map((id) => all.find((one) => one.id === id))
  return a && b ? comparePersons(a, b) : []
}
