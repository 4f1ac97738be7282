import type { Auth } from './auth.ts'

/** The account of an address, made if there is none; nobody has proven yet that it is theirs. */
export async function findOrCreateAccount(auth: Auth, email: string, name: string): Promise<{ accountId: string }> {
  const { db } = auth
  const { at, id } = auth.clock()
  const values = { id: id(), name, email: email.toLowerCase(), emailVerified: false, createdAt: at, updatedAt: at }
  const account = db.insertInto('user').values(values)
  await account.onConflict((on) => on.column('email').doNothing()).execute()
  const row = await db.selectFrom('user').select('id').where('email', '=', values.email).executeTakeFirstOrThrow()
  return { accountId: row.id }
}

/** The address is proven now: whoever opened the account before its owner came is out, and so is what they set up. */
export async function proveAddress({ db, clock }: Auth, accountId: string): Promise<void> {
  const unproven = db.updateTable('user').where('id', '=', accountId).where('emailVerified', '=', false)
  await unproven.set({ emailVerified: true, updatedAt: clock().at }).execute()
}

/** The account of an address, if there is one. */
export async function findAccount({ db }: Auth, email: string): Promise<{ accountId: string } | undefined> {
  const row = await db.selectFrom('user').select('id').where('email', '=', email.toLowerCase()).executeTakeFirst()
  return row && { accountId: row.id }
}
