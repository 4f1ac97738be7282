import { Hono } from 'hono'
import { z } from 'zod'
import type { Parts } from '../enter.ts'
import { jsonList, tagged } from '../platform/answers.ts'
import { type ApiDoc, listOf } from '../platform/api-docs.ts'
import { checkJson, gone, readJson, written } from '../platform/api-writes.ts'
import type { House, HouseContext } from '../platform/house.ts'
import { NOUNS, webhookForm, webhookStateForm } from './forms.ts'
import { askedDelivery, askedWebhook, coordinatorsOnly, notTooOften } from './webhook-doors.ts'
import { deliverWebhooks, senderOf } from './webhook-deliveries.ts'
import {
  type Attempt,
  changeWebhook,
  countWaiting,
  endWebhook,
  getWebhook,
  listAttempts,
  listWebhooks,
  makeWebhook,
  pauseWebhook,
  secretOf,
  sendAgain,
  testWebhook,
  type Webhook,
} from './webhooks.ts'

const attemptSchema = z.object({
  id: z.uuid(),
  delivery: z.uuid(),
  at: z.iso.datetime(),
  verb: z.string().nullable().describe('Null for a test'),
  status: z.int().nullable(),
  ms: z.int(),
  error: z.string().nullable().describe('A word for what went wrong'),
})
const webhookSchema = z.object({
  id: z.uuid(),
  address: z.string(),
  nouns: z.array(z.enum(NOUNS)).describe('What it is told of; empty is everything'),
  createdAt: z.iso.datetime(),
  pausedAt: z.iso.datetime().nullable(),
  pausedWhy: z.enum(['person', 'failures', 'gone', 'restored']).nullable(),
})
const wholeSchema = webhookSchema.extend({ waiting: z.int().describe('Deliveries that wait for a try') })
const madeSchema = wholeSchema.extend({
  secret: z.string().describe('What signatures are checked with. Told here alone, and to a retry under the same key'),
})
const sentSchema = wholeSchema.extend({ arrived: z.boolean().describe('Whether the receiver took it') })
const webhookJson = ({ id, address, nouns, createdAt, pausedAt, pausedWhy }: Webhook) => ({
  id,
  address,
  nouns,
  createdAt: createdAt.toISOString(),
  pausedAt: pausedAt?.toISOString() ?? null,
  pausedWhy,
})
const attemptJson = ({ deliveryId: delivery, at, ...attempt }: Attempt) => ({
  ...attempt,
  delivery,
  at: at.toISOString(),
})

async function readWebhook({ var: { db, region } }: HouseContext, id: string) {
  const waiting = await countWaiting(db, region.id, id)
  return { ...webhookJson(await getWebhook(db, region.id, id)), waiting }
}
const at = (c: HouseContext, id: string) => `/api/v1/${c.var.region.slug}/webhooks/${id}`

