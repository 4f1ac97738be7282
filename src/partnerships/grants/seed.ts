import { systemActor } from '../../platform/actor.ts'
import type { Trx } from '../../platform/db.ts'
import type { Moment } from '../../platform/moment.ts'
import { getPartnership } from '../partnerships.ts'
import { grantForm } from './forms.ts'
import { addGrant, noteReport } from './grant-changes.ts'
import { getGrant } from './grants.ts'

/** A grant as a demonstration tells it. */
export interface SeededGrant {
  partnershipId: string
  name: string
  funder: string
  awardNumber: string
  amount: number
  match?: number
  period: string
  reports: string[]
  acknowledgement: string
  /** How many of its reports were made. */
  reported: number
}

/** Writes down the grants of partnerships that are there. */
export async function seedGrants(trx: Trx, regionId: string, given: readonly SeededGrant[], moment: Moment) {
  const actor = systemActor(regionId)
  for (const { partnershipId, reported, ...told } of given) {
    const partnership = await getPartnership(trx, actor, partnershipId)
    const input = grantForm.parse({ ...told, visibility: 'public' })
    const grant = await getGrant(trx, actor, await addGrant(trx, actor, partnership, input, moment))
    for (const { id, due } of grant.reports.slice(0, reported))
      await noteReport(trx, actor, partnership, grant, id, due, moment)
  }
}
