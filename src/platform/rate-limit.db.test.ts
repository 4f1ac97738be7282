import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { onServer, withDatabase } from '../../test/database.ts'
import { type Db, openDb, openPool } from './db.ts'
import { clearOld, limit } from './rate-limit.ts'

const name = `${inject('template')}_limits`
let db: Db

beforeAll(async () => {
  await onServer(inject('server'), (client) => client.query(`create database ${name} template ${inject('template')}`))
  db = openDb(openPool(withDatabase(inject('server'), name)))
})
afterAll(() => db.destroy())

const five = { max: 5, perSeconds: 60 }
const at = (time: string) => new Date(`2026-11-23T${time}Z`)

test('of 20 tries at once as many are let through as the limit says', async () => {
  const all = await Promise.all(Array.from({ length: 20 }, () => limit(db, 'a', five, at('10:00:15'))))
  expect(all.filter((one) => one.ok)).toHaveLength(5)
  expect(all.find((one) => !one.ok)).toEqual({ ok: false, retryAfter: 45 })
  expect(await limit(db, 'b', five, at('10:00:15'))).toEqual({ ok: true, retryAfter: 0 })
  expect(await limit(db, 'a', five, at('10:00:59.999'))).toEqual({ ok: false, retryAfter: 1 })
  expect(await limit(db, 'a', five, at('10:01:00'))).toEqual({ ok: true, retryAfter: 0 })
})

test('old windows are forgotten, present ones are not', async () => {
  await limit(db, 'old', five, at('00:00:00'))
  const tomorrow = new Date('2026-11-24T00:00:30Z')
  await limit(db, 'new', five, tomorrow)
  expect(await clearOld(db, tomorrow)).toBe(1)
  expect((await db.selectFrom('rate_limits').select('key').orderBy('key').execute()).map((row) => row.key)).toContain(
    'new',
  )
})
