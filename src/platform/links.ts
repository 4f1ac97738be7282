import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db, Trx } from './db.ts'
import { problem } from './errors.ts'
import type { HouseContext } from './house.ts'
import type { Moment } from './moment.ts'

/** What a mailed link may do; a token of one purpose passes for no other. */
export const LINK_PURPOSES = [
  'invitation',
  'unsubscribe',
  'tie-answer',
  'person-removal',
  'snowball',
  'hours',
  'pulse',
  'calendar',
  'sign-off',
  'party-answer',
] as const
export type LinkPurpose = (typeof LINK_PURPOSES)[number]

/** A link as it can be told by whoever holds its token. */
export interface Link {
  purpose: LinkPurpose
  recordId: string | null
  personId: string | null
  /** Who was given it to hand on; nobody where it was mailed. */
  handedBy: string | null
}

/** What a token opens: the link while it works, else why it does not. */
export type Peeked =
  | { state: 'good'; link: Link }
  | { state: 'expired' | 'used' | 'revoked'; link: Link }
  | { state: 'unknown' }

/** A link that works, as its handler gets it. */
export interface OpenedLink {
  token: string
  link: Link
}

/** What `/{region}/l/{token}` does for one purpose. */
export interface LinkHandler {
  /** The page behind the link. Scanners of mail open it too: it changes nothing and uses nothing up. */
  show(c: HouseContext, opened: OpenedLink): Response | Promise<Response>
  /** The button on that page: uses the link up (`useLink`) in the transaction of what it does. */
  answer(c: HouseContext, opened: OpenedLink): Response | Promise<Response>
  /** What is told by a link that is over, where there is more to say than that; it changes nothing. */
  over?(c: HouseContext, opened: OpenedLink, why: 'expired' | 'used' | 'revoked'): Response | Promise<Response>
}
export type LinkHandlers = Record<LinkPurpose, LinkHandler>

export interface NewLink {
  regionId: string
  purpose: LinkPurpose
  recordId?: string | null
  personId?: string | null
  handedBy?: string | null
  days: number
  /** How often it works; once by default. */
  uses?: number
}

const hashOf = (token: string) => createHash('sha256').update(token).digest()

/** 256 random bits in base64url: anything else was never made here. */
const TOKEN = /^[\w-]{43}$/

/**
 * Makes a link and gives its token, which is kept nowhere: the database holds its SHA-256.
 * @example const token = await makeLink(trx, { regionId, purpose: 'invitation', personId, days: 14 }, moment)
 */
export async function makeLink(trx: Db, made: NewLink, moment: Moment): Promise<string> {
  const token = moment.random(32).toString('base64url')
  await trx
    .insertInto('links')
    .values({
      region_id: made.regionId,
      hash: hashOf(token),
      purpose: made.purpose,
      record_id: made.recordId ?? null,
      person_id: made.personId ?? null,
      handed_by: made.handedBy ?? null,
      created_at: moment.at,
      expires_at: new Date(moment.at.getTime() + made.days * 86_400_000),
      uses_left: made.uses ?? 1,
    })
    .execute()
  return token
}

/** What a token opens, without using it up. */
export async function peekLink(db: Db, regionId: string, token: string, now: Date): Promise<Peeked> {
  if (!TOKEN.test(token)) return { state: 'unknown' }
  const row = await db
    .selectFrom('links')
    .select(['purpose', 'record_id', 'person_id', 'handed_by', 'expires_at', 'uses_left', 'revoked_at'])
    .where('region_id', '=', regionId)
    .where('hash', '=', hashOf(token))
    .executeTakeFirst()
  const purpose = LINK_PURPOSES.find((one) => one === row?.purpose)
  if (!row || !purpose) return { state: 'unknown' }
  const link = { purpose, recordId: row.record_id, personId: row.person_id, handedBy: row.handed_by }
  if (row.revoked_at) return { state: 'revoked', link }
  if (row.uses_left < 1) return { state: 'used', link }
  return { state: row.expires_at > now ? 'good' : 'expired', link }
}

/** Uses a link up, for this purpose only. Of many who try at once, as many get it as it has uses; the others get undefined. */
export async function consumeLink(
  trx: Trx,
  regionId: string,
  token: string,
  purpose: LinkPurpose,
  now: Date,
): Promise<Link | undefined> {
  if (!TOKEN.test(token)) return undefined
  const row = await trx
    .updateTable('links')
    .set({ uses_left: sql`uses_left - 1` })
    .where('region_id', '=', regionId)
    .where('hash', '=', hashOf(token))
    .where('purpose', '=', purpose)
    .where('uses_left', '>', 0)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .returning(['record_id', 'person_id', 'handed_by'])
    .executeTakeFirst()
  return row && { purpose, recordId: row.record_id, personId: row.person_id, handedBy: row.handed_by }
}

/** As `consumeLink`, but throws 410 for whoever comes too late. */
export async function useLink(
  trx: Trx,
  regionId: string,
  token: string,
  purpose: LinkPurpose,
  now: Date,
): Promise<Link> {
  const link = await consumeLink(trx, regionId, token, purpose, now)
  if (!link) throw problem(410, 'account.link.used')
  return link
}

/** Links of a purpose that were mailed to a person or about a record no longer work. */
export async function revokeLinks(
  trx: Trx,
  regionId: string,
  which: { purpose: LinkPurpose; personId?: string; recordId?: string },
  moment: Moment,
) {
  await trx
    .updateTable('links')
    .set({ revoked_at: moment.at })
    .where('region_id', '=', regionId)
    .where('purpose', '=', which.purpose)
    .$if(which.personId !== undefined, (query) => query.where('person_id', '=', which.personId!))
    .$if(which.recordId !== undefined, (query) => query.where('record_id', '=', which.recordId!))
    .where('revoked_at', 'is', null)
    .execute()
}

/** So long it is told of a link that is over why it is over. */
export const LINK_KEPT_DAYS = 30

/** Drops links that are over since long. */
export async function forgetOldLinks(db: Db, now: Date) {
  await db
    .deleteFrom('links')
    .where('expires_at', '<', new Date(now.getTime() - LINK_KEPT_DAYS * 86_400_000))
    .execute()
}
