import { sql } from 'kysely'
import { record } from '../journal/entries.ts'
import type { Actor } from '../platform/actor.ts'
import type { Db, Trx } from '../platform/db.ts'
import { dayIn } from '../platform/days.ts'
import { problem } from '../platform/errors.ts'
import type { Moment } from '../platform/moment.ts'
import { setDisputed } from '../platform/records.ts'
import type { Confirmation, Dispute } from './forms.ts'
import { type Side, type Statement, latestOfSides, stateOf } from './rules.ts'
import type { Tie } from './ties.ts'

type NewStatement = Pick<Statement, 'by' | 'organizationId' | 'verdict' | 'strength' | 'note'>

/** One side says yes, with its own strength. Nothing is overwritten: the latest statement of each side counts. */
export const confirmTie = (db: Db, actor: Actor, tie: Tie, side: Side, said: Confirmation, moment: Moment) =>
  answer(db, actor, tie, side, { verdict: 'confirms', note: '', ...said }, moment)

/** One side says that it is not so. From then on only its sides and coordinators see the tie. */
export const disputeTie = (db: Db, actor: Actor, tie: Tie, side: Side, said: Dispute, moment: Moment) =>
  answer(db, actor, tie, side, { verdict: 'disputes', strength: null, ...said }, moment)

async function answer(
  db: Db,
  actor: Actor,
  tie: Tie,
  side: Side,
  said: Pick<NewStatement, 'verdict' | 'strength' | 'note'>,
  moment: Moment,
) {
  const deed = {
    verb: said.verdict === 'confirms' ? 'tie.confirmed' : 'tie.disputed',
    record: tie,
    for: side.id,
    concerns: tie.sides.map((one) => one.id),
    changes: said.strength === null ? {} : { strength: [side.strength, said.strength] },
  }
  await record(db, actor, deed, moment, async (trx) => {
    const before = latestOfSides(await hold(trx, actor.regionId, tie.id)).find((one) => one.organizationId === side.id)
    if (before?.verdict === said.verdict)
      throw problem(409, `network.errors.already.${said.verdict}`, { organization: side.name })
    await say(trx, actor, tie.id, { by: 'side', organizationId: side.id, ...said }, moment)
  })
}

/** One side says what it said before once more: it is still so. Once a day is enough. */
export async function renewTie(db: Db, actor: Actor, tie: Tie, side: Side, timeZone: string, moment: Moment) {
  const deed = {
    verb: 'tie.renewed',
    record: tie,
    for: side.id,
    concerns: tie.sides.map((one) => one.id),
  }
  await record(db, actor, deed, moment, async (trx) => {
    const before = latestOfSides(await hold(trx, actor.regionId, tie.id)).find((one) => one.organizationId === side.id)
    if (before?.verdict !== 'confirms') throw problem(409, 'network.errors.renew')
    if (dayIn(timeZone, before.saidAt) === dayIn(timeZone, moment.at))
      throw problem(409, 'network.errors.already.renewed', { organization: side.name })
    const { verdict, strength } = before
    await say(trx, actor, tie.id, { by: 'side', organizationId: side.id, verdict, strength, note: '' }, moment)
  })
}

/** Adds a statement, and marks the tie as disputed or no longer so. */
export async function say(trx: Trx, actor: Actor, tieId: string, said: NewStatement, moment: Moment) {
  const before = await hold(trx, actor.regionId, tieId)
  const row = {
    region_id: actor.regionId,
    id: moment.id(),
    tie_id: tieId,
    by_kind: said.by,
    organization_id: said.organizationId,
    verdict: said.verdict,
    strength: said.strength,
    note: said.note,
    person_id: actor.personId,
    said_at: moment.at,
  }
  await trx.insertInto('tie_statements').values(row).execute()
  const isDisputed = (all: typeof before) => stateOf(all) === 'disputed'
  const disputed = isDisputed([...before, { ...said, saidAt: moment.at }])
  if (disputed !== isDisputed(before)) await setDisputed(trx, actor.regionId, tieId, disputed ? moment.at : null)
}

/** What was said of a tie so far. Its row is held until the transaction ends, so that two who answer at once answer in turn. */
async function hold(trx: Trx, regionId: string, tieId: string) {
  await sql`select from records where region_id = ${regionId} and id = ${tieId} for update`.execute(trx)
  const rows = await trx
    .selectFrom('tie_statements')
    .select(['by_kind as by', 'organization_id as organizationId', 'verdict', 'strength', 'said_at as saidAt'])
    .where('region_id', '=', regionId)
    .where('tie_id', '=', tieId)
    .orderBy('said_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row, by: row.by as Statement['by'], verdict: row.verdict as Statement['verdict'] }))
}
