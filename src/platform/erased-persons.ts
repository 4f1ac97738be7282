import { sql } from 'kysely'
import type { Trx } from './db.ts'
import { digitsOf, type Words } from './erased-words.ts'
import { listMergedInto } from './mergings.ts'

/** Somebody who is erased, and whether by their own wish. */
export interface Erasing {
  regionId: string
  personId: string
  byOneself: boolean
  /** Which of their words are taken out of what others wrote, where that was decided before. */
  trusted?: string[]
}

/** An entry of theirs. What stands in one that became theirs was typed by others, and a coordinator said that it is them. */
export type Entry = Erasing & { isMerged?: boolean }

export interface Row {
  name: string
  email: string | null
  phone: string | null
}

export const rowOf = (trx: Trx, { regionId, personId }: Erasing): Promise<Row | undefined> =>
  trx
    .selectFrom('persons')
    .select(['name', 'email', 'phone'])
    .where('region_id', '=', regionId)
    .where('id', '=', personId)
    .forUpdate()
    .executeTakeFirst()

/** The entries that became theirs. */
export const mergedEntries = async (trx: Trx, { regionId, personId, byOneself }: Erasing): Promise<Entry[]> =>
  (await listMergedInto(trx, regionId, personId)).map((id) => ({ regionId, personId: id, byOneself, isMerged: true }))

/**
 * What an entry said before and after others became it, as far as it says something else now: a merge keeps it. What it
 * said while it was taken for another one that it is not is that one's.
 */
export async function formerRows(trx: Trx, { regionId, personId }: Erasing): Promise<Row[]> {
  const { rows } =
    await sql<Row>`select distinct was.said ->> 'name' as name, nullif(was.said ->> 'email', '') as email,
      nullif(was.said ->> 'phone', '') as phone
    from merges m
    cross join lateral (values (m.before, true), (m.after, m.undone_at is null)) as was (said, is_theirs)
    join persons p on p.region_id = m.region_id and p.id = m.kept_id
    where m.region_id = ${regionId} and m.kept_id = ${personId} and was.is_theirs
      and (was.said ->> 'name', was.said ->> 'email', was.said ->> 'phone')
        is distinct from (p.name, coalesce(p.email, ''), coalesce(p.phone, ''))
    order by 1, 2, 3`.execute(trx)
  return rows
}

/** Words of theirs besides those of their entry: of entries that became it, and what it said before. */
export async function otherWords(trx: Trx, erasing: Erasing, own: Words): Promise<Words[]> {
  const entries = await mergedEntries(trx, erasing)
  const merged = await Promise.all(entries.map(async (entry) => ({ entry, row: await rowOf(trx, entry) })))
  const former: { entry: Entry; row: Row }[] = []
  for (const entry of [...entries, erasing]) for (const row of await formerRows(trx, entry)) former.push({ entry, row })
  const all = await Promise.all(
    [...merged, ...former].flatMap(({ entry, row }) => (row ? [wordsOf(trx, entry, row)] : [])),
  )
  const told = new Set([JSON.stringify(own)])
  return all.flatMap(({ words }) => {
    const key = JSON.stringify(words)
    if (told.has(key)) return []
    told.add(key)
    return [words]
  })
}

/**
 * The words to take out of what others wrote. What an organization or a place gives as its own address or telephone is
 * theirs. Who erases themself cannot choose which words of others go: a name or telephone that they typed counts only
 * where nothing else stands.
 */
export async function wordsOf(trx: Trx, erasing: Entry, row: Row) {
  const { regionId, personId, byOneself, isMerged = false } = erasing
  const { rows } = await sql<{ email: boolean; phone: boolean; member: boolean; typed: string[] }>`select
    exists (select from organizations o where o.region_id = ${regionId} and lower(o.email) = lower(${row.email})) as email,
    exists (select from organizations o where o.region_id = ${regionId} and ${sameDigits('o.phone', row.phone)})
      or exists (select from places p where p.region_id = ${regionId} and ${sameDigits('p.phone', row.phone)}) as phone,
    exists (select from memberships m where m.region_id = ${regionId} and m.person_id = ${personId}) as member,
    array(select jsonb_array_elements_text(j.changes -> 'fields') from journal j where j.region_id = ${regionId}
      and j.record_id = ${personId} and j.actor_id = ${personId} and j.verb = 'person.changed') as typed`.execute(trx)
  const { email, phone, member, typed } = rows[0]!
  const chosen = ['name', 'phone'].filter((field) => !byOneself || isMerged || (member && !typed.includes(field)))
  const trusted = erasing.trusted ?? chosen
  const words: Words = {
    name: row.name,
    email: email ? null : row.email,
    phone: phone ? null : row.phone,
    nameIsTrusted: trusted.includes('name'),
    phoneIsTrusted: trusted.includes('phone'),
  }
  const shared: ('email' | 'phone')[] = [...(email ? ['email' as const] : []), ...(phone ? ['phone' as const] : [])]
  return { words, shared, trusted }
}

const sameDigits = (column: string, phone: string | null) =>
  sql<boolean>`regexp_replace(regexp_replace(${sql.ref(column)}, '\\D', '', 'g'), '^1(?=\\d{10}$)', '')
    = nullif(${digitsOf(phone)}, '')`
