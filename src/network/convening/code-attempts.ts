import { hashed, networkOf } from '../../account/attempts.ts'
import { problem } from '../../platform/errors.ts'
import type { HouseContext } from '../../platform/house.ts'
import { isWithin, type Limit, limit } from '../../platform/rate-limit.ts'
import { readCode } from './codes.ts'
import { findMeetingOf, type Meeting } from './meetings.ts'

/** A whole room mistypes from one address; whoever tries codes needs a hundred thousand times as many. */
const WRONG: Limit = { max: 100, perSeconds: 900 }
/** So often one phone adds. */
const PER_PHONE: Limit = { max: 60, perSeconds: 60 }

const tooMany = (seconds: number) => problem(429, 'errors.tooMany', { seconds }, { 'retry-after': String(seconds) })

/** The open meeting that a code opens. Only wrong ones are counted; after too many of them no right one opens either. */
export async function meetingOf(
  c: HouseContext,
  { secret, trustProxy }: { secret: string; trustProxy: number },
  typed: string,
): Promise<Meeting | undefined> {
  const { db, region, moment } = c.var
  const key = hashed('meeting code', networkOf(c, trustProxy))
  const within = await isWithin(db, key, WRONG, moment.at)
  if (!within.ok) throw tooMany(within.retryAfter)
  const code = readCode(typed)
  const meeting = code ? await findMeetingOf(db, secret, region.id, code, moment.at) : undefined
  if (!meeting) await limit(db, key, WRONG, moment.at)
  return meeting
}

/** Counts what a phone sends. Throws 429 when that is more than somebody can mean. */
export async function countSaid(c: HouseContext, phone: { id: string }) {
  const { ok, retryAfter } = await limit(c.var.db, hashed('meeting phone', phone.id), PER_PHONE, c.var.moment.at)
  if (!ok) throw tooMany(retryAfter)
}
