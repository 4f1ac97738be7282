import { type Actor, organizationsWith } from '../platform/actor.ts'

/** Whoever speaks for an organization knows others that belong on the map. */
export const canAddOrganization = (actor: Actor) => actor.coordinates || organizationsWith(actor, 'speak').length > 0

export const canEditOrganization = (actor: Actor, organization: { id: string }) =>
  actor.coordinates || organizationsWith(actor, 'speak').includes(organization.id)

/** Taking an organization off the map concerns all that hangs on it. */
export const canRemoveOrganization = (actor: Actor) => actor.coordinates

/** What a file said beside our fields may hold anything, so that only those who can mend it see it. */
export const canSeeExtra = (actor: Actor, organization: { id: string }) => canEditOrganization(actor, organization)

/** A file can say anything of anybody. */
export const canImport = (actor: Actor) => actor.coordinates

/** What changed may be looked at by whoever could have seen it at the time: what is public now was perhaps typed in private. */
export const couldSee = (actor: Actor, visibility: string, organization: { id: string }) =>
  visibility === 'public' || (visibility === 'region' && actor.member) || canEditOrganization(actor, organization)
