import ical, { ICalCalendarMethod, ICalEventTransparency } from 'ical-generator'
import { currentMandates } from '../../account/actors.ts'
import { memberActor, type Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import { problem } from '../../platform/errors.ts'
import { type Link, makeLink } from '../../platform/links.ts'
import type { Moment } from '../../platform/moment.ts'

/** A day of a calendar. */
export interface CalendarDay {
  key: string
  day: string
  summary: string
  url: string
}

const DAY = 86_400_000

/** Whole days as an iCalendar feed (RFC 5545), the same bytes for the same days. */
export function writeCalendar(name: string, host: string, days: readonly CalendarDay[]): string {
  const calendar = ical({
    name,
    method: ICalCalendarMethod.PUBLISH,
    prodId: { company: 'Tieline', product: 'Tieline' },
    ttl: 43_200,
  })
  for (const { key, day, summary, url } of days) {
    const start = new Date(`${day}T00:00:00Z`)
    calendar.createEvent({
      id: `${key}@${host}`,
      start,
      end: new Date(start.getTime() + DAY),
      allDay: true,
      stamp: start,
      summary,
      url,
      transparency: ICalEventTransparency.TRANSPARENT,
    })
  }
  return calendar.toString()
}

/** So long the address of somebody's calendar works. */
export const CALENDAR_DAYS = 400
/** Programs ask for it every few hours. */
const USES = 1_000_000

/** The secret part of the address of somebody's own calendar of a partnership, or of what is lent; it is told once. */
export const makeCalendar = (db: Db, actor: Actor, record: { id: string }, moment: Moment): Promise<string> =>
  makeLink(
    db,
    {
      regionId: actor.regionId,
      purpose: 'calendar',
      recordId: record.id,
      personId: actor.personId,
      days: CALENDAR_DAYS,
      uses: USES,
    },
    moment,
  )

/** Who holds the link of a calendar, with what they may see today. */
export async function calendarReader(
  db: Db,
  region: { id: string; timeZone: string },
  { personId, recordId }: Pick<Link, 'personId' | 'recordId'>,
  now: Date,
): Promise<{ actor: Actor; recordId: string }> {
  if (!personId || !recordId) throw problem(404)
  const mandates = await currentMandates(db, region, personId, now)
  const actor = memberActor({ regionId: region.id, accountId: null, personId, name: '', mandates, kind: 'link' })
  return { actor, recordId }
}
