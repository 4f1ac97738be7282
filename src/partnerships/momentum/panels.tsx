import type { Child } from 'hono/jsx'
import type { Actor } from '../../platform/actor.ts'
import { dayIn } from '../../platform/days.ts'
import type { Db } from '../../platform/db.ts'
import type { Page } from '../../ui/page.ts'
import type { Goal } from '../goals/goals.ts'
import type { EntryLine } from '../ledgers/entry-lines.ts'
import type { Partnership } from '../partnerships.ts'
import { ahead, happeningsOf } from './happenings.ts'
import { MomentumPanel } from './momentum-panel.tsx'

/** So much of what comes and of what was stands on the partnership's own page. */
const [COMING, PAST] = [2, 3]

/** What comes next, and what was lately; nothing where nothing has its day. */
export async function momentumPanel(
  db: Db,
  actor: Actor,
  partnership: Partnership,
  page: Page,
  { gains, goals }: { gains: EntryLine[]; goals: Goal[] },
): Promise<Child | null> {
  const { timeZone } = page.region!
  const today = dayIn(timeZone, page.now)
  const all = await happeningsOf({ db, actor, partnership, timeZone, today, gains, goals })
  if (all.length === 0) return null
  const coming = ahead(all, today).slice(0, COMING)
  const past = all
    .filter(({ day }) => day < today)
    .slice(-PAST)
    .toReversed()
  return <MomentumPanel {...{ page, partnership, coming, past }} />
}
