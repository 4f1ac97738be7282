import { expect, test } from 'vitest'
import { house } from '../../test/house.ts'
import { giveAccess, joinRegion } from './members.ts'
import { createPerson, listPeopleOf } from './persons.ts'

const h = await house()

const setting = async (slug: string) => {
  const region = await h.aRegion(slug)
  const library = await h.anOrganization(region, { name: 'Ferry Street Library' })
  const center = await h.anOrganization(region, { name: 'Three Counties Data Commons' })
  const coordinator = await h.aMember(region, 'coordinator')
  const viewer = await h.aMember(region, 'viewer')
  const representative = await h.aMember(region, 'representative', library.id)
  return { region, library, center, coordinator, viewer, representative }
}
const maria = {
  name: 'Maria Diaz',
  email: 'maria@library.example',
  phone: '555 0199',
  note: 'prefers mornings',
  lang: 'en' as const,
}
/** The id in a location such as `/alder/people/…`. */
const idIn = (location: string | null) => location!.split('/').at(-1)!

test('before consent only coordinators see a person; after it the region, then the public', async () => {
  const { region, library, coordinator, viewer } = await setting('alder')
  const made = await h
    .as(coordinator)
    .post('/alder/people', { ...maria, organization: library.id, title: 'Data librarian', agreed: '' })
  expect(made.status).toBe(303)
  const id = idIn(made.location)
  const page = `/alder/people/${id}`
  const seenBy = async () =>
    (await Promise.all([coordinator, viewer, null].map((who) => h.as(who).get(page)))).map((one) => one.status)
  expect(await seenBy()).toEqual([200, 404, 404])
  for (const query of ['', '?q=diaz', '?format=csv', '?format=json']) {
    expect((await h.as(viewer).get(`/alder/people${query}`)).text, query).not.toMatch(/Maria|maria@/)
    expect((await h.as(coordinator).get(`/alder/people${query}`)).text, query).toContain('Maria Diaz')
  }
  expect(await listPeopleOf(h.db, viewer.actor, library.id, '2030-01-01')).toEqual([])

  const consent = {
    how: 'By e-mail',
    givenOn: '2026-03-03',
    visibility: 'region',
    fields: ['name', 'position', 'email', 'phone'],
  }
  expect((await h.as(coordinator).post(`${page}/consent`, consent)).status).toBe(303)
  expect(await seenBy()).toEqual([200, 200, 404])
  const told = (await h.as(viewer).get(page)).text
  expect([
    told.includes('maria@library.example'),
    told.includes('prefers mornings'),
    told.includes('By e-mail'),
  ]).toEqual([true, false, false])
  expect(await listPeopleOf(h.db, viewer.actor, library.id, '2030-01-01')).toEqual([
    { id, name: 'Maria Diaz', title: 'Data librarian', visibility: 'region' },
  ])

  expect((await h.as(coordinator).post(`${page}/consent`, { withdraw: 'yes' })).status).toBe(303)
  expect((await h.as(coordinator).post(`${page}/consent`, { ...consent, visibility: 'public' })).status).toBe(303)
  expect(await seenBy()).toEqual([200, 200, 200])
  expect((await h.as(null).get('/alder/people')).status).toBe(403)
  expect((await h.as(coordinator).post(`${page}/consent`, { withdraw: 'yes' })).status).toBe(303)
  expect(await seenBy()).toEqual([200, 404, 404])
  const all = await h.db.selectFrom('consents').selectAll().where('region_id', '=', region.id).execute()
  expect(all.every((one) => one.withdrawn_at !== null)).toBe(true)
  expect(JSON.stringify(await h.journal(region))).not.toMatch(/maria@|555 0199|prefers/)
})

