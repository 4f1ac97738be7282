import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import pg, { type Client } from 'pg'

const folder = new URL('../../db/migrations/', import.meta.url)

export interface Migration {
  name: string
  sql: string
  hash: string
}

/** All migrations of this version, in order. They are immutable: the hash of an applied one is compared. */
export function migrations(): Migration[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .toSorted()
    .map((name) => {
      const sql = readFileSync(new URL(name, folder), 'utf8')
      return { name, sql, hash: createHash('sha256').update(sql).digest('hex') }
    })
}

/** A connection to the database at `url`. Throws a sentence that says what to look at. */
export async function connectTo(url: string): Promise<Client> {
  const client = new pg.Client({ connectionString: url })
  try {
    await client.connect()
    return client
  } catch (error) {
    // A name with several addresses fails at each of them, and such an error says nothing by itself.
    const { message } = error instanceof AggregateError ? (error.errors[0] as Error) : (error as Error)
    throw new Error(`The database cannot be reached: ${message}. Check DATABASE_URL and that the server runs.`, {
      cause: error,
    })
  }
}

/** The migrations a database still lacks. Throws when it holds one that this version does not know or that was changed. */
export async function pending(client: Client): Promise<Migration[]> {
  const known = migrations()
  const exists = await client.query<{ there: boolean }>(`select to_regclass('public.migrations') is not null as there`)
  const applied = exists.rows[0]?.there
    ? (await client.query<{ name: string; hash: string }>('select name, hash from public.migrations order by name'))
        .rows
    : []
  for (const row of applied) {
    const mine = known.find((migration) => migration.name === row.name)
    if (!mine) throw new Error(`The database is newer than this Tieline: it has ${row.name}. Update Tieline.`)
    if (mine.hash !== row.hash)
      throw new Error(`${row.name} was changed after it was applied. Restore the released file.`)
  }
  return known.filter((migration) => !applied.some((row) => row.name === migration.name))
}

/** Brings the database to this version, each migration in a transaction of its own. Returns the names applied. */
export async function migrate(client: Client, now: Date): Promise<string[]> {
  await client.query('select pg_advisory_lock(7217001)')
  try {
    await client.query(
      'create table if not exists public.migrations (name text primary key, hash text not null, applied_at timestamptz not null)',
    )
    const todo = await pending(client)
    for (const migration of todo) await apply(client, migration, now)
    if (todo.length > 0) await loadReferences(client)
    return todo.map((migration) => migration.name)
  } finally {
    await client.query('select pg_advisory_unlock(7217001)')
  }
}

async function apply(client: Client, migration: Migration, now: Date) {
  await client.query('begin')
  try {
    await client.query(migration.sql)
    await client.query('insert into public.migrations (name, hash, applied_at) values ($1, $2, $3)', [
      migration.name,
      migration.hash,
      now,
    ])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(
      `${migration.name} could not be applied: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    )
  }
}

/** Rows of a file of reference data, by column. The files are ours: no cell holds a comma. */
function referenceColumns(name: string): (string | null)[][] {
  const text = readFileSync(new URL(`../../db/reference/${name}`, import.meta.url), 'utf8')
  const [head, ...lines] = text.trim().split('\n')
  const rows = lines.map((line) => line.split(','))
  return head!.split(',').map((_, column) => rows.map((row) => (row[column] === '' ? null : row[column]!)))
}

/** Reference data: the counties of the United States and what is known of each, public domain (see db/reference/SOURCES.md). */
async function loadReferences(client: Client) {
  await client.query(
    `insert into counties (fips, name, state, state_fips, vintage)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int[])
     on conflict (fips) do update set name = excluded.name, state = excluded.state, vintage = excluded.vintage`,
    referenceColumns('counties.csv'),
  )
  await client.query(
    `insert into county_figures (fips, population, population_year, outlets, outlets_year)
     select * from unnest($1::text[], $2::int[], $3::int[], $4::int[], $5::int[])
     on conflict (fips) do update set population = excluded.population, population_year = excluded.population_year,
       outlets = excluded.outlets, outlets_year = excluded.outlets_year`,
    referenceColumns('county-figures.csv'),
  )
  await client.query(
    `insert into county_changes (state, town, before, fips)
     select state, coalesce(town, ''), before, fips from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as changes (state, town, before, fips)
     on conflict (state, town, before) do update set fips = excluded.fips`,
    referenceColumns('county-changes.csv'),
  )
}
