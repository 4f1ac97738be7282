import { describe, expect, test } from 'vitest'
import { town } from '../../test/town.ts'
import { openSource, remapSources, type Source, mappingProblem } from '../directory/import-sources.ts'
import type { ImportKind } from '../directory/forms.ts'
import { importSources } from './network-imports.ts'

const { as, db, region, library, center, coordinator, viewer, clock, journal } = await town()

const open = (kind: ImportKind, text: string, name = 'list.csv'): Source => {
  const opened = openSource(name, Buffer.from(text), kind)
  if (!opened.ok) throw new Error('the file cannot be read')
  return opened.source
}
const take = async (source: Source) => {
  const report = await importSources(db, region.system, [source], clock(), { lang: 'en' })
  return report.rows.map(({ outcome, reason, field }) =>
    outcome === 'refused' ? `refused ${field ?? ''} ${reason?.key}` : outcome,
  )
}
const twice = async (kind: ImportKind, text: string) => [await take(open(kind, text)), await take(open(kind, text))]
const items = async (path: string) =>
  JSON.parse((await as(coordinator).get(`/riverbend/${path}?format=json`)).text).items

describe('a list of services', () => {
  const list = [
    'Service Name,Agency,Description,Eligibility,Fees,Hours,Funded by',
    'Data desk,Ferry Street Library,Somebody helps.,Residents; Students,Free,Tuesdays,State',
    'Map clinic,three-counties-data-center,Make a map.,,,,',
    'Lost,Nobody known,,,,,',
    ',Ferry Street Library,,,,,',
  ].join('\n')

  test('comes in as services of the organizations that it names, by name or address; a second time nothing changes', async () => {
    const refused = ['refused Agency import.noSuchOrganization', 'refused Service Name imports.notThat']
    expect(await twice('services', list)).toEqual([
      ['created', 'created', ...refused],
      ['unchanged', 'unchanged', ...refused],
    ])
    const [desk] = await items('services')
    expect(desk).toMatchObject({
      name: 'Data desk',
      audiences: ['Residents', 'Students'],
      fee: 'Free',
      schedule: 'Tuesdays',
      organizations: [{ id: library.id }],
      visibility: 'region',
    })
  })

  test('is told as one line, and keeps what has no field beside it', async () => {
    const created = (await journal(region)).filter((one) => one.verb === 'service.created')
    expect(new Set(created.map((one) => one.batch_id)).size).toBe(1)
    const row = await db.selectFrom('services').select('extra').where('name', '=', 'Data desk').executeTakeFirst()
    expect(row?.extra).toEqual({ 'Funded by': 'State' })
  })

  test('brings up to date what it says, and empties nothing', async () => {
    expect(await take(open('services', 'name,organization,fee\nData desk,Ferry Street Library,Two dollars'))).toEqual([
      'updated',
    ])
    expect((await items('services'))[0]).toMatchObject({ fee: 'Two dollars', schedule: 'Tuesdays' })
  })
})

test('what our own lists wrote comes in again and changes nothing', async () => {
  await as(coordinator).post('/riverbend/groups', {
    name: 'GIS users',
    organizations: library.id,
    subjects: 'Maps\nLand',
  })
  await as(coordinator).post('/riverbend/resources', {
    name: 'A room',
    kind: 'room',
    organizations: library.id,
    capacity: '40',
  })
  await as(coordinator).post(`/riverbend/organizations/${library.slug}/ties/new`, {
    other: center.slug,
    kind: 'works-together',
    strength: '4',
    since: '2014',
    visibility: 'region',
  })
  for (const kind of ['services', 'groups', 'resources', 'ties'] as const) {
    const csv = (await as(coordinator).get(`/riverbend/${kind}?format=csv`)).text
    const fates = await take(open(kind, csv))
    expect([kind, fates.length > 0, new Set(fates)]).toEqual([kind, true, new Set(['unchanged'])])
  }
})

