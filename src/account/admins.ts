import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'
import type { Moment } from '../platform/moment.ts'

/** In a query of accounts: whether the one in this column administers the installation. */
export const administers = (column: string) => sql<boolean>`exists (select from public.installation_mandates m
  where m.account_id = ${sql.ref(column)} and m.what = 'administer')`

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
