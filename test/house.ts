import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { afterAll, inject } from 'vitest'
import { findOrCreateAccount } from '../src/account/accounts.ts'
import { createSessionFor, makeAuth, openAuthPool } from '../src/account/auth.ts'
import { makeAdmin } from '../src/account/admins.ts'
import { type Access, giveAccess, joinRegion } from '../src/account/members.ts'
import { createPerson } from '../src/account/persons.ts'
import { sendSignInLink } from '../src/account/mail.tsx'
import { createApp, rooms } from '../src/app.tsx'
import { readConfig } from '../src/config.ts'
import { organizationForm } from '../src/directory/forms.ts'
import { createOrganization } from '../src/directory/organization-changes.ts'
import { type Actor, publicActor, systemActor } from '../src/platform/actor.ts'
import { actorOf } from '../src/account/actors.ts'
import { openDb, openPool } from '../src/platform/db.ts'
import { makeMail, type Message } from '../src/platform/mail.ts'
import { momentAt } from '../src/platform/moment.ts'
import { makeMeasures } from '../src/platform/operation-routes.ts'
import { makeLive } from '../src/platform/live.ts'
import { makeKeptReads } from '../src/platform/kept-reads.ts'
import { makePageCache } from '../src/platform/page-cache.ts'
import { createRegion } from '../src/region/regions.ts'
import { onServer, withDatabase } from './database.ts'

export interface Answer {
  status: number
  text: string
  location: string | null
  headers: Headers
}

/** Somebody who uses the house in a test: their session cookie, or nothing for the public. */
export interface Someone {
  actor: Actor
  cookie: string | null
  email: string | null
  accountId: string | null
}

/** Where requests of tests come from: a stranger of the internet, not the machine itself. */
const STRANGER = { incoming: { socket: { remoteAddress: '203.0.113.9', remotePort: 4321, remoteFamily: 'IPv4' } } }

