import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { folderError } from '../config.ts'
import { portTakenSentence, startDatabase } from './embedded-postgres.ts'
import { makeLog } from './logging.ts'
import { stateOf } from './postgres-server.ts'

const folders: string[] = []
const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'tieline-process-'))
  chmodSync(folder, 0o711)
  folders.push(folder)
  return folder
}
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })))

const quiet = makeLog({ logLevel: 'silent' })

async function ask(url: string, text: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(text)).rows
  } finally {
    await client.end()
  }
}

const commands: ChildProcess[] = []
afterEach(() => {
  for (const command of commands.splice(0)) command.kill('SIGKILL')
})

/** Another Tieline command on the same folder; it stops the database when its input ends. */
async function otherCommand(dataDir: string) {
  const program = `
    const { startDatabase } = await import(${JSON.stringify(new URL('./embedded-postgres.ts', import.meta.url).href)})
    const { makeLog } = await import(${JSON.stringify(new URL('./logging.ts', import.meta.url).href)})
    const database = await startDatabase({ dataDir: ${JSON.stringify(dataDir)} }, makeLog({ logLevel: 'silent' }))
    console.log(JSON.stringify({ url: database.url, started: database.started }))
    process.stdin.on('end', () => database.stop().then(() => process.exit(0))).resume()`
  const args = ['--import', 'tsx', '--input-type=module', '-e', program]
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  commands.push(child)
  const ended = new Promise<void>((done) => child.on('exit', () => done()))
  const said = await new Promise<string>((done, fail) => {
    createInterface(child.stdout!).once('line', done)
    child.on('exit', () => fail(new Error('the other command ended')))
  })
  const { url, started } = JSON.parse(said) as { url: string; started: boolean }
  return { url, started, finish: () => (child.stdin!.end(), ended), kill: () => (child.kill('SIGKILL'), ended) }
}

