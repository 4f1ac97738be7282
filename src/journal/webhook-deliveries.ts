import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import { publicActor, systemActor } from '../platform/actor.ts'
import type { Db, Trx } from '../platform/db.ts'
import { fetchSafely, type FetchRefused } from '../platform/fetch-safely.ts'
import type { Clock, Moment } from '../platform/moment.ts'
import { listFeed } from './feeds.ts'
import { webhookPayload } from './renderings.ts'
import { getWebhook, pauseWebhook, secretOf } from './webhooks.ts'

/** What sends to webhooks. */
export interface Sender {
  db: Db
  clock: Clock
  /** SECRET: what signs is made of it. */
  secret: string
  allowPrivate: boolean
  /** How long a receiver may take. */
  timeoutMs: number
  /** False once the process was told to stop: what was not begun waits for the next. */
  isTaking(): boolean
}

/** The same from the parts of the house. */
export const senderOf = (parts: {
  db: Db
  clock: Clock
  config: { secret: string; harvestAllowPrivate: boolean }
  isTaking(): boolean
}): Sender => ({
  db: parts.db,
  clock: parts.clock,
  secret: parts.config.secret,
  allowPrivate: parts.config.harvestAllowPrivate,
  timeoutMs: 10_000,
  isTaking: parts.isTaking,
})

/** Minutes to wait after each try that failed; after the eighth, about a day later, it is given up. */
const WAITS = [1, 5, 15, 60, 180, 360, 720]
/** So many given up one after another, and nothing is sent until somebody looks. */
const PATIENCE = 5
/** So many of one webhook at a time: one that answers late holds up no other. */
const AT_ONCE = 10
const CLAIM_MINUTES = 10
const KEPT_DAYS = 30

/** For the entries that everybody may read: a delivery to each webhook that wants to be told. Fetches nothing. */
export async function queueWebhooks(
  trx: Trx,
  entries: readonly { id: string; region_id: string; verb: string }[],
  moment: Moment,
) {
  const regionIds = [...new Set(entries.map((entry) => entry.region_id))]
  if (regionIds.length === 0) return
  const webhooks = await trx
    .selectFrom('webhooks')
    .select(['region_id', 'id', 'nouns'])
    .where('region_id', 'in', regionIds)
    .where('paused_at', 'is', null)
    .execute()
  for (const regionId of new Set(webhooks.map((one) => one.region_id))) {
    const ids = entries.filter((entry) => entry.region_id === regionId).map((entry) => entry.id)
    const told = await listFeed(trx, publicActor(regionId), { entryIds: ids, limit: ids.length })
    const rows = webhooks
      .filter((one) => one.region_id === regionId)
      .flatMap((one) => told.filter(({ verb }) => wants(one, verb)).map((line) => ({ webhook: one, line })))
    if (rows.length === 0) continue
    await trx
      .insertInto('webhook_deliveries')
      .values(
        // The feed is newest first; who listens hears the oldest first.
        rows.toReversed().map(({ webhook, line }) => ({
          region_id: regionId,
          id: moment.id(),
          webhook_id: webhook.id,
          entry_id: line.id,
          created_at: moment.at,
          next_try_at: moment.at,
        })),
      )
      .onConflict((on) => on.columns(['region_id', 'webhook_id', 'entry_id']).doNothing())
      .execute()
  }
}

const wants = ({ nouns }: { nouns: string[] }, verb: string) =>
  nouns.length === 0 || nouns.includes(verb.split('.')[0]!)

interface Due {
  region_id: string
  id: string
  webhook_id: string
  entry_id: string | null
  tries: number
}

