import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { failingDb } from '../../test/failing-database.ts'
import { house } from '../../test/house.ts'
import { takeTurn } from '../directory/import-turns.ts'
import { openSource, type Source } from '../directory/import-sources.ts'
import { keepOutlook, LEASE, noteLooked, progressOf, takeUpUpload } from '../directory/long-uploads.ts'
import { forgetOldUploads } from '../directory/uploads.ts'
import { momentAt } from '../platform/moment.ts'
import { importInBatches, type ImportWorker, workOffUploads } from './long-imports.ts'
import { importSources } from './network-imports.ts'

const h = await house()
const ROWS = 2400

/** Libraries of which some are owned by one that stands further down, and some stand twice with other words. */
const list = (rows = ROWS, owned = 150) =>
  [
    'name,mission,parent',
    ...Array.from(
      { length: rows },
      (_, n) => `Library ${n},Lends ${n} books,${n % owned === 0 ? `Library ${(n + 70) % rows}` : ''}`,
    ),
    'Library 7,Lends maps,',
  ].join('\n')

const sourceOf = (name: string, text: string): Source => {
  const opened = openSource(name, new TextEncoder().encode(text))
  if (!opened.ok) throw new Error(`${name} cannot be read`)
  return opened.source
}

/** What stands in a region, in words that are the same whichever ids it got. */
async function content(regionId: string): Promise<string> {
  const { rows } = await sql<{ line: string }>`
    select concat_ws('|', o.name, o.mission, parent.name, o.extra::text, r.slug, s.title,
      (select string_agg(i.scheme || i.value, ' ' order by i.value collate "C") from identifiers i
        where i.region_id = o.region_id and i.record_id = o.id)) as line
    from organizations o join records r on r.region_id = o.region_id and r.id = o.id
    left join organizations parent on parent.region_id = o.region_id and parent.id = o.parent_id
    left join search_texts s on s.region_id = o.region_id and s.record_id = o.id
    where o.region_id = ${regionId}
    union all
    select concat_ws('|', 'tie', least(a.name, b.name), greatest(a.name, b.name), t.kind, t.note, t.extra::text) from ties t
    join organizations a on a.region_id = t.region_id and a.id = t.a_id
    join organizations b on b.region_id = t.region_id and b.id = t.b_id
    where t.region_id = ${regionId} order by 1`.execute(h.db)
  return rows.map(({ line }) => line).join('\n')
}
const journalOf = async (id: string) =>
  (
    await h.db.selectFrom('journal').select(['verb', 'batch_id', 'actor_id']).where('region_id', '=', id).execute()
  ).filter(({ verb }) => verb.startsWith('organization.'))

/** A region with its coordinator, and what they do with a file of it. */
async function aPlace(slug: string) {
  const region = await h.aRegion(slug)
  const coordinator = await h.aMember(region, 'coordinator')
  const see = async (path: string) => (await h.as(coordinator).get(path)).text
  const start = `/${slug}/settings/import`
  return {
    region,
    coordinator,
    see,
    start,
    async upload(name: string, text: string) {
      const body = new FormData()
      body.append('file', new File([text], name))
      const { location } = await h.as(coordinator).send('POST', start, { body })
      return location!.replace('?notice=remembered', '')
    },
    /** Uploads, and says that it shall be imported once it was looked at. */
    async begin(text: string) {
      const path = await this.upload('libraries.csv', text)
      await workOffUploads(worker)
      await h.as(coordinator).post(`${path}/completion`)
      return path
    },
    report: async (path: string) => JSON.parse(await see(`${path}?format=json`)),
  }
}

const worker: ImportWorker = { db: h.db, clock: h.clock, log: h.parts.log, isTaking: () => true }
/** A worker that stops after so many batches. */
const during = (batches: number): ImportWorker => ({ ...worker, isTaking: () => batches-- > -1 })
/** One that comes when nobody was heard of for a while. */
const later: ImportWorker = { ...worker, clock: () => momentAt(new Date(h.time.now.getTime() + LEASE * 1000)) }

