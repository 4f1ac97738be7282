import { z } from 'zod'
import { decodeCursor, encodeCursor } from '../platform/cursors.ts'

export const LIMITS = { query: 200, page: 25 } as const

/** What one may ask of the search. A cursor is a page that a list of programs goes on with. */
export const searchQuery = z.object({
  q: z
    .string()
    .default('')
    .transform((typed) => typed.replaceAll('\u0000', '').trim().slice(0, LIMITS.query))
    .describe('Words; “a phrase” in quotes, -without, this or that'),
  page: z.coerce.number().int().min(1).max(LIMITS.page).catch(1).default(1),
  cursor: z.string().max(1000).optional().describe('`next` of the answer before'),
})

const place = z.object({ page: z.int().min(1).max(LIMITS.page) })

/** The page that a cursor names; undefined when it is none of ours. */
export const pageOf = (cursor: string): number | undefined => decodeCursor(place, cursor)?.page

export const cursorOf = (page: number): string | null => (page > LIMITS.page ? null : encodeCursor({ page }))