/** Takes what is due, a few of each webhook, so that no two workers send the same. */
async function claim({ db, clock }: Sender, only?: { regionId: string; id: string }): Promise<Due[]> {
  const now = clock().at
  const until = new Date(now.getTime() + CLAIM_MINUTES * 60_000)
  const which = only ? sql`w.region_id = ${only.regionId}` : sql`w.paused_at is null`
  const one = only ? sql`and x.id = ${only.id}` : sql``
  const { rows } = await sql<Due>`
    update webhook_deliveries d set tries = d.tries + 1, next_try_at = ${until}
    from webhooks w cross join lateral (
      select x.region_id, x.id from webhook_deliveries x
      where x.region_id = w.region_id and x.webhook_id = w.id and x.sent_at is null and x.given_up_at is null
        and x.next_try_at <= ${now} ${one}
      order by x.next_try_at, x.id limit ${AT_ONCE} for update skip locked) due
    where ${which} and d.region_id = due.region_id and d.id = due.id
    returning d.region_id, d.id, d.webhook_id, d.entry_id, d.tries`.execute(db)
  return rows.toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

/** Sends what is due: to all webhooks side by side, to each one after another. Returns how many arrived. */
export async function deliverWebhooks(sender: Sender, only?: { regionId: string; id: string }): Promise<number> {
  const due = await claim(sender, only)
  const arrived = await Promise.all(
    [...new Set(due.map((one) => one.webhook_id))].map(async (webhookId) => {
      let count = 0
      for (const one of due.filter((any) => any.webhook_id === webhookId))
        if (sender.isTaking() && (await attempt(sender, one))) count += 1
      return count
    }),
  )
  return arrived.reduce((sum, count) => sum + count, 0)
}

/** What came of a try: nothing went out, or there was an answer or none. */
type Outcome = 'unsaid' | { status: number | null; ms: number; error: string | null }

async function attempt(sender: Sender, due: Due): Promise<boolean> {
  const moment = sender.clock()
  const outcome = await post(sender, due, moment)
  const ended = outcome !== 'unsaid' && outcome.error !== null && (due.tries > WAITS.length || outcome.status === 410)
  await sender.db.transaction().execute(async (trx) => {
    await settle(trx, due, outcome, ended, moment)
    if (outcome !== 'unsaid') await remember(trx, due, outcome, ended, moment)
  })
  return outcome !== 'unsaid' && outcome.error === null
}

async function settle(trx: Trx, due: Due, outcome: Outcome, ended: boolean, { at }: Moment) {
  const minutes = WAITS[Math.min(due.tries, WAITS.length) - 1]!
  const next =
    outcome === 'unsaid' || ended
      ? { given_up_at: at }
      : outcome.error === null
        ? { sent_at: at }
        : { next_try_at: new Date(at.getTime() + minutes * 60_000) }
  await trx
    .updateTable('webhook_deliveries')
    .set(next)
    .where('region_id', '=', due.region_id)
    .where('id', '=', due.id)
    .execute()
}

/** A line of the log; and where nothing arrives any more, nothing is sent any more. */
async function remember(trx: Trx, due: Due, outcome: Exclude<Outcome, 'unsaid'>, ended: boolean, moment: Moment) {
  const { region_id, webhook_id, id: delivery_id } = due
  const row = await trx
    .updateTable('webhooks')
    .set((eb) => ({ given_up: ended ? eb('given_up', '+', 1) : outcome.error === null ? 0 : eb.ref('given_up') }))
    .where('region_id', '=', region_id)
    .where('id', '=', webhook_id)
    .returning(['given_up', 'paused_at'])
    .executeTakeFirst()
  // It was ended meanwhile, and its log with it.
  if (!row) return
  await trx
    .insertInto('webhook_attempts')
    .values({ region_id, id: moment.id(), webhook_id, delivery_id, at: moment.at, ...outcome })
    .execute()
  const why = outcome.status === 410 ? 'gone' : ended && row.given_up >= PATIENCE ? 'failures' : null
  if (why === null || row.paused_at !== null) return
  await pauseWebhook(trx, systemActor(region_id), await getWebhook(trx, region_id, webhook_id), why, moment)
}

async function post(sender: Sender, due: Due, moment: Moment): Promise<Outcome> {
  const { db, secret, allowPrivate, timeoutMs } = sender
  const said = await bodyOf(db, due, moment)
  if (!said) return 'unsaid'
  const began = performance.now()
  const outcome = await fetchSafely(said.address, {
    allowPrivate,
    method: 'POST',
    body: said.body,
    headers: { 'content-type': 'application/json', ...signed(secret, due, said.body, moment) },
    timeoutMs,
    maxBytes: 0,
  }).then(
    ({ status }) => ({ status, error: status >= 200 && status < 300 ? null : 'status' }),
    (error: FetchRefused) => ({ status: null, error: error.why }),
  )
  return { ...outcome, ms: Math.round(performance.now() - began) }
}

/** What is said now, if everybody may still read it; a delivery that waited tells nothing that was hidden since. */
async function bodyOf(db: Db, { region_id, webhook_id, entry_id }: Due, moment: Moment) {
  const row = await db
    .selectFrom('webhooks as w')
    .innerJoin('region_slugs as s', (on) => on.onRef('s.region_id', '=', 'w.region_id').on('s.current', '=', true))
    .select(['w.address', 's.slug', 's.region_id as id'])
    .where('w.region_id', '=', region_id)
    .where('w.id', '=', webhook_id)
    .executeTakeFirst()
  if (!row) return undefined
  const { address, ...region } = row
  if (entry_id === null) return { address, body: webhookPayload(region, null, moment) }
  const [line] = await listFeed(db, publicActor(region_id), { entryIds: [entry_id], limit: 1 })
  return line && { address, body: webhookPayload(region, line, moment) }
}

/** Headers of the Standard Webhooks specification. The id is the same at each try: a receiver drops what it has. */
function signed(secret: string, due: Due, body: string, { at }: Moment) {
  const [id, seconds] = [`msg_${due.id}`, Math.floor(at.getTime() / 1000)]
  const key = Buffer.from(secretOf(secret, { regionId: due.region_id, id: due.webhook_id }).slice(6), 'base64')
  const signature = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': String(seconds), 'webhook-signature': `v1,${signature}` }
}

/** What was sent long ago is forgotten, and what waited as long. */
export async function forgetOldWebhookDeliveries(db: Db, now: Date) {
  const before = new Date(now.getTime() - KEPT_DAYS * 86_400_000)
  await db.deleteFrom('webhook_deliveries').where('created_at', '<', before).execute()
}
