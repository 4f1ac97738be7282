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
