import { z } from 'zod'
import type { Cell } from '../../platform/csv-out.ts'
import { LANGUAGES } from '../../platform/i18n.ts'
import { VISIBILITIES } from '../../platform/records.ts'
import type { Entry } from './entries.ts'
import type { Evidence } from './evidences.ts'
import type { GivesAndGains, Sum } from './gives-and-gains.ts'
import { EVIDENCE, SIDES, UNITS, WHATS } from './ledger-kinds.ts'

const namedSchema = z.object({ id: z.uuid(), slug: z.string(), name: z.string() })

const evidenceSchema = z.object({
  id: z.uuid(),
  kind: z.enum(EVIDENCE),
  title: z.string(),
  url: z.string().describe('Of a file the address of its bytes'),
  figure: z.number().nullable(),
  outOf: z.number().nullable(),
  small: z.boolean().describe('There is a number, and it counts too few people to be told'),
  quote: z.string(),
  saidBy: z.string(),
})

/** A gain or a gift as programs read it. */
export const entrySchema = z.object({
  id: z.uuid(),
  organization: namedSchema,
  what: z.enum([...WHATS.benefit, ...WHATS.contribution]),
  side: z.enum(SIDES).nullable().describe('Of a benefit'),
  told: z.string(),
  period: z.string().nullable().describe('EDTF'),
  amount: z.number().nullable(),
  unit: z.enum(['', ...UNITS]),
  small: z.boolean().describe('There is an amount, and it counts too few people to be told'),
  others: z.array(namedSchema).describe('Whom a gain is owed to, or for whom a gift was; nobody: all partners'),
  partnerships: z.array(namedSchema),
  origin: namedSchema.extend({ kind: z.string() }).nullable().describe('The record that it came of'),
  originId: z.uuid().describe('Entries of one origin count once'),
  evidence: z.array(evidenceSchema),
  visibility: z.enum(VISIBILITIES),
  lang: z.enum(LANGUAGES),
  version: z.int(),
  url: z.url(),
})

const evidenceJson = (
  { file, consent: _consent, ...piece }: Evidence,
  base: string,
): z.input<typeof evidenceSchema> => ({
  ...piece,
  url: file ? `${base}/evidence/${piece.id}` : piece.url,
})

/** An entry for programs; `base` is the address of the list of pages. */
export function entryJson(entry: Entry, base: string): z.input<typeof entrySchema> {
  const {
    ledger: _ledger,
    circleId: _circle,
    createdAt: _at,
    first: _first,
    last: _last,
    threshold: _few,
    ...rest
  } = entry
  const { id, slug, name } = entry.organization
  const url = `${base}/${entry.id}`
  return {
    ...rest,
    organization: { id, slug, name },
    evidence: entry.evidence.map((piece) => evidenceJson(piece, url)),
    url,
  }
}

/** The columns of a list of entries. */
export const ENTRY_COLUMNS = [
  'id',
  'organization',
  'what',
  'side',
  'told',
  'period',
  'amount',
  'unit',
  'too_few_to_tell',
  'others',
  'partnerships',
  'origin',
  'evidence',
  'visibility',
  'lang',
  'url',
]

export const entryCells = (entry: Entry, base: string): Cell[] => [
  entry.id,
  entry.organization.name,
  entry.what,
  entry.side,
  entry.told,
  entry.period,
  entry.amount,
  entry.unit,
  entry.small,
  entry.others.map(({ name }) => name),
  entry.partnerships.map(({ name }) => name),
  entry.originId,
  entry.evidence.map(({ kind, title, url }) => [kind, title || url].filter(Boolean).join(': ')),
  entry.visibility,
  entry.lang,
  `${base}/${entry.id}`,
]

const sumSchema = z.object({
  things: z.int().describe('Entries that tell of one record are one thing'),
  entries: z.int(),
  amounts: z.array(
    z.object({
      unit: z.enum(UNITS),
      amount: z.number(),
      ofUse: z.boolean().describe('Hours for which a room or a kit was used, none of people'),
    }),
  ),
  small: z.int().describe('Counts of people that are too small to be told, and stand in no amount'),
} satisfies Record<keyof Sum, z.ZodType>)
const weighed = { gives: sumSchema, capacity: sumSchema, reach: sumSchema }

/** What each gives and gains, as programs read it. */
export const givesSchema = z.object({
  items: z.array(
    z.object({
      organization: namedSchema,
      ...weighed,
      steps: z.array(z.object({ key: z.string(), from: z.iso.date(), until: z.iso.date(), ...weighed })),
      undated: z.int().describe('Entries without a date: they are in no step'),
    }),
  ),
})

export const givesJson = (partners: readonly GivesAndGains[]): z.input<typeof givesSchema> => ({
  items: partners.map(({ organization: { id, slug, name }, ...rest }) => ({
    ...rest,
    organization: { id, slug, name },
  })),
})
