import { sql } from 'kysely'
import type { Measured } from '../cli/bench.ts'
import { type Actor, publicActor } from '../src/platform/actor.ts'
import { type Db, learnSizes } from '../src/platform/db.ts'
import { momentAt } from '../src/platform/moment.ts'
import { createRegion } from '../src/region/regions.ts'
import { type Scope, searchRecords } from '../src/search/results.ts'
import { withOwnDatabase } from './own-database.ts'
import { seeded } from './seeded.ts'
import { quantile } from './quantiles.ts'

const IN_ONE_REGION = 100_000
const OTHER_REGIONS = 20
const IN_EACH_OTHER = 1000
const QUESTIONS = 200
const FIRST = 20

const KINDS = ['organization', 'organization', 'organization', 'person', 'tie'] as const
const TYPES =
  'Library,Public Library,University,Data Center,Historical Society,School District,County Office,Health Department,Food Bank,Community Foundation,Housing Authority,Planning Commission,Transit Authority,Newspaper,Legal Aid,Genealogy Club,Mapping Project,Open Data Portal,Neighborhood Council,Water District,Museum,Workforce Board,Arts Alliance,Science Center,Veterans Center'.split(
    ',',
  )
const SYLLABLES =
  'al,ber,can,dor,el,fen,gar,hol,in,jas,kel,lor,mar,nor,os,pel,quin,ros,sal,tor,ul,ver,wes,yor,zan,bright,stone,ridge,ford,ton'.split(
    ',',
  )

/** How well and how fast a name is found that was typed with a slip, beside trigrams alone on the same names. */
export const run = (): Promise<Measured[]> =>
  withOwnDatabase(async (db) => {
    const random = seeded(1)
    const actor = await fill(db, random)
    return [
      ...(await measure(db, actor, 'in a region', random)),
      ...(await measure(db, null, 'in all regions', random)),
    ]
  })

const slipKinds = { swapped, missing, doubled }

async function measure(db: Db, scope: Scope, where: string, random: () => number): Promise<Measured[]> {
  const rows: Measured[] = []
  const times: number[] = []
  for (const [kind, slip] of Object.entries(slipKinds)) {
    const asked = (await someNames(db, scope)).map((one) => ({ ...one, q: slip(one.title, random) }))
    const found = await finds(asked, times, async (q) => (await ask(db, scope, q)).map((one) => one.id))
    rows.push({ what: `${where}, a letter ${kind}, in the first ${FIRST}`, value: found, unit: '%', goal: '≥ 95' })
    if (!scope) continue
    const byTrigrams = await finds(asked, [], (q) => trigrams(db, scope, q))
    rows.push({ what: `  the same by trigrams alone`, value: byTrigrams, unit: '%' })
  }
  rows.push({ what: `${where}, with a slip, p95`, value: p95(times), unit: 'ms', goal: '≤ 60' })
  const exact: number[] = []
  const right = (await someNames(db, scope)).map((one) => ({ ...one, q: one.title }))
  await finds(right, exact, async (q) => (await ask(db, scope, q)).map((one) => one.id))
  rows.push({ what: `${where}, a name as it is, p95`, value: p95(exact), unit: 'ms', goal: '≤ 60' })
  const common: number[] = []
  await finds(
    TYPES.map((title) => ({ id: '', q: title })),
    common,
    async (q) => (await ask(db, scope, q)).map((one) => one.id),
  )
  rows.push({ what: `${where}, a word that thousands have, p95`, value: p95(common), unit: 'ms', goal: '≤ 60' })
  return rows
}

const ask = async (db: Db, scope: Scope, q: string) =>
  (await searchRecords(db, scope, { q, kind: '', lang: 'en' }, 1)).results

/** What share of the questions, in percent, led to the record they were made from; how long each took goes to `times`. */
async function finds(asked: { id: string; q: string }[], times: number[], search: (q: string) => Promise<string[]>) {
  let count = 0
  for (const { id, q } of asked) {
    const began = performance.now()
    if ((await search(q)).includes(id)) count += 1
    times.push(performance.now() - began)
  }
  return (100 * count) / asked.length
}

