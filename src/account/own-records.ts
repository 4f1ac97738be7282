import { UUID } from '../platform/ids.ts'
import { type SqlBool, sql } from 'kysely'
import { nameRecords } from '../journal/feeds.ts'
import type { Actor } from '../platform/actor.ts'
import { tableShapes, type TableShape } from '../platform/catalogues.ts'
import { toCsv } from '../platform/csv-out.ts'
import { type Db, visible } from '../platform/db.ts'
import type { EntryOut } from '../platform/formats/zip-out.ts'
import type { Account } from '../platform/house.ts'
import { listMergedInto } from '../platform/mergings.ts'
import type { Moment } from '../platform/moment.ts'
import { OF_ACCOUNTS, OF_PERSONS, partsOf, type PersonalColumn } from '../platform/personal-columns.ts'
import { actorOf } from './actors.ts'
import { listOwnPersons } from './memberships.ts'

type Row = Record<string, unknown>

/** Rows of one kind, under the column by which they are somebody's. */
export type Kinds = Record<string, Row[]>

/** Everything that is held about somebody who is signed in. */
export interface OwnRecords {
  at: string
  account: Kinds
  regions: { region: string; slug: string; person: string; records: Kinds }[]
}

/** What contact logs say of conversations with somebody, found by their name. */
export const SPOKEN_WITH = 'contacts.spoke_with'

/** Gathers it over all regions. Secrets are not in it, nor names of what they may not see there any more. */
export async function ownRecords(db: Db, account: Account, moment: Moment): Promise<OwnRecords> {
  const shapes = await tableShapes(db, ['public', 'auth'])
  const regions: OwnRecords['regions'] = []
  for (const own of await withMerged(db, await listOwnPersons(db, account))) {
    const actor = await actorOf(db, { id: own.regionId, timeZone: own.timeZone }, account, moment.at)
    const records = await kindsOf(db, shapes, OF_PERSONS, own.id, own.regionId)
    records[SPOKEN_WITH] = await spokenWith(db, actor, own)
    await nameAll(db, actor, records)
    regions.push({ region: own.region, slug: own.slug, person: own.id, records })
  }
  return { at: moment.at.toISOString(), account: await kindsOf(db, shapes, OF_ACCOUNTS, account.accountId), regions }
}

type Own = Awaited<ReturnType<typeof listOwnPersons>>[number]

/** With the entries that became one of theirs: what is kept of them is theirs too. */
async function withMerged(db: Db, own: Own[]): Promise<Own[]> {
  const all = new Map(own.map((one) => [`${one.regionId} ${one.id}`, one]))
  for (const one of own)
    for (const id of await listMergedInto(db, one.regionId, one.id)) {
      const key = `${one.regionId} ${id}`
      if (!all.has(key)) all.set(key, { ...one, id })
    }
  return [...all.values()]
}

async function kindsOf(
  db: Db,
  shapes: readonly TableShape[],
  columns: Record<string, PersonalColumn>,
  id: string,
  regionId?: string,
): Promise<Kinds> {
  const kinds: Kinds = {}
  for (const [name, told] of Object.entries(columns)) {
    const { schema, table, column } = partsOf(name)
    const shape = shapes.find((one) => one.schema === schema && one.name === table)
    if (told.untold || !shape) continue
    const hidden = ['region_id', ...(told.secret ?? [])]
    const { rows } = await sql<{ row: Row }>`select to_jsonb(t) - ${hidden}::text[] as row
      from ${sql.id(schema, table)} t where ${sql.ref(`t.${column}`)}::text = ${id}
      ${regionId === undefined ? sql`` : sql`and t.region_id = ${regionId}::uuid`}
      order by ${sql.join(shape.key.map((key) => sql.ref(`t.${key.column}`)))}`.execute(db)
    kinds[name] = rows.map(({ row }) => written(shape, row))
  }
  return kinds
}

/** What the database computes itself is no record. */
const written = (shape: TableShape, row: Row): Row =>
  Object.fromEntries(Object.entries(row).filter(([column]) => shape.columns.includes(column)))

/**
 * Contacts whose "spoke with" names them, of those that they may read anyway: who takes another's name finds nothing that
 * is not theirs.
 */
async function spokenWith(db: Db, actor: Actor, own: { id: string; name: string }): Promise<Row[]> {
  return db
    .selectFrom('contacts as c')
    .innerJoin('records', (on) => on.onRef('records.region_id', '=', 'c.region_id').onRef('records.id', '=', 'c.id'))
    .select(['c.id', 'c.day', 'c.how', 'c.by_organization_id', 'c.with_organization_id', 'c.spoke_with', 'c.about'])
    .where(visible(actor))
    .where(sql<SqlBool>`strpos(plain(c.spoke_with), plain(${own.name})) > 0`)
    .where(sql<SqlBool>`c.person_id is distinct from ${own.id}::uuid`)
    .orderBy('c.day')
    .orderBy('c.id')
    .execute()
}

/** Puts beside each id of another record what it is called, where they may see that. */
async function nameAll(db: Db, actor: Actor, kinds: Kinds) {
  const rows = Object.values(kinds).flat()
  const ids = new Set(rows.flatMap((row) => Object.values(row)).filter((value) => UUID.test(String(value))))
  const names = await nameRecords(db, actor, [...ids] as string[])
  for (const row of rows)
    for (const [column, id] of Object.entries(row)) {
      const named = column.endsWith('_id') && names.get(String(id))
      if (named) row[column.replace(/_id$/, '_name')] = named.title
    }
}

const utf8 = (text: string) => new TextEncoder().encode(text)

/** The same as files: all of it as JSON, and each kind as a table. */
export function* recordFiles(records: OwnRecords): Generator<EntryOut> {
  yield { path: 'everything.json', pieces: [utf8(`${JSON.stringify(records, null, 2)}\n`)] }
  for (const { slug, person, records: kinds } of records.regions) yield* tables(`${slug}-${person}`, kinds)
  yield* tables('account', records.account)
}

function* tables(folder: string, kinds: Kinds): Generator<EntryOut> {
  for (const [name, rows] of Object.entries(kinds)) {
    if (rows.length === 0) continue
    const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
    const lines = rows.map((row) => columns.map((column) => cellOf(row[column])))
    yield { path: `${folder}/${name}.csv`, pieces: [utf8(toCsv(columns, lines))] }
  }
}

const cellOf = (value: unknown) =>
  value === null || value === undefined ? null : typeof value === 'object' ? JSON.stringify(value) : String(value)
