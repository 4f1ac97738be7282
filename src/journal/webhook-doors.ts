import { found, permit, problem } from '../platform/errors.ts'
import type { HouseContext } from '../platform/house.ts'
import { limit } from '../platform/rate-limit.ts'
import { canSendAway } from './rules.ts'
import { getWebhook, type Webhook } from './webhooks.ts'

/** So many messages a region sends by hand: nobody makes this installation knock at a door without end. */
const BY_HAND = { max: 30, perSeconds: 600 }

const uuid = (id = '') => found(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? id : null)

/** What leaves for programs of others is up to coordinators. */
export const coordinatorsOnly = (c: HouseContext) => permit(canSendAway(c.var.actor), 'errors.coordinatorsOnly')

/** The webhook that the address names, for those who may. */
export async function askedWebhook(c: HouseContext): Promise<Webhook> {
  coordinatorsOnly(c)
  return getWebhook(c.var.db, c.var.region.id, uuid(c.req.param('webhook')))
}

/** The delivery that the address names. */
export const askedDelivery = (c: HouseContext): string => uuid(c.req.param('delivery'))

/** Throws 429 when a region sends by hand more often than it may. */
export async function notTooOften({ var: { db, region, moment } }: HouseContext) {
  const { ok, retryAfter } = await limit(db, `webhooks by hand ${region.id}`, BY_HAND, moment.at)
  if (!ok) throw problem(429, 'journal.webhooks.tooOften', undefined, { 'retry-after': String(retryAfter) })
}
