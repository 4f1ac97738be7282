import type { Child } from 'hono/jsx'
import { paths } from '../../paths.ts'
import type { Actor } from '../../platform/actor.ts'
import { dayIn } from '../../platform/days.ts'
import type { Db } from '../../platform/db.ts'
import { type Page, href } from '../../ui/page.ts'
import type { Partnership } from '../partnerships.ts'
import { askedOf } from './asked-hours.ts'
import { HoursSummary } from './hours-panel.tsx'
import { hoursOf } from './hours.ts'

/** On the partnership's own page: promised and used; nothing where nobody promised and nobody wrote anything down. */
export async function hoursPanel(db: Db, actor: Actor, partnership: Partnership, page: Page): Promise<Child | null> {
  const hours = await hoursOf(db, actor, partnership, dayIn(page.region?.timeZone ?? 'UTC', page.now))
  const told = hours.filter((one) => one.promised !== null || one.used)
  return told.length === 0 ? null : <HoursSummary page={page} partnership={partnership} hours={told} />
}

/** Hours of the week that is over, for which this very person is asked each week, and of which nothing was said. */
export async function hoursWaiting(db: Db, actor: Actor, region: { slug: string; timeZone: string }, page: Page) {
  if (actor.personId === null) return null
  const asked = await askedOf(db, actor.regionId, actor.personId, dayIn(region.timeZone, page.now))
  const open = asked.filter(({ weeks }) => weeks[0]?.hours === null)
  const [first] = open
  if (!first) return null
  const values = { n: open.length, partnership: first.partnership.name }
  const to = paths.partyHours(region.slug, first.partnership.slug, first.party.organization.slug)
  return { label: page.t('partnership-hours.waiting', values), href: href(page, to) }
}
