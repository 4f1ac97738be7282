import { openDb, openPool } from '../src/platform/db.ts'

/** How a statement fails: it is never done, it is done and nobody hears of it, or the database is gone from then on. */
export type Failure = 'refused' | 'unheard' | 'gone'

/** A handle to the database of `url` whose n-th statement fails. One connection, so that there is one order. */
export function failingDb(url: string) {
  const pool = openPool(url, 1)
  let failing: { at: number; how: Failure } | undefined
  let said: string[] = []
  pool.on('connect', (client) => {
    const query = client.query.bind(client) as (...args: unknown[]) => unknown
    client.query = ((...args: unknown[]) => {
      const text = String((args[0] as { text?: string }).text ?? args[0])
      if (text === 'rollback') return query(...args)
      said.push(text)
      const fails = failing?.how === 'gone' ? said.length >= failing.at : said.length === failing?.at
      if (!failing || !fails) return query(...args)
      const lost = () => Promise.reject(new Error(`made to fail: ${text}`))
      return failing.how === 'unheard' ? Promise.resolve(query(...args)).then(lost) : lost()
    }) as typeof client.query
  })
  return {
    db: openDb(pool),
    /** From now on the n-th statement fails; without a number none does. */
    failAt(at = 0, how: Failure = 'refused') {
      failing = at === 0 ? undefined : { at, how }
      said = []
    },
    /** What was asked since, and so whether the n-th statement was reached. */
    said: () => said,
  }
}
