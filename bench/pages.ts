import { Worker } from 'node:worker_threads'
import type autocannon from 'autocannon'
import type { BenchOptions, Measured } from '../cli/bench.ts'
import { lookAround, ownFolder, startOwnServer } from './own-server.ts'

const PAGES = {
  home: '/riverbend',
  directory: '/riverbend/organizations',
  profile: '/riverbend/organizations/riverbend-public-library',
}
const CONNECTIONS = 50

/** Pages a second: for the public with and without the page cache, and for a member, beside a bare Hono on the same machine in the same run. */
export async function run({ seconds }: BenchOptions): Promise<Measured[]> {
  const folder = ownFolder()
  try {
    return [
      ...(await bare(seconds)),
      ...(await loaded(folder, seconds, 'cached', {})),
      ...(await loaded(folder, seconds, 'cache off', { PAGE_CACHE: 'off' })),
    ]
  } finally {
    folder.remove()
  }
}

async function loaded(
  folder: ReturnType<typeof ownFolder>,
  seconds: number,
  name: string,
  env: Record<string, string>,
): Promise<Measured[]> {
  const server = await startOwnServer(folder, env)
  try {
    const rows: Measured[] = []
    const goal = name === 'cached' ? { rate: '≥ 8,000', p99: '≤ 25' } : { rate: '≥ 500' }
    for (const [page, path] of Object.entries(PAGES))
      rows.push(...measured(`public, ${name}, ${page}`, await fire(server.origin + path, seconds), goal))
    if (name !== 'cached') return rows
    const cookie = await lookAround(server.origin)
    for (const [page, path] of Object.entries(PAGES))
      rows.push(
        ...measured(`member, ${page}`, await fire(server.origin + path, seconds, cookie), {
          rate: '≥ 400',
          p99: '≤ 200',
        }),
      )
    return rows
  } finally {
    await server.stop()
  }
}

/** The same load on a server that does nothing but answer: what this machine can at most. */
async function bare(seconds: number): Promise<Measured[]> {
  const worker = new Worker(
    `const { Hono } = await import('hono'); const { serve } = await import('@hono/node-server'); const { parentPort } = await import('node:worker_threads')
     serve({ fetch: new Hono().get('/', (c) => c.html('<!doctype html><title>bare</title>')).fetch, port: 0, hostname: '127.0.0.1' }, (info) => parentPort.postMessage(info.port))`,
    { eval: true },
  )
  const port = await new Promise<number>((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
  })
  const result = await fire(`http://127.0.0.1:${port}/`, seconds)
  await worker.terminate()
  return measured('bare Hono, one line', result, {})
}

async function fire(url: string, seconds: number, cookie?: string): Promise<autocannon.Result> {
  const { default: load } = await import('autocannon')
  const headers = { 'accept-encoding': 'br', ...(cookie && { cookie }) }
  await load({ url, connections: CONNECTIONS, duration: 2, headers })
  return load({ url, connections: CONNECTIONS, duration: seconds, headers })
}

function measured(what: string, result: autocannon.Result, goal: { rate?: string; p99?: string }): Measured[] {
  const failed = result.non2xx + result.errors + result.timeouts
  if (failed > 0) throw new Error(`${what}: ${failed} of ${result.requests.total} answers failed.`)
  return [
    { what, value: result.requests.average, unit: 'pages/s', goal: goal.rate },
    { what: `${what}, p99`, value: result.latency.p99, unit: 'ms', goal: goal.p99 },
  ]
}
