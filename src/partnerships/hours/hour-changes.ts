import { sql } from 'kysely'
import { listColleagues } from '../../account/colleagues.ts'
import { record } from '../../journal/entries.ts'
import type { Actor } from '../../platform/actor.ts'
import { dayIn } from '../../platform/days.ts'
import type { Db, Trx } from '../../platform/db.ts'
import { type Problem, problem } from '../../platform/errors.ts'
import { type Moment, randomId } from '../../platform/moment.ts'
import type { Party, Partnership } from '../partnerships.ts'
import { WEEKS_BACK } from './forms.ts'
import { lineKey } from './promises.ts'
import type { Sharing } from './rules.ts'
import { currentAskings, type WeeklyAsking } from './timesheets.ts'
import { weekOf, weeksLater } from './weeks.ts'

/** What somebody says of one week of one person or pool. */
export interface Word {
  personId: string | null
  pool: string
  week: string
  /** Null takes back what was said. */
  hours: number | null
  /** What stood there when they looked; undefined: whatever stands there is corrected. */
  was?: number | null | undefined
}

interface Region {
  id: string
  timeZone: string
}

/** Why nothing can be said of a week, as a key of the texts: it has not begun, or is too long ago. */
export function refusalOf(week: string, today: string): string | null {
  const now = weekOf(today)
  if (week > now) return 'partnership-hours.errors.future'
  return week < weeksLater(now, -WEEKS_BACK) ? 'partnership-hours.errors.longAgo' : null
}

/** Words that met something else than their writer saw: nothing was written. */
export interface StaleWords extends Problem {
  stale: { key: string; week: string; now: number | null }[]
}
export const isStale = (error: unknown): error is StaleWords => error instanceof Error && 'stale' in error

/**
 * Writes down hours of weeks, or corrects them; the journal is told the day alone. Throws 422 for a week that has not
 * begun or for somebody who is none of theirs, 409 where another word has come meanwhile.
 */
export async function logHours(
  db: Db,
  actor: Actor,
  region: Region,
  { partnership, party }: { partnership: { id: string }; party: Party },
  words: readonly Word[],
  moment: Moment,
) {
  const today = dayIn(region.timeZone, moment.at)
  for (const { week } of words) {
    const refused = refusalOf(week, today)
    if (refused) throw problem(422, refused)
  }
  const deed = { verb: 'hours.logged', record: partnership, sealedOn: today }
  await record(db, actor, deed, moment, async (trx) => {
    await holdParty(trx, actor.regionId, party)
    await mustBeTheirs(trx, actor, party, words, today)
    const before = await takeOut(trx, actor.regionId, party, words)
    refuseStale(words, before)
    const said = words.filter((word) => word.hours !== null)
    if (said.length === 0) return
    await trx
      .insertInto('hours_used')
      .values(
        said.map(({ personId, pool, week, hours }) => ({
          region_id: actor.regionId,
          id: randomId(moment),
          party_id: party.id,
          week,
          person_id: personId,
          pool,
          hours: hours!,
          by_person_id: actor.personId,
          said_on: today,
        })),
      )
      .execute()
  })
}

/** Two who write for one partner write in turn. */
const holdParty = (trx: Trx, regionId: string, party: Party) =>
  trx
    .selectFrom('parties')
    .select('id')
    .where('region_id', '=', regionId)
    .where('id', '=', party.id)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow()

/** What stood where these words go; it goes, by week and line. */
async function takeOut(trx: Trx, regionId: string, party: Party, words: readonly Word[]) {
  const { rows } = await sql<{ personId: string | null; pool: string; week: string; hours: number }>`
    delete from hours_used u using unnest(${words.map((one) => one.personId)}::uuid[], ${words.map((one) => one.pool)}::text[],
      ${words.map((one) => one.week)}::date[]) as w (person, pool, week)
    where u.region_id = ${regionId} and u.party_id = ${party.id} and u.week = w.week
      and (u.person_id = w.person or (w.person is null and u.pool = w.pool and u.pool <> ''))
    returning u.person_id as "personId", u.pool, u.week, u.hours::float8 as hours`.execute(trx)
  return new Map(rows.map((row) => [cellOf(row), row.hours]))
}

const cellOf = (word: { personId: string | null; pool: string; week: string }) => `${word.week} ${lineKey(word)}`

