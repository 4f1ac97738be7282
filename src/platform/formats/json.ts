import { IMPORT_LIMITS, isForbiddenKey, reason, shown, type Reason, type RowValues } from './parsed.ts'

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }
export type ReadJson = { ok: true; value: Json } | { ok: false; reason: Reason }

/** JSON with its place in the sentence when it is broken, and never deeper than the limit. */
export function readJson(text: string): ReadJson {
  if (isTooDeep(text)) return { ok: false, reason: reason('tooDeep', { max: IMPORT_LIMITS.depth }) }
  try {
    return { ok: true, value: JSON.parse(text) as Json }
  } catch {
    return { ok: false, reason: brokenAt(text, findBreak(text)) }
  }
}

function brokenAt(text: string, at: number): Reason {
  const before = text.slice(0, at)
  const line = before.split('\n').length
  const column = at - before.lastIndexOf('\n')
  return at >= text.trimEnd().length
    ? reason('cut', { line, place: shown(before.slice(-60)) })
    : reason('brokenJson', { line, column, place: shown(text.slice(at, at + 30)) })
}

/** Counted before anything is parsed: millions of brackets cost a parser seconds and gigabytes. */
function isTooDeep(text: string): boolean {
  let depth = 0
  let quoted = false
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charCodeAt(at)
    if (sign === 34) quoted = !quoted
    else if (quoted) at += sign === 92 ? 1 : 0
    else if (sign === 91 || sign === 123) depth += 1
    else if (sign === 93 || sign === 125) depth -= 1
    if (depth > IMPORT_LIMITS.depth) return true
  }
  return false
}

const LITERAL = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w)/y
const CUT_LITERAL = /^(?:t|tr|tru|f|fa|fal|fals|n|nu|nul|-|-?\d{1,300}(?:\.|(?:\.\d{1,300})?[eE][+-]?))$/
const SPACE = /[ \t\n\r]*/y

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : -1
}

/** The end of the string that begins here, or minus the place where it breaks. */
function stringEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const sign = text[at]!
    if (sign === '"') return at + 1
    if (sign === '\\') {
      const escape = /^(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/.exec(text.slice(at + 1, at + 6))
      if (!escape) return /^u?[0-9a-fA-F]{0,3}$/.test(text.slice(at + 1, at + 7)) ? -text.length : -at
      at += escape[0].length
    } else if (sign < ' ') return -at
  }
  return -text.length
}

type Expect = 'value' | 'firstValue' | 'key' | 'firstKey' | 'colon' | 'next'
const wantsKey = (expect: Expect) => expect === 'key' || expect === 'firstKey'

/** Where JSON stops to be JSON. Only asked of text that is none. */
function findBreak(text: string): number {
  const open: ('{' | '[')[] = []
  let expect: Expect = 'value'
  let at = 0
  for (;;) {
    at = skip(SPACE, text, at)
    const sign = text[at]
    if (sign === undefined) return text.length
    const close = open.at(-1) === '{' ? '}' : ']'
    if (open.length > 0 && sign === close && (expect === 'next' || expect === 'firstKey' || expect === 'firstValue')) {
      open.pop()
      expect = 'next'
      at += 1
    } else if (expect === 'next' || expect === 'colon') {
      if (sign !== (expect === 'colon' ? ':' : ',') || open.length === 0) return at
      expect = expect === 'colon' ? 'value' : open.at(-1) === '{' ? 'key' : 'value'
      at += 1
    } else if (sign === '"') {
      const end = stringEnd(text, at)
      if (end < 0) return -end
      expect = wantsKey(expect) ? 'colon' : 'next'
      at = end
    } else if (wantsKey(expect)) return at
    else if (sign === '{' || sign === '[') {
      open.push(sign)
      expect = sign === '{' ? 'firstKey' : 'firstValue'
      at += 1
    } else {
      const end = skip(LITERAL, text, at)
      if (end < 0) return CUT_LITERAL.test(text.slice(at, at + 400)) ? text.length : at
      expect = 'next'
      at = end
    }
  }
}

export const isObject = (value: Json | undefined): value is { [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A plain value as text; undefined for what holds others. */
export function scalar(value: Json | undefined): string | undefined {
  if (value === null || value === undefined) return ''
  return typeof value === 'object' ? undefined : String(value).toWellFormed()
}

/** Puts a JSON object into flat columns: `location.city`; a list of plain values is one column, one of objects is text. */
export function flatten(object: { [key: string]: Json }, into: RowValues, prefix = '') {
  for (const [key, value] of Object.entries(object)) {
    if (isForbiddenKey(key)) continue
    const name = `${prefix}${key.toWellFormed().replaceAll('\u0000', '')}`
    const plain = scalar(value)
    if (plain !== undefined) into[name] = plain
    else if (isObject(value)) flatten(value, into, `${name}.`)
    else if (Array.isArray(value))
      into[name] = value.flatMap((item) => (item === null ? [] : [scalar(item) ?? JSON.stringify(item).toWellFormed()]))
  }
}

/** A list of texts that is written as JSON, or undefined. */
export function textsOf(text: string): string[] | undefined {
  if (!/^\s*\["/.test(text)) return undefined
  const read = readJson(text)
  const isList = read.ok && Array.isArray(read.value) && read.value.every((item) => typeof item === 'string')
  return isList ? (read.value as string[]).map((item) => item.trim().toWellFormed()).filter(Boolean) : undefined
}
