import { z } from 'zod'
import { isWebsite } from '../../platform/addresses.ts'
import { choices, needed, number, partial, text } from '../../platform/form-fields.ts'
import { LANGUAGES } from '../../platform/i18n.ts'
import { askedOne, askedPage, askedText, asPrograms } from '../../platform/list-query.ts'
import { VISIBILITIES } from '../../platform/records.ts'
import { BENEFITS, CONTRIBUTIONS, EVIDENCE, type EvidenceKind, type Ledger, SIDES, UNITS } from './ledger-kinds.ts'

/** Limits of what people type; the form's `maxlength` reads them too. */
export const LIMITS = { told: 300, title: 200, url: 500, quote: 1000, saidBy: 200, consent: 300, file: 20 } as const
const MOST = 1_000_000_000
const MOST_PEOPLE = 10_000_000
const WHATS = {
  benefit: [...BENEFITS.capacity, ...BENEFITS.reach],
  contribution: CONTRIBUTIONS,
} as const

const ids = choices.pipe(z.array(z.uuid({ error: 'forms.choose' })).max(60))

const form = <W extends z.ZodType<string>>(what: W) =>
  z
    .object({
      /** Whose it is, by its id. */
      organization: z.uuid({ error: 'forms.choose' }),
      what,
      told: needed(LIMITS.told),
      /** When: a day, or as much of it as is known. */
      period: partial,
      amount: number(0, MOST),
      unit: z.enum(['', ...UNITS], { error: 'forms.choose' }).default(''),
      /** With which partnerships it stands. */
      partnerships: ids,
      /** Whom a gain is owed to; for whom a gift was. Nobody: all partners together. */
      others: ids,
      /** The record that it came of, by its id, when it is written down; it counts once, however many tell of it. */
      origin: z.union([z.literal(''), z.uuid()]).default(''),
      /** The suggestion that it answers, by its id. */
      proposal: z.union([z.literal(''), z.uuid()]).default(''),
      visibility: z.enum(VISIBILITIES).default('region'),
      lang: z.enum(LANGUAGES).default('en'),
    })
    .refine(({ amount, unit }) => amount === null || unit !== '', {
      path: ['unit'],
      error: 'partnership-ledgers.errors.unit',
    })
    .refine(({ organization, others }) => !others.includes(organization), {
      path: ['others'],
      error: 'partnership-ledgers.errors.itself',
    })

const forms = {
  benefit: form(z.enum(WHATS.benefit, { error: 'forms.choose' })),
  contribution: form(z.enum(WHATS.contribution, { error: 'forms.choose' })),
}
export type EntryInput = z.output<(typeof forms)[Ledger]>

/** A gain or a gift, as people and programs write it. */
export const ENTRY_FORMS: Record<Ledger, z.ZodType<EntryInput>> = forms

const whole = number(0, MOST_PEOPLE, true)

/** Which fields each piece of evidence cannot do without. */
const NEEDS: Record<EvidenceKind, readonly ('title' | 'url' | 'figure' | 'quote' | 'saidBy' | 'consent')[]> = {
  count: ['figure', 'title'],
  feedback: ['figure', 'title'],
  roster: ['figure', 'title'],
  dataset: ['url', 'title'],
  link: ['url', 'title'],
  file: ['title'],
  quote: ['quote', 'saidBy', 'consent'],
}

/** What shows a benefit: what each kind needs is there, and nothing that it has no place for. */
export const evidenceForm = z
  .object({
    kind: z.enum(EVIDENCE, { error: 'forms.choose' }),
    title: text(LIMITS.title),
    url: text(LIMITS.url).refine((typed) => typed === '' || isWebsite(typed), 'forms.url'),
    figure: whole,
    outOf: whole,
    quote: text(LIMITS.quote),
    saidBy: text(LIMITS.saidBy),
    consent: text(LIMITS.consent),
  })
  .superRefine((said, ctx) => {
    for (const field of NEEDS[said.kind])
      if (said[field] === '' || said[field] === null)
        ctx.addIssue({ code: 'custom', path: [field], message: 'forms.required' })
    if (said.outOf !== null && said.figure !== null && said.outOf < said.figure)
      ctx.addIssue({ code: 'custom', path: ['outOf'], message: 'partnership-ledgers.errors.outOf' })
  })
export type EvidenceInput = z.output<typeof evidenceForm>

/** Evidence that is a number. */
export const COUNTED: readonly EvidenceKind[] = ['count', 'feedback', 'roster']

/** What a list of a ledger is narrowed by. */
const asked = {
  partnership: askedText(100).describe('Slug or id of a partnership with which it stands'),
  organization: askedText(100).describe('Slug or id of the organization whose it is'),
  other: askedText(100).describe('Slug or id of the organization that a gain is owed to, or that a gift was for'),
  what: askedText(30).describe('What was gained or given'),
  side: askedOne(['', ...SIDES]).describe('Of benefits: capacity or reach'),
  from: askedText(10).describe('Dated on this day or later, as ISO writes it'),
  until: askedText(10).describe('Dated on this day or earlier'),
}
export const entriesQuery = z.object({ ...asked, page: askedPage, done: askedText(20), removed: askedText(40) })
export const entriesApiQuery = z.object({ ...asked, ...asPrograms })
export type EntriesAsked = Pick<z.output<typeof entriesQuery>, keyof typeof asked>
