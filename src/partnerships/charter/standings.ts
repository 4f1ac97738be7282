import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import { inForce } from '../sign-offs/forces.ts'
import { getRevision, type Revision } from './revisions.ts'

/** The charter that is in force, and since when. */
export interface InForce {
  revision: Revision
  since: Date
}

/** What of the charter is in force, as far as this actor may know what stands in it; null where nothing is. */
export async function forceOf(db: Db, actor: Actor, partnershipId: string): Promise<InForce | null> {
  const force = await inForce(db, actor.regionId, partnershipId)
  if (!force) return null
  return { revision: await getRevision(db, actor, partnershipId, force.revision), since: force.since }
}
