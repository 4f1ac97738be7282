import { Hono } from 'hono'
import type { Parts } from '../enter.ts'
import { problem } from '../platform/errors.ts'
import type { Account, House, HouseContext } from '../platform/house.ts'
import { type FormState, parseForm } from '../platform/parse-form.ts'
import { countSignIn, networkOf } from './attempts.ts'
import { passwordForm, passwordRemovalForm, passwordSignInForm } from './forms.ts'
import { listWordsAround } from './password-words.ts'
import { hasPassword, isPasswordOf, removePassword, setPassword, signInByPassword, weakness } from './passwords.ts'
import { enter, noteRefusal, signInPage } from './sign-in-routes.tsx'
import { done, needsProof, signedIn, tell, waysPage } from './ways-routes.tsx'

/** Signing in by a password, and setting, changing or removing one's own. */
export function passwordRoutes(parts: Parts) {
  const { auth, config } = parts
  return new Hono<House>()
    .post('/sign-in/password', async (c) => {
      const { db, page, moment } = c.var
      const form = await parseForm(c, passwordSignInForm, page.t)
      if (!form.ok) return c.html(await signInPage(parts, c, withoutPassword(form)), 422)
      await countSignIn(db, networkOf(c, config.trustProxy), form.value.email, moment.at)
      const found = await signInByPassword(auth, form.value, c.req.raw.headers)
      if (found.ok) return enter(parts, c, found, 'password', form.value.next)
      noteRefusal(c, 'password')
      const wrong = { values: form.typed, errors: { password: [page.t('account.password.wrong')] } }
      return c.html(await signInPage(parts, c, withoutPassword(wrong)), 422)
    })
    .post('/me/sign-in/password', async (c) => {
      const { db, page } = c.var
      const account = signedIn(c)
      const form = await parseForm(c, passwordForm, page.t)
      if (!form.ok) return again(parts, c, account, form.errors)
      const { password, current } = form.value
      const weak = weakness(password, await listWordsAround(db, account, config))
      if (weak !== null) return again(parts, c, account, { password: [sayWeakness(c, weak)] })
      if (!(await mayChange(parts, c, account, current)))
        return again(parts, c, account, { current: [page.t('account.password.notTheOld')] })
      await setPassword(auth, account.accountId, password, account.sessionId)
      await tell(parts, c, account, 'password')
      return done(c, 'password')
    })
    .post('/me/sign-in/password/removal', async (c) => {
      const account = signedIn(c)
      const form = await parseForm(c, passwordRemovalForm, c.var.page.t)
      if (!form.ok) return again(parts, c, account, form.errors)
      if (!(await mayChange(parts, c, account, form.value.current)))
        return again(parts, c, account, { current: [c.var.page.t('account.password.notTheOld')] })
      await removePassword(auth, account.accountId, account.sessionId)
      await tell(parts, c, account, 'noPassword')
      return done(c, 'noPassword')
    })
}

/** Who left a session open shall not lose the account by it: the old password, or a better proof of just now. */
async function mayChange(parts: Parts, c: HouseContext, account: Account, current: string): Promise<boolean> {
  const { auth, config } = parts
  if (!(await needsProof(parts, c, account))) return true
  // Passkeys alone: there is no old password to be asked for.
  if (!(await hasPassword(auth, account.accountId))) throw problem(403, 'account.ways.proveFirst')
  await countSignIn(c.var.db, networkOf(c, config.trustProxy), account.email, c.var.moment.at)
  const isRight = await isPasswordOf(auth, account.accountId, current)
  if (!isRight) noteRefusal(c, 'password')
  return isRight
}

const again = async (parts: Parts, c: HouseContext, account: Account, errors: FormState['errors']) =>
  c.html(await waysPage(parts, c, account, { password: { values: {}, errors } }), 422)

/** A password is typed anew each time. */
const withoutPassword = ({ values, errors }: FormState): FormState => ({
  values: { ...values, password: '', way: 'password' },
  errors,
})

const sayWeakness = (c: HouseContext, reason: string) => {
  const [key = '', ...pairs] = reason.split('|')
  return c.var.page.t(key, Object.fromEntries(pairs.map((pair) => pair.split('=') as [string, string])))
}
