import { paths } from '../../paths.ts'
import type { HouseContext } from '../../platform/house.ts'
import { href } from '../../ui/page.ts'
import { type Calendar, makeCalendar, writeCalendar } from './calendars.ts'

/** The address of a calendar of the reader's own, made anew: it is told once, in an answer that nobody keeps. */
export async function makeCalendarAddress(c: HouseContext, record: { id: string }): Promise<string> {
  const { db, actor, region, page, moment } = c.var
  const token = await makeCalendar(db, actor, record, moment)
  c.header('cache-control', 'no-store')
  return page.origin + href(page, paths.link(region.slug, token))
}

/** A calendar as calendar programs read it. */
export function answerCalendar(c: HouseContext, calendar: Calendar): Response {
  c.header('content-type', 'text/calendar; charset=utf-8')
  return c.body(writeCalendar(calendar, new URL(c.var.page.origin).hostname))
}
