import { sql } from 'kysely'
import type { Db, Trx } from './db.ts'
import {
  type Entry,
  type Erasing,
  formerRows,
  mergedEntries,
  otherWords,
  type Row,
  rowOf,
  wordsOf,
} from './erased-persons.ts'
import { countWords, eraseWords, holdsWords, namedAfter, type Words } from './erased-words.ts'
import type { Moment } from './moment.ts'
import { OF_ACCOUNTS, OF_PERSONS, partsOf, type PersonalColumn } from './personal-columns.ts'

/** What stands before somebody erases: in how many texts their words are, and what of them others give as their own. */
export interface Outlook {
  texts: number
  shared: ('email' | 'phone')[]
  /** Records that bear their name as their own. */
  named: string[]
  /** Other entries that became theirs and go with it. */
  entries: number
}

/**
 * Takes a person out of everything that a region holds, once and for all: what is theirs goes, their name, address and
 * telephone go from what others wrote; what they said for an organization stays with a bare id that names nobody. Null
 * when there is no such person any more.
 */
export async function erasePerson(trx: Trx, erasing: Erasing, moment: Moment): Promise<true | null> {
  if (!(await rowOf(trx, erasing))) return null
  const entries: { entry: Entry; former: Row[] }[] = []
  // What each said before is kept with what became of it, which goes with the first of them.
  for (const entry of [...(await mergedEntries(trx, erasing)), erasing])
    entries.push({ entry, former: await formerRows(trx, entry) })
  for (const { entry, former } of entries) await eraseEntry(trx, entry, former, moment)
  return true
}

/** One entry of theirs: their own, or one that became it. */
async function eraseEntry(trx: Trx, erasing: Entry, former: Row[], moment: Moment) {
  const { regionId, personId } = erasing
  const row = await rowOf(trx, erasing)
  if (!row) return
  const { trusted } = await wordsOf(trx, erasing, row)
  for (const said of [...former, row]) {
    const { words } = await wordsOf(trx, erasing, said)
    await forgetMails(trx, regionId, personId, said)
    await forgetUploads(trx, regionId, words)
    await eraseWords(trx, regionId, words)
  }
  await forgetPayloads(trx, regionId, personId)
  await settle(trx, OF_PERSONS, personId, regionId)
  await trx
    .updateTable('journal')
    .set({ changes: '{}' })
    .where('region_id', '=', regionId)
    .where('record_id', '=', personId)
    .execute()
  await leaveSpine(trx, erasing, moment)
  // What a region says of itself stands on the installation's pages too.
  await sql`select pg_notify('tieline', '')`.execute(trx)
  await trx
    .insertInto('erasures')
    .values({ region_id: regionId, person_id: personId, at: moment.at, by_oneself: erasing.byOneself, trusted })
    .onConflict((on) => on.doNothing())
    .execute()
}

/** What would come of it, for whoever is about to decide. */
export async function erasureOutlook(db: Db, erasing: Erasing): Promise<Outlook> {
  return db.transaction().execute(async (trx) => {
    const row = await rowOf(trx, erasing)
    if (!row) return { texts: 0, shared: [], named: [], entries: 0 }
    const { words, shared } = await wordsOf(trx, erasing, row)
    const all = [words, ...(await otherWords(trx, erasing, words))]
    let texts = 0
    const named = new Set<string>()
    for (const one of all) {
      texts += await countWords(trx, erasing.regionId, one)
      for (const id of await namedAfter(trx, erasing.regionId, one)) named.add(id)
    }
    const entries = (await mergedEntries(trx, erasing)).length
    return { texts, shared, named: [...named], entries }
  })
}

/** Mails to them, and mails that name them, that lie in an installation without a mail server; and what a failed job said. */
async function forgetMails(trx: Trx, regionId: string, personId: string, { name, email }: Row) {
  await sql`delete from jobs.job where data ->> 'id' in
    (select id::text from deliveries where region_id = ${regionId} and person_id = ${personId})`.execute(trx)
  const named = [email, name.includes(' ') ? name : null].filter((word) => word !== null)
  await trx
    .deleteFrom('outbox')
    .where('region_id', '=', regionId)
    .where(({ or, eb }) =>
      or([
        eb(sql`lower(recipient)`, '=', email),
        ...named.map((word) => sql<boolean>`strpos(plain(subject || body || html), plain(${word})) > 0`),
      ]),
    )
    .execute()
}

/** Files that wait to be imported and name them. Nobody can look into a packed one: whoever sent it sends it again. */
async function forgetUploads(trx: Trx, regionId: string, words: Words) {
  const waiting = await trx
    .selectFrom('imports')
    .select(['id', 'bytes'])
    .where('region_id', '=', regionId)
    .where('done_at', 'is', null)
    .execute()
  for (const { id, bytes } of waiting)
    if (isPacked(bytes) || holdsWords(bytes.toString('utf8'), words) || holdsWords(bytes.toString('utf16le'), words))
      await trx.deleteFrom('imports').where('region_id', '=', regionId).where('id', '=', id).execute()
}

const isPacked = (bytes: Buffer) => bytes.subarray(0, 2).toString('latin1') === 'PK'

/** Suggestions about them, and rows of theirs that a merge kept: undoing it would bring them back. */
async function forgetPayloads(trx: Trx, regionId: string, personId: string) {
  await sql`delete from proposals p where p.region_id = ${regionId} and exists (select from proposal_concerns c
    where c.region_id = p.region_id and c.proposal_id = p.id and c.record_id = ${personId})`.execute(trx)
  for (const { name } of going(OF_PERSONS)) {
    const { table, column } = partsOf(name)
    await sql`delete from merge_moves where region_id = ${regionId} and table_name = ${table}
      and ${personId} in (before ->> ${column}, after ->> ${column})`.execute(trx)
  }
}

