import { type Actor, organizationsWith } from '../platform/actor.ts'

/** Whoever speaks for an organization knows others that belong on the map. */
export const canAddOrganization = (actor: Actor) => actor.coordinates || organizationsWith(actor, 'speak').length > 0

export const canEditOrganization = (actor: Actor, organization: { id: string }) =>
  actor.coordinates || organizationsWith(actor, 'speak').includes(organization.id)

/** Taking an organization off the map concerns all that hangs on it. */
export const canRemoveOrganization = (actor: Actor) => actor.coordinates

export const canImport = (actor: Actor) => actor.coordinates
