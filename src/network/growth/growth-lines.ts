import { sql } from 'kysely'
import type { Db } from '../../platform/db.ts'
import { visible } from '../../platform/db.ts'
import { seenTies } from '../ties.ts'
import { type Tier, tierActor } from '../tiers.ts'
import { quarterEnds } from './quarters.ts'

/** In which time something was there; null: nobody knows since when, or it goes on. */
export interface Life {
  first: string | null
  last: string | null
}

/** How many organizations and ties there were at the end of a day. */
export interface Step {
  day: string
  organizations: number
  ties: number
}

export interface Growth {
  /** The oldest first; the last one is today. */
  steps: Step[]
  /** Ties of which nobody knows since when: they count on every day. */
  undated: number
}

/** Up to so many years are told in quarters; of longer ones each year, and no more years than these. */
const QUARTERLY = 5
const YEARS = 40

/** The days of which a growth is told: quarters or years from the first known beginning to today. */
export function stepDays(lives: readonly Life[], today: string, firstMonth: number): string[] {
  const begun = lives.flatMap(({ first }) => (first !== null && first <= today ? [first] : [])).toSorted()[0] ?? today
  const years = Number(today.slice(0, 4)) - Number(begun.slice(0, 4))
  if (years <= QUARTERLY) return [...quarterEnds(begun, today, firstMonth).filter((day) => day < today), today]
  const since = Number(today.slice(0, 4)) - Math.min(years, YEARS)
  const ends = Array.from({ length: Math.min(years, YEARS) }, (_, n) => `${since + n}-12-31`)
  return [...ends.filter((day) => day < today), today]
}

const alive = (day: string) => (life: Life) =>
  (life.first === null || life.first <= day) && (life.last === null || life.last >= day)

/** Counts what was there on each of some days. */
export const countSteps = (organizations: readonly Life[], ties: readonly Life[], days: readonly string[]): Step[] =>
  days.map((day) => ({
    day,
    organizations: organizations.filter(alive(day)).length,
    ties: ties.filter(alive(day)).length,
  }))

/** How a region grew, as a tier may see it today. */
export async function growthOf(
  db: Db,
  regionId: string,
  tier: Tier,
  today: string,
  firstMonth: number,
): Promise<Growth> {
  const actor = tierActor(regionId, tier)
  const [organizations, ties] = await Promise.all([
    sql<Life>`select o.founded_first as first, coalesce(o.ended_first, o.ended_last) as last
      from organizations o join records on records.region_id = o.region_id and records.id = o.id
      where o.region_id = ${regionId} and ${visible(actor)}`.execute(db),
    sql<Life>`select t.period_first as first, t.period_last as last
      from ties t join records on records.region_id = t.region_id and records.id = t.id
      where t.region_id = ${regionId} and ${seenTies(actor)} and records.disputed_at is null
        and not coalesce(t.period like '%/', false)`.execute(db),
  ])
  const days = stepDays(ties.rows, today, firstMonth)
  const undated = ties.rows.filter(({ first }) => first === null).length
  return { steps: countSteps(organizations.rows, ties.rows, days), undated }
}
