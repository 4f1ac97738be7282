import { unlessMissing } from '../../platform/errors.ts'
import { systemActor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import { eachApart } from '../../platform/each-apart.ts'
import type { Moment } from '../../platform/moment.ts'
import { currentParties, getPartnership } from '../partnerships.ts'
import { canBeReminded, remindParty } from './asking-changes.ts'
import { findAsking } from './askings.ts'
import { ANSWER_DAYS } from './forms.ts'

const HALF = (ANSWER_DAYS * 86_400_000) / 2

/** Whoever was asked for its part of a charter and has not answered is reminded once by itself, halfway. */
export async function tendPartyAskings(db: Db, moment: Moment) {
  const rows = await db
    .selectFrom('party_askings')
    .select(['region_id', 'id'])
    .where('answered_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('reminded_at', 'is', null)
    .where('asked_at', '<=', new Date(moment.at.getTime() - HALF))
    .where('until_day', '>=', moment.at.toISOString().slice(0, 10))
    .orderBy('region_id')
    .orderBy('id')
    .execute()
  await eachApart(rows, 'Not every partner could be reminded.', async (row) => {
    const actor = systemActor(row.region_id)
    const asking = await findAsking(db, actor, row.id)
    const partnership = asking && (await getPartnership(db, actor, asking.partnershipId).catch(unlessMissing))
    const party = partnership && currentParties(partnership).find(({ id }) => id === asking?.partyId)
    if (asking && party && canBeReminded(asking, moment.at))
      await remindParty(db, actor, partnership, party, asking, moment)
  })
}