const going = (columns: Record<string, PersonalColumn>) =>
  Object.entries(columns).flatMap(([name, { fate }]) => (fate === 'goes' ? [{ name }] : []))

/** Gives each row that holds their id what is to become of it. */
async function settle(trx: Trx, columns: Record<string, PersonalColumn>, id: string, regionId?: string) {
  for (const [name, { fate }] of Object.entries(columns)) {
    if (fate === 'stays') continue
    const { schema, table, column } = partsOf(name)
    const of = sql`${sql.ref(column)}::text = ${id} ${regionId === undefined ? sql`` : sql`and region_id = ${regionId}::uuid`}`
    if (fate === 'goes') await sql`delete from ${sql.id(schema, table)} where ${of}`.execute(trx)
    else await sql`update ${sql.id(schema, table)} set ${sql.id(column)} = null where ${of}`.execute(trx)
  }
}

/** What is left of a person: an id that what they did still names. */
const leaveSpine = (trx: Trx, { regionId, personId }: Erasing, moment: Moment) =>
  trx
    .updateTable('records')
    .set({
      removed_at: sql`coalesce(removed_at, ${moment.at})`,
      visibility: 'circle',
      circle_id: null,
      slug: null,
      lang: 'en',
      version: sql`version + 1`,
    })
    .where('region_id', '=', regionId)
    .where('id', '=', personId)
    .execute()

/** Takes an account away with all that opens it; what it did in the installation stays, by a bare id. */
export async function eraseAccount(trx: Trx, accountId: string, moment: Moment) {
  const { rows } = await sql<{ email: string }>`select email from auth."user" where id = ${accountId}`.execute(trx)
  const email = rows[0]?.email.toLowerCase()
  if (email !== undefined) {
    await sql`delete from auth.verification where strpos(lower(value || identifier), ${email}) > 0
      or strpos(value || identifier, ${accountId}) > 0`.execute(trx)
    await sql`delete from jobs.job where strpos(lower(data::text || coalesce(output::text, '')), ${email}) > 0`.execute(
      trx,
    )
    await sql`delete from outbox where lower(recipient) = ${email} or strpos(lower(subject || body || html), ${email}) > 0`.execute(
      trx,
    )
  }
  await settle(trx, OF_ACCOUNTS, accountId)
  await trx
    .insertInto('erased_accounts')
    .values({ account_id: accountId, at: moment.at })
    .onConflict((on) => on.doNothing())
    .execute()
}

/**
 * Accounts that nobody needs any more once a person is erased: of that person or with their address, without a membership,
 * a mandate of the installation, or anybody else who is reached there.
 */
export async function accountsLeftOver(trx: Trx, accountIds: string[], email: string | null): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select u.id from auth."user" u
    where (u.id = any(${accountIds}::text[]) or lower(u.email) = lower(${email}))
      and not exists (select from memberships m where m.account_id = u.id)
      and not exists (select from installation_mandates i where i.account_id = u.id)
      and not exists (select from persons p where lower(p.email) = lower(u.email))`.execute(trx)
  return rows.map(({ id }) => id)
}

/** Who of these was erased: what stands there of them names nobody any more. */
export async function erasedAmong(db: Db, regionId: string, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await db
    .selectFrom('erasures')
    .select('person_id')
    .where('region_id', '=', regionId)
    .where('person_id', 'in', ids)
    .execute()
  return new Set(rows.map((row) => row.person_id))
}

/** Who was erased so far, to be erased again where an older state comes back. */
export async function rememberedErasures(trx: Trx) {
  const [persons, accounts] = await Promise.all([
    trx.selectFrom('erasures').selectAll().execute(),
    trx.selectFrom('erased_accounts').selectAll().execute(),
  ])
  return { persons, accounts }
}
type Remembered = Awaited<ReturnType<typeof rememberedErasures>>

/**
 * After an archive was put back: whoever this installation or the archive knows to be erased is erased again, in one
 * region or in all. An id is one person in whatever region it comes back.
 */
export async function eraseAgain(trx: Trx, { persons, accounts }: Remembered, moment: Moment, regionId?: string) {
  if (persons.length > 0)
    await trx
      .insertInto('erasures')
      .values(persons)
      .onConflict((on) => on.doNothing())
      .execute()
  if (accounts.length > 0)
    await trx
      .insertInto('erased_accounts')
      .values(accounts)
      .onConflict((on) => on.doNothing())
      .execute()
  const { rows } = await sql<{ regionId: string; personId: string; byOneself: boolean; trusted: string[] }>`
    select distinct on (p.region_id, p.id) p.region_id as "regionId", p.id as "personId", e.by_oneself as "byOneself",
      e.trusted
    from persons p join erasures e on e.person_id = p.id
    ${regionId === undefined ? sql`` : sql`where p.region_id = ${regionId}::uuid`}
    order by p.region_id, p.id, e.by_oneself`.execute(trx)
  for (const erasing of rows) await erasePerson(trx, erasing, moment)
  if (regionId !== undefined) return
  const left = await sql<{
    id: string
  }>`select u.id from auth."user" u join erased_accounts e on e.account_id = u.id`.execute(trx)
  for (const { id } of left.rows) await eraseAccount(trx, id, moment)
}
