import { z } from 'zod'
import type { HouseContext } from './house.ts'

/** So many entries stand on a page that people read. */
export const PAGE_SIZE = 25

const typed = z.union([z.string(), z.array(z.string())]).catch('')
const clean = (text: string) => text.replaceAll('\u0000', '').trim()

/** Words asked for. Of a repeated parameter the first counts; what is too long is cut. */
export const askedText = (max = 200) =>
  typed.default('').transform((given) => clean([given].flat()[0] ?? '').slice(0, max))

/** A filter that may be repeated: `?sector=library&sector=media`. Empty and repeated values fall away. */
export const askedMany = (max = 40) =>
  typed
    .default('')
    .transform((given) => [...new Set([given].flat().map((one) => clean(one).slice(0, 300)))].filter(Boolean))
    .transform((all) => all.slice(0, max))

/** One of several words; anything else is the first of them. */
export const askedOne = <const T extends readonly [string, ...string[]]>(choices: T) =>
  typed
    .default(choices[0])
    .transform((given): T[number] => choices.find((choice) => choice === [given].flat()[0]) ?? choices[0])

/** A whole number from 1 to `max`. */
export const askedNumber = (fallback: number, max: number) =>
  z
    .union([z.string(), z.array(z.string())])
    .default(String(fallback))
    .transform((given) => Number.parseInt([given].flat()[0] ?? '', 10))
    .transform((n) => (Number.isInteger(n) && n >= 1 ? Math.min(n, max) : fallback))

/** The page of a list that people leaf through. */
export const askedPage = askedNumber(1, 100_000)

/** How many entries a program wants at once, and where it goes on. */
export const asPrograms = { limit: askedNumber(50, 200), cursor: askedText(1000) }

/** What a list is asked for. Unknown parameters and broken values fall back, so that no address of a list fails. */
export function readQuery<S extends z.ZodObject>(c: HouseContext, schema: S): z.output<S> {
  const given = Object.entries(c.req.queries()).map(([name, values]) => [
    name,
    values.length === 1 ? values[0] : values,
  ])
  return schema.parse(Object.fromEntries(given)) as z.output<S>
}

/** The address of a list with some of what was asked changed; `page` begins anew. Empty values are left out. */
export function listAddress(
  path: string,
  asked: Record<string, unknown>,
  changed: Record<string, unknown> = {},
): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...asked, page: undefined, ...changed }))
    for (const one of [value].flat())
      if (one !== undefined && one !== null && one !== '') query.append(name, String(one))
  const text = query.toString()
  return text === '' ? path : `${path}?${text}`
}
