import { createHash } from 'node:crypto'
import { rateLimitKey } from '../platform/addresses.ts'
import type { Db } from '../platform/db.ts'
import { problem } from '../platform/errors.ts'
import type { HouseContext } from '../platform/house.ts'
import { type Limit, limit } from '../platform/rate-limit.ts'

/** A library's whole reading room may sign in from one address; one mailbox needs no more than a few links. */
const BY_NETWORK: Limit = { max: 40, perSeconds: 900 }
const BY_ADDRESS: Limit = { max: 6, perSeconds: 900 }

/**
 * The network a request comes from. `X-Forwarded-For` is written by whoever likes, so only as many of its last entries
 * are believed as there are proxies of our own.
 */
export function networkOf(c: HouseContext, trustProxy: number): string {
  const remote = c.env?.incoming?.socket.remoteAddress ?? ''
  const told = (c.req.header('x-forwarded-for') ?? '').split(',').map((one) => one.trim())
  const seen = trustProxy > 0 ? (told.at(-trustProxy) ?? remote) : remote
  return rateLimitKey(seen || remote)
}

/** Counts a try to sign in. Throws 429 when there were too many from this network or for this mailbox. */
export async function countSignIn(db: Db, network: string, email: string, now: Date): Promise<void> {
  const counted = [
    await limit(db, hashed('sign-in network', network), BY_NETWORK, now),
    await limit(db, hashed('sign-in mailbox', email), BY_ADDRESS, now),
  ]
  const seconds = Math.max(...counted.map((one) => one.retryAfter))
  if (counted.every((one) => one.ok)) return
  throw problem(429, 'errors.tooMany', { seconds }, { 'retry-after': String(seconds) })
}

/** The key of what is counted: neither networks nor addresses are kept, only what tells them apart for a while. */
export const hashed = (what: string, value: string) =>
  createHash('sha256').update(`${what} ${value}`).digest('base64url')
