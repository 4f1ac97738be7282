import { Hono } from 'hono'
import type { Actor } from '../../platform/actor.ts'
import { endOfDay, isTable, jsonList, tableAnswer, wants } from '../../platform/answers.ts'
import { dayIn } from '../../platform/days.ts'
import { permit } from '../../platform/errors.ts'
import type { House, HouseContext } from '../../platform/house.ts'
import { document } from '../../ui/layout.tsx'
import { href } from '../../ui/page.ts'
import { withPartnership } from '../addressed-routes.tsx'
import type { Partnership } from '../partnerships.ts'
import { isPartner } from '../rules.ts'
import { answerCalendar, makeCalendarAddress } from './calendar-routes.tsx'
import { type Happening, happeningsOf } from './happenings.ts'
import { LinePicture, pathOf, sayHappening } from './line-panel.tsx'
import { layOutLine } from './lines.ts'
import { happeningCells, happeningJson, HAPPENING_COLUMNS } from './renderings.ts'
import { TimelinePage } from './timeline-page.tsx'
import { newFormKey } from '../../platform/request-keys.ts'

/** The line of a partnership: page, picture, table, calendar. */
export const timelineRoutes = new Hono<House>()
  .get(
    '/partnerships/:partnership/timeline',
    withPartnership(async (c, partnership) => {
      const form = wants(c)
      if (form === 'html') return timelinePage(c, partnership)
      const all = await readHappenings(c, partnership)
      if (!isTable(form)) return jsonList(c, all.map(happeningJson), all.length, null)
      const rows = all.map((one) => happeningCells(one, sayHappening(c.var.page, one)))
      return tableAnswer(c, `${partnership.slug}-timeline`, HAPPENING_COLUMNS, rows)
    }),
  )
  .get(
    '/partnerships/:partnership/timeline.svg',
    withPartnership(async (c, partnership) => {
      const line = layOutLine(await readHappenings(c, partnership), todayOf(c))
      c.header('content-type', 'image/svg+xml')
      return c.body(String(<LinePicture page={c.var.page} partnership={partnership} line={line} />))
    }),
  )
  .get(
    '/partnerships/:partnership/timeline.ics',
    withPartnership(async (c, partnership) => calendarAnswer(c, partnership, await readHappenings(c, partnership))),
  )
  .post(
    '/partnerships/:partnership/timeline/calendars',
    withPartnership(async (c, partnership) => {
      permit(hasOwnCalendar(c.var.actor, partnership), 'momentum.errors.calendar')
      return timelinePage(c, partnership, await makeCalendarAddress(c, partnership))
    }),
  )

const hasOwnCalendar = (actor: Actor, partnership: Partnership) =>
  actor.personId !== null && (actor.coordinates || isPartner(actor, partnership))

const todayOf = (c: HouseContext) => dayIn(c.var.region.timeZone, c.var.moment.at)

const readHappenings = (c: HouseContext, partnership: Partnership): Promise<Happening[]> => {
  const { db, actor, region } = c.var
  return happeningsOf({ db, actor, partnership, timeZone: region.timeZone, today: todayOf(c) })
}

/** What has its day, as a calendar. */
export function calendarAnswer(c: HouseContext, partnership: Partnership, happenings: readonly Happening[]): Response {
  const { page } = c.var
  const events = happenings.map((one) => ({
    key: `${one.key}-${partnership.id}`,
    day: one.day,
    summary: `${partnership.name}: ${sayHappening(page, one)}`,
    url: page.origin + href(page, pathOf(page, partnership, one)),
  }))
  return answerCalendar(c, { name: partnership.name, fresh: 43_200, events })
}

async function timelinePage(c: HouseContext, partnership: Partnership, calendar?: string) {
  const { page, actor, region, moment } = c.var
  const [today, happenings] = [todayOf(c), await readHappenings(c, partnership)]
  if (!calendar) {
    c.set('cached', { params: [], freshUntil: endOfDay(region.timeZone, moment.at) })
    c.header('vary', 'accept')
  }
  const line = layOutLine(happenings, today)
  const formKey = newFormKey(moment)
  const hasOwn = hasOwnCalendar(actor, partnership)
  const view = { page, partnership, happenings, line, today, hasOwn, calendar, formKey }
  return c.html(document(<TimelinePage {...view} />))
}
