import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { verifyPassword } from 'better-auth/crypto'

/** How dear a guess is: 2^15 rounds of 8 blocks, three times, 32 MB each (OWASP's Password Storage Cheat Sheet). */
const COST = { log: 15, r: 8, p: 3 } as const
const LENGTH = 32

function derive(password: string, salt: Buffer, { log, r, p }: { log: number; r: number; p: number }): Promise<Buffer> {
  const [N, maxmem] = [2 ** log, 256 * 2 ** log * r]
  return new Promise((resolve, reject) => {
    // The same letters typed in two ways are one password.
    scrypt(password.normalize('NFKC'), salt, LENGTH, { N, r, p, maxmem }, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })
}

/** A password as it is kept: with its cost and a salt of its own. */
export async function hashOfPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(password, salt, COST)
  return ['scrypt', COST.log, COST.r, COST.p, salt.toString('base64url'), key.toString('base64url')].join('$')
}

/** Whether this is the password that was kept; one that was kept as the library does it counts too. */
export async function isItsHash({ hash, password }: { hash: string; password: string }): Promise<boolean> {
  const [, log, r, p, salt, key] = /^scrypt\$(\d+)\$(\d+)\$(\d+)\$([\w-]+)\$([\w-]+)$/.exec(hash) ?? []
  if (!salt || !key) return verifyPassword({ hash, password })
  const kept = Buffer.from(key, 'base64url')
  const given = await derive(password, Buffer.from(salt, 'base64url'), { log: Number(log), r: Number(r), p: Number(p) })
  return kept.length === given.length && timingSafeEqual(kept, given)
}
