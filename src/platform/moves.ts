import { sql } from 'kysely'
import { tableShapes, type TableShape } from './catalogues.ts'
import type { Db, Trx } from './db.ts'

/** A row that followed, as it was and as it became; null: it said what was said already, and went. */
export interface Move {
  table: string
  before: Record<string, unknown>
  after: Record<string, unknown> | null
}

/** A column of a region's table that points at records. */
export interface Pointer {
  table: string
  column: string
}

/** Every column that points at records of a region by a key of the database, but those that are the record itself. */
export async function pointersAtRecords(db: Db, nouns: readonly string[] = []): Promise<Pointer[]> {
  const { rows } = await sql<Pointer>`
    select c.relname::text as table, a.attname::text as column
    from pg_constraint f join pg_class c on c.oid = f.conrelid join pg_class t on t.oid = f.confrelid
      join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum = f.conkey[2]
    where f.contype = 'f' and n.nspname = 'public' and array_length(f.conkey, 1) = 2
      and t.relname = any(${['records', ...nouns]}::text[]) and a.attname <> 'region_id'
      and not exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary
        and array(select unnest(i.indkey)) = f.conkey)
    order by 1, 2`.execute(db)
  return [...new Map(rows.map((row) => [`${row.table}.${row.column}`, row])).values()]
}

/** Times of rows have one spelling, whatever the server is set to. */
const spellInUtc = (trx: Trx) => sql`set local timezone = 'UTC'`.execute(trx)

/** Moves rows within one transaction and keeps what each was, so that all can be undone. */
export async function mover(trx: Trx, regionId: string) {
  await spellInUtc(trx)
  const shapes = new Map((await tableShapes(trx)).map((shape) => [shape.name, shape]))
  const moves: Move[] = []
  const shapeOf = (table: string) => shapes.get(table)!

  async function rowsWhere(table: string, column: string, value: string): Promise<Record<string, unknown>[]> {
    const { rows } = await sql<{ row: Record<string, unknown> }>`select to_jsonb(t) as row from ${sql.table(table)} t
      where t.region_id = ${regionId} and ${sql.ref(`t.${column}`)} = ${value}::uuid`.execute(trx)
    return rows.map(({ row }) => own(shapeOf(table), row))
  }

  /** Changes a row; one that would then say what another says already goes. */
  async function change(table: string, before: Record<string, unknown>, values: Record<string, unknown>) {
    const shape = shapeOf(table)
    await sql`savepoint move`.execute(trx)
    try {
      moves.push({ table, before, after: await updateRow(trx, shape, before, values) })
    } catch (error) {
      if (!isTaken(error)) throw error
      await sql`rollback to savepoint move`.execute(trx)
      await sql`delete from ${sql.table(table)} t where ${isRow(shape, before)}`.execute(trx)
      moves.push({ table, before, after: null })
    }
    await sql`release savepoint move`.execute(trx)
  }

  return {
    moves,
    rowsWhere,
    change,
    /** Takes a row away that says what another one says. */
    async drop(table: string, before: Record<string, unknown>) {
      await sql`delete from ${sql.table(table)} t where ${isRow(shapeOf(table), before)}`.execute(trx)
      moves.push({ table, before, after: null })
    },
    /** Makes every row that points at one record point at another. */
    async repoint({ table, column }: Pointer, from: string, to: string) {
      for (const row of await rowsWhere(table, column, from)) await change(table, row, { [column]: to })
    },
  }
}
export type Mover = Awaited<ReturnType<typeof mover>>

/** Plays moves back, the last first. What was changed since stays as it is; returns how many rows that were. */
export async function moveBack(trx: Trx, moves: readonly Move[]): Promise<number> {
  await spellInUtc(trx)
  const shapes = new Map((await tableShapes(trx)).map((shape) => [shape.name, shape]))
  let stayed = 0
  for (const { table, before, after } of moves.toReversed()) {
    const shape = shapes.get(table)!
    const done = after ? await putBack(trx, shape, before, after) : await insert(trx, shape, before)
    if (!done) stayed += 1
  }
  return stayed
}

async function putBack(
  trx: Trx,
  shape: TableShape,
  before: Record<string, unknown>,
  after: Record<string, unknown>,
): Promise<boolean> {
  const { rows } = await sql<{ row: Record<string, unknown> }>`select to_jsonb(t) as row from ${sql.table(shape.name)} t
    where ${isRow(shape, after)}`.execute(trx)
  const now = rows[0]?.row
  const changed = shape.columns.filter((column) => !alike(before[column], after[column]))
  if (!now || changed.some((column) => !alike(now[column], after[column]))) return false
  await sql`savepoint back`.execute(trx)
  try {
    await updateRow(trx, shape, after, Object.fromEntries(changed.map((column) => [column, before[column]])))
    return true
  } catch (error) {
    if (!isTaken(error)) throw error
    await sql`rollback to savepoint back`.execute(trx)
    return false
  } finally {
    await sql`release savepoint back`.execute(trx)
  }
}

async function insert(trx: Trx, shape: TableShape, row: Record<string, unknown>): Promise<boolean> {
  const columns = sql.join(shape.columns.map((column) => sql.id(column)))
  const { rows } = await sql`insert into ${sql.table(shape.name)} (${columns})
    select ${sql.join(shape.columns.map((column) => sql.ref(`r.${column}`)))}
    from jsonb_populate_record(null::${sql.table(shape.name)}, ${JSON.stringify(row)}::jsonb) r
    on conflict do nothing returning 1`.execute(trx)
  return rows.length > 0
}

const alike = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/** Without what the database computes. */
const own = (shape: TableShape, row: Record<string, unknown>) =>
  Object.fromEntries(shape.columns.map((column) => [column, row[column]]))

const populated = (shape: TableShape, row: Record<string, unknown>) =>
  sql`jsonb_populate_record(null::${sql.table(shape.name)}, ${JSON.stringify(row)}::jsonb)`

/** The row with the key of this one. */
const isRow = (shape: TableShape, row: Record<string, unknown>) =>
  sql.join(
    shape.key.map(
      ({ column }) =>
        sql`${sql.ref(`t.${column}`)} = (select ${sql.ref(`k.${column}`)} from ${populated(shape, row)} k)`,
    ),
    sql` and `,
  )

/** Changes a row and returns it as it is then. */
export async function updateRow(
  trx: Trx,
  shape: TableShape,
  row: Record<string, unknown>,
  values: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const said = Object.keys(values).map(
    (column) => sql`${sql.id(column)} = (select ${sql.ref(`v.${column}`)} from ${populated(shape, values)} v)`,
  )
  const { rows } = await sql<{ row: Record<string, unknown> }>`update ${sql.table(shape.name)} t set ${sql.join(said)}
    where ${isRow(shape, row)} returning to_jsonb(t) as row`.execute(trx)
  return own(shape, rows[0]!.row)
}

/** A key that another row has, or a row that would point at itself. */
const isTaken = (error: unknown) => ['23505', '23514', '23P01'].includes((error as { code?: string }).code ?? '')