const someNames = (db: Db, scope: Scope) =>
  db
    .selectFrom('search_texts')
    .select(['record_id as id', 'title'])
    .$if(scope !== null, (names) => names.where('region_id', '=', scope!.regionId))
    .orderBy(sql`random()`)
    .limit(QUESTIONS)
    .execute()

async function trigrams(db: Db, { regionId }: Actor, q: string) {
  const rows = await db
    .selectFrom('search_texts as s')
    .select('s.record_id')
    .where('s.region_id', '=', regionId)
    .where(sql<boolean>`plain(s.title) % plain(${q})`)
    .orderBy(sql`similarity(plain(s.title), plain(${q}))`, 'desc')
    .limit(FIRST)
    .execute()
  return rows.map((row) => row.record_id)
}

/** One region of the full size and many small ones. Returns the public of the big one. */
async function fill(db: Db, random: () => number): Promise<Actor> {
  const moment = momentAt(new Date())
  const make = (slug: string) =>
    createRegion(db, null, { name: slug, slug, timeZone: 'America/New_York', counties: [] }, moment)
  const big = await make('big')
  await addRecords(db, big, IN_ONE_REGION, random)
  for (let n = 0; n < OTHER_REGIONS; n += 1) await addRecords(db, await make(`region-${n}`), IN_EACH_OTHER, random)
  await learnSizes(db as never, ['records', 'search_texts', 'joins'])
  return publicActor(big)
}

async function addRecords(db: Db, regionId: string, count: number, random: () => number) {
  const names = [...new Set(Array.from({ length: count * 2 }, () => aName(random)))].slice(0, count)
  const kinds = names.map((_, n) => KINDS[n % KINDS.length]!)
  const ids = names.map(() => momentAt(new Date()).id())
  await sql`insert into records (region_id, id, kind, visibility, lang, created_at)
    select ${regionId}, id, kind, 'public', 'en', ${new Date()}::timestamptz
    from unnest(${ids}::uuid[], ${kinds}::text[]) as t(id, kind)`.execute(db)
  await sql`insert into search_texts (region_id, record_id, lang, title, body)
    select ${regionId}, id, 'en', name, 'Helps people find and use data about ' || name || ' and the counties around it.'
    from unnest(${ids}::uuid[], ${names}::text[]) as t(id, name)`.execute(db)
}

function aName(random: () => number): string {
  const one = <T>(all: readonly T[]) => all[Math.floor(random() * all.length)]!
  const town = one(SYLLABLES) + one(SYLLABLES) + (random() < 0.5 ? one(SYLLABLES) : '')
  return `${town[0]!.toUpperCase()}${town.slice(1)} ${one(TYPES)}${random() < 0.3 ? ` of ${one(SYLLABLES)}${one(SYLLABLES)}` : ''}`
}

/** A place in the longest words of a name, of which a slip changes something. */
function spotIn(name: string, random: () => number) {
  const words = [...name.matchAll(/\p{L}{4,}/gu)]
  const word = words[Math.floor(random() * words.length)]!
  return word.index + Math.floor(random() * (word[0].length - 1))
}
function swapped(name: string, random: () => number): string {
  for (;;) {
    const at = spotIn(name, random)
    const after = name.slice(0, at) + name[at + 1] + name[at] + name.slice(at + 2)
    if (after.toLowerCase() !== name.toLowerCase()) return after
  }
}
function missing(name: string, random: () => number): string {
  const at = spotIn(name, random)
  return name.slice(0, at) + name.slice(at + 1)
}
function doubled(name: string, random: () => number): string {
  const at = spotIn(name, random)
  return name.slice(0, at) + name[at] + name.slice(at)
}

const p95 = (times: number[]) => quantile(times, 0.95)
