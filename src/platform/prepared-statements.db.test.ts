import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { house } from '../../test/house.ts'
import { onServer } from '../../test/database.ts'
import { openDb, openPool } from './db.ts'

let url: string
const open: pg.Pool[] = []
beforeAll(async () => {
  ;({ url } = await house())
})
afterAll(async () => {
  for (const pool of open) await pool.end()
})

/** A database handle with so many connections, and what its server says of its first one. */
function handle(connections = 1) {
  const pool = openPool(url, connections)
  open.push(pool)
  const db = openDb(pool)
  const pid = async () =>
    (await sql<{ pid: number }>`select pg_backend_pid() as pid where ${true}`.execute(db)).rows[0]!.pid
  const prepared = async () =>
    (await sql<{ statement: string }>`select statement from pg_prepared_statements`.execute(db)).rows.map(
      (row) => row.statement,
    )
  return { pool, db, pid, prepared }
}

describe('statements with values', () => {
  test('are prepared once on a connection, whatever the values', async () => {
    const { db, prepared } = handle()
    for (const n of [1, 2, 3])
      expect((await sql<{ n: number }>`select ${n}::int + 1 as n`.execute(db)).rows).toEqual([{ n: n + 1 }])
    expect((await prepared()).filter((text) => text.includes('+ 1 as n'))).toHaveLength(1)
  })

  test('are told apart by their text', async () => {
    const { db } = handle()
    const [one, two] = [sql<{ n: number }>`select ${1}::int as n`, sql<{ n: string }>`select ${'1'}::text as n`]
    expect((await one.execute(db)).rows).toEqual([{ n: 1 }])
    expect((await two.execute(db)).rows).toEqual([{ n: '1' }])
  })

  test('are prepared on each connection, at once', async () => {
    const { db } = handle(4)
    const pids = await Promise.all(
      Array.from({ length: 12 }, () =>
        sql<{ pid: number }>`select pg_backend_pid() as pid, pg_sleep(${0.01})`.execute(db),
      ),
    )
    expect(new Set(pids.map(({ rows }) => rows[0]!.pid)).size).toBe(4)
  })
})

test('several statements without values go through as they stand', async () => {
  const { db, prepared } = handle()
  await sql`create temporary table leaves (n int); insert into leaves values (1), (2)`.execute(db)
  expect((await sql<{ n: number }>`select n from leaves`.execute(db)).rows).toHaveLength(2)
  expect(await prepared()).toEqual([])
})

describe('when a table changes under a prepared statement', () => {
  test('its connection is given up: one answer fails, the next is right', async () => {
    const { db, pid } = handle()
    await sql`create table shifting (n int); insert into shifting values (1)`.execute(db)
    const read = sql`select * from shifting where n = ${1}`
    expect((await read.execute(db)).rows).toEqual([{ n: 1 }])
    const before = await pid()
    await onServer(url, (client) => client.query(`alter table shifting add more text not null default 'more'`))
    await expect(read.execute(db)).rejects.toThrow('cached plan must not change result type')
    expect((await read.execute(db)).rows).toEqual([{ n: 1, more: 'more' }])
    expect(await pid()).not.toBe(before)
  })

  test('in a transaction the transaction fails whole, and the next one is right', async () => {
    const { db } = handle()
    await sql`create table drifting (n int)`.execute(db)
    const write = () =>
      db.transaction().execute(async (trx) => {
        await sql`insert into drifting (n) values (${1})`.execute(trx)
        await sql`select * from drifting where n = ${1}`.execute(trx)
      })
    await write()
    await onServer(url, (client) => client.query('alter table drifting alter n type bigint'))
    await expect(write()).rejects.toThrow('cached plan must not change result type')
    await write()
    expect((await sql`select n from drifting`.execute(db)).rows).toEqual([{ n: 1 }, { n: 1 }])
  })

  test('an error of another kind keeps its connection', async () => {
    const { db, pid } = handle()
    const before = await pid()
    await expect(sql`select 1 / ${0}::int`.execute(db)).rejects.toThrow('division by zero')
    expect(await pid()).toBe(before)
  })
})

test('a connection that breaks is replaced, and its statements are prepared anew', async () => {
  const { db, pid } = handle()
  const read = sql<{ n: number }>`select ${7}::int as n`
  await read.execute(db)
  const before = await pid()
  const broken = db.transaction().execute(async (trx) => {
    await onServer(url, (client) => client.query('select pg_terminate_backend($1, 5000)', [before]))
    await read.execute(trx)
  })
  await expect(broken).rejects.toThrow(/terminat|Connection|ended/i)
  expect((await read.execute(db)).rows).toEqual([{ n: 7 }])
  expect(await pid()).not.toBe(before)
})

test('a connection whose statements become too many is replaced, and keeps those that are asked for next', async () => {
  const { db, pid, prepared } = handle()
  const before = await pid()
  for (let n = 0; n < 450; n += 1) {
    const { rows } = await sql<{ n: number }>`select ${n}::int as n, ${sql.lit(n)} as distinct_text`.execute(db)
    expect(rows[0]!.n).toBe(n)
  }
  expect(await pid()).not.toBe(before)
  const texts = await prepared()
  expect(texts.length).toBeLessThan(100)
  expect(texts.some((text) => text.includes('449 as distinct_text'))).toBe(true)
})

test('a long transaction of many statements answers, and keeps no more plans than others', async () => {
  const { db } = handle()
  const kept = await db.transaction().execute(async (trx) => {
    for (let n = 0; n < 450; n += 1) await sql`select ${n}::int as n, ${sql.lit(-n)} as distinct_text`.execute(trx)
    return (await sql`select from pg_prepared_statements`.execute(trx)).rows.length
  })
  expect(kept).toBe(400)
})