test('a representative adds people of their own organization, and sees them once they agreed', async () => {
  const { library, center, representative, viewer, coordinator } = await setting('marsh')
  const as = h.as(representative)
  expect((await as.get('/marsh/people/new')).text).toContain('Ferry Street Library')
  expect((await as.get('/marsh/people/new')).text).not.toContain('Three Counties Data Commons')
  const typed = { ...maria, title: 'Data librarian' }
  expect((await as.post('/marsh/people', { ...typed, organization: library.id, agreed: '' })).location).toBe(
    '/marsh/people?done=added',
  )
  const agreed = await as.post('/marsh/people', {
    ...typed,
    name: 'Ann Lee',
    organization: library.id,
    agreed: 'asked at lunch',
  })
  expect((await as.get(agreed.location!)).text).toContain('Ann Lee')
  expect((await as.post('/marsh/people', { ...typed, organization: center.id, agreed: '' })).status).toBe(403)
  expect((await as.post('/marsh/people', { ...typed, organization: '', agreed: '' })).status).toBe(403)
  expect((await h.as(viewer).post('/marsh/people', { ...typed, organization: library.id, agreed: '' })).status).toBe(
    403,
  )
  expect((await as.post(agreed.location!, { ...typed, _version: '2' })).status).toBe(403)
  expect((await h.as(coordinator).get('/marsh/people')).text).toContain('Maria Diaz')
})

test('an address that a representative typed lets nobody in', async () => {
  const { region, library, representative, coordinator } = await setting('trap')
  const evil = {
    ...maria,
    name: 'Dr. Director',
    email: 'evil@attacker.example',
    organization: library.id,
    title: 'Director',
    agreed: 'yes',
  }
  expect((await h.as(representative).post('/trap/people', evil)).status).toBe(303)
  const attacker = await h.signIn('evil@attacker.example')
  expect(
    await joinRegion(h.db, region, { accountId: attacker.accountId!, email: attacker.email! }, h.clock()),
  ).toBeUndefined()
  // The director is invited at the address that the coordinator types: another person, or this one under that address.
  const form = {
    name: 'Dr. Director',
    email: 'director@library.example',
    access: 'leader',
    organizations: library.id,
    from: '',
    until: '',
  }
  expect((await h.as(coordinator).post('/trap/settings/members', form)).status).toBe(303)
  expect(
    await joinRegion(h.db, region, { accountId: attacker.accountId!, email: attacker.email! }, h.clock()),
  ).toBeUndefined()
  expect((await h.as(attacker).get('/trap/people')).status).toBe(403)
})

test('an address pre-registered under another name becomes whom the coordinator invites', async () => {
  const { region, library, representative, coordinator } = await setting('name')
  await h
    .as(representative)
    .post('/name/people', { ...maria, name: 'Mallory', organization: library.id, title: 'x', agreed: 'yes' })
  const form = { name: 'Maria Diaz', email: 'MARIA@library.example', access: 'viewer', from: '', until: '' }
  await h.as(coordinator).post('/name/settings/members', form)
  expect((await h.signIn('maria@library.example', region)).actor).toMatchObject({ member: true, name: 'Maria Diaz' })
})

test('an account that proves an address in any spelling is that person, once', async () => {
  const { region } = await setting('spelt')
  const person = await createPerson(h.db, region.system, { name: 'Odd', email: 'Odd.Name@Library.Example' }, h.clock())
  await giveAccess(h.db, region.system, region, person.id, { access: 'viewer', organizationIds: [] }, h.clock())
  const account = await h.signIn('odd.name@library.example')
  const join = () => joinRegion(h.db, region, { accountId: account.accountId!, email: account.email! }, h.clock())
  expect(await Promise.all(Array.from({ length: 8 }, join))).toEqual(Array<string>(8).fill(person.id))
  const rows = await h.db.selectFrom('memberships').selectAll().where('person_id', '=', person.id).execute()
  expect(rows).toHaveLength(1)
})

test('two who change a person at once are shown both versions, and nothing typed is lost', async () => {
  const { region, coordinator } = await setting('both')
  const { id } = await createPerson(h.db, region.system, maria, h.clock())
  const as = h.as(coordinator)
  const form = { ...maria, _version: '1' }
  expect((await as.post(`/both/people/${id}`, { ...form, name: 'Maria D. Diaz' })).status).toBe(303)
  const late = await as.post(`/both/people/${id}`, { ...form, name: 'María Díaz' })
  expect(late.status).toBe(409)
  expect([late.text.includes('María Díaz'), late.text.includes('Maria D. Diaz')]).toEqual([true, true])
})

