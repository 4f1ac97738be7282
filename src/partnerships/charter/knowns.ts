import { sql } from 'kysely'
import { type Colleague, listColleagues } from '../../account/colleagues.ts'
import { inForce } from '../../account/mandates.ts'
import { everything, type Listing, listListings, titleOf } from '../../directory/listings.ts'
import { getOrganization, type Organization } from '../../directory/organizations.ts'
import { hasEnded } from '../../network/periods.ts'
import { listTiesOf } from '../../network/tie-lists.ts'
import type { Tie } from '../../network/ties.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import type { CommitmentKind } from '../forms.ts'

/** What the directory knows of an organization that a charter could say, as this actor may see it. */
export interface Known {
  organization: Organization
  resources: Listing[]
  services: Listing[]
  ties: Tie[]
}

export async function knownOf(db: Db, actor: Actor, organizationId: string, today: string): Promise<Known> {
  const of = { ...everything, organization: organizationId }
  const part = { offset: 0, limit: 20 }
  const [organization, resources, services, ties] = await Promise.all([
    getOrganization(db, actor, organizationId),
    listListings(db, actor, 'resource', of, part),
    listListings(db, actor, 'service', of, part),
    listTiesOf(db, actor, organizationId),
  ])
  const current = ties.filter((tie) => !hasEnded(tie, today) && tie.state !== 'disputed')
  return { organization, resources: resources.items, services: services.items, ties: current }
}

/** Something it has that it could bring. */
export interface Offer {
  kind: CommitmentKind
  what: string
}

const KIND_OF: Record<string, CommitmentKind> = { room: 'space', equipment: 'equipment', kit: 'equipment' }

/** What an organization has that it could bring: its shared resources, spaces, open data, and people with a skill. */
export function offersOf({ organization, resources }: Known): Offer[] {
  const offers: Offer[] = [
    ...resources.map((one): Offer => ({ kind: KIND_OF[String(one.facts['kind'])] ?? 'equipment', what: titleOf(one) })),
    ...organization.spaces.map((what): Offer => ({ kind: 'space', what })),
    ...(organization.openData ? [{ kind: 'data' as const, what: organization.openData }] : []),
    ...organization.skills.map((what): Offer => ({ kind: 'hours', what })),
  ]
  return [...new Map(offers.map((one) => [`${one.kind} ${one.what.toLowerCase()}`, one])).values()]
}

/** What one organization has and the other has not: whom it reaches, what it can. */
export interface Lacked {
  from: string
  audiences: string[]
  skills: string[]
}

/** What the others have that this one has not. */
export function lackedBy(mine: Organization, others: readonly Organization[]): Lacked[] {
  const has = (all: readonly string[]) => new Set(all.map((one) => one.toLowerCase()))
  const [audiences, skills] = [has(mine.audiences), has(mine.skills)]
  return others
    .map((other) => ({
      from: other.name,
      audiences: other.audiences.filter((one) => !audiences.has(one.toLowerCase())),
      skills: other.skills.filter((one) => !skills.has(one.toLowerCase())),
    }))
    .filter((one) => one.audiences.length + one.skills.length > 0)
}

/** Ties among these organizations. */
export function tiesAmong(all: readonly Known[]): Tie[] {
  const ids = new Set(all.map(({ organization }) => organization.id))
  const ties = all.flatMap((one) => one.ties).filter((tie) => tie.sides.every((side) => ids.has(side.id)))
  return [...new Map(ties.map((tie) => [tie.id, tie])).values()]
}

/** Others with whom several of these, or one of them well, work already: who could join. */
export function neighboursOf(all: readonly Known[], most = 6): { id: string; name: string; with: string[] }[] {
  const ids = new Set(all.map(({ organization }) => organization.id))
  const found = new Map<string, { id: string; name: string; with: Set<string>; strength: number }>()
  for (const { organization, ties } of all)
    for (const tie of ties) {
      const other = tie.sides.find((side) => side.id !== organization.id)!
      if (ids.has(other.id)) continue
      const known = found.get(other.id) ?? { id: other.id, name: other.name, with: new Set<string>(), strength: 0 }
      known.with.add(organization.name)
      known.strength = Math.max(known.strength, tie.strength ?? 1)
      found.set(other.id, known)
    }
  return [...found.values()]
    .toSorted((a, b) => b.with.size - a.with.size || b.strength - a.strength || a.name.localeCompare(b.name, 'en'))
    .slice(0, most)
    .map(({ id, name, with: among }) => ({ id, name, with: [...among] }))
}

/** Places where these work: their counties, the towns of their places. */
export const placesOf = (all: readonly Known[]): string[] => [
  ...new Set(
    all.flatMap(({ organization }) => [
      ...organization.serviceCounties,
      ...organization.places.map((place) => place.city).filter(Boolean),
    ]),
  ),
]

/** People of an organization, and who of them speaks or signs for it today. */
export interface Staff {
  people: Colleague[]
  speaks: string[]
  signs: string[]
}

export async function staffOf(db: Db, actor: Actor, organizationId: string, today: string): Promise<Staff> {
  const [people, rows] = await Promise.all([
    listColleagues(db, actor, organizationId, today),
    db
      .selectFrom('mandates as m')
      .select(['m.person_id as id', sql<string>`m.what`.as('what')])
      .where('m.region_id', '=', actor.regionId)
      .where('m.organization_id', '=', organizationId)
      .where('m.what', 'in', ['speak', 'sign'])
      .where(inForce('m', today))
      .execute(),
  ])
  const seen = new Set(people.map(({ id }) => id))
  const having = (what: string) => [
    ...new Set(rows.filter((row) => row.what === what && seen.has(row.id)).map(({ id }) => id)),
  ]
  return { people, speaks: having('speak'), signs: having('sign') }
}

/** Where just one person speaks for an organization without signing for it, they do the work; where one signs, they lead. */
export const likelyPeople = ({ speaks, signs }: Staff): { contact: string | null; leader: string | null } => {
  const working = speaks.filter((id) => !signs.includes(id))
  return { contact: working.length === 1 ? working[0]! : null, leader: signs.length === 1 ? signs[0]! : null }
}
