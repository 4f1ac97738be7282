import type { Target } from '../targets.ts'
import type { World } from '../world.ts'
import { aLentRoom } from './booking-targets.ts'

/** A lent room with a booking that has something nasty in each of its texts. */
export async function stingBookings(w: World, stung: Map<string, Target>, { long }: { long: string }) {
  const room = await aLentRoom({ ...w, region: w.ours, ground: w.grounds.riverbend }, 'public')
  stung.set('lent', room)
  const booking = await w.aTarget('booking', 'public')
  await w.db
    .updateTable('bookings')
    .set({ purpose: long.slice(0, 300), why: long.slice(0, 300) })
    .execute()
  stung.set('booking', booking)
}
