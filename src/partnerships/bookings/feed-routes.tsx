import { Hono } from 'hono'
import { paths } from '../../paths.ts'
import type { Actor } from '../../platform/actor.ts'
import type { House, HouseContext } from '../../platform/house.ts'
import { href } from '../../ui/page.ts'
import { answerCalendar } from '../momentum/calendar-routes.tsx'
import { type Booking, takenOf } from './bookings.ts'
import { type Lending, lentResource } from './lendings.ts'

const DAY = 86_400_000
/** A calendar keeps what is over for so many days, and nothing is booked further ahead. */
const SPAN = { before: 92, ahead: 370 }

/** The calendars of resources for calendar programs. */
export const bookingFeedRoutes = new Hono<House>().get('/resources/:slug/bookings.ics', async (c) =>
  answerFeed(c, await lentResource(c.var.db, c.var.actor, c.req.param('slug'))),
)

/** What is taken of a resource as a calendar: each reader is told what the page tells them. */
export async function answerFeed(
  c: HouseContext,
  resource: Pick<Lending['resource'], 'id' | 'slug' | 'name'>,
  actor: Actor = c.var.actor,
): Promise<Response> {
  const { db, page, moment } = c.var
  const at = moment.at.getTime()
  const span = { from: new Date(at - SPAN.before * DAY), until: new Date(at + SPAN.ahead * DAY) }
  const bookings = await takenOf(db, actor, resource.id, span)
  const path = paths.bookings(page.region!.slug, resource.slug)
  const events = bookings.map((booking) => {
    const { startsAt, endsAt, state, organization, person, purpose } = booking
    const who = [organization?.name, person].filter(Boolean).join(', ')
    return {
      key: keyOf(booking),
      summary: `${resource.name}: ${organization?.name ?? page.t('bookings.taken')}`,
      url: page.origin + href(page, `${path}?month=${booking.from.slice(0, 7)}`),
      from: startsAt,
      until: endsAt,
      isAsked: state === 'asked',
      ...(purpose !== null && { description: [purpose, who].filter(Boolean).join('\n') }),
    }
  })
  return answerCalendar(c, { name: resource.name, fresh: 3600, events })
}

/** Whose it is stays with those who may know: to all others a time that is taken is called by its time. */
const keyOf = ({ id, purpose, resourceId, startsAt }: Booking) =>
  purpose === null ? `${startsAt.getTime()}-${resourceId}` : id
