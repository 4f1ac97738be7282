import type { Trx } from '../../platform/db.ts'
import { type Moment, randomId } from '../../platform/moment.ts'
import { EVERYBODY } from './promises.ts'
import type { Sharing } from './rules.ts'

/** Hours of one partner, as a demonstration tells them. */
export interface SeededHours {
  partyId: string
  shared: Sharing
  /** A row for each week of a person or a pool. */
  rows: { personId: string | null; pool: string; week: string; hours: number }[]
}

/** Writes down hours of many weeks at once; what is sealed leaves no trace in the journal here either. */
export async function seedHours(
  trx: Trx,
  regionId: string,
  all: readonly SeededHours[],
  saidOn: string,
  moment: Moment,
) {
  const rows = all.flatMap(({ partyId, rows: told }) =>
    told.map(({ personId, pool, week, hours }) => ({
      region_id: regionId,
      id: randomId(moment),
      party_id: partyId,
      week,
      person_id: personId,
      pool: personId === null ? pool || EVERYBODY : '',
      hours,
      by_person_id: null,
      said_on: saidOn,
    })),
  )
  if (rows.length > 0) await trx.insertInto('hours_used').values(rows).execute()
  const sharing = all.map(({ partyId, shared }) => ({ region_id: regionId, party_id: partyId, shared }))
  if (sharing.length > 0) await trx.insertInto('hours_sharing').values(sharing).execute()
}
