import { z } from 'zod'
import { LANGUAGES } from '../platform/i18n.ts'
import { MAX_PARTIAL_DATE, UNKNOWN_END, partialDate, period } from '../platform/partial-dates.ts'
import { VISIBILITIES } from '../platform/records.ts'

/** How strong a tie can be; its words are `network.strength.1` to `.5`. */
export const STRENGTHS = [1, 2, 3, 4, 5] as const

/** Limits of what people type; the form's `maxlength` reads them too. */
export const LIMITS = { organization: 200, note: 2000, date: MAX_PARTIAL_DATE, reference: 600, references: 40 } as const

const list = (max: number, most: number) =>
  z
    .union([z.string(), z.array(z.string())])
    .default([])
    .transform((typed) => (Array.isArray(typed) ? typed : typed.split('\n')).map((line) => line.trim()).filter(Boolean))
    .transform((all) => [...new Set(all)])
    .pipe(z.array(z.string().max(max)).max(most))

/** One date, not a period: its other end has a field of its own. */
const isDate = (typed: string) => {
  const date = partialDate(typed)
  return date.ok && !date.edtf.includes('/')
}

const since = z
  .string()
  .trim()
  .max(LIMITS.date)
  .default('')
  .refine((typed) => typed === '' || isDate(typed), 'forms.date')

const until = z
  .string()
  .trim()
  .max(LIMITS.date)
  .default('')
  .refine((typed) => typed === '' || typed === UNKNOWN_END || isDate(typed), 'forms.date')

const strength = z.coerce
  .number({ error: 'network.errors.strength' })
  .int('network.errors.strength')
  .min(1, 'network.errors.strength')
  .max(5, 'network.errors.strength')

const perhapsStrength = z
  .union([z.literal('').transform(() => null), strength], { error: 'network.errors.strength' })
  .nullable()
  .default(null)

const note = z.string().trim().max(LIMITS.note).default('')

const told = {
  strength: perhapsStrength,
  since,
  until,
  note,
  /** A title, then an address if there is one, one a line. */
  references: list(LIMITS.reference, LIMITS.references),
  visibility: z.enum(VISIBILITIES).default('region'),
  /** Organizations that may see it besides its ends when it is private. */
  circle: list(40, 200),
  lang: z.enum(LANGUAGES).default('en'),
}

/** Nothing ends before it begins. */
const inOrder = (told: { since: string; until: string }) => {
  const both = period(told.since, told.until)
  return both.ok || both.reason !== 'dates.order'
}
const order = { path: ['until'], error: 'network.errors.order' }

/** A new tie: which other organization, what kind, and what is known of it. */
export const tieForm = z
  .object({
    other: z.string({ error: 'network.errors.other' }).trim().min(1, 'network.errors.other').max(LIMITS.organization),
    kind: z.string({ error: 'network.errors.kind' }).min(1, 'network.errors.kind'),
    /** Who does it to whom, for the kinds that have a direction. */
    direction: z.enum(['forward', 'backward']).default('forward'),
    ...told,
  })
  .refine(inOrder, order)
export type TieTyped = z.output<typeof tieForm>

/** What can be changed of a tie. Its ends and its kind are what it is. */
export const changeForm = z.object(told).refine(inOrder, order)
export type TieDetails = z.output<typeof changeForm>

/** One side says yes. */
export const confirmationForm = z.object({ strength, note })
export type Confirmation = z.output<typeof confirmationForm>

/** One side says no. */
export const disputeForm = z.object({
  note: z.string({ error: 'network.errors.disputeNote' }).trim().min(1, 'network.errors.disputeNote').max(LIMITS.note),
})
export type Dispute = z.output<typeof disputeForm>

/** When it was over. */
export const endForm = z.object({
  until: z
    .string({ error: 'network.errors.until' })
    .trim()
    .min(1, 'network.errors.until')
    .max(LIMITS.date)
    .refine((typed) => typed === UNKNOWN_END || isDate(typed), 'forms.date'),
})
export type Ending = z.output<typeof endForm>

/** States that can be asked for in a list. */
export const STATES = ['reported', 'claimed', 'confirmed', 'disputed'] as const
export const ENDED = ['yes', 'all'] as const
export const SORTS = ['names', 'newest', 'strength'] as const

const oneOf = <T extends readonly [string, ...string[]]>(values: T) => z.enum(values).optional().catch(undefined)

/** What a list of ties can be narrowed by; what makes no sense is as if it were not asked. */
export const tieFilter = z.object({
  q: z.string().trim().max(200).optional().catch(undefined),
  kind: z.string().max(100).optional().catch(undefined),
  state: oneOf(STATES),
  organization: z.string().max(100).optional().catch(undefined),
  sector: z.string().max(100).optional().catch(undefined),
  /** Without it, ties of today. */
  ended: oneOf(ENDED),
  sort: oneOf(SORTS),
})
export type TieFilter = z.output<typeof tieFilter>
