import { record } from '../journal/entries.ts'
import type { Actor } from '../platform/actor.ts'
import type { Db } from '../platform/db.ts'
import { dayIn } from '../platform/days.ts'
import { found } from '../platform/errors.ts'
import type { Moment } from '../platform/moment.ts'
import { hashOf } from '../platform/request-keys.ts'
import { actorOf } from './actors.ts'
import type { KeyInput } from './forms.ts'

/** What a program may do with a key: read what its owner sees, or also do what its owner may. */
export const SCOPES = ['read', 'write'] as const
export type Scope = (typeof SCOPES)[number]

export interface ApiKey {
  id: string
  name: string
  scope: Scope
  createdAt: Date
  expiresAt: Date
  /** To the day, so that nobody reads from it when somebody works. */
  lastUsedOn: string | null
}

/** So that a leaked one is recognised by whoever looks for leaked ones. */
const PREFIX = 'tieline_'
const TOKEN = /^tieline_[A-Za-z0-9_-]{43}$/

/** Makes a key for the person that the actor is. Its token is told here and never again. */
export async function makeKey(
  db: Db,
  actor: Actor,
  { name, scope, days }: KeyInput,
  moment: Moment,
): Promise<{ id: string; token: string }> {
  const personId = found(actor.personId)
  const [id, token] = [moment.id(), PREFIX + moment.random(32).toString('base64url')]
  const expires = new Date(moment.at.getTime() + days * 86_400_000)
  const deed = { verb: 'member.key-made', record: { id: personId }, changes: { scope: [null, scope] } }
  await record(db, actor, deed, moment, (trx) =>
    trx
      .insertInto('api_keys')
      .values({
        region_id: actor.regionId,
        id,
        person_id: personId,
        hash: hashOf(token),
        name,
        scope,
        created_at: moment.at,
        expires_at: expires,
      })
      .execute(),
  )
  return { id, token }
}

/** Keys of a person that still open something, or did until they expired. */
export async function listKeys(db: Db, regionId: string, personId: string): Promise<ApiKey[]> {
  const rows = await db
    .selectFrom('api_keys')
    .select(['id', 'name', 'scope', 'created_at as createdAt', 'expires_at as expiresAt'])
    .select('last_used_on as lastUsedOn')
    .where('region_id', '=', regionId)
    .where('person_id', '=', personId)
    .where('revoked_at', 'is', null)
    .orderBy('created_at')
    .execute()
  return rows.map((row) => ({ ...row, scope: row.scope as Scope }))
}

/** Ends a key of the person that the actor is, at once. Throws NotFound. */
export async function revokeKey(db: Db, actor: Actor, id: string, moment: Moment) {
  const personId = found(actor.personId)
  await record(db, actor, { verb: 'member.key-revoked', record: { id: personId } }, moment, async (trx) => {
    const ended = await trx
      .updateTable('api_keys')
      .set({ revoked_at: moment.at })
      .where('region_id', '=', actor.regionId)
      .where('person_id', '=', personId)
      .where('id', '=', id)
      .where('revoked_at', 'is', null)
      .executeTakeFirst()
    found(Number(ended.numUpdatedRows) > 0 ? id : null)
  })
}

/**
 * Who asks with an `Authorization: Bearer …` in a region: the owner of the key, with their mandates of today. Undefined when
 * it opens nothing: never made, expired, revoked, or its owner is no member any more.
 */
export async function actorOfKey(
  db: Db,
  region: { id: string; timeZone: string },
  authorization: string,
  now: Date,
): Promise<{ actor: Actor; keyId: string; scope: Scope } | undefined> {
  const token = /^Bearer +(\S+)$/i.exec(authorization.slice(0, 200))?.[1] ?? ''
  if (!TOKEN.test(token)) return undefined
  const key = await db
    .selectFrom('api_keys as k')
    .innerJoin('memberships as m', (on) =>
      on.onRef('m.region_id', '=', 'k.region_id').onRef('m.person_id', '=', 'k.person_id'),
    )
    .select(['k.id', 'k.scope', 'k.last_used_on as lastUsedOn', 'm.account_id as accountId'])
    .where('k.region_id', '=', region.id)
    .where('k.hash', '=', hashOf(token))
    .where('k.revoked_at', 'is', null)
    .where('k.expires_at', '>', now)
    .where('m.ended_at', 'is', null)
    .executeTakeFirst()
  if (!key) return undefined
  const actor = await actorOf(db, region, { accountId: key.accountId, admin: false }, now)
  if (!actor.member) return undefined
  const today = dayIn(region.timeZone, now)
  if (key.lastUsedOn !== today)
    await db
      .updateTable('api_keys')
      .set({ last_used_on: today })
      .where('region_id', '=', region.id)
      .where('id', '=', key.id)
      .execute()
  return { actor, keyId: key.id, scope: key.scope as Scope }
}
