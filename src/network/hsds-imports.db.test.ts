import { readFileSync, readdirSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { town } from '../../test/town.ts'
import { openSource, mappingProblem } from '../directory/import-sources.ts'
import type { ImportKind } from '../directory/forms.ts'
import { importSources } from './network-imports.ts'

const { as, db, region, library, coordinator, clock, anOrganization, aRegion, aMember } = await town()

const folder = new URL('../../test/fixtures/hsds/', import.meta.url)
const fixture = (name: string) => readFileSync(new URL(name, folder), 'utf8')
const ajv = new Ajv2020({ strict: false })
formats.default(ajv)
for (const name of readdirSync(folder).filter((one) => !one.startsWith('example')))
  ajv.addSchema(JSON.parse(fixture(name)), name)
const faults = (schema: string, value: unknown) => {
  const validate = ajv.getSchema(`${schema}.json`)!
  return validate(value) ? [] : validate.errors
}

const depot = await anOrganization(region, {
  name: 'Depot Center',
  description: 'Helps with data.',
  otherNames: ['The Depot', 'Depot, Inc.'],
  website: 'https://depot.example/data|maps?q=ñ',
  phone: '555 0100',
  email: 'desk@depot.example',
  founded: '1987',
  identifiers: ['ein:12-3456789'],
  placeName: 'Depot',
  street: '1 Mill Street',
  city: 'Hollis',
  state: 'NY',
  postalCode: '12345',
  county: 'Alder',
  latitude: 42.5,
  longitude: -73.5,
  accessNotes: 'Ramp at the back.',
})
const [place] = JSON.parse((await as(null).get('/api/v1/riverbend/places?q=depot')).text).items
await as(coordinator).post('/riverbend/services', {
  name: 'Data desk',
  description: 'Ask *anything*.',
  organizations: depot.id,
  place: place.id,
  audiences: 'Residents, young and old\nStudents',
  how: 'Come in.',
  fee: 'Free',
  schedule: 'Tuesdays at noon',
  languages: 'English\nSpanish',
  website: 'https://depot.example/desk',
  visibility: 'public',
})
await as(coordinator).post('/riverbend/services', {
  name: 'Map clinic',
  organizations: library.id,
  visibility: 'public',
})
const file = (await as(null).get('/riverbend/hsds/services?full=true&per_page=200')).text

const other = await aRegion('hollow')
const reader = await aMember(other, 'coordinator')
const take = async (text: string, kind?: ImportKind) => {
  const opened = openSource('services.json', Buffer.from(text), kind)
  if (!opened.ok) return opened.why.problem.reason.key
  const wrong = mappingProblem(opened.source)
  if (wrong) return wrong.problem.reason.key
  const report = await importSources(db, other.system, [opened.source], clock(), { lang: 'en' })
  return report.rows.map(({ row, name, outcome }) => `${row} ${name} ${outcome}`)
}
const items = async (path: string) => JSON.parse((await as(reader).get(`/api/v1/hollow/${path}?limit=200`)).text).items
const counts = async () =>
  Promise.all(['organizations', 'places', 'services'].map(async (one) => (await items(one)).length))

describe('services in the Human Services Data Specification', () => {
  test('are what its JSON Schemas ask for', async () => {
    const read = async (path: string) => JSON.parse((await as(coordinator).get(`/riverbend/hsds${path}`)).text)
    for (const list of ['/services', '/services?full=true'])
      for (const one of (await read(list)).contents) expect(faults('service', one)).toEqual([])
    for (const one of (await read('/organizations')).contents) {
      expect(faults('organization', one)).toEqual([])
      expect(faults('organization', await read(`/organizations/${one.id}`))).toEqual([])
    }
    for (const one of (await read('/service_at_locations')).contents)
      expect(faults('service_at_location', one)).toEqual([])
    expect(faults('service', { id: 'no', name: 'x', status: 'active' })).not.toEqual([])
  })

  test('tell the public no place that is for members', async () => {
    await as(coordinator).post('/riverbend/places', {
      name: 'Back room',
      kind: 'room',
      organizations: depot.id,
      visibility: 'region',
    })
    const seen = async (who: typeof coordinator | null) =>
      (await as(who).get(`/riverbend/hsds/organizations/${depot.id}`)).text +
      (await as(who).get('/riverbend/hsds/services?full=true')).text
    expect(await seen(coordinator)).toContain('Back room')
    expect(await seen(null)).not.toContain('Back room')
  })

  test('come into another region with their organizations and places; a second time nothing changes', async () => {
    expect(await take(file, 'services')).toEqual([
      '1 Depot Center created',
      '1 Depot created',
      '1 Data desk created',
      '2 Ferry Street Library created',
      '2 Map clinic created',
    ])
    expect(await counts()).toEqual([2, 1, 2])
    const [desk] = await items('services')
    expect(desk).toMatchObject({
      name: 'Data desk',
      description: 'Ask *anything*.',
      audiences: ['Residents, young and old', 'Students'],
      how: 'Come in.',
      fee: 'Free',
      schedule: 'Tuesdays at noon',
      languages: ['English', 'Spanish'],
      website: 'https://depot.example/desk',
      organizations: [{ name: 'Depot Center' }],
      place: { name: 'Depot' },
    })
    const [center] = await items('organizations')
    expect(center).toMatchObject({
      name: 'Depot Center',
      otherNames: ['The Depot', 'Depot, Inc.'],
      description: 'Helps with data.',
      phone: '555 0100',
      email: 'desk@depot.example',
      founded: '1987',
    })
    expect((await items('places'))[0]).toMatchObject({
      name: 'Depot',
      street: '1 Mill Street',
      city: 'Hollis',
      state: 'NY',
      postalCode: '12345',
      county: 'Alder',
      latitude: 42.5,
      longitude: -73.5,
      accessNotes: 'Ramp at the back.',
    })
    const again = await take(file)
    expect(again).toHaveLength(5)
    for (const fate of again) expect(fate).toMatch(/ unchanged$/)
  })

  test('of the specification’s own example come in', async () => {
    const before = await counts()
    // Its location stands nowhere on Earth: the longitude and latitude are examples of numbers.
    expect(await take(fixture('example-service.json'))).toEqual([
      '1 Example Organization Inc. created',
      '1 MyCity Civic Center refused',
      '1 Community Counselling created',
    ])
    expect((await counts())[2]).toBe(before[2]! + 1)
    for (const fate of await take(fixture('example-service.json'))) expect(fate).not.toMatch(/ (created|updated)$/)
  })

  test('that are not offered any more are told so, and not taken in', async () => {
    const gone = { name: 'Old desk', status: 'defunct', organization: { name: 'Depot Center', description: '' } }
    expect(await take(JSON.stringify([gone]))).toEqual(['1  refused', '1 Depot Center unchanged'])
  })

  test('of organizations bring all that they offer', async () => {
    const mill = { id: 'mill', name: 'Mill', description: '', year_incorporated: 1999 }
    const services = [{ id: 'a', name: 'Grinding', status: 'active' }]
    expect(await take(JSON.stringify({ total_items: 1, contents: [{ ...mill, services }] }))).toEqual([
      '1 Mill created',
      '1 Grinding created',
    ])
  })

  test('come in from the browser too: looked at first, then all of it', async () => {
    const send = async (path: string, body: FormData) => (await as(reader).send('POST', path, { body })).location!
    const body = new FormData()
    const tower = { id: 'tower', name: 'Tower', description: '', locations: [{ id: 'l', name: 'Tower hall' }] }
    const told = { name: 'Looking out', status: 'active', organization: tower }
    body.append('file', new File([JSON.stringify({ total_items: 1, contents: [told] })], 'hsds.json'))
    const at = (await send('/hollow/settings/import', body)).split('?')[0]!
    const before = await counts()
    const page = (await as(reader).get(at)).text
    for (const name of ['Tower', 'Tower hall', 'Looking out']) expect(page).toContain(name)
    expect(await counts()).toEqual(before)
    expect((await as(reader).post(`${at}/completion`)).location).toBe(at)
    expect(await counts()).toEqual(before.map((n) => n + 1))
    expect((await as(reader).get(at)).text).toMatch(/href="\/hollow\/organizations\/[0-9a-f-]{36}"/)
  })

  test('without anything in them are said to be empty', async () => {
    expect(await take('{"total_items":0,"contents":[]}')).toBe('import.noRows')
  })

  test('hostile, broken or half empty: each row has a fate, or the file one sentence', async () => {
    const anything = fc.oneof(
      fc.constant(null),
      fc.string({ unit: 'binary' }),
      fc.double(),
      fc.boolean(),
      fc.constant('\u0000'),
      fc.constant('\ud800'),
      fc.constant('x'.repeat(30_000)),
      fc.constant([null, 1, 'x', {}]),
      fc.constant({ __proto__: null, name: 'x', id: 7 }),
    )
    const fields = (shape: Record<string, fc.Arbitrary<unknown>>) =>
      fc.record(
        Object.fromEntries(
          Object.entries(shape).map(([name, one]) => [name, fc.oneof({ weight: 3, arbitrary: one }, anything)]),
        ),
        { requiredKeys: [] },
      )
    const location = fields({
      id: fc.uuid(),
      name: fc.string(),
      latitude: fc.double(),
      addresses: fc.array(fields({ address_1: fc.string(), city: fc.string() })),
    })
    const organization = fields({
      id: fc.uuid(),
      name: fc.string(),
      website: fc.webUrl(),
      locations: fc.array(location, { maxLength: 2 }),
    })
    const service = fields({
      id: fc.uuid(),
      name: fc.string(),
      status: fc.constant('active'),
      organization,
      languages: fc.array(fields({ name: fc.string() }), { maxLength: 2 }),
      service_at_locations: fc.array(fields({ location }), { maxLength: 2 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(service, organization, anything), { maxLength: 4 }), async (contents) => {
        const told = await take(JSON.stringify({ total_items: contents.length, contents }))
        if (typeof told === 'string') expect(told).toMatch(/^imports?\./)
        else for (const fate of told) expect(fate).toMatch(/ (created|updated|unchanged|refused)$/)
      }),
      { numRuns: 60 },
    )
  }, 60_000)
})
