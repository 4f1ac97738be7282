import type { Child } from 'hono/jsx'
import { paths } from '../../paths.ts'
import type { Actor } from '../../platform/actor.ts'
import { dayIn } from '../../platform/days.ts'
import type { Db } from '../../platform/db.ts'
import { type Page, href } from '../../ui/page.ts'
import { getPartnership, type Partnership } from '../partnerships.ts'
import { inForce } from './forces.ts'
import { SignOffSummary } from './summary-panel.tsx'
import { canReadSignOffs } from './rules.ts'
import { awaiting, listStandingAskings, openAsking } from './sign-offs.ts'

/** On the partnership's own page: what is in force, and where each partner stands. */
export async function signOffPanel(db: Db, actor: Actor, partnership: Partnership, page: Page): Promise<Child | null> {
  const today = dayIn(page.region!.timeZone, page.now)
  const force = await inForce(db, actor.regionId, partnership.id)
  const askings = canReadSignOffs(actor, partnership)
    ? await listStandingAskings(db, actor, partnership.id, force?.askingId ?? null, today)
    : []
  const asking = openAsking(askings) ?? askings.find(({ id }) => id === force?.askingId)
  return !force && !asking ? null : <SignOffSummary {...{ page, partnership, force, asking }} />
}

/** Charters that wait for the word of this very leader. */
export async function signOffsWaiting(db: Db, actor: Actor, region: { slug: string; timeZone: string }, page: Page) {
  const waiting = await awaiting(db, actor, dayIn(region.timeZone, page.now))
  const [first] = waiting
  if (!first) return null
  const partnership = await getPartnership(db, actor, first.subjectId)
  return {
    label: page.t('sign-offs.waiting', { n: waiting.length, partnership: partnership.name }),
    href: href(page, `${paths.signOffs(region.slug, partnership.slug)}#answer`),
  }
}
