import { dayIn } from '../platform/days.ts'
import type { Db } from '../platform/db.ts'

/** Whether somebody who joined coordinates the region: from then on it is theirs, and the installation invites nobody. */
export async function hasCoordinator(db: Db, regionId: string): Promise<boolean> {
  const row = await db
    .selectFrom('mandates as m')
    .innerJoin('memberships as s', (on) =>
      on.onRef('s.region_id', '=', 'm.region_id').onRef('s.person_id', '=', 'm.person_id').on('s.ended_at', 'is', null),
    )
    .select('m.id')
    .where('m.region_id', '=', regionId)
    .where('m.what', '=', 'coordinate')
    .where('m.organization_id', 'is', null)
    .where('m.ended_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

/** Persons who coordinate a region and came in. */
export async function listCoordinators(db: Db, regionId: string, at: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('mandates as m')
    .innerJoin('memberships as s', (on) =>
      on.onRef('s.region_id', '=', 'm.region_id').onRef('s.person_id', '=', 'm.person_id').on('s.ended_at', 'is', null),
    )
    .innerJoin('regions as g', 'g.region_id', 'm.region_id')
    .select(['m.person_id as id', 'm.from_day as from', 'm.until_day as until', 'g.time_zone as timeZone'])
    .where('m.region_id', '=', regionId)
    .where('m.what', '=', 'coordinate')
    .where('m.organization_id', 'is', null)
    .where('m.ended_at', 'is', null)
    .execute()
  const inForce = rows.filter(({ from, until, timeZone }) => {
    const today = dayIn(timeZone, at)
    return from <= today && (until === null || until >= today)
  })
  return [...new Set(inForce.map(({ id }) => id))]
}
