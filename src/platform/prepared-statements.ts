import { createHash } from 'node:crypto'
import type { PostgresPool, PostgresPoolClient } from 'kysely'
import type pg from 'pg'

/** A connection keeps the plans of so many statements; then it is replaced, with the plans that are asked for next. */
const MOST = 400
/** "cached plan must not change result type": the table changed since the plan was made. */
const STALE_PLAN = '0A000'

/** Names follow from the text alone: this only spares working them out, and may be forgotten. */
const names = new Map<string, string>()

function nameOf(text: string): string {
  const known = names.get(text)
  if (known) return known
  if (names.size >= 4 * MOST) names.clear()
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
  const kept = new Set<string>()
  const nameFor = (text: unknown, values?: readonly unknown[]) => {
    if (typeof text !== 'string' || !values || values.length === 0) return undefined
    const name = nameOf(text)
    if (kept.size >= MOST && !kept.has(name)) return undefined
    kept.add(name)
    return name
  }
  const query = (text: unknown, values?: readonly unknown[]) => {
    const name = nameFor(text, values)
    const asked = name
      ? client.query({ name, text: text as string, values: [...values!] })
      : client.query(text as string, values as unknown[])
    return Promise.resolve(asked).catch((error: unknown) => {
      stale ||= isStale(error)
      throw error
    })
  }
  const release = () => client.release(stale || kept.size >= MOST)
  return { query: query as unknown as PostgresPoolClient['query'], release }
}
