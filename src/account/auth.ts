import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { type DBAdapter, type Where, betterAuth } from 'better-auth'
import { createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { magicLink } from 'better-auth/plugins/magic-link'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Logger } from 'pino'
import { z } from 'zod'
import type { Clock } from '../platform/moment.ts'
import { administers } from './admins.ts'
import { hashOfPassword, isItsHash } from './password-hashes.ts'

/** The session's cookie; over https browsers get it under the second name, which no other host can set. */
export const SESSION_COOKIE = 'tieline_session'
export const SESSION_COOKIES = [SESSION_COOKIE, `__Host-${SESSION_COOKIE}`] as const
export const LINK_MINUTES = 15
export const SESSION_DAYS = 30
/** A session that was not used for so long is over before. */
export const IDLE_DAYS = 14

export interface SignInMail {
  email: string
  /** The raw token: it is in this call and in the mail, nowhere else. */
  token: string
  callback: string
  lang: string
}

export interface AuthSettings {
  /** Connections of its own, with `search_path=auth`: see `openAuthPool`. */
  pool: pg.Pool
  secret: string
  origin: string
  clock: Clock
  log: Pick<Logger, 'warn' | 'error'>
  sendMagicLink(mail: SignInMail): Promise<void>
}

interface AuthTables {
  user: { id: string; name: string; email: string; emailVerified: boolean; createdAt: Date; updatedAt: Date }
  session: {
    id: string
    token: string
    userId: string
    expiresAt: Date
    createdAt: Date
    updatedAt: Date
    userAgent: string | null
  }
  account: {
    id: string
    accountId: string
    providerId: string
    userId: string
    password: string | null
    createdAt: Date
    updatedAt: Date
  }
  passkeys: {
    id: string
    userId: string
    credentialId: string
    publicKey: Buffer
    counter: number
    transports: string[]
    name: string
    createdAt: Date
    lastUsedOn: string | null
  }
}

export interface CurrentSession {
  accountId: string
  email: string
  sessionId: string
  expiresAt: Date
  /** Administers this installation. */
  admin: boolean
}

export type SignedIn = { ok: true; setCookie: string[]; accountId: string; email: string } | { ok: false }

