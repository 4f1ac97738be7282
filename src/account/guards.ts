import type { Actor } from '../platform/actor.ts'
import type { HouseContext } from '../platform/house.ts'
import type { Guard } from '../platform/live.ts'
import type { Clock } from '../platform/moment.ts'
import { actorOf } from './actors.ts'

/** Whether whoever watches still may, by their account, with the mandates that they have when they are asked again. */
export const guardOf = (
  { var: { db, account, region } }: HouseContext,
  clock: Clock,
  may: (actor: Actor) => boolean | Promise<boolean>,
): Guard => ({
  name: `account ${account?.accountId}`,
  may: async () => account !== null && may(await actorOf(db, region, account, clock().at)),
})
