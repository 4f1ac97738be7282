import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Db, Trx } from './db.ts'
import { problem } from './errors.ts'
import type { Moment } from './moment.ts'

/** A write that its sender can name: the hidden key of a form, or an `Idempotency-Key`. */
export interface RequestKey {
  /** Who sent it: a person, an account, or the public, whose addresses have a token in them. */
  actor: string
  key: string
  bodyHash: Buffer
}

/** The hidden key of a form that is about to be shown: random, so that sending it twice is doing it once. */
export const newFormKey = (moment: Moment): string => moment.random(16).toString('base64url')

export const hashOf = (text: string | Uint8Array) => createHash('sha256').update(text).digest()

/** The same for the same fields and files; the body of such a form differs each time it is sent. */
export async function hashOfForm(form: FormData): Promise<Buffer> {
  const hash = createHash('sha256')
  for (const [name, value] of form) {
    hash.update(JSON.stringify([name, typeof value === 'string' ? value : value.name]))
    if (typeof value !== 'string') hash.update(new Uint8Array(await value.arrayBuffer()))
  }
  return hash.digest()
}

/** Kept so long, so that a retry after a weekend's sleep of a laptop is still the same write. */
export const KEPT_HOURS = 48

/** Why a second request under the same key is refused. */
export const ALREADY_DONE = 'errors.alreadyDone'

/** Notes inside the transaction of a write that this request did it. A second one at the same time is refused. */
export async function rememberRequest(trx: Trx, regionId: string, moment: Moment & { request?: RequestKey }) {
  const request = moment.request
  if (!request) return
  delete moment.request
  const noted = await trx
    .insertInto('request_keys')
    .values({ region_id: regionId, actor: request.actor, key: request.key, body_hash: request.bodyHash, at: moment.at })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst()
  if (Number(noted.numInsertedOrUpdatedRows) === 0) throw problem(409, ALREADY_DONE)
}

/** Refuses what was done under the same key since this request came: what it would be asked now, the first one brought about. */
export async function refuseDone(db: Db, regionId: string, { request }: Moment & { request?: RequestKey }) {
  if (request && (await find(db, regionId, request))) throw problem(409, ALREADY_DONE)
}

export interface FirstAnswer {
  status: number
  location: string | null
}

/** How often, and after how many milliseconds, one asks for an answer that is about to be kept. */
const TRIES = 20
const PAUSE = 50

/**
 * What the same request was answered before; where it is under way in another place, its answer is waited for. Another
 * body under the same key is refused with 422; where the answer was lost, 409 says that all is done.
 */
export async function firstAnswer(db: Db, regionId: string, request: RequestKey): Promise<FirstAnswer | undefined> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const row = await find(db, regionId, request)
    if (!row) return undefined
    if (!row.body_hash.equals(request.bodyHash)) throw problem(422, 'errors.keyReused')
    if (row.status !== null) return { status: row.status, location: row.location }
    await pause(PAUSE)
  }
  throw problem(409, ALREADY_DONE)
}

const find = (db: Db, regionId: string, request: RequestKey) =>
  db
    .selectFrom('request_keys')
    .select(['status', 'location', 'body_hash'])
    .where('region_id', '=', regionId)
    .where('actor', '=', request.actor)
    .where('key', '=', request.key)
    .executeTakeFirst()

/** Keeps what was answered, for the retry. */
export async function keepAnswer(
  db: Db,
  regionId: string,
  request: RequestKey,
  status: number,
  location: string | null,
) {
  await db
    .updateTable('request_keys')
    .set({ status, location })
    .where('region_id', '=', regionId)
    .where('actor', '=', request.actor)
    .where('key', '=', request.key)
    .execute()
}

/** Drops what is older than it is kept. */
export async function forgetOldRequests(db: Db, now: Date) {
  await db
    .deleteFrom('request_keys')
    .where('at', '<', new Date(now.getTime() - KEPT_HOURS * 3_600_000))
    .execute()
}
