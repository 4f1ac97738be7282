import { z } from 'zod'
import { isDay } from '../../platform/days.ts'
import { lines, needed, partial, text } from '../../platform/form-fields.ts'
import { UNKNOWN_END } from '../../platform/partial-dates.ts'
import { VISIBILITIES } from '../../platform/records.ts'
import { COMMITMENT_KINDS, commitmentSchema, LIMITS } from '../forms.ts'

/** How much fits into what is typed here besides the charter itself. */
export const MOST = { why: 500, word: 1000, note: 300 } as const

/** So many days a partner has to answer for its part, and so many more until its link is over. */
export const ANSWER_DAYS = 30
export const GRACE_DAYS = 14

const places = lines.pipe(z.array(z.string().max(LIMITS.place)).max(LIMITS.places))

/** What all partners share, field by field. */
export const charterForm = z.object({
  name: needed(LIMITS.name),
  purpose: text(LIMITS.prose),
  mission: text(LIMITS.mission),
  decisions: text(LIMITS.prose),
  leaving: text(LIMITS.prose),
  places,
  since: partial,
  until: z
    .string()
    .trim()
    .default('')
    .refine((typed) => typed === UNKNOWN_END || partial.safeParse(typed).success, 'forms.date'),
  visibility: z.enum(VISIBILITIES, { error: 'forms.choose' }),
})
export type CharterInput = z.output<typeof charterForm>

const somebody = z.union([z.literal(''), z.uuid()]).default('')

/** What one partner says of itself; its promises besides. */
export const partyForm = z.object({
  missionLink: text(LIMITS.prose),
  expectedBenefits: text(LIMITS.prose),
  contact: somebody,
  leader: somebody,
})
export type PartyInput = z.output<typeof partyForm> & { commitments: Promised[] }

/** A promise as it is kept; the id is that of the one that it was before. */
export type Promised = z.output<typeof commitmentSchema> & { id: string | null }

/** The same for programs. */
export const partyPatch = partyForm.extend({
  commitments: z
    .array(
      commitmentSchema.extend({ id: z.uuid().nullable().default(null).describe('Of the promise that it was before') }),
    )
    .max(LIMITS.commitments),
})

/** More rows or ticks than these nobody sends. */
const MANY = 400

const all = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform((typed) =>
    (Array.isArray(typed) ? typed : [typed]).slice(0, MANY).map((one) => one.slice(0, LIMITS.what * 2)),
  )

/** Promises as they are typed: lists of rows, each row a place in each list. */
export const promisesForm = z.object({
  do: z.enum(['save', 'more']).default('save'),
  promise: all,
  kind: all,
  what: all,
  amount: all,
  person: all,
  pool: all,
  from: all,
  until: all,
  /** Numbers of rows that are taken away. */
  gone: all,
  /** What the directory knows that the partner has, as `kind what`. */
  offer: all,
})
export type PromisesTyped = z.output<typeof promisesForm>

/** What is added to a text, line by line, from what the directory knows. */
export const addingForm = z.object({ add: all })

/** What a partner answers for its own part, as it is typed. */
export const answerForm = partyForm
  .pick({ missionLink: true, expectedBenefits: true })
  .extend(addingForm.shape)
  .extend(promisesForm.shape)
  .extend({ do: z.enum(['keep', 'more', 'send']).default('keep'), word: text(MOST.word) })

const texts = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform((typed) => [typed].flat().slice(0, LIMITS.partners))
  .pipe(z.array(z.string().trim().max(LIMITS.prose)))

/** A partnership that is proposed, as it was looked through: what is ticked names the organization it is of. */
export const proposalForm = charterForm.pick({ name: true, purpose: true, places: true }).extend({
  organization: texts,
  missionLink: texts,
  offer: all,
  gain: all,
})
export type ProposalTyped = z.output<typeof proposalForm>

/** One who joins. */
export const joinForm = z.object({ organization: needed(200), joinedOn: day('') })
/** The same for programs. */
export const joinBody = z.object({
  organization: z.string().min(1).max(200).describe('Its id or slug'),
  joinedOn: z.iso.date().nullable().default(null),
})

/** One who leaves, or all of it that ends. */
export const departureForm = z.object({ day: day(null), why: text(MOST.why) })

function day(empty: '' | null) {
  return z
    .string({ error: 'forms.required' })
    .trim()
    .default('')
    .refine((typed) => (typed === '' ? empty !== null : isDay(typed)), 'forms.date')
}

export const isKind = (kind: string): kind is (typeof COMMITMENT_KINDS)[number] =>
  (COMMITMENT_KINDS as readonly string[]).includes(kind)
