import { type Actor, organizationsWith } from '../../platform/actor.ts'

/** Coordinators introduce any two; who speaks for one of the two introduces it itself, or says that it had rather not. */
export const canIntroduce = (actor: Actor, pair: readonly { id: string }[]) =>
  actor.coordinates || pair.some(({ id }) => organizationsWith(actor, 'speak').includes(id))
