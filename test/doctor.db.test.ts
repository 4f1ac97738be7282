import { sql } from 'kysely'
import { beforeEach, expect, test, vi } from 'vitest'
import { house } from './house.ts'
import { makeWebhook } from '../src/journal/webhooks.ts'
import { tieline } from '../cli/program.ts'
import { RELEASES } from '../src/platform/postgres-releases.ts'

const h = await house()
const region = await h.aRegion('riverbend')

beforeEach(() => {
  vi.stubEnv('DATABASE_URL', h.url)
  vi.stubEnv('SECRET', 'x'.repeat(40))
  vi.stubEnv('SMTP_URL', 'smtp://127.0.0.1:2525')
  process.exitCode = undefined
})

/** What the doctor finds, by what it looked at; and the exit code. */
async function doctor() {
  const said: string[] = []
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((text) => said.push(String(text)) > 0)
  await tieline(['doctor', '--json'])
  spy.mockRestore()
  const { findings } = JSON.parse(said.join('')) as { findings: { what: string; ok: boolean; says: string }[] }
  const code = process.exitCode ?? 0
  process.exitCode = undefined
  return { code, found: new Map(findings.map((one) => [one.what, one])) }
}

test('where all is well nothing is to be done', async () => {
  const { found } = await doctor()
  for (const what of ['Letters', 'Clock', 'Time zones', 'Disk', 'Mail', 'Deliveries', 'Worker', 'Jobs', 'Webhooks'])
    expect(found.get(what), what).toMatchObject({ ok: true })
  expect(found.get('PostgreSQL')?.says).toMatch(/version \d+\.\d+/)
  expect(found.get('Releases')?.says).toContain('2026')
})

test.each([
  ['is known to have been released', 1, 1, { ok: false, says: expect.stringContaining('were mended up to') }],
  ['must have been, since another branch was', 0, 0, { ok: true, hint: true, says: expect.stringContaining('look') }],
])('a PostgreSQL after which a newer one %s ends with %i', async (_, newer, code, finding) => {
  const { rows } = await sql<{ n: number }>`select current_setting('server_version_num')::int as n`.execute(h.db)
  const [major, minor] = [Math.floor(rows[0]!.n / 10_000), rows[0]!.n % 10_000]
  const another = { minor: 20, on: '2026-11-27', source: 'a test' }
  const list = vi.spyOn(RELEASES, 'newest', 'get').mockReturnValue({
    15: another,
    [major]: { minor: minor + newer, on: '2026-08-15', source: 'a test' },
    99: another,
  })
  const done = await doctor()
  list.mockRestore()
  expect(RELEASES.newest[99]).toBeUndefined()
  expect(done.found.get('PostgreSQL')).toMatchObject(finding)
  expect([...done.found.values()].filter(({ ok, what }) => !ok && what !== 'PostgreSQL')).toEqual([])
  expect(done.code).toBe(code)
})

test('news that waits while no worker is at work says what to run', async () => {
  await sql`update journal set announced_at = null, at = now() - interval '2 hours'`.execute(h.db)
  const idle = await doctor()
  expect(idle.code).toBe(1)
  expect(idle.found.get('Worker')).toMatchObject({ ok: false, says: expect.stringContaining('tieline worker') })
  await sql`insert into sweeps (name, begun_at) values ('journal.announce', now())`.execute(h.db)
  expect((await doctor()).found.get('Worker')).toMatchObject({ ok: true, says: 'at work' })
})

test('a long import that waits while no worker is at work says so too', async () => {
  await sql`update journal set announced_at = now()`.execute(h.db)
  await sql`delete from sweeps`.execute(h.db)
  expect((await doctor()).found.get('Worker')).toMatchObject({ ok: true })
  await sql`insert into imports (region_id, id, kind, file_name, bytes, lang, created_at, begun_at)
    values (${region.id}, gen_random_uuid(), 'places', 'long.csv', '', 'en', now(), now() - interval '2 hours')`.execute(
    h.db,
  )
  expect((await doctor()).found.get('Worker')).toMatchObject({ ok: false, says: expect.stringContaining('work waits') })
  await sql`delete from imports`.execute(h.db)
})

test('jobs that failed, hang or wait too long are told apart', async () => {
  await sql`insert into jobs.queue (name, policy, retry_limit, retry_delay, retry_backoff, expire_seconds, retention_seconds,
      deletion_seconds, partition, table_name)
    values ('doctored', 'standard', 1, 1, false, 60, 1000, 1000, false, 'job_common') on conflict do nothing`.execute(
    h.db,
  )
  await sql`insert into jobs.job (name, state, started_on, start_after, expire_seconds) values
    ('doctored', 'failed', now(), now(), 60),
    ('doctored', 'active', now() - interval '1 hour', now(), 60),
    ('doctored', 'created', null, now() - interval '2 hours', 60)`.execute(h.db)
  const { says, ok } = (await doctor()).found.get('Jobs')!
  expect(ok).toBe(false)
  for (const words of ['1 failed', '1 began and never ended', '1 wait longer than an hour'])
    expect(says).toContain(words)
})

test('webhooks that paused themselves, and a zone the database does not know, are named', async () => {
  await makeWebhook(h.db, region.system, { address: 'https://hooks.example.org/in', nouns: [] }, h.clock())
  await sql`update webhooks set paused_at = now(), paused_why = 'failures'`.execute(h.db)
  await sql`update regions set time_zone = 'America/Nowhere'`.execute(h.db)
  const { found } = await doctor()
  expect(found.get('Webhooks')).toMatchObject({ ok: false, says: expect.stringContaining('1 paused') })
  expect(found.get('Time zones')).toMatchObject({ ok: false, says: expect.stringContaining('America/Nowhere') })
})
