import { type Context, Hono } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Parts } from '../enter.ts'
import { paths } from '../paths.ts'
import { problem } from '../platform/errors.ts'
import type { Account, House, HouseContext } from '../platform/house.ts'
import { type FormState, emptyForm, parseForm } from '../platform/parse-form.ts'
import { limit } from '../platform/rate-limit.ts'
import { hashOf } from '../platform/request-keys.ts'
import { document } from '../ui/layout.tsx'
import { href } from '../ui/page.ts'
import { countSignIn, networkOf } from './attempts.ts'
import { findAccount, findOrCreateAccount, proveAddress } from './accounts.ts'
import { type SignedIn, createSessionFor } from './auth.ts'
import { CHALLENGE_MINUTES, type Purpose, seal, unseal } from './challenges.ts'
import { ownPath, passkeyForm, passkeySignInForm, passwordForm, passwordSignInForm } from './forms.ts'
import { identityProvider, started } from './identity-providers.ts'
import { sendWayChanged } from './mail.tsx'
import { joinRegion } from './members.ts'
import { listPromises } from './memberships.ts'
import {
  creationOptions,
  keepPasskey,
  listPasskeys,
  removePasskey,
  signInByPasskey,
  signInOptions,
} from './passkeys.ts'
import { hasPassword, removePassword, setPassword, signInByPassword, weakness } from './passwords.ts'
import { setCookies, signInPage, whereTo } from './sign-in-routes.tsx'
import { WaysPage } from './ways-page.tsx'

const COOKIES: Record<Purpose, string> = {
  'passkey-create': 'tieline_passkey_create',
  'passkey-sign-in': 'tieline_passkey',
  'single-sign-on': 'tieline_single_sign_on',
}

/** Ways to sign in beside the mailed link: a password, a passkey, the login of one's organization. */
export function waysRoutes(parts: Parts) {
  const { auth, config } = parts
  const party = { origin: config.publicUrl }
  const provider = config.oidc && identityProvider(config.oidc, `${config.publicUrl}${paths.singleSignOnBack()}`)
  return new Hono<House>()
    .post('/sign-in/password', async (c) => {
      const { db, page, moment } = c.var
      const form = await parseForm(c, passwordSignInForm, page.t)
      if (!form.ok) return c.html(await signInPage(parts, c, withoutPassword(form)), 422)
      await countSignIn(db, networkOf(c, config.trustProxy), form.value.email, moment.at)
      const done = await signInByPassword(auth, form.value, c.req.raw.headers)
      if (done.ok) return enter(c, done, form.value.next)
      const wrong = { values: form.typed, errors: { password: [page.t('account.password.wrong')] } }
      return c.html(await signInPage(parts, c, withoutPassword(wrong)), 422)
    })
    .post('/sign-in/passkey/options', async (c) => {
      const options = await signInOptions(party)
      keepSealed(parts, c, 'passkey-sign-in', options.challenge)
      return c.json(options)
    })
    .post('/sign-in/passkey', async (c) => {
      const { db, page, moment } = c.var
      const form = await parseForm(c, passkeySignInForm, page.t)
      const challenge = takeSealed(parts, c, 'passkey-sign-in')
      await countSignIn(db, networkOf(c, config.trustProxy), `passkey ${challenge ?? ''}`, moment.at)
      const isFresh = challenge !== undefined && (await onlyOnce(c, challenge))
      const done =
        form.ok && isFresh
          ? await signInByPasskey(auth, party, { response: form.value.response, challenge }, c.req.raw.headers)
          : ({ ok: false } as const)
      if (done.ok) return enter(c, done, form.ok ? form.value.next : '')
      const wrong = { values: {}, errors: { response: [page.t('account.passkey.wrong')] } }
      return c.html(await signInPage(parts, c, wrong), 422)
    })
    .get('/sign-in/organization', async (c) => {
      if (!provider) throw problem(404)
      const { url, started: kept } = await provider.begin(ownPath(c.req.query('next') ?? '')).catch(unreachable)
      keepSealed(parts, c, 'single-sign-on', JSON.stringify(kept))
      return c.redirect(url, 303)
    })
    .get('/sign-in/organization/back', async (c) => {
      if (!provider) throw problem(404)
      const sealed = takeSealed(parts, c, 'single-sign-on')
      if (sealed === undefined) throw problem(410, 'account.singleSignOn.gone')
      const kept = started.parse(JSON.parse(sealed))
      const email = await provider.finish(new URL(c.req.url).search, kept).catch(unreachable)
      if (email === undefined) throw problem(403, 'account.singleSignOn.wrong')
      // It vouches for many; only who is known here comes in.
      const known = (await findAccount(auth, email)) ?? (await promised(parts, c, email))
      if (!known) throw problem(403, 'account.singleSignOn.unknown')
      await proveAddress(auth, known.accountId)
      const setCookie = await createSessionFor(auth, known.accountId, c.req.raw.headers)
      return enter(c, { ok: true, setCookie, accountId: known.accountId, email }, kept.next)
    })
    .get('/me/sign-in', async (c) => {
      const { account, page } = c.var
      if (!account) return c.redirect(href(page, `${paths.signIn()}?next=${paths.myWays()}`), 303)
      return c.html(await waysPage(parts, c, account, {}))
    })
    .post('/me/sign-in/password', async (c) => {
      const { page } = c.var
      const account = signedIn(c)
      const form = await parseForm(c, passwordForm, page.t)
      const password = form.ok ? form.value.password : ''
      const weak = form.ok ? weakness(password, wordsOf(account)) : null
      if (!form.ok || weak !== null) {
        const errors = form.ok ? { password: [sayWeakness(c, weak!)] } : form.errors
        return c.html(await waysPage(parts, c, account, { password: { values: {}, errors } }), 422)
      }
      await setPassword(auth, account.accountId, password, account.sessionId)
      await tell(parts, c, account, 'password')
      return done(c, 'password')
    })
    .post('/me/sign-in/password/removal', async (c) => {
      const account = signedIn(c)
      await removePassword(auth, account.accountId, account.sessionId)
      await tell(parts, c, account, 'noPassword')
      return done(c, 'noPassword')
    })
    .post('/me/sign-in/passkeys/options', async (c) => {
      const options = await creationOptions(auth, party, signedIn(c))
      keepSealed(parts, c, 'passkey-create', options.challenge)
      return c.json(options)
    })
    .post('/me/sign-in/passkeys', async (c) => {
      const account = signedIn(c)
      const form = await parseForm(c, passkeyForm, c.var.page.t)
      if (!form.ok) return c.html(await waysPage(parts, c, account, { passkey: form }), 422)
      const challenge = takeSealed(parts, c, 'passkey-create')
      const kept =
        challenge !== undefined &&
        (await onlyOnce(c, challenge)) &&
        (await keepPasskey(auth, party, account.accountId, { ...form.value, challenge }))
      if (!kept) {
        const errors = { name: [c.var.page.t('account.passkey.notKept')] }
        return c.html(await waysPage(parts, c, account, { passkey: { values: form.typed, errors } }), 422)
      }
      await tell(parts, c, account, 'passkey')
      return done(c, 'passkey')
    })
    .post('/me/sign-in/passkeys/:id/removal', async (c) => {
      const account = signedIn(c)
      if (!(await removePasskey(auth, account.accountId, c.req.param('id')))) throw problem(404)
      await tell(parts, c, account, 'noPasskey')
      return done(c, 'noPasskey')
    })
}

