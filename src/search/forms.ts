import { z } from 'zod'
import { decodeCursor, encodeCursor } from '../platform/cursors.ts'
import { askedPage, askedText } from '../platform/list-query.ts'

export const LIMITS = { query: 200, page: 25 } as const

/** What one may ask of the search. */
export const searchQuery = z.object({
  q: askedText(LIMITS.query).describe('Words; "a phrase" in quotes, -without, one or another'),
  kind: askedText(40).describe('Only records of this kind, such as `organization`'),
  page: askedPage.transform((page) => Math.min(page, LIMITS.page)),
})
export const searchProgramQuery = searchQuery
  .omit({ page: true })
  .extend({ cursor: askedText(1000).describe('`next` of the answer before') })

const place = z.object({ page: z.int().min(1).max(LIMITS.page) })

/** The page that a cursor names; undefined when it is none of ours. */
export const pageOf = (cursor: string): number | undefined => (cursor === '' ? 1 : decodeCursor(place, cursor)?.page)

export const cursorOf = (page: number): string | null => (page > LIMITS.page ? null : encodeCursor({ page }))
