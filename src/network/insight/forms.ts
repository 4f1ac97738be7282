import { z } from 'zod'
import { askedMany, askedText } from '../../platform/list-query.ts'

export const LIMITS = { subject: 200, text: 5000 } as const

/** Which organizations would leave: their slugs, ids or names. */
export const whatIfQuery = z.object({
  organization: askedMany(20).describe('Slug, id or name of an organization that would leave; repeat it for several'),
})

/** With whom an organization is to be introduced. */
export const introductionQuery = z.object({ with: askedText(200).describe('Slug, id or name of the other') })

/** What becomes of a suggestion that two should meet. */
export const VERDICTS = ['introduce', 'dismiss', 'later'] as const

const end = z.string({ error: 'insight.errors.pair' }).trim().min(1, 'insight.errors.pair').max(100)

export const meetingForm = z
  .object({
    with: end.describe('Slug or id of the other'),
    decision: z
      .enum(VERDICTS, { error: 'forms.choose' })
      .describe('introduce: they are introduced; dismiss: it is not suggested again; later: it waits'),
    subject: z.string().trim().max(LIMITS.subject).default(''),
    text: z.string().trim().max(LIMITS.text).default('').describe('What both are told'),
    sending: z
      .enum(['mail', 'own'])
      .default('own')
      .describe('mail: whoever speaks for either gets the text by mail; own: it reached them otherwise'),
  })
  .refine(({ decision, sending, subject }) => decision !== 'introduce' || sending === 'own' || subject !== '', {
    path: ['subject'],
    error: 'insight.errors.subject',
  })
  .refine(({ decision, sending, text }) => decision !== 'introduce' || sending === 'own' || text !== '', {
    path: ['text'],
    error: 'insight.errors.text',
  })
/** The same with the one of the two that it is told from: a program has no page it stands on. */
export const newMeetingForm = meetingForm.safeExtend({ organization: end.describe('Slug or id of one of the two') })
export type MeetingTyped = z.output<typeof meetingForm>
