import { sql } from 'kysely'
import { systemActor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import { unlessMissing } from '../../platform/errors.ts'
import { currentParties, getPartnership, type Party, type Partnership } from '../partnerships.ts'
import { lineKey } from './promises.ts'
import { askingsOfPerson, type WeeklyAsking } from './timesheets.ts'
import { weekOf, weeksBack, weeksLater } from './weeks.ts'

/** So many weeks are asked for by a link: the one that is over, and those before it of which nothing was said. */
const ASKED_WEEKS = 4

/** What a mailed link asks somebody for: hours of one partner, their own or a pool's. */
export interface AskedHours {
  asking: WeeklyAsking
  partnership: Partnership
  party: Party
  /** The week that is over first, with what was said of it; the others were never told of. */
  weeks: { week: string; hours: number | null }[]
}

/** All that a person is asked for, whoever opens the link. Partnerships that are over or were taken away are left out. */
export async function askedOf(db: Db, regionId: string, personId: string, today: string): Promise<AskedHours[]> {
  const askings = await askingsOfPerson(db, regionId, personId)
  const weeks = weeksBack(weeksLater(weekOf(today), -1), ASKED_WEEKS)
  const said = await saidOf(db, regionId, askings, weeks)
  const all = await Promise.all(
    askings.map(async (asking): Promise<AskedHours[]> => {
      const partnership = await getPartnership(db, systemActor(regionId), asking.partnershipId).catch(unlessMissing)
      const party = partnership && currentParties(partnership).find(({ id }) => id === asking.partyId)
      if (!partnership || !party) return []
      const told = weeks
        .filter((week) => isIn(week, partnership))
        .map((week) => ({ week, hours: said.get(`${asking.id} ${week}`) ?? null }))
      const shown = told.filter(({ hours }, n) => n === 0 || hours === null)
      return shown.length === 0 ? [] : [{ asking, partnership, party, weeks: shown }]
    }),
  )
  return all.flat()
}

const isIn = (week: string, { periodFirst, periodLast }: Partnership) =>
  (periodFirst === null || week >= weekOf(periodFirst)) && (periodLast === null || week <= weekOf(periodLast))

/** What was said already, by asking and week. */
async function saidOf(
  db: Db,
  regionId: string,
  askings: readonly WeeklyAsking[],
  weeks: readonly string[],
): Promise<Map<string, number>> {
  if (askings.length === 0) return new Map()
  const rows = await db
    .selectFrom('hours_used')
    .select(['party_id as partyId', 'person_id as personId', 'pool', 'week', sql<number>`hours::float8`.as('hours')])
    .where('region_id', '=', regionId)
    .where(
      'party_id',
      'in',
      askings.map((one) => one.partyId),
    )
    .where('week', 'in', [...weeks])
    .execute()
  return new Map(
    askings.flatMap((asking) =>
      rows
        .filter((row) => row.partyId === asking.partyId && lineKey(row) === lineKey(asking))
        .map((row): [string, number] => [`${asking.id} ${row.week}`, row.hours]),
    ),
  )
}
