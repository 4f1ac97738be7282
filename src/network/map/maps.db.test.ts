import { describe, expect, test } from 'vitest'
import { town } from '../../../test/town.ts'
import type { Network } from '../../platform/formats/parsed.ts'
import { readGexf } from '../../platform/formats/gexf.ts'

const h = await town()
const { as, library, center, school, ofLibrary, ofCenter, coordinator, tieOf, act, everybody } = h
const at = '/riverbend/map'
const text = async (path: string, who: Parameters<typeof as>[0] = null) => (await as(who).get(path)).text
const picture = async (query = '', who: Parameters<typeof as>[0] = null) =>
  JSON.parse(await text(`${at}/picture.json${query}`, who)) as {
    tier: string
    organizations: { slug: string; name: string; x: number; y: number; ties: number; size: number; pinned: boolean }[]
    ties: number[][]
    way?: number[] | null
    mayPin: boolean
    mine: string[]
    holes: { label: string; href: string }[]
  }

const between = await tieOf(ofLibrary, library, {
  other: center.slug,
  kind: 'works-together',
  strength: '4',
  since: '2019',
})
await act(ofCenter, between, 'confirmation', { strength: '3' })
const reported = await tieOf(coordinator, center, { other: school.slug, kind: 'funds', strength: '2' })
await tieOf(ofLibrary, library, { other: school.slug, kind: 'advises', visibility: 'circle' })

describe('the map', () => {
  test('is read by everybody, each as their tier sees it, and says so', async () => {
    expect(await text(at)).toContain('as everybody may see it')
    for (const who of everybody) expect((await as(who).get(at)).status).toBe(200)
    expect((await picture()).ties).toHaveLength(2)
    expect((await picture('', ofLibrary)).ties).toHaveLength(2)
    expect(await picture('', coordinator)).toMatchObject({ tier: 'coordinator', mayPin: true })
    expect((await picture('', coordinator)).ties).toHaveLength(3)
  })

  test('looked at with the eyes of the public it is painted for the public', async () => {
    const page = await text(`${at}?as=public`, coordinator)
    const address = /data-picture="([^"]+)"/.exec(page)![1]!
    expect(JSON.parse(await text(address, coordinator))).toMatchObject({ tier: 'public', mayPin: false })
  })

  test('tells how sure each tie is', async () => {
    const { ties, organizations } = await picture()
    const named = ties.map(([a, b, line, strength]) => [
      organizations[a!]!.name,
      organizations[b!]!.name,
      line,
      strength,
    ])
    expect(named).toEqual([
      ['Ferry Street Library', 'Three Counties Data Center', 2, 3],
      ['Hollis School', 'Three Counties Data Center', 0, 2],
    ])
  })

  test('an organization that is looked at stands beside it in sentences, each tie with a way to the next', async () => {
    const page = await text(`${at}?focus=${center.slug}`)
    expect(page).toContain(
      'Three Counties Data Center is tied to 2 organizations: Ferry Street Library and Hollis School.',
    )
    expect(page).toContain(`${at}?focus=${library.slug}`)
    expect(page).toContain('100 of 100 shortest ways between others lead over it.')
    expect(page).not.toContain('Tie to…')
    expect(await text(`${at}?focus=${library.slug}`, ofLibrary)).toContain('Tie to…')
    expect(await text(`${at}?focus=nobody`)).toContain('is not among those that are shown')
  })

  test('in Spanish it is Spanish', async () => {
    const page = await text(`/es${at}?focus=${center.slug}`)
    expect(page).toContain('Mapa del ecosistema')
    expect(page).toContain('tiene vínculos con 2 organizaciones')
  })

  test('who speaks for an organization may begin a tie from it, nobody else', async () => {
    expect((await picture('', ofLibrary)).mine).toEqual([library.slug])
    expect((await picture()).mine).toEqual([])
  })
})

