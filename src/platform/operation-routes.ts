import { getConnInfo } from '@hono/node-server/conninfo'
import { Hono } from 'hono'
import { sql } from 'kysely'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Config } from '../config.ts'
import type { Db } from './db.ts'
import type { House } from './house.ts'
import { migrations } from './migrate.ts'
import type { PageCache } from './page-cache.ts'

export interface Operations {
  db: Db
  config: Config
  cache: PageCache
  /** False once the process was told to stop: no new work is sent here. */
  isTaking(): boolean
}

/** What is measured of this process. */
export interface Measures {
  registry: Registry
  requests: Histogram<'method' | 'status' | 'route'>
}

/** A registry of its own for each process (and each test). */
export function makeMeasures(
  cache: () => { entries: number; bytes: number; hits: number; misses: number },
  live: () => { streams: number } = () => ({ streams: 0 }),
): Measures {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'tieline_request_seconds',
    help: 'Time to answer, by route',
    labelNames: ['method', 'status', 'route'] as const,
    buckets: [0.005, 0.02, 0.1, 0.5, 2],
    registers: [registry],
  })
  for (const what of ['entries', 'bytes', 'hits', 'misses'] as const)
    new Gauge({
      name: `tieline_page_cache_${what}`,
      help: `Page cache: ${what}`,
      registers: [registry],
      collect() {
        this.set(cache()[what])
      },
    })
  new Gauge({
    name: 'tieline_live_streams',
    help: 'Browsers that are told what is new of something they watch',
    registers: [registry],
    collect() {
      this.set(live().streams)
    },
  })
  return { registry, requests }
}

/** What those who run the house look at. None of it is cached, and the figures are for loopback or a token. */
export const operationRoutes = (parts: Operations & { measures: Measures }) =>
  new Hono<House>()
    .get('/healthz', (c) => c.text('ok\n'))
    .get('/readyz', async (c) => {
      if (!parts.isTaking()) return c.text('stopping\n', 503)
      const ready = await isReady(parts.db)
      return ready ? c.text('ready\n') : c.text('the database does not answer, or is behind this version\n', 503)
    })
    .get('/metrics', async (c) => {
      if (
        !mayMeasure(
          c.req.header('authorization'),
          getConnInfo(c).remote.address,
          c.req.header('x-forwarded-for'),
          parts.config.metricsToken,
        )
      )
        return c.notFound()
      return c.body(await parts.measures.registry.metrics(), 200, {
        'content-type': parts.measures.registry.contentType,
      })
    })

async function isReady(db: Db): Promise<boolean> {
  try {
    const row = await sql<{ applied: number }>`select count(*)::int as applied from migrations`.execute(db)
    return row.rows[0]?.applied === migrations().length
  } catch {
    return false
  }
}

/** With a token set, whoever knows it; without, only this machine itself, and never through a proxy. */
function mayMeasure(
  authorization: string | undefined,
  address: string | undefined,
  forwarded: string | undefined,
  token: string | undefined,
): boolean {
  if (token) return authorization === `Bearer ${token}`
  return forwarded === undefined && (address === '127.0.0.1' || address === '::1' || address === '::ffff:127.0.0.1')
}
