import { type Actor, organizationsWith } from '../../platform/actor.ts'

/** What an organization gained or gave is said by who speaks for it, or by a coordinator in its name. */
export const canWriteEntry = (actor: Actor, organization: { id: string }) =>
  actor.coordinates || organizationsWith(actor, 'speak').includes(organization.id)

/** Whoever speaks for anybody has something to write down. */
export const canWriteEntries = (actor: Actor) => actor.coordinates || organizationsWith(actor, 'speak').length > 0

/** How few people came is known to those who belong to whoever counted them. */
export const readsExactly = (actor: Actor, organization: { id: string }) =>
  actor.organizationIds.includes(organization.id)
