import { describe, expect, test } from 'vitest'
import { house } from '../../../test/house.ts'
import { addListing } from '../../directory/listing-changes.ts'
import { listingForms } from '../../directory/listing-forms.ts'
import { publicActor, systemActor } from '../../platform/actor.ts'
import { createRegion } from '../../region/regions.ts'

const home = await house()
const { as, db, clock } = home
const open = as(null)

const CITY = { street: '4400 Forbes Avenue', city: 'Pittsburgh', state: 'PA' }
const OAKLAND = { ...CITY, latitude: '40.4433', longitude: '-79.9507' }

let made = 0
/** A region of these counties, and how its map answers. */
async function land(counties: string[], more: { countyNames?: string[] } = {}) {
  const slug = `land-${(made += 1)}`
  const id = await createRegion(db, null, { slug, name: `Land ${made}`, counties, ...more }, clock())
  const region = {
    id,
    slug,
    timeZone: 'America/New_York',
    system: systemActor(id),
    public: { actor: publicActor(id), cookie: null, email: null, accountId: null },
  }
  const at = `/${slug}/map/geography`
  return {
    region,
    at,
    add: (name: string, given: Record<string, unknown> = {}) => home.anOrganization(region, { name, ...given }),
    page: async (query = '') => (await open.get(`${at}${query}`)).text,
    rows: async (query = '') =>
      (JSON.parse((await open.get(`${at}?format=json${query}`)).text) as { items: Row[] }).items,
  }
}
interface Row {
  county: string
  name: string
  organizations: number
  withPlace: number
  outlets: number | null
  population: number | null
  populationYear: number | null
  peoplePerOutlet: number | null
}

const namesIn = (page: string) => [...page.matchAll(/aria-label="([^"]*)"/g)].map((match) => match[1]!)
const marksIn = (page: string) => [
  ...page.matchAll(/class="geo-mark(?: geo-group)?" href="([^"]*)" aria-label="([^"]*)"/g),
]

describe('a region of one county', async () => {
  const { page, rows, add, at, region } = await land(['42003'])
  const library = await add('Carnegie Library', { ...OAKLAND, placeName: 'Main', county: 'Allegheny' })
  await add('Neighborhood fund', { sector: 'funder', serviceCounties: ['Allegheny County'] })
  await add('Data center', { sector: 'intermediary', latitude: '40.4400', longitude: '-79.9000' })
  await add('Harrisburg office', { sector: 'government', county: 'Dauphin', state: 'PA', city: 'Harrisburg' })
  await add('Nowhere group', { sector: 'civic' })

  test('counts who has a place in it or serves it, beside its outlets and people', async () => {
    expect(await rows()).toEqual([
      expect.objectContaining({
        county: '42003',
        organizations: 3,
        withPlace: 2,
        outlets: 71,
        population: 1224825,
        populationYear: 2023,
        peoplePerOutlet: 17251,
      }),
    ])
    const text = await page()
    expect(text).toContain('3 organizations have a place in, or serve, this county.')
    expect(text).toContain(
      '1,224,825 people live there, with 71 public library outlets. That is 17,251 people to an outlet.',
    )
  })

  test('each organization with a point is a link to it, named with its place and sector', async () => {
    const marks = marksIn(await page())
    expect(marks.map(([, href, name]) => [href, name])).toEqual([
      [`/${region.slug}/organizations/${library.slug}`, 'Carnegie Library, Main, Library'],
      [`/${region.slug}/organizations/data-center`, 'Data center, Data intermediary'],
    ])
  })

  test('the county is a link to the names of those it counts, and to the directory', async () => {
    expect(await page()).toContain(`href="${at}?within=42003#names" aria-label="Allegheny County, PA: 3 organizations"`)
    const chosen = await page('?within=42003')
    expect(chosen).toContain('Allegheny County, PA: 3 organizations</h2>')
    expect(chosen).toContain(`/${region.slug}/organizations?county=Allegheny&amp;county=Allegheny+County`)
    const list = (await open.get(`/${region.slug}/organizations?county=Allegheny&county=Allegheny+County`)).text
    expect([list.includes('Carnegie Library'), list.includes('Neighborhood fund')]).toEqual([true, true])
  })

  test('who is elsewhere, nowhere or without a point is named under the map, with what to do', async () => {
    const text = await page()
    for (const told of [
      '1 organization is elsewhere.',
      'Harrisburg office',
      '1 organization has neither a place nor a county.',
      'Nowhere group',
      'counted in its county, but has no mark',
      'Neighborhood fund',
    ])
      expect(text).toContain(told)
    const coordinator = await home.aMember(region, 'coordinator')
    const seen = (await as(coordinator).get(`${at}?group=nowhere`)).text
    expect(seen).toContain(`/${region.slug}/organizations/nowhere-group/edit`)
    expect(await page('?group=nowhere')).not.toContain('/edit')
  })

  test('filters leave what they say, on the page, in files and for programs alike', async () => {
    expect((await rows('&sector=library')).map((row) => row.organizations)).toEqual([1])
    expect((await rows('&q=neighborhood')).map((row) => row.organizations)).toEqual([1])
    expect(marksIn(await page('?sector=intermediary'))).toHaveLength(1)
    const csv = await open.get(`${at}?format=csv&sector=library`)
    expect(csv.text.split('\r\n')[1]).toBe('42003,Allegheny County,PA,1,1,71,2015,1224825,2023,17251')
    const api = await open.get(`/api/v1/${region.slug}/geography?sector=library`)
    expect(JSON.parse(api.text)).toEqual(JSON.parse((await open.get(`${at}?format=json&sector=library`)).text))
    expect(await page('?q=nothing-like-it')).toContain('No organization has a place in, or serves, this county.')
  })

  test('nonsense in the address is as if it were not there', async () => {
    for (const query of ['?within=99999', '?at=x', '?group=x', '?show=x', '?page=900', '?within=42003&page=900'])
      expect((await open.get(`${at}${query}`)).status).toBe(200)
  })

  test('it speaks Spanish', async () => {
    const text = (await open.get(`/es${at}?show=outlets`)).text
    expect(text).toContain('Allegheny County, PA: 71 puntos de biblioteca')
    expect(text).toContain('Lo mismo en una tabla')
  })
})

