import { z } from 'zod'
import { type Problem, problem } from './errors.ts'
import type { Db } from './db.ts'
import type { Moment } from './moment.ts'
import { refuseDone, type RequestKey } from './request-keys.ts'
import type { Typed } from './parse-form.ts'

/** What is here already and may be the one that somebody is about to add. */
export interface Likely {
  id: string
  name: string
  /** Of those that have one. */
  slug?: string
  /** Why, as keys of `merging.reason`. */
  reasons: string[]
}

/** Nobody reads more of them. */
const MOST = 5

/** Those for which something speaks, the most first. */
export const firstOf = (all: readonly Likely[]): Likely[] =>
  all
    .filter(({ reasons }) => reasons.length > 0)
    .toSorted((a, b) => b.reasons.length - a.reasons.length)
    .slice(0, MOST)

/** Those that somebody looked at before they said that it is another one: their ids, or `all` from whoever did not look. */
export interface Despite {
  all: boolean
  looked: Set<string>
}

/** The same as programs are told of it. */
export const despiteQuery = z.object({
  despite: z
    .string()
    .default('')
    .describe(
      'What may be here already is answered with 409 and `resembling`. Sent again with the ids of those, parted by commas, it is added all the same; `all` adds without a look, and coordinators are asked',
    ),
})

/** What was found, and what its sender says of it. */
export interface Found {
  likely: readonly Likely[]
  despite: Despite
}

/** What a form or a program says of those that it resembles. */
export function despiteOf(typed: unknown): Despite {
  const words = [typed].flat().flatMap((one) => (typeof one === 'string' ? one.split(/[\s,]+/).filter(Boolean) : []))
  return { all: words.includes('all'), looked: new Set(words) }
}

/** Whether somebody has to look first: at one that they have not looked at. The same form sent twice at once is one. */
export async function asks(
  db: Db,
  regionId: string,
  { likely, despite: { all, looked } }: Found,
  moment: Moment & { request?: RequestKey },
): Promise<boolean> {
  if (all || likely.every(({ id }) => looked.has(id))) return false
  await refuseDone(db, regionId, moment)
  return true
}

/** What a program is answered that adds what may be here already. */
export const resembles = (likely: readonly Likely[]): Problem =>
  Object.assign(problem(409, 'merging.likely.program'), {
    details: { resembling: likely.map(({ id, name, reasons }) => ({ id, name, reasons })) },
  })

/** What somebody says of the one they mean to add is not said of the one that is here: whose it is, who sees it, its language. */
const OF_NEW_ONES = new Set(['visibility', 'lang', 'circle', 'circleNames', 'organizations'])

const linesOf = (value: Typed[string]) =>
  [value ?? ''].flat().flatMap((text) => text.split('\n').filter((line) => line.trim() !== ''))

/** What a form says of one that is here, with what was typed of a new one: in its empty fields, and in its lists. */
export function withTyped(there: Typed, typed: Typed): Typed {
  const fields = Object.keys(there).filter((field) => !OF_NEW_ONES.has(field) && linesOf(typed[field]).length > 0)
  const joined = fields.map((field) => {
    const now = there[field]
    if (!Array.isArray(now)) return [field, now === '' ? typed[field] : now]
    return [field, [...new Set([...now, ...linesOf(typed[field])])]]
  })
  return Object.assign({}, there, Object.fromEntries(joined))
}

/** Fields in which the one that is here says something else than was typed. */
export const bothSay = (there: Typed, typed: Typed): string[] =>
  Object.entries(there).flatMap(([field, now]) => {
    const isOther = typeof now === 'string' && now !== '' && linesOf(typed[field]).length > 0 && now !== typed[field]
    return isOther && !OF_NEW_ONES.has(field) ? [field] : []
  })
