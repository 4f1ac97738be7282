import { sql } from 'kysely'
import type { Db } from './db.ts'

/** A table as the database has it. */
export interface TableShape {
  schema: string
  name: string
  /** Columns that rows bring, by name: what the database computes itself is left out. */
  columns: string[]
  /** What tells rows apart. */
  key: { column: string; isText: boolean; isId: boolean }[]
  /** Whether its rows belong to regions. */
  ofRegion: boolean
}

interface Row {
  schema: string
  name: string
  columns: string[]
  key: TableShape['key']
  needs: string[]
}

/** The tables of some schemas, each after those that its rows point at. */
export async function tableShapes(db: Db, schemas: string[] = ['public']): Promise<TableShape[]> {
  const { rows } = await sql<Row>`
    select n.nspname as schema, c.relname as name,
      array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        and a.attgenerated = '' order by a.attname::text collate "C") as columns,
      coalesce((select json_agg(json_build_object('column', a.attname, 'isText', a.atttypid = 'text'::regtype,
          'isId', a.atttypid = 'uuid'::regtype) order by array_position(i.indkey::int2[], a.attnum))
        from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey::int2[])
        where i.indrelid = c.oid and i.indisprimary), '[]') as key,
      array(select distinct t.relname::text from pg_constraint f join pg_class t on t.oid = f.confrelid
        where f.conrelid = c.oid and f.contype = 'f' and not f.condeferrable and f.confrelid <> c.oid) as needs
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname = any(${schemas}::text[])
    order by n.nspname collate "C", c.relname collate "C"`.execute(db)
  return inOrder(rows).map(({ needs: _needs, ...shape }) => ({
    ...shape,
    ofRegion: shape.columns.includes('region_id'),
  }))
}

/** Tables whose needs stand before them; keys that are checked at the end of a transaction ask for no order. */
function inOrder(rows: Row[]): Row[] {
  const ordered: Row[] = []
  const waiting = new Set(rows)
  while (waiting.size > 0) {
    const missing = new Set([...waiting].map((row) => row.name))
    const next = [...waiting].filter((row) => !row.needs.some((need) => missing.has(need)))
    if (next.length === 0) throw new Error(`Tables need each other: ${[...missing].join(', ')}`)
    for (const row of next) waiting.delete(row)
    ordered.push(...next)
  }
  return ordered
}