/** A house of its own for one test file: a fresh database, the whole application, a clock that stands where the test sets it. */
export async function house(settings: { demo?: boolean } = {}) {
  const database = `${inject('template')}_${randomUUID().slice(0, 8)}`
  await onServer(inject('server'), (client) =>
    client.query(`create database ${database} template ${inject('template')}`),
  )
  const url = withDatabase(inject('server'), database)
  const pool = openPool(url, 8)
  const db = openDb(pool)
  const time = { now: new Date() }
  const clock = () => momentAt(time.now)
  const mailbox: Message[] = []
  const config = {
    ...readConfig({
      SECRET: 'a secret of at least thirty-two characters',
      DATABASE_URL: url,
      PUBLIC_URL: 'http://localhost:4000',
      LOG_LEVEL: 'silent',
    }),
    demo: settings.demo ?? false,
  }
  const complaints: string[] = []
  const log = pino({ level: 'error' }, { write: (line: string) => void complaints.push(line) })
  const authPool = openAuthPool(url)
  const mail = makeMail({
    from: 'Tieline <tieline@riverbend.example>',
    outbox: async (message: Message) => void mailbox.push(message),
  })
  const auth = makeAuth({
    pool: authPool,
    secret: config.secret,
    origin: config.publicUrl,
    clock,
    log,
    sendMagicLink: (link) => sendSignInLink(mail, config.publicUrl, link),
  })
  const cache = makePageCache({ maxBytes: 8_000_000 })
  const parts = {
    db,
    auth,
    mail,
    cache,
    reads: makeKeptReads(cache),
    config,
    clock,
    log,
    rooms,
    measures: makeMeasures(() => cache.figures()),
    live: makeLive(),
    isTaking: () => true,
  }
  const app = createApp(parts)

  /** Another process on the same database: the same application with pages of its own. */
  const another = (handle = db) => {
    const pages = makePageCache({ maxBytes: 8_000_000 })
    const measures = makeMeasures(() => pages.figures())
    const kept = { cache: pages, reads: makeKeptReads(pages), measures, live: makeLive() }
    const its = createApp({ ...parts, ...kept, db: handle })
    return { app: its, cache: pages, as: asking(its) }
  }

  afterAll(async () => {
    await db.destroy()
    await authPool.end()
  })

  const sendTo = async (
    to: typeof app,
    who: Someone | null,
    method: string,
    path: string,
    init: RequestInit = {},
  ): Promise<Answer> => {
    const headers = new Headers(init.headers)
    headers.set('host', 'localhost:4000')
    if (who?.cookie) headers.set('cookie', who.cookie)
    if (method !== 'GET' && !headers.has('origin')) headers.set('origin', 'http://localhost:4000')
    const response = await to.request(`http://localhost:4000${path}`, { ...init, method, headers }, STRANGER)
    return {
      status: response.status,
      text: await response.text(),
      location: response.headers.get('location'),
      headers: response.headers,
    }
  }
  const asking = (to: typeof app) => (who: Someone | null) => ({
    get: (path: string, headers: Record<string, string> = {}) => sendTo(to, who, 'GET', path, { headers }),
    post: (path: string, form: Record<string, string | string[]> = {}) =>
      sendTo(to, who, 'POST', path, {
        body: formBody(form),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      }),
    send: (method: string, path: string, init?: RequestInit) => sendTo(to, who, method, path, init),
  })
  const as = asking(app)

  /** A region with a coordinator's power to fill it. */
  const aRegion = async (slug = 'riverbend') => {
    const id = await createRegion(db, null, { slug, name: slug[0]!.toUpperCase() + slug.slice(1) }, clock())
    return {
      id,
      slug,
      timeZone: 'America/New_York',
      system: systemActor(id),
      public: { actor: publicActor(id), cookie: null, email: null, accountId: null } satisfies Someone,
    }
  }
  type Region = Awaited<ReturnType<typeof aRegion>>

  const anOrganization = (region: Region, given: Record<string, unknown> & { name: string }) =>
    createOrganization(
      db,
      region.system,
      organizationForm.parse({ sector: 'library', visibility: 'public', ...given }),
      clock(),
    )

  /** A signed-in member with an access level, for one organization where the level needs one. */
  const aMember = async (region: Region, access: Access, organizationId?: string): Promise<Someone> => {
    const email = `${access}-${randomUUID().slice(0, 8)}@riverbend.example`
    const person = await createPerson(db, region.system, { name: `A ${access}`, email }, clock())
    await giveAccess(
      db,
      region.system,
      region,
      person.id,
      { access, organizationIds: organizationId ? [organizationId] : [] },
      clock(),
    )
    return signIn(email, region)
  }
  /** Signs an address in; in a region it becomes the member that a person with this address is. */
  const signIn = async (email: string, region?: Region): Promise<Someone> => {
    const { accountId } = await findOrCreateAccount(auth, email, email)
    const lines = await createSessionFor(auth, accountId, new Headers())
    const cookie = lines.map((line) => line.split(';')[0]).join('; ')
    if (!region) return { actor: publicActor(''), cookie, email, accountId }
    await joinRegion(db, region, { accountId, email }, clock())
    return { actor: await actorOf(db, region, { accountId, admin: false }, time.now), cookie, email, accountId }
  }
  const anAdmin = async (): Promise<Someone> => {
    const admin = await signIn(`admin-${randomUUID().slice(0, 8)}@tieline.example`)
    await makeAdmin(db, admin.accountId!, clock())
    return admin
  }
  const journal = (region: Region) =>
    db.selectFrom('journal').selectAll().where('region_id', '=', region.id).orderBy('at').orderBy('id').execute()

  return {
    app,
    another,
    db,
    pool,
    url,
    parts,
    clock,
    time,
    mailbox,
    /** What the application wrote to its log as an error. */
    complaints,
    cache,
    as,
    aRegion,
    anOrganization,
    aMember,
    signIn,
    anAdmin,
    journal,
  }
}

function formBody(form: Record<string, string | string[]>): string {
  const body = new URLSearchParams()
  for (const [name, value] of Object.entries(form)) for (const one of [value].flat()) body.append(name, one)
  return body.toString()
}
