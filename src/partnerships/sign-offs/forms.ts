import { z } from 'zod'
import { isDay } from '../../platform/days.ts'

/** How much fits into each field. */
export const LIMITS = { message: 2000, reason: 2000, partners: 60 }

const day = z.string().trim().max(10).refine(isDay, 'sign-offs.errors.day')
const ids = z.preprocess(
  (value) => (value === undefined || value === '' ? [] : [value].flat().filter((one) => one !== '')),
  z.array(z.uuid('forms.choose')).max(LIMITS.partners),
)

/** Asking the leaders of all partners about the charter as it stands. */
export const askingForm = z.object({
  until: day,
  /** What silence means: `passes`, no objection by that day; `waits`, nothing. */
  silence: z.enum(['passes', 'waits']).default('passes'),
  /** Ids of organizations whose leader has to answer in any case. */
  answers: ids,
  /** Ids of organizations that declined and are not asked again: the revision is without them. */
  without: ids,
  message: z.string().trim().max(LIMITS.message).default(''),
})
export type AskingInput = z.output<typeof askingForm>

const answer = z.object({
  decision: z.enum(['approved', 'declined']),
  reason: z.string().trim().max(LIMITS.reason).default(''),
})

/** A leader's answer. A no has its reason, for the partners; a yes needs none. */
export const answerForm = answer.refine(({ decision, reason }) => decision === 'approved' || reason !== '', {
  message: 'sign-offs.errors.reason',
  path: ['reason'],
})
export type AnswerInput = z.output<typeof answerForm>

/** Who signs while a leader is away. */
export const coverForm = z.object({
  deputy: z.uuid('forms.choose'),
  from: z.union([z.literal(''), day]).default(''),
  until: day,
})

/** The same said by a coordinator for a leader, or by a leader of several organizations: `leader` is both ids. */
export const coverOfForm = coverForm.extend({
  leader: z
    .string('forms.choose')
    .regex(/^[0-9a-f-]{36} [0-9a-f-]{36}$/, 'forms.choose')
    .transform((ids) => ids.split(' ') as [string, string]),
})

/** What is pressed on the page behind a link. */
export const linkForm = z.discriminatedUnion('decision', [
  answerForm,
  coverForm.extend({ decision: z.literal('cover') }),
])

/** A cover as programs say it. */
export const coverBody = coverForm.extend({ organization: z.uuid('forms.choose'), leader: z.uuid('forms.choose') })

/** Who signs for whom, until when. */
export type CoverOf = z.output<typeof coverBody>
