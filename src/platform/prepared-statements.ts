import { createHash } from 'node:crypto'
import type { PostgresPool, PostgresPoolClient } from 'kysely'
import type pg from 'pg'

/** Each connection keeps the plan of so many statements; the rest are planned anew each time. */
const MOST = 400
/** "cached plan must not change result type": the table changed since the plan was made. */
const STALE_PLAN = '0A000'

const names = new Map<string, string>()

function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known || names.size >= MOST) return known
  const made = createHash('sha256').update(text).digest('base64url').slice(0, 30)
  names.set(text, made)
  return made
}

const isStale = (error: unknown) => (error as { code?: unknown } | null)?.code === STALE_PLAN

/** A pool whose connections prepare statements under a name, so that the visibility rule is parsed once, not at each query. */
export function preparing(pool: pg.Pool): PostgresPool {
  const wrapped = new WeakMap<pg.PoolClient, PostgresPoolClient>()
  return {
    connect: async () => {
      const client = await pool.connect()
      const known = wrapped.get(client) ?? prepared(client)
      wrapped.set(client, known)
      return known
    },
    end: () => pool.end(),
    options: pool.options,
  }
}

/** Without values a text may hold several statements, which cannot be prepared. */
function prepared(client: pg.PoolClient): PostgresPoolClient {
  let stale = false
  const query = (text: unknown, values?: readonly unknown[]) => {
    const name = typeof text === 'string' && values && values.length > 0 ? nameOf(text) : undefined
    const asked = name
      ? client.query({ name, text: text as string, values: [...values!] })
      : client.query(text as string, values as unknown[])
    return Promise.resolve(asked).catch((error: unknown) => {
      stale ||= isStale(error)
      throw error
    })
  }
  return { query: query as unknown as PostgresPoolClient['query'], release: () => client.release(stale) }
}