describe('what narrows it', () => {
  const names = async (query: string) => (await picture(query)).organizations.map(({ name }) => name)

  test('leaves organizations and ties out, in the picture, the table and the files alike', async () => {
    expect(await names('?sector=academic&sector=intermediary')).toEqual(['Hollis School', 'Three Counties Data Center'])
    expect((await picture('?line=reported')).ties).toHaveLength(1)
    expect((await picture('?kind=works-together')).ties).toHaveLength(1)
    expect((await picture('?strength=3')).ties).toHaveLength(1)
    expect((await picture('?since=2018')).ties).toHaveLength(1)
    expect((await picture('?since=2020')).ties).toHaveLength(0)
    expect(await names('?line=reported&alone=no')).toEqual(['Hollis School', 'Three Counties Data Center'])
    expect(await names(`?focus=${library.slug}&near=1`)).toEqual(['Ferry Street Library', 'Three Counties Data Center'])
    expect(await names('?q=hollis')).toEqual(['Hollis School'])
    const gexf = readGexf(await text(`${at}.gexf?line=reported&alone=no`)) as Network
    expect(gexf.nodes.map(({ label }) => label).toSorted()).toEqual(['Hollis School', 'Three Counties Data Center'])
    expect(gexf.edges.map(({ id }) => id)).toEqual([reported])
    expect((await text(`${at}.csv?line=reported`)).trim().split('\n')).toHaveLength(2)
    const list = JSON.parse(await text(`${at}/table?show=ties&line=reported&format=json`)) as { items: object[] }
    expect(list.items).toMatchObject([{ ties: [reported], line: 'reported', strength: 2 }])
  })

  test('what cannot be is told in words, and the rest is shown', async () => {
    expect(await text(`${at}?since=soon`)).toContain('Write since when as a date')
    expect(await text(`${at}?since=2031`)).toContain('begins after the day of the map')
    for (const day of ['2031-01-01', '2026-02-30', '0000-01-01', '2026-1-1'])
      expect(await text(`${at}?day=${day}`)).toContain('no day of the past')
    expect(await text(`${at}?q=zzz`)).toContain('Nothing is left')
    expect(await text(`${at}?from=${library.slug}`)).toContain('One end of the way')
  })

  test('another day shows what was there then', async () => {
    expect((await picture('?day=2018-12-31')).ties).toHaveLength(1)
    expect((await picture('?day=2019-01-01')).ties).toHaveLength(2)
  })
})

test('who connects the rest is the biggest where sizes tell it, and first in the table', async () => {
  const { organizations } = await picture('?size=between')
  expect(organizations.map(({ name, size }) => [name, size])).toEqual([
    ['Ferry Street Library', 0],
    ['Hollis School', 0],
    ['Three Counties Data Center', 1],
  ])
  const list = JSON.parse(await text(`${at}/table?size=between&format=json`)) as { items: { name: string }[] }
  expect(list.items[0]!.name).toBe('Three Counties Data Center')
})

test('in which county one has a place is told to those who may see the place', async () => {
  const place = { name: 'Shelter', kind: 'outlet', county: 'Far County', organizations: library.id }
  expect((await as(ofLibrary).post('/riverbend/places', { ...place, visibility: 'circle' })).status).toBe(303)
  const path = `${at}/table?format=json`
  expect(await text(path)).not.toContain('Far County')
  expect(await text(path, coordinator)).toContain('Far County')
})

describe('how do we reach them', () => {
  test('over whom the shortest way leads, step by step', async () => {
    const page = await text(`${at}?from=${library.slug}&to=${school.slug}`)
    expect(page).toContain('2 ties, over Three Counties Data Center.')
    expect((await picture(`?from=${library.slug}&to=${school.slug}`)).way).toHaveLength(3)
    expect((await picture('?from=ferry%20street%20library&to=Hollis%20School')).way).toHaveLength(3)
  })

  test('where no way leads it says so', async () => {
    expect(await text(`${at}?from=${library.slug}&to=${school.slug}&line=reported`)).toContain('No way leads')
  })
})

describe('its place', () => {
  const placeOf = async (slug: string, who: Parameters<typeof as>[0] = null) =>
    (await picture('', who)).organizations.find((one) => one.slug === slug)!

  test('stays between visits, and what comes moves nobody', async () => {
    const before = await placeOf(library.slug)
    await tieOf(ofLibrary, library, { other: center.slug, kind: 'lends-space' })
    expect(await placeOf(library.slug)).toMatchObject({ x: before.x, y: before.y })
  })

  test('a coordinator moves and pins for everybody, lets go, and has all laid out anew', async () => {
    const before = await placeOf(library.slug)
    const pin = { organization: library.id, x: '0.25', y: '0.5' }
    expect((await as(ofLibrary).post(`${at}/pins`, pin)).status).toBe(403)
    expect((await as(coordinator).post(`${at}/pins`, pin)).location).toBe(`${at}?focus=${library.slug}`)
    expect(await placeOf(library.slug)).toMatchObject({ x: 0.25, pinned: true })
    expect((await as(coordinator).post(`${at}/pins/removal`, { organization: library.id })).status).toBe(303)
    expect(await placeOf(library.slug)).toMatchObject({ x: before.x, y: before.y, pinned: false })
    expect((await as(coordinator).post(`${at}/layout`, {})).status).toBe(303)
    expect(await placeOf(library.slug)).toMatchObject({ pinned: false })
  })

  test.each([
    { x: '2', y: '0' },
    { x: 'left', y: '0' },
    { x: '0', y: '' },
  ])('$x, $y is no place', async (place) => {
    const answer = await as(coordinator).post(`${at}/pins`, { organization: library.id, ...place })
    expect(answer.status).toBe(422)
  })
})

