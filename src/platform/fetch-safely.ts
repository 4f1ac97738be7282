import { lookup } from 'node:dns/promises'
import { type ClientRequest, type IncomingMessage, request as overHttp } from 'node:http'
import { request as overHttps } from 'node:https'
import type { LookupFunction } from 'node:net'
import { addressRefused, refusalOf, type Refusal } from './fetch-addresses.ts'

/** An address that a name stands for. */
export interface Resolved {
  address: string
  family: number
}

export interface SafeRequest {
  /** Addresses of this machine and of private networks too; never those of metadata services. */
  allowPrivate: boolean
  method?: 'GET' | 'POST'
  headers?: Record<string, string>
  body?: string
  /** For everything together: names, connections, redirects, the last byte. */
  timeoutMs?: number
  /** A longer answer is refused; 0 reads none of it. */
  maxBytes?: number
  /** How many redirects a GET follows, each checked like the first address. None unless said. */
  redirects?: number
  /** Media types that are taken; any unless said. */
  types?: readonly string[]
  /** What a name stands for; DNS unless said. */
  resolve?: (host: string) => Promise<Resolved[]>
}

export interface SafeAnswer {
  status: number
  headers: IncomingMessage['headers']
  body: Buffer
  /** Where the answer is from, after redirects. */
  url: string
}

/** Why nothing was fetched. */
export interface FetchRefused extends Error {
  why: Refusal
}

const refused = (why: Refusal): FetchRefused => Object.assign(new Error(`Not fetched: ${why}.`), { why })

const inDns = (host: string): Promise<Resolved[]> => lookup(host, { all: true })

/**
 * The one door to what others serve. Only http and https, only ports that serve such things, only public addresses: a
 * name is resolved once, all it stands for is checked, and the connection goes to what was checked. Throws FetchRefused.
 * @example await fetchSafely('https://example.org/feed.ics', { allowPrivate: false, types: ['text/calendar'] })
 */
export async function fetchSafely(address: string, asked: SafeRequest): Promise<SafeAnswer> {
  const signal = AbortSignal.timeout(asked.timeoutMs ?? 10_000)
  let at = address
  let headers = asked.headers ?? {}
  for (let left = asked.redirects ?? 0; ; left -= 1) {
    const answer = await fetchOnce(at, { ...asked, headers }, signal).catch((error: unknown) => {
      throw signal.aborted ? refused('time') : asRefused(error)
    })
    const next = followed(answer, asked)
    if (!next) return answer
    if (left <= 0) throw refused('redirect')
    // What the first server may be told is not for the next one.
    if (new URL(next).origin !== new URL(at).origin) headers = {}
    at = next
  }
}

/** Where an answer leads, if it is one that is followed. From https it leads to no http. */
function followed({ status, headers, url }: SafeAnswer, { redirects = 0, method = 'GET' }: SafeRequest) {
  if (redirects === 0 || method !== 'GET' || ![301, 302, 303, 307, 308].includes(status)) return undefined
  const to = headers.location
  if (to === undefined || !URL.canParse(to, url)) throw refused('redirect')
  const next = new URL(to, url)
  if (new URL(url).protocol === 'https:' && next.protocol !== 'https:') throw refused('redirect')
  return next.href
}

async function fetchOnce(address: string, asked: SafeRequest, signal: AbortSignal): Promise<SafeAnswer> {
  const why = addressRefused(address, asked.allowPrivate)
  if (why) throw refused(why)
  const url = new URL(address)
  const { method = 'GET', body } = asked
  const options = {
    method,
    signal,
    agent: false as const,
    lookup: lookingOnce(asked),
    headers: { 'user-agent': 'Tieline', 'accept-encoding': 'identity', ...asked.headers },
  }
  const request = url.protocol === 'https:' ? overHttps(url, options) : overHttp(url, options)
  try {
    const response = await answered(request, body)
    return { ...(await read(response, asked)), url: url.href }
  } finally {
    request.destroy()
  }
}

function answered(request: ClientRequest, body: string | undefined): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.on('response', resolve)
    // Also after the answer: a connection that breaks then is told by the answer itself.
    request.on('error', reject)
    request.end(body)
  })
}

/** All addresses of the name are checked, and the connection takes one of these very addresses. */
const lookingOnce = ({ resolve = inDns, allowPrivate }: SafeRequest): LookupFunction => {
  const find = async (host: string) => {
    const all = await resolve(host).catch(() => {
      throw refused('name')
    })
    if (all.length === 0) throw refused('name')
    const why = all.map((one) => refusalOf(one.address, allowPrivate)).find((one) => one !== undefined)
    if (why) throw refused(why)
    return all
  }
  return (host, options, done) => {
    find(host).then(
      (all) => (options.all ? done(null, all) : done(null, all[0]!.address, all[0]!.family)),
      (error: NodeJS.ErrnoException) => done(error, []),
    )
  }
}

async function read(response: IncomingMessage, asked: SafeRequest) {
  const { maxBytes = 5_000_000, types } = asked
  const { statusCode: status = 0, headers } = response
  const none = { status, headers, body: Buffer.alloc(0) }
  if (maxBytes === 0 || (status >= 300 && status < 400)) return none
  const type = (headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase()
  if (types && status < 300 && !types.includes(type)) throw refused('type')
  if (Number(headers['content-length'] ?? 0) > maxBytes) throw refused('size')
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxBytes) throw refused('size')
    chunks.push(chunk)
  }
  return { ...none, body: Buffer.concat(chunks) }
}

/** What went wrong, in a word of ours: what a system says of its network is not for those who type addresses. */
function asRefused(error: unknown): FetchRefused {
  const { why, code = '' } = error as Partial<FetchRefused> & NodeJS.ErrnoException
  if (why) return error as FetchRefused
  if (/CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO/.test(code)) return refused('certificate')
  return refused('connection')
}
