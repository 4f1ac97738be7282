import { takeSnapshot } from '../network/growth/snapshots.ts'
import { sql } from 'kysely'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import type { AxiosInstance } from 'axios'
import { OpenAPIClientAxios } from 'openapi-client-axios'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { town } from '../../test/town.ts'
import { aKeyOf, askWith } from '../../test/keys.ts'
import { nextWeek } from '../../test/days.ts'
import {
  callFiles,
  callImports,
  callLogo,
  callMap,
  callMeetings,
  callOneself,
  callRounds,
  callReturn,
  callSettings,
  callTranslations,
  callWebhooks,
} from '../../test/api-calls.ts'
import { callGrants } from '../../test/partnerships/grants.ts'
import { callBookings, callHours, callPartnerships } from '../../test/partnerships/calls.ts'
import { callLedgers, suggestGain } from '../../test/partnerships/ledgers.ts'
import { callSigning } from '../../test/partnerships/sign-offs.ts'
import { API_PAIRS } from '../../test/api-pairs.ts'
import { routesOf } from '../../test/permissions.ts'
import { addListing } from '../directory/listing-changes.ts'
import { listingForms } from '../directory/listing-forms.ts'
import { book } from '../partnerships/bookings/booking-changes.ts'
import { giveConsent } from './consents.ts'
import { endMembership } from './members.ts'
import { createPerson } from './persons.ts'

const t = await town()
const { as, app, db, clock, region, library, center, school, ofLibrary, coordinator, viewer, later, journal, time } = t

const aKey = (...how: [who: typeof viewer, scope: 'read' | 'write', days?: string]) => aKeyOf(t, ...how)
const ask = (
  ...asked: [token: string, method: string, path: string, body?: object, headers?: Record<string, string>]
) => askWith(t, ...asked)
const v1 = '/api/v1/riverbend'
/** A phone comes into a meeting and says two things. */
async function phoneSays(code: string) {
  const came = await as(null).post('/riverbend/meet', { code })
  const cookie = came.headers.getSetCookie()[0]!.split(';')[0]!
  const phone = { actor: region.public.actor, cookie, email: null, accountId: null }
  const chosen = { fromIs: 'new', toIs: 'new', nameIs: 'new', kind: 'works-together' }
  await as(phone).post('/riverbend/meeting/ties', { ...chosen, from: 'First', to: 'Second' })
  await as(phone).post('/riverbend/meeting/organizations', { ...chosen, name: 'Rude' })
}
const json = (answer: { text: string }) => JSON.parse(answer.text)

