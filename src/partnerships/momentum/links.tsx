import { dayIn } from '../../platform/days.ts'
import { problem } from '../../platform/errors.ts'
import type { LinkHandler } from '../../platform/links.ts'
import { getPartnership } from '../partnerships.ts'
import { calendarReader } from './calendars.ts'
import { happeningsOf } from './happenings.ts'
import { calendarAnswer } from './timeline-routes.tsx'

/** The address of somebody's own calendar: programs read it as often as they like, with what that person may see that day. */
export const calendarLink: LinkHandler = {
  async show(c, { link }) {
    const { db, region, moment } = c.var
    const { actor, partnershipId } = await calendarReader(db, region, link, moment.at)
    const partnership = await getPartnership(db, actor, partnershipId)
    const today = dayIn(region.timeZone, moment.at)
    const happenings = await happeningsOf({ db, actor, partnership, timeZone: region.timeZone, today })
    return calendarAnswer(c, partnership, happenings)
  },
  answer: () => Promise.reject(problem(404)),
}
