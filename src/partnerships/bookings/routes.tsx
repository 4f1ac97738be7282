import { Hono } from 'hono'
import { z } from 'zod'
import { paths } from '../../paths.ts'
import { wants } from '../../platform/answers.ts'
import { dayIn, daysLater } from '../../platform/days.ts'
import { isProblem, permit, problem } from '../../platform/errors.ts'
import type { House, HouseContext } from '../../platform/house.ts'
import { isDay } from '../../platform/days.ts'
import { askedText, readQuery } from '../../platform/list-query.ts'
import { emptyForm, type FormState, parseForm } from '../../platform/parse-form.ts'
import { document } from '../../ui/layout.tsx'
import { href } from '../../ui/page.ts'
import { makeCalendarAddress } from '../momentum/calendar-routes.tsx'
import { answerBookings } from './api.ts'
import { answerBooking, book, cancelBooking, isTaken } from './booking-changes.ts'
import { BookingPage } from './booking-page.tsx'
import { setTerms, type Terms } from './booking-terms.ts'
import { getBooking, takenOf } from './bookings.ts'
import { daysOfMonth, isMonth, withBookings } from './calendars.ts'
import { answerForm, bookingForm, cancellationForm, termsForm } from './forms.ts'
import { type Lending, lendingOf, shownLending } from './lendings.ts'
import { canCancel, canTend, seesBookers } from './rules.ts'
import { TermsPage } from './terms-page.tsx'
import { momentOf } from './wall-times.ts'
import type { Stretch } from './free-times.ts'
import { newFormKey } from '../../platform/request-keys.ts'

const calendarQuery = z.object({ month: askedText(7), day: askedText(10), done: askedText(20) })

const lending = (c: HouseContext): Promise<Lending> => lendingOf(c.var.db, c.var.actor, c.req.param('slug') ?? '')

const shown = (c: HouseContext): Promise<Lending> => shownLending(c.var.db, c.var.actor, c.req.param('slug') ?? '')

/** Calendars of shared resources: looked at, booked, answered, taken back. */
export const bookingRoutes = new Hono<House>()
  .get('/resources/:slug/bookings', async (c) => {
    const here = await shown(c)
    if (wants(c) === 'json') return answerBookings(c, here)
    c.header('vary', 'accept')
    return c.html(await calendar(c, here))
  })
  .post('/resources/:slug/bookings/calendars', async (c) => {
    const { actor } = c.var
    const here = await shown(c)
    permit(actor.personId !== null && seesBookers(actor), 'bookings.errors.calendar')
    return c.html(await calendar(c, here, { address: await makeCalendarAddress(c, here.resource) }))
  })
  .post('/resources/:slug/bookings', async (c) => {
    const { db, actor, page, moment } = c.var
    const here = await lending(c)
    const { resource, organizations } = here
    permit(here.terms !== null && organizations.length > 0, 'bookings.errors.notYours')
    const form = await parseForm(c, bookingForm, page.t)
    if (!form.ok) return c.html(await calendar(c, here, { form }), 422)
    const organization = form.value.organization || organizations[0]!.id
    permit(
      organizations.some(({ id }) => id === organization),
      'bookings.errors.notYours',
    )
    const partnership = here.partnerships.find(({ id }) => id === form.value.partnership)
    if (form.value.partnership !== '' && !partnership) throw problem(422, 'forms.choose')
    const { from, until, purpose } = form.value
    const wanted = { from, until, purpose, organizationId: organization, partnershipId: partnership?.id ?? null }
    try {
      const { state } = await book(db, actor, resource, { ...wanted, lang: page.lang }, moment)
      return back(c, here, state, from.slice(0, 7))
    } catch (error) {
      if (!isProblem(error) || !error.reason || !(error.status === 422 || isTaken(error))) throw error
      const errors = { [FIELD_OF[error.reason] ?? 'from']: [page.t(error.reason, error.values)] }
      const again = { form: { values: form.typed, errors }, free: isTaken(error) ? error.free : null }
      return c.html(await calendar(c, here, { ...again, month: from.slice(0, 7) }), isTaken(error) ? 409 : 422)
    }
  })
  .get('/resources/:slug/bookings/terms', async (c) => {
    const here = await lending(c)
    permit(canTend(c.var.actor, here.resource), 'bookings.errors.tend')
    return c.html(termsPage(c, here, { values: typedTerms(here.terms, c.var.region.timeZone), errors: {} }))
  })
  .post('/resources/:slug/bookings/terms', async (c) => {
    const { db, actor, page, moment } = c.var
    const here = await lending(c)
    permit(canTend(actor, here.resource), 'bookings.errors.tend')
    const form = await parseForm(c, termsForm, page.t)
    if (!form.ok) return c.html(termsPage(c, here, form), 422)
    const wrong = wrongTerms(form.value, here)
    if (wrong) {
      const errors = { [wrong.field]: [page.t(wrong.why)] }
      return c.html(termsPage(c, here, { values: form.typed, errors }), 422)
    }
    await setTerms(db, actor, here.resource, form.value, moment)
    return back(c, here, 'terms')
  })
  .post('/resources/:slug/bookings/:booking/answer', async (c) => {
    const { db, actor, page, moment } = c.var
    const here = await lending(c)
    permit(canTend(actor, here.resource), 'bookings.errors.tend')
    const booking = await getBooking(db, actor, here.resource.id, c.req.param('booking'))
    const form = await parseForm(c, answerForm, page.t)
    if (!form.ok) throw problem(422, 'forms.choose')
    await answerBooking(db, actor, here.resource, booking, form.value, moment)
    return back(c, here, 'answered', booking.from.slice(0, 7))
  })
  .post('/resources/:slug/bookings/:booking/cancellation', async (c) => {
    const { db, actor, page, moment } = c.var
    const here = await lending(c)
    permit(seesBookers(actor), 'bookings.errors.cancel')
    const booking = await getBooking(db, actor, here.resource.id, c.req.param('booking'))
    permit(canCancel(actor, here.resource, booking), 'bookings.errors.cancel')
    const form = await parseForm(c, cancellationForm, page.t)
    if (!form.ok) throw problem(422, 'forms.tooLong')
    await cancelBooking(db, actor, here.resource, booking, form.value.why, moment)
    return back(c, here, 'cancelled', booking.from.slice(0, 7))
  })

