import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { house, type Someone } from '../../test/house.ts'
import { importSources } from '../network/network-imports.ts'
import { openSource } from './import-sources.ts'
import { addListing } from './listing-changes.ts'
import { listingForms } from './listing-forms.ts'
import type { ListingKind } from './listing-kinds.ts'
import { getListing } from './listings.ts'

const h = await house()
const region = await h.aRegion('riverbend')
const coordinator = await h.aMember(region, 'coordinator')
const [library, school] = await Promise.all(
  ['Alder Library', 'Ferry School'].map((name) => h.anOrganization(region, { name })),
)
const representative = await h.aMember(region, 'representative', library!.id)
const at = '/riverbend/places'
const seen = async (path: string, who: Someone | null = coordinator) => (await h.as(who).get(path)).text
const add = (kind: ListingKind, form: object) =>
  addListing(h.db, region.system, kind, listingForms[kind].parse({ visibility: 'public', ...form }), h.clock())
const place = (form: object) => add('place', { kind: 'outlet', organizations: [library!.id], ...form })

/** Every row that a merge of places may touch. */
async function dump() {
  const rows = await Promise.all(
    ['places', 'services', 'resources', 'joins', 'identifiers', 'record_references'].map(async (table) => {
      const { rows: all } = await sql<{ row: string }>`select (to_jsonb(t) - 'position')::text as row
        from ${sql.table(table)} t where region_id = ${region.id} order by 1`.execute(h.db)
      return [table, all.map(({ row }) => row)] as const
    }),
  )
  const hidden = await h.db
    .selectFrom('records')
    .select('id')
    .where('removed_at', 'is not', null)
    .orderBy('id')
    .execute()
  return { ...Object.fromEntries(rows), hidden }
}

describe('two places of one organization', () => {
  let kept: { id: string }
  let lost: { id: string }
  let before: Awaited<ReturnType<typeof dump>>
  beforeAll(async () => {
    kept = await place({ name: 'Main Library', street: '12 Main Street', city: 'Alder', hours: 'Mon to Fri' })
    lost = await place({
      name: 'Reading Room',
      street: '12 Main St',
      city: 'Alder',
      phone: '412 555 0100',
      latitude: '40.44',
      longitude: '-79.99',
      references: ['A list https://list.example'],
    })
    await add('service', { name: 'Desk', organizations: [library!.id], place: lost.id })
    await add('resource', { name: 'Hall', kind: 'room', organizations: [library!.id], place: lost.id })
    before = await dump()
  })

  test('may be one: it is told with its reasons, side by side', async () => {
    await h.as(coordinator).post('/riverbend/proposals')
    const list = await seen('/riverbend/proposals')
    expect(list).toMatch(/Main Library and Reading Room|Reading Room and Main Library/)
    expect(list).toContain('the same address')
    const compare = await seen(`${at}/${kept.id}/merging?with=${lost.id}`)
    for (const words of ['One place or two?', '412 555 0100', '1 service', '1 shared resource'])
      expect(compare).toContain(words)
    expect(await seen(`/es${at}/${kept.id}/merging?with=${lost.id}`)).toContain('¿un solo lugar?')
    expect((await h.as(representative).get(`${at}/${kept.id}/merging?with=${lost.id}`)).status).toBe(403)
    expect(await seen(`${at}/${kept.id}/merging`)).toContain(`?with=${lost.id}`)
    expect(await seen(`${at}/${kept.id}`)).toContain(`${at}/${kept.id}/merging`)
    expect(await seen(`${at}/${kept.id}`, representative)).not.toContain('/merging')
  })

  test('become one: what was to be had at either is to be had there', async () => {
    const form = { with: lost.id, keep: kept.id, decision: 'merge', versions: '1 1', field_name: kept.id }
    expect((await h.as(coordinator).post(`${at}/${kept.id}/merging`, form)).location).toBe(
      `${at}/${kept.id}?done=merged`,
    )
    expect((await getListing(h.db, region.system, 'place', kept.id)).facts).toMatchObject({
      name: 'Main Library',
      street: '12 Main Street',
      hours: 'Mon to Fri',
      phone: '412 555 0100',
      latitude: 40.44,
      longitude: -79.99,
    })
    const page = await seen(`${at}/${kept.id}`, null)
    for (const words of ['Desk', 'Hall', 'https://list.example']) expect(page).toContain(words)
    const gone = await h.as(null).get(`${at}/${lost.id}`)
    expect([gone.status, gone.location]).toEqual([301, `${at}/${kept.id}`])
    const api = await h.as(null).get(`/api/v1/riverbend/places/${lost.id}`)
    expect([api.status, JSON.parse(api.text)]).toEqual([301, { mergedInto: kept.id }])
    expect(await seen('/riverbend/search?q=Reading+Room')).toContain(`${at}/${kept.id}`)
    expect(await seen(`${at}/${kept.id}/history`, null)).toContain('Merged with another')
    expect(await seen('/es/riverbend/journal', null)).toContain('hizo uno solo del lugar')
  })

  test('are two again, as they were', async () => {
    const list = await seen('/riverbend/merges')
    const [, id] = /\/merges\/([0-9a-f-]{36})\/undoing/.exec(list)!
    expect((await h.as(coordinator).post(`/riverbend/merges/${id}/undoing`)).location).toBe(
      '/riverbend/merges?stayed=0',
    )
    expect(await dump()).toEqual(before)
    expect((await h.as(null).get(`${at}/${lost.id}`)).status).toBe(200)
  })
})

