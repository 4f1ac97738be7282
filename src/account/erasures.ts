import { UUID } from '../platform/ids.ts'
import { record } from '../journal/entries.ts'
import { type Actor, memberActor } from '../platform/actor.ts'
import type { Db, Trx } from '../platform/db.ts'
import {
  accountsLeftOver,
  eraseAccount,
  erasedAmong,
  erasePerson,
  erasureOutlook,
  type Outlook,
} from '../platform/erasures.ts'
import { found, isProblem, problem } from '../platform/errors.ts'
import type { Account } from '../platform/house.ts'
import type { Moment } from '../platform/moment.ts'
import { keepACoordinator, type Region } from './members.ts'
import { listOwnPersons } from './memberships.ts'
import type { Person } from './persons.ts'
import type { Reason } from './rules.ts'

/** One of the entries that somebody is, and what would come of erasing it. */
export interface OwnPerson extends Outlook {
  id: string
  name: string
  region: string
  slug: string
  /** Nobody else coordinates that region. */
  isLast: boolean
}

/** What goes when somebody erases themself, region by region. */
export async function ownErasure(db: Db, account: Account, moment: Moment): Promise<OwnPerson[]> {
  const persons = await listOwnPersons(db, account)
  return Promise.all(
    persons.map(async (own) => ({
      id: own.id,
      name: own.name,
      region: own.region,
      slug: own.slug,
      isLast: await isLastCoordinator(db, own, moment),
      ...(await erasureOutlook(db, { regionId: own.regionId, personId: own.id, byOneself: true })),
    })),
  )
}

type Own = Awaited<ReturnType<typeof listOwnPersons>>[number]

const actorOf = (own: Own, account: Account): Actor =>
  memberActor({
    regionId: own.regionId,
    accountId: account.accountId,
    personId: own.id,
    name: own.name,
    mandates: [],
    ...(!own.member && { kind: 'link' as const }),
  })

async function isLastCoordinator(db: Db, own: Own, moment: Moment): Promise<boolean> {
  const actor = memberActor({ regionId: own.regionId, accountId: null, personId: own.id, name: '', mandates: [] })
  const region = { id: own.regionId, timeZone: own.timeZone }
  const asked = db.transaction().execute((trx) => keepACoordinator(trx, actor, region, own.id, moment))
  return asked.then(
    () => false,
    (error: unknown) => {
      if (isProblem(error)) return true
      throw error
    },
  )
}

/** Erases whoever is signed in: all that they are in all regions, and the account. All of it or nothing. */
export const eraseOneself = (db: Db, account: Account, moment: Moment) =>
  db.transaction().execute(async (trx) => {
    for (const own of await listOwnPersons(trx, account)) {
      // One that became another of theirs went with it.
      if ((await erasedAmong(trx, own.regionId, [own.id])).size > 0) continue
      const region = { id: own.regionId, timeZone: own.timeZone }
      await erase(trx, actorOf(own, account), region, own.id, { byOneself: true, reason: 'asked' }, moment)
    }
    await eraseAccount(trx, account.accountId, moment)
  })

/** A coordinator erases a person of their region, and the account where nothing else needs it. */
export const eraseOther = (db: Db, actor: Actor, region: Region, person: Person, reason: Reason, moment: Moment) =>
  db.transaction().execute(async (trx) => {
    const accounts = await trx
      .selectFrom('memberships')
      .select('account_id as id')
      .distinct()
      .where('region_id', '=', region.id)
      .where('person_id', '=', person.id)
      .execute()
    await erase(trx, actor, region, person.id, { byOneself: actor.personId === person.id, reason }, moment)
    const ids = accounts.map(({ id }) => id)
    for (const id of await accountsLeftOver(trx, ids, person.email)) await eraseAccount(trx, id, moment)
  })

async function erase(
  trx: Trx,
  actor: Actor,
  region: Region,
  personId: string,
  { byOneself, reason }: { byOneself: boolean; reason: Reason },
  moment: Moment,
) {
  const deed = { verb: 'person.erased', record: { id: personId }, changes: { reason } }
  await record(trx, actor, deed, moment, async () => {
    await keepACoordinator(trx, actor, region, personId, moment)
    found(await erasePerson(trx, { regionId: region.id, personId, byOneself }, moment))
  })
}

/** Tells coordinators that somebody was erased where others find nothing. */
export async function tellErased(db: Db, actor: Actor, personId: string) {
  if (!actor.coordinates || !UUID.test(personId)) return
  if ((await erasedAmong(db, actor.regionId, [personId])).size > 0) throw problem(410, 'account.erasure.gone')
}
