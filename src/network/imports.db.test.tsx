import { existsSync, readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { type Someone, house } from '../../test/house.ts'
import { openSource } from '../directory/import-sources.ts'
import { takeTurn } from '../directory/import-turns.ts'
import { forgetOldUploads } from '../directory/uploads.ts'
import { openDb, openPool } from '../platform/db.ts'
import { workOffUploads } from './long-imports.ts'
import { importSources } from './network-imports.ts'

const h = await house()
const region = await h.aRegion('riverbend')
const coordinator = await h.aMember(region, 'coordinator')
const start = '/riverbend/settings/import'
const nobody = h.as(null)

const PARTNERS = [
  'name,sector,website,mission,pets',
  'Alder Library,library,https://alder.example,Reads to all,2 cats',
  'Marsh Data Center,data-intermediary,,Opens data,',
  ',library,,Nobody knows its name,',
  'Quilt Circle,nonprofit,not an address,=HYPERLINK("http://evil.example"),',
].join('\n')
const NETWORK = JSON.stringify({
  elements: [
    { id: 'n1', label: 'Tolliver Library', type: 'Library', motto: 'Always open' },
    { id: 'n2', label: 'Tolliver County', type: 'Government' },
    { id: 'n3', label: 'Mappers' },
  ],
  connections: [
    { from: 'n1', to: 'n2', type: 'shares data' },
    { from: 'n2', to: 'n1', type: 'works together' },
    { from: 'n1', to: 'n2', type: 'works together', weight: 3 },
    { from: 'n3', to: 'n3' },
    { from: 'n3', to: 'n9' },
  ],
})

async function upload(name: string, bytes: string | Uint8Array<ArrayBuffer>, who: Someone = coordinator, at = start) {
  const body = new FormData()
  body.append('file', new File([bytes], name))
  const answer = await h.as(who).send('POST', at, { body })
  // Whether its columns were known from before is said on its page.
  return { ...answer, location: answer.location?.replace('?notice=remembered', '') ?? null }
}
const see = async (path: string) => (await h.as(coordinator).get(path)).text
const withoutKey = (html: string) => html.replace(/name="_key" value="[^"]*"/, '')
const jsonOf = async (path: string) => JSON.parse(await see(`${path}?format=json`))
/** A long file is left to a worker; of a short one nothing is left. */
const aWorkerComes = () => workOffUploads({ db: h.db, clock: h.clock, log: h.parts.log, isTaking: () => true })
/** Uploads and imports; returns the address of the report. */
async function imports(name: string, bytes: string | Uint8Array<ArrayBuffer>, who = coordinator, at = start) {
  const { location } = await upload(name, bytes, who, at)
  await aWorkerComes()
  expect((await h.as(who).post(`${location}/completion`)).location).toBe(location)
  await aWorkerComes()
  return location!
}

const TABLES = ['records', 'organizations', 'identifiers', 'ties', 'tie_statements', 'search_texts', 'joins', 'journal']
/** All that stands in a region, to the letter. */
async function dump(regionId: string): Promise<string> {
  const rows = await Promise.all(
    TABLES.map((table) =>
      sql<{ row: string }>`select row_to_json(t)::text as row from ${sql.table(table)} t where region_id = ${regionId}
        order by row_to_json(t)::text collate "C"`.execute(h.db),
    ),
  )
  return rows.flatMap((one) => one.rows.map(({ row }) => row)).join('\n')
}

describe('a list in the browser', () => {
  test('is looked at first: every row has its fate, and nothing is saved', async () => {
    const before = await dump(region.id)
    const { status, location } = await upload('partners.csv', PARTNERS)
    expect(status).toBe(303)
    const page = await see(location!)
    expect(page).toContain('Import partners.csv')
    expect(page).toContain('Import 2 organizations')
    expect(page).toContain('There is no name. Every organization needs one.')
    expect(page).toContain('“not an address” is not a web address.')
    const report = await jsonOf(location!)
    expect(report).toMatchObject({ created: 2, updated: 0, unchanged: 0, refused: 2 })
    expect(report.rows.map((row: { row: number }) => row.row)).toEqual([2, 3, 4, 5])
    expect(await see(`${location}?outcome=refused`)).not.toContain('Marsh Data Center')
    expect(await dump(region.id)).toBe(before)
    expect((await nobody.get('/riverbend/organizations')).text).not.toContain('Alder Library')
  })

  test('then it is imported for members of the region, told as one in the journal, and its report stays', async () => {
    const report = await imports('partners.csv', PARTNERS)
    const page = await see(report)
    expect(page).toContain('partners.csv is imported')
    expect(page).toContain('2 rows were taken in.')
    expect(page).toMatch(/href="\/riverbend\/organizations\/[0-9a-f-]{36}">Alder Library/)
    expect(page).not.toContain('Look again')
    expect(await see('/riverbend/organizations')).toContain('Alder Library')
    expect((await nobody.get('/riverbend/organizations')).text).not.toContain('Alder Library')
    const entries = (await h.journal(region)).filter((entry) => entry.verb === 'organization.created')
    expect(new Set(entries.map((entry) => entry.batch_id)).size).toBe(1)
    expect(entries.map((entry) => entry.actor_id)).toEqual(Array(2).fill(coordinator.actor.personId))
    expect(await see(start)).toMatch(/partners\.csv<\/a>.*Imported/s)
  })

  test('a column without a field of its own is kept for those who edit', async () => {
    expect(await see('/riverbend/organizations/alder-library')).toContain('2 cats')
    expect(await see('/riverbend/organizations/alder-library/edit')).toContain('Alder Library')
    const viewer = await h.aMember(region, 'viewer')
    expect((await h.as(viewer).get('/riverbend/organizations/alder-library')).text).not.toContain('2 cats')
  })

  test('a second time it changes nothing, and the page says so instead of offering to', async () => {
    const before = await dump(region.id)
    const { location } = await upload('partners again.csv', PARTNERS)
    expect(await jsonOf(location!)).toMatchObject({ created: 0, updated: 0, unchanged: 2, refused: 2 })
    const page = await see(location!)
    expect(page).toContain('Nothing would change')
    expect(page).not.toContain(`action="${location}/completion"`)
    await imports('partners.csv', PARTNERS)
    expect(await dump(region.id)).toBe(before)
  })

  test('its report as a file holds every row, and no cell that a spreadsheet would run', async () => {
    const { location } = await upload('formula.csv', 'name,website\n=cmd|calc,nowhere at all\n')
    const { text, headers } = await h.as(coordinator).get(`${location}?format=csv`)
    expect(headers.get('content-disposition')).toContain('attachment')
    expect(text).toContain("'=cmd|calc")
    expect(text.trim().split('\r\n')).toHaveLength(2)
  })

  test('whoever presses the button twice, or twenty times at once, imports once', async () => {
    const { location } = await upload('once.csv', 'name\nOnce Only\n')
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => h.as(coordinator).post(`${location}/completion`)),
    )
    const told = new Set(answers.map(({ status, location: to }) => `${status} ${to?.replace('?notice=busy', '')}`))
    expect([...told]).toEqual([`303 ${location}`])
    const added = (await h.journal(region)).filter((entry) => JSON.stringify(entry.changes).includes('Once Only'))
    expect(added).toHaveLength(1)
  })
})

