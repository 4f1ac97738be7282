import { dayIn } from '../platform/days.ts'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { loadDemonstration } from '../../demo/load.ts'
import { house, type Someone } from '../../test/house.ts'
import { readFile } from '../platform/formats/formats.ts'
import type { Network } from '../platform/formats/parsed.ts'
import { isNetworkFormat, NETWORK_FORMATS } from './network-files.ts'

const h = await house({ demo: true })
await loadDemonstration(h.db, h.parts.auth, h.clock())

const FORMATS = Object.keys(NETWORK_FORMATS).filter(isNetworkFormat)
const fileOf = async (who: Someone | null, region: string, format: string, query = '') => {
  const { status, text, headers } = await h.as(who).get(`/${region}/ties?format=${format}${query}`)
  expect(status).toBe(200)
  const name = /filename="([^"]+)"/.exec(headers.get('content-disposition') ?? '')?.[1] ?? ''
  return { name, text }
}
const networkOf = async (...asked: Parameters<typeof fileOf>): Promise<Network> => {
  const { name, text } = await fileOf(...asked)
  const parsed = readFile(name, new TextEncoder().encode(text))
  if (parsed.kind !== 'network') throw new Error(JSON.stringify(parsed))
  expect(parsed.problems).toEqual([])
  return parsed
}
/** Organizations by their names and ties by the names of their ends, as anybody would compare two maps. */
function told({ nodes, edges }: Network) {
  const names = new Map(nodes.map((node) => [node.id, node.label]))
  const ends = (from: string, to: string, directed: boolean) => {
    const pair = [names.get(from), names.get(to)]
    return (directed ? pair : pair.toSorted()).join(directed ? ' → ' : ' – ')
  }
  return {
    organizations: nodes.map(({ label, type, values: { visibility: _visibility, ...values } }) => ({
      label,
      type,
      values,
    })),
    ties: edges
      .map(({ from, to, type, directed, description = '', weight = '', values: { period = '', references = '' } }) =>
        [ends(from, to, directed), type, description, weight, period, references].join(' · '),
      )
      .toSorted(),
  }
}
/** Takes a file in; returns what was to become of its rows, by outcome. */
async function imports(region: string, file: { name: string; text: string }, who: Someone) {
  const body = new FormData()
  body.append('file', new File([file.text], file.name))
  const { location } = await h.as(who).send('POST', `/${region}/settings/import`, { body })
  const report = JSON.parse((await h.as(who).get(`${location}?format=json`)).text)
  await h.as(who).post(`${location}/completion`)
  const { created, updated, unchanged, refused } = report as Record<string, number>
  return { created, updated, unchanged, refused }
}

describe.each(FORMATS)('a region as %s', (format) => {
  test('is the same network where another region takes it in', async () => {
    const other = await h.aRegion(`other-${format}`)
    const coordinator = await h.aMember(other, 'coordinator')
    const before = await networkOf(null, 'riverbend', format)
    expect([before.nodes.length > 20, before.edges.length > 20]).toEqual([true, true])
    const rows = before.nodes.length + before.edges.length
    const none = { created: 0, updated: 0, unchanged: 0, refused: 0 }
    const file = await fileOf(null, 'riverbend', format)
    expect(await imports(other.slug, file, coordinator)).toEqual({ ...none, created: rows })
    expect(await imports(other.slug, file, coordinator)).toEqual({ ...none, unchanged: rows })
    const after = told(await networkOf(coordinator, other.slug, format))
    expect(after.ties).toEqual(told(before).ties)
    const here = after.organizations.map(({ label, type, values: { 'identifiers.node': _node, ...values } }) => ({
      label,
      type,
      values,
    }))
    expect(here).toEqual(told(before).organizations)
  })
})

