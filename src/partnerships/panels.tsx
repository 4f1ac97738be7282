import type { Child } from 'hono/jsx'
import type { Actor } from '../platform/actor.ts'
import type { Db } from '../platform/db.ts'
import { type Page, href } from '../ui/page.ts'
import { paths } from '../paths.ts'
import { formatNumber } from '../platform/i18n.ts'
import type { Keep } from '../platform/kept-reads.ts'
import { momentumPanel } from './momentum/panels.tsx'
import { commentsPanel } from './comments/panels.tsx'
import { factorsPanel } from './factors/panels.tsx'
import { lentPanel } from './bookings/panels.tsx'
import { hoursPanel } from './hours/panels.tsx'
import { type EntryLine, listLines } from './ledgers/entry-lines.ts'
import { benefitsPart } from './ledgers/panels.tsx'
import { goalsServedBy } from './goals/goal-links.ts'
import type { Goal } from './goals/goals.ts'
import { servedPanel } from './goals/panels.tsx'
import { signOffPanel } from './sign-offs/panels.tsx'
import { charterPanel } from './charter/panels.tsx'
import { OrganizationPartnerships } from './partnerships-panel.tsx'
import { rolesPanel } from './roles/panels.tsx'
import { pulsePanel } from './pulse/panels.tsx'
import { canPropose } from './rules.ts'
import { countPartnerships, partnershipsOf } from './partnership-lists.ts'
import { type Partnership } from './partnerships.ts'

/** What a part shows on the partnership's own page: a summary that leads to its tab; null where there is nothing to say. */
export interface OverviewPanel {
  /** Smaller stands higher: dials 10, charter 20, roles 30, benefits 40, sign-off and time 50, what is next 60. */
  order: number
  render(db: Db, actor: Actor, partnership: Partnership, page: Page, known: Known): Promise<Child | null>
}

/** What several parts tell of, as this reader may read it: read once. */
interface Known {
  gains: EntryLine[]
  goals: Goal[]
}

/** The parts of the overview; a part adds its line. */
const OVERVIEW: OverviewPanel[] = [
  { order: 22, render: servedPanel },
  { order: 10, render: factorsPanel },
  { order: 20, render: charterPanel },
  { order: 40, render: benefitsPart },
  { order: 30, render: rolesPanel },
  { order: 60, render: momentumPanel },
  { order: 48, render: signOffPanel },
  { order: 70, render: commentsPanel },
  { order: 45, render: lentPanel },
  { order: 50, render: hoursPanel },
  { order: 55, render: pulsePanel },
]

/** The overview of a partnership, part by part. */
export async function overviewOf(db: Db, actor: Actor, partnership: Partnership, page: Page): Promise<Child[]> {
  const [gains, goals] = await Promise.all([
    listLines(db, actor, 'benefit', partnership.id),
    goalsServedBy(db, actor, partnership.id),
  ])
  const ordered = OVERVIEW.toSorted((a, b) => a.order - b.order)
  return Promise.all(ordered.map((part) => part.render(db, actor, partnership, page, { gains, goals })))
}

/** On the profile of an organization: what it works on together with others. */
export async function partnershipsPanel(
  db: Db,
  actor: Actor,
  organization: { id: string; slug: string },
  page: Page,
): Promise<Child | null> {
  const items = await partnershipsOf(db, actor, organization.id)
  const mayPropose = canPropose(actor)
  if (items.length === 0 && !mayPropose) return null
  return <OrganizationPartnerships {...{ page, organization, items, mayPropose }} />
}

/** How many partnerships a region has; the number leads to them. */
export async function partnershipsFigure(db: Db, actor: Actor, page: Page, keep: Keep) {
  const count = await keep('partnerships', () => countPartnerships(db, actor))
  if (count === 0) return null
  const value = formatNumber(page.lang, count)
  return {
    label: page.t('partnerships.figure', { count }),
    value,
    href: href(page, paths.partnerships(page.region!.slug)),
  }
}