describe('a list of people', () => {
  const list =
    'Full name,E-mail,Employer,Job title\nAna Ferry,ana@library.example,Ferry Street Library,Librarian\nBo Nobody,not an address,,\nAna Ferry,ana@library.example,Three Counties Data Center,Adviser'

  test('comes in as people with where they work; an address is one person', async () => {
    expect(await twice('people', list)).toEqual([
      ['created', 'refused E-mail imports.notThat', 'updated'],
      ['unchanged', 'refused E-mail imports.notThat', 'unchanged'],
    ])
    const [ana] = (await items('people')).filter((one: { name: string }) => one.name === 'Ana Ferry')
    expect(ana.positions.map((one: { title: string }) => one.title).toSorted()).toEqual(['Adviser', 'Librarian'])
  })

  test('is seen by coordinators alone until they agree, and no address stands in the journal', async () => {
    expect((await as(viewer).get('/riverbend/people?format=json')).text).not.toContain('Ana Ferry')
    expect(JSON.stringify(await journal(region))).not.toContain('ana@library.example')
  })
})

describe('a list of ties', () => {
  test('says kind, strength and time of each; what is here is brought up to date, and the ends are found', async () => {
    const list = [
      'from,to,kind,strength,since,until,note',
      'Ferry Street Library,Hollis School,funds,3,2019,,A small grant',
      'Hollis School,Ferry Street Library,trains,,spring 2020,2021,',
      'Ferry Street Library,Nobody,funds,,,,',
      'Ferry Street Library,Ferry Street Library,funds,,,,',
      'Ferry Street Library,Hollis School,funds,2,,,again',
      'Ferry Street Library,Hollis School,refers,9,,,',
    ].join('\n')
    const fates = [
      'refused to import.refusedNode',
      'refused to imports.oneOrganization',
      'unchanged',
      'refused strength imports.notThat',
    ]
    expect(await twice('ties', list)).toEqual([
      ['created', 'created', ...fates],
      ['unchanged', 'unchanged', ...fates],
    ])
    const ties = await items('ties')
    expect(ties.find((tie: { note: string }) => tie.note === 'A small grant')).toMatchObject({
      kind: 'funds',
      strength: 3,
      period: '2019/..',
      state: 'reported',
    })
    const later = 'from,to,kind,strength\nFerry Street Library,Hollis School,funds,5'
    expect(await take(open('ties', later))).toEqual(['updated'])
    expect(await take(open('ties', later))).toEqual(['unchanged'])
  })
})

test('a list without what it needs says so, and which columns it has', async () => {
  const wrong = mappingProblem(open('services', 'name,cost\nDesk,Free'))
  expect(wrong?.problem.reason).toEqual({ key: 'import.noColumn.organization', values: { columns: 'name, cost' } })
  const mended = remapSources([open('services', 'name,whose\nDesk,Ferry Street Library')], ['whose=organization'])
  expect(mended.ok && mappingProblem(mended.sources[0]!)).toBeNull()
})

