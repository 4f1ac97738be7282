import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Trx } from '../platform/db.ts'
import { isProblem, problem } from '../platform/errors.ts'

/** What one is told who comes while another import of the region is under way. */
export const BUSY = 'imports.busy'

/** Milliseconds between two looks whether it is one's turn. */
const LOOK = 20

/**
 * One import of a region at a time writes: two that bring the same organization would not see each other. The turn ends
 * with the transaction, and holds up nothing else. Whoever comes meanwhile is told so at once, with 409.
 */
export async function takeTurn(trx: Trx, regionId: string) {
  const { rows } = await sql<{ mine: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${`import ${regionId}`}, 0)) as mine`.execute(trx)
  if (!rows[0]?.mine) throw problem(409, BUSY)
}

const isBusy = (error: unknown) => isProblem(error) && error.reason === BUSY

/** Does it when its turn comes, if it does within so many milliseconds; nothing is held while it waits. Undefined when another import was under way all the time. */
export async function inTurn<T>(patience: number, work: () => Promise<T>): Promise<T | undefined> {
  const until = performance.now() + patience
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!isBusy(error)) throw error
      if (performance.now() >= until) return undefined
      await pause(LOOK)
    }
  }
}
