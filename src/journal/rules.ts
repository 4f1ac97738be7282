import type { Actor } from '../platform/actor.ts'

/** Who did what, also of what is private or gone, is for those who answer for the region. */
export const canAudit = (actor: Actor) => actor.coordinates

/** What is proposed for the region is decided by those who answer for it. */
export const canDecide = (actor: Actor) => actor.coordinates

/** What leaves for programs of others is up to those who answer for the region. */
export const canSendAway = (actor: Actor) => actor.coordinates
