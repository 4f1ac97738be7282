import { createHash } from 'node:crypto'
import { getMigrations } from 'better-auth/db/migration'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { onServer, withDatabase } from '../../test/database.ts'
import { systemClock } from '../platform/moment.ts'
import { findOrCreateAccount } from './accounts.ts'
import * as accounts from './auth.ts'
import { setPassword } from './passwords.ts'
import { clearOldSessions, listSessions, revokeAll, revokeSession } from './sessions.ts'
import type { Auth, SignInMail } from './auth.ts'

const url = withDatabase(inject('server'), `${inject('template')}_auth`)
const pools: pg.Pool[] = []
const mails: SignInMail[] = []
let auth: Auth

const open = (origin = 'http://localhost:4000') => {
  const pool = accounts.openAuthPool(url)
  pools.push(pool)
  const log = { warn: () => undefined, error: () => undefined }
  const sendMagicLink = async (mail: SignInMail) => void mails.push(mail)
  return accounts.makeAuth({
    pool,
    origin,
    secret: 'a secret of thirty-two characters!',
    clock: systemClock,
    log,
    sendMagicLink,
  })
}

beforeAll(async () => {
  await onServer(inject('server'), (client) =>
    client.query(`create database ${inject('template')}_auth template ${inject('template')}`),
  )
  auth = open()
})

beforeEach(async () => {
  mails.length = 0
  await pools[0]!.query('truncate "user", session, account, verification cascade')
})

afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.end()))
})

const link = async (email: string) => {
  await accounts.requestSignInLink(auth, { email, callback: '/riverbend', lang: 'en' })
  return mails.at(-1)!.token
}
const bearing = (setCookie: string[]) =>
  new Headers({ cookie: setCookie.map((cookie) => cookie.split(';')[0]).join('; ') })
const signIn = async (email: string) => {
  const done = await accounts.consumeSignInLink(auth, await link(email), new Headers({ 'user-agent': 'Test' }))
  if (!done.ok) throw new Error('not signed in')
  return { ...done, headers: bearing(done.setCookie) }
}
const count = async (table: string) => Number((await pools[0]!.query(`select count(*) from "${table}"`)).rows[0].count)
/** What a browser leaves when a passkey is made: `test/browser/passkeys.browser.test.ts` makes real ones. */
const aPasskey = (userId: string, name: string) =>
  auth.db
    .insertInto('passkeys')
    .values({
      id: name,
      userId,
      name,
      credentialId: name,
      publicKey: Buffer.from('key'),
      counter: 0,
      transports: [],
      createdAt: new Date(),
      lastUsedOn: null,
    })
    .execute()

test('a mailed link signs in, and the session says who it is', async () => {
  const done = await signIn('Maria@Example.org')
  expect(mails).toEqual([
    { email: 'maria@example.org', token: expect.stringMatching(/^[\w-]{43}$/), callback: '/riverbend', lang: 'en' },
  ])
  expect(await accounts.sessionOf(auth, done.headers)).toEqual({
    accountId: done.accountId,
    email: 'maria@example.org',
    sessionId: expect.any(String),
    admin: false,
    expiresAt: expect.any(Date),
  })
  expect(done.setCookie).toHaveLength(1)
  expect(done.setCookie[0]).toMatch(/^tieline_session=[^;]+; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/)
})

test('over https the cookie is secure, under its own name', async () => {
  const secure = open('https://tieline.example.org')
  const done = await accounts.consumeSignInLink(secure, await link('a@example.org'), new Headers())
  expect(done.ok && done.setCookie[0]).toMatch(/^__Host-tieline_session=.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
  expect(done.ok && accounts.SESSION_COOKIES.some((cookie) => done.setCookie[0]!.startsWith(`${cookie}=`))).toBe(true)
  expect(await accounts.sessionOf(secure, bearing(done.ok ? done.setCookie : []))).toMatchObject({
    email: 'a@example.org',
  })
})

test('one link from 20 clients at once, on two servers: one session', async () => {
  const other = open()
  await findOrCreateAccount(auth, 'known@example.org', 'Known')
  for (const email of ['new@example.org', 'known@example.org']) {
    const token = await link(email)
    const before = await count('session')
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, n) => accounts.consumeSignInLink(n % 2 ? auth : other, token, new Headers())),
    )
    expect(all.filter((done) => done.ok)).toHaveLength(1)
    expect(await count('session')).toBe(before + 1)
    expect(await accounts.consumeSignInLink(auth, token, new Headers())).toEqual({ ok: false })
  }
})

test('several links of one new address at once make one account, and no error', async () => {
  const tokens = await Promise.all(Array.from({ length: 6 }, () => link('race@example.org'))).then(() =>
    mails.map((mail) => mail.token),
  )
  const all = await Promise.all(tokens.map((token) => accounts.consumeSignInLink(auth, token, new Headers())))
  expect(all.some((done) => done.ok)).toBe(true)
  expect(await count('user')).toBe(1)
})