describe('a key', () => {
  test('is told once, kept as a hash, and stands in the journal without its token', async () => {
    const token = await aKey(ofLibrary, 'read')
    expect(token).not.toBe('')
    const page = (await as(ofLibrary).get('/me/keys')).text
    expect(page).toContain('A read script')
    expect(page).not.toContain(token)
    const rows = JSON.stringify(await t.db.selectFrom('api_keys').selectAll().execute())
    expect(rows).not.toContain(token)
    const entry = (await journal(region)).find((one) => one.verb === 'member.key-made')
    expect([entry?.actor_id, JSON.stringify(entry)]).toEqual([
      ofLibrary.actor.personId,
      expect.not.stringContaining(token),
    ])
    expect((await as(null).get('/riverbend/journal')).text).not.toContain('key for a program')
  })

  test('sees what its owner sees, and the answer is for nobody else to keep', async () => {
    const token = await aKey(viewer, 'read')
    await as(coordinator).post('/riverbend/organizations', {
      name: 'Members only',
      sector: 'library',
      visibility: 'region',
    })
    const names = (answer: { text: string }) => json(answer).items.map((one: { name: string }) => one.name)
    const answer = await ask(token, 'GET', `${v1}/organizations`)
    expect(names(answer)).toContain('Members only')
    expect(names(answer)).not.toContain('Quiet Fund')
    expect(names(await as(null).get(`${v1}/organizations`))).not.toContain('Members only')
    expect(answer.headers.get('cache-control')).toContain('private')
    expect(answer.headers.get('vary')).toContain('authorization')
  })

  test('to read writes nothing, with a reason', async () => {
    const token = await aKey(coordinator, 'read')
    const answer = await ask(token, 'POST', `${v1}/organizations`, { name: 'Not made', sector: 'library' })
    expect([answer.status, json(answer).detail]).toEqual([403, 'This key may only read.'])
    expect((await ask(token, 'DELETE', `${v1}/organizations/${library.id}`)).status).toBe(403)
  })

  test('opens nothing but the API of its region', async () => {
    const token = await aKey(coordinator, 'write')
    expect((await ask(token, 'GET', '/riverbend/settings')).status).toBe(403)
    expect((await ask(token, 'GET', '/me')).status).toBe(303)
    await t.aRegion('elsewhere')
    expect((await ask(token, 'GET', '/api/v1/elsewhere/organizations')).status).toBe(401)
  })

  test('that is no key, is ended, has expired or has lost its member opens nothing', async () => {
    const refused = await ask('tieline_'.padEnd(51, 'x'), 'GET', `${v1}/organizations`)
    expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="Tieline"'])
    for (const header of ['Basic dXNlcjpwYXNz', 'Bearer', `Bearer ${'a'.repeat(5000)}`, 'Bearer \u00e9'])
      expect((await as(null).get(`${v1}/organizations`, { authorization: header })).status).toBe(401)

    const ended = await aKey(ofLibrary, 'read')
    const page = (await as(ofLibrary).get('/me/keys')).text
    for (const [, path] of page.matchAll(/action="(\/me\/keys\/[0-9a-f-]+\/revocation)"/g))
      await as(ofLibrary).post(path!, { region: region.id })
    expect((await ask(ended, 'GET', `${v1}/organizations`)).status).toBe(401)

    const short = await aKey(viewer, 'read')
    const before = time.now
    time.now = new Date(before.getTime() + 31 * 86_400_000)
    expect((await ask(short, 'GET', `${v1}/organizations`)).status).toBe(401)
    time.now = before

    const leaver = await t.aMember(region, 'representative', school.id)
    const last = await aKey(leaver, 'write')
    expect((await ask(last, 'GET', `${v1}/organizations`)).status).toBe(200)
    await endMembership(t.db, region.system, region, leaver.actor.personId!, later())
    expect((await ask(last, 'GET', `${v1}/organizations`)).status).toBe(401)
  })

  test('and a session together are refused: it would not be clear who asks', async () => {
    const token = await aKey(viewer, 'read')
    const answer = await as(coordinator).get(`${v1}/organizations`, { authorization: `Bearer ${token}` })
    expect(answer.status).toBe(400)
  })

  test('cannot be asked for as often as one likes', async () => {
    const token = await aKey(viewer, 'read')
    const once = () => ask(token, 'GET', `${v1}/ties?limit=1`)
    await once()
    const counted = db.updateTable('rate_limits').set({ count: 598 }).where('key', 'like', `key ${region.id} %`)
    expect(Number((await counted.executeTakeFirst()).numUpdatedRows)).toBeGreaterThan(0)
    const answers = [await once(), await once(), await once()]
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429])
    expect(Number(answers[2]!.headers.get('retry-after'))).toBeGreaterThan(0)
  })
})

