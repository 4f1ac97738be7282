import { pino } from 'pino'
import { expect, test } from 'vitest'
import { house, type Someone } from '../../test/house.ts'
import { createApp } from '../app.tsx'

const h = await house()

const setting = async (slug: string) => {
  const region = await h.aRegion(slug)
  const library = await h.anOrganization(region, {
    name: 'Ferry Street Library',
    description: 'Our reading room is open. Write to desk@ferry.example or ring 724 555 0100.',
    email: 'desk@ferry.example',
    phone: '+1 724 555 0100',
  })
  const coordinator = await h.aMember(region, 'coordinator')
  return { region, library, coordinator, of: (path: string) => `/${slug}/${path}` }
}
const idIn = (location: string | null) => location!.split('?')[0]!.split('/').at(-1)!
const addPerson = async (coordinator: Someone, slug: string, form: Record<string, string>) =>
  idIn((await h.as(coordinator).post(`/${slug}/people`, { lang: 'en', ...form })).location)
const personIn = (id: string) => h.db.selectFrom('persons').selectAll().where('id', '=', id).executeTakeFirst()
const organizationOf = (id: string) =>
  h.db.selectFrom('organizations').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

test('who types something else than their address is not erased', async () => {
  const { region } = await setting('alder')
  const viewer = await h.aMember(region, 'viewer')
  const page = await h.as(viewer).get('/me/erasure')
  expect(page.text).toContain('This cannot be undone')
  const answer = await h.as(viewer).post('/me/erasure', { confirmation: 'yes' })
  expect([answer.status, answer.text.includes('Type your own e-mail address')]).toEqual([422, true])
  expect(await personIn(viewer.actor.personId!)).toBeDefined()
  expect((await h.as(null).post('/me/erasure', { confirmation: 'yes' })).status).toBe(403)
})

test('the only coordinator hands over first, in every region', async () => {
  const { region, coordinator, of } = await setting('birch')
  const id = coordinator.actor.personId!
  expect((await h.as(coordinator).get('/me/erasure')).text).toContain('You are the only coordinator of Birch')
  expect((await h.as(coordinator).post('/me/erasure', { confirmation: coordinator.email! })).status).toBe(409)
  expect((await h.as(coordinator).post(of(`people/${id}/erasure`), { reason: 'asked' })).status).toBe(409)
  expect(await personIn(id)).toBeDefined()
  expect((await h.as(coordinator).get('/me')).status).toBe(200)

  await h.aMember(region, 'coordinator')
  expect((await h.as(coordinator).post('/me/erasure', { confirmation: coordinator.email! })).status).toBe(200)
  expect(await personIn(id)).toBeUndefined()
})

test('two coordinators who erase themselves at the same time: one of them stays', async () => {
  const { region, coordinator } = await setting('juniper')
  const second = await h.aMember(region, 'coordinator')
  const answers = await Promise.all(
    [coordinator, second].map((who) => h.as(who).post('/me/erasure', { confirmation: who.email! })),
  )
  expect(answers.map((one) => one.status).toSorted()).toEqual([200, 409])
  const left = await Promise.all([coordinator, second].map((who) => personIn(who.actor.personId!)))
  expect(left.filter(Boolean)).toHaveLength(1)
})

test('whom several erase at the same time is erased once', async () => {
  const { region, coordinator, of } = await setting('kapok')
  const id = await addPerson(coordinator, 'kapok', { name: 'Rosa Prima' })
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => h.as(coordinator).post(of(`people/${id}/erasure`), { reason: 'asked' })),
  )
  expect(answers.map((one) => one.status).toSorted()).toEqual([303, 404, 404, 404, 404])
  expect((await h.journal(region)).filter((one) => one.verb === 'person.erased')).toHaveLength(1)
})

test('a coordinator erases in their own region only; the account stays as long as another region knows it', async () => {
  const here = await setting('cedar')
  const there = await setting('dogwood')
  const member = await h.aMember(here.region, 'viewer')
  const elsewhere = await addPerson(there.coordinator, 'dogwood', { name: 'Elsewhere', email: member.email! })
  expect((await h.as(here.coordinator).post(there.of(`people/${elsewhere}/erasure`), { reason: 'gone' })).status).toBe(
    404,
  )

  await h.as(here.coordinator).post(here.of(`people/${member.actor.personId}/erasure`), { reason: 'gone' })
  expect(await personIn(member.actor.personId!)).toBeUndefined()
  expect(await personIn(elsewhere)).toBeDefined()
  const me = await h.as(member).get('/me/records?format=json')
  expect(JSON.parse(me.text).regions.map((one: { slug: string }) => one.slug)).toEqual(['dogwood'])

  // One's own wish reaches every region that has an entry with one's address.
  expect((await h.as(member).get('/me/erasure')).text).toContain('Elsewhere, Dogwood')
  await h.as(member).post('/me/erasure', { confirmation: member.email! })
  expect(await personIn(elsewhere)).toBeUndefined()
  expect((await h.as(member).get('/me')).status).toBe(303)
})

