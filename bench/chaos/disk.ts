import { spawnSync } from 'node:child_process'
import { appendFileSync, rmSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Measured } from '../../cli/bench.ts'
import { openDb, openPool } from '../../src/platform/db.ts'
import { startDatabase } from '../../src/platform/embedded-postgres.ts'
import { makeLog } from '../../src/platform/logging.ts'
import { freePort, lookAround, type OwnFolder, ownFolder, startOwnServer } from '../own-server.ts'
import type { Chaos } from './chaos.ts'
import { brokenIn, compareWith } from './facts.ts'
import { startLoad, untilBack } from './load.ts'

const SIZE_MB = 300
const FULL_SECONDS = 6

/** The disk of the data folder gets full while people write, and is emptied again. Where root may mount a small one. */
export async function disk({ note }: Chaos): Promise<Measured[]> {
  const folder = ownFolder()
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE_MB}m,mode=0755`, 'tmpfs', folder.path])
  if (mounted.status !== 0) {
    folder.remove()
    return [{ what: 'the disk full: not tried, only root may mount a small one', value: 0, unit: '' }]
  }
  try {
    return await fillUp(folder, note)
  } finally {
    spawnSync('umount', [folder.path])
    folder.remove()
  }
}

async function fillUp(folder: OwnFolder, note: Chaos['note']): Promise<Measured[]> {
  const server = await startOwnServer(folder, { PORT: String(await freePort()) })
  try {
    const door = { origin: server.origin, cookie: await lookAround(server.origin) }
    const load = startLoad(door, 'disk', 4)
    await pause(1000)
    const ballast = join(folder.path, 'ballast')
    for (const until = Date.now() + FULL_SECONDS * 1000; Date.now() < until; await pause(50)) fill(folder, ballast)
    const refused = load.statuses.get(503) ?? 0
    const done = load.organizations.length + load.invited.length + load.imports.length
    rmSync(ballast)
    const back = await untilBack(door)
    await load.stop()
    for (const wrong of new Set(load.wrong)) note(wrong)
    await server.stop()
    return [
      { what: `the disk of ${SIZE_MB} MB full for ${FULL_SECONDS} s: writes until then`, value: done, unit: 'writes' },
      { what: '  answers that said: not now (503)', value: refused, unit: 'answers' },
      { what: '  other answers that nobody should get', value: load.wrong.length, unit: 'answers', goal: '0' },
      { what: '  answers again after there is room, without a hand', value: back / 1000, unit: 's' },
      ...(await lookAfter(folder, load)),
    ]
  } finally {
    await server.stop()
  }
}

async function lookAfter(folder: OwnFolder, load: ReturnType<typeof startLoad>): Promise<Measured[]> {
  const database = await startDatabase({ dataDir: folder.path }, makeLog({ logLevel: 'silent' }))
  const db = openDb(openPool(database.url, 1))
  try {
    const { missing, twice, half } = await compareWith(db, load)
    const broken = (await brokenIn(database.adminUrl!)) ?? 0
    return [
      { what: '  acknowledged writes that are not there', value: missing, unit: 'writes', goal: '0' },
      { what: '  writes there twice, imports half done', value: twice + half, unit: 'found', goal: '0' },
      { what: '  tables and indexes that amcheck finds broken', value: broken, unit: 'found', goal: '0' },
    ]
  } finally {
    await db.destroy()
    await database.stop()
  }
}

/** Takes all there is, again and again: what the database gives back is gone too. */
function fill(folder: OwnFolder, ballast: string) {
  const { bavail, bsize } = statfsSync(folder.path)
  try {
    appendFileSync(ballast, Buffer.alloc(bavail * bsize))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
  }
}
