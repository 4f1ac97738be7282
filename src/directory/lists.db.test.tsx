import { describe, expect, test } from 'vitest'
import { house } from '../../test/house.ts'
import { visible } from '../platform/db.ts'
import { momentAt } from '../platform/moment.ts'
import { CSV_COLUMNS, organizationListSchema, organizationSchema } from './renderings.ts'

const h = await house()
const region = await h.aRegion('riverbend')
const at = '/riverbend/organizations'
const nobody = h.as(null)

const library = await h.anOrganization(region, {
  name: 'Álamo Library',
  otherNames: 'ACL',
  mission: 'Lends device kits.',
  checkedOn: h.time.now.toISOString().slice(0, 10),
  description: 'Teaches **mapping** to everybody.',
  skills: 'maps\nstatistics',
  audiences: 'teens',
  roles: ['connecting-data-users'],
  county: 'Alder',
  city: 'Millrace',
  identifiers: 'fscs:PA0046\nx:1',
  references: 'The guide https://guide.example/a',
})
const media = await h.anOrganization(region, {
  name: 'Bend Radio',
  sector: 'media',
  county: 'Marsh',
  serviceCounties: 'Tolliver',
  languages: 'Spanish',
  ended: '2019',
  checkedOn: '2020-02-29',
})
const secret = await h.anOrganization(region, {
  name: 'Canary Council',
  sector: 'government',
  visibility: 'circle',
  county: 'Hidden',
})
const inside = await h.anOrganization(region, { name: 'Delta Members', sector: 'nonprofit', visibility: 'region' })
const viewer = await h.aMember(region, 'viewer')
const coordinator = await h.aMember(region, 'coordinator')

const names = async (query: string, who: Parameters<typeof h.as>[0] = null) => {
  const answer = await h.as(who).get(`${at}?format=json${query}`)
  return (JSON.parse(answer.text) as { items: { name: string }[] }).items.map((one) => one.name)
}

describe('the list', () => {
  test('shows each reader what they may see', async () => {
    expect(await names('')).toEqual(['Álamo Library', 'Bend Radio'])
    expect(await names('', viewer)).toEqual(['Álamo Library', 'Bend Radio', 'Delta Members'])
    expect(await names('', coordinator)).toEqual(['Álamo Library', 'Bend Radio', 'Canary Council', 'Delta Members'])
    const page = await nobody.get(at)
    expect(page.text).toContain('Álamo Library')
    expect(page.text).not.toMatch(/Canary|Delta|Hidden/)
  })

  test.each([
    ['&q=alamo', ['Álamo Library']],
    ['&q=ACL', ['Álamo Library']],
    ['&q=mapping', ['Álamo Library']],
    ['&q=millrace', ['Álamo Library']],
    ['&sector=media&sector=library', ['Álamo Library', 'Bend Radio']],
    ['&sector=media', ['Bend Radio']],
    ['&role=connecting-data-users', ['Álamo Library']],
    ['&skill=maps&audience=teens', ['Álamo Library']],
    ['&county=Marsh', ['Bend Radio']],
    ['&county=Hidden', []],
    ['&county=Tolliver', ['Bend Radio']],
    ['&language=Spanish', ['Bend Radio']],
    ['&ended=yes', ['Bend Radio']],
    ['&checked=old', ['Bend Radio']],
    ['&ties=none', ['Álamo Library', 'Bend Radio']],
    ['&sort=newest', ['Álamo Library', 'Bend Radio']],
    ['&sort=ties', ['Álamo Library', 'Bend Radio']],
  ])('narrows by %s', async (query, expected) => {
    expect((await names(query)).toSorted()).toEqual(expected.toSorted())
  })

  test('the longest unchecked can come first, and whom nobody ever checked before them', async () =>
    expect(await names('&sort=checked', viewer)).toEqual(['Delta Members', 'Bend Radio', 'Álamo Library']))

  test.each([
    '?q=%00',
    '?q=%25_%5C%27',
    '?page=-1',
    '?page=x',
    '?page=99',
    '?sort=name%20desc',
    '?sector[]=x',
    '?ties=all',
    '?format=xml',
    '?limit=0&format=json',
    '?q=%F0%9F%92%A9%22%28%26%7C!',
    '?__proto__=1',
    `?q=${'a'.repeat(5000)}`,
  ])('survives %.40s', async (query) => {
    const { status } = await nobody.get(at + query)
    expect([200, 303]).toContain(status)
  })

  test('counts beside the filters what each choice would show', async () => {
    const { text } = await nobody.get(`${at}?sector=media`)
    expect(text).toMatch(/value="library"[\s\S]{0,400}?<span class="tail tiny">1</)
    expect(text).toMatch(/value="Marsh"[\s\S]{0,200}?<span class="tail tiny">1</)
    expect(text).not.toContain('value="Alder"')
  })

  test('says what to do when nothing is found', async () => {
    const { text } = await nobody.get(`${at}?q=zebra`)
    expect(text).toContain('No organization matches')
  })

  test('is in Spanish under /es', async () => {
    const { text } = await nobody.get(`/es${at}`)
    expect(text).toContain('<h1>Organizaciones</h1>')
    expect(text).toContain('href="/es/riverbend/organizations/alamo-library"')
  })
})