describe('a map with people and groups in it', () => {
  const map = JSON.stringify({
    elements: [
      { id: 'o1', label: 'Alder Archive', type: 'Organization' },
      { id: 'p1', label: 'Cy Archer', type: 'Person', email: 'cy@archive.example', mood: 'calm' },
      { id: 'g1', label: 'Deed readers', type: 'Club', description: 'They read deeds.' },
      { id: 'x1', label: 'A mountain', type: 'Landmark' },
    ],
    connections: [
      { from: 'p1', to: 'o1', type: 'archivist' },
      { from: 'o1', to: 'g1', type: 'hosts' },
      { from: 'o1', to: 'x1', type: 'stands on' },
      { from: 'p1', to: 'g1', type: 'member' },
    ],
  })
  const form = (types: Record<string, string>) => ({
    'type[]': Object.keys(types),
    'as[]': Object.values(types),
  })
  const upload = async () => {
    const body = new FormData()
    body.append('file', new File([map], 'map.json'))
    return (await as(coordinator).send('POST', '/riverbend/settings/import', { body })).location!
  }

  test('asks what each type of element becomes, and does it: positions, who reaches whom, and what is left out', async () => {
    const at = (await upload()).split('?')[0]!
    const page = (await as(coordinator).get(at)).text
    expect(page).toContain('What the elements become')
    const said = form({ Club: 'group', Landmark: '-' })
    // Said anew in the same breath: looked at first.
    expect((await as(coordinator).post(`${at}/completion`, said)).location).toContain('notice=changed')
    expect((await as(coordinator).post(`${at}/completion`, said)).location).not.toContain('notice')
    const report = JSON.parse((await as(coordinator).get(`${at}?format=json`)).text)
    expect(report.rows.map((row: { name: string; outcome: string }) => `${row.name}: ${row.outcome}`)).toEqual([
      'Alder Archive: created',
      'Cy Archer: created',
      'Deed readers: created',
      'A mountain: unchanged',
      'Cy Archer – Alder Archive: unchanged',
      'Alder Archive – Deed readers: unchanged',
      'Alder Archive – A mountain: unchanged',
      'Cy Archer – Deed readers: refused',
    ])
    const [person] = (await items('people')).filter((one: { name: string }) => one.name === 'Cy Archer')
    expect(person).toMatchObject({
      email: 'cy@archive.example',
      positions: [{ title: 'archivist', organization: 'Alder Archive' }],
    })
    const [group] = (await items('groups')).filter((one: { name: string }) => one.name === 'Deed readers')
    expect(group).toMatchObject({ description: 'They read deeds.', organizations: [{ name: 'Alder Archive' }] })
    expect((await as(coordinator).get('/riverbend/organizations?q=mountain&format=json')).text).toContain('"total":0')
  })

  test('of the same make is taken as the last one was, and changes nothing', async () => {
    const location = await upload()
    expect(location).toContain('notice=remembered')
    const report = JSON.parse((await as(coordinator).get(`${location.split('?')[0]}?format=json`)).text)
    expect([report.created, report.updated, report.refused]).toEqual([0, 0, 1])
  })
})

test('columns are remembered with what they meant, for files of the same make', async () => {
  const send = async (text: string) => {
    const body = new FormData()
    body.append('file', new File([text], 'any.csv'))
    return (await as(coordinator).send('POST', '/riverbend/settings/import', { body })).location!
  }
  const first = await send('who,what,whose\nHelp with forms,Free,Ferry Street Library')
  const said = { kind: 'services' }
  await as(coordinator).post(first, said)
  const columns = { 'column[]': ['who', 'what', 'whose'], 'target[]': ['name', 'fee', 'organization'], ...said }
  await as(coordinator).post(first, columns)
  await as(coordinator).post(`${first}/completion`, columns)
  expect((await items('services')).map((one: { name: string }) => one.name)).toContain('Help with forms')
  const second = await send('whose,who,what\nFerry Street Library,Help with maps,One dollar')
  expect(second).toContain('notice=remembered')
  const page = (await as(coordinator).get(second)).text
  expect(page).toContain('its columns are taken as they were then')
  expect(page).toContain('Import 1 service')
})

test('two columns for one field are pointed out; several files wait each for itself', async () => {
  const body = new FormData()
  body.append('file', new File(['name,title,sector\nOne,Two,library'], 'one.csv'))
  body.append('file', new File(['name\nThree'], 'two.csv'))
  const { location } = await as(coordinator).send('POST', '/riverbend/settings/import', { body })
  expect(location).toBe('/riverbend/settings/import')
  const start = (await as(coordinator).get(location!)).text
  expect(start).toContain('one.csv')
  expect(start).toContain('two.csv')
  const at = /href="(\/riverbend\/settings\/import\/[0-9a-f-]{36})">one\.csv/.exec(start)![1]!
  const columns = { 'column[]': ['name', 'title', 'sector'], 'target[]': ['name', 'name', 'sector'] }
  await as(coordinator).post(at, columns)
  expect((await as(coordinator).get(at)).text).toContain('More than one column is taken for Name: name, title')
})
