import { createMiddleware } from 'hono/factory'
import type { House } from './house.ts'
import { languageOf } from './languages.ts'

interface Route {
  method: string
  path: string
}

/**
 * The page that an address belongs to which only takes forms: the nearest above it that can be read. Undefined for every
 * other address.
 * @example pageOfForms(routes)('/riverbend/ties/018f/confirmation') // '/riverbend/ties/018f'
 */
export function pageOfForms(routes: readonly Route[]): (path: string) => string | undefined {
  const read = new Set(routes.filter(({ method }) => method === 'GET').map(({ path }) => path))
  const forms = routes
    .filter(({ method, path }) => method === 'POST' && !path.startsWith('/api/') && !read.has(path))
    .map(({ path }) => ({ parts: path.split('/'), kept: readableAbove(path.split('/'), read) }))
  return (path) => {
    const asked = path.split('/')
    const form = forms.find(
      ({ parts }) =>
        parts.length === asked.length &&
        parts.every((part, n) => (part.startsWith(':') ? asked[n] !== '' : part === asked[n])),
    )
    return form && (asked.slice(0, form.kept).join('/') || '/')
  }
}

/** How many parts of an address stay until something can be read there. */
function readableAbove(parts: string[], read: Set<string>): number {
  for (let kept = parts.length - 1; kept > 1; kept -= 1) if (read.has(parts.slice(0, kept).join('/'))) return kept
  return 1
}

/**
 * Whoever reloads what a form answered, or comes back from signing in, asks for an address that only takes forms: they
 * are led to its page. What is found is not looked at, so that this costs nothing else.
 */
export function leadBack(routes: () => readonly Route[]) {
  let pageOf: ReturnType<typeof pageOfForms> | undefined
  return createMiddleware<House>(async (c, next) => {
    await next()
    if (c.res.status !== 404 || !['GET', 'HEAD'].includes(c.req.method)) return
    pageOf ??= pageOfForms(routes())
    const url = new URL(c.req.url)
    const { path, lang } = languageOf(url.pathname)
    const page = pageOf(path)
    if (page === undefined) return
    const location = lang === 'en' ? page : `/${lang}${page === '/' ? '' : page}`
    c.res = new Response(null, { status: 303, headers: { location } })
  })
}
