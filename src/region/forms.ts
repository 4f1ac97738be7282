import { z } from 'zod'
import { RESERVED_REGION_SLUGS } from '../paths.ts'
import { isEmail, normaliseEmail } from '../platform/addresses.ts'
import { ticked } from '../platform/form-fields.ts'
import { LANGUAGES } from '../platform/i18n.ts'

export const LIMITS = {
  name: 120,
  tagline: 200,
  description: 4000,
  label: 80,
  listDescription: 600,
  phrase: 60,
  county: 100,
  counties: 200,
  email: 254,
} as const

const timeZones = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC'])

/** Zones of the United States come first; nobody scrolls past Abidjan. */
const OURS = [
  'America/New_York',
  'America/Detroit',
  'America/Chicago',
  'America/Denver',
  'America/Phoenix',
  'America/Los_Angeles',
  'America/Anchorage',
  'Pacific/Honolulu',
  'America/Puerto_Rico',
]
export const TIME_ZONES = [...OURS, ...[...timeZones].filter((zone) => !OURS.includes(zone)).toSorted()]

const listBy = (separator: RegExp) =>
  z
    .union([z.string(), z.array(z.string())])
    .default([])
    .transform((typed) =>
      (Array.isArray(typed) ? typed : typed.split(separator)).map((one) => one.trim()).filter(Boolean),
    )
const list = listBy(/[\n,]/)

/** One a line: a name holds a comma, "Allegheny County, PA". */
const counties = listBy(/[\n;]/).pipe(z.array(z.string().max(LIMITS.county)).max(LIMITS.counties))

const timeZone = z.string().refine((zone) => timeZones.has(zone), 'region.errors.timeZone')

export const slug = z
  .string({ error: 'forms.required' })
  .trim()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,58})[a-z0-9]$/, 'region.errors.slug')
  .refine((typed) => !RESERVED_REGION_SLUGS.includes(typed), 'region.errors.slugReserved')

/** What is typed to be sure. */
export const deletionForm = z.object({ slug: z.string({ error: 'forms.required' }).trim().toLowerCase().max(60) })

export const newRegionForm = z.object({
  name: z.string({ error: 'forms.required' }).trim().min(1).max(LIMITS.name),
  slug,
  timeZone,
  counties,
})

/** A day on which the whole region is closed: every year (`--07-04`) or once (`2026-11-27`). */
const closedDay = /^(?:--|\d{4}-)(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/

const tagline = z.string().trim().max(LIMITS.tagline).default('')
const description = z.string().trim().max(LIMITS.description).default('')

export const regionForm = z.object({
  name: z.string({ error: 'forms.required' }).trim().min(1).max(LIMITS.name),
  slug,
  tagline_en: tagline,
  tagline_es: tagline,
  description_en: description,
  description_es: description,
  timeZone,
  counties,
  fiscalMonth: z.coerce.number({ error: 'forms.choose' }).int().min(1).max(12),
  closedDays: list.refine((days) => days.every((day) => closedDay.test(day)), 'region.errors.closedDays'),
  languages: list.pipe(z.array(z.enum(LANGUAGES)).min(1, 'forms.choose')),
  smallCountThreshold: z.coerce
    .number({ error: 'forms.number' })
    .int()
    .min(2, 'region.errors.threshold')
    .max(100, 'region.errors.threshold'),
  fadingMonths: z.coerce
    .number({ error: 'forms.number' })
    .int('region.errors.fadingMonths')
    .min(1, 'region.errors.fadingMonths')
    .max(120, 'region.errors.fadingMonths'),
  nationalView: ticked,
})
export type RegionInput = z.output<typeof regionForm>

const labels = {
  label_en: z.string({ error: 'forms.required' }).trim().min(1).max(LIMITS.label),
  label_es: z.string().trim().max(LIMITS.label).default(''),
  position: z.coerce.number({ error: 'forms.number' }).int().min(0).max(999).default(99),
  retired: ticked,
}

export const SHAPES = [
  'library',
  'academic',
  'intermediary',
  'government',
  'nonprofit',
  'funder',
  'university',
  'civic',
  'media',
  'business',
  'other',
] as const

/** One form for each editable list: the same schema makes an item and changes it. */
export const listForms = {
  sectors: z.object({
    ...labels,
    shape: z.enum(SHAPES, { error: 'forms.choose' }),
    colour: z.enum(SHAPES, { error: 'forms.choose' }),
  }),
  roles: z.object({
    ...labels,
    description_en: z.string().trim().max(LIMITS.listDescription).default(''),
    description_es: z.string().trim().max(LIMITS.listDescription).default(''),
    reference_title: z.string().trim().max(300).default(''),
    reference_url: z.union([z.literal(''), z.url({ protocol: /^https?$/, error: 'forms.url' })]).default(''),
  }),
  tie_kinds: z
    .object({
      ...labels,
      directed: ticked,
      forward_en: z.string({ error: 'forms.required' }).trim().min(1).max(LIMITS.phrase),
      forward_es: z.string().trim().max(LIMITS.phrase).default(''),
      backward_en: z.string().trim().max(LIMITS.phrase).default(''),
      backward_es: z.string().trim().max(LIMITS.phrase).default(''),
    })
    .refine((typed) => !typed.directed || typed.backward_en !== '', { error: 'forms.required', path: ['backward_en'] }),
}
export type ListItemInput = z.output<(typeof listForms)[keyof typeof listForms]>

/** Who is asked to coordinate a new region. */
export const coordinatorForm = z.object({
  name: z.string({ error: 'forms.required' }).trim().min(1).max(LIMITS.name),
  email: z
    .string({ error: 'forms.required' })
    .trim()
    .min(1)
    .max(LIMITS.email)
    .transform(normaliseEmail)
    .refine(isEmail, 'forms.email'),
})