function refuseStale(words: readonly Word[], before: Map<string, number>) {
  const stale = words.flatMap((word) => {
    const now = before.get(cellOf(word)) ?? null
    return word.was === undefined || word.was === now || word.hours === now
      ? []
      : [{ key: lineKey(word), week: word.week, now }]
  })
  if (stale.length > 0) throw Object.assign(problem(409, 'partnership-hours.errors.stale'), { stale })
}

/** Hours are those of people of the partner: who promised some, is asked for some, has some, or works there. */
async function mustBeTheirs(trx: Trx, actor: Actor, party: Party, words: readonly Word[], today: string) {
  const ids = [...new Set(words.flatMap((word) => word.personId ?? []))]
  const promised = party.commitments.flatMap((one) => one.personId ?? [])
  const unknown = ids.filter((id) => id !== actor.personId && !promised.includes(id))
  if (unknown.length === 0) return
  const [asked, used, colleagues] = await Promise.all([
    currentAskings(trx, actor.regionId, [party.id]),
    trx
      .selectFrom('hours_used')
      .select('person_id')
      .distinct()
      .where('region_id', '=', actor.regionId)
      .where('party_id', '=', party.id)
      .where('person_id', 'in', unknown)
      .execute(),
    listColleagues(trx, actor, party.organization.id, today),
  ])
  const known = [
    ...asked.map((one) => one.personId),
    ...used.map((one) => one.person_id),
    ...colleagues.map(({ id }) => id),
  ]
  if (unknown.some((id) => !known.includes(id))) throw problem(422, 'partnership-hours.errors.who')
}

/** Decides who may know how much a partner has used in all. */
export async function shareHours(
  db: Db,
  actor: Actor,
  { partnership, party }: { partnership: Partnership; party: Party },
  change: { before: Sharing; shared: Sharing },
  moment: Moment,
) {
  const deed = {
    verb: 'hours.shared',
    record: partnership,
    for: party.organization.id,
    changes: { shared: [change.before, change.shared] },
  }
  const row = { region_id: actor.regionId, party_id: party.id, shared: change.shared }
  await record(db, actor, deed, moment, (trx) =>
    trx
      .insertInto('hours_sharing')
      .values(row)
      .onConflict((on) => on.columns(['region_id', 'party_id']).doUpdateSet({ shared: change.shared }))
      .execute(),
  )
}

/** Asks somebody each week from now on; who is asked already is not asked twice. Throws 422 for somebody who is none of theirs. */
export async function askWeekly(
  db: Db,
  actor: Actor,
  region: Region,
  { partnership, party }: { partnership: { id: string }; party: Party },
  asked: { personId: string; pool: string },
  moment: Moment,
): Promise<string> {
  const id = moment.id()
  const deed = {
    verb: 'hours.asking-begun',
    record: partnership,
    for: party.organization.id,
    concerns: [asked.personId],
  }
  await record(db, actor, deed, moment, async (trx) => {
    const word = { personId: asked.personId, pool: '', week: '', hours: null }
    await mustBeTheirs(trx, actor, party, [word], dayIn(region.timeZone, moment.at))
    const made = await trx
      .insertInto('hours_askings')
      .values({
        region_id: actor.regionId,
        id,
        party_id: party.id,
        person_id: asked.personId,
        pool: asked.pool,
        begun_at: moment.at,
      })
      .onConflict((on) =>
        on.columns(['region_id', 'party_id', 'person_id', 'pool']).where('ended_at', 'is', null).doNothing(),
      )
      .executeTakeFirst()
    if (Number(made.numInsertedOrUpdatedRows) === 0) throw problem(409, 'partnership-hours.errors.askedAlready')
  })
  return id
}

/** Asks no longer; what was written down stays. */
export async function stopAsking(
  db: Db,
  actor: Actor,
  { partnership, party }: { partnership: { id: string }; party: Party },
  asking: Pick<WeeklyAsking, 'id' | 'askedId'>,
  moment: Moment,
) {
  const deed = {
    verb: 'hours.asking-ended',
    record: partnership,
    for: party.organization.id,
    concerns: [asking.askedId],
  }
  await record(db, actor, deed, moment, async (trx) => {
    const ended = await trx
      .updateTable('hours_askings')
      .set({ ended_at: moment.at })
      .where('region_id', '=', actor.regionId)
      .where('id', '=', asking.id)
      .where('ended_at', 'is', null)
      .executeTakeFirst()
    if (Number(ended.numUpdatedRows) === 0) throw problem(409, 'errors.alreadyDone')
  })
}
