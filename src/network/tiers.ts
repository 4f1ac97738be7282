import { type Actor, memberActor, publicActor, systemActor } from '../platform/actor.ts'

/** For whom the network is counted and drawn, from what they may all see: no figure of the public betrays a private tie. */
export const TIERS = ['public', 'region', 'coordinator'] as const
export type Tier = (typeof TIERS)[number]

/** The tier somebody reads: what only their own circle sees is in no figure. */
export const tierOf = (actor: Actor): Tier => (actor.coordinates ? 'coordinator' : actor.member ? 'region' : 'public')

/** Who sees just what everybody of a tier sees. */
export function tierActor(regionId: string, tier: Tier): Actor {
  if (tier === 'public') return publicActor(regionId)
  if (tier === 'coordinator') return systemActor(regionId)
  const mandates = [{ what: 'view' as const, organizationId: null }]
  return { ...memberActor({ regionId, accountId: null, personId: '', name: '', mandates }), personId: null, name: null }
}
