import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import { type Entry, listEntries } from './entries.ts'

/** Of which partnership, and of which organization. */
export interface LedgerOf {
  partnershipId?: string
  organizationId?: string
}

/** What organizations gained, the latest first, as this actor may read it. */
export const listBenefits = async (
  db: Db,
  actor: Actor,
  { partnershipId, organizationId }: LedgerOf,
): Promise<Entry[]> =>
  (await listEntries(db, actor, 'benefit', { partnership: partnershipId ?? '', organization: organizationId ?? '' }))
    .items
