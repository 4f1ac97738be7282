import { createMiddleware } from 'hono/factory'
import { accepted } from './answers.ts'
import type { House } from './house.ts'
import { languageOf } from './languages.ts'
import type { Clock } from './moment.ts'
import { type PageCache, pageKey } from './page-cache.ts'

/** The only headers of an answer that are kept with a page. */
const KEPT_HEADERS = [
  'content-type',
  'content-language',
  'content-security-policy',
  'link',
  'referrer-policy',
  'x-content-type-options',
  'x-frame-options',
  'permissions-policy',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
  'strict-transport-security',
]

/**
 * Law 7: the public's pages are answered before anything else looks at the request, from compressed bytes. Address and
 * language alone choose them; a request with a session cookie, real or forged, goes the ordinary way.
 */
export const cachedPages = (cache: PageCache, clock: Clock, carriesSession: (cookie: string) => boolean) =>
  createMiddleware<House>(async (c, next) => {
    const { method } = c.req
    const cookie = c.req.header('cookie')
    if ((method !== 'GET' && method !== 'HEAD') || (cookie !== undefined && carriesSession(cookie))) return next()
    // A program that asks for data by its header is not given the page that stands at the same address.
    if (accepted(c.req.header('accept')) !== 'html') return next()
    const url = new URL(c.req.url)
    const { lang, path } = languageOf(url.pathname)
    const key = pageKey('', lang, path, url.searchParams)
    const asked = {
      acceptEncoding: c.req.header('accept-encoding'),
      ifNoneMatch: c.req.header('if-none-match'),
      now: clock().at,
    }
    const kept = cache.get(key, asked)
    if (kept) return new Response(method === 'HEAD' ? null : kept.body, { status: kept.status, headers: kept.headers })

    await next()
    const page = c.var.cached
    const token = c.var.cacheToken
    if (!page || !token || method === 'HEAD' || c.res.status !== 200 || c.res.headers.has('set-cookie'))
      return undefined
    if ([...url.searchParams.keys()].some((name) => !page.params.includes(name))) return undefined
    const headers = Object.fromEntries(
      KEPT_HEADERS.flatMap((name) => (c.res.headers.has(name) ? [[name, c.res.headers.get(name)!]] : [])),
    )
    const html = await c.res.clone().text()
    cache.put(key, html, { token, headers: { ...headers, 'cache-control': 'no-cache' }, freshUntil: page.freshUntil })
    const fresh = cache.get(key, asked)
    if (!fresh) return undefined
    // What Hono finds in its place it lays over the new answer, `vary` too.
    c.res = undefined
    c.res = new Response(fresh.body, { status: fresh.status, headers: fresh.headers })
    return undefined
  })