let whole = ''
beforeAll(async () => {
  const { id, system } = await h.aRegion('at-once')
  await importSources(h.db, system, [sourceOf('libraries.csv', list())], h.clock(), { lang: 'en' })
  whole = await content(id)
})

describe('a long file in the browser', () => {
  test('is looked at and imported by a worker, and its page says how far it is', async () => {
    const place = await aPlace('long')
    const path = await place.upload('libraries.csv', list())
    const looking = await place.see(path)
    expect(looking).toContain('libraries.csv is being looked at')
    expect(looking).toContain('0 of 2,401 rows')
    expect(looking).not.toContain('completion')
    expect(await place.see(place.start)).toMatch(/libraries\.csv<\/a>.*Under way/s)
    await workOffUploads(worker)
    expect(await content(place.region.id)).toBe('')
    expect(await place.see(path)).toContain('Import 2,401 organizations')

    expect((await h.as(place.coordinator).post(`${path}/completion`)).location).toBe(path)
    await workOffUploads(during(1))
    const importing = await place.see(path)
    expect(importing).toContain('libraries.csv is being imported')
    expect(importing).toMatch(/2,00\d of 2,401 rows/)
    expect(importing).toMatch(/<progress value="200\d" max="2401"/)
    expect(importing).toMatch(/2,00\d rows have been taken in as new or changed\./)
    expect(importing).toContain('What comes next')
    expect(await place.see(`/es${path}`)).toContain('libraries.csv se está importando')
    await workOffUploads(worker)
    expect(await place.see(path)).toContain('libraries.csv is imported')
    // Between two looks at it it may be done: nobody is told then that nothing was read.
    expect(await progressOf(h.db, place.coordinator.actor, { id: path.split('/').at(-1)! })).toBeUndefined()
    const told = JSON.parse((await h.as(place.coordinator).get(`/api/v1/long/imports/${path.split('/').at(-1)!}`)).text)
    expect(told).toMatchObject({ state: 'done', progress: { read: 2401, written: 2401 } })
    expect(await place.report(path)).toMatchObject({ created: 2400, refused: 0 })
    expect(await content(place.region.id)).toBe(whole)
    const entries = await journalOf(place.region.id)
    expect(new Set(entries.map((entry) => `${entry.batch_id} ${entry.actor_id}`)).size).toBe(1)
    expect(entries[0]!.actor_id).toBe(place.coordinator.actor.personId)

    const again = await place.begin(list())
    await workOffUploads(worker)
    expect(await place.report(again)).toMatchObject({ created: 0, updated: 0, unchanged: 2401 })
    expect(await content(place.region.id)).toBe(whole)
    expect(await journalOf(place.region.id)).toEqual(entries)
  })

  test('what its columns mean can be said anew: then it is looked at once more', async () => {
    const place = await aPlace('anew')
    const path = await place.upload('libraries.csv', list().replace('mission', 'was'))
    await workOffUploads(worker)
    expect((await h.as(place.coordinator).post(path, { 'column[]': 'was', 'target[]': 'mission' })).location).toBe(path)
    expect(await place.see(path)).toContain('is being looked at')
    await workOffUploads(worker)
    expect(await place.see(path)).toMatch(/<option value="mission" selected/)
  })

  test('is stopped between two batches: what is done stays and is told, and the same file goes on', async () => {
    const place = await aPlace('stopped')
    const path = await place.begin(list())
    await workOffUploads(during(1))
    const before = await content(place.region.id)
    await h.as(place.coordinator).post(`${path}/cancellation`)
    expect(await place.see(path)).toContain('It stops as soon as the part that is under way is done.')
    await workOffUploads(worker)
    expect(await content(place.region.id)).toBe(before)
    const page = await place.see(path)
    expect(page).toContain('libraries.csv is imported in part')
    expect(page).toContain('It was stopped after 2,000 of 2,401 rows: 2,000 rows were taken in and stay.')
    expect((await place.report(path)).rows).toHaveLength(2000)
    const told = JSON.parse(await place.see(`/api/v1/stopped/imports/${path.split('/').at(-1)}`))
    expect([told.state, told.report.rows.length]).toEqual(['stopped', 2000])
    expect(await place.see(place.start)).toContain('Stopped before its end')
    await place.begin(list())
    await workOffUploads(worker)
    expect(await content(place.region.id)).toBe(whole)
  })

  test('whoever does not want it any more while it is looked at takes it back', async () => {
    const place = await aPlace('back')
    const path = await place.upload('libraries.csv', list())
    expect((await h.as(place.coordinator).post(`${path}/cancellation`)).location).toBe(place.start)
    await workOffUploads(worker)
    expect((await h.as(place.coordinator).get(path)).status).toBe(404)
  })

  test('others import and save what they like between its batches', async () => {
    const place = await aPlace('between')
    const path = await place.begin(list())
    const working = workOffUploads(worker)
    const small = await place.upload(
      'small.csv',
      'name,mission\nLibrary 2399,Was here first\nSmall Library,Lends little\n',
    )
    const imported = async () => (await h.as(place.coordinator).post(`${small}/completion`)).location
    await expect.poll(imported, { timeout: 60_000 }).toBe(small)
    await working
    expect((await place.report(path)).created + (await place.report(small)).created).toBe(2401)
    const lines = (await content(place.region.id)).split('\n')
    expect(lines.filter((line) => line.startsWith('Library 2399|'))).toHaveLength(1)
  })

  test('of which the file goes, since somebody in it was erased, ends there, and what is done stays', async () => {
    const place = await aPlace('erased')
    const path = await place.begin(list())
    await workOffUploads(during(1))
    const before = await content(place.region.id)
    await sql`delete from imports where region_id = ${place.region.id}`.execute(h.db)
    await workOffUploads(later)
    expect(await content(place.region.id)).toBe(before)
    expect((await h.as(place.coordinator).get(path)).status).toBe(404)
    expect(h.complaints).toEqual([])
  })

  test('of which nothing goes on for minutes says so', async () => {
    const place = await aPlace('silent')
    const path = await place.upload('libraries.csv', list())
    expect(await place.see(path)).not.toContain('Nothing has gone on')
    h.time.now = new Date(h.time.now.getTime() + 4 * 60_000)
    expect(await place.see(path)).toContain('Nothing has gone on for some minutes.')
    await h.as(place.coordinator).post(`${path}/cancellation`)
  })

  test('is not forgotten while it is under way', async () => {
    const place = await aPlace('kept')
    const path = await place.begin(list())
    await forgetOldUploads(h.db, new Date(h.time.now.getTime() + 25 * 3_600_000))
    await workOffUploads(worker)
    expect(await place.see(path)).toContain('libraries.csv is imported')
  })
})

