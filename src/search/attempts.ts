import { hashed, networkOf } from '../account/attempts.ts'
import { problem } from '../platform/errors.ts'
import type { HouseContext } from '../platform/house.ts'
import { type Limit, limit } from '../platform/rate-limit.ts'
import type { Scope } from './results.ts'

/** A reading room behind one address still searches; a program that takes the whole directory uses its lists. */
const BY_NETWORK: Limit = { max: 120, perSeconds: 60 }

/** Counts a search of the public. Throws 429 when there were too many from this network; members of the region, and who is signed in where all regions are searched, are not counted. */
export async function countSearch(c: HouseContext, trustProxy: number, scope: Scope): Promise<void> {
  const { db, account, moment } = c.var
  if (scope ? scope.kind !== 'public' : account) return
  const key = hashed('search', networkOf(c, trustProxy))
  const { ok, retryAfter } = await limit(db, key, BY_NETWORK, moment.at)
  if (!ok) throw problem(429, 'errors.tooMany', { seconds: retryAfter }, { 'retry-after': String(retryAfter) })
}
