import { z } from 'zod'
import { choices, needed, text } from '../../platform/form-fields.ts'
import { isDay } from '../../platform/days.ts'
import { isTimeZone } from './wall-times.ts'

export const LIMITS = { purpose: 300, why: 300, leadHours: 2160, zone: 64 } as const

/** To whom a resource is lent. */
export const OPEN_TO = ['region', 'partners'] as const
export type OpenTo = (typeof OPEN_TO)[number]

const day = z.string({ error: 'forms.required' }).refine(isDay, 'bookings.errors.day')
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/
const time = z.string({ error: 'forms.required' }).regex(TIME, 'bookings.errors.time')

/** A booking as it is typed: days and times as the clock at the resource shows them. */
export const bookingForm = z
  .object({
    day,
    from: time,
    /** The day it ends on; empty: the same. */
    untilDay: z.union([z.literal(''), day]).default(''),
    until: time,
    organization: z.union([z.literal(''), z.uuid()]).default(''),
    partnership: z.union([z.literal(''), z.uuid()]).default(''),
    purpose: needed(LIMITS.purpose),
  })
  .transform(({ day: first, from, untilDay, until, ...rest }) => ({
    ...rest,
    from: `${first}T${from}`,
    until: untilDay === '' && until === '00:00' ? midnightAfter(first) : `${untilDay || first}T${until}`,
  }))
export type BookingInput = z.output<typeof bookingForm>

/** Until midnight of a day is until the next one begins. */
const midnightAfter = (first: string) =>
  `${new Date(Date.parse(`${first}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)}T00:00`

/** The same as a program sends it. */
export const bookingBody = z.object({
  from: z.string().describe('As the clock at the resource shows it: 2027-03-06T18:00'),
  until: z.string().describe('The same; the end is no part of it'),
  organization: z.string().max(100).default('').describe('For whom: id; empty where there is one only'),
  partnership: z
    .union([z.literal(''), z.uuid()])
    .default('')
    .describe('For which partnership, if for one'),
  purpose: needed(LIMITS.purpose),
})

const DAYS = ['1', '2', '3', '4', '5', '6', '7']

/** Who may book, and when. */
export const termsForm = z.object({
  openTo: z.enum(['nobody', ...OPEN_TO]),
  partnership: z.union([z.literal(''), z.uuid()]).default(''),
  asks: z.enum(['yes', 'no']).default('no'),
  timeZone: z.string().max(LIMITS.zone).refine(isTimeZone, 'bookings.errors.zone'),
  days: choices.pipe(z.array(z.enum(DAYS)).min(1, 'bookings.errors.days')),
  opens: time.default('00:00'),
  /** Midnight is the end of the day. */
  closes: time.default('00:00').transform((typed) => (typed === '00:00' ? '24:00' : typed)),
  leadHours: z.coerce
    .number({ error: 'bookings.errors.leadHours' })
    .int('bookings.errors.leadHours')
    .min(0, 'bookings.errors.leadHours')
    .max(LIMITS.leadHours, 'bookings.errors.leadHours')
    .default(0),
})
export type TermsInput = z.output<typeof termsForm>

/** What the owner answers who asked. */
export const answerForm = z.object({ answer: z.enum(['accept', 'decline']), why: text(LIMITS.why) })

/** Why one takes a booking back, where one says so. */
export const cancellationForm = z.object({ why: text(LIMITS.why) })
