import type { Context } from 'hono'
import type { z } from 'zod'
import { problem } from './errors.ts'
import type { Translate } from './i18n.ts'

/** What was typed, as it goes back into the form. */
export type Typed = Record<string, string | string[] | undefined>

/** A form as a page shows it: what stands in it, and what is wrong with it. */
export interface FormState {
  values: Typed
  errors: Record<string, string[]>
}

export type Parsed<T> = { ok: true; value: T; typed: Typed } | ({ ok: false } & FormState)

export const emptyForm: FormState = { values: {}, errors: {} }

/** No form of ours holds more, besides its files. */
const MAX_FORM_BYTES = 1_000_000

/** What was typed, checked by the schema. Errors are sentences in the reader's language, by field. */
export async function parseForm<S extends z.ZodType>(
  c: Context,
  schema: S,
  t: Translate,
): Promise<Parsed<z.output<S>>> {
  const typed = await readForm(c)
  const result = schema.safeParse(typed)
  if (result.success) return { ok: true, value: result.data, typed }
  return { ok: false, values: typed, errors: sayIssues(result.error, t) }
}

/** The fields of a form body; a name that comes twice, or ends in `[]`, is a list. Files are left out. */
export async function readForm(c: Context): Promise<Typed> {
  const withFiles = /^multipart\//i.test(c.req.header('content-type') ?? '')
  const length = Number(c.req.header('content-length') ?? 0)
  if (!withFiles && length > MAX_FORM_BYTES) throw problem(413, 'errors.formTooLong')
  const data = await readBody(c)
  if (withFiles && lengthOf(data) > MAX_FORM_BYTES) throw problem(413, 'errors.formTooLong')
  return fieldsOf(data)
}

/** Of what was typed, without the files that came with it. */
const lengthOf = (data: FormData) =>
  [...data.values()].reduce((sum, value) => sum + (typeof value === 'string' ? value.length : 0), 0)

/** The file of a form that takes one, or null when none was chosen. */
export async function readFile(c: Context, field: string): Promise<File | null> {
  const file = (await readBody(c)).get(field)
  return file instanceof File && file.name !== '' ? file : null
}

/** The files of a form that takes several, none when none was chosen. */
export const readFiles = async (c: Context, field: string): Promise<File[]> =>
  (await readBody(c)).getAll(field).filter((file) => file instanceof File && file.name !== '') as File[]

async function readBody(c: Context): Promise<FormData> {
  const type = c.req.header('content-type') ?? ''
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type)) throw problem(415, 'errors.notAForm')
  return c.req.formData().catch((error: unknown) => {
    // A body that is cut or has no boundaries.
    throw error instanceof TypeError ? problem(400, 'errors.notAForm') : error
  })
}

function fieldsOf(data: FormData): Typed {
  const typed: Typed = Object.create(null)
  for (const [name, value] of data.entries()) {
    if (typeof value !== 'string') continue
    const text = value.replaceAll('\r\n', '\n').replaceAll('\u0000', '')
    const list = name.endsWith('[]')
    const key = list ? name.slice(0, -2) : name
    const before = typed[key]
    if (list) typed[key] = [...(Array.isArray(before) ? before : []), text]
    else typed[key] = before === undefined ? text : Array.isArray(before) ? [...before, text] : [before, text]
  }
  return { ...typed }
}

/** Issues of a schema as sentences by field. A schema's own message is a key of the texts, with `|name=value` after it. */
export function sayIssues(error: z.ZodError, t: Translate): Record<string, string[]> {
  const errors: Record<string, string[]> = {}
  for (const issue of error.issues) {
    const field = String(issue.path[0] ?? '')
    const said = say(issue, t)
    errors[field] = [...new Set([...(errors[field] ?? []), said])]
  }
  return errors
}

function say(issue: z.core.$ZodIssue, t: Translate): string {
  const [key = '', ...pairs] = issue.message.split('|')
  if (t.has(key)) return t(key, Object.fromEntries(pairs.map((pair) => pair.split('=') as [string, string])))
  if (issue.code === 'too_big') return t('forms.tooLong', { max: Number(issue.maximum) })
  if (issue.code === 'too_small')
    return Number(issue.minimum) <= 1 ? t('forms.required') : t('forms.tooShort', { min: Number(issue.minimum) })
  if (issue.code === 'invalid_type') return t('forms.required')
  if (issue.code === 'invalid_value') return t('forms.choose')
  return t('forms.invalid')
}
