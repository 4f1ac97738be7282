import { PgBoss, getConstructionPlans } from 'pg-boss'
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest'
import { z } from 'zod'
import { onServer, withDatabase } from '../../test/database.ts'
import { type Db, openDb, openPool } from './db.ts'
import { type Attempt, type Jobs, claimSweep, makeJobs } from './jobs.ts'
import { momentAt } from './moment.ts'

const name = `${inject('template')}_jobs`
const url = withDatabase(inject('server'), name)
const time = { now: new Date('2026-11-23T10:00:00Z') }
const errors: unknown[] = []
const log = { info: () => undefined, warn: () => undefined, error: (what: unknown) => void errors.push(what) }
const running: Jobs[] = []
let db: Db

beforeAll(async () => {
  await onServer(inject('server'), (client) => client.query(`create database ${name} template ${inject('template')}`))
  db = openDb(openPool(url))
})
afterEach(async () => {
  for (const jobs of running.splice(0)) await jobs.stop()
  await onServer(url, (client) => client.query('delete from jobs.job; delete from sweeps'))
  errors.length = 0
})
afterAll(() => db.destroy())

const house = () => {
  const jobs = makeJobs({ url, db, clock: () => momentAt(time.now), log })
  running.push(jobs)
  return jobs
}
const ids = z.object({ regionId: z.string(), id: z.string() })
const one = { regionId: 'r', id: '1' }
const waiting = () =>
  onServer(
    url,
    async (client) => (await client.query('select name, data, state from jobs.job order by created_on')).rows,
  )

/** Resolves with what the handler was called with. */
function hearing<T>() {
  const heard: T[] = []
  const { promise, resolve } = Promise.withResolvers<T>()
  return { heard, first: promise, hear: (what: T) => (heard.push(what), resolve(what)) }
}

test('a job sent in a transaction is done after the commit, and never after a rollback', async () => {
  const jobs = house()
  const { heard, first, hear } = hearing<z.infer<typeof ids>>()
  const queue = jobs.defineQueue('test.commit', ids, async (data) => hear(data), { pollSeconds: 0.5 })
  await jobs.start({ worker: true })
  await db
    .transaction()
    .execute(async (trx) => {
      await jobs.send(trx, queue, { ...one, id: 'lost' })
      throw new Error('no')
    })
    .catch(() => undefined)
  expect(await waiting()).toEqual([])
  await db.transaction().execute((trx) => jobs.send(trx, queue, one))
  jobs.wake(queue)
  expect(await first).toEqual(one)
  expect(heard).toEqual([one])
})

test('what a queue does not take is refused when it is sent', async () => {
  const jobs = house()
  const queue = jobs.defineQueue('test.schema', ids, async () => undefined)
  await jobs.start({ worker: false })
  const wrong = { regionId: 'r' } as unknown as z.infer<typeof ids>
  await expect(db.transaction().execute((trx) => jobs.send(trx, queue, wrong))).rejects.toThrow()
  expect(await waiting()).toEqual([])
})

test('a process that does not work only sends', async () => {
  const jobs = house()
  const queue = jobs.defineQueue('test.sender', ids, async () => expect.unreachable('it worked'))
  jobs.sweep('test.sender', async () => expect.unreachable('it swept'))
  await jobs.start({ worker: false })
  await db.transaction().execute((trx) => jobs.send(trx, queue, one, { startAfter: new Date('2030-01-01T00:00:00Z') }))
  expect(await waiting()).toEqual([{ name: 'test.sender', data: one, state: 'created' }])
})

test('a job that fails is told to the log and tried again', async () => {
  const jobs = house()
  const { heard, first, hear } = hearing<Attempt>()
  const fails = async (_data: object, attempt: Attempt) => {
    hear(attempt)
    throw new Error('not today')
  }
  const queue = jobs.defineQueue('test.fails', ids, fails, { retryLimit: 1, retryDelay: 3600, pollSeconds: 0.5 })
  await jobs.start({ worker: true })
  await db.transaction().execute((trx) => jobs.send(trx, queue, one))
  jobs.wake(queue)
  expect(await first).toMatchObject({ retry: 0, last: false })
  await jobs.stop()
  expect(await waiting()).toEqual([{ name: 'test.fails', data: one, state: 'retry' }])
  expect(errors).toEqual([
    expect.objectContaining({ queue: 'test.fails', retry: 0, err: expect.objectContaining({ message: 'not today' }) }),
  ])
  expect(heard).toHaveLength(1)
})

test('a queue follows its options from one version to the next', async () => {
  const options = async () =>
    onServer(
      url,
      async (client) =>
        (await client.query(`select retry_limit, retry_delay from jobs.queue where name = 'test.options'`)).rows,
    )
  for (const retryLimit of [2, 7, 7]) {
    const jobs = house()
    jobs.defineQueue('test.options', ids, async () => undefined, { retryLimit, retryDelay: 10 })
    await jobs.start({ worker: false })
    expect(await options()).toEqual([{ retry_limit: retryLimit, retry_delay: 10 }])
    await jobs.stop()
  }
})

test('a sweep gets the time, and one that fails stops no other', async () => {
  const jobs = house()
  const seen: unknown[] = []
  jobs.sweep('test.bad', async () => Promise.reject(new Error('no')))
  jobs.sweep('test.good', async ({ at }) => void seen.push(at))
  await jobs.runSweeps()
  expect(seen).toEqual([time.now])
  expect(errors).toEqual([expect.objectContaining({ sweep: 'test.bad' })])
  expect(() => jobs.sweep('test.good', async () => undefined)).toThrow('twice')
})

test('of several processes one begins a sweep each minute, also when the clock is set back', async () => {
  const at = (seconds: number) => new Date(time.now.getTime() + seconds * 1000)
  const claims = (when: Date) => Promise.all(Array.from({ length: 10 }, () => claimSweep(db, 'test.claim', when)))
  const winners = async (when: Date) => (await claims(when)).filter(Boolean).length
  expect(await winners(at(0))).toBe(1)
  expect(await winners(at(30))).toBe(0)
  expect(await winners(at(60))).toBe(1)
  expect(await winners(at(-3600))).toBe(1)
  expect(await winners(at(-3570))).toBe(0)
})

test('the installed pg-boss wants nothing that the migration does not make', async () => {
  const [, version] = /INSERT INTO jobs\.version\(version\) VALUES \('(\d+)'\)/.exec(getConstructionPlans('jobs')) ?? []
  const boss = new PgBoss({ connectionString: url, schema: 'jobs', migrate: false, supervise: false, schedule: false })
  await boss.start()
  try {
    expect(await boss.schemaVersion()).toBe(Number(version))
    expect(await boss.detectSchemaDrift()).toMatchObject({ ok: true })
  } finally {
    await boss.stop()
  }
})