test('neither tokens of links nor of sessions can be read from the database', async () => {
  const token = await link('hidden@example.org')
  const dump = async () =>
    JSON.stringify(
      (await pools[0]!.query('select v::text as row from verification v union all select s::text from session s')).rows,
    )
  expect(await dump()).not.toContain(token)
  const done = await accounts.consumeSignInLink(auth, token, new Headers())
  const raw = decodeURIComponent(
    done.ok ? done.setCookie[0]!.slice('tieline_session='.length).split(';')[0]! : '',
  ).split('.')[0]!
  expect(raw).toHaveLength(32)
  expect(await dump()).not.toContain(raw)
  const { rows } = await pools[0]!.query('select token, "ipAddress" from session')
  expect(rows).toEqual([{ token: expect.stringMatching(/^[\w-]{43}$/), ipAddress: '' }])
  // What is stored is no key: neither as the token nor signed anew by a stranger.
  expect(await accounts.sessionOf(auth, new Headers({ cookie: `tieline_session=${rows[0].token}` }))).toBeNull()
})

test('a token of another purpose does not sign in, and is not used up by trying', async () => {
  const { accountId } = await findOrCreateAccount(auth, 'victim@example.org', 'Victim')
  const token = 'another-purpose'
  const stored = createHash('sha256').update(token).digest('base64url')
  const email = 'victim@example.org'
  const others = [
    ['state', token, JSON.stringify({ callbackURL: '/', codeVerifier: 'x', expiresAt: 1, email })],
    ['state-hashed', stored, JSON.stringify({ email })],
    ['reset', `reset-password:${token}`, accountId],
    ['verify', `magic-link:${stored}`, JSON.stringify({ type: 'email-verification', email })],
    ['bare', `magic-link:${stored}`, JSON.stringify({ email })],
    ['text', `magic-link:${stored}`, email],
    ['raw', `magic-link:${token}`, JSON.stringify({ type: 'magic-link', email })],
    ['unprefixed', stored, JSON.stringify({ type: 'magic-link', email })],
  ]
  for (const [id, identifier, value] of others) {
    await pools[0]!.query(`insert into verification values ($1, $2, $3, now() + interval '1 hour')`, [
      id,
      identifier,
      value,
    ])
    for (const tried of [token, stored, identifier!]) {
      expect(await accounts.consumeSignInLink(auth, tried, new Headers()), id).toEqual({ ok: false })
    }
    expect(await count('verification'), id).toBe(1)
    await pools[0]!.query('delete from verification')
  }
  expect(await count('session')).toBe(0)
})

test.each(['', 'x', '%00', '../../', 'a'.repeat(100_000), 'magic-link:x', '\u{1f511}', "' or 1=1 --"])(
  'a wrong token signs nobody in (%#)',
  async (token) => {
    await link('real@example.org')
    expect(await accounts.consumeSignInLink(auth, token, new Headers())).toEqual({ ok: false })
  },
)

test('a link that is 15 minutes old has expired', async () => {
  const token = await link('late@example.org')
  const { rows } = await pools[0]!.query('select extract(epoch from "expiresAt" - "createdAt") as s from verification')
  expect(Math.round(Number(rows[0].s))).toBe(accounts.LINK_MINUTES * 60)
  await pools[0]!.query(`update verification set "expiresAt" = now() - interval '1 second'`)
  expect(await accounts.consumeSignInLink(auth, token, new Headers())).toEqual({ ok: false })
})

test('asking for a link is the same for a known and an unknown address', async () => {
  await findOrCreateAccount(auth, 'known@example.org', 'Known')
  for (const email of ['known@example.org', 'unknown@example.org']) await link(email)
  expect(mails.map((mail) => mail.email)).toEqual(['known@example.org', 'unknown@example.org'])
  expect(await count('verification')).toBe(2)
  expect(await count('user')).toBe(1)
  const request = { email: 'a&b@example.org', callback: '/', lang: 'en' }
  expect(await accounts.requestSignInLink(auth, request)).toBe(false)
  expect(mails).toHaveLength(2)
})

test('who made an account for an address before its owner came is out when the owner proves it', async () => {
  const { accountId } = await findOrCreateAccount(auth, 'owner@example.org', 'Not the owner')
  const intruder = bearing(await accounts.createSessionFor(auth, accountId, new Headers()))
  expect(await accounts.sessionOf(auth, intruder)).toMatchObject({ accountId })
  await setPassword(auth, accountId, 'the sentence of an intruder', '')
  await aPasskey(accountId, 'the key of an intruder')
  const owner = await signIn('owner@example.org')
  expect(owner.accountId).toBe(accountId)
  expect(await accounts.sessionOf(auth, intruder)).toBeNull()
  expect(await accounts.sessionOf(auth, owner.headers)).toMatchObject({ accountId })
  expect([await count('passkeys'), await count('account')]).toEqual([0, 0])
  // Later sign-ins leave the owner's other sessions alone, and what the owner set up.
  await setPassword(
    auth,
    accountId,
    'the sentence of the owner',
    (await accounts.sessionOf(auth, owner.headers))!.sessionId,
  )
  await aPasskey(accountId, 'the key of the owner')
  await signIn('owner@example.org')
  expect([await count('passkeys'), await count('account')]).toEqual([1, 1])
  expect(await listSessions(auth, accountId)).toHaveLength(2)
})

