import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Db, Trx } from '../platform/db.ts'
import { found, problem } from '../platform/errors.ts'
import type { Moment } from '../platform/moment.ts'
import { type Deed, differences, record } from './entries.ts'
import type { WebhookInput } from './forms.ts'

/** Why nothing is sent for now. */
type Pause = 'person' | 'failures' | 'gone' | 'restored'

export interface Webhook {
  id: string
  address: string
  /** What it is told of; empty is everything. */
  nouns: string[]
  createdAt: Date
  pausedAt: Date | null
  pausedWhy: Pause | null
}

export interface WebhookListed extends Webhook {
  lastAttempt: Attempt | null
}

/** One try to send something. */
export interface Attempt {
  id: string
  deliveryId: string
  at: Date
  /** Null for a test. */
  verb: string | null
  status: number | null
  ms: number
  /** A word for what went wrong. */
  error: string | null
}

/** So many a region may have. */
const MOST = 20

/** What a receiver checks signatures with. It is made anew each time, so nothing that is stored can sign. */
export const secretOf = (secret: string, webhook: { regionId: string; id: string }): string =>
  `whsec_${createHmac('sha256', secret).update(`tieline webhook ${webhook.regionId} ${webhook.id}`).digest('base64')}`

/** A deed that coordinators alone read of: whom the region tells is between them and the receiver. */
const deed = (actor: Actor, what: string, webhook: string, changes: Record<string, unknown>): Deed => ({
  verb: `member.webhook-${what}`,
  record: { id: actor.regionId },
  changes: { webhook, ...changes },
})
/** The rest of an address may be a secret of the receiver. */
const hostOf = (address: string) => (URL.canParse(address) ? new URL(address).host : '')

const selected = (db: Db, regionId: string) =>
  db
    .selectFrom('webhooks')
    .select(['id', 'address', 'nouns', 'created_at as createdAt', 'paused_at as pausedAt'])
    .select((eb) => eb.ref('paused_why').$castTo<Pause | null>().as('pausedWhy'))
    .where('region_id', '=', regionId)

/** The webhooks of a region, the oldest first, each with what came of the last try. */
export async function listWebhooks(db: Db, regionId: string): Promise<WebhookListed[]> {
  const all = await selected(db, regionId).orderBy('created_at').orderBy('id').execute()
  return Promise.all(
    all.map(async (one) => ({ ...one, lastAttempt: (await listAttempts(db, regionId, one.id, 1))[0] ?? null })),
  )
}

/** One of them, if there is such a one. */
export const findWebhook = (db: Db, regionId: string, id: string): Promise<Webhook | undefined> =>
  selected(db, regionId).where('id', '=', id).executeTakeFirst()

/** The same. Throws NotFound. */
export const getWebhook = async (db: Db, regionId: string, id: string): Promise<Webhook> =>
  found(await findWebhook(db, regionId, id))

/** The last tries, newest first. */
export function listAttempts(db: Db, regionId: string, webhookId: string, limit = 50): Promise<Attempt[]> {
  return db
    .selectFrom('webhook_attempts as a')
    .innerJoin('webhook_deliveries as d', (on) =>
      on.onRef('d.region_id', '=', 'a.region_id').onRef('d.id', '=', 'a.delivery_id'),
    )
    .leftJoin('journal as e', (on) => on.onRef('e.region_id', '=', 'd.region_id').onRef('e.id', '=', 'd.entry_id'))
    .select(['a.id', 'a.delivery_id as deliveryId', 'a.at', 'e.verb', 'a.status', 'a.ms', 'a.error'])
    .where('a.region_id', '=', regionId)
    .where('a.webhook_id', '=', webhookId)
    .orderBy('a.at', 'desc')
    .orderBy('a.id', 'desc')
    .limit(limit)
    .execute()
}

/** How many deliveries wait for their first try or the next one. */
export async function countWaiting(db: Db, regionId: string, webhookId: string): Promise<number> {
  const { count } = await db
    .selectFrom('webhook_deliveries')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('region_id', '=', regionId)
    .where('webhook_id', '=', webhookId)
    .where('sent_at', 'is', null)
    .where('given_up_at', 'is', null)
    .executeTakeFirstOrThrow()
  return count
}

