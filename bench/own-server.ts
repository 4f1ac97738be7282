import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

export interface OwnServer {
  origin: string
  process: ChildProcess
  /** Milliseconds from the start of the process to the first page. */
  startedIn: number
  /** Everything the process printed. */
  output(): string
  /** Resolves when the process is gone. */
  ended: Promise<void>
  /** Asks it to stop, and waits until it has. */
  stop(): Promise<void>
}

export interface OwnFolder {
  path: string
  remove(): void
}

/** An empty data folder of its own. */
export function ownFolder(): OwnFolder {
  const path = mkdtempSync(join(tmpdir(), 'tieline-bench-'))
  // As root, the database runs as another user.
  chmodSync(path, 0o755)
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** Starts `npm start`'s own command on this data folder, on the port of `env` or a free one, and waits for its first page. */
export async function startOwnServer(folder: OwnFolder, env: Record<string, string> = {}): Promise<OwnServer> {
  const port = env.PORT ?? String(await freePort())
  const origin = `http://127.0.0.1:${port}`
  const began = performance.now()
  const child = spawn(process.execPath, [...process.execArgv, process.argv[1]!, 'start'], {
    cwd: root,
    env: { ...process.env, DATA_DIR: folder.path, PORT: port, LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => void (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => void (output += chunk.toString()))
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const gone = ended.then(() => {
    throw new Error(`The server ended before it answered:\n${output}`)
  })
  await Promise.race([firstPage(`${origin}/riverbend`, () => child.exitCode === null), gone])
  const startedIn = performance.now() - began
  return {
    origin,
    process: child,
    startedIn,
    output: () => output,
    ended,
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}

async function firstPage(address: string, isRunning: () => boolean) {
  while (isRunning()) {
    const answer = await fetch(address).catch(() => undefined)
    if (answer?.status === 200) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** A port that nobody uses now. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/**
 * Proportional memory (PSS) of a server, its database and all their descendants in MB: what they share is counted once.
 * The database outlives its server and so is no child of it. Linux only.
 */
export function memoryOf(server: OwnServer, folder: OwnFolder): number {
  const all = processes()
  const tree = [server.process.pid!, postmasterOf(folder)]
  for (let n = 0; n < tree.length; n += 1)
    tree.push(...all.filter((one) => one.parent === tree[n]).map((one) => one.pid))
  return tree.reduce((sum, one) => sum + pss(one), 0) / 1024
}

/** The process of the database in this folder. */
export const postmasterOf = (folder: OwnFolder) =>
  Number(readFileSync(join(folder.path, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])

/** All processes of the machine with their parents. Linux only. */
export const processes = () =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const parent = Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1])
        return [{ pid: Number(name), parent, command: readFileSync(`/proc/${name}/cmdline`, 'utf8') }]
      } catch {
        return []
      }
    })

/** How many seconds a process has computed so far, in itself and for the system. Linux only. */
export function processorTime(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}

/** The same of one process, in kB. */
export function pss(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0)
  } catch {
    return 0
  }
}

/** The session cookie of a demonstration's member, by looking around as the first who is offered. */
export async function lookAround(origin: string): Promise<string> {
  const page = await (await fetch(`${origin}/sign-in`)).text()
  const form = /<form[^>]*action="[^"]*look-around"[\s\S]*?<\/form>/.exec(page)?.[0] ?? ''
  const fields = new URLSearchParams(
    [...form.matchAll(/<(?:input|button)[^>]*>/g)].flatMap(([tag]) => {
      const name = /\bname="([^"]*)"/.exec(tag)?.[1]
      return name ? [[name, /\bvalue="([^"]*)"/.exec(tag)?.[1] ?? '']] : []
    }),
  )
  const answer = await fetch(`${origin}/sign-in/look-around`, {
    method: 'POST',
    body: fields,
    redirect: 'manual',
    headers: { origin },
  })
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  if (!cookie) throw new Error('Looking around did not sign in.')
  return cookie
}
