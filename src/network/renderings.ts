import { z } from 'zod'
import type { Cell } from '../platform/csv-out.ts'
import { VISIBILITIES } from '../platform/records.ts'
import { STATES } from './forms.ts'
import { hasEnded } from './periods.ts'
import { type Holding, asksAgain, goneFrom, holdingNow, isEvidence, lastHeard } from './rules.ts'
import type { Tie } from './ties.ts'

const endSchema = z.object({
  id: z.uuid(),
  slug: z.string(),
  name: z.string(),
  sector: z.string(),
  says: z.enum(['confirms', 'disputes']).nullable().describe('The latest statement of this side'),
  strength: z.int().min(1).max(5).nullable().describe('As this side sees it'),
  holders: z
    .object({
      persons: z.array(z.object({ id: z.uuid(), name: z.string() })),
      others: z.int().describe('How many more hold it, whose names the asker may not see'),
      gone: z.boolean().describe('Somebody held it and has left; nobody has said yet who holds it now'),
    })
    .nullable()
    .describe('Who holds the tie for this side; null for whoever does not belong to the region'),
})

/** A tie as programs read it. */
export const tieSchema = z.object({
  id: z.uuid(),
  kind: z.string(),
  directed: z.boolean().describe('Whether the first end does it to the second'),
  ends: z.array(endSchema).length(2),
  state: z.enum(STATES),
  strength: z.int().min(1).max(5).nullable(),
  evidence: z.iso
    .date()
    .nullable()
    .describe(
      'The day on which its ends last spoke with each other, until it is so long ago that ties fade in this region (`fadingMonths`), as far as the asker may know',
    ),
  lastHeard: z.iso
    .date()
    .describe('When its ends last spoke, as far as the asker may know, or something was said of it'),
  faded: z.boolean().describe('Nothing was heard of it for so long that both sides are asked whether it is still so'),
  period: z.string().nullable().describe('EDTF interval'),
  ended: z.boolean(),
  note: z.string(),
  lang: z.string(),
  references: z.array(z.object({ title: z.string(), url: z.string().nullable(), quote: z.string().nullable() })),
  visibility: z.enum(VISIBILITIES),
  version: z.int(),
  createdAt: z.iso.datetime(),
})

/** One tie with everything that was said of it, oldest first; without the names of those who said it. */
export const wholeTieSchema = tieSchema.extend({
  statements: z.array(
    z.object({
      by: z.enum(['side', 'coordinator', 'reference']),
      organization: z.uuid().nullable(),
      verdict: z.enum(['confirms', 'disputes']),
      strength: z.int().min(1).max(5).nullable(),
      note: z.string(),
      saidAt: z.iso.datetime(),
    }),
  ),
})

export const tieListSchema = z.object({ items: z.array(tieSchema), total: z.int(), next: z.string().nullable() })

/** The day of the evidence of a tie, while it holds. */
export const evidenceOf = (tie: Tie, today: string) => (isEvidence(tie, today) ? tie.lastContact : null)

const named = (holdings: readonly Holding[]) =>
  holdings.flatMap(({ personId, name }) => (name === null ? [] : { id: personId, name }))

function holdersJson(holdings: Holding[]) {
  const now = holdingNow(holdings)
  const persons = named(now)
  return { persons, others: now.length - persons.length, gone: goneFrom(holdings).length > 0 }
}

export const tieJson = (tie: Tie, today: string, holdings: Holding[] | null): z.output<typeof tieSchema> => ({
  id: tie.id,
  kind: tie.kind,
  directed: tie.directed,
  ends: tie.sides.map(({ verdict, ...side }) => ({
    ...side,
    says: verdict,
    holders: holdings && holdersJson(holdings.filter((one) => one.organizationId === side.id)),
  })),
  state: tie.state,
  strength: tie.strength,
  evidence: evidenceOf(tie, today),
  lastHeard: lastHeard(tie),
  faded: asksAgain(tie, today),
  period: tie.period,
  ended: hasEnded(tie, today),
  note: tie.note,
  lang: tie.lang,
  references: tie.references,
  visibility: tie.visibility,
  version: tie.version,
  createdAt: tie.createdAt.toISOString(),
})

export const wholeTieJson = (tie: Tie, today: string, holdings: Holding[] | null): z.output<typeof wholeTieSchema> => ({
  ...tieJson(tie, today, holdings),
  statements: tie.statements.map(({ by, organizationId, verdict, strength, note, saidAt }) => ({
    by,
    organization: organizationId,
    verdict,
    strength,
    note,
    saidAt: saidAt.toISOString(),
  })),
})

/** The columns that an import of ties reads. */
export const COLUMNS = [
  'id',
  'from',
  'from_slug',
  'to',
  'to_slug',
  'kind',
  'directed',
  'state',
  'strength',
  'evidence',
  'holders',
  'from_holders',
  'to_holders',
  'period',
  'ended',
  'note',
  'references',
  'visibility',
] as const

/** A tie as a line of a CSV file. */
export const tieCells = (tie: Tie, today: string, holdings: Holding[] | null): Cell[] => {
  const [a, b] = tie.sides
  const now = holdings && holdingNow(holdings)
  const namesAt = (side: { id: string }) =>
    now && named(now.filter((one) => one.organizationId === side.id)).map(({ name }) => name)
  const references = tie.references.map((one) => (one.url ? `${one.title} ${one.url}` : one.title))
  return [
    tie.id,
    a.name,
    a.slug,
    b.name,
    b.slug,
    tie.kind,
    tie.directed,
    tie.state,
    tie.strength,
    evidenceOf(tie, today),
    now && new Set(now.map((one) => one.personId)).size,
    namesAt(a),
    namesAt(b),
    tie.period,
    hasEnded(tie, today),
    tie.note,
    references,
    tie.visibility,
  ]
}
