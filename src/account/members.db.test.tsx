import { expect, test } from 'vitest'
import { house, type Someone } from '../../test/house.ts'
import { actorOf } from './actors.ts'
import { endMembership, giveAccess } from './members.ts'

const h = await house()
const aDay = 86_400_000

const setting = async (slug: string) => {
  const region = await h.aRegion(slug)
  const library = await h.anOrganization(region, { name: 'Ferry Street Library' })
  const coordinator = await h.aMember(region, 'coordinator')
  return { region, library, coordinator, path: (who: Someone) => `/${slug}/settings/members/${who.actor.personId}` }
}
const access = { organizations: '', from: '', until: '' }
type Region = Awaited<ReturnType<typeof h.aRegion>>
const today = (region: Region, who: Someone) =>
  actorOf(h.db, region, { accountId: who.accountId!, admin: false }, h.time.now)

test('a coordinator changes what a member may do; it holds from the next page', async () => {
  const { region, library, coordinator, path } = await setting('alder')
  const viewer = await h.aMember(region, 'viewer')
  const form = { ...access, access: 'leader', organizations: library.id }
  expect((await h.as(coordinator).post(path(viewer), form)).status).toBe(303)
  const now = await today(region, viewer)
  expect(now.mandates.map((one) => one.what).toSorted()).toEqual(['sign', 'speak', 'view'])
  expect(now.organizationIds).toEqual([library.id])

  expect((await h.as(coordinator).post(path(viewer), { ...access, access: 'viewer' })).status).toBe(303)
  expect((await today(region, viewer)).mandates.map((one) => one.what)).toEqual(['view'])
  const all = await h.db.selectFrom('mandates').selectAll().where('person_id', '=', viewer.actor.personId!).execute()
  expect(all.filter((one) => one.ended_at !== null)).toHaveLength(2)
})

test('giving the same access again changes nothing, also days later', async () => {
  const { region, library } = await setting('same')
  const member = await h.aMember(region, 'representative', library.id)
  const given = { access: 'representative', organizationIds: [library.id] } as const
  h.time.now = new Date(h.time.now.getTime() + 3 * aDay)
  await giveAccess(
    h.db,
    region.system,
    region,
    member.actor.personId!,
    { ...given, organizationIds: [library.id] },
    h.clock(),
  )
  const all = await h.db.selectFrom('mandates').selectAll().where('person_id', '=', member.actor.personId!).execute()
  expect(all.map((one) => [one.what, one.ended_at]).toSorted()).toEqual([
    ['speak', null],
    ['view', null],
  ])
})

test('access holds on its days, in the time zone of the region, and not on others', async () => {
  const { region, coordinator, path } = await setting('days')
  // Fourteen hours before Greenwich, all year round: each day begins there at ten in the morning of the day before.
  await h.db
    .updateTable('regions')
    .set({ time_zone: 'Pacific/Kiritimati' })
    .where('region_id', '=', region.id)
    .execute()
  const member = await h.aMember(region, 'viewer')
  const day = (n: number) => new Date(h.time.now.getTime() + n * aDay).toISOString().slice(0, 10)
  const [before, first, last] = [day(3), day(4), day(5)]
  const form = { ...access, access: 'viewer', from: first, until: last }
  expect((await h.as(coordinator).post(path(member), form)).status).toBe(303)
  const at = async (time: string) => {
    const account = { accountId: member.accountId!, admin: false }
    return (await actorOf(h.db, { ...region, timeZone: 'Pacific/Kiritimati' }, account, new Date(time))).member
  }
  expect(await at(`${before}T09:59:00Z`)).toBe(false)
  expect(await at(`${before}T10:01:00Z`)).toBe(true)
  expect(await at(`${last}T09:59:00Z`)).toBe(true)
  expect(await at(`${last}T10:01:00Z`)).toBe(false)
})

test('a membership ends and can begin again; what was stays on record', async () => {
  const { region, coordinator, path } = await setting('end')
  const member = await h.aMember(region, 'viewer')
  expect((await h.as(coordinator).post(`${path(member)}/end`)).status).toBe(303)
  expect((await h.as(member).get('/end/people')).status).toBe(403)
  expect((await h.as(coordinator).get(path(member))).status).toBe(404)
  const form = { ...access, name: 'A viewer', email: member.email!, access: 'viewer' }
  expect((await h.as(coordinator).post('/end/settings/members', form)).status).toBe(303)
  const again = await h.signIn(member.email!, region)
  expect(again.actor).toMatchObject({ member: true, personId: member.actor.personId })
  const rows = await h.db
    .selectFrom('memberships')
    .selectAll()
    .where('person_id', '=', member.actor.personId!)
    .execute()
  expect(rows.map((row) => row.ended_at !== null).toSorted()).toEqual([false, true])
})

