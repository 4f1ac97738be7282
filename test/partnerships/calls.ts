import { expect } from 'vitest'
import type { Call } from '../api-calls.ts'
import { callPulses } from './pulse.ts'
import { callGoals } from './goals.ts'
import { callSignOffs } from './sign-offs.ts'
import { callDocuments } from './documents.ts'
import { callCharter } from './charter.ts'

const list = '/api/v1/{region}/partnerships'

/** A partnership of these organizations: begun, found, taken away and brought back. */
async function callHandovers(go: Call, organization: string, person: string) {
  const at = { id: organization }
  const of = '/api/v1/{region}/organizations/{id}'
  expect(await go(`${of}/held`, 'get', { ...at, person })).toMatchObject({ items: expect.any(Array) })
  const made = await go(`${of}/handovers`, 'post', at, { person, lastDay: '2030-06-30', memo: 'Ask.' })
  expect(await go(`${of}/handovers/{handover}`, 'get', { ...at, handover: made['id'] })).toMatchObject({ memo: 'Ask.' })
  expect((await go(`${of}/handovers`, 'get', at))['total']).toBe(1)
}

export async function callPartnerships(
  go: Call,
  organizations: string[],
  asked: { people: string[]; until: string },
  others: { contact: string; joining: string; wait(): void },
) {
  const made = await go(
    list,
    'post',
    {},
    { name: 'By a client', parties: organizations.map((organization) => ({ organization, contact: asked.people[0] })) },
  )
  const at = { id: made['id'] }
  expect((await go(list, 'get', { q: 'By a client' }))['items']).toMatchObject([{ name: 'By a client' }])
  expect(await go(`${list}/{id}`, 'get', at)).toMatchObject({ parties: organizations.map(() => ({ roles: [] })) })
  await callGoals(go, organizations[0]!, made['id'])
  await callCharter(go, at, others.contact, others.joining, others.wait)
  await callRoles(go, at)
  await callDocuments(go, at, organizations)
  const { originals } = (await go(`${list}/{id}/translations`, 'get', at)) as {
    originals: { texts: Record<string, string> }
  }
  const [field] = Object.keys(originals.texts)
  const told = { ...at, lang: 'es' }
  expect(
    await go(`${list}/{id}/translations/{lang}`, 'patch', told, { texts: { [field!]: 'En español' } }),
  ).toMatchObject({
    items: [{ lang: 'es', texts: { [field!]: 'En español' }, older: [] }],
  })
  expect((await go('/api/v1/{region}/factor-rules', 'get', {}))['rules']).toHaveLength(32)
  expect(await go(`${list}/{id}/factors`, 'get', at)).toMatchObject({ dials: [{}, {}, {}, {}], quarters: [] })
  expect((await go(`${list}/{id}/timeline`, 'get', at))['items']).toEqual(expect.any(Array))
  await callHandovers(go, organizations[0]!, asked.people[0]!)
  const comments = `${list}/{id}/comments`
  const said = await go(comments, 'post', at, { body: 'Why not sooner?', section: 'mission' })
  const [comment] = said['items'] as { id: string }[]
  const on = { ...at, comment: comment!.id }
  await go(`${comments}/{comment}`, 'delete', on)
  expect(await go(comments, 'get', at)).toMatchObject({ total: 0 })
  expect(await go(`${comments}/{comment}/restoration`, 'post', on)).toMatchObject({ items: [{ section: 'mission' }] })
  await callPulses(go, at, asked)
  await callSignOffs(go, at)
  await go(`${list}/{id}`, 'delete', at)
  expect(await go(`${list}/{id}/restoration`, 'post', at)).toMatchObject({ id: made['id'] })
}

