import { type Context, Hono } from 'hono'
import type { Parts } from '../enter.ts'
import { paths } from '../paths.ts'
import { found, permit, problem } from '../platform/errors.ts'
import type { House, HouseContext } from '../platform/house.ts'
import { languageOf } from '../platform/languages.ts'
import { type FormState, emptyForm, parseForm, readForm } from '../platform/parse-form.ts'
import { ownOrigin } from '../platform/safe-requests.ts'
import { document } from '../ui/layout.tsx'
import { href } from '../ui/page.ts'
import { countSignIn, networkOf } from './attempts.ts'
import { findOrCreateAccount } from './accounts.ts'
import { type SignedIn, consumeSignInLink, createSessionFor, requestSignInLink, signOut } from './auth.ts'
import { isOnlyForShow, listOffered } from './demonstrations.ts'
import { lookAroundForm, ownPath, signInForm } from './forms.ts'
import { joinRegion } from './members.ts'
import { listOwnRegions, listPromises } from './memberships.ts'
import { keepSealed, takeSealed } from './sealed-cookies.ts'
import { LinkSentPage, SignInLinkPage, SignInPage } from './sign-in-page.tsx'

/** Signing in and out. A write from another site is refused even without a session: it could make one. */
export const signInRoutes = (parts: Parts) =>
  new Hono<House>()
    .use(
      '/sign-in/*',
      ownOrigin(() => true),
    )
    .get('/sign-in', async (c) => {
      if (c.req.query('sent')) return c.html(document(<LinkSentPage page={c.var.page} demo={parts.config.demo} />))
      const values = { next: ownPath(c.req.query('next') ?? '') }
      return c.html(await signInPage(parts, c, { ...emptyForm, values }))
    })
    .post('/sign-in', async (c) => {
      const { db, page, moment } = c.var
      const form = await parseForm(c, signInForm, page.t)
      if (!form.ok) return c.html(await signInPage(parts, c, form), 422)
      await countSignIn(db, networkOf(c, parts.config.trustProxy), form.value.email, moment.at)
      await requestSignInLink(parts.auth, { email: form.value.email, callback: form.value.next, lang: page.lang })
      return c.redirect(href(page, `${paths.signIn()}?sent=1`), 303)
    })
    .get('/sign-in/l/:token', (c) => {
      c.header('cache-control', 'no-store')
      const next = ownPath(c.req.query('next') ?? '')
      return c.html(document(<SignInLinkPage page={c.var.page} token={c.req.param('token')} next={next} />))
    })
    .post('/sign-in/l/:token', async (c) => {
      const { next } = await readForm(c)
      const done = await consumeSignInLink(parts.auth, c.req.param('token'), c.req.raw.headers)
      if (!done.ok) {
        noteRefusal(c, 'link')
        throw problem(410, 'account.signIn.linkGone')
      }
      return enter(parts, c, done, 'link', typeof next === 'string' ? ownPath(next) : '')
    })
    .post('/sign-in/look-around', async (c) => {
      permit(parts.config.demo, 'errors.demonstrationOnly')
      const form = await parseForm(c, lookAroundForm, c.var.page.t)
      if (!form.ok) throw problem(404)
      return lookAround(parts, c, form.value)
    })
    .post('/sign-out', async (c) => {
      setCookies(c, await signOut(parts.auth, c.req.raw.headers))
      takeSealed(parts, c, 'proven')
      // On a computer that others use too, the way back must not show what one saw, nor what one typed.
      c.header('clear-site-data', '"cache", "storage"')
      return c.redirect(href(c.var.page, paths.installation()), 303)
    })

export async function signInPage(parts: Parts, c: HouseContext, form: FormState) {
  const { db, page, moment } = c.var
  const offered = parts.config.demo ? await listOffered(db, page.lang, moment.at) : []
  const organization = parts.config.oidc?.name
  return document(<SignInPage page={page} form={form} offered={offered} organization={organization} />)
}

/** In a demonstration one becomes a member without any proof: of its regions only, and nobody who is somebody elsewhere. */
async function lookAround(parts: Parts, c: HouseContext, asked: { region: string; person: string; next: string }) {
  const { db, page, moment } = c.var
  const offered = found((await listOffered(db, page.lang, moment.at)).find((one) => one.region.id === asked.region))
  const member = found(offered.members.find((one) => one.id === asked.person))
  const { accountId } = await findOrCreateAccount(parts.auth, member.email, member.name)
  permit(await isOnlyForShow(db, accountId), 'errors.demonstrationOnly')
  await joinRegion(db, offered.region, { accountId, email: member.email }, moment)
  setCookies(c, await createSessionFor(parts.auth, accountId, c.req.raw.headers))
  return c.redirect(href(page, asked.next || paths.region(offered.region.slug)), 303)
}

export type Way = 'link' | 'password' | 'passkey' | 'organization'

/** Says in the log that somebody was not let in, and nothing of whom. */
export const noteRefusal = (c: HouseContext, way: Way) => c.var.log.warn({ event: 'sign-in-refused', way })

/** Whoever is proven: promises of regions are kept, and on it goes. */
export async function enter(parts: Parts, c: HouseContext, by: SignedIn & { ok: true }, way: Way, next: string) {
  const { db, moment, log } = c.var
  log.info({ event: 'signed-in', way, account: by.accountId })
  setCookies(c, by.setCookie)
  // A password that somebody saw must not be enough to change it.
  if (way !== 'password') keepSealed(parts, c, 'proven', by.accountId)
  for (const region of await listPromises(db, by.email)) await joinRegion(db, region, by, moment)
  return c.redirect(await whereTo(c, by.accountId, next), 303)
}

/** Where somebody meant to go, else their only region, else their own page. */
async function whereTo(c: HouseContext, accountId: string, next: string): Promise<string> {
  const { db, page } = c.var
  if (next) return href(page, languageOf(next).path)
  const regions = await listOwnRegions(db, accountId)
  return href(page, regions.length === 1 ? paths.region(regions[0]!.slug) : paths.me())
}

/** Hands the cookies of a session to the browser. */
export function setCookies(c: Context, cookies: string[]) {
  for (const cookie of cookies) c.header('set-cookie', cookie, { append: true })
}
