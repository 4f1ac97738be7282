import { describe, expect, test } from 'vitest'
import { house } from '../../test/house.ts'

const { as, aRegion, aMember, anOrganization, time } = await house()
const open = as(null)
const riverbend = await aRegion('riverbend')
const marsh = await aRegion('marsh')
const library = await anOrganization(riverbend, {
  name: 'Ferry Street Library',
  mission: 'Lends maps & <b>housing</b> data to everybody.',
})
await anOrganization(riverbend, { name: 'Members Mapping Club', visibility: 'region', mission: 'Maps of housing.' })
await anOrganization(riverbend, { name: 'Secret Maps', visibility: 'circle', mission: 'Maps nobody sees.' })
await anOrganization(riverbend, { name: 'Biblioteca Pública', mission: 'Préstamo de mapas y talleres.', lang: 'es' })
await anOrganization(marsh, { name: 'Marsh Maps' })
const viewer = await aMember(riverbend, 'viewer')
const representative = await aMember(riverbend, 'representative', library.id)
const coordinator = await aMember(riverbend, 'coordinator')

const titles = async (who: Parameters<typeof as>[0], q: string) =>
  (
    JSON.parse((await as(who).get(`/riverbend/search?format=json&q=${encodeURIComponent(q)}`)).text).items as {
      title: string
    }[]
  )
    .map((one) => one.title)
    .toSorted()

test('finds what the asker may see, and nothing of another region', async () => {
  expect(await titles(null, 'maps')).toEqual(['Ferry Street Library'])
  expect(await titles(viewer, 'maps')).toEqual(['Ferry Street Library', 'Members Mapping Club'])
  expect(await titles(representative, 'maps')).not.toContain('Secret Maps')
  expect(await titles(coordinator, 'maps')).toEqual(['Ferry Street Library', 'Members Mapping Club', 'Secret Maps'])
})

test('finds Spanish words by their stems, without accents, and names by a part', async () => {
  expect(await titles(null, 'mapa')).toEqual(['Biblioteca Pública'])
  expect(await titles(null, 'publica')).toEqual(['Biblioteca Pública'])
  expect(await titles(null, 'erry str')).toEqual(['Ferry Street Library'])
  expect(await titles(null, '100%_')).toEqual([])
})

describe('a slip of the finger', () => {
  test.each(['libary', 'librrary', 'lirbary', 'librery', 'Ferry Stret Library', 'fery libary', 'libary ferry'])(
    '%s finds the library',
    async (q) => expect(await titles(null, q)).toEqual(['Ferry Street Library']),
  )

  test('is forgiven in other names and in Spanish, with and without accents', async () => {
    const otherNames = 'Shelterbelt Alliance\nSBA'
    await anOrganization(riverbend, { name: 'Windbreak Society', otherNames })
    expect(await titles(null, 'shelterblet')).toEqual(['Windbreak Society'])
    expect(await titles(null, 'bibilioteca publca')).toEqual(['Biblioteca Pública'])
  })

  test('is not forgiven where little is left of a word, and shows no more than may be seen', async () => {
    expect(await titles(null, 'frry xyzzy')).toEqual([])
    expect(await titles(null, 'sct')).toEqual([])
    expect(await titles(null, 'secert')).toEqual([])
    expect(await titles(coordinator, 'secert')).toEqual(['Secret Maps'])
  })

  test('stands after what has the words themselves, and says that it is near', async () => {
    await anOrganization(riverbend, { name: 'Quarrel Institute' })
    await anOrganization(riverbend, { name: 'Quarry Institute', mission: 'A quarrel a day.' })
    const { items } = JSON.parse((await open.get('/api/v1/riverbend/search?q=quarrel')).text)
    expect(items.map((one: { title: string; near: boolean }) => [one.title, one.near])).toEqual([
      ['Quarrel Institute', false],
      ['Quarry Institute', false],
    ])
    const { text } = await open.get('/riverbend/search?q=quarel')
    expect(text).toContain('<mark>Quarrel</mark> Institute')
    expect(text).toContain('similar name')
  })
})