/** Connections for `makeAuth`: better-auth wants its tables on the search path. */
export function openAuthPool(url: string, max = 3): pg.Pool {
  const options = '-c search_path=auth'
  const pool = new pg.Pool({ connectionString: url, max, options, connectionTimeoutMillis: 5000, keepAlive: true })
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

/** Who signs in, and how. The library's web handler is not in it: each address we want is a route of ours. */
export function makeAuth(settings: AuthSettings) {
  const { pool, secret, origin, clock } = settings
  const db = new Kysely<AuthTables>({ dialect: new PostgresDialect({ pool }) })
  const { api, $context } = betterAuth(libraryOptions(settings, db))
  return { api, context: $context, db, clock, secret, cookie: cookieOf(origin) }
}
export type Auth = ReturnType<typeof makeAuth>

const isSecure = (origin: string) => origin.startsWith('https://')
const cookieOf = (origin: string) => SESSION_COOKIES[isSecure(origin) ? 1 : 0]

const libraryOptions = ({ secret, origin, clock, log, sendMagicLink }: AuthSettings, db: Kysely<AuthTables>) => ({
  database: { db, type: 'postgres' as const, transaction: true },
  secret,
  baseURL: origin,
  // Read on each request from its one indexed row, so that a revoked session ends at once; it is never prolonged.
  session: { expiresIn: SESSION_DAYS * 86400, disableSessionRefresh: true, cookieCache: { enabled: false } },
  advanced: {
    // The library would choose a weaker prefix.
    useSecureCookies: false,
    cookies: { session_token: { name: cookieOf(origin), attributes: { secure: isSecure(origin) } } },
    ipAddress: { disableIpTracking: true },
    database: { generateId: () => clock().id() },
  },
  emailAndPassword: { enabled: false, password: { hash: hashOfPassword, verify: isItsHash } },
  disabledPaths: ['/magic-link/verify', '/sign-in/magic-link'],
  rateLimit: { enabled: false },
  telemetry: { enabled: false },
  // Only the sentence: what else the library would print holds addresses.
  logger: {
    level: 'warn' as const,
    log: (level: string, message: string) => log[level === 'error' ? 'error' : 'warn']({ from: 'auth' }, message),
  },
  plugins: [
    magicLink({
      expiresIn: LINK_MINUTES * 60,
      storeToken: 'hashed',
      generateToken: () => clock().random(32).toString('base64url'),
      sendMagicLink: ({ email, token, metadata }) => sendMagicLink({ email, token, ...linkMetadata.parse(metadata) }),
    }),
    sessions,
  ],
})

const linkMetadata = z.object({ callback: z.string(), lang: z.string() })

/** What we need of the library's sessions beside what it offers: tokens hashed at rest, and a session without a link. */
const sessions = {
  id: 'tieline-sessions',
  init: (context: { adapter: DBAdapter }) => ({ context: { adapter: hashingTokens(context.adapter) } }),
  endpoints: {
    openSession: createAuthEndpoint.serverOnly(
      { method: 'POST', requireHeaders: true, body: z.object({ accountId: z.string() }) },
      async (ctx) => {
        const user = await ctx.context.internalAdapter.findUserById(ctx.body.accountId)
        if (!user) throw new Error('There is no such account.')
        const session = await ctx.context.internalAdapter.createSession(user.id)
        await setSessionCookie(ctx, { session, user })
      },
    ),
  },
}

const hash = (token: string) => createHash('sha256').update(token).digest('base64url')

/** The library's adapter, but a session's token is stored and looked for as its hash. Who creates one gets it raw, once. */
function hashingTokens(inner: DBAdapter): DBAdapter {
  const where = <T extends { model: string; where?: Where[] }>(query: T): T =>
    query.model === 'session' ? { ...query, where: query.where?.map(hashed) } : query
  return {
    ...inner,
    async create<T extends Record<string, unknown>, R = T>(query: Parameters<typeof inner.create<T, R>>[0]) {
      if (query.model !== 'session') return inner.create<T, R>(query)
      const { token } = z.object({ token: z.string() }).parse(query.data)
      const row = await inner.create<T, R>({ ...query, data: { ...query.data, token: hash(token) } })
      return { ...row, token }
    },
    findOne: (query) => inner.findOne(where(query)),
    findMany: (query) => inner.findMany(where(query)),
    count: (query) => inner.count(where(query)),
    update: (query) => inner.update(where(query)),
    updateMany: (query) => inner.updateMany(where(query)),
    delete: (query) => inner.delete(where(query)),
    deleteMany: (query) => inner.deleteMany(where(query)),
    consumeOne: (query) => inner.consumeOne(where(query)),
    transaction: (work) => inner.transaction((trx) => work(hashingTokens({ ...inner, ...trx }))),
  }
}

function hashed(condition: Where): Where {
  if (condition.field !== 'token') return condition
  const { value } = condition
  if (typeof value === 'string') return { ...condition, value: hash(value) }
  return { ...condition, value: z.array(z.string()).parse(value).map(hash) }
}

/** Whether the library takes the address: it is stricter than the standard (no `&` or `/`, for instance). */
export const canSignIn = (email: string): boolean => z.email().safeParse(email).success

/**
 * Makes a link that signs in once within 15 minutes, and hands it to `sendMagicLink`. The same happens whether the
 * address has an account or not. False when nobody can sign in with such an address, see `canSignIn`.
 */
export async function requestSignInLink(
  auth: Auth,
  { email, callback, lang, name }: { email: string; callback: string; lang: string; name?: string },
): Promise<boolean> {
  if (!canSignIn(email)) return false
  const body = { email: email.toLowerCase(), name, metadata: { callback, lang } }
  await auth.api.signInMagicLink({ body, headers: new Headers() })
  return true
}

/**
 * Signs in whoever holds the token of a mailed link, once. The address is thereby proven: an account that somebody else
 * made for it loses its sessions, passwords and passkeys (a trigger sees to it); without one it gets one, which by itself sees nothing.
 */
export async function consumeSignInLink(auth: Auth, token: string, headers: Headers): Promise<SignedIn> {
  const response = await auth.api.magicLinkVerify({ query: { token }, headers, asResponse: true }).catch(sameAddress)
  if (response?.status !== 200) return { ok: false }
  const { user } = verified.parse(await response.json())
  await closeSession(auth, headers)
  return { ok: true, setCookie: response.headers.getSetCookie(), accountId: user.id, email: user.email }
}

const verified = z.object({ user: z.object({ id: z.string(), email: z.string() }) })

// Two links of one new address at the same instant: the slower one finds the account made and asks for a new link.
function sameAddress(error: unknown): undefined {
  if (!(error instanceof pg.DatabaseError && error.code === '23505')) throw error
}

/**
 * A session without a link: whoever calls this has proof of another kind, or looks around in a demonstration.
 * Returns the cookies to set; the session that these headers carried ends.
 */
export async function createSessionFor(auth: Auth, accountId: string, headers: Headers): Promise<string[]> {
  const opened = await auth.api.openSession({ body: { accountId }, headers, returnHeaders: true })
  await closeSession(auth, headers)
  return opened.headers.getSetCookie()
}

/**
 * Whose session these headers carry: one query, none without a good cookie. The first use of a day is noted, so that its
 * owner can tell which sessions are still in use; nothing else is written.
 */
export async function sessionOf(auth: Auth, headers: Headers): Promise<CurrentSession | null> {
  const token = tokenOf(auth, headers)
  if (!token) return null
  const row = await auth.db
    .selectFrom('session')
    .innerJoin('user', 'user.id', 'session.userId')
    .select(['user.id as accountId', 'user.email', 'session.id as sessionId', 'session.expiresAt', 'session.updatedAt'])
    .select(administers('user.id').as('admin'))
    .where('session.token', '=', hash(token))
    .where('session.expiresAt', '>', auth.clock().at)
    .where('session.updatedAt', '>', unusedSince(auth.clock().at))
    .executeTakeFirst()
  if (!row) return null
  const { updatedAt, ...session } = row
  await noteUse(auth, session.sessionId, updatedAt)
  return session
}

/** Whoever was not here since then signs in again. */
export const unusedSince = (now: Date): Date => new Date(now.getTime() - IDLE_DAYS * 86_400_000)

async function noteUse({ db, clock }: Auth, id: string, lastUsed: Date) {
  const { at } = clock()
  const today = new Date(at.toISOString().slice(0, 10))
  if (lastUsed >= today) return
  // Whoever comes at the same time writes no second time.
  const unnoted = db.updateTable('session').set({ updatedAt: at }).where('id', '=', id).where('updatedAt', '<', today)
  await unnoted.execute()
}

// The library's own reading of its signed cookie costs twenty times as much; a test holds that both agree.
function tokenOf({ cookie: name, secret }: Auth, headers: Headers): string | null {
  const cookie = headers
    .get('cookie')
    ?.split(/; */)
    .find((one) => one.startsWith(`${name}=`))
  const value = cookie?.slice(name.length + 1) ?? ''
  const [, token, given] = /^([\w-]{1,100})(?:\.|%2E)([\w+/=%-]{1,200})$/i.exec(value) ?? []
  if (!token || !given) return null
  const signature = createHmac('sha256', secret).update(token).digest()
  const plain = given.replace(/%2B/gi, '+').replace(/%2F/gi, '/').replace(/%3D/gi, '=')
  const claimed = Buffer.from(plain, 'base64')
  return claimed.length === signature.length && timingSafeEqual(claimed, signature) ? token : null
}

/** Ends the session of these headers, if there is one; the cookie goes either way. Returns the cookies to set. */
export async function signOut(auth: Auth, headers: Headers): Promise<string[]> {
  const response = await auth.api.signOut({ headers, asResponse: true })
  return response.headers.getSetCookie()
}

async function closeSession(auth: Auth, headers: Headers) {
  const token = tokenOf(auth, headers)
  if (token) await auth.db.deleteFrom('session').where('token', '=', hash(token)).execute()
}
