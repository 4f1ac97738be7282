import { type Actor, organizationsWith } from '../../platform/actor.ts'
import { isPartner } from '../rules.ts'

/** Who may know how much a partner has used in all. */
export const SHARINGS = ['own', 'partners', 'region'] as const
export type Sharing = (typeof SHARINGS)[number]

interface Of {
  organization: { id: string }
}
interface Together {
  parties: readonly (Of & { leftOn: string | null })[]
}

/** Hours of single people are seen inside their organization only: not by other partners, and not by the region's coordinators. */
export const seesPeoplesHours = (actor: Actor, party: Of) => actor.organizationIds.includes(party.organization.id)

/** How much a partner used in all is told to whom it says. */
export const seesHours = (actor: Actor, partnership: Together, party: Of, shared: Sharing) =>
  seesPeoplesHours(actor, party) ||
  (shared === 'region' && actor.member) ||
  (shared === 'partners' && (actor.coordinates || isPartner(actor, partnership)))

/** What is promised is read in the charter by those who belong to the region. */
export const seesPromises = (actor: Actor) => actor.member

/** Whoever speaks for a partner writes down the hours of its people; for nobody else does anybody, be they coordinators. */
export const keepsHours = (actor: Actor, party: Of) => organizationsWith(actor, 'speak').includes(party.organization.id)

/** One's own hours one writes down oneself. */
export const canLogFor = (actor: Actor, party: Of, line: { personId: string | null }) =>
  keepsHours(actor, party) || (line.personId !== null && line.personId === actor.personId)
