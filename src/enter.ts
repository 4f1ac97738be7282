import { createMiddleware } from 'hono/factory'
import type { Logger } from 'pino'
import { type Auth, sessionOf } from './account/auth.ts'
import { actorOf } from './account/actors.ts'
import { actorOfKey } from './account/api-keys.ts'
import type { Config } from './config.ts'
import { type Actor, publicActor } from './platform/actor.ts'
import type { Db } from './platform/db.ts'
import { isProblem, problem } from './platform/errors.ts'
import type { House, HouseContext } from './platform/house.ts'
import { translate } from './platform/i18n.ts'
import { languageOf } from './platform/languages.ts'
import { loggedPath, maskAddress } from './platform/logging.ts'
import type { Mail } from './platform/mail.ts'
import { isFileType } from './platform/api-writes.ts'
import type { Clock } from './platform/moment.ts'
import type { Measures } from './platform/operation-routes.ts'
import type { KeptReads } from './platform/kept-reads.ts'
import type { Live } from './platform/live.ts'
import { INSTALLATION, type PageCache } from './platform/page-cache.ts'
import type { Room } from './platform/room.ts'
import {
  ALREADY_DONE,
  type FirstAnswer,
  firstAnswer,
  hashOf,
  hashOfForm,
  keepAnswer,
  type RequestKey,
} from './platform/request-keys.ts'
import { limit } from './platform/rate-limit.ts'
import { safeHeaders } from './platform/safe-requests.ts'
import { findRegion } from './region/regions.ts'
import { href } from './ui/page.ts'

/** What the house is made of: everything that comes in from outside. */
export interface Parts {
  db: Db
  auth: Auth
  mail: Mail
  cache: PageCache
  reads: KeptReads
  config: Config
  clock: Clock
  log: Logger
  rooms: Room[]
  measures: Measures
  live: Live
  /** False once the process was told to stop. */
  isTaking(): boolean
}

/** Every request: who signs, when it is, in what language. */
export const enterHouse = (parts: Parts) =>
  createMiddleware<House>(async (c, next) => {
    const moment = parts.clock()
    const url = new URL(c.req.url)
    const { lang, path } = languageOf(url.pathname)
    const account = await sessionOf(parts.auth, c.req.raw.headers)
    const requestId = moment.id()
    c.set('db', parts.db)
    c.set('moment', moment)
    c.set('account', account)
    c.set('rooms', parts.rooms)
    c.set('cacheToken', parts.cache.begin(INSTALLATION))
    c.set('log', parts.log.child({ request: requestId }))
    c.set('page', {
      t: translate(lang),
      lang,
      path: path + url.search,
      origin: parts.config.publicUrl,
      now: moment.at,
      requestId,
      ...(account && { email: account.email }),
    })
    for (const [name, value] of Object.entries(safeHeaders(parts.config.publicUrl.startsWith('https:'))))
      c.header(name, value)
    c.header('content-language', lang)
    if (account) c.header('cache-control', 'private, no-cache')
    c.header('x-request-id', requestId)
    const began = performance.now()
    await next()
    // What was merged may be parted again: a browser that kept the way would never see it.
    if (c.res.status === 301 && !account) c.header('cache-control', 'no-cache')
    note(parts, c, (performance.now() - began) / 1000)
    const wrote = c.req.method !== 'GET' && c.req.method !== 'HEAD' && c.res.status < 400
    if (wrote && !c.var.quiet) raiseOwn(c, parts.cache)
  })

/** One line a request, without query, token or full address; and its time by route. */
function note(parts: Parts, c: HouseContext, seconds: number) {
  const { method } = c.req
  const status = c.res.status
  parts.measures.requests.observe(
    { method, status: String(status), route: c.req.matchedRoutes.at(-1)?.path ?? '' },
    seconds,
  )
  c.var.log.info(
    {
      method,
      path: loggedPath(c.req.url),
      status,
      ms: Math.round(seconds * 1000),
      from: maskAddress(c.env?.incoming?.socket.remoteAddress),
    },
    'request',
  )
}

/** Who wrote sees it at once, before the database has told everybody. */
function raiseOwn(c: HouseContext, cache: PageCache) {
  if (c.var.region) cache.raise(c.var.region.id)
  cache.raiseInstallation()
}

/** Every request of a region: which region, and who is asking there. */
export const enterRegion = (parts: Parts) =>
  createMiddleware<House>(async (c, next) => {
    const { db } = c.var
    const region = await findRegion(db, c.req.param('region') ?? '')
    if (!region) throw problem(404)
    c.set('cacheToken', parts.cache.begin(region.id))
    if (region.moved) return c.redirect(movedTo(c, region.slug), 301)
    const actor = await whoAsks(c, region)
    const seen = lookThrough(c, actor)
    c.set('region', region)
    c.set('actor', seen)
    c.set('keep', parts.reads.forActor(seen, c.var.cacheToken))
    c.set('keepAs', (other) => parts.reads.forActor(other, c.var.cacheToken))
    c.set('page', { ...c.var.page, region, actor: seen, ...(seen !== actor && { viewingAs: 'public' as const }) })
    return c.req.method === 'POST' ? once(c, region.id, next) : next()
  })

