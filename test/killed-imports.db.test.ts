import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { LEASE } from '../src/directory/long-uploads.ts'
import { workOffUploads } from '../src/network/long-imports.ts'
import { momentAt } from '../src/platform/moment.ts'
import { house } from './house.ts'

const h = await house()
const ROWS = 5000
const text = ['name,mission', ...Array.from({ length: ROWS }, (_, n) => `Library ${n},Lends ${n} books`)].join('\n')
const folder = mkdtempSync(join(tmpdir(), 'tieline-killed-'))
const file = join(folder, 'libraries.csv')
writeFileSync(file, text)
afterAll(() => rmSync(folder, { recursive: true }))

/** A process of its own on the same database, and what it says on stderr. */
function tieline(...words: string[]) {
  const env = { ...process.env, DATABASE_URL: h.url, SECRET: 'x'.repeat(40), LOG_LEVEL: 'silent' }
  const child = spawn(process.execPath, ['--import', 'tsx', 'cli/tieline.ts', ...words], { env, stdio: 'pipe' })
  const said = { out: '', err: '' }
  child.stdout.on('data', (bytes: Buffer) => void (said.out += bytes.toString()))
  child.stderr.on('data', (bytes: Buffer) => void (said.err += bytes.toString()))
  const ended = new Promise<number | null>((resolve) => child.on('exit', (code) => resolve(code)))
  return { child, said, ended }
}
async function killed(
  { child, ended }: { child: ChildProcess; ended: Promise<number | null> },
  signal: NodeJS.Signals,
) {
  child.kill(signal)
  return ended
}

/** How many organizations a region has, and how many of them have their search text, slug and entry in the journal. */
async function counted(slug: string) {
  const { rows } = await sql<Record<string, number>>`
    select count(*)::int as "all", count(distinct o.name)::int as names, count(r.slug)::int as slugs,
      count(s.title)::int as texts, count(j.id)::int as entries
    from region_slugs g join organizations o on o.region_id = g.region_id
    join records r on r.region_id = o.region_id and r.id = o.id
    left join search_texts s on s.region_id = o.region_id and s.record_id = o.id
    left join journal j on j.region_id = o.region_id and j.record_id = o.id and j.verb = 'organization.created'
    where g.slug = ${slug}`.execute(h.db)
  return rows[0]!
}
const whole = (n: number) => ({ all: n, names: n, slugs: n, texts: n, entries: n })
const some = async (slug: string) => (await counted(slug)).all!
const underWay = async () => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from pg_stat_activity
    where datname = current_database() and state <> 'idle' and pid <> pg_backend_pid()`.execute(h.db)
  return rows[0]!.n
}
const patient = { timeout: 60_000 }

test.each(['SIGKILL', 'SIGINT'] as const)(
  'tieline import that ends by %s leaves whole batches, and the same command goes on',
  async (signal) => {
    const slug = `killed-${signal.toLowerCase()}`
    await h.aRegion(slug)
    const first = tieline('import', slug, 'organizations', file)
    await expect.poll(() => some(slug), patient).toBeGreaterThan(0)
    const code = await killed(first, signal)
    // What a killed process was doing its database still finishes or takes back.
    await expect.poll(underWay, patient).toBe(0)
    const left = await some(slug)
    expect(left % 2000).toBe(0)
    expect(await counted(slug)).toEqual(whole(left))
    if (signal === 'SIGINT') {
      expect(code).toBe(1)
      expect(first.said.err).toMatch(/^[24],000 of 5,000 rows$/m)
      expect(first.said.err).toContain('What is done stays, and nothing is half done. The same command goes on.')
    }
    const second = tieline('import', slug, 'organizations', file)
    expect(await second.ended).toBe(0)
    expect(second.said.out).toContain(`Done: ${ROWS - left} created, 0 updated, ${left} unchanged, 0 refused.`)
    expect(await counted(slug)).toEqual(whole(ROWS))
  },
  180_000,
)

test('a worker that is killed leaves whole batches, and another one goes on', async () => {
  const region = await h.aRegion('killed-worker')
  const coordinator = h.as(await h.aMember(region, 'coordinator'))
  const worker = { db: h.db, clock: h.clock, log: h.parts.log, isTaking: () => true }
  const body = new FormData()
  body.append('file', new File([text], 'libraries.csv'))
  const { location } = await coordinator.send('POST', '/killed-worker/settings/import', { body })
  await workOffUploads(worker)
  await coordinator.post(`${location}/completion`)
  const killedOne = tieline('worker')
  await expect.poll(() => some('killed-worker'), patient).toBeGreaterThan(0)
  await killed(killedOne, 'SIGKILL')
  await expect.poll(underWay, patient).toBe(0)
  expect(await counted('killed-worker')).toEqual(whole(await some('killed-worker')))
  const later = () => momentAt(new Date(h.time.now.getTime() + 2 * LEASE * 1000))
  const done = async () => {
    await workOffUploads({ ...worker, clock: later })
    return (await coordinator.get(location!)).text
  }
  await expect.poll(done, patient).toContain('libraries.csv is imported')
  const report = JSON.parse((await coordinator.get(`${location}?format=json`)).text)
  expect(report).toMatchObject({ created: ROWS, updated: 0, unchanged: 0, refused: 0 })
  expect(await counted('killed-worker')).toEqual(whole(ROWS))
}, 180_000)