describe('what the columns mean', () => {
  test('can be said: without a column of names nothing comes, then it does', async () => {
    const { location } = await upload('odd.csv', 'wer,was\nHarbor Archive,Keeps maps\n')
    const asked = await see(location!)
    expect(asked).toContain('No column holds the names of the organizations')
    expect(asked).not.toContain(`action="${location}/completion"`)
    const said = { 'column[]': ['wer', 'was'], 'target[]': ['name', 'mission'] }
    expect((await h.as(coordinator).post(location!, said)).location).toBe(location)
    const page = await see(location!)
    expect(page).toContain('Import 1 organization')
    expect(page).toMatch(/<option value="mission" selected/)
    await h.as(coordinator).post(`${location}/completion`)
    expect(await see('/riverbend/organizations/harbor-archive')).toContain('Keeps maps')
  })

  test('a column or a field that is not there is left as it was', async () => {
    const { location } = await upload('odd.csv', 'name,was\nSteady Group,x\n')
    const said = { 'column[]': ['was', '__proto__', 'nowhere'], 'target[]': ['constructor', 'name', 'name'] }
    expect((await h.as(coordinator).post(location!, said)).status).toBe(303)
    expect(await see(location!)).toContain('Import 1 organization')
  })

  test('said in the same breath as importing is looked at first', async () => {
    const { location } = await upload('breath.csv', 'name,was\nBreath Group,Sings\n')
    const said = { 'column[]': ['name', 'was'], 'target[]': ['name', 'mission'], lang: 'en' }
    const answer = await h.as(coordinator).post(`${location}/completion`, said)
    expect(answer.location).toBe(`${location}?notice=changed`)
    expect(await see(answer.location!)).toContain('nothing is imported yet')
    expect(await see('/riverbend/organizations')).not.toContain('Breath Group')
    expect((await h.as(coordinator).post(`${location}/completion`, said)).location).toBe(location)
    expect(await see('/riverbend/organizations/breath-group')).toContain('Sings')
  })

  test('is not asked again once it is imported', async () => {
    const report = await imports('late.csv', 'name,was\nLate Library,x\n')
    const before = await see(report)
    await h.as(coordinator).post(report, { 'column[]': ['name'], 'target[]': ['-'] })
    expect(await see(report)).toBe(before)
  })
})

