import { z } from 'zod'
import type { Cell } from '../platform/csv-out.ts'
import { LANGUAGES } from '../platform/i18n.ts'
import { VISIBILITIES } from '../platform/records.ts'
import { FIELDS, type Field, type ListingKind } from './listing-kinds.ts'
import { type Listing, titleOf } from './listings.ts'

function schemaOf(field: Field): z.ZodType {
  if (field.is === 'lines') return z.array(z.string())
  if (field.is === 'number') return z.number().nullable()
  return field.is === 'markdown' ? z.string().describe('Markdown') : z.string()
}

/** A listing of a kind as programs read it. */
export const listingSchema = (kind: ListingKind) =>
  z.object({
    id: z.uuid(),
    slug: z.string().nullable().describe('Changes with the name; earlier ones redirect'),
    url: z.url().describe('Its page'),
    ...Object.fromEntries(Object.entries(FIELDS[kind]).map(([name, field]) => [name, schemaOf(field)])),
    organizations: z
      .array(z.object({ id: z.uuid(), slug: z.string(), name: z.string() }))
      .describe('Whose it is, or who reaches it, as far as you may see them'),
    place: z.object({ id: z.uuid(), name: z.string() }).nullable().describe('Where it is to be had'),
    references: z.array(z.object({ title: z.string(), url: z.string().nullable(), quote: z.string().nullable() })),
    visibility: z.enum(VISIBILITIES),
    lang: z.enum(LANGUAGES),
    version: z.int(),
    createdAt: z.iso.datetime(),
  })

export const listingListSchema = (kind: ListingKind) =>
  z.object({
    items: z.array(listingSchema(kind)),
    total: z.int(),
    next: z.string().nullable().describe('Give it as `cursor` to go on; null at the end'),
  })

/** `base` is the address of the list of pages. */
export const listingJson = (one: Listing, base: string) => ({
  id: one.id,
  slug: one.slug,
  url: `${base}/${one.slug ?? one.id}`,
  ...one.facts,
  organizations: one.organizations.map(({ id, slug, name }) => ({ id, slug, name })),
  place: one.place && { id: one.place.id, name: one.place.name },
  references: one.references,
  visibility: one.visibility,
  lang: one.lang,
  version: one.version,
  createdAt: one.createdAt.toISOString(),
})

const COMMON = ['organizations', 'place', 'references', 'visibility', 'lang', 'id', 'url']

export const listingColumns = (kind: ListingKind) => [...Object.keys(FIELDS[kind]), ...COMMON]

/** A row of the list as a file. */
export const listingCells = (one: Listing, base: string): Cell[] => [
  ...Object.keys(FIELDS[one.kind]).map((field) => one.facts[field]),
  one.organizations.map(({ name }) => name),
  one.place && (one.place.name || one.place.street),
  one.references.map(({ title, url }) => (url ? `${title} ${url}` : title)),
  one.visibility,
  one.lang,
  one.id,
  `${base}/${one.slug ?? one.id}`,
]

const TYPES: Record<ListingKind, string> = {
  service: 'Service',
  resource: 'Product',
  group: 'Organization',
  place: 'Place',
}

/** A listing as search engines read it (schema.org). Only for what everybody may see. */
export function listingLinkedData(one: Listing, base: string): Record<string, unknown> {
  const { kind, facts } = one
  const url = `${base}/${one.slug ?? one.id}`
  const address = {
    '@type': 'PostalAddress',
    streetAddress: facts['street'],
    addressLocality: facts['city'],
    addressRegion: facts['state'],
    postalCode: facts['postalCode'],
  }
  const [holder] = one.organizations
  return {
    '@context': 'https://schema.org',
    '@type': TYPES[kind],
    '@id': url,
    url,
    name: titleOf(one),
    ...(facts['description'] && { description: facts['description'] }),
    ...(kind === 'service' && holder && { provider: { '@type': 'Organization', name: holder.name } }),
    ...(kind === 'place' && { address }),
    ...(kind === 'place' && facts['hours'] && { openingHours: facts['hours'] }),
    ...(kind === 'place' && facts['phone'] && { telephone: facts['phone'] }),
  }
}
