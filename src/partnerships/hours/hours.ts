import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import { type Party, type Partnership, currentParties } from '../partnerships.ts'
import { type Forecast, forecastOf, type Written } from './forecasts.ts'
import { promisedIn, type Promised, promisesOf } from './promises.ts'
import { seesHours, seesPeoplesHours, seesPromises, type Sharing } from './rules.ts'
import { countWeeks, firstWeekIn, lastWeekIn } from './weeks.ts'

/** Staff time of one partner: what it promised for the time in which a day lies, what it used of it, where that leads. */
export interface PartyHours {
  party: Party
  shared: Sharing
  /** Hours promised; null: none, or not for this reader. */
  promised: number | null
  from: string | null
  until: string | null
  /** Hours used; null: the partner does not tell this reader. */
  used: number | null
  /** In how many weeks of the period, for whomever, something was written down. */
  weeks: number
  forecast: Forecast | null
}

/** Staff time of all partners on a day, each as far as it is told to this reader; nothing for the public. */
export async function hoursOf(db: Db, actor: Actor, partnership: Partnership, day: string): Promise<PartyHours[]> {
  if (!seesPromises(actor)) return []
  const asked = await askedOf(db, actor, [partnership], day)
  const told = asked.filter((one) => one.told)
  const [totals, lines] = await Promise.all([readTotals(db, actor.regionId, told), readLines(db, actor.regionId, told)])
  return asked.map(({ party, shared, promises, from, until }) => {
    const total = totals.get(party.id)
    const written = lines.get(party.id) ?? []
    return {
      party,
      shared,
      promised: promisedIn(promises),
      from,
      until,
      used: total?.hours ?? null,
      weeks: total?.weeks ?? 0,
      forecast: total ? forecastOf(total.hours, written) : null,
    }
  })
}

/** Hours promised and used of all partners of several partnerships, by the party, as `hoursOf` tells them: for lists. */
export async function totalHoursOf(
  db: Db,
  actor: Actor,
  partnerships: readonly Partnership[],
  day: string,
): Promise<Map<string, Pick<PartyHours, 'promised' | 'used'>>> {
  if (!seesPromises(actor)) return new Map()
  const asked = await askedOf(db, actor, partnerships, day)
  const told = asked.filter((one) => one.told)
  const totals = await readTotals(db, actor.regionId, told)
  return new Map(
    asked.map(({ party, promises }) => [
      party.id,
      { promised: promisedIn(promises), used: totals.get(party.id)?.hours ?? null },
    ]),
  )
}

/** What partners promise for a day, and whether this reader is told what they used of it. */
async function askedOf(db: Db, actor: Actor, partnerships: readonly Partnership[], day: string) {
  const all = partnerships.flatMap((partnership) =>
    currentParties(partnership).map((party) => ({ partnership, party })),
  )
  const sharing = await sharingOf(
    db,
    actor,
    all.map(({ party }) => party),
  )
  return all.map(({ partnership, party }) => {
    const shared = sharing.get(party.id) ?? 'own'
    const promises = promisesOf(party, partnership, day)
    return { party, shared, promises, ...spanOf(promises), told: seesHours(actor, partnership, party, shared) }
  })
}

/** The days of all promises together; open where one of them is. */
export function spanOf(promises: readonly Promised[]): { from: string | null; until: string | null } {
  const [from, until] = [promises.map((one) => one.from), promises.map((one) => one.until)]
  return {
    from: from.length === 0 || from.includes(null) ? null : from.toSorted()[0]!,
    until: until.length === 0 || until.includes(null) ? null : until.toSorted().at(-1)!,
  }
}

/** What each of these partners decided about who may know. */
export async function sharingOf(db: Db, actor: Actor, parties: readonly Party[]): Promise<Map<string, Sharing>> {
  if (parties.length === 0) return new Map()
  const rows = await db
    .selectFrom('hours_sharing')
    .select(['party_id', 'shared'])
    .where('region_id', '=', actor.regionId)
    .where(
      'party_id',
      'in',
      parties.map(({ id }) => id),
    )
    .execute()
  return new Map(rows.map((row) => [row.party_id, row.shared as Sharing]))
}

