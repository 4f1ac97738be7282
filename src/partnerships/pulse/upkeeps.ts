import { systemActor } from '../../platform/actor.ts'
import { dayIn } from '../../platform/days.ts'
import type { Db } from '../../platform/db.ts'
import { eachApart } from '../../platform/each-apart.ts'
import type { Moment } from '../../platform/moment.ts'
import { findRegionById } from '../../region/regions.ts'
import { closePulse, remindPulse } from './pulse-changes.ts'
import { getPulse } from './pulses.ts'
import { isHalfway } from './rules.ts'

/** Rounds whose last day is over end; those that are halfway remind, once, whoever has not answered. */
export async function tendPulses(db: Db, moment: Moment) {
  const rows = await db
    .selectFrom('pulses')
    .select(['region_id', 'id', 'partnership_id as partnershipId', 'begun_on as begunOn', 'until_day as until'])
    .select('reminded_at as remindedAt')
    .where('closed_on', 'is', null)
    .orderBy('region_id')
    .orderBy('id')
    .execute()
  await eachApart(rows, 'Not every pulse could be tended.', async (row) => {
    const region = await findRegionById(db, row.region_id)
    if (!region) return
    const actor = systemActor(region.id)
    const today = dayIn(region.timeZone, moment.at)
    if (today > row.until) return closePulse(db, actor, region, row, moment)
    if (row.remindedAt !== null || !isHalfway(row, today)) return
    // A partnership that was taken away asks nobody.
    const pulse = await getPulse(db, actor, null, row.id).catch(() => null)
    if (pulse) await remindPulse(db, actor, pulse, moment, true)
  })
}