describe('a network in the browser', () => {
  test('brings organizations and the ties between them; what cannot be is refused with its reason', async () => {
    const { location } = await upload('tolliver.json', NETWORK)
    const page = await see(location!)
    expect(page).toContain('Import 3 organizations and 2 ties')
    expect(page).toContain('“Mappers” is tied to itself. A tie needs two organizations.')
    expect(page).toContain('There is no element “n9” in this file.')
    expect(page).toContain('Mappers – n9')
    expect(await jsonOf(location!)).toMatchObject({ created: 5, unchanged: 1, refused: 2 })
    await h.as(coordinator).post(`${location}/completion`)
    expect(await see('/riverbend/organizations/tolliver-library')).toContain('Always open')
    const ties = JSON.parse(await see('/riverbend/ties?format=json&organization=tolliver-library'))
    expect(ties.items.map((tie: { kind: string }) => tie.kind).toSorted()).toEqual(['shares-data', 'works-together'])
    expect(ties.items.map((tie: { state: string }) => tie.state)).toEqual(['reported', 'reported'])
    const again = await upload('tolliver.json', NETWORK)
    expect(await jsonOf(again.location!)).toMatchObject({ created: 0, updated: 0, unchanged: 6, refused: 2 })
  })
})

describe('a file that nothing can be made of', () => {
  const cases: [string, string, string | Uint8Array<ArrayBuffer>, string][] = [
    ['nothing', 'empty.csv', '', 'empty.csv: There is nothing in this file.'],
    ['cut in the middle', 'cut.json', '[{"name":"Alder"', 'cut.json, row 1: The file ends in the middle'],
    ['a picture', 'logo.csv', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]), 'This is a picture'],
    ['a web page', 'page.csv', '<!doctype html><p>x', 'This is a web page or XML'],
    ['entities', 'bomb.json', '<!DOCTYPE x [<!ENTITY a "aa">]><x>&a;</x>', 'This is a web page or XML'],
  ]
  test.each(cases)('%s: a sentence beside the field, and nothing is kept', async (_, name, bytes, sentence) => {
    const before = withoutKey(await see(start))
    const { status, text } = await upload(name, bytes)
    expect(status).toBe(422)
    expect(text).toContain('aria-invalid="true"')
    expect(text.replaceAll('&quot;', '"')).toContain(sentence)
    expect(withoutKey(await see(start))).toBe(before)
  })

  test('no file at all', async () => {
    const { status, text } = await h.as(coordinator).send('POST', start, { body: new FormData() })
    expect([status, text.includes('Choose a file.')]).toEqual([422, true])
  })

  test('a body that is cut is refused, and is no error of ours', async () => {
    const headers = { 'content-type': 'multipart/form-data; boundary=x' }
    const { status } = await h.as(coordinator).send('POST', start, { headers, body: '--x\r\ncontent-dispo' })
    expect(status).toBe(400)
  })

  test('a name of a file is text, whatever it is', async () => {
    const { location } = await upload('<script>alert(1)</script>.csv', 'name\nNamed Oddly\n')
    expect(await see(location!)).not.toContain('<script>alert')
  })
})