describe('when a worker dies', () => {
  const broken = failingDb(h.url)
  afterAll(() => broken.db.destroy())
  const dying: ImportWorker = { ...worker, db: broken.db, log: { error: () => undefined } }

  test('at any statement, another one goes on after a minute, and the result is the same', async () => {
    const place = await aPlace('died')
    await place.begin(list())
    broken.failAt()
    await workOffUploads(dying)
    const { length } = broken.said()
    expect(length).toBeGreaterThan(50)
    // Some of them, over its whole length.
    for (const at of Array.from({ length: 5 }, (_, n) => 3 + Math.floor((n * (length - 3)) / 5))) {
      const its = await aPlace(`died-${at}`)
      const path = await its.begin(list())
      broken.failAt(at, at % 2 === 0 ? 'refused' : 'unheard')
      await workOffUploads(dying)
      broken.failAt()
      await workOffUploads(worker)
      await workOffUploads(later)
      expect([at, await content(its.region.id)]).toEqual([at, whole])
      expect([at, await its.report(path)]).toMatchObject([at, { created: 2400, refused: 0 }])
    }
  }, 300_000)

  test('again and again at the same place, it is given up with a sentence, and what is done stays', async () => {
    const place = await aPlace('given-up')
    const path = await place.begin(list())
    await workOffUploads(during(1))
    const before = await content(place.region.id)
    await sql`update imports set tries = 5 where done_at is null`.execute(h.db)
    await workOffUploads(worker)
    expect(await place.see(path)).toContain('Something went wrong again and again, so this was given up.')
    expect(await content(place.region.id)).toBe(before)
  })

  test('a worker that comes late with what it looked at changes nothing', async () => {
    const place = await aPlace('late')
    const path = await place.upload('libraries.csv', list())
    const taken = await takeUpUpload(h.db, h.time.now)
    await workOffUploads(later)
    await h.as(place.coordinator).post(`${path}/completion`)
    await keepOutlook(h.db, taken!, { report: null, problem: null })
    expect(await noteLooked(h.db, taken!, 1000, h.time.now)).toBe(false)
    expect(await place.see(path)).toContain('0 of 2,401 rows')
    await workOffUploads(worker)
    expect(await place.report(path)).toMatchObject({ created: 2400 })
  })

  test('two workers at once do each batch once', async () => {
    const place = await aPlace('two')
    const path = await place.begin(list())
    const another: ImportWorker = { ...later, clock: later.clock }
    await Promise.all([workOffUploads(worker), workOffUploads(another), workOffUploads(another)])
    expect(await content(place.region.id)).toBe(whole)
    expect(await place.report(path)).toMatchObject({ created: 2400 })
  })
})

