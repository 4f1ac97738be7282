import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import type { LedgerOf } from './benefits.ts'
import { type Entry, listEntries } from './entries.ts'

/** What organizations gave, the latest first, as this actor may read it. */
export const listContributions = async (
  db: Db,
  actor: Actor,
  { partnershipId, organizationId }: LedgerOf,
): Promise<Entry[]> =>
  (
    await listEntries(db, actor, 'contribution', {
      partnership: partnershipId ?? '',
      organization: organizationId ?? '',
    })
  ).items
