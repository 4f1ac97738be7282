import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Measured } from '../../cli/bench.ts'
import { type Db, openDb, openPool } from '../../src/platform/db.ts'
import { startDatabase } from '../../src/platform/embedded-postgres.ts'
import { makeLog } from '../../src/platform/logging.ts'
import {
  freePort,
  lookAround,
  type OwnFolder,
  ownFolder,
  type OwnServer,
  postmasterOf,
  processes,
  startOwnServer,
} from '../own-server.ts'
import type { Chaos } from './chaos.ts'
import { brokenIn, compareWith, differingFiles } from './facts.ts'
import { type Door, type Load, startLoad, untilBack } from './load.ts'
import { openSink, type Sink } from './sink.ts'

const VICTIMS = ['server', 'backend', 'checkpointer', 'postmaster'] as const
type Victim = (typeof VICTIMS)[number]
const WRITERS = 6

/** `kill -9` at random moments under load; nothing is mended by hand, a server that was killed is started again. */
export async function kills({ rounds, random, note }: Chaos): Promise<Measured[]> {
  const folder = ownFolder()
  const sink = await openSink()
  const env = { PORT: String(await freePort()), SMTP_URL: sink.url }
  let server = await startOwnServer(folder, env)
  try {
    const door: Door = { origin: server.origin, cookie: await lookAround(server.origin) }
    const load = startLoad(door, 'kills', WRITERS)
    const back: Record<Victim, number[]> = { server: [], backend: [], checkpointer: [], postmaster: [] }
    for (let round = 0; round < rounds; round += 1) {
      const victim = VICTIMS[round % VICTIMS.length]!
      await pause(300 + random() * 2000)
      const began = performance.now()
      if (victim === 'server') server = await killServer(server, folder, env)
      else killDatabase(folder, victim, random)
      const back_ = (await untilBack(door)) === Infinity ? Infinity : performance.now() - began
      back[victim].push(back_)
      note(`round ${round + 1} of ${rounds}: ${victim} killed, back after ${(back_ / 1000).toFixed(1)} s`)
    }
    await load.stop()
    for (const wrong of new Set(load.wrong)) note(wrong)
    await server.stop()
    const letters = await flushLetters(folder, env)
    return [...summary(rounds, back, load), ...(await findings(folder, load, sink, letters))]
  } finally {
    await server.stop()
    await sink.stop()
    folder.remove()
  }
}

async function killServer(server: OwnServer, folder: OwnFolder, env: Record<string, string>) {
  server.process.kill('SIGKILL')
  await server.ended
  return startOwnServer(folder, env)
}

function killDatabase(folder: OwnFolder, victim: Victim, random: () => number) {
  const postmaster = postmasterOf(folder)
  const children = processes().filter(({ parent }) => parent === postmaster)
  const named = children.filter(({ command }) =>
    victim === 'checkpointer' ? command.includes('checkpointer') : /tieline tieline/.test(command),
  )
  const pid = victim === 'postmaster' ? postmaster : named[Math.floor(random() * named.length)]?.pid
  if (pid) process.kill(pid, 'SIGKILL')
}

/** What is the matter with the database of a folder, asked while no server runs. */
async function withDatabase<T>(folder: OwnFolder, work: (url: string, adminUrl: string) => Promise<T>): Promise<T> {
  const database = await startDatabase({ dataDir: folder.path }, makeLog({ logLevel: 'silent' }))
  try {
    return await work(database.url, database.adminUrl!)
  } finally {
    await database.stop()
  }
}

/** What did not get fewer for so long waits for ever. */
const STUCK_MS = 90_000

/** Letters that a killed worker had taken are due again after ten minutes: now, for this time. Returns how many wait for ever. */
async function flushLetters(folder: OwnFolder, env: Record<string, string>): Promise<number> {
  await withDatabase(folder, async (url) => {
    const db = openDb(openPool(url, 1))
    await sql`update deliveries set next_try_at = now() where sent_at is null and given_up_at is null`.execute(db)
    await sql`delete from sweeps`.execute(db)
    await db.destroy()
  })
  const server = await startOwnServer(folder, env)
  try {
    return await withDatabase(folder, async (url) => {
      const db = openDb(openPool(url, 1))
      let waiting = Infinity
      for (let since = Date.now(); waiting > 0 && Date.now() - since < STUCK_MS; await pause(200)) {
        const { rows } = await sql<{ count: number }>`select (select count(*) from journal where announced_at is null)
          + (select count(*) from deliveries where sent_at is null and given_up_at is null) as count`.execute(db)
        if (rows[0]!.count < waiting) since = Date.now()
        waiting = rows[0]!.count
      }
      await db.destroy()
      return waiting
    })
  } finally {
    await server.stop()
  }
}

const slowest = (times: number[]) => (times.length === 0 ? 0 : Math.max(...times) / 1000)

function summary(rounds: number, back: Record<Victim, number[]>, load: Load): Measured[] {
  const done = load.organizations.length + load.imports.length + load.invited.length
  return [
    { what: 'kill -9 under load', value: rounds, unit: 'kills' },
    ...VICTIMS.map((victim) => ({
      what: `  ${victim}: slowest to answer again, without a hand`,
      value: slowest(back[victim]),
      unit: 's',
    })),
    { what: '  writes that were acknowledged', value: done, unit: 'writes' },
    { what: '  answers that nobody should get', value: load.wrong.length, unit: 'answers', goal: '0' },
  ]
}

async function findings(folder: OwnFolder, load: Load, sink: Sink, waiting: number): Promise<Measured[]> {
  return withDatabase(folder, async (url, adminUrl) => {
    const db = openDb(openPool(url, 2))
    try {
      const { missing, twice, half } = await compareWith(db, load)
      const taken = (email: string) => sink.taken.filter(({ to }) => to === email).length
      const without = load.invited.filter((one) => taken(one) === 0)
      const unknown = await unknownLetters(db)
      const broken = await brokenIn(adminUrl)
      return [
        { what: '  acknowledged writes that are not there', value: missing, unit: 'writes', goal: '0' },
        { what: '  writes that are there twice', value: twice, unit: 'writes', goal: '0' },
        { what: '  imports of which a part is there', value: half, unit: 'imports', goal: '0' },
        {
          what: '  letters nobody got, and no record says so',
          value: without.filter((one) => !unknown.includes(one)).length,
          unit: 'letters',
          goal: '0',
        },
        { what: '  letters of which the record says: unknown', value: unknown.length, unit: 'letters' },
        {
          what: '  letters somebody got twice',
          value: load.invited.filter((one) => taken(one) > 1).length,
          unit: 'letters',
          goal: '0',
        },
        { what: '  jobs that wait for ever', value: waiting, unit: 'jobs', goal: '0' },
        broken === undefined
          ? { what: '  amcheck is not there: not looked at', value: 0, unit: '' }
          : { what: '  tables and indexes that amcheck finds broken', value: broken, unit: 'found', goal: '0' },
        {
          what: '  files that differ: export, restored export',
          value: await differingFiles(db, 'riverbend'),
          unit: 'files',
          goal: '0',
        },
      ]
    } finally {
      await db.destroy()
    }
  })
}

/** To whom letters went of which nobody knows whether they arrived, as their record says: a second one would be worse. */
async function unknownLetters(db: Db): Promise<string[]> {
  const { rows } = await sql<{ email: string }>`select p.email from deliveries d
    join persons p on p.region_id = d.region_id and p.id = d.person_id where d.last_error like 'unknown%'`.execute(db)
  return rows.map((row) => row.email)
}