test('while another file of the region is looked at or imported one is told so, and everything else goes on', async () => {
  const waiting = await upload('waiting.csv', 'name,was\nWaiting Group,x\n')
  const kept = () => h.db.selectFrom('imports').select('id').execute()
  const before = await kept()
  await h.db.transaction().execute(async (trx) => {
    await takeTurn(trx, region.id)
    const [refused, imported, remapped] = await Promise.all([
      upload('second.csv', 'name\nSecond Group\n'),
      h.as(coordinator).post(`${waiting.location}/completion`),
      h.as(coordinator).post(waiting.location!, { 'column[]': 'was', 'target[]': '-' }),
    ])
    expect(refused.status).toBe(409)
    expect(refused.text).toContain('Another file is being looked at or imported in this region just now.')
    expect([imported.location, remapped.location]).toEqual(Array(2).fill(`${waiting.location}?notice=busy`))
    const { text } = await h.as(coordinator).get('/riverbend/settings')
    const [, version] = /name="_version" value="(\d+)"/.exec(text)!
    const settings = { name: 'Riverbend', slug: 'riverbend', timeZone: 'America/New_York', fiscalMonth: '7' }
    const rest = { languages: ['en', 'es'], smallCountThreshold: '5', fadingMonths: '12', _version: version! }
    expect((await h.as(coordinator).post('/riverbend/settings', { ...settings, ...rest })).status).toBe(303)
  })
  expect(await kept()).toEqual(before)
  expect(await see(`${waiting.location}?notice=busy`)).toContain('Another file is being looked at')
  expect((await h.as(coordinator).post(`${waiting.location}/completion`)).location).toBe(waiting.location)
})

test('files that nobody imported go after a day, reports after a month', async () => {
  const waits = await upload('waits.csv', 'name\nWaits\n')
  const done = await imports('done.csv', 'name\nDone\n')
  const after = (hours: number) => new Date(h.time.now.getTime() + hours * 3_600_000)
  const statusOf = async (path: string) => (await h.as(coordinator).get(path)).status
  await forgetOldUploads(h.db, after(23))
  expect([await statusOf(waits.location!), await statusOf(done)]).toEqual([200, 200])
  await forgetOldUploads(h.db, after(25))
  expect([await statusOf(waits.location!), await statusOf(done)]).toEqual([404, 200])
  await forgetOldUploads(h.db, after(24 * 31))
  expect(await statusOf(done)).toBe(404)
})

test('whichever statement fails, the region is as it was before', async () => {
  const small = JSON.stringify({
    elements: [{ label: 'East' }, { label: 'West' }],
    connections: [{ from: 'East', to: 'West' }],
  })
  const opened = openSource('small.json', new TextEncoder().encode(small))
  if (!opened.ok) throw new Error('the network cannot be read')
  const { system, id } = await h.aRegion('failing')
  const before = await dump(id)
  let left = 0
  const pool = openPool(h.url, 1)
  pool.on('connect', (client) => {
    const query = client.query.bind(client) as (...args: unknown[]) => unknown
    client.query = ((...args: unknown[]) => {
      const text = String((args[0] as { text?: string }).text ?? args[0])
      if (!text.startsWith('rollback') && (left -= 1) === 0) throw new Error('the disk is full')
      return query(...args)
    }) as typeof client.query
  })
  const db = openDb(pool)
  const attempt = (n: number) => {
    left = n
    return importSources(db, system, [opened.source], h.clock(), { lang: 'en' }).then(
      () => true,
      () => false,
    )
  }
  let n = 1
  for (; !(await attempt(n)); n += 1) expect([n, await dump(id)]).toEqual([n, before])
  expect(n).toBeGreaterThan(20)
  expect(await dump(id)).toContain('East')
  await db.destroy()
})

