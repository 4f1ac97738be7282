import type { Actor } from '../../platform/actor.ts'
import type { Asks } from './forms.ts'

/** A meeting adds to what the whole region sees. */
export const canConvene = (actor: Actor) => actor.coordinates

/** Whether phones can still come in and add. */
export const isOpen = (meeting: { closesAt: Date; closedAt: Date | null }, now: Date) =>
  meeting.closedAt === null && now < meeting.closesAt

export const asksFor = (meeting: { asks: Asks }, what: 'organizations' | 'ties') =>
  meeting.asks === 'both' || meeting.asks === what