test('a third that became the second leads to the first', async () => {
  const [a, b, c] = await Promise.all(['One Hall', 'Two Hall', 'Three Hall'].map((name) => place({ name })))
  for (const [kept, lost] of [
    [b, c],
    [a, b],
  ] as const) {
    const one = await getListing(h.db, region.system, 'place', kept!.id)
    const form = { with: lost!.id, keep: kept!.id, decision: 'merge', versions: `${one.version} 1` }
    const now = await getListing(h.db, region.system, 'place', lost!.id)
    await h.as(coordinator).post(`${at}/${kept!.id}/merging`, { ...form, versions: `${one.version} ${now.version}` })
  }
  expect((await h.as(null).get(`${at}/${c!.id}`)).location).toBe(`${at}/${a!.id}`)
  const merges = await h.db.selectFrom('merges').select(['id', 'lost_id']).execute()
  const undo = (lost: { id: string }) =>
    h.as(coordinator).post(`/riverbend/merges/${merges.find((one) => one.lost_id === lost.id)!.id}/undoing`)
  const early = await undo(c!)
  expect([early.status, early.text.includes('Part those two first')]).toEqual([409, true])
  expect((await undo(b!)).status).toBe(303)
  expect((await undo(c!)).status).toBe(303)
  expect((await h.as(null).get(`${at}/${c!.id}`)).status).toBe(200)
})

test('what two coordinators merge at once into two others goes into one of them', async () => {
  const [a, b, lost] = await Promise.all(['North Pier', 'South Pier', 'Old Pier'].map((name) => place({ name })))
  const into = (kept: { id: string }) => {
    const form = { with: lost!.id, keep: kept.id, decision: 'merge', versions: '1 1' }
    return h.as(coordinator).post(`${at}/${kept.id}/merging`, form)
  }
  const answers = await Promise.all([into(a!), into(b!)])
  expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 409])
})

test('places of two organizations are two', async () => {
  const one = await place({ name: 'Shared Hall', street: '3 Ferry Road' })
  const other = await place({ name: 'Shared Hall', street: '3 Ferry Road', organizations: [school!.id] })
  const form = { with: other.id, keep: one.id, decision: 'merge', versions: '1 1' }
  expect((await h.as(coordinator).post(`${at}/${one.id}/merging`, form)).status).toBe(422)
  expect((await h.as(null).get(`${at}/${other.id}`)).status).toBe(200)
})

test('an import finds what became another one, and brings nothing back', async () => {
  const list = [
    'FSCS ID,FSCS ID_SEQ,LIBRARY NAME,ADDRESS,CITY',
    'PA0099,1,Mill Branch,1 Mill Street,Alder',
    'PA0099,2,Mill Branch Library,1 Mill St,Alder',
  ].join('\n')
  await h.anOrganization(region, { name: 'Mill System', identifiers: ['fscs:PA0099'] })
  const bring = async () => {
    const opened = openSource('outlets.csv', new TextEncoder().encode(list), 'places')
    if (!opened.ok) throw new Error('the list cannot be read')
    const report = await importSources(h.db, region.system, [opened.source], h.clock(), { lang: 'en' })
    return [report.created, report.updated, report.unchanged]
  }
  expect(await bring()).toEqual([2, 0, 0])
  const made = await h.db
    .selectFrom('places')
    .select('id')
    .where('name', 'like', 'Mill Branch%')
    .orderBy('name')
    .execute()
  const [a, b] = await Promise.all(made.map(({ id }) => getListing(h.db, region.system, 'place', id)))
  const form = { with: b!.id, keep: a!.id, decision: 'merge', versions: `${a!.version} ${b!.version}` }
  expect((await h.as(coordinator).post(`${at}/${a!.id}/merging`, form)).status).toBe(303)
  expect(await bring()).toEqual([0, 0, 2])
})