describe('all regions together', () => {
  const everywhere = async (who: Parameters<typeof as>[0], q: string) => {
    const { items } = JSON.parse((await as(who).get(`/api/v1/search?q=${q}`)).text)
    return items.map((one: { region: string; title: string }) => `${one.region}: ${one.title}`).toSorted()
  }

  test('show what is public in each of them, to members too', async () => {
    expect(await everywhere(null, 'maps')).toEqual(['marsh: Marsh Maps', 'riverbend: Ferry Street Library'])
    expect(await everywhere(coordinator, 'maps')).toEqual(await everywhere(null, 'maps'))
    expect(await everywhere(null, 'masrh')).toContain('marsh: Marsh Maps')
  })

  test('on a page of their own, to which the region leads', async () => {
    expect((await open.get('/riverbend/search?q=maps')).text).toContain('href="/search?q=maps"')
    const { text } = await open.get('/search?q=maps')
    expect(text).toContain('href="/marsh/organizations/marsh-maps"')
    expect(text).toMatch(/<span>marsh<\/span>/i)
    expect((await open.get('/search')).text).toContain('public in the regions')
    expect((await open.get('/es/search?q=zzz')).text).toContain('Ver todas las regiones')
  })
})

test('of several kinds shows the best of each, and each by itself', async () => {
  for (let n = 0; n < 7; n += 1) await anOrganization(marsh, { name: `Heron Group ${n}` })
  const member = await aMember(marsh, 'coordinator')
  const added = await as(member).post('/marsh/people', { name: 'Hera Heron', visibility: 'region', agreed: 'yes' })
  expect(added.status).toBe(303)
  const { text } = await as(member).get('/marsh/search?q=heron')
  expect(text).toContain('8 results')
  expect(text.match(/Group \d/g)).toHaveLength(5)
  expect(text).toContain('href="/marsh/search?q=heron&amp;kind=organization"')
  const organizations = (await as(member).get('/marsh/search?q=heron&kind=organization')).text
  expect(organizations.match(/Group \d/g)).toHaveLength(7)
  expect(organizations).not.toContain('Hera')
  expect((await as(member).get('/marsh/search?q=heron&kind=nothing')).text).toContain('nothing: none')
  const told = JSON.parse((await as(member).get('/api/v1/marsh/search?q=heron&kind=person')).text)
  expect([told.total, told.kinds]).toEqual([1, expect.arrayContaining([{ kind: 'organization', count: 7 }])])
})

test('finds words in marks of every kind, and finds them asked for in marks', async () => {
  const marked = ['«ñandú»', '“zorro”', '‘puma’', '"tapir"', '<carpincho>', 'condor/vizcacha', '—mara—', '(guanaco)']
  await anOrganization(riverbend, { name: 'Fauna', lang: 'es', mission: `El club dice ${marked.join(' y ')}.` })
  for (const q of ['ñandú', 'nandu', '«ñandú»', 'zorro', 'puma', 'tapir', '<tapir>', 'carpincho', 'condor', 'vizcacha'])
    expect(await titles(null, q), q).toEqual(['Fauna'])
  for (const q of ['mara', '—mara', 'guanaco', '«dice ñandu»', '“dice ñandú”', 'condor/vizcacha'])
    expect(await titles(null, q), q).toEqual(['Fauna'])
  expect(await titles(null, '«ñandú dice»')).toEqual([])
  expect((await open.get('/riverbend/search?q=nandu')).text).toContain('dice «<mark>ñandú</mark>»')
  expect((await open.get('/riverbend/search?q=carpincho')).text).toContain('&lt;<mark>carpincho</mark>&gt; y condor/')
})

test('shows a description as sentences, not as it was typed', async () => {
  const description = '## Loans\n\nWe lend **telescopes** to [every school](https://schools.example/list).\n\nFree.'
  await anOrganization(riverbend, { name: 'Star Club', description })
  const { text } = await open.get('/riverbend/search?q=telescopes')
  expect(text).toContain('Loans · We lend <mark>telescopes</mark> to every school. Free</p>')
})

