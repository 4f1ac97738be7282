import { IMPORT_LIMITS, isForbiddenKey, reason, shown, type Reason, type RowValues } from './parsed.ts'

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }
export type ReadJson = { ok: true; value: Json } | { ok: false; reason: Reason }

/** JSON with its place in the sentence when it is broken, and never deeper than the limit. */
export function readJson(text: string): ReadJson {
  let value: Json
  try {
    value = JSON.parse(text) as Json
  } catch {
    return { ok: false, reason: brokenAt(text, findBreak(text)) }
  }
  return isTooDeep(value, 0) ? { ok: false, reason: reason('tooDeep', { max: IMPORT_LIMITS.depth }) } : { ok: true, value }
}

function brokenAt(text: string, at: number): Reason {
  const before = text.slice(0, at)
  const line = before.split('\n').length
  const column = at - before.lastIndexOf('\n')
  return at >= text.trimEnd().length ? reason('cut', { line, place: shown(before.slice(-60)) }) : reason('brokenJson', { line, column, place: shown(text.slice(at, at + 30)) })
}

function isTooDeep(value: Json, depth: number): boolean {
  if (value === null || typeof value !== 'object') return false
  return depth >= IMPORT_LIMITS.depth || Object.values(value).some((inner) => isTooDeep(inner, depth + 1))
}

const LITERAL = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w)/y
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
      if (!escape) return at + 6 > text.length ? -text.length : -at
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
      if (end < 0) return at + 5 > text.length && open.length > 0 ? text.length : at
      expect = 'next'
      at = end
    }
  }
}

export const isObject = (value: Json | undefined): value is { [key: string]: Json } => typeof value === 'object' && value !== null && !Array.isArray(value)

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
    else if (Array.isArray(value)) into[name] = value.flatMap((item) => item === null ? [] : [scalar(item) ?? JSON.stringify(item).toWellFormed()])
  }
}
