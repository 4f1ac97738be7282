import { sql } from 'kysely'
import type { Trx } from '../platform/db.ts'
import type { TableShape } from '../platform/catalogues.ts'

/** Stands for the region's own id, which another installation or another name gives anew. */
export const REGION = '00000000-0000-0000-0000-000000000000'

/** So many rows are read or written at once. */
const BATCH = 500

/** Every value has one spelling, whatever the server is set to. */
export async function spellPlainly(trx: Trx) {
  await sql`set local timezone = 'UTC'`.execute(trx)
  await sql`set local datestyle = 'ISO, MDY'`.execute(trx)
  await sql`set local bytea_output = 'hex'`.execute(trx)
  await sql`set local extra_float_digits = 1`.execute(trx)
}

/**
 * The rows of a table, each a line of JSON with its columns by name, in the order of its key: of one region without the
 * region's id, or of the whole table.
 */
export async function* linesOf(trx: Trx, shape: TableShape, regionId?: string): AsyncGenerator<string> {
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
    ${regionId === undefined ? sql`` : sql`where t.region_id = ${regionId}::uuid`}
    ${order.length === 0 ? sql`` : sql`order by ${sql.join(order)}`}`.execute(trx)
  try {
    for (;;) {
      const { rows } = await sql<{ line: string }>`fetch 500 from lines`.execute(trx)
      for (const { line } of rows) yield regionId === undefined ? line : line.replaceAll(`"${regionId}"`, `"${REGION}"`)
      if (rows.length < BATCH) return
    }
  } finally {
    await sql`close lines`.execute(trx)
  }
}

/** Columns of a region's tables that an archive leaves out: when those whom an entry concerns were looked up. */
const NOT_ARCHIVED: Record<string, string[]> = { journal: ['announced_at'] }

/** What a line holds: of a region all but the region's id and what only this installation does with it. */
export const columnsOf = (shape: TableShape, regionId?: string): string[] =>
  regionId === undefined
    ? shape.columns
    : shape.columns.filter((column) => column !== 'region_id' && !NOT_ARCHIVED[shape.name]?.includes(column))

/**
 * Writes lines into a table, some hundred at a time: those columns that they have and the table knows, the rest stays as
 * the table has it by default. Returns how many there were.
 */
export async function writeLines(
  trx: Trx,
  shape: TableShape,
  columns: string[],
  lines: AsyncIterable<string>,
  regionId?: string,
): Promise<number> {
  const known = columns.filter((column) => shape.columns.includes(column))
  let batch: string[] = []
  let count = 0
  const flush = async () => {
    if (batch.length > 0 && known.length > 0) await insert(trx, shape, known, batch, regionId)
    count += batch.length
    batch = []
  }
  for await (const line of lines) {
    batch.push(line)
    if (batch.length === BATCH) await flush()
  }
  await flush()
  return count
}

function insert(trx: Trx, shape: TableShape, columns: string[], lines: string[], regionId?: string) {
  const json = `[${lines.join(',')}]`
  const rows = regionId === undefined ? json : json.replaceAll(`"${REGION}"`, `"${regionId}"`)
  const table = sql.id(shape.schema, shape.name)
  const names = regionId === undefined ? columns : ['region_id', ...columns]
  const values = columns.map((column) => sql.ref(`r.${column}`))
  return sql`insert into ${table} (${sql.join(names.map((name) => sql.id(name)))})
    select ${sql.join(regionId === undefined ? values : [sql`${regionId}::uuid`, ...values])}
    from json_populate_recordset(null::${table}, ${rows}::json) r`.execute(trx)
}