describe('in a frame of another site', () => {
  test('it is the public map, whoever looks, and may be framed; no other page may', async () => {
    const framed = await as(coordinator).get(`${at}/embed`)
    expect(framed.headers.get('content-security-policy')).toContain('frame-ancestors *')
    expect(framed.headers.get('x-frame-options')).toBeNull()
    expect(framed.text).toContain('as everybody may see it')
    expect(framed.text).not.toMatch(/<form|<script/)
    const page = await as(null).get(at)
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(page.headers.get('x-frame-options')).toBe('DENY')
  })
})

describe('on paper', () => {
  test('title, day, for whom, legend and sources stand on the sheet', async () => {
    const sheet = await as(null).get(`${at}.svg`)
    expect(sheet.headers.get('content-type')).toContain('image/svg+xml')
    for (const said of [
      'Ecosystem map, Riverbend',
      'November 23, 2026',
      'as everybody may see it',
      'Confirmed by both sides',
    ])
      expect(sheet.text).toContain(said)
    expect(sheet.text).toContain('From the records of http')
    expect(sheet.text).not.toContain('style=')
  })

  test('as PNG it is a picture', async () => {
    const answer = await as(null).get(`${at}.png`)
    expect(answer.headers.get('content-type')).toBe('image/png')
    expect(answer.text.slice(1, 4)).toBe('PNG')
  })
})

describe('the table is the map', () => {
  test('says the same in numbers and in sentences', async () => {
    const table = await text(`${at}/table`)
    expect(table).toContain('Organizations, sorted by: Number of ties')
    expect(table).toContain('Between others, of 100')
    const words = await text(`${at}/table?show=words`)
    expect(words).toContain('Ferry Street Library is tied to one organization: Three Counties Data Center.')
    expect(await text(`${at}/table?show=ties`)).toContain('Confirmed by both sides')
    const list = JSON.parse(await text(`${at}/table?format=json`)) as { items: object[]; total: number }
    expect(list.items[0]).toMatchObject({ name: 'Three Counties Data Center', ties: 2, reach: 2, between: 1 })
  })
})

describe('what a region lacks', () => {
  test('stands on the map as hollow marks that lead on, while nothing narrows it', async () => {
    const { holes } = await picture()
    expect(holes.length).toBeGreaterThan(0)
    expect(holes[0]!.label).toMatch(/^Nobody/)
    expect((await picture('?q=h')).holes).toEqual([])
  })
})

describe('a region of nothing', () => {
  test('teaches the first step', async () => {
    await h.aRegion('empty')
    const page = await text('/empty/map')
    expect(page).toContain('Nobody is on the map yet')
    for (const ending of ['svg', 'png', 'gexf', 'graphml', 'json', 'csv'])
      expect((await as(null).get(`/empty/map.${ending}`)).status).toBe(200)
  })

  test('one organization, or several that nothing ties, stand in it', async () => {
    const region = await h.aRegion('alone')
    const name = `مكتبة ${'المدينة '.repeat(22)}`
    await h.anOrganization(region, { name })
    expect(await text('/alone/map')).toContain('1 organization, no pair is tied, one stands alone.')
    const several = await h.aRegion('several')
    for (const called of [name, 'Same name', 'Same name']) await h.anOrganization(several, { name: called })
    expect(await text('/several/map')).toContain('3 organizations, no pair is tied, 3 stand alone.')
    expect((await as(null).get('/several/map.svg')).text).toContain('Same name')
  })
})

test('the public has only so many pictures painted in a minute, members as many as they want', async () => {
  await h.aRegion('painted')
  const path = '/painted/map.png'
  const answers = []
  for (let n = 0; n < 61; n += 1) answers.push((await as(null).get(path)).status)
  expect(answers.at(-1)).toBe(429)
  expect((await as(coordinator).get(`${at}.png`)).status).toBe(200)
})
