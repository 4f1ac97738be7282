import { z } from 'zod'
import { isDay } from '../../platform/days.ts'
import { needed, text } from '../../platform/form-fields.ts'
import { LANGUAGES } from '../../platform/i18n.ts'
import { askedText } from '../../platform/list-query.ts'
import { VISIBILITIES } from '../../platform/records.ts'

/** What can be made of the records of a partnership, in the order in which a partnership needs it. */
export const DOCUMENTS = ['brief', 'talking-points', 'letter', 'memorandum', 'report'] as const
export type DocumentKind = (typeof DOCUMENTS)[number]

/** Those that are written for one partner. */
export const FOR_ONE: ReadonlySet<DocumentKind> = new Set<DocumentKind>(['brief', 'talking-points', 'letter'])

/** As what a document can be had. */
export const FILES = ['pdf', 'docx'] as const

/** What a document is asked for: slug of the partner, year of the report, id of the template. */
export const documentQuery = z.object({ partner: askedText(), year: askedText(4), template: askedText() })

/** How much fits into each field, in characters. */
export const LIMITS = { title: 200, note: 2000, signer: 200, name: 120, body: 40_000, parties: 60 } as const

/** A day, or nothing. */
const day = z
  .string()
  .trim()
  .default('')
  .refine((typed) => typed === '' || isDay(typed), 'partnership-documents.errors.day')

const many = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform((typed) => (Array.isArray(typed) ? typed : [typed]).slice(0, LIMITS.parties))

/** A signed agreement as it is typed: for each partner who signed, and on which day. */
export const agreementForm = z
  .object({
    title: needed(LIMITS.title),
    note: text(LIMITS.note),
    endsOn: day,
    visibility: z.enum(VISIBILITIES).default('circle'),
    organization: many,
    signer: many,
    signedOn: many,
  })
  .superRefine(({ signedOn }, context) => {
    if (signedOn.some((typed) => typed.trim() !== '' && !isDay(typed.trim())))
      context.addIssue({ code: 'custom', path: ['signedOn'], message: 'partnership-documents.errors.day' })
  })
  .transform(({ organization, signer, signedOn, ...rest }) => ({
    ...rest,
    endsOn: rest.endsOn || null,
    signatures: organization
      .map((id, n) => ({
        organizationId: id,
        signer: (signer[n] ?? '').trim().slice(0, LIMITS.signer),
        signedOn: (signedOn[n] ?? '').trim() || null,
      }))
      .filter((one) => one.signer !== '' || one.signedOn !== null),
  }))
export type AgreementInput = z.output<typeof agreementForm>

/** A template as it is typed. */
export const templateForm = z.object({
  name: needed(LIMITS.name),
  lang: z.enum(LANGUAGES).default('en'),
  body: needed(LIMITS.body),
})
export type TemplateInput = z.output<typeof templateForm>

/** A signed agreement as a program tells it: what the form asks, with a line for each partner that signed. */
export const agreementBody = z.object({
  title: needed(LIMITS.title),
  note: text(LIMITS.note),
  endsOn: day.describe('The last day on which it holds; empty: none'),
  visibility: z.enum(VISIBILITIES).default('circle'),
  signatures: z
    .array(
      z
        .object({ organization: z.uuid(), signer: text(LIMITS.signer), signedOn: day.nullable() })
        .refine(({ signer, signedOn }) => signer !== '' || signedOn, 'partnership-documents.errors.signature'),
    )
    .max(LIMITS.parties)
    .default([])
    .describe('For each partner that signed, by its id: who signed for it, or when, or both'),
})

/** What a program told, as it is kept. */
export const asAgreementInput = ({ endsOn, signatures, ...rest }: z.output<typeof agreementBody>): AgreementInput => ({
  ...rest,
  endsOn: endsOn || null,
  signatures: signatures.map(({ organization, signer, signedOn }) => ({
    organizationId: organization,
    signer,
    signedOn: signedOn || null,
  })),
})
