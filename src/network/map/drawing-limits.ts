import { hashed, networkOf } from '../../account/attempts.ts'
import { problem } from '../../platform/errors.ts'
import type { HouseContext } from '../../platform/house.ts'
import { type Limit, limit } from '../../platform/rate-limit.ts'

/** What the public may have made anew that nothing keeps: pictures for slides, and the maps of days of the past. */
const BY_NETWORK: Record<'png' | 'day', Limit> = {
  png: { max: 60, perSeconds: 60 },
  day: { max: 600, perSeconds: 60 },
}

/** Counts a drawing of the public. Throws 429 when there were too many from this network; members are not counted. */
export async function countDrawing(c: HouseContext, trustProxy: number, what: keyof typeof BY_NETWORK): Promise<void> {
  const { db, actor, moment } = c.var
  if (actor.kind !== 'public') return
  const key = hashed(`map ${what}`, networkOf(c, trustProxy))
  const { ok, retryAfter } = await limit(db, key, BY_NETWORK[what], moment.at)
  if (!ok) throw problem(429, 'errors.tooMany', { seconds: retryAfter }, { 'retry-after': String(retryAfter) })
}