test('why is chosen, and stands in the audit log without a name', async () => {
  const { region, coordinator, of } = await setting('elm')
  const id = await addPerson(coordinator, 'elm', { name: 'Rosa Prima' })
  expect((await h.as(coordinator).get(of(`people/${id}`))).text).toContain(`/elm/people/${id}/erasure`)
  expect((await h.as(coordinator).post(of(`people/${id}/erasure`), { reason: 'Rosa Prima' })).status).toBe(422)
  h.time.now = new Date(h.time.now.getTime() + 1000)
  await h.as(coordinator).post(of(`people/${id}/removal`))
  h.time.now = new Date(h.time.now.getTime() + 1000)
  expect((await h.as(coordinator).get(of(`people/${id}/removal`))).text).toContain(`/elm/people/${id}/erasure`)
  expect((await h.as(coordinator).post(of(`people/${id}/erasure`), { reason: 'mistake' })).status).toBe(303)
  const entries = (await h.journal(region)).filter((one) => one.record_id === id)
  expect(entries.map((one) => [one.verb, one.changes])).toEqual([
    ['person.created', {}],
    ['person.removed', {}],
    ['person.erased', { reason: 'mistake' }],
  ])
  expect((await h.as(coordinator).get(of(`people/${id}/removal`))).status).toBe(404)
})

test('what an organization gives as its own address and telephone is the organization’s', async () => {
  const { library, coordinator, of } = await setting('fir')
  const id = await addPerson(coordinator, 'fir', {
    name: 'Ana Lee',
    email: 'desk@ferry.example',
    phone: '724-555-0100',
  })
  await h.as(coordinator).post(of(`people/${id}`), {
    name: 'Ana Lee',
    email: 'desk@ferry.example',
    phone: '724-555-0100',
    _version: '1',
  })
  const page = (await h.as(coordinator).get(of(`people/${id}/erasure`))).text
  expect(page).toContain('An organization gives this e-mail address as its own')
  expect(page).toContain('gives this telephone as its own')
  const before = await organizationOf(library.id)
  await h.as(coordinator).post(of(`people/${id}/erasure`), { reason: 'asked' })
  expect(await organizationOf(library.id)).toEqual(before)
})

test('others of the same name, and things called after somebody, stay', async () => {
  const { region, coordinator, of } = await setting('gum')
  const named = await h.anOrganization(region, { name: 'Rosa Parks Library', mission: 'Called after Rosa Parks.' })
  const [one, other] = [
    await addPerson(coordinator, 'gum', { name: 'Rosa Parks', email: 'one@parks.example' }),
    await addPerson(coordinator, 'gum', { name: 'Rosa Parks', email: 'other@parks.example' }),
  ]
  const page = (await h.as(coordinator).get(of(`people/${one}/erasure`))).text
  expect(page).toContain('In 1 record')
  expect(page).toMatch(/bear the name as their own.*href="\/gum\/organizations\/rosa-parks-library"/s)
  await h.as(coordinator).post(of(`people/${one}/erasure`), { reason: 'asked' })
  expect(await personIn(other)).toMatchObject({ name: 'Rosa Parks', email: 'other@parks.example' })
  expect(await organizationOf(named.id)).toMatchObject({ name: 'Rosa Parks Library', mission: 'Called after […].' })
  expect((await h.as(coordinator).get(of('people'))).text).toContain('Rosa Parks')
})

test('who takes a name or telephone from what others wrote cannot erase it there', async () => {
  const { region, library, coordinator, of } = await setting('hazel')
  const vandal = await h.aMember(region, 'representative', library.id)
  await h.as(coordinator).post(of('contacts'), {
    with: library.id,
    day: '2020-01-01',
    how: 'phone',
    spokeWith: 'Reading Room',
    about: 'The reading room, 724 555 0199, is closed',
  })
  const contact = () =>
    h.db.selectFrom('contacts').selectAll().where('region_id', '=', region.id).executeTakeFirstOrThrow()
  const [before, told] = [await organizationOf(library.id), (await contact()).about]
  const form = { region: region.id, name: 'Reading Room', phone: '724 555 0199', visibility: 'circle' }
  expect((await h.as(vandal).post('/me', form)).status).toBe(303)
  expect((await h.as(vandal).post('/me/erasure', { confirmation: vandal.email! })).status).toBe(200)
  expect(await organizationOf(library.id)).toEqual(before)
  expect(await contact()).toMatchObject({ about: told, spoke_with: '' })
})

test('of all this nothing personal stands in the log', async () => {
  const { region, coordinator, of } = await setting('ivy')
  const lines: string[] = []
  const app = createApp({
    ...h.parts,
    log: pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) }),
  })
  const send = (path: string, form?: Record<string, string>, who: Someone = coordinator) =>
    app.request(`http://localhost:4000${path}`, {
      method: form ? 'POST' : 'GET',
      headers: { host: 'localhost:4000', origin: 'http://localhost:4000', cookie: who.cookie ?? '' },
      ...(form && { body: new URLSearchParams(form) }),
    })
  const person = { name: 'Canaria Quetzal', email: 'canary@mail.example', phone: '724 555 0173', lang: 'en' }
  const made = await send(of('people'), person)
  const id = idIn(made.headers.get('location'))
  const member = await h.aMember(region, 'viewer')
  const statuses = [
    await send(of('people?q=Canaria')),
    await send(of(`people/${id}?name=Canaria`)),
    await send(of('people'), { ...person, email: 'canary@@mail.example' }),
    await send('/sign-in', { email: 'canary@mail.example' }),
    await send(of(`people/${id}/erasure`), { reason: 'Canaria' }),
    await send(of(`people/${id}/erasure`), { reason: 'asked' }),
    await send('/me/records?format=json', undefined, member),
    await send('/me/erasure', { confirmation: member.email! }, member),
  ].map((answer) => answer.status)
  expect(statuses).toEqual([200, 200, 422, 303, 422, 303, 200, 200])
  expect(lines.length).toBeGreaterThan(8)
  expect(lines.join('')).not.toMatch(/canar|555 ?0173|555%20|555\+0173|quetzal/i)
  expect(lines.join('')).not.toContain(member.email!)
})