/** Two lead a role: they share it, open the question again, and one hands the lead over. */
async function callRoles(go: Call, at: object) {
  const roles = `${list}/{id}/roles`
  const { partners } = (await go(roles, 'get', at)) as { partners: { party: string }[] }
  const [first, second] = partners.map(({ party }) => party)
  const lead = (party: string | undefined, role: string) => ({ party, role, level: 'lead', meaning: 'Here' })
  const cells = [lead(first, 'advocating'), lead(second, 'advocating'), lead(first, 'using-data')]
  expect(await go(roles, 'patch', at, { cells })).toMatchObject({ overlaps: ['advocating'] })
  const of = (role: string) => ({ ...at, role })
  const shares = [first, second].map((party) => ({ party, part: 'A part' }))
  const one = `${roles}/{role}`
  const said = { how: 'stage', why: 'One begins', shares }
  expect(await go(`${one}/sharing`, 'post', of('advocating'), said)).toMatchObject({ overlaps: [] })
  expect(await go(`${one}/reopening`, 'post', of('advocating'))).toMatchObject({ overlaps: ['advocating'] })
  await go(`${one}/leaving-out`, 'post', of('archiving-data'), { why: 'The state does it' })
  const offered = (await go(`${one}/handovers`, 'post', of('using-data'), { from: first, to: second })) as {
    roles: { role: string; offer: { id: string } | null }[]
  }
  const offer = offered.roles.find(({ role }) => role === 'using-data')?.offer
  const answered = { ...of('using-data'), handover: offer?.id }
  await go(`${one}/handovers/{handover}`, 'post', answered, { answer: 'withdrawn' })
}

/** Hours of a partner: promised to nobody yet, written down of a pool, told to partners, asked for each week. `go` speaks for the first. */
export async function callHours(go: Call, organizations: string[], person: string) {
  const made = await go(
    list,
    'post',
    {},
    { name: 'With hours', parties: organizations.map((organization) => ({ organization })) },
  )
  const at = { id: made['id'], organization: organizations[0] }
  const hours = `${list}/{id}/hours`
  const one = `${hours}/{organization}`
  expect((await go(hours, 'get', { id: made['id'] }))['items']).toMatchObject([{ used: 0 }, { used: null }])
  const said = await go(one, 'post', at, { who: 'pool:Volunteers', week: '2026-01-05', hours: '2,5' })
  expect(said).toMatchObject({ lines: [] })
  expect(await go(one, 'get', { ...at, week: '2026-01-05' })).toMatchObject({
    lines: [{ who: 'pool:Volunteers', hours: { '2026-01-05': 2.5 } }],
  })
  expect(await go(one, 'patch', at, { shared: 'partners' })).toMatchObject({ shared: 'partners' })
  const { askings } = await go(`${one}/askings`, 'post', at, { person })
  const [asking] = askings as { id: string }[]
  await go(`${one}/askings/{asking}`, 'delete', { ...at, asking: asking!.id })
}

/** A resource is lent to the region, booked, and answered to whoever asks. `go` speaks for its owner, `ask` is somebody else's booking. */
export async function callBookings(go: Call, resource: string, day: string, ask: () => Promise<{ id: string }>) {
  const one = '/api/v1/{region}/resources/{id}'
  const at = { id: resource }
  const lent = { openTo: 'region', timeZone: 'America/New_York', asks: 'yes', leadHours: 1 }
  expect(await go(`${one}/booking-terms`, 'patch', at, lent)).toMatchObject({ terms: { openTo: 'region' } })
  await go(`${one}/bookings`, 'post', at, { from: `${day}T10:00`, until: `${day}T11:00`, purpose: 'A class' })
  const asked = { ...at, booking: (await ask()).id }
  await go(`${one}/bookings/{booking}/answer`, 'post', asked, { answer: 'accept' })
  expect(await go(`${one}/bookings`, 'get', { ...at, from: day })).toMatchObject({
    bookings: [{ purpose: 'A class', state: 'accepted' }, { state: 'accepted' }],
  })
  await go(`${one}/bookings/{booking}/cancellation`, 'post', asked, { why: 'It rains' })
  const all = (await go(list, 'get', {}))['items'] as { id: string }[]
  expect(await go(`${list}/{id}/resource-use`, 'get', { id: all[0]!.id })).toMatchObject({ items: [] })
}