/** The field that a refusal is about. */
const FIELD_OF: Record<string, string> = {
  'bookings.errors.order': 'until',
  'bookings.errors.long': 'untilDay',
  'bookings.errors.past': 'day',
  'bookings.errors.lead': 'day',
  'bookings.errors.far': 'day',
}

/** What of the terms no schema sees. */
function wrongTerms(
  input: { openTo: string; partnership: string; opens: string; closes: string },
  { ownPartnerships }: Lending,
): { field: string; why: string } | null {
  if (input.closes <= input.opens) return { field: 'closes', why: 'bookings.errors.order' }
  const known = ownPartnerships.some(({ id }) => id === input.partnership)
  return input.openTo === 'partners' && !known ? { field: 'partnership', why: 'forms.choose' } : null
}

const typedTerms = (terms: Terms | null, zone: string): FormState['values'] => ({
  openTo: terms?.openTo ?? 'nobody',
  partnership: terms?.partnershipId ?? '',
  asks: terms?.asks ? 'yes' : 'no',
  days: (terms?.days ?? [1, 2, 3, 4, 5, 6, 7]).map(String),
  opens: terms?.opens ?? '00:00',
  closes: terms && terms.closes !== '24:00' ? terms.closes : '00:00',
  leadHours: String(terms?.leadHours ?? 0),
  timeZone: terms?.timeZone ?? zone,
})

const termsPage = (c: HouseContext, { resource, ownPartnerships }: Lending, form: FormState) =>
  document(
    <TermsPage
      page={c.var.page}
      resource={resource}
      partnerships={ownPartnerships}
      form={form}
      formKey={newFormKey(c.var.moment)}
    />,
  )

function back(c: HouseContext, { resource }: Lending, done: string, month?: string) {
  const path = paths.bookings(c.var.region.slug, resource.slug)
  return c.redirect(href(c.var.page, `${path}?done=${done}${month ? `&month=${month}` : ''}`), 303)
}

interface Open {
  form?: FormState
  free?: Stretch[] | null
  month?: string
  /** Of the reader's own feed, told once. */
  address?: string
}

async function calendar(c: HouseContext, here: Lending, open: Open = {}) {
  const { db, actor, page, region, moment } = c.var
  const query = readQuery(c, calendarQuery)
  const zone = here.terms?.timeZone ?? region.timeZone
  const today = dayIn(zone, moment.at)
  const wanted = open.month ?? (query.month || query.day.slice(0, 7))
  const month = isMonth(wanted) ? wanted : today.slice(0, 7)
  const days = daysOfMonth(month)
  const span = {
    from: momentOf(`${days[0]!}T00:00`, zone) ?? new Date(`${days[0]!}T00:00:00Z`),
    until: momentOf(`${daysLater(days.at(-1)!, 1)}T00:00`, zone) ?? new Date(`${daysLater(days.at(-1)!, 1)}T00:00:00Z`),
  }
  const bookings = await takenOf(db, actor, here.resource.id, span)
  const day = isDay(query.day) && query.day >= today ? query.day : ''
  const view = { ...here, page, month, days: withBookings(days, month, bookings), today, bookings }
  const form = open.form ?? (day === '' ? emptyForm : { values: { day }, errors: {} })
  return document(
    <BookingPage
      {...view}
      form={form}
      free={open.free ?? null}
      formKey={newFormKey(c.var.moment)}
      done={query.done}
      address={open.address}
    />,
  )
}