describe('a write', () => {
  let token = ''
  beforeAll(async () => void (token = await aKey(ofLibrary, 'write')))

  test('is the same verb as the page: journal, permission, history', async () => {
    const made = await ask(token, 'POST', `${v1}/services`, { name: 'Data desk', organizations: [library.id] })
    expect([made.status, made.headers.get('location')]).toEqual([201, `${v1}/services/${json(made).id}`])
    const entry = (await journal(region)).findLast((one) => one.verb === 'service.created')
    expect([entry?.actor_id, entry?.for_organization_id]).toEqual([ofLibrary.actor.personId, library.id])
    const other = await ask(token, 'POST', `${v1}/services`, { name: 'Not ours', organizations: [center.id] })
    expect([other.status, json(other).errors.organizations]).toEqual([422, ['Choose an organization you speak for.']])
  })

  test('says by field what is wrong, and knows no field that there is not', async () => {
    const form = { name: '', sector: 'library', website: 'nowhere', colour: 'red' }
    const answer = await ask(token, 'POST', `${v1}/organizations`, form)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([422, 'application/problem+json'])
    expect(Object.keys(json(answer).errors).toSorted()).toEqual(['colour', 'name', 'website'])
    for (const [body, type, status] of [
      ['{"name":', 'application/json', 400],
      ['[]', 'application/json', 400],
      ['name=x', 'application/x-www-form-urlencoded', 415],
    ] as const) {
      const headers = { authorization: `Bearer ${token}`, 'content-type': type }
      expect((await as(null).send('POST', `${v1}/organizations`, { headers, body })).status).toBe(status)
    }
  })

  test('sent twice under one key is done once, and answered alike; another body under it is refused', async () => {
    const send = (name: string) =>
      ask(token, 'POST', `${v1}/organizations`, { name, sector: 'nonprofit' }, { 'idempotency-key': 'k-1' })
    const [first, again] = [await send('Once'), await send('Once')]
    expect([first.status, again.status]).toEqual([201, 201])
    expect([json(again), again.headers.get('location')]).toEqual([json(first), first.headers.get('location')])
    expect((await send('Twice')).status).toBe(422)
    const created = (await journal(region)).filter((one) => one.verb === 'organization.created')
    expect(created.filter((one) => one.record_id === json(first).id)).toHaveLength(1)
  })

  test('changes only the version that was read, when it says which', async () => {
    const read = await ask(token, 'GET', `${v1}/organizations/${library.id}`)
    const tag = read.headers.get('etag')!
    const change = (mission: string) =>
      ask(token, 'PATCH', `${v1}/organizations/${library.id}`, { mission }, { 'if-match': tag })
    const first = await change('First')
    expect([first.status, json(first).mission, json(first).name]).toEqual([200, 'First', 'Ferry Street Library'])
    const late = await change('Second')
    expect([late.status, json(late).current.mission]).toEqual([412, 'First'])
    const again = await ask(token, 'GET', `${v1}/organizations/${library.id}`, undefined, {
      'if-none-match': first.headers.get('etag')!,
    })
    expect(again.status).toBe(304)
    const anyway = await ask(token, 'PATCH', `${v1}/organizations/${library.id}`, { mission: 'Third' })
    expect([anyway.status, json(anyway).mission]).toEqual([200, 'Third'])
  })

  test('takes away and brings back', async () => {
    const { id } = json(await ask(token, 'POST', `${v1}/groups`, { name: 'GIS users', organizations: [library.id] }))
    expect((await ask(token, 'DELETE', `${v1}/groups/${id}`)).status).toBe(204)
    expect((await ask(token, 'GET', `${v1}/groups/${id}`)).status).toBe(404)
    expect(json(await ask(token, 'POST', `${v1}/groups/${id}/restoration`)).name).toBe('GIS users')
  })

  test('of a tie that is there already is told where it is', async () => {
    const tie = { organization: library.id, other: center.id, kind: 'works-together', strength: 4 }
    const made = await ask(token, 'POST', `${v1}/ties`, tie)
    expect([made.status, json(made).state]).toEqual([201, 'claimed'])
    const same = await ask(token, 'POST', `${v1}/ties`, tie)
    expect([same.status, json(same).exists]).toEqual([409, json(made).id])
  })

  test('without a key or a session is refused', async () => {
    const headers = { 'content-type': 'application/json' }
    const answer = await as(null).send('POST', `${v1}/organizations`, { headers, body: '{"name":"x"}' })
    expect(answer.status).toBe(403)
  })
})

