import { z } from 'zod'
import { tagged } from './answers.ts'
import { type Problem, isProblem, problem } from './errors.ts'
import type { HouseContext } from './house.ts'
import type { Translate } from './i18n.ts'
import { sayIssues } from './parse-form.ts'

/** Media types of files that programs send as they are. */
export const isFileType = (type = '') => /^(application\/octet-stream|image\/[\w.+-]+)$/i.test(type.trim())

/** What a program sends: an object of fields. Throws 415 or 400. */
export async function readJson(c: HouseContext): Promise<Record<string, unknown>> {
  if (!/^application\/(.+\+)?json\b/i.test(c.req.header('content-type') ?? '')) throw problem(415, 'api.errors.notJson')
  const body = await c.req
    .text()
    .then((text): unknown => JSON.parse(text, storable))
    .catch(() => undefined)
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw problem(400, 'api.errors.notAnObject')
  // What is empty is written as null by some and as "" by others.
  return Object.fromEntries(Object.entries(body).map(([field, value]) => [field, value ?? '']))
}

/** JSON can say what PostgreSQL keeps in no text. */
const storable = (_key: string, value: unknown) =>
  typeof value === 'string' ? value.replaceAll('\u0000', '').toWellFormed() : value

/**
 * What a program sent, over what was there, checked by the schema of the form. Throws 422 with the sentences by field; a
 * field that the schema does not know is one of them, because a program would take it for saved.
 */
export function checkJson<T>(
  c: HouseContext,
  schema: z.ZodType<T>,
  given: Record<string, unknown>,
  before: object = {},
): T {
  const { t } = c.var.page
  const known = fieldsOf(schema)
  const strange = Object.keys(given).filter((field) => !known.includes(field))
  const parsed = schema.safeParse({ ...before, ...given })
  const errors = {
    ...(!parsed.success && withChoices(sayIssues(parsed.error, t), parsed.error, t)),
    ...Object.fromEntries(strange.map((field) => [field.slice(0, 100), [t('api.errors.unknownField')]])),
  }
  if (parsed.success && strange.length === 0) return parsed.data
  throw Object.assign(problem(422, 'api.errors.fields'), { details: { errors } })
}

/** So many choices fit into a sentence. */
const FEW = 40

/** A form shows what there is to choose from; a program is told. */
function withChoices(said: Record<string, string[]>, error: z.ZodError, t: Translate): Record<string, string[]> {
  const choices = new Map<string, string>()
  for (const issue of error.issues)
    if (issue.code === 'invalid_value' && issue.values.length <= FEW)
      choices.set(String(issue.path[0] ?? ''), issue.values.map(String).join(', '))
  return Object.fromEntries(
    Object.entries(said).map(([field, sentences]) => {
      const few = choices.get(field)
      return [field, few ? [...sentences, t('api.errors.oneOf', { choices: few })] : sentences]
    }),
  )
}

/** One field that is wrong for a reason that no schema knows. */
export const wrongField = (c: HouseContext, field: string, reason: string, values?: Problem['values']): Problem =>
  Object.assign(problem(422, 'api.errors.fields'), { details: { errors: { [field]: [c.var.page.t(reason, values)] } } })

const fieldsOf = (schema: z.ZodType): string[] => (schema instanceof z.ZodObject ? Object.keys(schema.shape) : [])

/** JSON of a record with an ETag of its version and its bytes; who has it already gets 304. */
export const versioned = (c: HouseContext, value: { version: number }, status: 200 | 201 = 200): Response => {
  const answer = tagged(c, JSON.stringify(value), (hash) => `${value.version}-${hash}`)
  return withStatus(answer, status)
}

/** What was made answers 201, with the headers of its tag. */
export const withStatus = (answer: Response, status: 200 | 201): Response =>
  status === 200 ? answer : new Response(answer.body, { status, headers: answer.headers })

/** The version that `If-Match` names; undefined where anything matches. Throws 412 for what is no tag of ours. */
function versionAsked(c: HouseContext): number | undefined {
  const asked = c.req.header('if-match')?.trim()
  if (asked === undefined || asked === '*') return undefined
  const version = /^"(\d{1,9})-[\w-]+"$/.exec(asked)?.[1]
  if (version === undefined) throw problem(412, 'errors.stale')
  return Number(version)
}

/** The word that `If-Match` names where a thing has no version but the word that says how it stands. */
export function wordAsked(c: HouseContext): string | undefined {
  const asked = c.req.header('if-match')?.trim()
  if (asked === undefined || asked === '*') return undefined
  const word = /^"([\w-]+)"$/.exec(asked)?.[1]
  if (word === undefined) throw problem(412, 'errors.stale')
  return word
}

/**
 * Changes a record from the version that the program read; where somebody else was faster 412 tells what stands there now.
 * `change` gets the version to change from.
 */
export const fromVersion = (
  c: HouseContext,
  record: { version: number },
  change: (version: number) => Promise<unknown>,
  current: () => Promise<object>,
) => unlessLate(() => change(versionAsked(c) ?? record.version), current)

/** Tells a program that came late what stands there now. */
export async function unlessLate<T>(change: () => Promise<T>, current: () => Promise<object>): Promise<T> {
  try {
    return await change()
  } catch (error) {
    if (!isProblem(error) || error.reason !== 'errors.stale') throw error
    throw Object.assign(problem(412, 'errors.stale'), { details: { current: await current() } })
  }
}

/** The bytes of the file that a program sends. Throws 415 where it is none. */
export async function readBytes(c: HouseContext): Promise<Uint8Array> {
  if (!isFileType(c.req.header('content-type'))) throw problem(415, 'api.errors.notAFile')
  return new Uint8Array(await c.req.arrayBuffer())
}

/**
 * Does what a POST asks for once: a retry under the same `Idempotency-Key` is answered as the first was, with what stands
 * there now. `work` gives the id, `path` the address of what it made or changed, `answer` reads it anew.
 */
export async function written(
  c: HouseContext,
  work: () => Promise<string>,
  path: (id: string) => string,
  answer: (id: string, status: 200 | 201) => Promise<Response>,
  status: 200 | 201 = 201,
): Promise<Response> {
  const { repeats } = c.var
  const id = repeats ? idIn(repeats.location) : await work()
  c.header('location', path(id))
  return answer(id, status)
}

function idIn(location: string | null): string {
  const id = location?.split('/').at(-1)
  if (!id) throw problem(409, 'errors.alreadyDone')
  return id
}

/** What a program asked to be taken away is away. */
export const gone = (c: HouseContext) => c.body(null, 204)
