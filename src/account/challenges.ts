import { createHmac, timingSafeEqual } from 'node:crypto'

/** What a browser keeps for us between two steps of signing in, and so many minutes. */
export const CHALLENGE_MINUTES = {
  'passkey-create': 5,
  'passkey-sign-in': 5,
  'single-sign-on': 5,
  /** Who they are was proven just now by more than an open session: they change how they sign in. */
  proven: 10,
} as const

export type Purpose = keyof typeof CHALLENGE_MINUTES

const sign = (secret: string, text: string) => createHmac('sha256', secret).update(text).digest('base64url')

/** Words that only we can have written, for one purpose and a few minutes. Whoever holds them can read them. */
export function seal(secret: string, purpose: Purpose, value: string, now: Date): string {
  const until = now.getTime() + CHALLENGE_MINUTES[purpose] * 60_000
  const text = `${Buffer.from(value).toString('base64url')}.${until}`
  return `${text}.${sign(secret, `${purpose} ${text}`)}`
}

/** What was sealed for this purpose; undefined when it was not by us, for something else, or too long ago. */
export function unseal(secret: string, purpose: Purpose, sealed: string, now: Date): string | undefined {
  const [value = '', until = '', given = ''] = sealed.split('.')
  const right = Buffer.from(sign(secret, `${purpose} ${value}.${until}`))
  const claimed = Buffer.from(given)
  if (claimed.length !== right.length || !timingSafeEqual(claimed, right)) return undefined
  return Number(until) > now.getTime() ? Buffer.from(value, 'base64url').toString() : undefined
}
