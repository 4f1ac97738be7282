import { Hono } from 'hono'
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import { paths } from '../../paths.ts'
import type { Actor } from '../../platform/actor.ts'
import type { House, HouseContext } from '../../platform/house.ts'
import { href } from '../../ui/page.ts'
import { type Booking, takenOf } from './bookings.ts'
import { type Lending, shownLending } from './lendings.ts'

const DAY = 86_400_000
/** A calendar keeps what is over for so many days, and nothing is booked further ahead. */
const SPAN = { before: 92, ahead: 370 }

/** The calendars of resources for calendar programs. */
export const bookingFeedRoutes = new Hono<House>().get('/resources/:slug/bookings.ics', async (c) =>
  answerFeed(c, await shownLending(c.var.db, c.var.actor, c.req.param('slug'))),
)

/** What is taken of a resource as an iCalendar feed (RFC 5545): each reader is told what the page tells them. */
export async function answerFeed(
  c: HouseContext,
  { resource }: Pick<Lending, 'resource'>,
  actor: Actor = c.var.actor,
): Promise<Response> {
  const { db, page, moment } = c.var
  const at = moment.at.getTime()
  const span = { from: new Date(at - SPAN.before * DAY), until: new Date(at + SPAN.ahead * DAY) }
  const bookings = await takenOf(db, actor, resource.id, span)
  const calendar = ical({
    name: resource.name,
    method: ICalCalendarMethod.PUBLISH,
    prodId: { company: 'Tieline', product: 'Tieline' },
    ttl: 3600,
  })
  const host = new URL(page.origin).hostname
  const path = paths.bookings(page.region!.slug, resource.slug)
  for (const booking of bookings) {
    const { startsAt, endsAt, state, organization, person, purpose } = booking
    const who = [organization?.name, person].filter(Boolean).join(', ')
    calendar.createEvent({
      id: `${keyOf(booking)}@${host}`,
      start: startsAt,
      end: endsAt,
      stamp: startsAt,
      summary: `${resource.name}: ${organization?.name ?? page.t('bookings.taken')}`,
      status: state === 'asked' ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED,
      url: page.origin + href(page, `${path}?month=${booking.from.slice(0, 7)}`),
      ...(purpose !== null && { description: [purpose, who].filter(Boolean).join('\n') }),
    })
  }
  c.header('content-type', 'text/calendar; charset=utf-8')
  return c.body(calendar.toString())
}

/** Whose it is stays with those who may know: to all others a time that is taken is called by its time. */
const keyOf = ({ id, purpose, resourceId, startsAt }: Booking) =>
  purpose === null ? `${startsAt.getTime()}-${resourceId}` : id
