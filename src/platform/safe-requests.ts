import { createMiddleware } from 'hono/factory'
import { problem } from './errors.ts'

/** What no address of ours contains, and what routers and proxies have read in two ways. */
const TRICKS = /\/\/|\\|%2f|%5c|%00|%2e|\/\.\.?(\/|$)|;/i

/** An address that could be read in two ways is not found, whatever it would mean. */
export const plainPaths = createMiddleware(async (c, next) => {
  const path = new URL(c.req.url).pathname
  if (TRICKS.test(path)) throw problem(404)
  await next()
})

const UNSAFE = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

/** A write that comes with a session must come from our own pages (CSRF by origin). */
export const ownOrigin = (hasSession: (cookie: string) => boolean) =>
  createMiddleware(async (c, next) => {
    if (UNSAFE.has(c.req.method) && hasSession(c.req.header('cookie') ?? '') && !sameOrigin(c.req.raw.headers))
      throw problem(403, 'errors.otherSite')
    await next()
  })

function sameOrigin(headers: Headers): boolean {
  const site = headers.get('sec-fetch-site')
  if (site !== null) return site === 'same-origin' || site === 'none'
  const origin = headers.get('origin')
  return origin !== null && URL.canParse(origin) && new URL(origin).host === headers.get('host')
}

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** The same on what is answered before the house is entered: files of our own, and what those look at who run it. */
export const safely = (https: boolean) =>
  createMiddleware(async (c, next) => {
    for (const [name, value] of Object.entries(safeHeaders(https))) c.header(name, value)
    await next()
  })

/** The headers of a page that other sites may show in a frame: it has no form and knows nobody. */
export const framed: Record<string, string | undefined> = {
  'content-security-policy': POLICY.replace("frame-ancestors 'none'", 'frame-ancestors *'),
  'x-frame-options': undefined,
  'cross-origin-resource-policy': 'cross-origin',
}

/** Headers of every answer. */
export function safeHeaders(https: boolean): Record<string, string> {
  return {
    'content-security-policy': POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'x-frame-options': 'DENY',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    ...(https && { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }),
  }
}
