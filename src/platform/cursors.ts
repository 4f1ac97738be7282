import type { z } from 'zod'

const MAX_CURSOR = 1000

/** Where a list goes on, as text that clients hand back without looking into it. */
export const encodeCursor = (place: unknown): string => Buffer.from(JSON.stringify(place), 'utf8').toString('base64url')

/** The place a cursor names, checked by the schema; undefined when it is none of ours. */
export function decodeCursor<S extends z.ZodType>(schema: S, cursor: string): z.output<S> | undefined {
  if (cursor.length > MAX_CURSOR || !/^[\w-]+$/.test(cursor)) return undefined
  try {
    const result = schema.safeParse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
    return result.success ? result.data : undefined
  } catch {
    return undefined
  }
}
