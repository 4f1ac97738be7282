import { announce, deliverDue, type Post } from '../src/journal/deliveries.ts'
import { findRegionById } from '../src/region/regions.ts'
import type { house } from './house.ts'

/** Sends everything that is due; the mail that came last to an address. */
export function letters(h: Awaited<ReturnType<typeof house>>) {
  const post: Post = {
    db: h.db,
    mail: h.parts.mail,
    rooms: h.parts.rooms,
    clock: h.clock,
    origin: 'http://localhost:4000',
    regionById: findRegionById,
  }
  return async (email: string) => {
    await announce(post)
    await deliverDue(post)
    return h.mailbox.findLast((one) => one.to.address === email)
  }
}