/** What maps of other programs say beside our fields, ties with several periods, an organization of a map. */
async function aRegionOfManyMaps() {
  const region = await h.aRegion('mapped')
  const coordinator = await h.aMember(region, 'coordinator')
  const element = {
    type: 'Cooperative',
    sector: 'food',
    mission: 'fed',
    'place.city': 'Marsh',
    id: 'k1',
  }
  const network = {
    name: 'Food',
    elements: [
      { label: 'Alder Kitchen', ...element, tags: ['a, b', 'c'], url: 'https://alder.example/x' },
      { label: 'Marsh Farm', id: 'k2', type: 'library', from: 'the valley' },
    ],
    connections: [
      {
        from: 'k1',
        to: 'k2',
        type: 'feeds',
        strength: '7',
        label: 'daily',
        state: 'good',
        period: 'always',
        references: 'them',
      },
    ],
  }
  await imports('mapped', { name: 'map.json', text: JSON.stringify(network) }, coordinator)
  for (const since of ['2012', '2019-03~']) {
    const answer = await h.as(coordinator).post('/mapped/organizations/alder-kitchen/ties/new', {
      other: 'Marsh Farm',
      kind: 'works-together',
      direction: 'forward',
      strength: since === '2012' ? '2' : '',
      since,
      until: since === '2012' ? '2013' : '',
      references: 'The almanac https://almanac.example/1',
      visibility: 'region',
      lang: 'en',
      note: '',
    })
    expect(answer.status).toBe(303)
  }
  await holdAndSpeak(coordinator)
  return { coordinator, viewer: await h.aMember(region, 'viewer') }
}

/** Ana holds the tie for the kitchen, Quentin too, who agreed to nothing; the two organizations spoke twice. */
async function holdAndSpeak(coordinator: Someone) {
  const { as } = h
  const one = JSON.parse((await as(coordinator).get('/mapped/organizations?format=json')).text).items as {
    id: string
  }[]
  const [kitchen, farm] = one.map(({ id }) => id)
  const persons: string[] = []
  for (const name of ['Ana Alder', 'Quentin Quiet']) {
    const { location } = await as(coordinator).post('/mapped/people', { name, organization: kitchen!, title: 'Cook' })
    persons.push(location!.split('/').at(-1)!)
  }
  const consent = { how: 'on paper', visibility: 'region', fields: ['name', 'position'] }
  await as(coordinator).post(`/mapped/people/${persons[0]}/consent`, consent)
  const ties = JSON.parse((await as(coordinator).get('/api/v1/mapped/ties')).text).items as { id: string }[]
  await as(coordinator).post(`/mapped/ties/${ties[0]!.id}/holders/alder-kitchen`, { holders: persons, _version: '1' })
  const day = dayIn('America/New_York', h.time.now)
  for (const [by, other] of [
    [kitchen!, farm!],
    [farm!, kitchen!],
  ]) {
    const spoke = { by: by!, with: other!, day, how: 'phone', about: 'Leeks' }
    expect((await as(coordinator).post('/mapped/contacts', spoke)).status).toBe(303)
  }
}
const { coordinator: coordinatorOfMaps, viewer: viewerOfMaps } = await aRegionOfManyMaps()

test.each(FORMATS)('what a region wrote as %s says nothing new to it', async (format) => {
  const file = await fileOf(coordinatorOfMaps, 'mapped', format, '&ended=all')
  const { nodes, edges } = await networkOf(coordinatorOfMaps, 'mapped', format, '&ended=all')
  expect([nodes.length, edges.length]).toEqual([2, 3])
  const rows = { created: 0, updated: 0, unchanged: 5, refused: 0 }
  expect(await imports('mapped', file, coordinatorOfMaps)).toEqual(rows)
  expect(await fileOf(coordinatorOfMaps, 'mapped', format, '&ended=all')).toEqual(file)
})

test.each(FORMATS)('%s tells evidence and who holds a tie, as far as the reader may know', async (format) => {
  const seen = async (who: Someone | null) => {
    const { edges } = await networkOf(who, 'mapped', format)
    return edges.map(({ values: { evidence = '', contacts = '', holders = [] } }) => ({ evidence, contacts, holders }))
  }
  const day = dayIn('America/New_York', h.time.now)
  const of = (holders: string[]) => expect.objectContaining({ holders })
  const all = await seen(coordinatorOfMaps)
  expect(all).toContainEqual({
    evidence: day,
    contacts: '2',
    holders: ['Ana Alder (Alder Kitchen)', 'Quentin Quiet (Alder Kitchen)'],
  })
  expect(new Set(all.map((edge) => edge.contacts))).toEqual(new Set(['2']))
  expect(await seen(viewerOfMaps)).toContainEqual(of(['Ana Alder (Alder Kitchen)']))
  expect((await fileOf(viewerOfMaps, 'mapped', format)).text).not.toContain('Quentin')
  for (const edge of await seen(viewerOfMaps)) expect([edge.evidence, edge.contacts]).toEqual(['', ''])

  const elsewhere = await h.aRegion(`strangers-${format}`)
  const coordinator = await h.aMember(elsewhere, 'coordinator')
  await imports(elsewhere.slug, await fileOf(coordinatorOfMaps, 'mapped', format), coordinator)
  const { rows } =
    await sql`select from ties where region_id = ${elsewhere.id} and extra::text ~ 'Ana|holders|evidence|contacts'`.execute(
      h.db,
    )
  expect(rows).toEqual([])
})

