import type { Db } from '../platform/db.ts'
import type { Moment } from '../platform/moment.ts'

/** Whether an account administers this installation. */
export async function isAdmin(db: Db, accountId: string): Promise<boolean> {
  const row = await db
    .selectFrom('installation_mandates')
    .select('what')
    .where('account_id', '=', accountId)
    .where('what', '=', 'administer')
    .executeTakeFirst()
  return row !== undefined
}

/** Makes an account an administrator of the installation; doing it again changes nothing. */
export async function makeAdmin(db: Db, accountId: string, moment: Moment) {
  await db.transaction().execute(async (trx) => {
    const made = await trx
      .insertInto('installation_mandates')
      .values({ account_id: accountId, what: 'administer', given_at: moment.at })
      .onConflict((on) => on.doNothing())
      .executeTakeFirst()
    if (Number(made.numInsertedOrUpdatedRows) === 0) return
    await trx
      .insertInto('installation_journal')
      .values({ id: moment.id(), at: moment.at, account_id: accountId, verb: 'admin.added' })
      .execute()
  })
}