/** So often a key may be used. */
const PER_KEY = { max: 600, perSeconds: 60 }

/** A session, or for programs a key; without either the public. A key opens the API alone. */
async function whoAsks(c: HouseContext, region: { id: string; timeZone: string }): Promise<Actor> {
  const { db, account, moment } = c.var
  const authorization = c.req.header('authorization')
  if (authorization === undefined || !isApi(c))
    return account ? actorOf(db, region, account, moment.at) : publicActor(region.id)
  if (account) throw problem(400, 'api.errors.both')
  const key = await actorOfKey(db, region, authorization, moment.at)
  if (!key) throw problem(401, 'api.errors.key', undefined, { 'www-authenticate': 'Bearer realm="Tieline"' })
  const { ok, retryAfter } = await limit(db, `key ${region.id} ${key.keyId}`, PER_KEY, moment.at)
  if (!ok) throw problem(429, 'api.errors.tooMany', undefined, { 'retry-after': String(retryAfter) })
  if (key.scope === 'read' && c.req.method !== 'GET' && c.req.method !== 'HEAD')
    throw problem(403, 'api.errors.readOnly')
  return key.actor
}

const isApi = (c: HouseContext) => c.var.page.path.startsWith('/api/')

const movedTo = (c: HouseContext, slug: string) => {
  const url = new URL(c.req.url)
  return url.pathname.replace(`/${c.req.param('region')}`, `/${slug}`) + url.search
}

/** "View as the public": only ever less than one may see, and only for reading. */
const lookThrough = (c: HouseContext, actor: Actor) =>
  c.req.query('as') === 'public' && (c.req.method === 'GET' || c.req.method === 'HEAD') && actor.kind !== 'public'
    ? publicActor(actor.regionId)
    : actor

/** A write that names itself (the key of a form, or an `Idempotency-Key`) has one effect and one answer. */
async function once(c: HouseContext, regionId: string, next: () => Promise<void>) {
  const request = await requestKey(c)
  if (!request) return next()
  const before = await firstAnswer(c.var.db, regionId, request)
  if (before && isApi(c)) {
    // What stands there now is read anew by whoever answers.
    c.set('repeats', before)
    return next()
  }
  if (before) return sameAgain(c, before)
  c.var.moment.request = request
  await next()
  if (isProblem(c.error) && c.error.reason === ALREADY_DONE) return answerAsFirst(c, regionId, request)
  const wrote = c.var.moment.request === undefined
  if (wrote && c.res.status < 400)
    await keepAnswer(c.var.db, regionId, request, c.res.status, c.res.headers.get('location'))
}

const sameAgain = (c: HouseContext, { location }: FirstAnswer) =>
  c.redirect(location ?? href(c.var.page, c.var.page.path), 303)

/** The same request was quicker elsewhere: both are told the same. */
async function answerAsFirst(c: HouseContext, regionId: string, request: RequestKey) {
  const first = await firstAnswer(c.var.db, regionId, request)
  if (first) c.res = sameAgain(c, first)
}

async function requestKey(c: HouseContext): Promise<RequestKey | undefined> {
  const body = await bodyOf(c)
  const header = c.req.header('idempotency-key')
  const key = header ?? body?.key
  if (!body || typeof key !== 'string' || key === '' || key.length > 200) return undefined
  const actor = c.var.actor.personId ?? c.var.actor.accountId ?? 'public'
  const path = c.var.page.path.split('?')[0]
  // Whoever goes back to a form and types something else sends something else; a program that reuses a key errs.
  const named = header === undefined ? `${path} ${key} ${body.hash.toString('base64url')}` : `${path} ${key}`
  return { actor, key: named, bodyHash: body.hash }
}

/** What was sent, and the key of its form. Files are large: those of whoever is no member are not read before somebody has asked whether they may send them. */
async function bodyOf(c: HouseContext): Promise<{ hash: Buffer; key?: FormDataEntryValue | null } | undefined> {
  const type = c.req.header('content-type')?.toLowerCase() ?? ''
  if (type.startsWith('multipart/form-data')) {
    const form = c.var.actor.member ? await c.req.formData().catch(() => undefined) : undefined
    return form && { hash: await hashOfForm(form), key: form.get('_key') }
  }
  if (type.startsWith('application/x-www-form-urlencoded')) {
    const text = await c.req.text()
    return { hash: hashOf(text), key: new URLSearchParams(text).get('_key') }
  }
  if (!c.req.header('idempotency-key') || (isFileType(type) && !c.var.actor.member)) return undefined
  return { hash: hashOf(new Uint8Array(await c.req.arrayBuffer())) }
}
