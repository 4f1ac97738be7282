import { z } from 'zod'
import type { Terms } from './booking-terms.ts'
import type { Booking, ResourceUse } from './bookings.ts'
import { OPEN_TO } from './forms.ts'

const namedSchema = z.object({ id: z.uuid(), slug: z.string(), name: z.string() }).nullable()

const bookingSchema = z.object({
  id: z.uuid().nullable().describe('null: who took it is not yours to know'),
  from: z.string().describe('As the clock at the resource shows it'),
  until: z.string().describe('The same; the end is no part of it'),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  state: z.enum(['asked', 'accepted', 'declined', 'cancelled']),
  organization: namedSchema,
  partnership: namedSchema,
  person: z.string().nullable(),
  purpose: z.string().nullable(),
})

const termsSchema = z
  .object({
    openTo: z.enum(OPEN_TO),
    partnershipId: z.uuid().nullable(),
    asks: z.boolean().describe('The owner accepts each booking'),
    timeZone: z.string(),
    days: z.array(z.int().min(1).max(7)).describe('1 is Monday'),
    opens: z.string(),
    closes: z.string(),
    leadHours: z.int(),
  })
  .nullable()

/** The calendar of a resource for programs. */
export const calendarSchema = z.object({ terms: termsSchema, bookings: z.array(bookingSchema) })

export const termsJson = (terms: Terms | null) => {
  if (!terms) return null
  const { resourceId: _resource, ...rest } = terms
  return rest
}

export const bookingJson = (booking: Booking): z.input<typeof bookingSchema> => {
  const { id, from, until, startsAt, endsAt, state, organization, partnership, person, purpose } = booking
  const told = { from, until, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), state }
  return { id: purpose === null ? null : id, ...told, organization, partnership, person, purpose }
}

/** What was used of shared resources for a partnership. */
export const useListSchema = z.object({
  items: z.array(
    z.object({
      resource: z.object({ id: z.uuid(), slug: z.string(), name: z.string() }),
      ownerId: z.uuid(),
      times: z.int(),
      hours: z.number(),
      lastAt: z.iso.datetime(),
      bookingIds: z.array(z.uuid()).describe('What it comes from: each counts once'),
    }),
  ),
  total: z.int(),
  next: z.null(),
})

export const useJson = ({ lastAt, ...use }: ResourceUse) => ({ ...use, lastAt: lastAt.toISOString() })
