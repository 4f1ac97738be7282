import type { Actor } from '../platform/actor.ts'

/** An archive holds what is private to every circle, so that only those get it who see all of it anyway. */
export const canExport = (actor: Actor) => actor.coordinates
