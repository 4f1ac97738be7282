import { Kysely, PostgresDialect, type SqlBool, type Transaction, sql } from 'kysely'
import pg from 'pg'
import { type Actor, publicActor } from './actor.ts'
import type { DB } from './db-types.ts'
import { preparing } from './prepared-statements.ts'

export type Tables = DB
/** A handle to the database, or a transaction on it. */
export type Db = Kysely<DB>
export type Trx = Transaction<DB>

// Days are days, not midnights of some time zone.
pg.types.setTypeParser(1082, (day) => day)
// Counts fit a number.
pg.types.setTypeParser(20, Number)

// Compiling a plan takes longer than any query of a page.
const NO_JIT = '-c jit=off'

/** A pool of connections to the database at `url`. */
export function openPool(url: string, max = 6): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: 5000,
    keepAlive: true,
    options: NO_JIT,
  })
  // A connection that breaks while idle is replaced; the next query tells if the server is gone.
  pool.on('error', () => undefined)
  // One that breaks between two statements of a transaction tells so too, and would end the process; the next
  // statement fails by itself.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

export const openDb = (pool: pg.Pool): Db => new Kysely<DB>({ dialect: new PostgresDialect({ pool: preparing(pool) }) })

/** Does it in a transaction: the one that `db` is, or one of its own. */
export const inTransaction = <T>(db: Db, work: (trx: Trx) => Promise<T>): Promise<T> =>
  db.isTransaction ? work(db as Trx) : db.transaction().execute(work)

/**
 * Reads with plans made for the very values that are asked. A plan kept for any value is right for keys, and wrong for words
 * of a search, some of which thousands of texts have and some none: among 5,000 it took three times as long.
 */
export const planningEach = <T>(db: Db, read: (trx: Trx) => Promise<T>): Promise<T> =>
  db
    .transaction()
    .setAccessMode('read only')
    .execute(async (trx) => {
      await sql`set local plan_cache_mode = force_custom_plan`.execute(trx)
      return read(trx)
    })

type Spine = 'records' | 'ends'

const open = (actor: Actor, r: Spine) => sql<SqlBool>`
  ${sql.ref(`${r}.removed_at`)} is null and (
    ${sql.ref(`${r}.visibility`)} = 'public'
    or (${actor.member} and ${sql.ref(`${r}.visibility`)} = 'region')
    or ${actor.coordinates}
    or exists (select from circle_members m where m.region_id = ${sql.ref(`${r}.region_id`)}
      and m.circle_id = ${sql.ref(`${r}.circle_id`)} and m.organization_id = any(${actor.organizationIds}::uuid[])))`

/** What one end disputes is left to its ends and the coordinators. */
const undisputed = (actor: Actor) => sql<SqlBool>`
  (records.disputed_at is null or ${actor.coordinates} or exists (select from joins j where j.region_id = records.region_id
    and j.record_id = records.id and j.end_id = any(${actor.organizationIds}::uuid[])))`

/**
 * Keeps a condition inside `exists` a look-up by key for each row. Without it the planner may turn it into a join, and
 * where its statistics are older than a big import that join takes minutes instead of milliseconds.
 */
export const ROW_BY_ROW = sql`offset 0`

/** The one rule of what can be found: a condition on `records`. What joins others is never more visible than its least visible end. */
export const visible = (actor: Actor) => sql<SqlBool>`
  (records.region_id = ${actor.regionId} and ${unhidden(actor)})`

/** The same for what the public finds in all regions together. */
export const visibleAnywhere = () => unhidden(publicActor(''))

const unhidden = (actor: Actor) => sql<SqlBool>`
  (${open(actor, 'records')} and ${undisputed(actor)}
  and not exists (select from joins j join records ends on ends.region_id = j.region_id and ends.id = j.end_id
    where j.region_id = records.region_id and j.record_id = records.id and not (${open(actor, 'ends')}) ${ROW_BY_ROW}))`

/** After a big import: the planner learns how large the tables are now, before anybody asks. */
export const learnSizes = (trx: Trx, tables: readonly (keyof DB)[]) =>
  sql`analyze ${sql.join(tables.map((table) => sql.table(table)))}`.execute(trx)

/** The same for a place in a query where `records` has another meaning: the record with this id may be seen. */
export const visibleId = (actor: Actor, id: string) => sql<SqlBool>`
  exists (select from records where records.id = ${sql.ref(id)} and ${visible(actor)} ${ROW_BY_ROW})`
