import { expect, test } from 'vitest'
import { house } from '../../test/house.ts'

const { as, aRegion, aMember } = await house()
const region = await aRegion()
await aRegion('marsh')
const coordinator = await aMember(region, 'coordinator')
const open = as(null)

const SETTINGS = {
  name: 'Riverbend',
  slug: 'riverbend',
  timeZone: 'America/New_York',
  counties: '',
  fiscalMonth: '7',
  languages: ['en', 'es'],
  smallCountThreshold: '5',
  fadingMonths: '12',
}
const WORDS = {
  tagline_en: 'Three counties, one switchboard.',
  tagline_es: 'Tres condados, una centralita.',
  description_en: 'Libraries lend data.',
  description_es: 'Las bibliotecas prestan datos.',
}
async function say(words: Record<string, string | string[]>) {
  const form = (await as(coordinator).get('/riverbend/settings')).text
  const version = /name="_version" value="([^"]*)"/.exec(form)![1]!
  expect((await as(coordinator).post('/riverbend/settings', { ...SETTINGS, ...words, _version: version })).status).toBe(
    303,
  )
}

test('a region speaks to each reader in their language, on every page', async () => {
  await say(WORDS)
  for (const path of ['/riverbend', '/', '/api/v1/riverbend', '/api/v1/regions']) {
    const [english, spanish] = [(await open.get(path)).text, (await open.get(`/es${path === '/' ? '' : path}`)).text]
    expect([path, english]).toEqual([path, expect.stringContaining(WORDS.tagline_en)])
    expect(english).not.toContain(WORDS.tagline_es)
    expect([path, spanish]).toEqual([path, expect.stringContaining(WORDS.tagline_es)])
    expect(spanish).not.toContain(WORDS.tagline_en)
  }
  expect((await open.get('/es/riverbend')).text).toContain(`<p>${WORDS.description_es}</p>`)
  const form = (await as(coordinator).get('/riverbend/settings')).text
  for (const words of Object.values(WORDS)) expect(form).toContain(words)
})

test('what it does not say in a language is said in another, and marked as such', async () => {
  await say({ ...WORDS, tagline_es: '', description_en: '' })
  expect((await open.get('/es/riverbend')).text).toContain(`<h1 lang="en">${WORDS.tagline_en}</h1>`)
  expect((await open.get('/riverbend')).text).toContain(`<p lang="es">${WORDS.description_es}</p>`)
})

test('a region that speaks Spanish only keeps its words in Spanish', async () => {
  await say({ ...WORDS, languages: ['es'], tagline_en: '', description_en: '' })
  expect((await open.get('/riverbend')).text).toContain(`<h1 lang="es">${WORDS.tagline_es}</h1>`)
  const form = (await as(coordinator).get('/riverbend/settings')).text
  expect(form).not.toContain('name="tagline_en"')
  expect(form).toContain(WORDS.description_es)
})

test('its words are found in both languages', async () => {
  await say(WORDS)
  for (const word of ['switchboard', 'centralitas', 'library', 'biblioteca'])
    expect([word, (await open.get(`/riverbend/search?q=${word}`)).text]).toEqual([
      word,
      expect.stringContaining('<mark>'),
    ])
})
