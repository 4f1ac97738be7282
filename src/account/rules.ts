import { type Actor, organizationsWith, ownOrganizations } from '../platform/actor.ts'
import type { Visibility } from '../platform/records.ts'

/** What people see of mandates: bundles of them. */
export const ACCESS = ['viewer', 'representative', 'leader', 'coordinator'] as const
export type Access = (typeof ACCESS)[number]

export const canManageMembers = (actor: Actor) => actor.coordinates

/** People of a region are seen by those who belong to it. */
export const canListPeople = (actor: Actor) => actor.member

/** Whoever speaks for an organization may add the people they work with. */
export const canAddPerson = (actor: Actor) => actor.coordinates || organizationsWith(actor, 'speak').length > 0

/** Somebody who does not coordinate adds people of their own organization only. */
export const canAddPersonOf = (actor: Actor, organizationId: string | null) =>
  actor.coordinates || (organizationId !== null && organizationsWith(actor, 'speak').includes(organizationId))

export const canEditPerson = (actor: Actor) => actor.coordinates

/** What others than coordinators learn of a person, each only as far as that person agreed. */
export const PERSON_FIELDS = ['name', 'position', 'email', 'phone'] as const
export type PersonField = (typeof PERSON_FIELDS)[number]

/** How far what somebody agreed to reaches now, by field; a field that is missing is for coordinators. */
export type Agreed = Partial<Record<PersonField, Visibility>>

const REACH: readonly Visibility[] = ['circle', 'region', 'public']

/** The one of two that fewer see. */
export const narrower = (one: Visibility, other: Visibility): Visibility =>
  REACH[Math.min(REACH.indexOf(one), REACH.indexOf(other))]!

/** How far a field is seen: as far as was agreed to for it, and never further than the person is listed. */
export const reachOf = (person: { visibility: Visibility; agreed: Agreed }, field: PersonField): Visibility => {
  const agreed = field === 'name' ? person.visibility : (person.agreed[field] ?? 'circle')
  return narrower(agreed, person.visibility)
}

/**
 * Whether a field of a person is shown to somebody: the only place that decides it. Coordinators see all of it, oneself
 * too; members what was agreed to for the region; everybody what was agreed to for the public.
 */
export function canSee(
  actor: Actor,
  person: { id: string; visibility: Visibility; agreed: Agreed },
  field: PersonField,
): boolean {
  if (actor.coordinates || actor.personId === person.id) return true
  const reach = reachOf(person, field)
  return reach === 'public' || (reach === 'region' && actor.member)
}

/** Notes about a person are for those who coordinate. */
const canReadNote = (actor: Actor) => actor.coordinates

/** A person with nothing in them that this actor may not know. */
export const asSeenBy = <
  P extends { id: string; visibility: Visibility; agreed: Agreed; email: string | null; phone: string | null },
>(
  actor: Actor,
  person: P,
): P => ({
  ...person,
  email: canSee(actor, person, 'email') ? person.email : null,
  phone: canSee(actor, person, 'phone') ? person.phone : null,
  ...('note' in person && !canReadNote(actor) && { note: '' }),
})

/** Why a coordinator erases somebody. It is chosen, not written: what is written could name them again. */
export const REASONS = ['asked', 'gone', 'mistake'] as const
export type Reason = (typeof REASONS)[number]

/** Erasing cannot be undone: it is for those who answer for the region. */
export const canErasePerson = (actor: Actor) => actor.coordinates

/** Whoever holds a mandate of their own to speak for an organization may lend it for a while. */
export const canLend = (actor: Actor) => actor.personId !== null && ownOrganizations(actor, 'speak').length > 0

/** What is lent ends when whoever lent it, got it or answers for the region wants so. */
export const canEndDelegation = (actor: Actor, { by, to }: { by: { id: string }; to: { id: string } }) =>
  actor.coordinates || actor.personId === by.id || actor.personId === to.id
