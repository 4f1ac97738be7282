import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Auth } from './auth.ts'
import type { House } from '../platform/house.ts'
import { CHALLENGE_MINUTES, type Purpose, seal, unseal } from './challenges.ts'

interface Sealer {
  auth: Auth
  config: { publicUrl: string }
}

const COOKIES: Record<Purpose, string> = {
  'passkey-create': 'tieline_passkey_create',
  'passkey-sign-in': 'tieline_passkey',
  'single-sign-on': 'tieline_single_sign_on',
  proven: 'tieline_proven',
}

/** Over https no other host can set it. */
const isSecure = ({ config }: Sealer) => config.publicUrl.startsWith('https:')
const nameOf = (sealer: Sealer, purpose: Purpose) => `${isSecure(sealer) ? '__Host-' : ''}${COOKIES[purpose]}`

/** Has the browser keep words that only we can have written, for one purpose and a few minutes. */
export function keepSealed(sealer: Sealer, c: Context<House>, purpose: Purpose, value: string) {
  setCookie(c, nameOf(sealer, purpose), seal(sealer.auth.secret, purpose, value, c.var.moment.at), {
    httpOnly: true,
    sameSite: 'Lax',
    secure: isSecure(sealer),
    path: '/',
    maxAge: CHALLENGE_MINUTES[purpose] * 60,
  })
}

/** What the browser kept, if it is ours and not too old. */
export const readSealed = (sealer: Sealer, c: Context<House>, purpose: Purpose): string | undefined =>
  unseal(sealer.auth.secret, purpose, getCookie(c, nameOf(sealer, purpose)) ?? '', c.var.moment.at)

/** The same; it keeps it no longer. */
export function takeSealed(sealer: Sealer, c: Context<House>, purpose: Purpose): string | undefined {
  const kept = readSealed(sealer, c, purpose)
  deleteCookie(c, nameOf(sealer, purpose), { path: '/', secure: isSecure(sealer) })
  return kept
}
