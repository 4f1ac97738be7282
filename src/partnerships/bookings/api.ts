import { Hono } from 'hono'
import { z } from 'zod'
import type { ApiDoc } from '../../platform/api-docs.ts'
import { jsonList, tagged } from '../../platform/answers.ts'
import { checkJson, readJson, wrongField } from '../../platform/api-writes.ts'
import { isDay } from '../../platform/days.ts'
import { isProblem, permit, problem } from '../../platform/errors.ts'
import type { House, HouseContext } from '../../platform/house.ts'
import { askedText, readQuery } from '../../platform/list-query.ts'
import { getPartnership } from '../partnerships.ts'
import { answerBooking, book, cancelBooking, isTaken } from './booking-changes.ts'
import { setTerms } from './booking-terms.ts'
import { getBooking, takenOf, useOf } from './bookings.ts'
import { answerForm, bookingBody, cancellationForm, termsForm } from './forms.ts'
import { type Lending, lendingOf } from './lendings.ts'
import { bookingJson, calendarSchema, termsJson, useJson, useListSchema } from './renderings.ts'
import { canCancel, canTend, seesBookers } from './rules.ts'
import { isWallTime } from './wall-times.ts'

const DAY = 86_400_000

const spanQuery = z.object({
  from: askedText(10).describe('The first day (UTC); today where it is left out'),
  until: askedText(10).describe('The day before which it ends; 31 days later where it is left out'),
})

/** What is taken of a resource, for programs, also at the address of the page. */
export async function answerBookings(c: HouseContext, { resource, terms }: Lending): Promise<Response> {
  const { db, actor, moment } = c.var
  const { from, until } = readQuery(c, spanQuery)
  const first = isDay(from) ? new Date(`${from}T00:00:00Z`) : moment.at
  const last = isDay(until) ? new Date(`${until}T00:00:00Z`) : new Date(first.getTime() + 31 * DAY)
  const bookings = await takenOf(db, actor, resource.id, { from: first, until: last })
  return tagged(c, JSON.stringify({ terms: termsJson(terms), bookings: bookings.map(bookingJson) }))
}

const lending = (c: HouseContext): Promise<Lending> => lendingOf(c.var.db, c.var.actor, c.req.param('id') ?? '')

/** The JSON twin of the calendars of resources. */
export const bookingApi = new Hono<House>()
  .get('/resources/:id/bookings', async (c) => answerBookings(c, await lending(c)))
  .post('/resources/:id/bookings', async (c) => {
    const { db, actor, page, moment } = c.var
    const here = await lending(c)
    const { resource, organizations } = here
    permit(here.terms !== null && organizations.length > 0, 'bookings.errors.notYours')
    const { from, until, organization, partnership, purpose } = checkJson(c, bookingBody, await readJson(c))
    for (const [field, wall] of Object.entries({ from, until }))
      if (!isWallTime(wall)) throw wrongField(c, field, 'bookings.errors.time')
    const organizationId = organization || organizations[0]!.id
    permit(
      organizations.some(({ id }) => id === organizationId),
      'bookings.errors.notYours',
    )
    const known = partnership === '' || here.partnerships.some(({ id }) => id === partnership)
    if (!known) throw wrongField(c, 'partnership', 'forms.choose')
    const wanted = { from, until, purpose, organizationId, partnershipId: partnership || null, lang: page.lang }
    if (!c.var.repeats)
      await book(db, actor, resource, wanted, moment).catch((error: unknown) => {
        if (isTaken(error))
          throw Object.assign(problem(409, 'bookings.errors.taken'), { details: { free: error.free } })
        if (isProblem(error) && error.status === 422 && error.reason)
          throw wrongField(c, 'from', error.reason, error.values)
        throw error
      })
    return answerBookings(c, here)
  })
  .patch('/resources/:id/booking-terms', async (c) => {
    const { db, actor, region, moment } = c.var
    const here = await lending(c)
    permit(canTend(actor, here.resource), 'bookings.errors.tend')
    const before = here.terms
      ? { ...termsJson(here.terms)!, days: here.terms.days.map(String), asks: here.terms.asks ? 'yes' : 'no' }
      : { openTo: 'nobody', timeZone: region.timeZone, days: ['1', '2', '3', '4', '5', '6', '7'] }
    const { partnershipId, ...known } = { partnershipId: null, ...before }
    const input = checkJson(c, termsForm, await readJson(c), {
      ...known,
      partnership: partnershipId ?? '',
      ...('closes' in known && known.closes === '24:00' && { closes: '00:00' }),
    })
    if (input.closes <= input.opens) throw wrongField(c, 'closes', 'bookings.errors.order')
    if (input.openTo === 'partners' && !here.ownPartnerships.some(({ id }) => id === input.partnership))
      throw wrongField(c, 'partnership', 'forms.choose')
    await setTerms(db, actor, here.resource, input, moment)
    return answerBookings(c, await lending(c))
  })
  .post('/resources/:id/bookings/:booking/answer', async (c) => {
    const { db, actor, moment } = c.var
    const here = await lending(c)
    permit(canTend(actor, here.resource), 'bookings.errors.tend')
    const booking = await getBooking(db, actor, here.resource.id, c.req.param('booking'))
    const input = checkJson(c, answerForm, await readJson(c))
    if (!c.var.repeats) await answerBooking(db, actor, here.resource, booking, input, moment)
    return answerBookings(c, here)
  })
  .post('/resources/:id/bookings/:booking/cancellation', async (c) => {
    const { db, actor, moment } = c.var
    const here = await lending(c)
    permit(seesBookers(actor), 'bookings.errors.cancel')
    const booking = await getBooking(db, actor, here.resource.id, c.req.param('booking'))
    permit(canCancel(actor, here.resource, booking), 'bookings.errors.cancel')
    const { why } = checkJson(c, cancellationForm, await readJson(c))
    if (!c.var.repeats) await cancelBooking(db, actor, here.resource, booking, why, moment)
    return answerBookings(c, here)
  })
  .get('/partnerships/:id/resource-use', async (c) => {
    const { db, actor, moment } = c.var
    const partnership = await getPartnership(db, actor, c.req.param('id'))
    permit(actor.member, 'errors.membersOnly')
    const items = await useOf(db, actor, partnership.id, moment.at)
    return jsonList(c, items.map(useJson), items.length, null)
  })

const r = '/api/v1/{region}'
const one = `${r}/resources/{id}`
const of = (method: ApiDoc['method'], path: string, summary: string, more: Partial<ApiDoc> = {}): ApiDoc => ({
  method,
  path,
  summary,
  tag: 'Listings',
  response: calendarSchema,
  ...more,
})

export const bookingApiDocs: ApiDoc[] = [
  of('get', `${one}/bookings`, 'When a resource can be booked and what is taken; members are told by whom', {
    query: spanQuery,
  }),
  of(
    'post',
    `${one}/bookings`,
    'Books it, or asks for it; where somebody was faster 409 tells the nearest free times',
    {
      body: bookingBody,
    },
  ),
  of('patch', `${one}/booking-terms`, 'Says who may book it, and when', { body: termsForm }),
  of('post', `${one}/bookings/{booking}/answer`, 'Accepts or declines who asked', { body: answerForm }),
  of('post', `${one}/bookings/{booking}/cancellation`, 'Takes a booking back: the time is free again', {
    body: cancellationForm,
  }),
  of('get', `${r}/partnerships/{id}/resource-use`, 'What was used of shared resources for a partnership; for members', {
    tag: 'Partnerships',
    response: useListSchema,
    closed: true,
  }),
]
