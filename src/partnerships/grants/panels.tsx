import { paths } from '../../paths.ts'
import { organizationsWith } from '../../platform/actor.ts'
import { dayIn, monthsLater } from '../../platform/days.ts'
import { formatDate } from '../../platform/i18n.ts'
import type { Waits } from '../../platform/room.ts'
import { href } from '../../ui/page.ts'
import { dueReports } from './grants.ts'

/** What a funder wants to hear within a month, or wanted to hear: for coordinators and whoever speaks for a partner. */
export const reportsWaiting: Waits = async (db, actor, region, page) => {
  const today = dayIn(region.timeZone, page.now)
  const due = await dueReports(db, actor, organizationsWith(actor, 'speak'), monthsLater(today, 1))
  const [first] = due
  if (!first) return null
  const values = { n: due.length, name: first.name, date: formatDate(page.lang, first.due, 'long') }
  return {
    label: page.t('partnership-grants.waits', values),
    href: href(page, paths.grant(region.slug, first.grantId)),
  }
}