test('the last coordinator can neither end nor lower themselves, nor leave by a date or be removed', async () => {
  const { region, coordinator, path } = await setting('last')
  const as = h.as(coordinator)
  const refused = await as.post(`${path(coordinator)}/end`)
  expect([refused.status, refused.text]).toEqual([409, expect.stringContaining('the only coordinator')])
  expect((await as.post(path(coordinator), { ...access, access: 'viewer' })).status).toBe(409)
  expect((await as.post(path(coordinator), { ...access, access: 'coordinator', until: '2099-01-01' })).status).toBe(409)
  expect((await as.post(`/last/people/${coordinator.actor.personId}/removal`)).status).toBe(409)
  expect((await as.get('/last/settings/members')).status).toBe(200)

  // Somebody who was invited and never came does not count.
  const form = { ...access, name: 'Second', email: 'second@library.example', access: 'coordinator' }
  expect((await as.post('/last/settings/members', form)).status).toBe(303)
  expect((await as.post(`${path(coordinator)}/end`)).status).toBe(409)
  const second = await h.signIn('second@library.example', region)
  expect((await as.post(`${path(coordinator)}/end`)).status).toBe(303)
  expect((await h.as(second).post(`${path(second)}/end`)).status).toBe(409)
})

test('two coordinators who end each other at the same time: one of them stays', async () => {
  const { region, coordinator } = await setting('duel')
  const other = await h.aMember(region, 'coordinator')
  const end = (by: Someone, whom: Someone) => endMembership(h.db, by.actor, region, whom.actor.personId!, h.clock())
  const both = await Promise.allSettled([end(coordinator, other), end(other, coordinator)])
  expect(both.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(both.find((one) => one.status === 'rejected')).toMatchObject({ reason: { status: 409 } })
})

test('a member of two regions is what each of them says', async () => {
  const [one, two] = [await setting('one'), await setting('two')]
  const viewer = await h.aMember(one.region, 'viewer')
  const form = { ...access, name: 'A viewer', email: viewer.email!, access: 'coordinator' }
  await h.as(two.coordinator).post('/two/settings/members', form)
  await h.signIn(viewer.email!, two.region)
  expect((await h.as(viewer).get('/one/settings/members')).status).toBe(403)
  expect((await h.as(viewer).get('/two/settings/members')).status).toBe(200)
  expect((await h.as(viewer).get(`/two/settings/members/${viewer.actor.personId}`)).status).toBe(404)
  expect((await h.as(viewer).post(`/two/settings/members/${viewer.actor.personId}/end`)).status).toBe(404)
  const me = await h.as(viewer).get('/me')
  expect([me.text.includes('/one"'), me.text.includes('/two"'), me.text.includes('Coordinator')]).toEqual([
    true,
    true,
    true,
  ])
})

test('the list of members is for coordinators, as CSV and JSON too', async () => {
  const { region, coordinator } = await setting('list')
  const viewer = await h.aMember(region, 'viewer')
  for (const query of ['', '?format=csv', '?format=json']) {
    expect((await h.as(viewer).get(`/list/settings/members${query}`)).status).toBe(403)
    const answer = await h.as(coordinator).get(`/list/settings/members${query}`)
    expect([answer.status, answer.text]).toEqual([200, expect.stringContaining(viewer.email!)])
  }
})

test('one says who may see oneself, and what mail one wants', async () => {
  const { region } = await setting('self')
  const viewer = await h.aMember(region, 'viewer')
  const mate = await h.aMember(region, 'viewer')
  const as = h.as(viewer)
  expect((await h.as(mate).get(`/self/people/${viewer.actor.personId}`)).status).toBe(404)
  const form = { region: region.id, name: 'Maria Diaz', phone: '555 0101', visibility: 'region', seePhone: 'region' }
  expect((await as.post('/me', form)).status).toBe(303)
  const seen = await h.as(mate).get(`/self/people/${viewer.actor.personId}`)
  expect([seen.status, seen.text.includes('555 0101')]).toEqual([200, true])
  expect((await as.post('/me', { ...form, visibility: 'circle' })).status).toBe(303)
  expect((await h.as(mate).get(`/self/people/${viewer.actor.personId}`)).status).toBe(404)
  expect((await as.post('/me', { ...form, name: '' })).status).toBe(422)

  expect((await as.post('/me/notifications', { region: region.id })).status).toBe(303)
  const unwanted = await h.db
    .selectFrom('unsubscriptions')
    .select('topic')
    .where('person_id', '=', viewer.actor.personId!)
    .execute()
  expect(unwanted.map((row) => row.topic)).toContain('ties')
  const elsewhere = await setting('other-self')
  expect((await as.post('/me', { ...form, region: elsewhere.region.id })).status).toBe(404)
  expect((await as.post('/me/notifications', { region: elsewhere.region.id })).status).toBe(404)
})
