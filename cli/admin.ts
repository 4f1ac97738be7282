import type { Command } from 'commander'
import { makeAdmin } from '../src/account/admins.ts'
import { findOrCreateAccount } from '../src/account/accounts.ts'
import { isEmail, normaliseEmail } from '../src/platform/addresses.ts'
import { signInLink } from './sign-in-address.ts'
import { withHouse } from './with-house.ts'
import { say, sayJson, wrongUsage } from './say.ts'

export function addAdmin(program: Command) {
  program
    .command('admin')
    .description('administrators of this installation')
    .command('add <email>')
    .option('--json')
    .action((email: string, options: { json?: boolean }) =>
      withHouse(async (house) => {
        const { parts } = house
        if (!isEmail(email)) throw wrongUsage(`${email} is not an e-mail address.`)
        const { accountId } = await findOrCreateAccount(parts.auth, normaliseEmail(email), email)
        await makeAdmin(parts.db, accountId, parts.clock())
        const address = await signInLink(house, email)
        if (options.json) return sayJson({ email, signIn: address })
        say(`${email} administers this installation. Sign in with this link, good for 15 minutes:`)
        say(address)
      }),
    )
}
