import { readFileSync, readdirSync } from 'node:fs'
import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import { texts } from '../src/platform/i18n.ts'
import { tableShapes } from '../src/platform/catalogues.ts'
import { type Failure, failingDb } from './failing-database.ts'
import { type Case, CASES, type Deed } from './verb-cases.ts'
import { type World, world } from './world.ts'

const ALL = process.env.TEST_ALL === '1'
const DAY = Math.floor(Date.now() / 86_400_000)
/** So many days it takes until each verb had its turn. */
const PARTS = 12
const MOST = 60

/** A verb has its day; with TEST_ALL it is today. */
const isToday = (verb: string) => ALL || Object.keys(CASES).indexOf(verb) % PARTS === DAY % PARTS

async function place() {
  const w = await world()
  const failing = failingDb(w.url)
  return { w, failing, doing: { as: w.another(failing.db).as, db: failing.db } }
}
type Place = Awaited<ReturnType<typeof place>>

const town = await place()
// Its case ends every session.
const REPLACES_ALL = 'installation.restored'
const elsewhere = isToday(REPLACES_ALL) ? await place() : town
afterAll(() => Promise.all([town, elsewhere].map(({ failing }) => failing.db.destroy())))

/** What stands beside the truth: who asked how often, what was asked twice, when somebody was last here. */
const BESIDE = ['public.rate_limits', 'public.request_keys', 'public.sweeps', 'auth.session']

/** Every row of the installation. */
async function state({ db }: World, later: string[] = []): Promise<string[]> {
  const shapes = await tableShapes(db, ['public', 'auth'])
  const names = shapes
    .map(({ schema, name }) => `${schema}.${name}`)
    .filter((name) => ![...BESIDE, ...later].includes(name))
  const selects = names.map(
    (name) => sql`select ${name} as "table", to_jsonb(t)::text as row from ${sql.table(name)} t`,
  )
  const { rows } = await sql<{ table: string; row: string }>`${sql.join(selects, sql` union all `)}`.execute(db)
  return rows.map(({ table, row }) => `${table} ${row}`).toSorted()
}

/** What two states do not share, without what differs between two things that are made alike. */
function change(before: string[], after: string[]): string[] {
  const [was, is] = [new Set(before), new Set(after)]
  const gone = before.filter((row) => !is.has(row)).map((row) => `- ${alike(row)}`)
  const come = after.filter((row) => !was.has(row)).map((row) => `+ ${alike(row)}`)
  return [...gone, ...come].toSorted()
}
const alike = (row: string) =>
  row
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ID')
    .replaceAll(/\\\\x[0-9a-f]+/g, 'BYTES')
    .replaceAll(/"[\w-]{30,}"/g, '"TOKEN"')
    .replaceAll(/(?<=[a-z])-\d+\b/g, '')
    .replaceAll(/-?\d+/g, '#')
    .replaceAll(/#(, #)+/g, '#')

interface Begun {
  deed: Deed
  before: string[]
  later?: string[]
}

/** Does a verb while its n-th statement fails: what came of it, and what was said to the database, in order. */
async function attempt({ w, failing, doing }: Place, { deed, before, later }: Begun, n = 0, how: Failure = 'refused') {
  failing.failAt(n, how)
  const status = await deed(doing)
  const said = failing.said()
  failing.failAt()
  return { change: change(before, await state(w, later)), status, said }
}

/** A thing to do it to, and how all stands before. */
async function begin({ w }: Place, { prepare, later }: Case) {
  const deed = await prepare(w)
  return { deed, before: await state(w, later), later }
}

/** Once more, with nothing that fails, under the same key: it was done once, and that is told. */
async function again(at: Place, begun: Begun, where: string) {
  const { change: twice, status } = await attempt(at, { ...begun, before: await state(at.w, begun.later) })
  expect([where, twice], 'the same sent again is the same write').toEqual([where, []])
  expect([where, status]).toEqual([where, expect.toSatisfy((one: number) => one < 400 || one === 409)])
}

/** Of what says much, as an archive does, a part each day. */
const sampled = <T>(all: T[]) => (ALL || all.length <= MOST ? all : all.filter((_, n) => n % PARTS === DAY % PARTS))

/** Lets each statement of a verb fail in turn. Afterwards all is as before, or as it is when nothing fails. */
async function failEach(at: Place, one: Case) {
  const whole = await attempt(at, await begin(at, one))
  expect(whole.status).toBeLessThan(400)
  const failures = whole.said.flatMap((text, n): [number, Failure][] =>
    text === 'commit'
      ? [
          [n + 1, 'refused'],
          [n + 1, 'unheard'],
        ]
      : [[n + 1, 'refused']],
  )
  let begun = await begin(at, one)
  for (const [n, how] of sampled(failures)) {
    const came = await attempt(at, begun, n, how)
    const where = `${how} ${n}: ${came.said[n - 1]}`
    if (came.change.length === 0) {
      expect([where, came.status]).toEqual([where, expect.toSatisfy((status: number) => status >= 400)])
      continue
    }
    expect([where, came.change]).toEqual([where, whole.change])
    if (one.repeats) await again(at, begun, where)
    begun = await begin(at, one)
  }
  return whole
}

describe('whichever statement fails, a verb is done whole or not at all', () => {
  const verbs = [...texts('en').keys()].flatMap((key) => /^journal\.verb\.(\w+\.[\w-]+)$/.exec(key)?.[1] ?? [])

  test('every verb that the journals know has a case', () => {
    const missing = [...verbs, ...namedInSources()].filter((verb) => !(verb in CASES))
    expect([...new Set(missing)]).toEqual([])
  })

  // An export asks some hundreds of statements, and each of them fails twice.
  test.each(Object.keys(CASES).filter(isToday))('%s', { timeout: 400_000 }, async (verb) => {
    const { change: done } = await failEach(verb === REPLACES_ALL ? elsewhere : town, CASES[verb]!)
    expect(done.filter((row) => /^\+ public\.\w*journal /.test(row)).join()).toContain(`"verb": "${verb}"`)
  })
})

/** Verbs that stand in the sources as such, also those of the journal of the installation. */
function namedInSources(): string[] {
  const folder = new URL('../src/', import.meta.url)
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const sources = files
    .filter((file) => /(?<!\.test)\.tsx?$/.test(file))
    .map((file) => readFileSync(new URL(file, folder), 'utf8'))
  return sources.flatMap((text) => [...text.matchAll(/\bverb: '(\w+\.[\w-]+)'/g)].map((match) => match[1]!))
}
