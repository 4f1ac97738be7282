import { createSessionFor, makeAuth, openAuthPool } from '../../src/account/auth.ts'
import { findOrCreateAccount } from '../../src/account/accounts.ts'
import { giveAccess, joinRegion } from '../../src/account/members.ts'
import { createPerson } from '../../src/account/persons.ts'
import { systemActor } from '../../src/platform/actor.ts'
import type { Db } from '../../src/platform/db.ts'
import { makeLog } from '../../src/platform/logging.ts'
import { momentAt, systemClock } from '../../src/platform/moment.ts'
import { createRegion } from '../../src/region/regions.ts'
import { type OwnDatabase, withOwnDatabase } from '../own-database.ts'
import { ownFolder, type OwnServer, startOwnServer } from '../own-server.ts'
import type { Door } from './load.ts'

const SECRET = 'what breaks is mended, what is lost is lost'
/** Who coordinates the region. */
export const COORDINATOR = 'coordinator@chaos.example'

/** A region on a database server of its own, as an installation with `DATABASE_URL` has it. */
export interface Site extends OwnDatabase {
  db: Db
  region: { id: string; timeZone: string }
  /** Starts a server on it, or on another way to it, and ends it after the work. */
  serving<T>(env: Record<string, string>, work: (door: Door, server: OwnServer) => Promise<T>): Promise<T>
}

/** A site for one loop, gone afterwards. */
export const withSite = <T>(work: (site: Site) => Promise<T>): Promise<T> =>
  withOwnDatabase(async (db, own) => {
    const moment = momentAt(new Date())
    const id = await createRegion(db, null, { slug: 'riverbend', name: 'Riverbend' }, moment)
    const region = { id, timeZone: 'America/New_York' }
    const system = systemActor(id)
    const person = await createPerson(db, system, { name: 'Coordinator', email: COORDINATOR }, moment)
    const given = { access: 'coordinator' as const, organizationIds: [], from: '2000-01-01' }
    await giveAccess(db, system, region, person.id, given, moment)
    const cookie = await signedIn(db, own.url, region, { name: 'Coordinator', email: COORDINATOR })
    return work({ ...own, db, region, serving: (env, job) => serving(own.url, cookie, env, job) })
  }, true)

/** The session cookie of a person of the region, who gets an account. */
export async function signedIn(
  db: Db,
  url: string,
  region: Site['region'],
  { name, email }: { name: string; email: string },
): Promise<string> {
  const pool = openAuthPool(url, 1)
  const clock = systemClock
  const log = makeLog({ logLevel: 'silent' })
  const auth = makeAuth({ pool, secret: SECRET, origin: 'http://127.0.0.1', clock, log, sendMagicLink: async () => {} })
  try {
    const { accountId } = await findOrCreateAccount(auth, email, name)
    await joinRegion(db, region, { accountId, email }, clock())
    const lines = await createSessionFor(auth, accountId, new Headers())
    return lines.map((line) => line.split(';')[0]).join('; ')
  } finally {
    await pool.end()
  }
}

async function serving<T>(
  url: string,
  cookie: string,
  env: Record<string, string>,
  work: (door: Door, server: OwnServer) => Promise<T>,
): Promise<T> {
  const folder = ownFolder()
  const server = await startOwnServer(folder, { DATABASE_URL: url, SECRET, ...env })
  try {
    return await work({ origin: server.origin, cookie }, server)
  } finally {
    await server.stop()
    folder.remove()
  }
}
