import { z } from 'zod'
import { cursorOf } from './forms.ts'
import { PAGE_SIZE, type Result } from './results.ts'

const resultSchema = z.object({
  id: z.uuid(),
  kind: z.string().describe('`organization`, `tie`, `person`, `region`'),
  title: z.string(),
  snippet: z.string().describe('Some words around what was found'),
  sector: z.string().nullable().describe('Key of the sector, of an organization'),
  href: z.string(),
})
export const resultsSchema = z.object({ items: z.array(resultSchema), total: z.int(), next: z.string().nullable() })

/** What was found, as programs read it. */
export const resultsJson = (
  found: { results: Result[]; total: number },
  page: number,
  addressOf: (result: Result) => string,
): z.output<typeof resultsSchema> => ({
  items: found.results.map((result) => ({
    id: result.id,
    kind: result.kind,
    title: result.title,
    snippet: snippetParts(result.snippet)
      .map((part) => part.text)
      .join(''),
    sector: result.sector,
    href: addressOf(result),
  })),
  total: found.total,
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
