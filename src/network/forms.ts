import { z } from 'zod'
import { IMPORT_KINDS } from '../directory/forms.ts'
import { ELEMENT_KINDS } from '../directory/import/element-rows.ts'
import { MAX_COLUMNS } from '../directory/import-sources.ts'
import { LANGUAGES } from '../platform/i18n.ts'
import { asPrograms, askedOne, askedPage, askedText } from '../platform/list-query.ts'
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
  /** Organizations that may see it besides its ends when it is private, as they are typed: names, slugs or ids. */
  circle: list(LIMITS.organization, 200),
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
/** The same with the organization that it is told from, by its id or slug: a program has no page it stands on. */
export const newTieForm = tieForm.safeExtend({
  organization: z
    .string({ error: 'network.errors.other' })
    .trim()
    .min(1, 'network.errors.other')
    .max(LIMITS.organization),
})
export type TieTyped = z.output<typeof tieForm>

/** What can be changed of a tie. Its ends and its kind are what it is. */
export const changeForm = z.object(told).refine(inOrder, order)
export type TieDetails = z.output<typeof changeForm>

/** One side says yes. */
export const confirmationForm = z.object({ strength })
export type Confirmation = z.output<typeof confirmationForm>

/** One side says no. */
export const disputeForm = z.object({
  note: z.string({ error: 'network.errors.disputeNote' }).trim().min(1, 'network.errors.disputeNote').max(LIMITS.note),
})
export type Dispute = z.output<typeof disputeForm>

/** Stands for those who hold a tie and whose names one may not see. */
export const OTHERS = 'others'

/** Who holds a tie for one side: ids of persons, and whether those stay whom one may not see. */
export const holdersForm = z.object({
  holders: list(36, 200).describe(
    'Ids of persons of the organization; `others` keeps those who hold it and whose names you may not see. Who is left out holds it no longer',
  ),
})
/** The same with the side, by its id or slug: a program has no page it stands on. */
export const sideHoldersForm = holdersForm.extend({
  organization: z.string({ error: 'network.errors.other' }).trim().min(1, 'network.errors.other').max(200),
})

/** When it was over; not before it began. */
export const endForm = (since: string) =>
  z.object({
    until: z
      .string({ error: 'network.errors.until' })
      .trim()
      .min(1, 'network.errors.until')
      .max(LIMITS.date)
      .refine((typed) => typed === UNKNOWN_END || isDate(typed), 'forms.date')
      .refine((typed) => inOrder({ since, until: typed }), 'network.errors.order'),
  })
export type Ending = z.output<ReturnType<typeof endForm>>

/** States that can be asked for in a list. */
export const STATES = ['reported', 'claimed', 'confirmed', 'disputed'] as const
export const ENDED = ['yes', 'all'] as const
export const SORTS = ['names', 'newest', 'strength'] as const

export const EVIDENCE = ['yes', 'no'] as const
export const WAITS = ['me', 'faded', 'holders'] as const
export const HELD = ['nobody', 'one', 'gone'] as const

/** What a list of ties can be asked for; the same on the page, in files and for programs. */
export const tieFilter = z.object({
  q: askedText().describe('Words in the names of its ends or in its note'),
  kind: askedText(100).describe('Key of a kind of tie'),
  state: askedOne(['', ...STATES]).describe('How sure it is; disputed ties are in no other list'),
  organization: askedText(100).describe('Slug or id of one end'),
  sector: askedText(100).describe('Key of the sector of one end'),
  evidence: askedOne(['', ...EVIDENCE]).describe(
    'yes: those whose ends spoke with each other not longer ago than ties fade in this region (`fadingMonths`), as far as the asker may know; no: the others',
  ),
  holders: askedOne(['', ...HELD]).describe(
    'nobody: those that no person holds on either side, as far as the asker may know; one: those that hang on one person; gone: those of which a holder has left',
  ),
  holder: askedText(36).describe('Id of a person: those that they hold today, as far as the asker may know'),
  waits: askedOne(['', ...WAITS]).describe(
    'me: those to which an organization one speaks for has said nothing yet; faded: those that one confirmed and of which nothing was heard for so long that both sides are asked whether they are still so; holders: those whose holder has left an organization one speaks for',
  ),
  ended: askedOne(['', ...ENDED]).describe('yes: those that are over; all: those too; else those of today'),
  sort: askedOne(SORTS),
})
export const pageQuery = tieFilter.extend({ page: askedPage })
/** Whom a new tie may lead to, where the map knows already. */
export const newTieQuery = z.object({ other: askedText(LIMITS.organization) })
export const programQuery = tieFilter.extend(asPrograms)
export type TieFilter = z.output<typeof tieFilter>

const many = z.array(z.string()).max(MAX_COLUMNS).default([])

/** What the columns of a file are taken for: pairs, in the order of the file. */
export const columnsForm = z
  .object({
    column: many,
    target: many,
    type: many,
    as: many,
    lang: z.enum(LANGUAGES).optional(),
    kind: z.enum(IMPORT_KINDS).optional(),
  })
  .transform(({ column, target, type, as, lang, kind }) => ({
    kind,
    columns: column.map((name, n) => ({ column: name, target: target[n] ?? '' })),
    types: type.flatMap((name, n) => {
      const become = ELEMENT_KINDS.find((one) => one === as[n])
      return become ? [{ type: name, as: become }] : []
    }),
    lang,
  }))

/** The same as programs say it; what is left out stays. */
export const importForm = z.object({
  kind: z.enum(IMPORT_KINDS, { error: 'forms.choose' }).optional(),
  lang: z.enum(LANGUAGES, { error: 'forms.choose' }).optional(),
  columns: z
    .array(z.object({ column: z.string(), target: z.string() }))
    .max(MAX_COLUMNS)
    .default([]),
  types: z
    .array(z.object({ type: z.string(), as: z.enum(ELEMENT_KINDS) }))
    .max(MAX_COLUMNS)
    .default([]),
})
