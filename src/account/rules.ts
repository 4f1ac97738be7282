import { type Actor, organizationsWith } from '../platform/actor.ts'

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

/** How to reach somebody who has not agreed to be listed is known to coordinators and themselves. */
export const canReach = (actor: Actor, person: { id: string; visibility: string }) =>
  actor.coordinates || actor.personId === person.id || person.visibility !== 'circle'

/** Notes about a person are for those who coordinate. */
export const canReadNote = (actor: Actor) => actor.coordinates

/** Why a coordinator erases somebody. It is chosen, not written: what is written could name them again. */
export const REASONS = ['asked', 'gone', 'mistake'] as const
export type Reason = (typeof REASONS)[number]

/** Erasing cannot be undone: it is for those who answer for the region. */
export const canErasePerson = (actor: Actor) => actor.coordinates