/**
 * Hours that partners used in the weeks between two days, in the order in which they are asked for; null for whoever does not
 * belong to the partner.
 */
export async function usedBetween(
  db: Db,
  actor: Actor,
  asked: readonly { party: { id: string; organization: { id: string } }; span: readonly [string, string] }[],
): Promise<(number | null)[]> {
  const told = asked.filter(({ party }) => seesPeoplesHours(actor, party))
  if (told.length === 0) return asked.map(() => null)
  const { rows } = await sql<{ hours: number }>`select coalesce(sum(u.hours), 0)::float8 as hours
    from unnest(${told.map(({ party }) => party.id)}::uuid[], ${told.map(({ span }) => firstWeekIn(span[0]))}::date[],
      ${told.map(({ span }) => lastWeekIn(span[1]))}::date[]) with ordinality as w (party, first, last, n)
    left join hours_used u on u.region_id = ${actor.regionId} and u.party_id = w.party
      and u.week between w.first and w.last
    group by w.n order by w.n`.execute(db)
  const hours = new Map(told.map((one, n) => [one, rows[n]!.hours]))
  return asked.map((one) => hours.get(one) ?? null)
}

interface Asked {
  party: Party
  promises: Promised[]
  from: string | null
  until: string | null
}

const FIRST = '0001-01-01'
const LAST = '9999-12-31'
const firstWeek = (from: string | null) => (from === null ? FIRST : firstWeekIn(from))
const lastWeek = (until: string | null) => (until === null ? LAST : lastWeekIn(until))

/** All that a partner used in the time of its promises, also for whom nothing is promised. */
async function readTotals(
  db: Db,
  regionId: string,
  asked: readonly Asked[],
): Promise<Map<string, { hours: number; weeks: number }>> {
  if (asked.length === 0) return new Map()
  const { rows } = await sql<{ party: string; hours: number; weeks: number }>`
    select a.party, coalesce(sum(u.hours), 0)::float8 as hours, count(distinct u.week)::int as weeks
    from unnest(${asked.map((one) => one.party.id)}::uuid[], ${asked.map((one) => firstWeek(one.from))}::date[],
      ${asked.map((one) => lastWeek(one.until))}::date[]) as a (party, first, last)
    left join hours_used u on u.region_id = ${regionId} and u.party_id = a.party and u.week between a.first and a.last
    group by a.party`.execute(db)
  return new Map(rows.map(({ party, hours, weeks }) => [party, { hours, weeks }]))
}

/** What was written down of each who promised, in the weeks of their promise. */
async function readLines(db: Db, regionId: string, asked: readonly Asked[]): Promise<Map<string, Written[]>> {
  const all = asked.flatMap(({ party, promises }) => promises.map((promise) => ({ partyId: party.id, ...promise })))
  if (all.length === 0) return new Map()
  const { rows } = await sql<{ n: number; weeks: number; hours: number; squares: number; first: string | null }>`
    select l.n::int as n, count(u.week)::int as weeks, coalesce(sum(u.hours), 0)::float8 as hours,
      coalesce(sum(u.hours * u.hours), 0)::float8 as squares, min(u.week) as first
    from unnest(${all.map((one) => one.partyId)}::uuid[], ${all.map((one) => one.personId)}::uuid[],
      ${all.map((one) => one.pool)}::text[], ${all.map((one) => firstWeek(one.from))}::date[],
      ${all.map((one) => lastWeek(one.until))}::date[]) with ordinality as l (party, person, pool, first, last, n)
    left join hours_used u on u.region_id = ${regionId} and u.party_id = l.party and u.week between l.first and l.last
      and (u.person_id = l.person or (l.person is null and l.pool <> '' and u.pool = l.pool))
    group by l.n order by l.n`.execute(db)
  const written = rows.map(({ n, first, ...row }) => {
    const { partyId, from, until } = all[n - 1]!
    const begin = from ?? first
    const open = until === null ? null : begin === null ? 1 : countWeeks(begin, until) - row.weeks
    return { partyId, ...row, open }
  })
  return Map.groupBy(written, (one) => one.partyId)
}