describe('the embedded database', { timeout: 60_000 }, () => {
  test('is made, keeps what was committed, and ends', async () => {
    const dataDir = newFolder()
    const first = await startDatabase({ dataDir }, quiet)
    expect(first.started).toBe(true)
    await ask(
      first.url,
      'create table kept (a text); create extension pg_trgm; create extension unaccent; create extension btree_gist',
    )
    const [facts] = await ask(
      first.url,
      `select datcollate, datctype, pg_encoding_to_char(encoding) as encoding, upper('ñ') as upper, current_setting('fsync') as fsync,
        (select rolsuper from pg_roles where rolname = current_user) as super from pg_database where datname = current_database()`,
    )
    expect(facts).toEqual({
      datcollate: 'C',
      datctype: 'C.UTF-8',
      encoding: 'UTF8',
      upper: 'Ñ',
      fsync: 'on',
      super: false,
    })
    expect(await ask(first.adminUrl!, 'create extension amcheck')).toEqual([])
    await first.stop()
    expect(existsSync(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false)
    for (const secret of ['postgres-password', 'postgres.log', 'postgres.users'])
      expect(statSync(join(dataDir, secret)).mode & 0o077).toBe(0)

    const again = await startDatabase({ dataDir }, quiet)
    expect(await ask(again.url, 'select * from kept')).toEqual([])
    await again.stop()
  })

  test('is shared by commands, and ends with the last of them', async () => {
    const dataDir = newFolder()
    const [one, two] = await Promise.all([otherCommand(dataDir), otherCommand(dataDir)])
    expect([one.started, two.started].toSorted()).toEqual([false, true])
    expect(two.url).toBe(one.url)
    const starter = one.started ? one : two
    const guest = one.started ? two : one
    await starter.finish()
    expect(await ask(guest.url, 'select 1 as one')).toEqual([{ one: 1 }])
    await guest.finish()
    await expect(ask(guest.url, 'select 1')).rejects.toThrow('ECONNREFUSED')
  })

  test('left by a killed command is taken over, and ended by whoever took it', async () => {
    const dataDir = newFolder()
    const killed = await otherCommand(dataDir)
    await killed.kill()
    const heir = await startDatabase({ dataDir }, quiet)
    expect(heir).toMatchObject({ started: false, url: killed.url })
    await heir.stop()
    await expect(ask(heir.url, 'select 1')).rejects.toThrow('ECONNREFUSED')
  })

  test('killed while in use is started again on its port', async () => {
    const dataDir = newFolder()
    const revived = Promise.withResolvers<void>()
    const log = makeLog({ logLevel: 'warn' }, { write: () => revived.resolve() })
    const database = await startDatabase({ dataDir }, log)
    await ask(database.url, 'create table kept (a text)')
    process.kill(stateOf(join(dataDir, 'postgres'))!.pid, 'SIGKILL')
    await revived.promise
    expect(await ask(database.url, 'select * from kept')).toEqual([])
    await database.stop()
  })

  test('does not take a process that was given the number of a dead server for it', async () => {
    const dataDir = newFolder()
    await (await startDatabase({ dataDir }, quiet)).stop()
    writeFileSync(join(dataDir, 'postgres', 'postmaster.pid'), `${process.pid}\n\n\n1\n\n\n\nready\n`)
    const database = await startDatabase({ dataDir }, quiet)
    expect(database.started).toBe(true)
    await database.stop()
  })
})

describe('what stands in the way is said', () => {
  const failure = (dataDir: string) =>
    startDatabase({ dataDir }, quiet).then(
      () => 'it started',
      (error: Error) => error.message,
    )

  test('a file where the data folder should be', async () => {
    const file = join(newFolder(), 'data')
    writeFileSync(file, '')
    expect(await failure(file)).toBe(
      `The data folder ${file} cannot be made: a file stands in its place. Set DATA_DIR to another folder.`,
    )
  })

  test('a folder nobody may write to', async () => {
    expect(await failure('/dev/null/data')).toContain('The data folder /dev/null/data cannot be made')
    const readOnly = folderError(Object.assign(new Error('x'), { code: 'EROFS' }), '/data').message
    const nodeSays = Object.assign(new Error('x'), { code: 'ENOENT', syscall: 'mkdir' })
    expect(folderError(nodeSays, '/data').message).toBe(readOnly)
    expect(readOnly).toBe(
      'The data folder /data cannot be used by this user. Give it to the user who runs Tieline, or set DATA_DIR to another folder.',
    )
  })

  test.skipIf(process.getuid?.() === 0)('a folder without permission to write', async () => {
    const dataDir = newFolder()
    chmodSync(dataDir, 0o500)
    expect(await failure(dataDir)).toContain(`The data folder ${dataDir} cannot be used by this user.`)
  })

  test('a full disk, said by the system or by PostgreSQL', () => {
    const full = 'The disk that holds /data is full. Free some space there (at least 100 MB) and start again.'
    expect(folderError(Object.assign(new Error('x'), { code: 'ENOSPC' }), '/data').message).toBe(full)
    expect(folderError(new Error('FATAL: could not write: No space left on device'), '/data').message).toBe(full)
  })

  test('data of another PostgreSQL, and data without its password', async () => {
    const dataDir = newFolder()
    const data = join(dataDir, 'postgres')
    mkdirSync(data)
    if (process.getuid?.() === 0) await givenAway(data)
    writeFileSync(join(data, 'PG_VERSION'), '17\n')
    expect(await failure(dataDir)).toContain('was made by PostgreSQL 17; this Tieline brings PostgreSQL 18.')
    writeFileSync(join(data, 'PG_VERSION'), '18\n')
    expect(await failure(dataDir)).toContain('postgres-password is missing')
  })

  test.runIf(process.getuid?.() === 0)(
    'a way closed to the user of the database, and data that belongs to root',
    async () => {
      const closed = newFolder()
      chmodSync(closed, 0o700)
      expect(await failure(join(closed, 'data'))).toContain(
        `who may not enter ${closed}. Allow it (chmod o+x ${closed})`,
      )
      const dataDir = newFolder()
      mkdirSync(join(dataDir, 'postgres'))
      expect(await failure(dataDir)).toContain('belongs to root, who may not run it')
    },
  )

  test('a taken port', () => expect(portTakenSentence(4000)).toContain('Port 4000 is taken'))
})

async function givenAway(path: string) {
  const { chownSync } = await import('node:fs')
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((user) => user.startsWith('postgres:'))
  const [, , uid, gid] = line?.split(':') ?? []
  chownSync(path, Number(uid ?? 65534), Number(gid ?? 65534))
}