/** Webhooks of a region, for programs of its coordinators. */
export const webhookApi = (parts: Parts) => {
  /** After the commit, so that no transaction waits for a stranger; a retry is told as it stands now. */
  const sendNow = async (c: HouseContext, work: (webhook: Webhook) => Promise<string>) => {
    const webhook = await askedWebhook(c)
    let arrived = false
    const send = async () => {
      await notTooOften(c)
      const id = await work(webhook)
      arrived = (await deliverWebhooks(senderOf(parts), { regionId: c.var.region.id, id })) > 0
      return webhook.id
    }
    return written(
      c,
      send,
      (id) => at(c, id),
      async (id) => c.json({ ...(await readWebhook(c, id)), arrived }),
      200,
    )
  }
  return new Hono<House>()
    .get('/webhooks', async (c) => {
      coordinatorsOnly(c)
      const items = (await listWebhooks(c.var.db, c.var.region.id)).map(webhookJson)
      return jsonList(c, items, items.length, null)
    })
    .post('/webhooks', async (c) => {
      coordinatorsOnly(c)
      const { db, actor, moment } = c.var
      const input = checkJson(c, webhookForm(parts.config.harvestAllowPrivate), await readJson(c))
      const answer = async (id: string, status: 200 | 201) => {
        const secret = secretOf(parts.config.secret, { regionId: actor.regionId, id })
        return c.json({ ...(await readWebhook(c, id)), secret }, status, { 'cache-control': 'no-store' })
      }
      return written(
        c,
        () => makeWebhook(db, actor, input, moment),
        (id) => at(c, id),
        answer,
      )
    })
    .get('/webhooks/:webhook', async (c) => {
      const { id } = await askedWebhook(c)
      return tagged(c, JSON.stringify(await readWebhook(c, id)))
    })
    .patch('/webhooks/:webhook', async (c) => {
      const webhook = await askedWebhook(c)
      const { address, nouns } = webhook
      const form = webhookForm(parts.config.harvestAllowPrivate)
      const input = checkJson(c, form, await readJson(c), { address, nouns })
      await changeWebhook(c.var.db, c.var.actor, webhook, input, c.var.moment)
      return tagged(c, JSON.stringify(await readWebhook(c, webhook.id)))
    })
    .get('/webhooks/:webhook/attempts', async (c) => {
      const { id } = await askedWebhook(c)
      const items = (await listAttempts(c.var.db, c.var.region.id, id)).map(attemptJson)
      return jsonList(c, items, items.length, null)
    })
    .post('/webhooks/:webhook/state', async (c) => {
      const { db, actor, moment } = c.var
      const webhook = await askedWebhook(c)
      const { state } = checkJson(c, webhookStateForm, await readJson(c))
      const change = async () => {
        await pauseWebhook(db, actor, webhook, state === 'paused' ? 'person' : null, moment)
        return webhook.id
      }
      return written(
        c,
        change,
        (id) => at(c, id),
        async (id) => c.json(await readWebhook(c, id)),
        200,
      )
    })
    .post('/webhooks/:webhook/test', (c) =>
      sendNow(c, (webhook) => testWebhook(c.var.db, c.var.actor, webhook, c.var.moment)),
    )
    .post('/webhooks/:webhook/deliveries/:delivery/again', (c) =>
      sendNow(c, async (webhook) => {
        const delivery = askedDelivery(c)
        await sendAgain(c.var.db, c.var.actor, webhook, delivery, c.var.moment)
        return delivery
      }),
    )
    .delete('/webhooks/:webhook', async (c) => {
      await endWebhook(c.var.db, c.var.actor, await askedWebhook(c), c.var.moment)
      return gone(c)
    })
}

const tag = 'Webhooks'
const path = '/api/v1/{region}/webhooks'
const one = `${path}/{webhook}`
/** The addresses that are taken depend on the installation; what is described takes public ones. */
export const webhookApiDocs: ApiDoc[] = [
  {
    method: 'get',
    path,
    summary: 'Webhooks of a region, for coordinators',
    tag,
    response: listOf(webhookSchema),
    closed: true,
  },
  {
    method: 'post',
    path,
    summary: 'From now on an address is told what everybody may read',
    tag,
    body: webhookForm(false),
    status: 201,
    response: madeSchema,
  },
  { method: 'get', path: one, summary: 'A webhook, and how much waits', tag, response: wholeSchema, closed: true },
  {
    method: 'patch',
    path: one,
    summary: 'The receiver moved, or is to be told of something else; its secret stays',
    tag,
    body: webhookForm(false),
    response: wholeSchema,
  },
  {
    method: 'get',
    path: `${one}/attempts`,
    summary: 'The last tries, newest first',
    tag,
    response: listOf(attemptSchema),
    closed: true,
  },
  {
    method: 'post',
    path: `${one}/state`,
    summary: 'Sends nothing for a while, or goes on with what waited',
    tag,
    body: webhookStateForm,
    response: wholeSchema,
  },
  { method: 'post', path: `${one}/test`, summary: 'Sends a message that says nothing', tag, response: sentSchema },
  {
    method: 'post',
    path: `${one}/deliveries/{delivery}/again`,
    summary: 'Sends a message once more',
    tag,
    response: sentSchema,
  },
  {
    method: 'delete',
    path: one,
    summary: 'Ends it, with its log and what waits',
    tag,
    status: 204,
    response: z.undefined(),
  },
]
