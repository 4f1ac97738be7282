import { nextWeek } from '../days.ts'
import { type Line, belong, everyone, members, sides, speaksFor } from './lines.ts'

const one = '/:region/resources/:slug/bookings'
const v1 = '/api/v1/:region/resources/:id'
const booked = () => ({ from: '10:00', until: '11:30', purpose: 'A workshop', day: nextWeek(new Date()) })
const sent = () => ({
  from: `${nextWeek(new Date())}T10:00`,
  until: `${nextWeek(new Date())}T11:30`,
  purpose: 'A workshop',
})
const terms = { openTo: 'region', asks: 'yes', timeZone: 'America/New_York', days: ['1', '2'], opens: '09:00' }
/** Whoever speaks for an organization of the region. */
const bookers = [...sides, 'outside' as const]

/** Calendars of resources: everybody sees what is taken, members by whom. */
export const bookings: Line[] = [
  { route: `GET ${one}`, at: 'lent', who: everyone, formats: ['json'] },
  { route: `GET ${one}.ics`, at: 'lent', who: everyone },
  { route: `POST ${one}/calendars`, at: 'lent', who: belong },
  { route: `POST ${one}`, at: 'lent', who: bookers, form: booked },
  { route: `GET ${one}/terms`, at: 'lent', who: speaksFor },
  { route: `POST ${one}/terms`, at: 'lent', who: speaksFor, form: () => ({ ...terms, closes: '20:00' }) },
  { route: `POST ${one}/:booking/answer`, at: 'booking', who: speaksFor, form: () => ({ answer: 'accept' }) },
  { route: `POST ${one}/:booking/cancellation`, at: 'booking', who: [...speaksFor, 'outside'] },
  { route: `GET ${v1}/bookings`, at: 'lent', who: everyone },
  { route: `POST ${v1}/bookings`, at: 'lent', who: bookers, json: true, form: sent },
  { route: `PATCH ${v1}/booking-terms`, at: 'lent', who: speaksFor, json: true, form: () => ({ asks: 'yes' }) },
  {
    route: `POST ${v1}/bookings/:booking/answer`,
    at: 'booking',
    who: speaksFor,
    json: true,
    form: () => ({ answer: 'decline', why: 'It is closed then' }),
  },
  { route: `POST ${v1}/bookings/:booking/cancellation`, at: 'booking', who: [...speaksFor, 'outside'], json: true },
  { route: 'GET /api/v1/:region/partnerships/:id/resource-use', at: 'partnership', who: members },
]
