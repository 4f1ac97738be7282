import { type Actor, organizationsWith } from '../platform/actor.ts'

/** As much of a partnership as rules look at. */
interface Together {
  parties: readonly { organization: { id: string }; leftOn: string | null }[]
}

const partnersOf = ({ parties }: Together) =>
  parties.filter((party) => party.leftOn === null).map((party) => party.organization.id)

const speaksFor = (actor: Actor, organizationId: string) => organizationsWith(actor, 'speak').includes(organizationId)

/** Whoever speaks for an organization may propose that others work with it. */
export const canPropose = (actor: Actor) => actor.coordinates || organizationsWith(actor, 'speak').length > 0

/** Coordinators, and whoever speaks for a partner of today, write the charter and all that hangs on it. */
export const canWorkOn = (actor: Actor, partnership: Together) =>
  actor.coordinates || partnersOf(partnership).some((id) => speaksFor(actor, id))

/** Belongs to a partner of today, whatever their mandate. */
export const isPartner = (actor: Actor, partnership: Together) =>
  partnersOf(partnership).some((id) => actor.organizationIds.includes(id))

/** What one partner says of itself is said by who speaks for it, or by a coordinator in its name. */
export const speaksForParty = (actor: Actor, party: { organization: { id: string } }) =>
  actor.coordinates || speaksFor(actor, party.organization.id)

/** Signing is the leader's: not even a coordinator signs for somebody. */
export const canSignFor = (actor: Actor, party: { organization: { id: string } }) =>
  organizationsWith(actor, 'sign').includes(party.organization.id)

/** Who is contact or leader of a partner is told to those who belong to the region; each name as far as that person agreed. */
export const knowsPeople = (actor: Actor) => actor.member

/** Whoever speaks for an organization sees to it that what its people hold is taken by somebody; or the coordinator. */
export const canHandOver = (actor: Actor, organization: { id: string }) =>
  actor.coordinates || speaksFor(actor, organization.id)

/** Taking a partnership away concerns all that hangs on it: the coordinator, or who speaks for every partner. */
export const canRemovePartnership = (actor: Actor, partnership: Together) =>
  actor.coordinates ||
  (partnersOf(partnership).length > 0 && partnersOf(partnership).every((id) => speaksFor(actor, id)))
