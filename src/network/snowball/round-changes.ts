import { record } from '../../journal/entries.ts'
import type { Actor } from '../../platform/actor.ts'
import { dayIn } from '../../platform/days.ts'
import type { Db, Trx } from '../../platform/db.ts'
import { problem } from '../../platform/errors.ts'
import { revokeLinks } from '../../platform/links.ts'
import type { Moment } from '../../platform/moment.ts'
import { addRecord } from '../../platform/records.ts'
import { indexText } from '../../platform/search-texts.ts'
import type { RoundInput } from './forms.ts'
import { getRound, type Round } from './rounds.ts'

/** No round is open longer: who has not answered by then is asked in a new one. */
const MOST_DAYS = 180

/** Whether one can answer until that day: it is to come, and not too far. */
export const canEndOn = (until: string, today: string): boolean =>
  until >= today && Date.parse(until) - Date.parse(today) <= MOST_DAYS * 86_400_000

/** Begins a round. Nobody is asked by that; coordinators alone know of it. */
export async function beginRound(
  db: Db,
  actor: Actor,
  region: { timeZone: string },
  input: RoundInput,
  moment: Moment,
): Promise<string> {
  if (!canEndOn(input.until, dayIn(region.timeZone, moment.at))) throw problem(422, 'snowball.errors.until')
  const id = moment.id()
  const deed = { verb: 'snowball.begun', record: { id }, changes: { until: [null, input.until] } }
  await record(db, actor, deed, moment, async (trx) => {
    const previous = input.previous === '' ? null : (await getRound(trx, actor, input.previous)).id
    await addRecord(trx, actor.regionId, { id, kind: 'round', visibility: 'circle', lang: input.lang }, moment)
    await trx
      .insertInto('rounds')
      .values({
        region_id: actor.regionId,
        id,
        name: input.name,
        message: input.message,
        lang: input.lang,
        begun_at: moment.at,
        until_day: input.until,
        previous_id: previous,
      })
      .execute()
    await indexText(trx, actor.regionId, id, { lang: input.lang, title: input.name, body: input.message })
  })
  return id
}

/** Ends a round: nobody can answer any more. What was answered stays, and its links show it as long as they work. */
export async function closeRound(db: Db, actor: Actor, round: Pick<Round, 'id'>, moment: Moment) {
  await record(db, actor, { verb: 'snowball.closed', record: round }, moment, async (trx) => {
    await holdOpenRound(trx, actor.regionId, round.id)
    await trx
      .updateTable('rounds')
      .set({ closed_at: moment.at })
      .where('region_id', '=', actor.regionId)
      .where('id', '=', round.id)
      .execute()
    await trx
      .updateTable('askings')
      .set({ draft: null })
      .where('region_id', '=', actor.regionId)
      .where('round_id', '=', round.id)
      .execute()
    const silent = await trx
      .selectFrom('askings')
      .select('id')
      .where('region_id', '=', actor.regionId)
      .where('round_id', '=', round.id)
      .where('answered_at', 'is', null)
      .execute()
    for (const { id } of silent) await revokeLinks(trx, actor.regionId, { purpose: 'snowball', recordId: id }, moment)
  })
}

/** Holds the row of a round until the transaction ends, so that two who ask at once ask in turn. Throws 409 once it is over. */
export async function holdOpenRound(trx: Trx, regionId: string, id: string) {
  const row = await trx
    .selectFrom('rounds')
    .select('closed_at')
    .where('region_id', '=', regionId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw problem(404)
  if (row.closed_at) throw problem(409, 'snowball.errors.closed')
}
