import type { DemoHours } from '../../types.ts'
import { chance } from '../chance.ts'
import type { Clock } from '../clock.ts'
import { keyOf } from '../organizations.ts'
import { BEGAN, KEYS } from './partnerships.ts'

/** How a pool works: about so many hours in a usual week, and in how many of ten weeks somebody wrote them down. */
type Habit = [
  partnership: string,
  organization: string,
  pool: string,
  shared: DemoHours['shared'],
  hours: number,
  told: number,
]

const HABITS: Habit[] = [
  [KEYS.desk, 'rpl', 'Data desk librarians', 'region', 6, 10],
  [KEYS.desk, 'tcdc', 'Data team', 'region', 5, 9],
  [KEYS.desk, 'hul', 'GIS and archive librarians', 'partners', 2, 8],
  [KEYS.desk, 'city', 'Open data office', 'region', 1.5, 9],
  [KEYS.desk, 'ebn', 'Block captains', 'region', 2.5, 10],
  [KEYS.health, 'hhs', 'Health librarians', 'partners', 1, 7],
]

/** Weeks of the half year behind us, told by those who promised; some were left out, as it goes. */
export function hours(now: Clock): DemoHours[] {
  const dice = chance(46)
  const mondays = mondaysBefore(now, 30)
  const since = { [KEYS.health]: now.day(BEGAN.health) }
  return HABITS.map(([partnership, organization, pool, shared, usual, told]) => ({
    partnership,
    organization: keyOf(organization),
    shared,
    pool,
    weeks: mondays
      .filter((week) => dice.between(1, 10) <= told && week >= (since[partnership] ?? ''))
      .map((week) => ({ week, hours: Math.max(0, Math.round(usual * (0.4 + 1.2 * dice.next()) * 2) / 2) })),
  }))
}

/** The Mondays of so many weeks that are over, the latest first. */
function mondaysBefore(now: Clock, weeks: number): string[] {
  const sinceMonday = (new Date(`${now.day(0)}T00:00:00Z`).getUTCDay() + 6) % 7
  return Array.from({ length: weeks }, (_, n) => now.day(sinceMonday + 7 * (n + 1)))
}
