import type { HouseContext } from './platform/house.ts'
import type { Parts } from './enter.ts'
import { isProblem, problem, type Problem } from './platform/errors.ts'
import { translate } from './platform/i18n.ts'
import { languageOf } from './platform/languages.ts'
import { ErrorPage } from './ui/error-page.tsx'
import { document } from './ui/layout.tsx'
import type { Page } from './ui/page.ts'

const TITLES: Record<number, string> = {
  400: 'Bad request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not found',
  409: 'Conflict',
  410: 'Gone',
  412: 'Precondition failed',
  413: 'Content too large',
  415: 'Unsupported media type',
  422: 'Unprocessable content',
  429: 'Too many requests',
  500: 'Internal server error',
  503: 'Service unavailable',
}

/** Somebody was kept from something; whoever runs the house may want to know. */
const REFUSALS = new Set([401, 403, 429])

/** One answer for each thing that goes wrong: a page in the region's look, or problem details for a program. */
export function answerProblems(
  error: Error,
  c: HouseContext,
  parts: Pick<Parts, 'config' | 'log' | 'clock'>,
): Response | Promise<Response> {
  const known = asProblem(error)
  const page = c.var.page ?? bare(c, parts)
  const status = known?.status ?? 500
  if (!known)
    (c.var.log ?? parts.log).error({ err: error, request: page.requestId, path: c.req.path }, 'request failed')
  if (known && REFUSALS.has(known.status))
    (c.var.log ?? parts.log).warn({ event: 'refused', status, why: known.reason, account: c.var.account?.accountId })
  const reason = known?.reason && page.t.has(known.reason) ? page.t(known.reason, known.values) : undefined
  for (const [name, value] of Object.entries(known?.headers ?? {})) c.header(name, value)
  c.set('cached', undefined)
  if (forPrograms(languageOf(new URL(c.req.url).pathname).path))
    return problemDetails(
      c,
      status,
      reason ?? (status === 404 ? page.t('api.errors.notFound') : undefined),
      page,
      known?.details,
    )
  return c.html(document(<ErrorPage page={page} status={status} reason={reason} />), status)
}

const forPrograms = (path: string) => path.startsWith('/api/') || /^\/[^/]+\/hsds(?:\/|$)/.test(path)

/** What the database says when it is away is told as that; the rest is ours to mend. */
function asProblem(error: Error): Problem | undefined {
  if (isProblem(error)) return error
  const code = 'code' in error ? String(error.code) : ''
  if (code === '53100' || code === 'ENOSPC') return problem(503, 'errors.diskFull', undefined, { 'retry-after': '60' })
  const away =
    /^(ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|ETIMEDOUT|EHOSTUNREACH|57P0[123]|08\d{3}|53300)$/.test(code) ||
    /Connection terminated|connection error|timeout exceeded when trying to connect|Client was closed/i.test(
      error.message,
    )
  return away ? problem(503, 'errors.database', undefined, { 'retry-after': '5' }) : undefined
}

function problemDetails(
  c: HouseContext,
  status: Problem['status'] | 500,
  reason: string | undefined,
  page: Page,
  details: Record<string, unknown> = {},
): Response {
  const body = {
    type: 'about:blank',
    title: TITLES[status] ?? 'Error',
    status,
    ...(reason && { detail: reason }),
    instance: `urn:tieline:request:${page.requestId}`,
    ...details,
  }
  return c.body(JSON.stringify(body), status, { 'content-type': 'application/problem+json' })
}

/** A page for what failed before the house was entered. */
function bare(c: HouseContext, parts: Pick<Parts, 'config' | 'clock'>): Page {
  const url = new URL(c.req.url)
  const { lang, path } = languageOf(url.pathname)
  return {
    t: translate(lang),
    lang,
    path: path + url.search,
    origin: parts.config.publicUrl,
    now: parts.clock().at,
    requestId: parts.clock().id(),
  }
}