describe('what may be seen', async () => {
  const { add, at, region } = await land(['42003'])
  await add('Open library', OAKLAND)
  await add('Members only', { ...OAKLAND, latitude: '40.5', visibility: 'region' })
  await add('Quiet fund', { ...OAKLAND, latitude: '40.3', visibility: 'circle', sector: 'funder' })
  const viewer = await home.aMember(region, 'viewer')
  const coordinator = await home.aMember(region, 'coordinator')

  test.each([
    ['the public', null, 1, 'as everybody may see it'],
    ['a member', viewer, 2, 'as the members of the region may see it'],
    ['a coordinator', coordinator, 3, 'as the coordinators see it'],
  ] as const)('%s', async (_, who, organizations, told) => {
    const text = (await as(who).get(at)).text
    expect([marksIn(text).length, text.includes(told)]).toEqual([organizations, true])
    const { items } = JSON.parse((await as(who).get(`${at}?format=json`)).text) as { items: Row[] }
    expect(items[0]!.organizations).toBe(organizations)
  })

  test('a place that the public may not see is on no map of theirs, and leads to no word of its address', async () => {
    const shelter = await land(['42003', '42019'])
    const { id } = await shelter.add('House of refuge', { ...OAKLAND, county: 'Allegheny' })
    const hidden = listingForms.place.parse({
      name: 'The shelter',
      kind: 'office',
      organizations: [id],
      visibility: 'region',
      street: 'Quiet Lane 1',
      city: 'Butler',
      state: 'PA',
      county: 'Butler',
      latitude: '40.86',
      longitude: '-79.9',
    })
    await addListing(db, shelter.region.system, 'place', hidden, clock())
    const member = await home.aMember(shelter.region, 'viewer')
    const counted = (rows: Row[]) => rows.map(({ organizations }) => organizations)
    expect(counted(await shelter.rows())).toEqual([1, 0])
    expect(await shelter.page('?within=42019')).not.toMatch(/Quiet Lane|The shelter|county=Butler/)
    const seen = (await as(member).get(`${shelter.at}?format=json`)).text
    expect(counted((JSON.parse(seen) as { items: Row[] }).items)).toEqual([1, 1])
    expect((await as(member).get(shelter.at)).text).toContain('House of refuge, The shelter, Library')
  })

  test('a coordinator who looks with the eyes of the public sees what it sees', async () => {
    expect(marksIn((await as(coordinator).get(`${at}?as=public`)).text)).toHaveLength(1)
  })

  test('what changes is there at once', async () => {
    const form = { ...OAKLAND, name: 'Another library', sector: 'library', visibility: 'public', latitude: '40.35' }
    expect((await as(coordinator).post(`/${region.slug}/organizations`, form)).status).toBe(303)
    expect(marksIn((await open.get(at)).text)).toHaveLength(2)
  })
})