test('finds a translation by the stems of its language, and names the record once', async () => {
  const page = '/riverbend/organizations/ferry-street-library'
  const form = (await as(coordinator).get(`${page}/translation`)).text
  const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(form)?.[1] ?? ''
  const said = { mission: 'Presta cartografías a todo el mundo.', description: '' }
  await as(coordinator).post(`${page}/translation`, {
    lang: 'es',
    ...said,
    _version: hidden('_version'),
    _translated: hidden('_translated'),
  })
  expect(await titles(null, 'cartografía')).toEqual(['Ferry Street Library'])
  expect(await titles(null, 'ferry cartografía')).toEqual(['Ferry Street Library'])
  expect(await titles(null, 'ferry')).toEqual(['Ferry Street Library'])
  const { text } = await open.get('/es/riverbend/search?q=cartografía')
  expect((await open.get('/riverbend/search?q=cartografía')).text).toContain('<p class="small" lang="es">')
  expect(text).toContain('Presta <mark>cartografías</mark> a todo')
  expect((await open.get('/riverbend/organizations?q=cartografía')).text).toContain('Ferry Street Library')
  expect((await as(coordinator).get('/riverbend/journal')).text.match(/translated/g)).toHaveLength(1)
})

test('marks what it found without taking in markup', async () => {
  const { text } = await open.get('/riverbend/search?q=housing')
  expect(text).toContain('<mark>housing</mark>')
  expect(text).not.toContain('<b>housing</b>')
  expect(text).toContain('href="/riverbend/organizations/ferry-street-library"')
  expect(text).toContain('data-sector="library"')
})

test('teaches when nothing was asked, and says what to try when nothing was found', async () => {
  expect((await open.get('/riverbend/search')).text).toContain('Quotes find a phrase')
  expect((await open.get('/riverbend/search?q=zzz')).text).toContain('Nothing here has “zzz”')
  expect((await open.get('/es/riverbend/search?q=zzz')).text).toContain('Nada contiene «zzz»')
})

test('stands whatever is typed', async () => {
  for (const q of ['%00', "'", '"', '\\', '%25', '-', '((', 'a'.repeat(5000), '%F0%9F%92%A9', '<script>'])
    expect((await open.get(`/riverbend/search?q=${q}`)).status).toBe(200)
  expect((await open.get('/riverbend/search?q=maps&page=99999')).location).toBe('/riverbend/search?q=maps')
  expect((await open.get('/riverbend/search?q=maps&page=nine')).status).toBe(200)
  expect((await open.get('/api/v1/riverbend/search?q=maps&cursor=none')).status).toBe(400)
})

test('goes on where the last page ended', async () => {
  for (let n = 0; n < 23; n += 1) await anOrganization(riverbend, { name: `Branch ${n}` })
  const first = JSON.parse((await open.get('/api/v1/riverbend/search?q=branch')).text)
  const second = JSON.parse((await open.get(`/api/v1/riverbend/search?q=branch&cursor=${first.next}`)).text)
  expect([first.total, first.items.length, second.items.length, second.next]).toEqual([23, 20, 3, null])
  const names = [...first.items, ...second.items].map((one: { title: string }) => one.title)
  expect(new Set(names).size).toBe(23)
  expect((await open.get('/riverbend/search?q=branch')).text).toContain('/riverbend/search?q=branch&amp;page=2')
})

test('the public is asked to wait when it asks too often; members are not', async () => {
  time.now = new Date(time.now.getTime() + 3_600_000)
  const tries = await Promise.all(Array.from({ length: 125 }, () => open.get('/riverbend/search?q=maps')))
  const refused = tries.filter((answer) => answer.status === 429)
  expect(refused).toHaveLength(5)
  expect(Number(refused[0]!.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await as(viewer).get('/riverbend/search?q=maps')).status).toBe(200)
})
