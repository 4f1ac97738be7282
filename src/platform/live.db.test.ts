import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { house } from '../../test/house.ts'
import { nextChange } from './live.ts'

test('numbers are seen in their order: who comes second waits until the first has ended, whichever way it ends', async () => {
  const h = await house()
  const region = await h.aRegion()
  const take = () => h.db.transaction().execute((trx) => nextChange(trx, region.id, region.id))
  const waiting = async () => {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(h.db)
    return rows[0]?.n
  }
  expect(await take()).toBe(1)

  for (const ends of ['commit', 'rollback'] as const) {
    const first = await h.db.startTransaction().execute()
    const number = await nextChange(first, region.id, region.id)
    const second = take()
    await expect.poll(waiting, { timeout: 20_000 }).toBe(1)
    await first[ends]().execute()
    expect(await second).toBe(ends === 'commit' ? number + 1 : number)
  }
})
