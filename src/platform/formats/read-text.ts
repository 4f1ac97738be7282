import { IMPORT_LIMITS, reason, shown, type Reason } from './parsed.ts'

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'
export type Text = { ok: true; text: string; encoding: Encoding } | { ok: false; reason: Reason }

const failed = (key: string, values?: Reason['values']): Text => ({ ok: false, reason: reason(key, values) })

/** Files that people give us by mistake, by their first bytes. */
const OTHERS: [string, string][] = [
  ['\u00d0\u00cf\u0011\u00e0', 'workbook'],
  ['%PDF', 'pdf'],
  ['\u001f\u008b', 'compressed'],
  ['\u0089PNG', 'picture'],
  ['\u00ff\u00d8\u00ff', 'picture'],
]

const startsWith = (bytes: Uint8Array, start: string) => [...start].every((sign, n) => bytes[n] === sign.charCodeAt(0))

/** The text of a file, in the encoding that its content tells. */
export function readText(bytes: Uint8Array): Text {
  if (bytes.length > IMPORT_LIMITS.bytes) return failed('tooLarge', { max: IMPORT_LIMITS.bytes / 1_000_000 })
  if (bytes.length === 0) return failed('empty')
  const other = OTHERS.find(([start]) => startsWith(bytes, start))
  if (other) return failed(other[1])
  const read = decode(bytes)
  if (!read.ok) return read
  const text = read.text.replace(/^\uFEFF/, '')
  return text.trim() === '' ? failed('empty') : { ...read, text }
}

function decode(bytes: Uint8Array): Text {
  if (startsWith(bytes, '\u00ff\u00fe')) return utf16(bytes.subarray(2), 'utf-16le')
  if (startsWith(bytes, '\u00fe\u00ff')) return utf16(bytes.subarray(2), 'utf-16be')
  if (!bytes.includes(0)) return utf8(bytes) ?? windows1252(bytes)
  const looks = looksLikeUtf16(bytes)
  return looks ? utf16(bytes, looks) : failed('notText', { byte: bytes.indexOf(0) + 1 })
}

/** Most letters of our languages have a zero byte on one side, always the same. */
function looksLikeUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const sample = bytes.subarray(0, 4000)
  const zeros = [0, 0]
  sample.forEach((byte, n) => {
    if (byte === 0) zeros[n % 2]! += 1
  })
  const [even = 0, odd = 0] = zeros
  if (odd > sample.length / 5 && even === 0) return 'utf-16le'
  return even > sample.length / 5 && odd === 0 ? 'utf-16be' : null
}

function utf16(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): Text {
  if (bytes.length % 2 === 1) return failed('cutInText', { place: 'end' })
  try {
    return { ok: true, encoding, text: new TextDecoder(encoding, { fatal: true }).decode(bytes) }
  } catch {
    return failed('encoding', { encoding: encoding.toUpperCase() })
  }
}

/** UTF-8, or the refusal of one that ends within a letter, or null when it is something else. */
function utf8(bytes: Uint8Array): Text | null {
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true })
    const text = decoder.decode(bytes, { stream: true })
    const ending = text.slice(-80)
    try {
      decoder.decode()
    } catch {
      return /[^\p{ASCII}]/u.test(text) ? failed('cutInText', { place: shown(ending) }) : null
    }
    return { ok: true, encoding: 'utf-8', text }
  } catch {
    return null
  }
}

/** Bytes that Windows-1252 leaves undefined, and control characters that no text has. */
const NOT_1252 = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d])
const isControl = (byte: number) => byte < 32 && ![9, 10, 12, 13, 26].includes(byte)

function windows1252(bytes: Uint8Array): Text {
  const at = bytes.findIndex((byte) => NOT_1252.has(byte) || isControl(byte))
  if (at >= 0) return failed('notText', { byte: at + 1 })
  return { ok: true, encoding: 'windows-1252', text: new TextDecoder('windows-1252').decode(bytes) }
}
