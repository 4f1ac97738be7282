import { z } from 'zod'
import { isEmail } from '../platform/addresses.ts'
import {
  LINES,
  choices,
  lines,
  needed,
  number,
  partial,
  references,
  text,
  webAddress,
} from '../platform/form-fields.ts'
import { LANGUAGES } from '../platform/i18n.ts'
import { partialDate } from '../platform/partial-dates.ts'
import { VISIBILITIES } from '../platform/records.ts'

/** Limits of what people type; the form's `maxlength` reads them too. */
export const LIMITS = {
  name: 200,
  mission: 300,
  description: 20_000,
  website: 500,
  ...LINES,
  reference: 600,
  references: 40,
  place: 200,
  state: 60,
  postalCode: 20,
  accessNotes: 1000,
  phone: 60,
  email: 200,
  calling: 300,
  serviceArea: 400,
  blurb25: 500,
  blurb50: 1000,
  blurb100: 2000,
  parent: 200,
  successors: 10,
} as const

/** What was said of a former name: it, and in brackets at the end from when to when, if somebody knows. */
export interface FormerName {
  name: string
  /** EDTF. */
  period: string | null
}

/** @example readFormerName('Free Library (1895–1920)') // { name: 'Free Library', period: '1895/1920' } */
export function readFormerName(line: string): FormerName {
  const said = /^(.*\S)\s*\(([^()]{1,80})\)$/.exec(line)
  const date = said && partialDate(said[2]!)
  return date?.ok ? { name: said![1]!, period: date.edtf } : { name: line, period: null }
}

export const writeFormerName = ({ name, period }: FormerName) => (period ? `${name} (${period})` : name)

/** What the form of an organization asks about its own place. */
export const PLACE_FIELDS = [
  'placeName',
  'street',
  'city',
  'state',
  'postalCode',
  'county',
  'latitude',
  'longitude',
  'accessNotes',
] as const

/** The lengths of what others may say of an organization, in words. */
export const BLURBS = { blurb25: 25, blurb50: 50, blurb100: 100 } as const

export const countWords = (words: string) => words.split(/\s+/).filter(Boolean).length

const blurb = (field: keyof typeof BLURBS) =>
  text(LIMITS[field]).refine(
    (typed) => countWords(typed) <= BLURBS[field],
    `directory.errors.words|max=${BLURBS[field]}`,
  )

const address = webAddress(LIMITS.website)

/** No day on which it may have ended is one on which it may have begun. */
function endsBefore(founded: string, ended: string): boolean {
  const [from, until] = [partialDate(founded), partialDate(ended)]
  return from.ok && until.ok && from.first !== null && until.last !== null && until.last < from.first
}

/** The one schema of an organization as people, files and programs give it. */
export const organizationForm = z
  .object({
    name: needed(LIMITS.name),
    otherNames: lines,
    sector: z.string({ error: 'directory.errors.sector' }).min(1, 'directory.errors.sector'),
    mission: text(LIMITS.mission),
    description: text(LIMITS.description),
    website: address,
    openData: address,
    phone: text(LIMITS.phone),
    email: text(LIMITS.email).refine((typed) => typed === '' || isEmail(typed), 'forms.email'),
    /** Whom to ask for, and about what. */
    calling: text(LIMITS.calling),
    audiences: lines,
    skills: lines,
    spaces: lines,
    languages: lines,
    serviceCounties: lines,
    serviceArea: text(LIMITS.serviceArea),
    blurb25: blurb('blurb25'),
    blurb50: blurb('blurb50'),
    blurb100: blurb('blurb100'),
    roles: choices,
    formerNames: lines.transform((all) => all.map((line) => writeFormerName(readFormerName(line)))),
    founded: partial,
    ended: partial,
    /** Whose it is: an organization by its id. */
    parent: text(LIMITS.parent),
    /** Who carries on what it did, by their ids. */
    successors: lines.pipe(z.array(z.string()).max(LIMITS.successors)),
    /** `scheme:value`, one a line. */
    identifiers: lines.refine(
      (all) => all.every((line) => /^[a-z][a-z0-9-]*:\S/.test(line)),
      'directory.errors.identifiers',
    ),
    /** A title, then an address if there is one, one a line. */
    references: references(LIMITS.reference, LIMITS.references),
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
  .refine(({ founded, ended }) => !endsBefore(founded, ended), { path: ['ended'], error: 'directory.errors.ended' })
export type OrganizationInput = z.output<typeof organizationForm>

/** Fields that can be said in another language. */
export const TRANSLATABLE = [
  'mission',
  'description',
  'calling',
  'serviceArea',
  'blurb25',
  'blurb50',
  'blurb100',
] as const
export type Translatable = (typeof TRANSLATABLE)[number]

export const translationForm = z.object({
  lang: z.enum(LANGUAGES),
  mission: text(LIMITS.mission),
  description: text(LIMITS.description),
  calling: text(LIMITS.calling),
  serviceArea: text(LIMITS.serviceArea),
  blurb25: blurb('blurb25'),
  blurb50: blurb('blurb50'),
  blurb100: blurb('blurb100'),
} satisfies Record<Translatable | 'lang', z.ZodType>)

export const SORTS = ['name', 'newest', 'ties', 'checked'] as const

/** What a file is taken in as. */
export const IMPORT_KINDS = [
  'organizations',
  'people',
  'groups',
  'resources',
  'services',
  'places',
  'ties',
  'network',
] as const
export type ImportKind = (typeof IMPORT_KINDS)[number]

/** How one spoke with another. */
export const CONTACT_WAYS = ['phone', 'mail', 'meeting', 'other'] as const
export const CONTACT_LIMITS = { spokeWith: 200, about: 2000 } as const

/** A contact as somebody logs it: with whom, for whom, when, how, and what it was about. */
export const contactForm = z.object({
  /** An organization, by what it is called or its id. */
  with: needed(LIMITS.parent),
  /** For whom, by its id; empty for the region. */
  by: text(LIMITS.parent),
  spokeWith: text(CONTACT_LIMITS.spokeWith),
  day: z.iso.date({ error: 'contacts.errors.day' }),
  how: z.enum(CONTACT_WAYS, { error: 'forms.choose' }),
  about: needed(CONTACT_LIMITS.about),
})
export type ContactInput = z.output<typeof contactForm>
export const contactDetailsForm = contactForm.omit({ with: true, by: true })