test('what a map said beside our fields comes out in the list of organizations too, for coordinators', async () => {
  const csv = (await h.as(coordinatorOfMaps).get('/mapped/organizations?format=csv')).text
  const [head = '', first = ''] = csv.split('\r\n')
  expect(head).toMatch(/,url,sector \(file\),tags,type$/)
  expect(first).toMatch(/,food,"a, b\nc\n",Cooperative$/)
  const rows = { created: 0, updated: 0, unchanged: 2, refused: 0 }
  expect(await imports('mapped', { name: 'list.csv', text: csv }, coordinatorOfMaps)).toEqual(rows)
  const elsewhere = await h.aMember(await h.aRegion('elsewhere'), 'coordinator')
  await imports('elsewhere', { name: 'list.csv', text: csv }, elsewhere)
  expect((await h.as(elsewhere).get('/elsewhere/organizations?format=csv')).text.split('\r\n')[0]).toBe(head)
  await sql`update records set visibility = 'public' where region_id = (select region_id from region_slugs where slug = 'mapped')`.execute(
    h.db,
  )
  const seen = (await h.as(null).get('/mapped/organizations?format=csv')).text
  expect([seen.includes('Alder Kitchen'), seen.includes('tags'), seen.includes('Cooperative')]).toEqual([
    true,
    false,
    false,
  ])
})

describe('who asks gets what they may see', () => {
  test('private organizations and ties stand in the file of coordinators alone', async () => {
    const region = await h.aRegion('veiled')
    const coordinator = await h.aMember(region, 'coordinator')
    const open = await h.anOrganization(region, { name: 'Open', visibility: 'public' })
    const hidden = await h.anOrganization(region, { name: 'Hidden', visibility: 'region' })
    await h.as(coordinator).post(`/veiled/organizations/${open.slug}/ties/new`, {
      other: 'Hidden',
      kind: 'works-together',
      direction: 'forward',
      strength: '3',
      visibility: 'public',
      lang: 'en',
      note: 'secret handshake',
    })
    await sql`update organizations set extra = '{"type":"told","sector":"told","desk":"phone of Ana"}' where id = ${hidden.id}`.execute(
      h.db,
    )
    await sql`update ties set extra = '{"weight":"7","label":"since the flood","minutes":"kept"}' where region_id = ${region.id}`.execute(
      h.db,
    )
    for (const format of FORMATS) {
      const all = await networkOf(coordinator, 'veiled', format)
      expect(all.nodes.map((node) => node.label)).toEqual(['Hidden', 'Open'])
      expect(all.nodes[0]!.values).toMatchObject({
        'type (file)': 'told',
        'sector (file)': 'told',
        desk: 'phone of Ana',
      })
      expect(all.edges).toMatchObject([
        {
          type: 'works-together',
          directed: false,
          weight: 3,
          label: 'since the flood',
          description: 'secret handshake',
          values: {
            'weight (file)': '7',
            minutes: 'kept',
            state: 'reported',
          },
        },
      ])
      const { text } = await fileOf(null, 'veiled', format)
      for (const secret of ['Hidden', 'secret', 'Ana', 'flood', hidden.id]) expect(text).not.toContain(secret)
      expect((await networkOf(null, 'veiled', format)).nodes.map((node) => node.label)).toEqual(['Open'])
    }
  })

  test('what the list is narrowed by narrows the network', async () => {
    const all = await networkOf(null, 'riverbend', 'gexf')
    const kind = all.edges[0]!.type
    const some = await networkOf(null, 'riverbend', 'gexf', `&kind=${kind}`)
    expect(new Set(some.edges.map((edge) => edge.type))).toEqual(new Set([kind]))
    const tied = new Set(some.edges.flatMap((edge) => [edge.from, edge.to]))
    expect(some.nodes.map((node) => node.id!).toSorted()).toEqual([...tied].toSorted())
    expect(some.nodes.length).toBeLessThan(all.nodes.length)
  })
})

test('the list of ties leads to each of them, with its filters', async () => {
  const { text } = await h.as(null).get('/riverbend/ties?state=confirmed')
  for (const format of FORMATS) expect(text).toContain(`/riverbend/ties?state=confirmed&amp;format=${format}"`)
})
