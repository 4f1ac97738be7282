import { z } from 'zod'
import { cursorOf } from './forms.ts'
import { type Found, PAGE_SIZE, addressOf } from './results.ts'

const resultSchema = z.object({
  id: z.uuid(),
  kind: z.string().describe('`organization`, `tie`, `person`, `region`'),
  title: z.string(),
  snippet: z.string().describe('Some words around what was found'),
  sector: z.string().nullable().describe('Key of the sector, of an organization'),
  near: z.boolean().describe('Does not have the words themselves; its name is a slip of the finger away'),
  region: z.string().describe('Slug'),
  href: z.string(),
})
const kindSchema = z.object({ kind: z.string(), count: z.int() })

export const resultsSchema = z.object({
  items: z.array(resultSchema),
  total: z.int().describe('At most so many as are ranked'),
  kinds: z.array(kindSchema).describe('How many of each kind, whatever kind was asked for'),
  next: z.string().nullable(),
})

/** What was found, as programs read it. */
export const resultsJson = (found: Found, page: number, origin: string): z.output<typeof resultsSchema> => ({
  items: found.results.map((result) => ({
    id: result.id,
    kind: result.kind,
    title: result.title,
    snippet: snippetParts(result.snippet)
      .map((part) => part.text)
      .join(''),
    sector: result.sector,
    near: result.near,
    region: result.region.slug,
    href: origin + addressOf(result),
  })),
  total: found.total,
  kinds: found.kinds,
  next: page * PAGE_SIZE < found.total ? cursorOf(page + 1) : null,
})

/** A snippet in pieces, found words apart from the words around them. */
export function snippetParts(snippet: string): { text: string; found: boolean }[] {
  const [before = '', ...rest] = asSentences(snippet.trim()).split('\u0001')
  const parts = rest.flatMap((piece) => {
    const [found = '', after = ''] = piece.split('\u0002')
    return [
      { text: found, found: true },
      { text: after, found: false },
    ]
  })
  return [{ text: before, found: false }, ...parts].filter((part) => part.text !== '')
}

/** A line that is no sentence ends with a dot between it and the next; what begins in the middle of one says so. */
const asSentences = (text: string) =>
  (/^\p{Ll}/u.test(text) ? `… ${text}` : text).replaceAll(/(?<=[.!?:])\s*\n\s*/g, ' ').replaceAll(/\s*\n\s*/g, ' · ')