test('two who set the first password at once leave one', async () => {
  const { accountId } = await findOrCreateAccount(auth, 'hasty@example.org', 'Hasty')
  await Promise.all(
    ['one of two sentences', 'two of two sentences'].map((one) => setPassword(auth, accountId, one, '')),
  )
  expect(await count('account')).toBe(1)
})

test('sessions are listed, and end one by one, all at once, or by signing out', async () => {
  const one = await signIn('m@example.org')
  const two = await signIn('m@example.org')
  const three = await signIn('m@example.org')
  const stranger = await signIn('stranger@example.org')
  const { accountId } = one
  const [newest] = await listSessions(auth, accountId)
  expect(newest).toMatchObject({ userAgent: 'Test', id: (await accounts.sessionOf(auth, three.headers))!.sessionId })

  expect(await revokeSession(auth, stranger.accountId, newest!.id)).toBe(false)
  expect(await revokeSession(auth, accountId, newest!.id)).toBe(true)
  expect(await accounts.sessionOf(auth, three.headers)).toBeNull()

  const gone = await accounts.signOut(auth, two.headers)
  expect(gone[0]).toMatch(/^tieline_session=; Max-Age=0/)
  expect(await accounts.sessionOf(auth, two.headers)).toBeNull()

  const four = await signIn('m@example.org')
  const mine = await accounts.sessionOf(auth, four.headers)
  expect(await revokeAll(auth, accountId, mine!.sessionId)).toBe(1)
  expect(await accounts.sessionOf(auth, one.headers)).toBeNull()
  expect(await accounts.sessionOf(auth, four.headers)).toEqual(mine)
  expect(await revokeAll(auth, accountId)).toBe(1)
  expect(await accounts.sessionOf(auth, stranger.headers)).toMatchObject({ email: 'stranger@example.org' })
})

test('signing in again ends the session that the browser had', async () => {
  const first = await signIn('again@example.org')
  const second = await accounts.consumeSignInLink(auth, await link('again@example.org'), first.headers)
  expect(second.ok).toBe(true)
  expect(await accounts.sessionOf(auth, first.headers)).toBeNull()
  expect(await count('session')).toBe(1)
})

test('a session that is over, or a cookie that is forged, is nobody', async () => {
  const { headers, setCookie } = await signIn('over@example.org')
  const value = setCookie[0]!.slice('tieline_session='.length).split(';')[0]!
  const cut = value.slice(0, -8)
  for (const forged of [
    cut,
    `x${value}`,
    `${value.slice(0, 5)}.${value.slice(6)}`,
    value.split('.')[0]!,
    '',
    '%',
    'a.b',
    '.',
  ]) {
    const forgery = new Headers({ cookie: `tieline_session=${forged}` })
    expect(await accounts.sessionOf(auth, forgery)).toBeNull()
    expect(await auth.api.getSession({ headers: forgery })).toBeNull()
  }
  // Ours reads what the library reads.
  for (const cookie of [
    `tieline_session=${value}`,
    `a=1; tieline_session=${value}; b=2`,
    `tieline_session=${decodeURIComponent(value)}`,
  ]) {
    const same = new Headers({ cookie })
    expect((await accounts.sessionOf(auth, same))!.sessionId).toBe(
      (await auth.api.getSession({ headers: same }))!.session.id,
    )
  }
  expect(await accounts.sessionOf(auth, new Headers({ cookie: `__Host-tieline_session=${value}` }))).toBeNull()
  expect(await accounts.sessionOf(auth, new Headers())).toBeNull()
  await pools[0]!.query(`update session set "expiresAt" = now() - interval '1 second'`)
  expect(await accounts.sessionOf(auth, headers)).toBeNull()
  expect(await clearOldSessions(auth)).toBe(1)
})

test('finding or making an account is one account however often and at once, in any spelling', async () => {
  const all = await Promise.all(
    ['x@example.org', 'X@example.org', 'x@EXAMPLE.org', 'x@example.org'].map((email) =>
      findOrCreateAccount(auth, email, 'X'),
    ),
  )
  expect(new Set(all.map((one) => one.accountId)).size).toBe(1)
  await expect(accounts.createSessionFor(auth, 'nobody', new Headers())).rejects.toThrow('no such account')
})

test('reading a session is one query and writes nothing', async () => {
  const { headers } = await signIn('once@example.org')
  const asked: string[] = []
  const original = pg.Client.prototype.query
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    asked.push(String(typeof args[0] === 'string' ? args[0] : (args[0] as { text?: string }).text))
    return Reflect.apply(original, this, args)
  } as typeof original
  try {
    await accounts.sessionOf(auth, headers)
  } finally {
    pg.Client.prototype.query = original
  }
  expect(asked).toEqual([expect.stringMatching(/^select [^]* from "session"/)])
})

test('the installed better-auth wants no other tables than the migration makes', async () => {
  const { options } = await auth.context
  const { toBeCreated, toBeAdded } = await getMigrations(options)
  expect([toBeCreated, toBeAdded]).toEqual([[], []])
})
