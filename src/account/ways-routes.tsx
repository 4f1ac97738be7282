import { Hono } from 'hono'
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
import { createSessionFor } from './auth.ts'
import { ownPath, passkeyForm, passkeySignInForm } from './forms.ts'
import { identityProvider, started } from './identity-providers.ts'
import { sendWayChanged } from './mail.tsx'
import { listPromises } from './memberships.ts'
import {
  creationOptions,
  keepPasskey,
  listPasskeys,
  removePasskey,
  signInByPasskey,
  signInOptions,
} from './passkeys.ts'
import { hasPassword } from './passwords.ts'
import { keepSealed, readSealed, takeSealed } from './sealed-cookies.ts'
import { enter, noteRefusal, signInPage } from './sign-in-routes.tsx'
import { WaysPage } from './ways-page.tsx'

/** Ways to sign in beside the mailed link: a passkey, the login of one's organization; and the page of all of them. */
export function waysRoutes(parts: Parts) {
  const { auth, config } = parts
  const party = { origin: config.publicUrl }
  const provider = config.oidc && identityProvider(config.oidc, `${config.publicUrl}${paths.singleSignOnBack()}`)
  return new Hono<House>()
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
      if (done.ok) return enter(parts, c, done, 'passkey', form.ok ? form.value.next : '')
      noteRefusal(c, 'passkey')
      const wrong = { values: {}, errors: { response: [page.t('account.passkey.wrong')] } }
      return c.html(await signInPage(parts, c, wrong), 422)
    })
    .get('/sign-in/organization', async (c) => {
      if (!provider) throw problem(404)
      const next = ownPath(c.req.query('next') ?? '')
      // Nobody is signed in because a page of others led them here: they press the button themselves.
      if (['cross-site', 'same-site'].includes(c.req.header('sec-fetch-site') ?? ''))
        return c.redirect(href(c.var.page, `${paths.signIn()}?${new URLSearchParams({ next })}`), 303)
      const { url, started: kept } = await provider.begin(next).catch(unreachable)
      keepSealed(parts, c, 'single-sign-on', JSON.stringify(kept))
      return c.redirect(url, 303)
    })
    .get('/sign-in/organization/back', async (c) => {
      if (!provider) throw problem(404)
      const sealed = takeSealed(parts, c, 'single-sign-on')
      if (sealed === undefined) throw problem(410, 'account.singleSignOn.gone')
      const kept = started.parse(JSON.parse(sealed))
      const email = await provider.finish(new URL(c.req.url).search, kept).catch(unreachable)
      if (email === undefined) {
        noteRefusal(c, 'organization')
        throw problem(403, 'account.singleSignOn.wrong')
      }
      // It vouches for many; only who is known here comes in.
      const known = (await findAccount(auth, email)) ?? (await promised(parts, c, email))
      if (!known) throw problem(403, 'account.singleSignOn.unknown')
      await proveAddress(auth, known.accountId)
      const setCookie = await createSessionFor(auth, known.accountId, c.req.raw.headers)
      return enter(parts, c, { ok: true, setCookie, accountId: known.accountId, email }, 'organization', kept.next)
    })
    .get('/me/sign-in', async (c) => {
      const { account, page } = c.var
      if (!account) return c.redirect(href(page, `${paths.signIn()}?next=${paths.myWays()}`), 303)
      return c.html(await waysPage(parts, c, account, {}))
    })
    .post('/me/sign-in/passkeys/options', async (c) => {
      const options = await creationOptions(auth, party, await allowed(parts, c))
      keepSealed(parts, c, 'passkey-create', options.challenge)
      return c.json(options)
    })
    .post('/me/sign-in/passkeys', async (c) => {
      const account = await allowed(parts, c)
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
      const account = await allowed(parts, c)
      if (!(await removePasskey(auth, account.accountId, c.req.param('id')))) throw problem(404)
      await tell(parts, c, account, 'noPasskey')
      return done(c, 'noPasskey')
    })
}

/** The page of one's ways to sign in, with a form that was refused or none. */
export async function waysPage(
  parts: Parts,
  c: HouseContext,
  account: Account,
  forms: { password?: FormState; passkey?: FormState },
) {
  const { auth } = parts
  const [password, passkeys] = await Promise.all([
    hasPassword(auth, account.accountId),
    listPasskeys(auth, account.accountId),
  ])
  const mustProve = (password || passkeys.length > 0) && !isProven(parts, c, account)
  const known = { page: c.var.page, account, mustProve, done: c.req.query('done') }
  const shown = { ...known, hasPassword: password, passkeys }
  const given = { passwordForm: forms.password ?? emptyForm, passkeyForm: forms.passkey ?? emptyForm }
  return document(<WaysPage {...shown} {...given} />)
}

/** Whether they proved a few minutes ago, in this very browser, who they are: by a mailed link, a passkey, or their organization. */
const isProven = (parts: Parts, c: HouseContext, account: Account): boolean =>
  readSealed(parts, c, 'proven') === account.accountId

/** The owner hears of it, in case it was somebody else. */
export function tell(
  { mail, config }: Parts,
  c: HouseContext,
  { email, accountId }: Account,
  what: 'password' | 'noPassword' | 'passkey' | 'noPasskey',
) {
  c.var.log.info({ event: 'way-changed', what, account: accountId })
  return sendWayChanged(mail, config.publicUrl, { email, lang: c.var.page.lang, what })
}

/** Whoever is signed in; else 403. */
export function signedIn(c: HouseContext): Account {
  if (!c.var.account) throw problem(403, 'errors.signIn')
  return c.var.account
}

/** Who has a way of their own to sign in proves who they are before anything changes there: else a session left open would be enough to lose it. */
export async function needsProof(parts: Parts, c: HouseContext, account: Account): Promise<boolean> {
  if (isProven(parts, c, account)) return false
  const { accountId } = account
  return (await hasPassword(parts.auth, accountId)) || (await listPasskeys(parts.auth, accountId)).length > 0
}

/** Whoever is signed in, and proved who they are where that is needed; else 403. */
async function allowed(parts: Parts, c: HouseContext): Promise<Account> {
  const account = signedIn(c)
  if (await needsProof(parts, c, account)) throw problem(403, 'account.ways.proveFirst')
  return account
}

/** Back to the page of one's ways, which says what was done. */
export const done = (c: HouseContext, what: string) =>
  c.redirect(href(c.var.page, `${paths.myWays()}?done=${what}`), 303)

/** An account for an address that some region was promised to. */
async function promised({ auth }: Parts, c: HouseContext, email: string) {
  const promises = await listPromises(c.var.db, email)
  return promises.length > 0 ? findOrCreateAccount(auth, email, email) : undefined
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
