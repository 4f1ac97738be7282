import { createHash } from 'node:crypto'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

/** What a page hangs on: a region's id, or the installation (`/`, pages with other regions' copies). */
export type Scope = string
export const INSTALLATION = 'installation'

/** Versions as they stood when the making of a page began. */
export interface Token {
  scope: Scope
  version: number
  epoch: number
}

export interface CachedAnswer {
  status: 200 | 304
  body: Uint8Array<ArrayBuffer> | null
  headers: Record<string, string>
}

export interface Asked {
  acceptEncoding?: string | undefined
  ifNoneMatch?: string | undefined
  now: Date
}

export interface Kept {
  /** Taken by `begin` before the page was made. */
  token: Token
  headers?: Record<string, string>
  /** When time alone changes the page. */
  freshUntil?: Date | undefined
}

type Encoding = 'br' | 'gzip' | 'identity'
type Bytes = Uint8Array<ArrayBuffer>
interface Entry {
  token: Token
  bytes: Record<Encoding, Bytes>
  size: number
  hash: string
  headers: Record<string, string>
  freshUntil: number
}

/** Under this, compressing costs more than it saves. */
const WORTH_COMPRESSING = 500
/** What an entry weighs beside its bytes. */
const OVERHEAD = 500
const MAX_HEADER = 1000

function compressed(html: Buffer): Record<Encoding, Bytes> {
  const identity = Uint8Array.from(html)
  if (html.length < WORTH_COMPRESSING) return { identity, br: identity, gzip: identity }
  const params = { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: html.length }
  return {
    identity,
    br: Uint8Array.from(brotliCompressSync(html, { params })),
    gzip: Uint8Array.from(gzipSync(html, { level: 6 })),
  }
}

/** The smallest encoding that the reader takes. A header longer than any browser's is not read. */
export function encodingFor(acceptEncoding: string | undefined): Encoding {
  if (!acceptEncoding || acceptEncoding.length > MAX_HEADER) return 'identity'
  const taken = new Set<string>()
  const refused = new Set<string>()
  for (const part of acceptEncoding.toLowerCase().split(',')) {
    const [name = '', ...settings] = part.split(';').map((piece) => piece.trim())
    const none = settings.some((setting) => /^q=0(?:\.0{0,3})?$/.test(setting))
    ;(none ? refused : taken).add(name)
  }
  const takes = (name: string) => !refused.has(name) && (taken.has(name) || taken.has('*'))
  return takes('br') ? 'br' : takes('gzip') ? 'gzip' : 'identity'
}

/** Whether the reader's copy is this one. */
function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (!ifNoneMatch || ifNoneMatch.length > MAX_HEADER) return false
  return ifNoneMatch.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === etag)
}

/** The key of a page: host, language, path and query; the order of the parameters does not matter. */
export function pageKey(host: string, lang: string, path: string, query: URLSearchParams): string {
  const params = new URLSearchParams(query)
  params.sort()
  return `${host}\n${lang}\n${path}\n${params}`
}

/** Pages for the public, ready to be sent. Nothing personal ever enters; a page lives until its region changes. */
export function makePageCache({ maxBytes }: { maxBytes: number }) {
  const entries = new Map<string, Entry>()
  const versions = new Map<Scope, number>()
  const count = { bytes: 0, hits: 0, misses: 0 }
  let epoch = 0
  let bypassed = false

  const isCurrent = (token: Token) =>
    !bypassed && token.epoch === epoch && token.version === (versions.get(token.scope) ?? 0)
  const isFresh = (entry: Entry, now: Date) => isCurrent(entry.token) && now.getTime() < entry.freshUntil
  const raise = (scope: Scope) => void versions.set(scope, (versions.get(scope) ?? 0) + 1)

  const drop = (key: string) => {
    count.bytes -= entries.get(key)?.size ?? 0
    entries.delete(key)
  }
  const clear = () => {
    entries.clear()
    versions.clear()
    count.bytes = 0
    epoch += 1
  }
  const fresh = (key: string, now: Date): Entry | undefined => {
    const entry = entries.get(key)
    if (!entry || isFresh(entry, now)) return entry
    drop(key)
    return undefined
  }

  const get = (key: string, asked: Asked): CachedAnswer | undefined => {
    const entry = fresh(key, asked.now)
    count[entry ? 'hits' : 'misses'] += 1
    if (!entry) return undefined
    entries.delete(key)
    entries.set(key, entry)
    return answer(entry, asked)
  }

  const put = (key: string, html: string, { token, headers = {}, freshUntil }: Kept): boolean => {
    if (!isCurrent(token)) return false
    const whole = Buffer.from(html, 'utf8')
    if (whole.length > maxBytes / 2) return false
    const bytes = compressed(whole)
    const size = [...new Set(Object.values(bytes))].reduce((sum, part) => sum + part.length, OVERHEAD + key.length)
    const hash = createHash('sha256').update(whole).digest('base64url').slice(0, 22)
    drop(key)
    entries.set(key, { token, bytes, size, hash, headers, freshUntil: freshUntil?.getTime() ?? Infinity })
    count.bytes += size
    for (const oldest of entries.keys()) {
      if (count.bytes <= maxBytes) break
      drop(oldest)
    }
    return true
  }

  return {
    /** Before a page is made: how things stand. */
    begin: (scope: Scope): Token => ({ scope, version: versions.get(scope) ?? 0, epoch }),
    /** Nothing has changed since this was taken. */
    isCurrent,
    get,
    /** Keeps a page, if nothing changed while it was made; says whether it did. */
    put,
    /** A region changed. */
    raise,
    raiseInstallation: () => raise(INSTALLATION),
    /** While nobody tells of changes nothing is kept and nothing answered; what was kept before is gone. */
    bypass: (on: boolean) => {
      if (on !== bypassed) clear()
      bypassed = on
    },
    figures: () => ({ entries: entries.size, ...count }),
  }
}

export type PageCache = ReturnType<typeof makePageCache>

function answer(entry: Entry, asked: Asked): CachedAnswer {
  const chosen = encodingFor(asked.acceptEncoding)
  const encoding = entry.bytes[chosen] === entry.bytes.identity ? 'identity' : chosen
  const etag = encoding === 'identity' ? `"${entry.hash}"` : `"${entry.hash}-${encoding}"`
  const headers = { ...entry.headers, etag, vary: 'accept, accept-encoding' }
  if (matches(asked.ifNoneMatch, etag)) return { status: 304, body: null, headers }
  const body = entry.bytes[encoding]
  const coding: Record<string, string> = encoding === 'identity' ? {} : { 'content-encoding': encoding }
  return { status: 200, body, headers: { ...headers, ...coding, 'content-length': String(body.length) } }
}
