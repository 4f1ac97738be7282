import type { Actor } from '../../platform/actor.ts'

/** Coordinators move what the layout got wrong, and pin it for everybody. */
export const canPin = (actor: Actor) => actor.coordinates
