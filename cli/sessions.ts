import type { Command } from 'commander'
import { findAccount } from '../src/account/accounts.ts'
import { revokeAll, revokeEverybody } from '../src/account/sessions.ts'
import { normaliseEmail } from '../src/platform/addresses.ts'
import { say, wrongUsage } from './say.ts'
import { withHouse } from './with-house.ts'

export function addSessions(program: Command) {
  program
    .command('sessions')
    .description('where people are signed in')
    .command('end [email]')
    .description('signs somebody out everywhere, or everybody')
    .option('--all', 'everybody')
    .action((email: string | undefined, { all }: { all?: boolean }) =>
      withHouse(async ({ parts: { auth } }) => {
        if ((email === undefined) !== (all === true)) throw wrongUsage('Name an address, or --all for everybody.')
        if (email === undefined) return say(`${await revokeEverybody(auth)} sessions ended. Everybody signs in again.`)
        const account = await findAccount(auth, normaliseEmail(email))
        if (!account) throw new Error(`Nobody signs in with ${email}.`)
        say(`${await revokeAll(auth, account.accountId)} sessions of ${email} ended.`)
      }),
    )
}