/** Whoever is proven: promises of regions are kept, and on it goes. */
async function enter(c: HouseContext, by: SignedIn & { ok: true }, next: string) {
  const { db, moment } = c.var
  setCookies(c, by.setCookie)
  for (const region of await listPromises(db, by.email)) await joinRegion(db, region, by, moment)
  return c.redirect(await whereTo(c, by.accountId, next), 303)
}

/** An account for an address that some region was promised to. */
async function promised({ auth }: Parts, c: HouseContext, email: string) {
  const promises = await listPromises(c.var.db, email)
  return promises.length > 0 ? findOrCreateAccount(auth, email, email) : undefined
}

async function waysPage(
  { auth }: Parts,
  c: HouseContext,
  account: Account,
  forms: { password?: FormState; passkey?: FormState },
) {
  const [password, passkeys] = await Promise.all([
    hasPassword(auth, account.accountId),
    listPasskeys(auth, account.accountId),
  ])
  const shown = { page: c.var.page, account, hasPassword: password, passkeys, done: c.req.query('done') }
  const given = { passwordForm: forms.password ?? emptyForm, passkeyForm: forms.passkey ?? emptyForm }
  return document(<WaysPage {...shown} {...given} />)
}

/** The owner hears of it, in case it was somebody else. */
const tell = (
  { mail, config }: Parts,
  c: HouseContext,
  { email }: Account,
  what: 'password' | 'noPassword' | 'passkey' | 'noPasskey',
) => sendWayChanged(mail, config.publicUrl, { email, lang: c.var.page.lang, what })

function signedIn(c: HouseContext): Account {
  if (!c.var.account) throw problem(403, 'errors.signIn')
  return c.var.account
}

const done = (c: HouseContext, what: string) => c.redirect(href(c.var.page, `${paths.myWays()}?done=${what}`), 303)

/** A password is typed anew each time. */
const withoutPassword = ({ values, errors }: FormState): FormState => ({
  values: { ...values, password: '', way: 'password' },
  errors,
})

const sayWeakness = (c: HouseContext, reason: string) => {
  const [key = '', ...pairs] = reason.split('|')
  return c.var.page.t(key, Object.fromEntries(pairs.map((pair) => pair.split('=') as [string, string])))
}

const wordsOf = ({ email }: Account) => email.split(/[@.]/)

function keepSealed({ auth, config }: Parts, c: Context<House>, purpose: Purpose, value: string) {
  setCookie(c, COOKIES[purpose], seal(auth.secret, purpose, value, c.var.moment.at), {
    httpOnly: true,
    sameSite: 'Lax',
    secure: config.publicUrl.startsWith('https:'),
    path: '/',
    maxAge: CHALLENGE_MINUTES * 60,
  })
}

/** What the browser kept; it keeps it no longer. */
function takeSealed({ auth }: Parts, c: Context<House>, purpose: Purpose): string | undefined {
  const sealed = getCookie(c, COOKIES[purpose]) ?? ''
  deleteCookie(c, COOKIES[purpose], { path: '/' })
  return unseal(auth.secret, purpose, sealed, c.var.moment.at)
}

/** Whether nobody has used this challenge yet. */
const onlyOnce = async (c: HouseContext, challenge: string) =>
  (
    await limit(
      c.var.db,
      hashOf(`challenge ${challenge}`).toString('base64url'),
      { max: 1, perSeconds: 3600 },
      c.var.moment.at,
    )
  ).ok

function unreachable(): never {
  throw problem(503, 'account.singleSignOn.down')
}
