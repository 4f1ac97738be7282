import { z } from 'zod'
import { text } from '../../platform/form-fields.ts'
import { isDay } from '../../platform/days.ts'

/** How much fits into each field, in characters. */
export const LIMITS = { memo: 6000, farewell: 2000, items: 500 }

/** Said of a line that is given to nobody, whoever takes all else. */
export const NOBODY = 'nobody'

/** Who takes what, until when whoever leaves is there, and what is told to whom. */
export const handoverForm = z.object({
  lastDay: z.string().trim().refine(isDay, 'forms.day'),
  /** Whether their positions at the organization end on that day. */
  ends: z.enum(['yes', 'no'], { error: 'handovers.errors.ends' }).transform((said) => said === 'yes'),
  /** Who takes all that no line gives to somebody else. */
  all: z.string().default(''),
  memo: text(LIMITS.memo),
  farewell: text(LIMITS.farewell),
  item: z
    .union([z.string(), z.array(z.string())])
    .default([])
    .transform((all) => [all].flat().slice(0, LIMITS.items)),
  to: z
    .union([z.string(), z.array(z.string())])
    .default([])
    .transform((all) => [all].flat().slice(0, LIMITS.items)),
})
export type HandoverForm = z.output<typeof handoverForm>
