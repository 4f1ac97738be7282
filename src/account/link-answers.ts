import { memberActor } from '../platform/actor.ts'
import type { Db } from '../platform/db.ts'
import { problem } from '../platform/errors.ts'
import { useLink } from '../platform/links.ts'
import type { Moment } from '../platform/moment.ts'
import type { Region } from './members.ts'
import { ALL_TOPICS, setUnwanted } from './notifications.ts'
import { removePerson } from './persons.ts'

/** Stops all mails of the region to the person that the link was mailed to. */
export async function unsubscribeByLink(db: Db, region: Region, token: string, topics: string[], moment: Moment) {
  await db.transaction().execute(async (trx) => {
    const link = await useLink(trx, region.id, token, 'unsubscribe', moment.at)
    if (link.personId) await setUnwanted(trx, region.id, link.personId, [ALL_TOPICS, ...topics], moment)
  })
}

/** Takes the person that the link was mailed to off the region's list, by their own wish. */
export async function leaveByLink(db: Db, region: Region, token: string, moment: Moment) {
  await db.transaction().execute(async (trx) => {
    const { personId } = await useLink(trx, region.id, token, 'person-removal', moment.at)
    if (!personId) throw problem(410, 'account.link.revoked')
    const actor = memberActor({ regionId: region.id, accountId: null, personId, name: '', mandates: [], kind: 'link' })
    await removePerson(trx, actor, region, { id: personId }, moment)
  })
}