describe('places of organizations', () => {
  const LIST = [
    'FSCS ID,FSCS ID_SEQ,LIBRARY NAME,LOCATION,OUTLET TYPE,SQ FEET',
    'PA0001,1,Main Library,"12 Main Street\nAlder, PA 15207\n(40.45, -79.95)",CE,9000',
    'PA0001,2,Ferry Branch,"3 Ferry Street\nAlder, PA 15208\n(40.46, -79.96)",BR,',
    'PA0001,3,Ferry Branch,"3 Ferry Street\nAlder, PA 15208",BR,',
    'PA0404,1,Nowhere Branch,1 Road,BR,',
    ',1,Nobody,,BR,',
  ].join('\n')

  test('come in by whose they are; a second import changes nothing', async () => {
    const system = await h.anOrganization(region, { name: 'Survey Library System', identifiers: ['fscs:PA0001'] })
    const { location } = await upload('outlets.csv', LIST)
    // Where rows are guessed to be organizations, somebody says that they are places.
    expect((await h.as(coordinator).post(location!, { kind: 'places' })).status).toBe(303)
    const preview = await jsonOf(location!)
    expect(preview).toMatchObject({ created: 3, updated: 0, unchanged: 0, refused: 2 })
    expect(preview.rows.map((row: { reason: string | null }) => row.reason).filter(Boolean)).toEqual([
      expect.stringContaining('There is no organization “PA0404” here'),
      expect.stringContaining('row 6, column “FSCS ID”: It is not said whose place this is.'),
    ])
    expect(await see(location!)).toContain('Import 3 places')
    await h.as(coordinator).post(`${location}/completion`)
    const profile = await see(`/riverbend/organizations/${system.slug}`)
    for (const words of ['Main Library', '12 Main Street, Alder, PA 15207', 'Ferry Branch'])
      expect(profile).toContain(words)
    const again = await upload('outlets.csv', LIST)
    await h.as(coordinator).post(again.location!, { kind: 'places' })
    expect(await jsonOf(again.location!)).toMatchObject({ created: 0, updated: 0, unchanged: 3, refused: 2 })
    const moved = await upload('outlets.csv', LIST.replace('12 Main Street', '14 Main Street'))
    await h.as(coordinator).post(moved.location!, { kind: 'places' })
    expect(await jsonOf(moved.location!)).toMatchObject({ updated: 1, unchanged: 2 })
    await h.as(coordinator).post(`${moved.location}/completion`)
    expect(await see(`/riverbend/organizations/${system.slug}`)).toContain('14 Main Street')
    const { rows } = await sql<{ extra: unknown }>`select extra from places where name = 'Main Library'`.execute(h.db)
    expect(rows[0]!.extra).toEqual({ 'SQ FEET': '9000' })
  })

  test('a list in which no column says whose they are says so', async () => {
    const { location } = await upload('outlets.csv', 'outlet,street\nMain,1 Road\n')
    await h.as(coordinator).post(location!, { kind: 'places' })
    expect(await see(location!)).toContain('No column says whose places these are.')
  })
})

const SHARED = '../shared/data/ecosystem'
describe.runIf(existsSync(SHARED))('lists and networks that exist today', () => {
  const bytesOf = (file: string) => new Uint8Array(readFileSync(`${SHARED}/${file}`))

  test.each([
    ['cfa-brigades/organizations.json', { created: 221, refused: 0 }],
    ['kumu/kumu-jeff-ira-analysis-calcs.json', { created: 352, refused: 0 }],
    ['kumu/kumu.json', { created: 4, refused: 2 }],
    ['graphs/eurosis.gexf', { created: 1285 + 7586, refused: 0 }],
    ['pittsburgh/greater_pittsburgh_community_food_bank.csv', { created: 142, refused: 2 }],
    ['pittsburgh/FMNPMarkets.csv', { created: 86, refused: 0 }],
  ])('%s', async (file, counts) => {
    const slug = `of-${file.replaceAll(/\W+/g, '-').slice(-30)}`
    const other = await h.aRegion(slug)
    const itsCoordinator = await h.aMember(other, 'coordinator')
    const name = file.split('/')[1]!
    const report = await imports(name, bytesOf(file), itsCoordinator, `/${slug}/settings/import`)
    const told = JSON.parse((await h.as(itsCoordinator).get(`${report}?format=json`)).text)
    expect({ created: told.created + told.unchanged, refused: told.refused }).toEqual(counts)
    const again = await upload(name, bytesOf(file), itsCoordinator, `/${slug}/settings/import`)
    await aWorkerComes()
    const second = JSON.parse((await h.as(itsCoordinator).get(`${again.location}?format=json`)).text)
    expect(second).toMatchObject({ created: 0, updated: 0, refused: counts.refused })
  })
})
