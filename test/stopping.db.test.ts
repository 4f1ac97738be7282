import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { startServer } from '../server.ts'
import { getOrganization } from '../src/directory/organizations.ts'
import { house } from './house.ts'

test('a server that is told to stop takes nothing more, and finishes what is under way', async () => {
  const h = await house()
  const region = await h.aRegion()
  const coordinator = await h.aMember(region, 'coordinator')
  const library = await h.anOrganization(region, { name: 'Library' })
  const running = await startServer({ ...h.parts.config, host: '127.0.0.1', port: 0 })
  const edit = `${running.address}/riverbend/organizations/${library.slug}/edit`
  const headers = { cookie: coordinator.cookie!, origin: running.address }
  const { version } = await getOrganization(h.db, region.system, library.id)
  const typed = { name: 'Library', sector: 'library', visibility: 'public', mission: 'Written last' }
  const body = new URLSearchParams({ ...typed, _version: String(version) })

  const waiting = async () => {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(h.db)
    return rows[0]?.n
  }
  const health = () =>
    fetch(`${running.address}/healthz`).then(
      () => 'taken',
      () => 'refused',
    )
  let answer: Promise<Response> | undefined
  let stopped: Promise<void> | undefined
  await h.db.transaction().execute(async (trx) => {
    await trx.selectFrom('records').select('id').where('id', '=', library.id).forUpdate().execute()
    answer = fetch(edit, { method: 'POST', headers, body, redirect: 'manual' })
    await expect.poll(waiting, { timeout: 20_000 }).toBe(1)
    stopped = running.stop()
    await expect.poll(health, { timeout: 20_000 }).toBe('refused')
  })
  expect((await answer!).status).toBe(303)
  await stopped
  expect((await getOrganization(h.db, region.system, library.id)).mission).toBe('Written last')
})
