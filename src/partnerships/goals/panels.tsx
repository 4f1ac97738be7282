import type { Child } from 'hono/jsx'
import { paths } from '../../paths.ts'
import type { Actor } from '../../platform/actor.ts'
import { dayIn } from '../../platform/days.ts'
import type { Db } from '../../platform/db.ts'
import { type Page, href } from '../../ui/page.ts'
import { currentParties, type Partnership } from '../partnerships.ts'
import { GoalsOfOrganization, GoalsOfPartnership } from './goals-panel.tsx'
import { expiredWaiting, type Goal, listGoals } from './goals.ts'
import { canEditGoals, isWanted } from './rules.ts'

const todayOf = (page: Page) => dayIn(page.region!.timeZone, page.now)

/** On the profile of an organization: how many of its goals something serves. */
export async function goalsPanel(
  db: Db,
  actor: Actor,
  organization: { id: string; slug: string },
  page: Page,
): Promise<Child | null> {
  const today = todayOf(page)
  const goals = (await listGoals(db, actor, organization.id)).filter((goal) => isWanted(goal, today))
  if (goals.length === 0 && !canEditGoals(actor, { organization })) return null
  return <GoalsOfOrganization {...{ page, organization, goals, today }} />
}

/** On the partnership's own page: whose goals it serves. */
export async function servedPanel(
  _db: Db,
  _actor: Actor,
  partnership: Partnership,
  page: Page,
  { goals }: { goals: Goal[] },
): Promise<Child | null> {
  const parties = currentParties(partnership)
  if (parties.length === 0) return null
  return <GoalsOfPartnership {...{ page, partnership, parties, goals }} />
}

/** Goals of an organization this actor speaks for whose time is over: what becomes of them? */
export async function goalsWaiting(db: Db, actor: Actor, region: { slug: string; timeZone: string }, page: Page) {
  const found = await expiredWaiting(db, actor, dayIn(region.timeZone, page.now))
  if (!found) return null
  const { slug, name, count } = found
  return {
    label: page.t('partnership-goals.waiting', { count, name }),
    href: href(page, paths.organizationGoals(region.slug, slug)),
  }
}
