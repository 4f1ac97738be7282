import { isIP } from 'node:net'
import { type Logger, pino } from 'pino'
import type { Config } from '../config.ts'

export type Log = Logger

/** The log of this process: one JSON object a line on standard output. */
export function makeLog(config: Pick<Config, 'logLevel'>, destination?: pino.DestinationStream): Log {
  const options: pino.LoggerOptions = {
    level: config.logLevel,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: loggedError, error: loggedError },
    redact: ['password', 'token', 'secret', 'cookie', 'authorization', 'email', '*.password', '*.token', '*.secret'],
  }
  return destination ? pino(options, destination) : pino(options)
}

/** What of an error may be kept: PostgreSQL's `detail` and `where` repeat what people typed. */
function loggedError(error: unknown) {
  if (!(error instanceof Error)) return { message: String(error) }
  const { code, constraint, table } = error as Error & { code?: unknown; constraint?: unknown; table?: unknown }
  return { type: error.name, message: error.message, stack: error.stack, code, constraint, table }
}

/**
 * A network address as the log keeps it: the neighbourhood, never the house.
 * @example maskAddress('203.0.113.77') // '203.0.113.0'
 */
export function maskAddress(ip: string | undefined): string {
  const plain = ip?.replace(/^::ffff:(?=\d+\.)/i, '') ?? ''
  if (isIP(plain) === 4) return plain.replace(/\d+$/, '0')
  if (isIP(plain) !== 6) return 'unknown'
  const [head = '', tail = ''] = plain.replace(/%.*$/, '').split('::')
  const left = head.split(':').filter(Boolean)
  const right = tail.split(':').filter(Boolean)
  const middle = plain.includes('::') ? Array.from({ length: 8 - left.length - right.length }, () => '0') : []
  const groups = [...left, ...middle, ...right].slice(0, 3).map((group) => parseInt(group, 16).toString(16))
  return `${groups.join(':').replace(/(:0)+$/, '')}::`.replace(/^0::$/, '::')
}

/**
 * A path as the log keeps it: without query, and without the token of a mailed link or the code of a meeting.
 * @example loggedPath('/riverbend/l/s3cret?x=1') // '/riverbend/l/-'
 */
export function loggedPath(url: string): string {
  const path = url.replace(/^https?:\/\/[^/]*/i, '').replace(/[?#].*$/s, '')
  return path.replace(/\/(l|%6c|(?:m|%6d)(?:e|%65)(?:e|%65)(?:t|%74))\/+[^/]+/gi, '/$1/-')
}
