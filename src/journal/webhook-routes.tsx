import { Hono } from 'hono'
import type { Parts } from '../enter.ts'
import { paths } from '../paths.ts'
import type { House, HouseContext } from '../platform/house.ts'
import { type FormState, emptyForm, parseForm, readForm } from '../platform/parse-form.ts'
import { document } from '../ui/layout.tsx'
import { href } from '../ui/page.ts'
import { webhookForm } from './forms.ts'
import { askedDelivery, askedWebhook, coordinatorsOnly, notTooOften } from './webhook-doors.ts'
import { deliverWebhooks, senderOf } from './webhook-deliveries.ts'
import { WebhookPage } from './webhook-page.tsx'
import {
  type Webhook,
  changeWebhook,
  countWaiting,
  endWebhook,
  listAttempts,
  listWebhooks,
  makeWebhook,
  pauseWebhook,
  secretOf,
  sendAgain,
  testWebhook,
} from './webhooks.ts'
import { WebhooksPage } from './webhooks-page.tsx'
import { newFormKey } from '../platform/request-keys.ts'

const ONE = '/settings/webhooks/:webhook'

/** Programs of others that a region tells what everybody may read. */
export const webhookRoutes = (parts: Parts) =>
  new Hono<House>()
    .get('/settings/webhooks', async (c) => {
      coordinatorsOnly(c)
      return c.html(await webhooksPage(c, { form: emptyForm, done: c.req.query('done') }))
    })
    .post('/settings/webhooks', async (c) => {
      const { db, actor, moment, page } = c.var
      coordinatorsOnly(c)
      const form = await parseForm(c, webhookForm(parts.config.harvestAllowPrivate), page.t)
      if (!form.ok) return c.html(await webhooksPage(c, { form }), 422)
      const id = await makeWebhook(db, actor, form.value, moment)
      // Told once, on the very answer, as with keys: nothing that is stored could tell it again.
      c.header('cache-control', 'no-store')
      const made = { id, secret: secretOf(parts.config.secret, { regionId: actor.regionId, id }) }
      return c.html(await webhooksPage(c, { form: emptyForm, made }))
    })
    .get(ONE, async (c) => c.html(await webhookPage(c, await askedWebhook(c), { done: c.req.query('done') })))
    .post(ONE, async (c) => {
      const webhook = await askedWebhook(c)
      const form = await parseForm(c, webhookForm(parts.config.harvestAllowPrivate), c.var.page.t)
      if (!form.ok) return c.html(await webhookPage(c, webhook, { form }), 422)
      await changeWebhook(c.var.db, c.var.actor, webhook, form.value, c.var.moment)
      return backTo(c, webhook.id, 'changed')
    })
    .post(`${ONE}/state`, async (c) => {
      const webhook = await askedWebhook(c)
      const pause = (await readForm(c))['state'] === 'paused'
      await pauseWebhook(c.var.db, c.var.actor, webhook, pause ? 'person' : null, c.var.moment)
      return backTo(c, webhook.id, pause ? 'paused' : 'resumed')
    })
    .post(`${ONE}/test`, async (c) => {
      const webhook = await askedWebhook(c)
      await notTooOften(c)
      const id = await testWebhook(c.var.db, c.var.actor, webhook, c.var.moment)
      return sendNow(c, parts, webhook.id, id)
    })
    .post(`${ONE}/deliveries/:delivery/again`, async (c) => {
      const webhook = await askedWebhook(c)
      const id = askedDelivery(c)
      await notTooOften(c)
      await sendAgain(c.var.db, c.var.actor, webhook, id, c.var.moment)
      return sendNow(c, parts, webhook.id, id)
    })
    .post(`${ONE}/end`, async (c) => {
      const { db, actor, region, page, moment } = c.var
      await endWebhook(db, actor, await askedWebhook(c), moment)
      return c.redirect(href(page, `${paths.webhooks(region.slug)}?done=ended`), 303)
    })

/** After the commit, so that no transaction waits for a stranger; whoever pressed the button sees what came of it. */
async function sendNow(c: HouseContext, parts: Parts, webhookId: string, id: string) {
  const arrived = await deliverWebhooks(senderOf(parts), { regionId: c.var.region.id, id })
  return backTo(c, webhookId, arrived > 0 ? 'arrived' : 'failed')
}

const backTo = (c: HouseContext, webhookId: string, done: string) =>
  c.redirect(href(c.var.page, `${paths.webhook(c.var.region.slug, webhookId)}?done=${done}`), 303)

async function webhookPage(c: HouseContext, webhook: Webhook, shown: { form?: FormState; done?: string | undefined }) {
  const { db, region, page, moment } = c.var
  const attempts = await listAttempts(db, region.id, webhook.id)
  const waiting = await countWaiting(db, region.id, webhook.id)
  const formKey = newFormKey(moment)
  const { address, nouns } = webhook
  const form = shown.form ?? { values: { address, nouns }, errors: {} }
  return document(<WebhookPage {...{ page, webhook, attempts, waiting, formKey, form }} done={shown.done} />)
}

async function webhooksPage(
  c: HouseContext,
  shown: { form: FormState; made?: { id: string; secret: string }; done?: string | undefined },
) {
  const { db, region, page } = c.var
  return document(<WebhooksPage page={page} webhooks={await listWebhooks(db, region.id)} {...shown} />)
}
