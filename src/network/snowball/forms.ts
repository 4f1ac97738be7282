import { z } from 'zod'
import { normaliseEmail } from '../../platform/addresses.ts'
import { isDay } from '../../platform/days.ts'
import { needed, text } from '../../platform/form-fields.ts'
import { LANGUAGES } from '../../platform/i18n.ts'
import { askedOne, askedPage, askedText } from '../../platform/list-query.ts'
import { isAddress } from '../../platform/mail.ts'

/** Limits of what people type; the form's `maxlength` reads them too. */
export const LIMITS = { name: 120, message: 1000, organization: 200, reason: 500, rows: 60, asked: 200 } as const

/** So long a link still shows what was answered, after the last day to answer. */
export const PICTURE_DAYS = 30

/** So long after the end of a round the addresses that were typed for it are kept. */
export const ADDRESS_KEPT_DAYS = 30

const day = z.string({ error: 'forms.required' }).refine(isDay, 'snowball.errors.until')

/** A round: what it is called, until when one can answer, in which language it is asked. */
export const roundForm = z.object({
  name: needed(LIMITS.name),
  until: day,
  lang: z.enum(LANGUAGES).default('en'),
  message: text(LIMITS.message),
  /** The round that this one asks again. */
  previous: z.union([z.literal(''), z.uuid()]).default(''),
})
export type RoundInput = z.output<typeof roundForm>

/** Stands for "no address: a link to hand on, or on paper or by telephone". */
export const HANDED = 'handed'
/** Stands for an address that is typed beside it. */
export const TYPED = 'typed'

const email = z
  .string()
  .trim()
  .refine((typed) => typed === '' || isAddress(normaliseEmail(typed)), 'account.errors.email')

/** Whom a program asks next, each by an address of the region's people, by one that is given, or by neither. */
export const askForm = z.object({
  organizations: z
    .array(
      z.object({
        organization: z.string().min(1).max(LIMITS.organization).describe('Its id or slug'),
        person: z.uuid().optional().describe('Id of a person of the region to whom the link is mailed'),
        email: email
          .optional()
          .describe('An address to which it is mailed instead; it is forgotten 30 days after the round'),
      }),
    )
    .min(1)
    .max(LIMITS.asked),
})

/** What somebody without an account sends is kept until it is whole: no more of it than anybody types. */
const many = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform((typed) => (Array.isArray(typed) ? typed : [typed]).slice(0, LIMITS.asked).map((one) => one.slice(0, 300)))

/** The same on the page: of each organization that is offered, to whom; empty: not now. */
export const askPageForm = z
  .object({ organization: many, to: many, email: many, do: z.enum(['chosen', 'all']).default('chosen') })
  .transform(({ organization, to, email: emails, do: what }) => ({
    all: what === 'all',
    rows: organization
      .slice(0, LIMITS.asked)
      .map((id, n) => ({ organization: id, to: to[n] ?? '', email: (emails[n] ?? '').trim() })),
  }))

/** What one may say of a tie that is on record. */
export const SAYINGS = ['confirms', 'over', 'disputes'] as const
export type Saying = (typeof SAYINGS)[number]

/** What the buttons of the form to answer do. */
export const STEPS = ['more', 'save', 'send', 'still'] as const
export type Step = (typeof STEPS)[number]

/** The answer as it is typed: lists of rows, each row a place in each list. */
export const answerForm = z.object({
  do: z.enum(STEPS).default('more'),
  known: many,
  saying: many,
  knownStrong: many,
  name: many,
  how: many,
  strong: many,
  which: many,
  roles: many.transform((all) => all.filter(Boolean)),
})
export type AnswerTyped = z.output<typeof answerForm>

/** The answer as a program sends it for them, as it was told on paper or by telephone. */
export const answerBody = z.object({
  ties: z
    .array(
      z.object({
        name: z.string().trim().min(1).max(LIMITS.organization).describe('Name, slug or id of the other organization'),
        kind: z.string().min(1).max(100).describe('Key of a kind of tie'),
        direction: z.enum(['forward', 'backward']).default('forward'),
        strength: z.union([z.int().min(1).max(5), z.null()]).default(null),
        verdict: z.enum(['confirms', 'over']).default('confirms'),
      }),
    )
    .max(LIMITS.rows)
    .default([]),
  roles: z.array(z.string().max(100)).max(100).optional().describe('Keys of the roles they play; left out: not asked'),
})

/** What a coordinator decides of one line of an answer. */
export const decisionForm = z.object({
  decision: z.enum(['accept', 'refuse']),
  /** The organization of the directory that is meant: its id, slug or name; empty: as it stands. */
  organization: text(LIMITS.organization),
  /** A sector: it is nobody's yet, and is added with it. */
  sector: text(100),
  reason: text(LIMITS.reason),
})
export type DecisionInput = z.output<typeof decisionForm>

/** Whether what they say of their roles is taken over. */
export const rolesDecisionForm = z.object({ decision: z.enum(['accept', 'refuse']), reason: text(LIMITS.reason) })

/** Who is reminded: one, or all who have not answered. */
export const reminderForm = z.object({ asking: z.union([z.literal(''), z.uuid()]).default('') })

/** What the page of answers is asked for. */
export const reviewQuery = z.object({ show: askedOne(['open', 'all']), page: askedPage, done: askedText(20) })
