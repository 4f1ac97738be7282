import type { Actor } from '../platform/actor.ts'

/** Who did what, also of what is private or gone, is for those who answer for the region. */
export const canAudit = (actor: Actor) => actor.coordinates
