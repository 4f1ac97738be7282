import { z } from 'zod'
import { isWebsite } from '../platform/addresses.ts'
import { LANGUAGES } from '../platform/i18n.ts'
import { partialDate } from '../platform/partial-dates.ts'
import { VISIBILITIES } from '../platform/records.ts'

/** Limits of what people type; the form's `maxlength` reads them too. */
export const LIMITS = {
  name: 200,
  mission: 300,
  description: 20_000,
  website: 500,
  line: 120,
  lines: 60,
  reference: 600,
  references: 40,
  place: 200,
  state: 60,
  postalCode: 20,
  accessNotes: 1000,
} as const

const text = (max: number) => z.string().trim().max(max).default('')

/** A field in which each line is one entry; a list is taken as it is. Empty lines and repetitions fall away. */
const lines = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform((typed) => (Array.isArray(typed) ? typed : typed.split('\n')).map((line) => line.trim()).filter(Boolean))
  .transform((all) => [...new Set(all)])
  .pipe(z.array(z.string().max(LIMITS.line)).max(LIMITS.lines))

const choices = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform((typed) => (Array.isArray(typed) ? typed : [typed]).filter(Boolean))

const partial = z
  .string()
  .trim()
  .default('')
  .refine((typed) => typed === '' || partialDate(typed).ok, 'forms.date')

const number = (min: number, max: number) =>
  z
    .union([z.number(), z.string(), z.null()])
    .default('')
    .transform((typed) =>
      typed === null || typeof typed === 'number'
        ? typed
        : typed.trim() === ''
          ? null
          : Number(typed.replace(',', '.')),
    )
    .refine((value) => value === null || (Number.isFinite(value) && value >= min && value <= max), 'forms.number')

/** The one schema of an organization as people, files and programs give it. */
export const organizationForm = z.object({
  name: z.string({ error: 'forms.required' }).trim().min(1).max(LIMITS.name),
  otherNames: lines,
  sector: z.string({ error: 'directory.errors.sector' }).min(1, 'directory.errors.sector'),
  mission: text(LIMITS.mission),
  description: text(LIMITS.description),
  website: text(LIMITS.website).refine((typed) => typed === '' || isWebsite(typed), 'forms.url'),
  audiences: lines,
  skills: lines,
  roles: choices,
  founded: partial,
  /** `scheme:value`, one a line. */
  identifiers: lines.refine(
    (all) => all.every((line) => /^[a-z][a-z0-9-]*:\S/.test(line)),
    'directory.errors.identifiers',
  ),
  /** A title, then an address if there is one, one a line. */
  references: z
    .union([z.string(), z.array(z.string())])
    .default([])
    .transform((typed) => (Array.isArray(typed) ? typed : typed.split('\n')).map((line) => line.trim()).filter(Boolean))
    .pipe(z.array(z.string().max(LIMITS.reference)).max(LIMITS.references)),
  checkedOn: z
    .string()
    .trim()
    .default('')
    .refine((typed) => typed === '' || z.iso.date().safeParse(typed).success, 'directory.errors.checkedOn'),
  placeName: text(LIMITS.place),
  street: text(LIMITS.place),
  city: text(LIMITS.place),
  state: text(LIMITS.state),
  postalCode: text(LIMITS.postalCode),
  county: text(LIMITS.place),
  latitude: number(-90, 90),
  longitude: number(-180, 180),
  accessNotes: text(LIMITS.accessNotes),
  visibility: z.enum(VISIBILITIES).default('region'),
  /** Organizations that may see it when it is private; its own one always may. */
  circle: choices.transform((all) => all.filter((id) => z.uuid().safeParse(id).success)),
  lang: z.enum(LANGUAGES).default('en'),
})
export type OrganizationInput = z.output<typeof organizationForm>

/** Fields that can be said in another language. */
export const TRANSLATABLE = ['mission', 'description'] as const

export const translationForm = z.object({
  lang: z.enum(LANGUAGES),
  mission: text(LIMITS.mission),
  description: text(LIMITS.description),
})
export type TranslationInput = z.output<typeof translationForm>

export const SORTS = ['name', 'newest', 'ties'] as const