/** From now on an address is told what happens. Throws a problem when the region has as many as it may. */
export async function makeWebhook(db: Db, actor: Actor, input: WebhookInput, moment: Moment): Promise<string> {
  const id = moment.id()
  await record(db, actor, deed(actor, 'made', id, { host: [null, hostOf(input.address)] }), moment, async (trx) => {
    // Two at once wait for each other.
    await trx.selectFrom('regions').select('region_id').where('region_id', '=', actor.regionId).forUpdate().execute()
    const all = await trx.selectFrom('webhooks').select('id').where('region_id', '=', actor.regionId).execute()
    if (all.length >= MOST) throw problem(422, 'journal.webhooks.tooMany', { max: MOST })
    await trx
      .insertInto('webhooks')
      .values({
        region_id: actor.regionId,
        id,
        address: input.address,
        nouns: input.nouns,
        created_at: moment.at,
      })
      .execute()
  })
  return id
}

/** The receiver moved, or wants to be told of something else. Its secret stays; what waits goes to where it is now. */
export async function changeWebhook(db: Db, actor: Actor, webhook: Webhook, input: WebhookInput, moment: Moment) {
  const { address, nouns } = webhook
  const [from, to] = [hostOf(address), hostOf(input.address)]
  const changed = differences({ address, nouns }, { address: input.address, nouns: input.nouns })
  if (Object.keys(changed).length === 0) return
  const changes = { host: from === to ? to : [from, to], ...(changed['nouns'] && { nouns: changed['nouns'] }) }
  await record(db, actor, deed(actor, 'changed', webhook.id, changes), moment, (trx) =>
    trx
      .updateTable('webhooks')
      .set({ address: input.address, nouns: input.nouns, ...(changed['address'] && { given_up: 0 }) })
      .where('region_id', '=', actor.regionId)
      .where('id', '=', webhook.id)
      .execute(),
  )
}

/** Who made it, if that is still known. */
export async function makerOf(db: Db, regionId: string, webhookId: string): Promise<string | null> {
  const made = await db
    .selectFrom('journal')
    .select('actor_id')
    .where('region_id', '=', regionId)
    .where('verb', '=', 'member.webhook-made')
    .where(sql<string>`changes->>'webhook'`, '=', webhookId)
    .executeTakeFirst()
  return made?.actor_id ?? null
}

/** Nothing is sent for a while, or again: what waited goes out then. */
export async function pauseWebhook(db: Db, actor: Actor, webhook: Webhook, why: Pause | null, moment: Moment) {
  const what = why === null ? 'resumed' : 'paused'
  const changes = { host: hostOf(webhook.address), ...(why && { why }) }
  await record(db, actor, deed(actor, what, webhook.id, changes), moment, (trx) =>
    trx
      .updateTable('webhooks')
      .set(
        why === null ? { paused_at: null, paused_why: null, given_up: 0 } : { paused_at: moment.at, paused_why: why },
      )
      .where('region_id', '=', actor.regionId)
      .where('id', '=', webhook.id)
      .execute(),
  )
}

/** Ends it at once, with its log and what waited. */
export async function endWebhook(db: Db, actor: Actor, webhook: Webhook, moment: Moment) {
  await record(db, actor, deed(actor, 'ended', webhook.id, { host: [hostOf(webhook.address), null] }), moment, (trx) =>
    trx.deleteFrom('webhooks').where('region_id', '=', actor.regionId).where('id', '=', webhook.id).execute(),
  )
}

/** A delivery that says nothing, to see whether it arrives. Gives its id. */
export async function testWebhook(db: Db, actor: Actor, webhook: Webhook, moment: Moment): Promise<string> {
  const id = moment.id()
  await record(db, actor, deed(actor, 'tested', webhook.id, { host: hostOf(webhook.address) }), moment, (trx) =>
    trx
      .insertInto('webhook_deliveries')
      .values({
        region_id: actor.regionId,
        id,
        webhook_id: webhook.id,
        created_at: moment.at,
        next_try_at: moment.at,
      })
      .execute(),
  )
  return id
}

/** A delivery is due once more, whether it arrived or was given up. Throws NotFound. */
export async function sendAgain(db: Db, actor: Actor, webhook: Webhook, deliveryId: string, moment: Moment) {
  await record(
    db,
    actor,
    deed(actor, 'sent-again', webhook.id, { host: hostOf(webhook.address) }),
    moment,
    async (trx) => {
      const due = await makeDue(trx, actor.regionId, webhook.id, deliveryId, moment)
      found(Number(due.numUpdatedRows) > 0 ? deliveryId : null)
    },
  )
}

const makeDue = (trx: Trx, regionId: string, webhookId: string, id: string, moment: Moment) =>
  trx
    .updateTable('webhook_deliveries')
    .set({ sent_at: null, given_up_at: null, tries: 0, next_try_at: moment.at })
    .where('region_id', '=', regionId)
    .where('webhook_id', '=', webhookId)
    .where('id', '=', id)
    .executeTakeFirst()
