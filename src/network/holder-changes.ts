import { listColleagues } from '../account/colleagues.ts'
import { record } from '../journal/entries.ts'
import { type Actor, organizationsWith } from '../platform/actor.ts'
import type { Db, Trx } from '../platform/db.ts'
import type { Moment } from '../platform/moment.ts'
import { nextVersion } from '../platform/records.ts'
import { OTHERS } from './forms.ts'
import { holdingsOf } from './holders.ts'
import type { Holding } from './rules.ts'
import type { Tie } from './ties.ts'

/** What was written down of one side, as this actor may know it. */
export async function holdingsAt(db: Db, actor: Actor, tie: Tie, side: { id: string }, today: string) {
  const all = (await holdingsOf(db, actor, [tie], today))(tie) ?? []
  return all.filter((one) => one.organizationId === side.id && one.endedAt === null)
}

/** Who of them was left in the form; those whose names one may not see stand there as one line. */
const stays = ({ there, name, personId }: Holding, holders: string[]) =>
  there && holders.includes(name === null ? OTHERS : personId)

/** Whether this actor can name these as people of a side. */
export async function canBeNamed(db: Db, actor: Actor, side: { id: string }, holders: string[], today: string) {
  const known = new Set((await listColleagues(db, actor, side.id, today)).map((one) => one.id))
  return holders.every((id) => id === OTHERS || known.has(id))
}

/**
 * Says who holds a tie for one side; they can be named there (`canBeNamed`). Who is left out held it until now, and whoever
 * is gone from the organization too; that they did stays on record. Throws 409 when somebody else was faster.
 */
export async function nameHolders(
  db: Db,
  actor: Actor,
  tie: Tie,
  side: { id: string },
  holders: string[],
  today: string,
  moment: Moment,
  origin: { batch?: string } = {},
) {
  const before = await holdingsAt(db, actor, tie, side, today)
  const ended = before.filter((one) => !stays(one, holders)).map((one) => one.personId)
  const begun = holders.filter((id) => id !== OTHERS && before.every((one) => one.personId !== id))
  if (ended.length + begun.length === 0) return
  const deed = {
    verb: 'tie.held',
    record: tie,
    for: organizationsWith(actor, 'speak').includes(side.id) ? side.id : null,
    concerns: tie.sides.map((one) => one.id),
    ...origin,
  }
  await record(db, actor, deed, moment, async (trx) => {
    await nextVersion(trx, actor.regionId, tie.id, tie.version)
    await end(trx, actor, tie, side, ended, moment)
    await begin(trx, actor, tie, side, begun, moment)
  })
}

async function end(trx: Trx, actor: Actor, tie: Tie, side: { id: string }, persons: string[], moment: Moment) {
  if (persons.length === 0) return
  await trx
    .updateTable('tie_holders')
    .set({ ended_at: moment.at })
    .where('region_id', '=', actor.regionId)
    .where('tie_id', '=', tie.id)
    .where('organization_id', '=', side.id)
    .where('person_id', 'in', persons)
    .where('ended_at', 'is', null)
    .execute()
}

async function begin(trx: Trx, actor: Actor, tie: Tie, side: { id: string }, persons: string[], moment: Moment) {
  if (persons.length === 0) return
  const rows = persons.map((person_id) => ({
    region_id: actor.regionId,
    id: moment.id(),
    tie_id: tie.id,
    organization_id: side.id,
    person_id,
    since: moment.at,
  }))
  await trx.insertInto('tie_holders').values(rows).execute()
}
