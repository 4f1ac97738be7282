import { type Actor, organizationsWith } from '../../platform/actor.ts'
import type { OpenTo } from './forms.ts'

interface Owned {
  organizations: readonly { id: string }[]
}

/** Whose a resource is says when and by whom it is booked, and answers who asks; a coordinator may in its name. */
export const canTend = (actor: Actor, resource: Owned) =>
  actor.coordinates || resource.organizations.some(({ id }) => organizationsWith(actor, 'speak').includes(id))

/** For which organizations somebody may book: those they speak for, as far as the owner lends to them. */
export function bookersOf(
  actor: Actor,
  resource: Owned,
  terms: { openTo: OpenTo },
  partnerIds: readonly string[],
): string[] {
  const owners = resource.organizations.map(({ id }) => id)
  return organizationsWith(actor, 'speak').filter(
    (id, n, all) =>
      all.indexOf(id) === n && (terms.openTo === 'region' || owners.includes(id) || partnerIds.includes(id)),
  )
}

/** Whoever speaks for the organization that booked takes it back, and so does who tends the resource. */
export const canCancel = (actor: Actor, resource: Owned, booking: { organization: { id: string } | null }) =>
  canTend(actor, resource) ||
  (booking.organization !== null && organizationsWith(actor, 'speak').includes(booking.organization.id))

/** Who booked is shown to those who belong to the region; everybody else learns what is taken. */
export const seesBookers = (actor: Actor) => actor.member
