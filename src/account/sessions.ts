import { sql } from 'kysely'
import { type Auth, SESSION_COOKIES, unusedSince } from './auth.ts'

/** Whether a cookie header holds a session of ours, good or not. */
export const carriesSession = (cookie: string): boolean =>
  cookie.split(';').some((one) => SESSION_COOKIES.some((name) => one.trimStart().startsWith(`${name}=`)))

const BROWSERS: [RegExp, string][] = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\b(?:OPR|Opera)\//, 'Opera'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bChrome\/|\bCriOS\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]
const SYSTEMS: [RegExp, string][] = [
  [/\biPhone|\biPad/, 'iOS'],
  [/\bAndroid/, 'Android'],
  [/\bWindows/, 'Windows'],
  [/\bCrOS/, 'ChromeOS'],
  [/\bMac OS X/, 'macOS'],
  [/\bLinux/, 'Linux'],
]

/** What a browser calls itself, as far as we know such names. */
export function deviceOf(userAgent: string | null): { browser: string | undefined; system: string | undefined } {
  const said = (userAgent ?? '').slice(0, 500)
  const name = (known: [RegExp, string][]) => known.find(([mark]) => mark.test(said))?.[1]
  return { browser: name(BROWSERS), system: name(SYSTEMS) }
}

/** Sessions of an account that are still good, the newest first. */
export const listSessions = (auth: Auth, accountId: string) =>
  auth.db
    .selectFrom('session')
    .select(['id', 'createdAt', 'updatedAt as lastUsedAt', 'expiresAt', 'userAgent'])
    .where('userId', '=', accountId)
    .where('expiresAt', '>', auth.clock().at)
    .where('updatedAt', '>', unusedSince(auth.clock().at))
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .execute()

/** Ends one session of this account. False when it has none of that id. */
export async function revokeSession(auth: Auth, accountId: string, sessionId: string): Promise<boolean> {
  const one = auth.db.deleteFrom('session').where('userId', '=', accountId).where('id', '=', sessionId)
  return (await one.executeTakeFirst()).numDeletedRows > 0n
}

/** Ends all sessions of an account, but the one named. Returns how many. */
export async function revokeAll(auth: Auth, accountId: string, except = ''): Promise<number> {
  const all = auth.db.deleteFrom('session').where('userId', '=', accountId).where('id', '<>', except)
  return Number((await all.executeTakeFirst()).numDeletedRows)
}

/** Ends all sessions of everybody: whoever runs the house believes that some are in wrong hands. Returns how many. */
export const revokeEverybody = async (auth: Auth): Promise<number> =>
  Number((await auth.db.deleteFrom('session').executeTakeFirst()).numDeletedRows)

/** Removes sessions that are over. Returns how many. */
export async function clearOldSessions(auth: Auth): Promise<number> {
  const { at } = auth.clock()
  const over = auth.db
    .deleteFrom('session')
    .where(({ or, eb }) => or([eb('expiresAt', '<=', at), eb('updatedAt', '<=', unusedSince(at))]))
  return Number((await over.executeTakeFirst()).numDeletedRows)
}

/** Removes what a link or a step of signing in left behind that can no longer be used. */
export async function clearOldProofs(auth: Auth) {
  await sql`delete from verification where "expiresAt" <= ${auth.clock().at}`.execute(auth.db)
}
