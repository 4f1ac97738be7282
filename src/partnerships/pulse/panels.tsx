import type { Child } from 'hono/jsx'
import { paths } from '../../paths.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import type { Page } from '../../ui/page.ts'
import type { Partnership } from '../partnerships.ts'
import { PulseOverview } from './overview-panel.tsx'
import { lastPulse, openPulse } from './pulses.ts'
import { canSeePulses } from './rules.ts'

/** On the partnership's own page, for its partners: what the last round says to talk about. */
export async function pulsePanel(db: Db, actor: Actor, partnership: Partnership, page: Page): Promise<Child | null> {
  if (!canSeePulses(actor, partnership)) return null
  const [open, last] = await Promise.all([openPulse(db, actor, partnership.id), lastPulse(db, actor, partnership.id)])
  if (!open && !last) return null
  const path = paths.partnershipTab(page.region!.slug, partnership.slug, 'pulse')
  return <PulseOverview {...{ page, open, last, path }} />
}