describe('other renderings', () => {
  test('JSON follows its schema and goes on by cursor', async () => {
    const first = JSON.parse((await nobody.get(`/api/v1/riverbend/organizations?limit=1`)).text)
    expect(organizationListSchema.parse(first).items[0]!.places[0]!.county).toBe('Alder')
    expect(first.total).toBe(2)
    const second = JSON.parse((await nobody.get(`/api/v1/riverbend/organizations?limit=1&cursor=${first.next}`)).text)
    expect(second.items[0].name).toBe('Bend Radio')
    expect(second.next).toBeNull()
    expect((await nobody.get('/api/v1/riverbend/organizations?cursor=bogus')).status).toBe(400)
  })

  test('one organization by id or slug, with an ETag', async () => {
    const answer = await nobody.get(`/api/v1/riverbend/organizations/${library.id}`)
    expect(organizationSchema.parse(JSON.parse(answer.text)).slug).toBe('alamo-library')
    const again = await nobody.get('/api/v1/riverbend/organizations/alamo-library', {
      'if-none-match': answer.headers.get('etag')!,
    })
    expect(again.status).toBe(304)
    const hidden = await nobody.get(`/api/v1/riverbend/organizations/${secret.id}`)
    expect(hidden.status).toBe(404)
    expect(hidden.headers.get('content-type')).toContain('application/problem+json')
  })

  test('CSV is the whole list with cells that no spreadsheet runs', async () => {
    await h.anOrganization(region, { name: '=HYPERLINK("http://evil.example")', sector: 'other' })
    const { text, headers } = await nobody.get(`${at}?format=csv`)
    expect(headers.get('content-type')).toContain('text/csv')
    expect(text.split('\r\n')[0]).toBe(CSV_COLUMNS.join(','))
    expect(text).toContain('"\'=HYPERLINK(""http://evil.example"")"')
    expect(text).toContain('maps; statistics')
    expect(text).toContain('PA0046')
    expect(text).not.toMatch(/Canary|Delta/)
  })

  test('Accept chooses too, also when the page is kept for the public', async () => {
    await nobody.get(at)
    const json = await nobody.get(at, { accept: 'application/json' })
    expect(json.headers.get('content-type')).toContain('application/json')
    const csv = await nobody.get(at, { accept: 'text/csv' })
    expect(csv.headers.get('content-type')).toContain('text/csv')
    const browser = await nobody.get(at, { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' })
    expect(browser.headers.get('content-type')).toContain('text/html')
  })
})

test('making one private hides it everywhere at once', async () => {
  const before = await nobody.get(`${at}/bend-radio`)
  expect(before.status).toBe(200)
  expect(before.text).toContain('application/ld+json')
  const edit = await h.as(coordinator).get(`${at}/bend-radio/edit`)
  const version = /name="_version" value="(\d+)"/.exec(edit.text)![1]!
  const done = await h
    .as(coordinator)
    .post(`${at}/bend-radio/edit`, { name: 'Bend Radio', sector: 'media', visibility: 'circle', _version: version })
  expect(done.status).toBe(303)
  for (const path of [
    `${at}/bend-radio`,
    `${at}/bend-radio/history`,
    `/es${at}/bend-radio`,
    `/api/v1/riverbend/organizations/${media.id}`,
    `${at}/${media.id}`,
  ])
    expect((await nobody.get(path)).status, path).toBe(404)
  for (const path of [
    at,
    `${at}?q=radio`,
    `${at}?format=csv`,
    `${at}?format=json`,
    '/api/v1/riverbend/organizations',
    '/riverbend/journal',
    '/sitemap.xml',
    '/riverbend',
  ])
    expect((await nobody.get(path)).text, path).not.toMatch(/Bend Radio|bend-radio/)
  expect((await h.as(viewer).get(`${at}/bend-radio`)).status).toBe(404)
  expect((await h.as(coordinator).get(`${at}/bend-radio`)).text).toContain('Private')
})

test('names sort by a collation that both databases have', async () => {
  const zeta = await h.aRegion('zeta')
  for (const name of ['Zoo', 'ábaco', 'Ábalo', 'abacus', 'Ñandú', 'nave']) await h.anOrganization(zeta, { name })
  const all = JSON.parse((await nobody.get('/zeta/organizations?format=json')).text) as { items: { name: string }[] }
  expect(all.items.map((one) => one.name)).toEqual(['ábaco', 'abacus', 'Ábalo', 'Ñandú', 'nave', 'Zoo'])
})

test('a number of ties counts what its reader may see', async () => {
  const record = {
    region_id: region.id,
    id: momentAt(h.time.now).id(),
    kind: 'tie',
    visibility: 'public',
    created_at: h.time.now,
  }
  await h.db.insertInto('records').values(record).execute()
  const kind = await h.db
    .selectFrom('tie_kinds')
    .select('key')
    .where('region_id', '=', region.id)
    .executeTakeFirstOrThrow()
  const ends = { a_id: library.id, b_id: inside.id }
  await h.db
    .insertInto('ties')
    .values({ region_id: region.id, id: record.id, ...ends, kind: kind.key })
    .execute()
  await h.db
    .insertInto('joins')
    .values([library.id, inside.id].map((end_id) => ({ region_id: region.id, record_id: record.id, end_id })))
    .execute()
  const seen = await h.db
    .selectFrom('records')
    .select('id')
    .where(visible(viewer.actor))
    .where('id', '=', record.id)
    .execute()
  expect(seen).toHaveLength(1)
  const ties = async (who: typeof viewer | null) =>
    (JSON.parse((await h.as(who).get(`/api/v1/riverbend/organizations/${library.id}`)).text) as { ties: number }).ties
  expect(await ties(viewer)).toBe(1)
  expect(await ties(null)).toBe(0)
})
