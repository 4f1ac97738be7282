import { describe, expect, test } from 'vitest'
import { town } from '../../test/town.ts'
import { getOrganization } from './organizations.ts'
import { removeOrganization } from './organization-changes.ts'

const { as, db, region, library, center, hidden, ofLibrary, ofCenter, coordinator, viewer, later, journal } =
  await town()

const at = (path: string) => `/riverbend/${path}`
const add = (segment: string, form: Record<string, string | string[]>, who = ofLibrary) => {
  later()
  return as(who).post(at(segment), { visibility: 'public', ...form })
}
const json = async (path: string, who: typeof viewer | null = null) => JSON.parse((await as(who).get(at(path))).text)
const namesIn = async (path: string, who: typeof viewer | null = null) =>
  (await json(`${path}${path.includes('?') ? '&' : '?'}format=json`, who)).items.map(
    (one: { name: string }) => one.name,
  )

describe('a service', () => {
  const desk = {
    name: 'Data desk',
    organizations: library.id,
    description: 'Somebody finds the table **with you**.',
    audiences: 'Residents\nStudents',
    how: 'Walk in.',
    fee: 'Free',
    schedule: 'Tuesdays',
    languages: 'English\nSpanish',
    references: 'Its web page https://library.example/desk',
  }

  test('is added by whoever speaks for its organization, and told with how to get it and whom to call', async () => {
    const made = await add('services', desk)
    expect([made.status, made.location]).toEqual([303, '/riverbend/services/data-desk?done=created'])
    const page = (await as(null).get(at('services/data-desk'))).text
    for (const words of ['Walk in.', '<strong>with you</strong>', 'Ferry Street Library', 'Its web page', 'Free'])
      expect(page).toContain(words)
  })

  test('stands on the profile of its organization, in the list, in the search, in the feed and in the sitemap', async () => {
    expect((await as(null).get(at(`organizations/${library.slug}`))).text).toContain('/riverbend/services/data-desk')
    expect(await namesIn('services')).toEqual(['Data desk'])
    expect((await as(null).get(at('search?q=data+desk'))).text).toContain('/riverbend/services/data-desk')
    expect((await as(null).get(at('journal'))).text).toContain('added the service')
    expect((await as(null).get('/sitemap.xml')).text).toContain('/riverbend/services/data-desk')
  })

  test('comes as JSON, CSV and through the API with the same facts', async () => {
    const { items } = await json('services?format=json')
    expect(items[0]).toMatchObject({
      slug: 'data-desk',
      audiences: ['Residents', 'Students'],
      how: 'Walk in.',
      organizations: [{ id: library.id, slug: library.slug, name: 'Ferry Street Library' }],
      references: [{ title: 'Its web page', url: 'https://library.example/desk', quote: null }],
    })
    expect(JSON.parse((await as(null).get('/api/v1/riverbend/services/data-desk')).text)).toEqual(items[0])
    const csv = (await as(null).get(at('services?format=csv'))).text
    expect(csv).toContain('Data desk')
    expect(csv.split('\r\n')[0]).toContain('audiences')
  })

  test('is narrowed by what its fields say, in links', async () => {
    await add('services', { name: 'Map clinic', organizations: library.id, audiences: 'Planners' })
    expect(await namesIn('services?audiences=Planners')).toEqual(['Map clinic'])
    expect(await namesIn('services?audiences=Planners&audiences=Students')).toEqual(['Data desk', 'Map clinic'])
    expect(await namesIn(`services?organization=${center.slug}`)).toEqual([])
    expect(await namesIn('services?q=clinic')).toEqual(['Map clinic'])
  })

  test('comes back in its form with what was typed when something is wrong', async () => {
    const refused = await add('services', { ...desk, name: '', website: 'no address', fee: 'Two dollars' })
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('Two dollars')
    expect(refused.text.match(/class="error"/g)?.length).toBe(2)
  })

  test('is not given to an organization one does not speak for', async () => {
    const refused = await add('services', { name: 'Not ours', organizations: center.id })
    expect(refused.status).toBe(422)
    expect(await namesIn('services?q=Not+ours', coordinator)).toEqual([])
  })

  test('two who change it at once see both versions, and nothing typed is lost', async () => {
    const { version } = (await json('services?format=json&q=desk')).items[0]
    const edit = (how: string) =>
      as(ofLibrary).post(at('services/data-desk/edit'), { ...desk, visibility: 'public', how, _version: `${version}` })
    expect((await edit('Call us.')).status).toBe(303)
    const late = await edit('Write to us.')
    expect(late.status).toBe(409)
    for (const words of ['Call us.', 'Write to us.']) expect(late.text).toContain(words)
  })

  test('has a history from which what stood there before is brought back', async () => {
    const history = (await as(ofLibrary).get(at('services/data-desk/history'))).text
    const [, path] = /action="(\/riverbend\/services\/data-desk\/history\/[0-9a-f-]+\/return)"/.exec(history) ?? []
    later()
    expect((await as(ofLibrary).post(path!, {})).status).toBe(303)
    expect((await json('services?format=json&q=desk')).items[0].how).toBe('Walk in.')
  })

  test('keeps its old addresses when it is renamed', async () => {
    const { version } = (await json('services?format=json&q=desk')).items[0]
    const form = { ...desk, name: 'Desk for data', visibility: 'public', _version: `${version}` }
    expect((await as(ofLibrary).post(at('services/data-desk/edit'), form)).status).toBe(303)
    const old = await as(null).get(at('services/data-desk'))
    expect([old.status, old.location]).toEqual([301, '/riverbend/services/desk-for-data'])
  })

  test('is taken out and brought back by the same people', async () => {
    expect((await as(ofCenter).post(at('services/map-clinic/removal'), {})).status).toBe(403)
    const gone = await as(ofLibrary).post(at('services/map-clinic/removal'), {})
    expect(gone.location).toBe('/riverbend/services?removed=map-clinic')
    expect((await as(null).get(at('services/map-clinic'))).status).toBe(404)
    expect((await as(ofLibrary).get(gone.location!)).text).toContain('services/map-clinic/restoration')
    expect((await as(ofLibrary).post(at('services/map-clinic/restoration'), {})).status).toBe(303)
    expect((await as(null).get(at('services/map-clinic'))).status).toBe(200)
  })

  test('stands where it is to be had, and only at a place of its organization', async () => {
    const place = await add('places', {
      organizations: library.id,
      kind: 'outlet',
      name: 'Large room',
      city: 'Millrace',
    })
    const id = place.location!.split('/').at(-1)!.split('?')[0]!
    await add('services', { name: 'Census hour', organizations: library.id, place: id })
    expect((await as(null).get(at('services/census-hour'))).text).toContain('Large room')
    expect((await as(null).get(at(`places/${id}`))).text).toContain('Census hour')
    await add('services', { name: 'Elsewhere', organizations: center.id, place: id }, ofCenter)
    expect((await json('services?format=json&q=Elsewhere')).items[0].place).toBeNull()
  })
})

