import { sql } from 'kysely'
import { namesAtWork } from '../../account/colleagues.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import type { Party, Partnership } from '../partnerships.ts'
import { EVERYBODY, lineKey, promisesOf } from './promises.ts'
import { canLogFor, seesPeoplesHours } from './rules.ts'
import { lastDayOf } from './weeks.ts'

/** One person or pool of a partner. */
export interface Line {
  key: string
  personId: string | null
  /** Null where the reader may not know who it is. */
  name: string | null
  /** Empty for a person; `*` is everybody together. */
  pool: string
  /** Hours promised for the day that was asked for. */
  promised: number | null
  /** The reader may write them down. */
  mayLog: boolean
  /** Hours by week; a week that is not there was not told of. */
  hours: Map<string, number>
}

/** Hours of the people of one partner week by week, as far as this reader may know them: their own, or those of their organization. */
export async function timesheetOf(
  db: Db,
  actor: Actor,
  partnership: Partnership,
  party: Party,
  weeks: readonly string[],
): Promise<Line[]> {
  const all = await linesOf(db, actor, partnership, party, weeks)
  const mine = all.filter((line) => seesPeoplesHours(actor, party) || canLogFor(actor, party, line))
  const names = await namesAtWork(
    db,
    actor,
    mine.flatMap((line) => line.personId ?? []),
  )
  const named = mine.map((line) => ({ ...line, name: nameOf(line, names), mayLog: canLogFor(actor, party, line) }))
  return named.toSorted((a, b) => compare(a.name ?? '\uffff', b.name ?? '\uffff') || compare(a.key, b.key))
}

const compare = (a: string, b: string) => a.localeCompare(b)
const nameOf = ({ personId, pool }: Bare, names: Map<string, string>) =>
  personId === null ? (pool === EVERYBODY ? null : pool) : (names.get(personId) ?? null)

type Bare = Omit<Line, 'name' | 'mayLog'>

/** Who promised hours for one of these weeks, who is asked for them, and of whom any were written down. */
async function linesOf(
  db: Db,
  actor: Actor,
  partnership: Partnership,
  party: Party,
  weeks: readonly string[],
): Promise<Bare[]> {
  const lines = new Map<string, Bare>()
  const line = (who: { personId: string | null; pool: string }): Bare => {
    const key = lineKey(who)
    const known = lines.get(key)
    if (known) return known
    const made = { key, personId: who.personId, pool: who.pool, promised: null, hours: new Map() }
    lines.set(key, made)
    return made
  }
  const latest = weeks[0] ?? ''
  for (const week of weeks) for (const promise of promisesOf(party, partnership, lastDayOf(week))) line(promise)
  for (const promise of promisesOf(party, partnership, lastDayOf(latest))) line(promise).promised = promise.hours
  for (const asking of await currentAskings(db, actor.regionId, [party.id])) line(asking)
  const used = await db
    .selectFrom('hours_used')
    .select(['person_id as personId', 'pool', 'week', sql<number>`hours::float8`.as('hours')])
    .where('region_id', '=', actor.regionId)
    .where('party_id', '=', party.id)
    .where('week', 'in', [...weeks])
    .where((where) => where.or([where('person_id', 'is not', null), where('pool', '<>', '')]))
    .execute()
  for (const { week, hours, ...who } of used) line(who).hours.set(week, hours)
  return [...lines.values()]
}

/** Somebody who is asked each week, for their own hours or for those of a pool. */
export interface WeeklyAsking {
  id: string
  partnershipId: string
  partyId: string
  /** Whom the mail goes to. */
  askedId: string
  /** Whose hours are asked for. */
  personId: string | null
  pool: string
}

/** Who is asked each week by these partners. */
export async function currentAskings(db: Db, regionId: string, partyIds: readonly string[]): Promise<WeeklyAsking[]> {
  if (partyIds.length === 0) return []
  const rows = await askings(db, regionId)
    .where('a.party_id', 'in', [...partyIds])
    .execute()
  return rows.map(asAsking)
}

/** For which partners somebody is asked each week. */
export async function askingsOfPerson(db: Db, regionId: string, personId: string): Promise<WeeklyAsking[]> {
  const rows = await askings(db, regionId).where('a.person_id', '=', personId).execute()
  return rows.map(asAsking)
}

const askings = (db: Db, regionId: string) =>
  db
    .selectFrom('hours_askings as a')
    .innerJoin('parties as p', (on) => on.onRef('p.region_id', '=', 'a.region_id').onRef('p.id', '=', 'a.party_id'))
    .select(['a.id', 'a.party_id as partyId', 'a.person_id as askedId', 'a.pool', 'p.partnership_id as partnershipId'])
    .where('a.region_id', '=', regionId)
    .where('a.ended_at', 'is', null)
    .where('p.left_on', 'is', null)
    .orderBy('a.begun_at')
    .orderBy('a.id')

const asAsking = <T extends { askedId: string; pool: string }>(row: T) => ({
  ...row,
  personId: row.pool === '' ? row.askedId : null,
})