describe('a client that is generated from the description', () => {
  const server = createServer(getRequestListener(app.fetch))
  let client: AxiosInstance
  const docs = t.parts.rooms.flatMap((room) => room.apiDocs ?? [])
  let operations: { operationId: string; method: string; path: string; hasBody: boolean }[] = []
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const definition = JSON.parse((await as(null).get('/api/openapi.json')).text)
    const api = new OpenAPIClientAxios({
      definition: definition as never,
      withServer: { url: `http://127.0.0.1:${port}` },
    })
    client = await api.getClient<AxiosInstance & never>()
    client.defaults.headers.common['authorization'] = `Bearer ${await aKey(coordinator, 'write')}`
    client.defaults.validateStatus = () => true
    operations = api.getOperations().map((one) => ({
      operationId: one.operationId!,
      method: one.method,
      path: one.path,
      hasBody: 'requestBody' in one,
    }))
  })
  afterAll(() => void server.close())

  const call = (id: string, parameters: object = {}, body?: object) =>
    (client as unknown as Record<string, (p: object, b?: object, c?: object) => Promise<Answer>>)[id]!(
      { region: 'riverbend', ...parameters },
      body,
      body instanceof Uint8Array ? { headers: { 'content-type': 'application/octet-stream' } } : {},
    )

  interface Answer {
    status: number
    data: never
    headers: Record<string, string>
  }
  /** What each collection is filled with, and how one of it is changed; in the order of operations below. */
  const bodies = (): Record<string, { make: object; change: object }> => ({
    organizations: { make: { name: 'Made by a client', sector: 'media' }, change: { mission: 'News' } },
    services: { make: { name: 'A desk', organizations: [library.id] }, change: { fee: 'Free' } },
    resources: { make: { name: 'A room', kind: 'room', organizations: [library.id] }, change: { capacity: 40 } },
    groups: { make: { name: 'Readers', organizations: [library.id] }, change: { subjects: ['Maps'] } },
    places: { make: { name: 'A hall', kind: 'venue' }, change: { city: 'Millrace' } },
    contacts: {
      make: { with: library.id, day: '2026-11-01', how: 'phone', about: 'Maps' },
      change: { about: 'More maps' },
    },
    ties: {
      make: { organization: school.id, other: center.id, kind: 'shares-data', strength: 2 },
      change: { note: 'Each spring' },
    },
    people: { make: { name: 'Ana Client' }, change: { phone: '555 0100' } },
  })

  test('calls every operation, and each does what it says', async () => {
    const called = new Set<string>()
    const go = async (path: string, method: string, parameters: object, body?: object) => {
      const one = operations.find((operation) => operation.path === path && operation.method === method)
      if (!one) throw new Error(`${method} ${path} is not described`)
      called.add(one.operationId)
      const answer = await call(one.operationId, parameters, body)
      const doc = docs.find((known) => known.path === path && known.method === method)!
      if (doc.gives) expect([path, answer.headers['content-type']]).toEqual([path, expect.stringContaining(doc.gives)])
      expect([one.operationId, answer.status, answer.status < 300 ? '' : answer.data]).toEqual([
        one.operationId,
        doc.status ?? 200,
        '',
      ])
      if (method !== 'delete' && !doc.gives)
        expect([one.operationId, doc.response.safeParse(answer.data).error?.issues]).toEqual([
          one.operationId,
          undefined,
        ])
      return answer.data as Record<string, unknown>
    }
    for (const [segment, { make, change }] of Object.entries(bodies())) {
      const list = `/api/v1/{region}/${segment}`
      const name = segment === 'ties' ? 'tie' : segment === 'people' ? 'person' : 'id'
      const one = `${list}/{${name}}`
      const made = await go(list, 'post', {}, make)
      const at = { [name]: made['id'] }
      expect((await go(list, 'get', { limit: 1 }))['items']).toHaveLength(1)
      expect(await go(one, 'patch', at, change)).toMatchObject(change)
      expect(await go(one, 'get', at)).toMatchObject(change)
      if (operations.some(({ path }) => path === `${one}/history`)) await go(`${one}/history`, 'get', at)
      if (operations.some(({ path }) => path === `${one}/history/{entry}/return`))
        await callReturn(go, one, at, Object.fromEntries(Object.keys(change).map((field) => [field, made[field]])))
      if (segment !== 'organizations' && operations.some(({ path }) => path === `${one}/translations`))
        await callTranslations(go, list, made['id'], segment === 'places' ? 'accessNotes' : 'description')
      if (segment === 'organizations') await callTranslations(go, list, made['id'], 'mission')
      if (segment === 'organizations') {
        await callLogo(go, made['id'])
        await takeSnapshot(db, region.id, '2026-06-30', clock())
        await callMap(go, made['id'], library.id)
      }
      if (segment === 'organizations') await go(`${one}/check`, 'post', at)
      if (segment === 'ties') {
        await go(`${one}/end`, 'post', at, { until: '2026-10' })
        const side = operations.filter(({ path }) => /\/(confirmation|dispute)$/.test(path))
        // Only a side can say these: the key of its representative does.
        const key = client.defaults.headers.common['authorization']
        const mine = await go(
          list,
          'post',
          {},
          { organization: library.id, other: school.id, kind: 'funds', strength: 3 },
        )
        client.defaults.headers.common['authorization'] = `Bearer ${await aKey(ofLibrary, 'write')}`
        await go(side.find(({ path }) => path.endsWith('dispute'))!.path, 'post', { tie: mine['id'] }, { note: 'No' })
        later()
        await go(
          side.find(({ path }) => path.endsWith('confirmation'))!.path,
          'post',
          { tie: mine['id'] },
          { strength: 4 },
        )
        const yesterday = { said_at: sql<Date>`said_at - interval '1 day'` }
        await db.updateTable('tie_statements').set(yesterday).where('tie_id', '=', String(mine['id'])).execute()
        await go(`${one}/renewal`, 'post', { tie: mine['id'] })
        const holder = ofLibrary.actor.personId!
        const held = await go(
          `${one}/holders`,
          'post',
          { tie: mine['id'] },
          { organization: library.id, holders: [holder] },
        )
        expect((held['ends'] as { holders: object }[]).map((end) => end.holders)).toContainEqual({
          persons: [{ id: holder, name: 'A representative' }],
          others: 0,
          gone: false,
        })
        client.defaults.headers.common['authorization'] = key!
      }
      if (segment === 'people') {
        const placed = await go(`${one}/positions`, 'post', at, {
          organization: library.id,
          title: 'Guide',
          since: '2024',
        })
        const [held] = placed['positions'] as { id: string }[]
        const ended = await go(
          `${one}/positions/{position}/end`,
          'post',
          { ...at, position: held!.id },
          { until: '2026' },
        )
        expect(ended['positions']).toMatchObject([{ title: 'Guide', period: '2024/2026' }])
        const agreed = { how: 'on the phone', visibility: 'region', fields: ['name', 'email'] }
        expect(await go(`${one}/consents`, 'post', at, agreed)).toMatchObject({ visibility: 'region' })
        expect((await go(`${one}/consents`, 'get', at))['items']).toHaveLength(2)
        expect(await go(`${one}/consents/withdrawal`, 'post', at, {})).toMatchObject({ visibility: 'circle' })
      }
      await go(one, 'delete', at)
      expect(await go(`${one}/restoration`, 'post', at)).toMatchObject({ id: made['id'] })
    }
    const receiver = createServer((_request, response) => response.writeHead(204).end())
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
    t.parts.config.harvestAllowPrivate = true
    const twins = [
      await t.anOrganization(region, { name: 'Twin Rivers Library', phone: '412 555 0155' }),
      await t.anOrganization(region, { name: 'The Twin Rivers Lib.', phone: '412-555-0155' }),
    ] as const
    const proposals = '/api/v1/{region}/proposals'
    expect(await go(proposals, 'post', {})).toMatchObject({ found: 1 })
    const [pair] = (await go(proposals, 'get', { limit: 1 }))['items'] as { id: string; reasons: string[] }[]
    expect(pair!.reasons).toContain('samePhone')
    expect(await go(`${proposals}/{id}/decision`, 'post', { id: pair!.id }, { decision: 'later' })).toMatchObject({
      decision: 'later',
    })
    const merged = { with: twins[1].id, fields: { name: 'lost' } }
    expect(await go('/api/v1/{region}/organizations/{id}/merging', 'post', { id: twins[0].id }, merged)).toMatchObject({
      id: twins[0].id,
      name: 'The Twin Rivers Lib.',
    })
    const [one] = (await go('/api/v1/{region}/merges', 'get', {}))['items'] as { id: string; undoable: boolean }[]
    expect(one).toMatchObject({ lostId: twins[1].id, undoable: true })
    expect(await go('/api/v1/{region}/merges/{id}/undoing', 'post', { id: one!.id })).toMatchObject({
      stayed: 0,
      undoable: false,
    })

    const people = ['Ana Client', 'Ana M. Client'].map((name) => createPerson(db, region.system, { name }, clock()))
    const halls = ['A hall', 'The hall'].map((name) =>
      addListing(db, region.system, 'place', listingForms.place.parse({ name, kind: 'venue' }), clock()),
    )
    for (const [path, name, pairOfThem] of [
      ['/api/v1/{region}/people/{person}/merging', 'person', people],
      ['/api/v1/{region}/places/{id}/merging', 'id', halls],
    ] as const) {
      const [kept, lost] = await Promise.all(pairOfThem)
      expect(await go(path, 'post', { [name]: kept!.id }, { with: lost!.id })).toMatchObject({
        keptId: kept!.id,
        lostId: lost!.id,
        undoable: true,
      })
    }

    const members = '/api/v1/{region}/members'
    const invited = { name: 'Rae Client', email: 'rae@client.example', access: 'viewer' }
    const made = await go(members, 'post', {}, invited)
    expect(made).toMatchObject({ name: 'Rae Client', since: null })
    const member = { person: made['id'] }
    const change = { access: 'representative', organizations: [library.id] }
    expect(await go(`${members}/{person}`, 'patch', member, change)).toMatchObject({ access: 'representative' })
    expect(await go(`${members}/{person}`, 'get', member)).toMatchObject({ organizations: [{ id: library.id }] })
    expect((await go(members, 'get', {}))['items']).toContainEqual(expect.objectContaining({ name: 'Rae Client' }))
    await go(`${members}/{person}`, 'delete', member)

    const delegations = '/api/v1/{region}/delegations'
    const colleague = await t.aMember(region, 'viewer')
    const consent = { how: 'in writing', visibility: 'region' as const, givenAt: clock().at }
    await giveConsent(db, region.system, { id: colleague.actor.personId!, version: 1 }, consent, clock())
    const coordinators = client.defaults.headers.common['authorization']
    client.defaults.headers.common['authorization'] = `Bearer ${await aKey(ofLibrary, 'write')}`
    const lent = {
      organization: library.id,
      what: 'speak',
      person: colleague.actor.personId,
      until: nextWeek(clock().at),
    }
    const delegation = await go(delegations, 'post', {}, lent)
    expect((await go(delegations, 'get', {}))['items']).toEqual([delegation])
    await go(`${delegations}/{id}`, 'delete', { id: delegation['id'] })
    await callHours(go, [library.id, center.id], ofLibrary.actor.personId!)
    const room = await go(
      '/api/v1/{region}/resources',
      'post',
      {},
      {
        name: 'Lent',
        kind: 'room',
        organizations: [library.id],
      },
    )
    const resource = { id: String(room['id']), organizations: [{ id: library.id }] }
    const day = nextWeek(clock().at)
    const wanted = { from: `${day}T14:00`, until: `${day}T15:00`, purpose: 'Ours', lang: 'en' as const }
    await callBookings(go, resource.id, day, () =>
      book(db, region.system, resource, { ...wanted, organizationId: center.id, partnershipId: null }, clock()),
    )
    client.defaults.headers.common['authorization'] = coordinators!

    await callOneself(go)
    await callSettings(go)
    const contact = await createPerson(db, region.system, { name: 'Kim', email: 'kim@client.example' }, clock())
    const asked = [library.id, center.id, school.id] as const
    await callRounds(go, asked, contact.id, nextWeek(clock().at), () => void later())
    await callGrants(go)
    await callPartnerships(
      go,
      [library.id, center.id],
      { people: [contact.id], until: nextWeek(clock().at) },
      {
        contact: contact.id,
        joining: school.id,
        wait: () => void (time.now = new Date(time.now.getTime() + 86_400_000)),
      },
    )
    await callSigning(go, [library.id, center.id], {
      leader: coordinator.actor.personId!,
      deputy: ofLibrary.actor.personId!,
      wait: () => void (time.now = new Date(time.now.getTime() + 86_400_000)),
      until: nextWeek(clock().at),
    })
    await callLedgers(go, library.id, (ledger) => suggestGain(t, region, ledger, library.id))
    await callMeetings(go, phoneSays, library.slug)
    await callImports(go)
    await callWebhooks(go, `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/in`)
    receiver.close()
    const placed = await t.anOrganization(region, { name: 'With a service' })
    const place = await go(
      '/api/v1/{region}/places',
      'post',
      {},
      { name: 'Desk hall', kind: 'venue', organizations: [placed.id] },
    )
    const service = { name: 'A placed desk', organizations: [placed.id], place: place['id'] }
    const { id } = await go('/api/v1/{region}/services', 'post', {}, service)
    await callFiles(go, { service: id, placed: id, organization: placed.id })
    await go('/api/v1/{region}/audit', 'get', {})
    for (const path of [
      '/api/v1/regions',
      '/api/v1/{region}',
      '/api/v1/{region}/geography',
      '/api/v1/{region}/journal',
    ])
      await go(path, 'get', {})
    for (const path of ['/api/v1/search', '/api/v1/{region}/search']) await go(path, 'get', { q: 'library' })
    expect(operations.map((one) => one.operationId).filter((id) => !called.has(id))).toEqual([])
  }, 60_000)
})

describe('what pages do, programs can do', () => {
  const docs = t.parts.rooms.flatMap((room) => room.apiDocs ?? [])
  const pages = routesOf(t).filter((route) => !/ \/api\b/.test(route))
  const described = docs.map((doc) => `${doc.method} ${doc.path.replace('/api/v1', '')}`)

  test('each route of a page has its operations, or a reason why it has none', () => {
    expect(Object.keys(API_PAIRS).toSorted()).toEqual(pages.toSorted())
    const named = Object.values(API_PAIRS).flatMap((pair) => (typeof pair === 'string' ? [] : pair))
    expect(named.filter((operation) => !described.includes(operation))).toEqual([])
    expect(Object.values(API_PAIRS).filter((pair) => pair.length === 0)).toEqual([])
  })

  test('and no operation is without a page', () => {
    const named = new Set(Object.values(API_PAIRS).flat())
    expect(described.filter((operation) => !named.has(operation))).toEqual([])
  })
})
