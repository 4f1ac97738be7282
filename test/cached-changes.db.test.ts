import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changeOrganization } from '../src/directory/organization-changes.ts'
import { asInput, getOrganization } from '../src/directory/organizations.ts'
import { type Listener, listen } from '../src/platform/listen.ts'
import { onServer } from './database.ts'
import { type World, world } from './world.ts'

let w: World
const listeners: Listener[] = []
beforeAll(async () => {
  w = await world()
})
afterAll(async () => {
  for (const one of listeners) await one.stop()
})

const path = () => `/riverbend/organizations/${w.grounds.riverbend.anchor.slug}`
const read = async (at: string, app = w.app) => (await app.request(`http://localhost:4000${at}`)).text()
const anchor = () => getOrganization(w.db, w.ours.system, w.grounds.riverbend.anchor.id)

/** By the form, as people do. */
async function writes(mission: string) {
  const { version } = await anchor()
  const form = { name: 'Anchor of riverbend', sector: 'library', visibility: 'public', mission }
  const answer = await w.as(w.people.coordinator).post(`${path()}/edit`, { ...form, _version: String(version) })
  expect(answer.status).toBe(303)
}

/** Another process: the same application on the same database, told of changes by the database alone. */
async function anotherProcess() {
  const { app, cache } = w.another()
  const ears: { heard(regionId: string): void; lost(): void } = { heard: () => undefined, lost: () => undefined }
  const listener = await listen({
    url: w.url,
    heard: (regionId) => {
      if (regionId === '') cache.raiseInstallation()
      else cache.raise(regionId)
      ears.heard(regionId)
    },
    listening: (now) => {
      cache.bypass(!now)
      if (!now) ears.lost()
    },
  })
  listeners.push(listener)
  const told = () => new Promise<string>((resolve) => (ears.heard = resolve))
  const lost = () => new Promise<void>((resolve) => (ears.lost = resolve))
  return { app, cache, listener, told, lost }
}

describe('a change', () => {
  test('is in the next answer of the process that wrote', async () => {
    await read(path())
    for (const mission of ['First', 'Second']) {
      await writes(mission)
      expect(await read(path())).toContain(mission)
    }
  })

  test('is in the next answer of another process once the database has told it', async () => {
    const its = await anotherProcess()
    expect(await read(path(), its.app)).not.toContain('Third')
    const told = its.told()
    await writes('Third')
    expect(await told).toBe(w.ours.id)
    expect(await read(path(), its.app)).toContain('Third')
  })

  test('on the command line is told too', async () => {
    const its = await anotherProcess()
    await read(path(), its.app)
    const told = its.told()
    const before = await anchor()
    await changeOrganization(w.db, w.ours.system, before, { ...asInput(before), mission: 'Fourth' }, w.clock())
    await told
    expect(await read(path(), its.app)).toContain('Fourth')
  })

  test('while a page is made keeps that page out', async () => {
    const { entries } = w.cache.figures()
    await w.db.transaction().execute(async (trx) => {
      await sql`lock table ties in access exclusive mode`.execute(trx)
      const asked = read('/riverbend/ties?q=nobody')
      while (!(await someoneWaits()));
      w.cache.raise(w.ours.id)
      await sql`rollback`.execute(trx)
      await asked
    })
    expect(w.cache.figures().entries).toBe(entries)
    await read('/riverbend/ties?q=nobody')
    expect(w.cache.figures().entries).toBe(entries + 1)
  })

  test('of one region leaves the pages of another', async () => {
    const lakeside = '/lakeside/organizations'
    await read(lakeside)
    await writes('Fifth')
    const { hits } = w.cache.figures()
    await read(lakeside)
    expect(w.cache.figures().hits).toBe(hits + 1)
  })

  test('cannot be missed: nothing is kept or answered while nobody tells of changes', async () => {
    const its = await anotherProcess()
    await read(path(), its.app)
    expect(its.cache.figures().entries).toBe(1)
    const lost = its.lost()
    await cutListeners()
    await lost
    await its.listener.stop()
    expect(its.cache.figures().entries).toBe(0)
    await read(path(), its.app)
    expect(its.cache.figures().entries).toBe(0)
  })
})

const someoneWaits = async () =>
  (await sql`select from pg_locks where not granted and relation = 'ties'::regclass`.execute(w.db)).rows.length > 0

const cutListeners = () =>
  onServer(w.url, (client) =>
    client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and query in ('listen tieline', 'select 1')`,
    ),
  )
