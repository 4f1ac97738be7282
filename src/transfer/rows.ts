import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Trx } from '../platform/db.ts'
import type { TableShape } from '../platform/catalogues.ts'
import { placed, placeless, REGION, type RegionHere } from './own-addresses.ts'

/** So many rows are read or written at once, and about so many characters. */
const BATCH = { rows: 500, characters: 8_000_000 }

/** Every value has one spelling, whatever the server is set to. */
export async function spellPlainly(trx: Trx) {
  await sql`set local timezone = 'UTC'`.execute(trx)
  await sql`set local datestyle = 'ISO, MDY'`.execute(trx)
  await sql`set local bytea_output = 'hex'`.execute(trx)
  await sql`set local extra_float_digits = 1`.execute(trx)
}

/**
 * The rows of a table, each a line of JSON with its columns by name, in the order of its key: of one region without the
 * region's id, or of the whole table; of `t` those alone that are asked for.
 */
export async function* linesOf(
  trx: Trx,
  shape: TableShape,
  region?: RegionHere,
  only: RawBuilder<SqlBool> = sql<SqlBool>`true`,
): AsyncGenerator<string> {
  const regionId = region?.id
  const away = region && placeless(region)
  const columns = columnsOf(shape, regionId)
  const key = shape.key.filter(({ column }) => regionId === undefined || column !== 'region_id')
  const order = (key.length > 0 ? key : shape.columns.map((column) => ({ column, isText: false, isId: false }))).map(
    ({ column, isText, isId }) => {
      const value = sql.ref(`t.${column}`)
      if (isText) return sql`${value} collate "C"`
      return isId && regionId !== undefined
        ? sql`case when ${value} = ${regionId}::uuid then ${REGION}::uuid else ${value} end`
        : value
    },
  )
  const row = sql`(select row_to_json(one) from (select ${sql.join(columns.map((column) => sql.ref(`t.${column}`)))}) one)::text`
  await sql`declare lines no scroll cursor for select ${row} as line
    from ${sql.id(shape.schema, shape.name)} t
    where ${regionId === undefined ? sql`true` : sql`t.region_id = ${regionId}::uuid`} and ${only}
    ${order.length === 0 ? sql`` : sql`order by ${sql.join(order)}`}`.execute(trx)
  try {
    for (let many = false; ;) {
      const rows = await fetch(trx, many)
      for (const { line } of rows) yield away ? away(line) : line
      if (rows.length < (many ? BATCH.rows : 8)) return
      // Rows of files are long: a few of them are enough at once.
      many = rows.reduce((sum, { line }) => sum + line.length, 0) / rows.length < BATCH.characters / BATCH.rows
    }
  } finally {
    await sql`close lines`.execute(trx)
  }
}

/** The next lines, few of them or as many as are read at once. */
async function fetch(trx: Trx, many: boolean): Promise<{ line: string }[]> {
  const lines = many ? sql<{ line: string }>`fetch 500 from lines` : sql<{ line: string }>`fetch 8 from lines`
  return (await lines.execute(trx)).rows
}

/** Columns of a region's tables that an archive leaves out: when those whom an entry concerns were looked up, and what opens a meeting. */
const NOT_ARCHIVED: Record<string, string[]> = {
  journal: ['announced_at'],
  meetings: ['code_hash'],
  meeting_participants: ['token_hash'],
}

/** What a line holds: of a region all but the region's id and what only this installation does with it. */
export const columnsOf = (shape: TableShape, regionId?: string): string[] =>
  regionId === undefined
    ? shape.columns
    : shape.columns.filter((column) => column !== 'region_id' && !NOT_ARCHIVED[shape.name]?.includes(column))

/**
 * Writes lines into a table, some hundred at a time; columns that they have not stay as the table has them by default.
 * Returns how many there were.
 */
export async function writeLines(
  trx: Trx,
  shape: TableShape,
  columns: string[],
  lines: AsyncIterable<string>,
  region?: RegionHere,
): Promise<number> {
  let batch: string[] = []
  let [count, length] = [0, 0]
  const flush = async () => {
    if (batch.length > 0) await insert(trx, shape, columns, batch, region)
    count += batch.length
    batch = []
    length = 0
  }
  for await (const line of lines) {
    batch.push(line)
    length += line.length
    if (batch.length >= BATCH.rows || length >= BATCH.characters) await flush()
  }
  await flush()
  return count
}

function insert(trx: Trx, shape: TableShape, columns: string[], lines: string[], region?: RegionHere) {
  const json = `[${lines.join(',')}]`
  const rows = region === undefined ? json : placed(region)(json)
  const regionId = region?.id
  const table = sql.id(shape.schema, shape.name)
  const names = regionId === undefined ? columns : ['region_id', ...columns]
  const values = columns.map((column) => sql.ref(`r.${column}`))
  return sql`insert into ${table} (${sql.join(names.map((name) => sql.id(name)))})
    select ${sql.join(regionId === undefined ? values : [sql`${regionId}::uuid`, ...values])}
    from json_populate_recordset(null::${table}, ${rows}::json) r`.execute(trx)
}
