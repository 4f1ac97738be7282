import { z } from 'zod'
import { addressRefused } from '../platform/fetch-addresses.ts'
import { choices, needed } from '../platform/form-fields.ts'

/** What a webhook can be told of: the nouns of the verbs that everybody may read of. */
export const NOUNS = ['organization', 'tie', 'service', 'resource', 'group', 'place', 'region'] as const

export const ADDRESS_LENGTH = 500

/** A webhook as it is typed. Where it leads is checked again each time something is sent. */
export const webhookForm = (allowPrivate: boolean) => {
  const begins = (typed: string) => allowPrivate || /^https:\/\//i.test(typed)
  const leads = (typed: string) => addressRefused(typed, allowPrivate) === undefined
  return z.object({
    address: needed(ADDRESS_LENGTH)
      .refine((typed) => typed === '' || begins(typed), 'journal.webhooks.httpsOnly')
      .refine((typed) => typed === '' || !begins(typed) || leads(typed), 'journal.webhooks.addressRefused'),
    nouns: choices.pipe(z.array(z.enum(NOUNS))),
  })
}
export type WebhookInput = z.output<ReturnType<typeof webhookForm>>

/** Whether a webhook is told anything for now. */
export const webhookStateForm = z.object({ state: z.enum(['active', 'paused'], { error: 'forms.choose' }) })
