import { z } from 'zod'
import type { Cell } from '../platform/csv-out.ts'
import { LANGUAGES } from '../platform/i18n.ts'
import { VISIBILITIES } from '../platform/records.ts'
import type { Listed } from './organization-lists.ts'
import type { Place } from './organizations.ts'

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
})

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
  audiences: z.array(z.string()),
  skills: z.array(z.string()),
  roles: z.array(z.string()).describe('Keys of civic-data roles of the region'),
  founded: z.string().nullable().describe('EDTF'),
  checkedOn: z.iso.date().nullable().describe('Day on which somebody last checked all this'),
  identifiers: z.array(z.object({ scheme: z.string(), value: z.string() })),
  references: z.array(z.object({ title: z.string(), url: z.string().nullable(), quote: z.string().nullable() })),
  places: z.array(placeSchema),
  ties: z.int().describe('Ties of today that you may see and nobody disputes'),
  visibility: z.enum(VISIBILITIES),
  lang: z.enum(LANGUAGES),
  version: z.int(),
  createdAt: z.iso.datetime(),
})
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
  const { extra: _extra, circleId: _circle, createdAt, places, ...rest } = one
  return { ...rest, url: `${base}/${one.slug}`, places: places.map(placeJson), createdAt: createdAt.toISOString() }
}

/** Identifiers that the import knows by a column of their own; others are lost in no column. */
const SCHEMES = ['fscs', 'ein', 'ror', 'isil', 'ipeds', 'wikidata', 'node'] as const

/** The columns that an import of organizations reads, and what a spreadsheet wants to know besides. */
export const CSV_COLUMNS = [
  'name',
  'otherNames',
  'sector',
  'mission',
  'description',
  'website',
  'audiences',
  'skills',
  'roles',
  'founded',
  'place.name',
  'place.street',
  'place.city',
  'place.state',
  'place.postalCode',
  'place.county',
  'place.latitude',
  'place.longitude',
  ...SCHEMES.map((scheme) => `identifiers.${scheme}`),
  'identifiers',
  'references',
  'checkedOn',
  'ties',
  'visibility',
  'id',
  'url',
] as const

/** A row of the CSV list. The first place stands in it; all of them are in the JSON. */
export function csvCells(one: Listed, base: string): Cell[] {
  const place = one.places[0]
  const valuesOf = (scheme: string) => one.identifiers.filter((id) => id.scheme === scheme).map((id) => id.value)
  const others = one.identifiers.filter((id) => !SCHEMES.some((scheme) => scheme === id.scheme))
  return [
    one.name,
    one.otherNames,
    one.sector,
    one.mission,
    one.description,
    one.website,
    one.audiences,
    one.skills,
    one.roles,
    one.founded,
    ...(place
      ? [
          place.name,
          place.street,
          place.city,
          place.state,
          place.postalCode,
          place.county,
          place.latitude,
          place.longitude,
        ]
      : Array<Cell>(8).fill('')),
    ...SCHEMES.map(valuesOf),
    others.map((id) => `${id.scheme}:${id.value}`),
    one.references.map((reference) => (reference.url ? `${reference.title} ${reference.url}` : reference.title)),
    one.checkedOn,
    one.ties,
    one.visibility,
    one.id,
    `${base}/${one.slug}`,
  ]
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
    foundingDate: /^\d{4}(-\d\d(-\d\d)?)?$/.test(one.founded ?? '') ? one.founded : undefined,
    knowsAbout: one.skills.length > 0 ? one.skills : undefined,
    address: address && Object.keys(address).length > 0 ? { '@type': 'PostalAddress', ...address } : undefined,
  })
}