test('a position is held, ends, and is on record with its dates', async () => {
  const { region, library, coordinator, viewer } = await setting('post')
  const { id } = await createPerson(h.db, region.system, maria, h.clock())
  const as = h.as(coordinator)
  const page = `/post/people/${id}`
  expect(
    (
      await as.post(`${page}/positions`, {
        organization: library.id,
        title: 'Librarian',
        since: 'spring 2018',
        until: '',
      })
    ).status,
  ).toBe(303)
  expect(
    (await as.post(`${page}/positions`, { organization: library.id, title: 'Librarian', since: '2020', until: '2018' }))
      .status,
  ).toBe(422)
  const typed = await as.post(`${page}/positions`, {
    organization: library.id,
    title: 'Librarian',
    since: 'soon',
    until: '',
  })
  expect([typed.status, typed.text]).toEqual([422, expect.stringContaining('value="soon"')])
  const end = /\/post\/people\/[^/]+\/positions\/[^/]+\/end/.exec((await as.get(page)).text)![0]
  expect((await h.as(viewer).post(end, { until: '2021' })).status).toBe(404)
  expect((await as.post(end, { until: '2021' })).status).toBe(303)
  const rows = await h.db.selectFrom('positions').selectAll().where('person_id', '=', id).execute()
  expect(rows).toMatchObject([{ period: '2018-21/2021', period_first: '2018-03-01', period_last: '2021-12-31' }])
  const elsewhere = await setting('elsewhere-post')
  expect(
    (await as.post(`${page}/positions`, { organization: elsewhere.library.id, title: 'Spy', since: '', until: '' }))
      .status,
  ).toBe(422)
})

test('a removed person is gone everywhere, and comes back with everything', async () => {
  const { region, coordinator, viewer } = await setting('gone')
  const page = `/gone/people/${viewer.actor.personId}`
  expect((await h.as(viewer).post(`${page}/removal`)).status).toBe(404)
  const done = await h.as(coordinator).post(`${page}/removal`)
  expect([done.status, done.location]).toEqual([303, `${page}/removal`])
  expect((await h.as(coordinator).get(page)).status).toBe(404)
  expect((await h.as(viewer).get('/gone/people')).status).toBe(403)
  expect((await h.as(viewer).get(`${page}/removal`)).status).toBe(404)
  expect((await h.as(viewer).post(`${page}/removal`, { undo: 'yes' })).status).toBe(404)
  expect((await h.as(coordinator).get(`${page}/removal`)).text).toContain('Bring A viewer back')
  expect((await h.as(coordinator).post(`${page}/removal`, { undo: 'yes' })).status).toBe(303)
  expect((await h.as(viewer).get('/gone/people')).status).toBe(200)
  expect((await h.journal(region)).map((entry) => entry.verb)).toEqual(
    expect.arrayContaining(['person.removed', 'person.restored']),
  )
})

test('ids of another region open nothing', async () => {
  const [mine, theirs] = [await setting('mine'), await setting('theirs')]
  const { id } = await createPerson(h.db, theirs.region.system, maria, h.clock())
  const as = h.as(mine.coordinator)
  for (const path of ['', '/edit', '/removal']) expect((await as.get(`/mine/people/${id}${path}`)).status).toBe(404)
  for (const path of ['', '/removal', '/consent', '/positions', `/positions/${id}/end`])
    expect((await as.post(`/mine/people/${id}${path}`, { ...maria, _version: '1' })).status, path).toBe(404)
  for (const odd of ['not-an-id', '00000000-0000-0000-0000-000000000000', '%00', "'"])
    expect((await as.get(`/mine/people/${odd}`)).status, odd).toBe(404)
})
