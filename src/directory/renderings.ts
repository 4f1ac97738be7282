import { z } from 'zod'
import type { Cell } from '../platform/csv-out.ts'
import { LANGUAGES } from '../platform/i18n.ts'
import { VISIBILITIES } from '../platform/records.ts'
import { type Field, type LEFT_OUT, SCHEMES } from './import/organization-fields.ts'
import { nameBeside } from './import/own-networks.ts'
import type { Family } from './families.ts'
import { type FormerName, writeFormerName } from './forms.ts'
import type { Listed } from './organization-lists.ts'
import type { Place } from './organizations.ts'

/** What stands in other words, or is for those who edit. */
type Unshown = 'extra' | 'circleId' | 'parentId' | 'successorIds' | 'family'

const placeSchema = z.object({
  id: z.uuid(),
  kind: z.string(),
  name: z.string(),
  street: z.string(),
  city: z.string(),
  state: z.string(),
  postalCode: z.string(),
  county: z.string(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  accessNotes: z.string(),
} satisfies Record<keyof Place, z.ZodType>)

const kinSchema = z.object({ id: z.uuid(), slug: z.string(), name: z.string() })

/** An organization as programs read it. */
export const organizationSchema = z.object({
  id: z.uuid(),
  slug: z.string().describe('Changes with the name; earlier ones redirect'),
  url: z.url().describe('Its page'),
  name: z.string(),
  otherNames: z.array(z.string()),
  sector: z.string().describe('Key of a sector of the region'),
  mission: z.string(),
  description: z.string().describe('Markdown'),
  website: z.string().nullable(),
  openData: z.string().nullable().describe('Address of its open data portal'),
  phone: z.string(),
  email: z.string(),
  calling: z.string().describe('Whom to ask for, and about what'),
  audiences: z.array(z.string()),
  skills: z.array(z.string()),
  roles: z.array(z.string()).describe('Keys of civic-data roles of the region'),
  spaces: z.array(z.string()).describe('Spaces and equipment'),
  languages: z.array(z.string()).describe('Languages it works in, in words'),
  serviceCounties: z.array(z.string()).describe('Counties it serves'),
  serviceArea: z.string().describe('Where it works, in words'),
  blurb25: z.string().describe('For the announcements of others: at most 25 words'),
  blurb50: z.string().describe('At most 50 words'),
  blurb100: z.string().describe('At most 100 words'),
  formerNames: z.array(
    z.object({ name: z.string(), period: z.string().nullable().describe('EDTF') } satisfies Record<
      keyof FormerName,
      z.ZodType
    >),
  ),
  founded: z.string().nullable().describe('EDTF'),
  ended: z.string().nullable().describe('EDTF; what has ended stays in the directory'),
  parent: kinSchema.nullable().describe('Whose it is, if you may see it'),
  parts: z.array(kinSchema).describe('What is its own'),
  successors: z.array(kinSchema).describe('Who carries on what it did'),
  predecessors: z.array(kinSchema).describe('Whose work it carries on'),
  checkedOn: z.iso.date().nullable().describe('Day on which somebody last checked all this'),
  identifiers: z.array(z.object({ scheme: z.string(), value: z.string() })),
  references: z.array(z.object({ title: z.string(), url: z.string().nullable(), quote: z.string().nullable() })),
  places: z.array(placeSchema),
  ties: z.int().describe('Ties of today that you may see and nobody disputes'),
  visibility: z.enum(VISIBILITIES),
  lang: z.enum(LANGUAGES),
  version: z.int(),
  createdAt: z.iso.datetime(),
} satisfies Record<Exclude<keyof Listed, Unshown> | keyof Family | 'url', z.ZodType>)
export type OrganizationJson = z.output<typeof organizationSchema>

export const organizationListSchema = z.object({
  items: z.array(organizationSchema),
  total: z.int(),
  next: z.string().nullable().describe('Give it as `cursor` to go on; null at the end'),
})

const placeJson = ({
  id,
  kind,
  name,
  street,
  city,
  state,
  postalCode,
  county,
  latitude,
  longitude,
  accessNotes,
}: Place) => ({
  id,
  kind,
  name,
  street,
  city,
  state,
  postalCode,
  county,
  latitude,
  longitude,
  accessNotes,
})

/** `base` is the address of the list of pages, such as `https://example.org/riverbend/organizations`. */
export function organizationJson(one: Listed, base: string): OrganizationJson {
  const { extra: _extra, circleId: _circle, parentId: _parent, successorIds: _successors, ...known } = one
  const { family, createdAt, places, ...rest } = known
  return {
    ...rest,
    ...family,
    url: `${base}/${one.slug}`,
    places: places.map(placeJson),
    createdAt: createdAt.toISOString(),
  }
}

type Column = Field | (typeof LEFT_OUT)[number]
/** What stands in a column; `base` is the address of the list of pages. */
type CellOf = (one: Listed, base: string) => Cell

const ofPlace =
  (key: keyof Place): CellOf =>
  (one) =>
    one.places[0]?.[key]
const ofRegister =
  (scheme: string): CellOf =>
  (one) =>
    one.identifiers.filter((id) => id.scheme === scheme).map((id) => id.value)
const hasColumn = (scheme: string) => (SCHEMES as readonly string[]).includes(scheme)

/**
 * The columns of the CSV list: all that an import of organizations reads, and what a spreadsheet wants to know besides.
 * The first place stands in it; all of them are in the JSON.
 */
const CELLS: Record<Column, CellOf> = {
  name: (one) => one.name,
  otherNames: (one) => one.otherNames,
  sector: (one) => one.sector,
  mission: (one) => one.mission,
  description: (one) => one.description,
  website: (one) => one.website,
  audiences: (one) => one.audiences,
  skills: (one) => one.skills,
  roles: (one) => one.roles,
  spaces: (one) => one.spaces,
  languages: (one) => one.languages,
  serviceCounties: (one) => one.serviceCounties,
  serviceArea: (one) => one.serviceArea,
  phone: (one) => one.phone,
  email: (one) => one.email,
  calling: (one) => one.calling,
  openData: (one) => one.openData,
  blurb25: (one) => one.blurb25,
  blurb50: (one) => one.blurb50,
  blurb100: (one) => one.blurb100,
  formerNames: (one) => one.formerNames.map(writeFormerName),
  founded: (one) => one.founded,
  ended: (one) => one.ended,
  parent: (one) => one.family.parent?.name,
  parts: (one) => one.family.parts.map((kin) => kin.name),
  successors: (one) => one.family.successors.map((kin) => kin.name),
  predecessors: (one) => one.family.predecessors.map((kin) => kin.name),
  'place.name': ofPlace('name'),
  'place.street': ofPlace('street'),
  'place.city': ofPlace('city'),
  'place.state': ofPlace('state'),
  'place.postalCode': ofPlace('postalCode'),
  'place.county': ofPlace('county'),
  'place.latitude': ofPlace('latitude'),
  'place.longitude': ofPlace('longitude'),
  'place.accessNotes': ofPlace('accessNotes'),
  'identifiers.fscs': ofRegister('fscs'),
  'identifiers.ein': ofRegister('ein'),
  'identifiers.ror': ofRegister('ror'),
  'identifiers.isil': ofRegister('isil'),
  'identifiers.ipeds': ofRegister('ipeds'),
  'identifiers.wikidata': ofRegister('wikidata'),
  'identifiers.node': ofRegister('node'),
  identifiers: (one) => one.identifiers.filter((id) => !hasColumn(id.scheme)).map((id) => `${id.scheme}:${id.value}`),
  references: (one) => one.references.map(({ title, url }) => (url ? `${title} ${url}` : title)),
  checkedOn: (one) => one.checkedOn,
  ties: (one) => one.ties,
  visibility: (one) => one.visibility,
  id: (one) => one.id,
  url: (one, base) => `${base}/${one.slug}`,
}

export const CSV_COLUMNS = Object.keys(CELLS)

/** A row of the CSV list. */
export const csvCells = (one: Listed, base: string): Cell[] => Object.values(CELLS).map((cell) => cell(one, base))

const isColumn = (name: string) => CSV_COLUMNS.some((column) => column.toLowerCase() === name)

/** The column of what a file said under a name, and what stands in it. */
export const extraColumn = (key: string): string => nameBeside(key, isColumn)
export function extraCell({ extra }: Pick<Listed, 'extra'>, key: string): Cell {
  const value = Object.hasOwn(extra, key) ? extra[key] : null
  if (value === null || value === undefined || typeof value === 'string') return value
  const text = (one: unknown) => (typeof one === 'string' ? one : JSON.stringify(one))
  return Array.isArray(value) ? value.map(text) : text(value)
}

/** An organization as search engines read it (schema.org). Only for what everybody may see. */
export function organizationLinkedData(one: Listed, base: string): Record<string, unknown> {
  const place = one.places[0]
  const filled = (values: Record<string, unknown>) =>
    Object.fromEntries(
      Object.entries(values).filter(([, value]) => value !== '' && value !== null && value !== undefined),
    )
  const address =
    place &&
    filled({
      streetAddress: place.street,
      addressLocality: place.city,
      addressRegion: place.state,
      postalCode: place.postalCode,
    })
  return filled({
    '@context': 'https://schema.org',
    '@type': 'Organization',
    '@id': `${base}/${one.slug}`,
    name: one.name,
    alternateName: one.otherNames.length > 0 ? one.otherNames : undefined,
    description: one.mission,
    url: one.website ?? `${base}/${one.slug}`,
    telephone: one.phone,
    email: one.email,
    foundingDate: /^\d{4}(-\d\d(-\d\d)?)?$/.test(one.founded ?? '') ? one.founded : undefined,
    dissolutionDate: /^\d{4}(-\d\d(-\d\d)?)?$/.test(one.ended ?? '') ? one.ended : undefined,
    areaServed: one.serviceCounties.length > 0 ? one.serviceCounties : undefined,
    knowsAbout: one.skills.length > 0 ? one.skills : undefined,
    address: address && Object.keys(address).length > 0 ? { '@type': 'PostalAddress', ...address } : undefined,
  })
}
