import type { DemoQuarters } from '../../types.ts'
import type { Clock } from '../clock.ts'
import { KEYS } from './partnerships.ts'

type State = 'met' | 'not' | 'unknown'

/** Quarter by quarter what came to be so (`key`), turned out not to be so (`!key`), or is not known any more (`?key`). */
function quarters(...steps: string[]): Record<string, State>[] {
  let states: Record<string, State> = {}
  return steps.map((step) => {
    const changes = step.split(' ').map((word): [string, State] => {
      const key = word.replace(/^[!?]/, '')
      return [key, word.startsWith('!') ? 'not' : word.startsWith('?') ? 'unknown' : 'met']
    })
    states = { ...states, ...Object.fromEntries(changes) }
    return states
  })
}

/** How Riverbend's partnerships stood at the end of each quarter, as it was kept then. */
export const factorQuarters = (now: Clock): DemoQuarters[] => [
  {
    today: now.day(0),
    partnership: KEYS.desk,
    quarters: quarters(
      'words each-plays !led skills tied !two-people',
      'time shared led one-lead audiences strong fresh goals !both-ways each-gives',
      'permission yes roles-signed goals-hold two-people grown !each-gains',
      'time-kept spread capacity each-gains both-ways !one-lead',
      'one-lead reach gains-shown outlasts heard trust mission-felt !fresh',
      'benefits-felt !time-kept !tied',
    ),
  },
  {
    today: now.day(0),
    partnership: KEYS.budget,
    quarters: quarters(
      'each-plays skills led one-lead words',
      'shared audiences !led !one-lead',
      'spread !time ?words each-gives',
      'time !fresh !tied',
    ),
  },
  {
    today: now.day(0),
    partnership: KEYS.maps,
    quarters: quarters(
      'led one-lead skills words',
      'audiences !spread time tied',
      'each-gives !both-ways !two-people',
      '!each-plays !many-hands',
      'time-kept !fresh',
    ),
  },
  { today: now.day(0), partnership: KEYS.health, quarters: quarters('led one-lead skills !permission') },
]
