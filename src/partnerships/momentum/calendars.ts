import ical, { ICalCalendarMethod, type ICalEventData, ICalEventStatus, ICalEventTransparency } from 'ical-generator'
import { currentMandates } from '../../account/actors.ts'
import { memberActor, type Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import { problem } from '../../platform/errors.ts'
import { type Link, makeLink } from '../../platform/links.ts'
import type { Moment } from '../../platform/moment.ts'

/** When something is: on its day, or a time that is taken, perhaps only asked for. */
type Times = { day: string } | { from: Date; until: Date; isAsked: boolean; description?: string }

/** What stands in a calendar. */
export type CalendarEvent = { key: string; summary: string; url: string } & Times

/** A calendar for calendar programs. */
export interface Calendar {
  name: string
  /** After so many seconds programs ask for it again. */
  fresh: number
  events: readonly CalendarEvent[]
}

const DAY = 86_400_000

/** A calendar as an iCalendar feed (RFC 5545), the same bytes for the same events. */
export function writeCalendar({ name, fresh, events }: Calendar, host: string): string {
  const calendar = ical({
    name,
    method: ICalCalendarMethod.PUBLISH,
    prodId: { company: 'Tieline', product: 'Tieline' },
    ttl: fresh,
  })
  for (const { key, summary, url, ...when } of events)
    calendar.createEvent({ id: `${key}@${host}`, summary, url, ...timesOf(when) })
  return calendar.toString()
}

function timesOf(when: Times): Omit<ICalEventData, 'id'> {
  if ('day' in when) {
    const start = new Date(`${when.day}T00:00:00Z`)
    const end = new Date(start.getTime() + DAY)
    return { start, end, allDay: true, stamp: start, transparency: ICalEventTransparency.TRANSPARENT }
  }
  const { from: start, until: end, isAsked, description } = when
  const status = isAsked ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED
  return { start, end, stamp: start, status, ...(description !== undefined && { description }) }
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
