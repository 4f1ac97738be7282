import { beforeAll, expect, test } from 'vitest'
import { type Someone, house } from '../../test/house.ts'

const { as, aRegion, aMember, anOrganization } = await house()
const region = await aRegion()
const SECTOR = { label_en: 'Faith group', shape: 'civic', colour: 'media', position: '12' }
let coordinator: Someone
let tie: string

beforeAll(async () => {
  coordinator = await aMember(region, 'coordinator')
  await as(coordinator).post('/riverbend/settings/lists/sectors/new', SECTOR)
  await anOrganization(region, { name: 'Grace House', sector: 'faith-group' })
  await anOrganization(region, { name: 'Ferry Library' })
  const form = { other: 'Ferry Library', kind: 'funds', strength: '3', visibility: 'public' }
  tie = (await as(coordinator).post('/riverbend/organizations/grace-house/ties/new', form)).location!
})

const MARK = /<svg class="mark" data-sector="(\w+)" aria-hidden="true"><use href="[^"]*#s-([\w-]+)"/g
const marksOf = (html: string) => new Set([...html.matchAll(MARK)].map(([, colour, shape]) => `${colour} ${shape}`))

const pages = (): Record<string, string> => ({
  'the list': '/riverbend/organizations',
  'a profile': '/riverbend/organizations/grace-house',
  'the home page': '/riverbend',
  'a tie': tie,
  ties: '/riverbend/ties',
  'what went on': '/riverbend/journal',
  'the search': '/riverbend/search?q=Grace',
})

test('a sector that a coordinator adds has its colour and shape wherever it is shown', async () => {
  for (const [name, path] of Object.entries(pages())) {
    const { status, text } = await as(coordinator).get(path)
    expect([name, status]).toEqual([name, 200])
    expect([name, ...marksOf(text)]).toContain('media civic')
    expect(text).not.toMatch(/data-sector="faith-group"|#s-faith-group/)
  }
})

test('its cords and its letters have the colour too', async () => {
  expect((await as(null).get(tie)).text).toMatch(/<svg class="cord"[^>]*data-sector="media"/)
  expect((await as(null).get('/riverbend')).text).toMatch(/class="wire" data-sector="media"/)
  expect((await as(null).get('/riverbend/organizations')).text).toContain('<span class="avatar" data-sector="media"')
})

test('a new look shows at once, on pages that were kept too', async () => {
  await as(null).get('/riverbend/organizations')
  const address = '/riverbend/settings/lists/sectors/faith-group'
  const read = /name="_version" value="([^"]*)"/.exec((await as(coordinator).get(address)).text)![1]!
  await as(coordinator).post(address, { ...SECTOR, shape: 'funder', colour: 'academic', _version: read })
  const marks = marksOf((await as(null).get('/riverbend/organizations')).text)
  expect([...marks]).toContain('academic funder')
  expect([...marks]).not.toContain('media civic')
})