test('a place that few may see stands with its organization for those few alone', async () => {
  const place = { name: 'Safe house', kind: 'outlet', street: '7 Quiet Lane', city: 'Millrace', county: 'Far County' }
  await add('places', { ...place, organizations: library.id, visibility: 'circle' })
  const list = 'organizations?county=Far+County&format=json'
  const pages = [
    `organizations/${library.slug}`,
    'organizations',
    'organizations?format=csv',
    'organizations?format=json',
  ]
  for (const who of [null, viewer, ofCenter]) {
    for (const path of pages) expect((await as(who).get(at(path))).text).not.toMatch(/7 Quiet Lane|Far County/)
    expect((await json(list, who)).total).toBe(0)
  }
  for (const who of [ofLibrary, coordinator]) {
    expect((await as(who).get(at(pages[0]!))).text).toContain('7 Quiet Lane')
    expect((await json(list, who)).total).toBe(1)
  }
})

describe('a group', () => {
  test('stands by itself: who does not see one that reaches it sees the others', async () => {
    await add('groups', { name: 'GIS users', organizations: [library.id, hidden.id], subjects: 'Maps' }, coordinator)
    const seenBy = async (who: typeof viewer | null) =>
      (await json('groups?format=json', who)).items[0].organizations.map((one: { name: string }) => one.name)
    expect(await seenBy(null)).toEqual(['Ferry Street Library'])
    expect(await seenBy(coordinator)).toEqual(['Ferry Street Library', 'Quiet Fund'])
    expect((await as(null).get(at('journal'))).text).not.toContain(hidden.id)
  })

  test('is still reached by those whom its writer does not see', async () => {
    const { version } = (await json('groups?format=json')).items[0]
    const form = { name: 'GIS users', organizations: library.id, subjects: 'Maps\nLand', visibility: 'public' }
    expect((await as(ofLibrary).post(at('groups/gis-users/edit'), { ...form, _version: `${version}` })).status).toBe(
      303,
    )
    const { items } = await json('groups?format=json', coordinator)
    expect(items[0].organizations.map((one: { name: string }) => one.name)).toEqual([
      'Ferry Street Library',
      'Quiet Fund',
    ])
    expect(items[0].subjects).toEqual(['Maps', 'Land'])
  })

  test('may be known before anybody reaches it, by the coordinator alone', async () => {
    expect((await add('groups', { name: 'Court watchers' }, coordinator)).status).toBe(303)
    expect((await add('groups', { name: 'Nobody’s' })).status).toBe(422)
    expect((await as(ofLibrary).get(at('groups/court-watchers/edit'))).status).toBe(403)
  })
})

test('what is private is seen by its organization and coordinators, and hides with the organization', async () => {
  await add('resources', { name: 'Ten laptops', kind: 'kit', organizations: library.id, visibility: 'circle' })
  const page = at('resources/ten-laptops')
  const statuses = async () =>
    Promise.all([null, viewer, ofCenter, ofLibrary, coordinator].map(async (who) => (await as(who).get(page)).status))
  expect(await statuses()).toEqual([404, 404, 404, 200, 200])
  expect(await namesIn('resources', viewer)).toEqual([])
  expect((await as(viewer).get(at('search?q=laptops'))).text).not.toContain('Ten laptops')
  const whole = await getOrganization(db, region.system, library.id)
  await removeOrganization(db, region.system, whole, later())
  expect(await statuses()).toEqual([404, 404, 404, 404, 404])
  expect(await namesIn('services')).toEqual(['Elsewhere'])
})

test('every verb left its entry, in the words of the journal', async () => {
  const verbs = (await journal(region)).map((entry) => entry.verb)
  for (const verb of ['service.created', 'service.changed', 'service.removed', 'service.restored', 'group.created'])
    expect(verbs).toContain(verb)
})
