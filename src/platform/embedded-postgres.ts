import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  openSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { type Config, folderError, keptToken, makeFolder } from '../config.ts'
import type { Log } from './logging.ts'
import {
  type Server,
  alive,
  end,
  initialise,
  launch,
  lives,
  majorOf,
  makeRole,
  ownBinaries,
  stateOf,
  urlOf,
} from './postgres-server.ts'
import { ownerOf } from './server-user.ts'

export { startCluster } from './postgres-server.ts'

const HEARTBEAT = 500
const BUSY = 5

interface Home extends Server {
  /** The data folder of Tieline; the cluster stands in it. */
  folder: string
}

/** The database of this process: a server of one's own, or the embedded one, which several commands share. */
export interface Database {
  url: string
  /** As superuser, for what only that may (amcheck); the embedded server only. */
  adminUrl?: string
  /** Whether this process started it. */
  started: boolean
  /** Ends the embedded server, unless another command still uses it. Close every pool first. */
  stop(): Promise<void>
}

/**
 * Gives the database, started if need be. What stands in the way is an Error whose message says what to do.
 * @example const database = await startDatabase(readConfig(), log); const pool = openPool(database.url)
 */
export async function startDatabase(config: Pick<Config, 'dataDir' | 'databaseUrl'>, log: Log): Promise<Database> {
  if (config.databaseUrl) return { url: config.databaseUrl, started: false, stop: async () => undefined }
  const home = openHome(config.dataDir)
  const { port, started } = await alone(home.folder, async () => {
    const server = await running(home)
    setUsers(home, [...usersOf(home), process.pid])
    return server
  })
  log.info({ port, started }, started ? 'database started' : 'database found running')
  const unwatch = watch(home, port, log)
  return {
    url: urlOf(home, port, 'tieline', 'tieline'),
    adminUrl: urlOf(home, port, 'postgres', 'tieline'),
    started,
    stop: async () => {
      await unwatch()
      await alone(home.folder, () => leave(home))
    },
  }
}

/** For whoever finds its port taken. */
export const portTakenSentence = (port: number) =>
  `Port ${port} is taken, perhaps by another Tieline. Open http://localhost:${port}, stop that program, or choose another port: PORT=${port + 1} npm start`

function openHome(dataDir: string): Home {
  makeFolder(dataDir)
  try {
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    throw folderError(error, dataDir)
  }
  const folder = realpathSync(dataDir)
  const data = join(folder, 'postgres')
  const secret = join(folder, 'postgres-password')
  const binaries = ownBinaries()
  ownerOf(data, binaries)
  if (existsSync(data)) {
    sameMajor(data, binaries)
    if (!existsSync(secret))
      throw new Error(
        `The file ${secret} is missing, without which the database beside it stays closed. Put it back from a copy.`,
      )
  }
  return { folder, data, binaries, password: keptToken(secret), fsync: true }
}

function sameMajor(data: string, binaries: string) {
  const { version } = JSON.parse(readFileSync(resolve(binaries, '../../package.json'), 'utf8')) as { version: string }
  const made = readable(() => majorOf(data), data)
  if (made === Number.parseInt(version, 10)) return
  throw new Error(
    `The database in ${data} was made by PostgreSQL ${made}; this Tieline brings PostgreSQL ${Number.parseInt(version, 10)}. ` +
      `With the Tieline that made it run "npx tieline backup --out FILE", move ${data} away, and give it back here with "npx tieline restore-all FILE".`,
  )
}

function readable<T>(read: () => T, folder: string): T {
  try {
    return read()
  } catch (error) {
    throw folderError(error, folder)
  }
}

/** One process at a time starts or stops. The lock is the kernel's, through SQLite, so that a killed process leaves none behind. */
async function alone<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const file = join(folder, 'postgres.lock')
  const lock = readable(() => {
    closeSync(openSync(file, 'a', 0o600))
    return new DatabaseSync(file, { timeout: 0 })
  }, folder)
  try {
    while (!locked(lock)) await pause(20)
    return await work()
  } finally {
    lock.close()
  }
}

function locked(lock: DatabaseSync): boolean {
  try {
    lock.exec('begin exclusive')
    return true
  } catch (error) {
    if ((error as { errcode?: number }).errcode === BUSY) return false
    throw error
  }
}

/** The server of this folder: the one that runs, whoever started it, else a new one. */
async function running(home: Home, port?: number): Promise<{ port: number; started: boolean }> {
  if (!existsSync(home.data)) await initialise(home)
  const found = await findRunning(home)
  // On the port it had, since other processes may hold its address.
  const server = found ?? (await launch(home, port ?? stateOf(home.data)?.port).catch(() => launch(home, port)))
  await reach(home, server.port)
  return { port: server.port, started: !found }
}

async function findRunning(home: Home): Promise<{ port: number } | undefined> {
  for (;;) {
    const state = stateOf(home.data)
    if (!state) return undefined
    if (!lives(state.pid, home.data)) {
      // PostgreSQL would take the process that has this number now for its own kind.
      if (alive(state.pid)) rmSync(join(home.data, 'postmaster.pid'), { force: true })
      return undefined
    }
    if (state.ready) return state
    await pause(20)
  }
}

async function reach(home: Home, port: number) {
  if (await opens(urlOf(home, port, 'tieline', 'tieline'))) return
  try {
    await makeRole(home, port, 'tieline')
  } catch (error) {
    if ((error as pg.DatabaseError).code !== '28P01') throw folderError(error, home.folder)
    const secret = join(home.folder, 'postgres-password')
    throw new Error(
      `The password in ${secret} does not open the database beside it. Put the right one back from a copy.`,
      { cause: error },
    )
  }
}

async function opens(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  try {
    await client.connect()
    return true
  } catch (error) {
    if (['28P01', '28000', '3D000'].includes((error as pg.DatabaseError).code ?? '')) return false
    throw error
  } finally {
    await client.end()
  }
}

/** Starts the server again when it was killed, on the same port, so that open pools find it. */
function watch(home: Home, port: number, log: Log): () => Promise<void> {
  let reviving: Promise<void> | undefined
  const revive = async () => {
    try {
      const { started } = await alone(home.folder, () => running(home, port))
      if (started) log.warn('the database had ended and was started again')
    } catch (error) {
      log.error({ err: error }, 'the database has ended and does not start')
    } finally {
      reviving = undefined
    }
  }
  const look = () => {
    const state = stateOf(home.data)
    if (!reviving && (!state || !lives(state.pid, home.data))) reviving = revive()
  }
  const timer = setInterval(look, HEARTBEAT).unref()
  return async () => {
    clearInterval(timer)
    await reviving
  }
}

async function leave(home: Home) {
  const others = usersOf(home)
  setUsers(home, others)
  if (others.length === 0) await end(home.data)
}

const usersFile = (home: Home) => join(home.folder, 'postgres.users')

/** The other processes that use the server now; those that were killed no longer count. */
function usersOf(home: Home): number[] {
  if (!existsSync(usersFile(home))) return []
  const pids = readFileSync(usersFile(home), 'utf8').split('\n').filter(Boolean).map(Number)
  return pids.filter((pid) => pid !== process.pid && alive(pid))
}

const setUsers = (home: Home, pids: number[]) => writeFileSync(usersFile(home), pids.join('\n'), { mode: 0o600 })
