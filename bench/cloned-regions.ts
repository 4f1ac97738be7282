import { sql } from 'kysely'
import type { Db } from '../src/platform/db.ts'

/** So many regions one statement makes. */
const AT_ONCE = 250

/**
 * Copies of a region, row by row, under new ids and addresses. Every verb would take minutes for thousands of regions, and
 * what is measured is what stands there, not how it came. Not for regions with members: accounts are not copied.
 */
export async function cloneRegion(db: Db, regionId: string, count: number) {
  const tables = await tablesOf(db, regionId)
  await db.transaction().execute(async (trx) => {
    await sql`set local statement_timeout = 0`.execute(trx)
    for (let first = 1; first <= count; first += AT_ONCE)
      for (const { table, columns } of tables) {
        const values = columns.map(({ name, isId }) => valueOf(table, name, isId))
        await sql`insert into ${sql.table(table)} (${sql.join(columns.map(({ name }) => sql.ref(name)))})
          select ${sql.join(values)} from ${sql.table(table)} t, generate_series(${first}::int, ${Math.min(first + AT_ONCE - 1, count)}::int) n
          where t.region_id = ${regionId}`.execute(trx)
      }
  })
  await sql`analyze`.execute(db)
}

/** The same id becomes the same new one wherever it stands, another in each copy. */
const valueOf = (table: string, column: string, isId: boolean) => {
  const old = sql.ref(`t.${column}`)
  if (isId) return sql`md5(n || ${old}::text)::uuid`
  return table === 'region_slugs' && column === 'slug' ? sql`${old} || '-' || n` : old
}

/** Tables in which the region has rows, with the columns that can be written. */
async function tablesOf(db: Db, regionId: string) {
  const { rows } = await sql<{ table: string; columns: { name: string; isId: boolean }[] }>`
    select c.table_name as table, json_agg(json_build_object('name', c.column_name, 'isId', c.udt_name = 'uuid')) as columns
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.is_generated = 'NEVER'
    group by c.table_name having bool_or(c.column_name = 'region_id')`.execute(db)
  const filled = await Promise.all(
    rows.map(async ({ table }) => {
      const { rows: some } = await sql`select from ${sql.table(table)} where region_id = ${regionId} limit 1`.execute(
        db,
      )
      return some.length > 0
    }),
  )
  return inOrder(
    db,
    rows.filter((_, n) => filled[n]),
  )
}

/** Tables after those that their rows lead to. */
async function inOrder<T extends { table: string }>(db: Db, tables: T[]): Promise<T[]> {
  const { rows } = await sql<{ from: string; to: string }>`
    select conrelid::regclass::text as from, confrelid::regclass::text as to from pg_constraint
    where contype = 'f' and conrelid <> confrelid`.execute(db)
  const ordered: T[] = []
  let left = tables
  while (left.length > 0) {
    const waits = (one: T) => rows.some(({ from, to }) => from === one.table && left.some(({ table }) => table === to))
    const [next, rest] = [left.filter((one) => !waits(one)), left.filter(waits)]
    if (next.length === 0)
      throw new Error(`These tables lead to each other: ${rest.map(({ table }) => table).join(', ')}`)
    ordered.push(...next)
    left = rest
  }
  return ordered
}
