import { answerFeed } from '../bookings/feed-routes.tsx'
import { lentResourceIfSeen } from '../bookings/lendings.ts'
import { dayIn } from '../../platform/days.ts'
import { problem } from '../../platform/errors.ts'
import type { LinkHandler } from '../../platform/links.ts'
import { getPartnership } from '../partnerships.ts'
import { calendarReader } from './calendars.ts'
import { happeningsOf } from './happenings.ts'
import { calendarAnswer } from './timeline-routes.tsx'

/** The address of somebody's own calendar, of a partnership or of what is lent: programs read it as often as they like, with what that person may see that day. */
export const calendarLink: LinkHandler = {
  async show(c, { link }) {
    const { db, region, moment } = c.var
    const { actor, recordId } = await calendarReader(db, region, link, moment.at)
    const resource = await lentResourceIfSeen(db, actor, recordId)
    if (resource) return answerFeed(c, resource, actor)
    const partnership = await getPartnership(db, actor, recordId)
    const today = dayIn(region.timeZone, moment.at)
    const happenings = await happeningsOf({ db, actor, partnership, timeZone: region.timeZone, today })
    return calendarAnswer(c, partnership, happenings)
  },
  answer: () => Promise.reject(problem(404)),
}
