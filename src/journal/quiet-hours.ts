import type { Db } from '../platform/db.ts'
import { hourIn } from '../platform/days.ts'

/** From an hour of the day until another, 0 to 23; over midnight where the second is smaller. */
export interface QuietHours {
  from: number
  until: number
}

/** When somebody of a region wants no mail; undefined when it may always come. */
export const quietHoursOf = (db: Db, regionId: string, personId: string): Promise<QuietHours | undefined> =>
  db
    .selectFrom('quiet_hours')
    .select(['from_hour as from', 'until_hour as until'])
    .where('region_id', '=', regionId)
    .where('person_id', '=', personId)
    .executeTakeFirst()

/** Sets when somebody wants no mail, instead of what was set before. */
export async function setQuietHours(db: Db, regionId: string, personId: string, hours: QuietHours | null) {
  if (!hours) {
    const before = db.deleteFrom('quiet_hours').where('region_id', '=', regionId)
    await before.where('person_id', '=', personId).execute()
    return
  }
  const set = { from_hour: hours.from, until_hour: hours.until }
  await db
    .insertInto('quiet_hours')
    .values({ region_id: regionId, person_id: personId, ...set })
    .onConflict((on) => on.columns(['region_id', 'person_id']).doUpdateSet(set))
    .execute()
}

const isQuiet = ({ from, until }: QuietHours, hour: number) =>
  from < until ? hour >= from && hour < until : hour >= from || hour < until

/** Every time zone is a whole number of these away from the others. */
const STEP = 15 * 60_000

/** When it is loud again in a time zone; null when it is not quiet. Right also on days of 23 and 25 hours. */
export function endOfQuiet(hours: QuietHours, timeZone: string, at: Date): Date | null {
  if (!isQuiet(hours, hourIn(timeZone, at))) return null
  let end = new Date(Math.floor(at.getTime() / STEP) * STEP + STEP)
  while (isQuiet(hours, hourIn(timeZone, end))) end = new Date(end.getTime() + STEP)
  return end
}
