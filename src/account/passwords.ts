import { type Auth, type SignedIn, createSessionFor } from './auth.ts'
import { CONTEXT_WORDS, isAmongCommon } from './password-words.ts'
import { revokeAll } from './sessions.ts'

/** How the library calls a password among the ways to sign in. */
const CREDENTIAL = 'credential'

export const PASSWORD_LIMITS = { least: 12, most: 200 } as const

/** Too little to be a password, once what anybody could guess is taken out of it. */
const LEAST_OF_OWN = 6

/** Why nobody should be let in by this password, as a key of the texts; null when it will do. */
export function weakness(password: string, words: readonly string[]): string | null {
  if ([...password].length < PASSWORD_LIMITS.least) return `account.password.short|min=${PASSWORD_LIMITS.least}`
  if (password.length > PASSWORD_LIMITS.most) return `forms.tooLong|max=${PASSWORD_LIMITS.most}`
  const plain = plainly(password)
  if (new Set(plain).size < 5 || isRun(plain) || isCommon(plain)) return 'account.password.common'
  const guessed = [...CONTEXT_WORDS, ...words].map(plainly).filter((word) => word.length > 2)
  const own = guessed
    .toSorted((one, other) => other.length - one.length)
    .reduce((rest, word) => rest.replaceAll(word, ''), plain)
  return own !== plain && own.length < LEAST_OF_OWN ? 'account.password.guessable' : null
}

const plainly = (text: string) => text.toLowerCase().replaceAll(/\s/g, '')

/** Keys or figures one after the other, up or down. */
function isRun(plain: string): boolean {
  const steps = [...plain].slice(1).map((sign, n) => sign.codePointAt(0)! - plain.codePointAt(n)!)
  return steps.filter((step) => step === 1 || step === -1 || step === 0).length > steps.length * 0.8
}

/** One of those that most people choose, also with some figures or signs around it, or twice in a row. */
function isCommon(plain: string): boolean {
  const [core = ''] = /\p{L}(?:.*\p{L})?/u.exec(plain) ?? []
  const half = plain.slice(0, plain.length / 2)
  return (
    isAmongCommon(plain) ||
    (plain.length - core.length < LEAST_OF_OWN && isAmongCommon(core)) ||
    (plain === half + half && isAmongCommon(half))
  )
}

const ofAccount = (auth: Auth, accountId: string) =>
  auth.db.selectFrom('account').where('userId', '=', accountId).where('providerId', '=', CREDENTIAL)

export const hasPassword = async (auth: Auth, accountId: string): Promise<boolean> =>
  (await ofAccount(auth, accountId).select('id').executeTakeFirst()) !== undefined

/** Whether this is the password of the account now. */
export async function isPasswordOf(auth: Auth, accountId: string, password: string): Promise<boolean> {
  const { password: hasher } = await auth.context
  const kept = await ofAccount(auth, accountId).select('password').executeTakeFirst()
  return Boolean(kept?.password) && hasher.verify({ hash: kept!.password!, password })
}

/** Sets or changes the password of an account. Whoever was signed in elsewhere with the old one is signed out. */
export async function setPassword(auth: Auth, accountId: string, password: string, sessionId: string) {
  const { password: hasher } = await auth.context
  const { at, id } = auth.clock()
  const kept = await hasher.hash(password)
  const set = { password: kept, updatedAt: at }
  await auth.db
    .insertInto('account')
    .values({ ...set, id: id(), accountId, providerId: CREDENTIAL, userId: accountId, createdAt: at })
    .onConflict((on) => on.columns(['userId', 'providerId']).doUpdateSet(set))
    .execute()
  await revokeAll(auth, accountId, sessionId)
}

/** From now on only the other ways let in. */
export async function removePassword(auth: Auth, accountId: string, sessionId: string) {
  await auth.db.deleteFrom('account').where('userId', '=', accountId).where('providerId', '=', CREDENTIAL).execute()
  await revokeAll(auth, accountId, sessionId)
}

/** Made once a process: who has no password is compared with this, so that it takes as long. */
let nobodys: Promise<string> | undefined

/** Signs in by address and password. The same work is done whether or not there is such an account or password. */
export async function signInByPassword(
  auth: Auth,
  { email, password }: { email: string; password: string },
  headers: Headers,
): Promise<SignedIn> {
  const { password: hasher } = await auth.context
  nobodys ??= hasher.hash('nobody has this password')
  const row = await auth.db
    .selectFrom('user')
    .leftJoin('account', (on) => on.onRef('account.userId', '=', 'user.id').on('account.providerId', '=', CREDENTIAL))
    .select(['user.id', 'user.email', 'account.password'])
    .where('user.email', '=', email.toLowerCase())
    .executeTakeFirst()
  const right = await hasher.verify({ hash: row?.password ?? (await nobodys), password })
  if (!right || !row?.password) return { ok: false }
  const setCookie = await createSessionFor(auth, row.id, headers)
  return { ok: true, setCookie, accountId: row.id, email: row.email }
}