describe('batches of any size give what one transaction gives', () => {
  const elements = Array.from({ length: 30 }, (_, n) => ({
    id: `n${n}`,
    label: `Node ${n % 25}`,
    type: n % 9 === 8 ? 'Person' : 'Organization',
  }))
  const connections = Array.from({ length: 80 }, (_, n) => ({
    from: `n${n % 30}`,
    to: `n${(n * 7 + 1) % 30}`,
    type: n % 2 ? 'shares data' : 'works together',
    description: `As told in row ${n}`,
  }))
  const files: [string, string][] = [
    ['libraries.csv', list(90, 3)],
    ['map.json', JSON.stringify({ elements, connections: [...connections, ...connections] })],
  ]
  test.each(files)('%s', async (name, text) => {
    const once = await h.aRegion(`once-${name.slice(0, 3)}`)
    const source = sourceOf(name, text)
    const report = await importSources(h.db, once.system, [source], h.clock(), { lang: 'en' })
    const fates = (told: typeof report) => told.rows.map(({ id: _id, ...fate }) => fate)
    for (const size of [4, 25]) {
      const { id, system } = await h.aRegion(`in-${name.slice(0, 3)}-${size}`)
      const manner = { lang: 'en' as const, size }
      const parts = await importInBatches(h.db, system, [source], h.clock, manner)
      expect(fates(parts.report)).toEqual(fates(report))
      expect(await content(id)).toBe(await content(once.id))
      const again = await importInBatches(h.db, system, [source], h.clock, manner)
      expect(again.report).toMatchObject({ created: 0, updated: 0, refused: report.refused })
    }
  })

  test('whoever stops it finds whole batches, and the same again goes on', async () => {
    const { id, system } = await h.aRegion('ctrl-c')
    const source = sourceOf('libraries.csv', list(90))
    const stop = new AbortController()
    const progress = (rows: number) => rows >= 40 && stop.abort()
    const manner = { lang: 'en' as const, size: 20, progress }
    const { report, whole: all } = await importInBatches(h.db, system, [source], h.clock, {
      ...manner,
      signal: stop.signal,
    })
    expect(all).toBe(false)
    expect((await content(id)).split('\n')).toHaveLength(report.created)
    await importInBatches(h.db, system, [source], h.clock, manner)
    const once = await h.aRegion('without-ctrl-c')
    await importSources(h.db, once.system, [source], h.clock(), { lang: 'en' })
    expect(await content(id)).toBe(await content(once.id))
  })

  test('a batch waits for the import that is under way', async () => {
    const { id, system } = await h.aRegion('waits')
    let waiting: ReturnType<typeof importInBatches> | undefined
    await h.db.transaction().execute(async (trx) => {
      await takeTurn(trx, id)
      waiting = importInBatches(h.db, system, [sourceOf('libraries.csv', list(3))], h.clock, { lang: 'en' })
      await expect(importSources(h.db, system, [], h.clock(), { lang: 'en' })).rejects.toMatchObject({ status: 409 })
    })
    expect((await waiting!).report.created).toBe(4)
  })
})
