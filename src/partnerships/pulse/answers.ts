import { record } from '../../journal/entries.ts'
import type { Actor } from '../../platform/actor.ts'
import { dayIn } from '../../platform/days.ts'
import type { Db, Trx } from '../../platform/db.ts'
import { problem } from '../../platform/errors.ts'
import { randomId, type Moment } from '../../platform/moment.ts'
import { holdOpenPulse } from './pulse-holds.ts'
import type { Pulse } from './pulses.ts'
import type { Answer } from './results.ts'

/** Somebody who is asked in a round, for a partner. */
export interface Asking {
  id: string
  side: number
  answered: boolean
}

/** Whom a link asks; undefined where they are not, or no more, asked in this round. Of two entries that became one person the answered one counts. */
export async function findAsking(
  db: Db,
  regionId: string,
  pulseId: string,
  personId: string,
): Promise<Asking | undefined> {
  const rows = await db
    .selectFrom('pulse_askings as a')
    .leftJoin('pulse_answered as d', (on) =>
      on.onRef('d.region_id', '=', 'a.region_id').onRef('d.asking_id', '=', 'a.id'),
    )
    .select(['a.id', 'a.side', 'd.asking_id as answeredId'])
    .where('a.region_id', '=', regionId)
    .where('a.pulse_id', '=', pulseId)
    .where('a.person_id', '=', personId)
    .orderBy('a.side')
    .orderBy('a.id')
    .execute()
  const row = rows.find((one) => one.answeredId !== null) ?? rows[0]
  return row && { id: row.id, side: row.side, answered: row.answeredId !== null }
}

/**
 * Takes an answer, once: that somebody has answered, and apart from it what was answered. The journal tells the day and
 * nobody. Throws 409 for whoever comes a second time or after the end.
 */
export async function takeAnswer(
  db: Db,
  actor: Actor,
  region: { timeZone: string },
  pulse: Pick<Pulse, 'id' | 'partnershipId'>,
  asking: Asking,
  answer: Answer,
  moment: Moment,
) {
  const today = dayIn(region.timeZone, moment.at)
  const deed = { verb: 'pulse.answered', record: pulse, concerns: [pulse.partnershipId], sealedOn: today }
  await record(db, actor, deed, moment, async (trx) => {
    const { until } = await holdOpenPulse(trx, actor.regionId, pulse.id)
    if (today > until) throw problem(409, 'partnership-pulse.errors.closed')
    const taken = await trx
      .insertInto('pulse_answered')
      .values({ region_id: actor.regionId, asking_id: asking.id })
      .onConflict((on) => on.doNothing())
      .executeTakeFirst()
    if (Number(taken.numInsertedOrUpdatedRows) === 0) throw problem(409, 'partnership-pulse.errors.answered')
    await trx
      .deleteFrom('pulse_drafts')
      .where('region_id', '=', actor.regionId)
      .where('asking_id', '=', asking.id)
      .execute()
    await addShuffled(trx, actor.regionId, pulse.id, { id: randomId(moment), side: asking.side, answer })
  })
}

/**
 * Writes all sheets of a round anew, in the order of their random ids: neither the place of a row nor the transaction that
 * wrote it tells which came when, or with whom.
 */
async function addShuffled(
  trx: Trx,
  regionId: string,
  pulseId: string,
  sheet: { id: string; side: number; answer: Answer },
) {
  const before = await trx
    .deleteFrom('pulse_sheets')
    .where('region_id', '=', regionId)
    .where('pulse_id', '=', pulseId)
    .returning(['id', 'side', 'answer'])
    .execute()
  const all = [...before, sheet].toSorted((a, b) => (a.id < b.id ? -1 : 1))
  await trx
    .insertInto('pulse_sheets')
    .values(
      all.map(({ id, side, answer }) => ({
        region_id: regionId,
        id,
        pulse_id: pulseId,
        side,
        answer: JSON.stringify(answer),
      })),
    )
    .execute()
}