describe('several at nearly one point', async () => {
  const { add, page } = await land(['42003'])
  for (let n = 1; n <= 4; n += 1) await add(`Few ${n}`, OAKLAND)
  for (let n = 1; n <= 7; n += 1) await add(`Many ${n}`, { ...OAKLAND, latitude: '40.6', longitude: '-80.1' })

  test('a few are each to be seen, more are a number that leads to their names', async () => {
    const text = await page()
    const marks = marksIn(text)
    expect(marks.filter(([, , name]) => name!.startsWith('Few'))).toHaveLength(4)
    const group = marks.find(([, , name]) => name === '7 organizations at nearly one point')
    const names = await page(group![1]!.slice(group![1]!.indexOf('?')).replace('#names', '').replaceAll('&amp;', '&'))
    expect([...names.matchAll(/>Many \d</g)].length).toBeGreaterThanOrEqual(7)
  })
})

describe('Connecticut', async () => {
  const regions = await land(['09110', '09120', '09190'])
  await regions.add('By point', { latitude: '41.7637', longitude: '-72.6851', county: 'Hartford County', state: 'CT' })
  await regions.add('By town', { city: 'Stamford', state: 'CT', county: 'Fairfield' })
  await regions.add('By old county', { serviceCounties: ['Fairfield County, CT'] })
  const counties = await land(['09001', '09003'])
  await counties.add('Of Hartford', { latitude: '41.7637', longitude: '-72.6851' })
  await counties.add('Of a planning region', { serviceCounties: ['Western Connecticut Planning Region'] })

  test('planning regions have shapes, outlets and people of their own; old names lead into them', async () => {
    const rows = await regions.rows()
    expect(
      rows.map(({ county, organizations, outlets, population }) => [county, organizations, outlets, population]),
    ).toEqual([
      ['09110', 1, 63, 975328],
      ['09120', 1, 13, 327651],
      ['09190', 2, 28, 623907],
    ])
    expect((await regions.page()).match(/class="geo-area" data-shade="\d" d="M/g)).toHaveLength(3)
  })

  test('a region of its former counties has theirs, with the year they were last counted', async () => {
    const rows = await counties.rows()
    expect(
      rows.map(({ county, organizations, population, populationYear }) => [
        county,
        organizations,
        population,
        populationYear,
      ]),
    ).toEqual([
      ['09001', 1, 948053, 2015],
      ['09003', 1, 895841, 2015],
    ])
    expect(await counties.page()).toContain('Hartford County, CT: 1 organization')
  })
})

test('Puerto Rico has people and no survey of outlets, and says so', async () => {
  const { page, rows, add } = await land(['72127', '72031'])
  await add('Biblioteca', { sector: 'library', latitude: '18.4655', longitude: '-66.1057', state: 'PR' })
  expect(await rows()).toEqual([
    expect.objectContaining({
      county: '72031',
      organizations: 0,
      outlets: null,
      population: 154815,
      peoplePerOutlet: null,
    }),
    expect.objectContaining({
      county: '72127',
      organizations: 1,
      outlets: null,
      population: 342259,
      populationYear: 2020,
    }),
  ])
  expect(await page('?show=outlets')).toContain('San Juan Municipio, PR: Not known')
  expect((await page('?show=outlets')).match(/class="geo-area" data-shade="unknown" d=/g)).toHaveLength(2)
})

test('a mixed region tells of each figure that is not of the usual year', async () => {
  const { page } = await land(['42003', '42007', '72127'])
  const text = await page()
  expect(text).toContain('342,259 (2020)')
  expect(text).not.toContain('1,224,825 (2023)')
  expect(text.match(/<svg class="net geo"/g)).toHaveLength(2)
})

test('Alaska, with islands beyond 180°', async () => {
  const { page, add } = await land(['02016', '02020', '02110'])
  await add('Library of Adak', { latitude: '51.88', longitude: '-176.65' })
  await add('Far island station', { latitude: '52.9', longitude: '173.1' })
  const text = await page()
  expect(marksIn(text)).toHaveLength(2)
  expect(namesIn(text)).toContain('Aleutians West Census Area, AK: 2 organizations')
})

test('two regions that share a county each count their own in it', async () => {
  const [one, other] = [await land(['42003']), await land(['42003', '42007'])]
  await one.add('Of one', OAKLAND)
  expect([(await one.rows())[0]!.organizations, (await other.rows()).map((row) => row.organizations)]).toEqual([
    1,
    [0, 0],
  ])
})

describe('a region without counties', async () => {
  test('has those its organizations are in, and says so', async () => {
    const { page, rows, add, region, at } = await land([])
    await add('Carnegie Library', OAKLAND)
    await add('Butler fund', { county: 'Butler', state: 'PA' })
    expect((await rows()).map(({ county, organizations }) => [county, organizations])).toEqual([
      ['42003', 1],
      ['42019', 1],
    ])
    expect(await page()).toContain('This region names no counties of its own')
    expect(await page()).not.toContain(`/${region.slug}/settings"`)
    const coordinator = await home.aMember(region, 'coordinator')
    expect((await as(coordinator).get(at)).text).toContain('Choose the region’s counties')
  })

  test('and those that stand today, whatever people still write', async () => {
    const { rows, add } = await land([])
    await add('Of Stamford', { county: 'Fairfield', state: 'CT', latitude: '41.0534', longitude: '-73.5387' })
    expect((await rows()).map(({ county }) => county)).toEqual(['09190'])
  })

  test('and without any place says what to do', async () => {
    const { page, add, rows } = await land([])
    await add('Nowhere group')
    const text = await page()
    expect(text).toContain('Nothing to draw yet')
    expect(text).toContain('none of these organizations says where it is')
    expect(text).toContain('Nowhere group')
    expect(await rows()).toEqual([])
  })
})

test('an invented region is drawn around its places, never over a real county', async () => {
  const { page, rows, add } = await land([], { countyNames: ['Alder County', 'Marsh'] })
  await add('Ferry Street', { county: 'Alder', latitude: '40.44', longitude: '-79.95' })
  await add('Marsh office', { serviceCounties: ['Marsh County'] })
  expect((await rows()).map(({ county, organizations, outlets }) => [county, organizations, outlets])).toEqual([
    ['alder', 1, null],
    ['marsh', 1, null],
  ])
  const text = await page()
  expect(text).toContain('stand on no map')
  expect(text).not.toMatch(/Allegheny|Public Libraries Survey|geo-around/)
})

test('an empty region of counties shows its land, outlets and people', async () => {
  const { page } = await land(['42003', '42007', '42125'])
  const text = await page('?show=peoplePerOutlet')
  expect(text).toContain('No organization has a place in, or serves, these 3 counties.')
  expect(text.match(/class="geo-area" data-shade="[12]" d=/g)).toHaveLength(3)
})

test('an empty region without counties says where it begins', async () => {
  expect(await (await land([])).page()).toContain(
    'It begins with the first county or the first organization with an address.',
  )
})

test('names of 200 letters, from right to left, with signs, break nothing', async () => {
  const { page, add } = await land(['42003'])
  const names = ['x'.repeat(200), `مكتبة ${'ا'.repeat(150)}`, '<b>"Tom & Jerry’s"</b>']
  for (const [n, name] of names.entries()) await add(name, { ...OAKLAND, latitude: `40.${3 + n}` })
  const text = await page()
  expect(namesIn(text).filter((name) => name.startsWith('xxx') || name.startsWith('مكتبة'))).toHaveLength(2)
  expect(text).toContain(`${'x'.repeat(27)}…`)
  expect(text).toContain('&lt;b&gt;&quot;Tom &amp; Jerry’s&quot;&lt;/b&gt;')
})
