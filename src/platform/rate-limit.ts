import { sql } from 'kysely'
import type { Db } from './db.ts'

export interface Limit {
  max: number
  perSeconds: number
}

/**
 * Counts one try of `key` and says whether it is within the limit. Windows stand on the clock, so that all processes
 * share them; the key is a hash that the caller made (of an account, an address, a network).
 *
 * @example
 * const { ok, retryAfter } = await limit(db, hashed, { max: 5, perSeconds: 900 }, moment.at)
 */
export async function limit(
  db: Db,
  key: string,
  { max, perSeconds }: Limit,
  now: Date,
): Promise<{ ok: boolean; retryAfter: number }> {
  const span = perSeconds * 1000
  const begin = new Date(Math.floor(now.getTime() / span) * span)
  const counted = await sql<{ count: number }>`
    insert into rate_limits (key, window_start, count) values (${key}, ${begin}, 1)
    on conflict (key, window_start) do update set count = least(rate_limits.count + 1, 1000000000)
    returning count`.execute(db)
  const ok = (counted.rows[0]?.count ?? 0) <= max
  return { ok, retryAfter: ok ? 0 : Math.max(1, Math.ceil((begin.getTime() + span - now.getTime()) / 1000)) }
}

/**
 * Whether `key` is still within the limit, without counting anything: where only what fails is counted, what would succeed
 * must wait as well.
 */
export async function isWithin(
  db: Db,
  key: string,
  { max, perSeconds }: Limit,
  now: Date,
): Promise<{ ok: boolean; retryAfter: number }> {
  const span = perSeconds * 1000
  const begin = new Date(Math.floor(now.getTime() / span) * span)
  const counted = await db
    .selectFrom('rate_limits')
    .select('count')
    .where('key', '=', key)
    .where('window_start', '=', begin)
    .executeTakeFirst()
  const ok = (counted?.count ?? 0) < max
  return { ok, retryAfter: ok ? 0 : Math.max(1, Math.ceil((begin.getTime() + span - now.getTime()) / 1000)) }
}

/** Forgets windows that began more than a day ago: no limit is longer. Returns how many. */
export async function clearOld(db: Db, now: Date): Promise<number> {
  const before = new Date(now.getTime() - 86_400_000)
  const gone = await db.deleteFrom('rate_limits').where('window_start', '<', before).executeTakeFirst()
  return Number(gone.numDeletedRows)
}
