import type { Level } from '../forms.ts'

/** How several leads share a role; or that nobody needs to lead it here. */
export const WAYS = ['audience', 'place', 'stage'] as const
export type Way = (typeof WAYS)[number] | 'left-out'

/**
 * How a role stands: one partner leads it; nobody leads it though somebody plays a part; several lead it; several lead it and
 * say how they share it; nobody plays any part; nobody needs to.
 */
export const STATES = ['led', 'gap', 'overlap', 'shared', 'unplayed', 'left-out'] as const
export type RoleState = (typeof STATES)[number]

/** Who holds a role how, by the party. */
export interface Hold {
  party: string
  level: Level
}

/** What was agreed of a role, with the part of each lead. */
export interface Agreed {
  how: Way
  shares: readonly { party: string }[]
}

export const leadsOf = (holds: readonly Hold[]): string[] =>
  holds.filter(({ level }) => level === 'lead').map(({ party }) => party)

/** An agreement holds as long as exactly those lead whom it names. */
export function agreementHolds(agreed: Agreed, leads: readonly string[]): boolean {
  if (agreed.how === 'left-out') return leads.length === 0
  const named = new Set(agreed.shares.map(({ party }) => party))
  return leads.length > 1 && named.size === leads.length && leads.every((party) => named.has(party))
}

/** How a role stands among the partners of today. */
export function stateOf(holds: readonly Hold[], agreed: Agreed | null): RoleState {
  const leads = leadsOf(holds)
  const isAgreed = agreed !== null && agreementHolds(agreed, leads)
  if (leads.length === 1) return 'led'
  if (leads.length > 1) return isAgreed ? 'shared' : 'overlap'
  if (isAgreed) return 'left-out'
  return holds.length === 0 ? 'unplayed' : 'gap'
}

/** What waits for a word of the partners. */
export const isWarning = (state: RoleState) => state === 'gap' || state === 'overlap'
