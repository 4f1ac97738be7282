import { findOrCreateAccount } from '../src/account/accounts.ts'
import { makeAuth, openAuthPool, requestSignInLink } from '../src/account/auth.ts'
import { makeAdmin } from '../src/account/admins.ts'
import type { OpenHouse } from '../src/open-house.ts'
import { paths } from '../src/paths.ts'

/** The administrator of an installation that nobody administers yet, or of a demonstration. */
export const FIRST_ADMIN = 'admin@localhost.localdomain'

/** A sign-in link for an address, made like a mailed one and given to whoever runs the command. */
export async function signInLink(house: Pick<OpenHouse, 'parts' | 'url'>, email: string): Promise<string> {
  const { config, clock, log } = house.parts
  const pool = openAuthPool(house.url, 1)
  let token = ''
  const auth = makeAuth({
    pool,
    secret: config.secret,
    origin: config.publicUrl,
    clock,
    log,
    sendMagicLink: async (mail) => void (token = mail.token),
  })
  try {
    await requestSignInLink(auth, { email, callback: '', lang: 'en' })
  } finally {
    await pool.end()
  }
  return `${config.publicUrl}${paths.signInLink(token)}`
}

/** The link that `npm start` prints: for the demonstration's administrator, made when there is none. */
export async function adminLink(house: OpenHouse): Promise<string> {
  const { auth, db, clock } = house.parts
  const { accountId } = await findOrCreateAccount(auth, FIRST_ADMIN, 'Administrator')
  await makeAdmin(db, accountId, clock())
  return signInLink(house, FIRST_ADMIN)
}
