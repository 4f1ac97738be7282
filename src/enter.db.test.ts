import { beforeAll, describe, expect, test } from 'vitest'
import { type Someone, house } from '../test/house.ts'
import { forgetOldRequests } from './platform/request-keys.ts'

type House = Awaited<ReturnType<typeof house>>

let h: House
let region: Awaited<ReturnType<House['aRegion']>>
let coordinator: Someone
let colleague: Someone
beforeAll(async () => {
  h = await house()
  region = await h.aRegion('riverbend')
  coordinator = await h.aMember(region, 'coordinator')
  colleague = await h.aMember(region, 'coordinator')
})

const form = (name: string, key: string) => ({ name, sector: 'library', visibility: 'public', _key: key })
const add = (name: string, key: string, who = coordinator, prefix = '') =>
  h.as(who).post(`${prefix}/riverbend/organizations`, form(name, key))
const named = async (name: string) =>
  (await h.db.selectFrom('organizations').select('id').where('name', '=', name).execute()).length
const entries = async () => (await h.journal(region)).length

describe('a form sent twice', () => {
  test('has one effect and one answer', async () => {
    const first = await add('Twice', 'twice')
    const told = await entries()
    const second = await add('Twice', 'twice')
    expect([first.status, second.status, second.location]).toEqual([303, 303, first.location])
    expect([await named('Twice'), await entries()]).toEqual([1, told])
  })

  test('is answered in the language of the first', async () => {
    const first = await add('Dos veces', 'dos', coordinator, '/es')
    const second = await add('Dos veces', 'dos', coordinator, '/es')
    expect(first.location).toMatch(/^\/es\/riverbend\/organizations\/dos-veces/)
    expect(second.location).toBe(first.location)
  })

  test('20 times at once, also to two processes, has one effect and one answer', async () => {
    const told = await entries()
    const { app } = h.another()
    const cookie = coordinator.cookie!
    const body = new URLSearchParams(form('Twenty', 'twenty')).toString()
    const headers = {
      cookie,
      host: 'localhost:4000',
      origin: 'http://localhost:4000',
      'content-type': 'application/x-www-form-urlencoded',
    }
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        (n % 2 ? app : h.app).request('http://localhost:4000/riverbend/organizations', {
          method: 'POST',
          body,
          headers,
        }),
      ),
    )
    const said = new Set(answers.map((one) => `${one.status} ${one.headers.get('location')}`))
    expect([...said]).toEqual([expect.stringMatching(/^303 \/riverbend\/organizations\/twenty/)])
    expect([await named('Twenty'), await entries()]).toEqual([1, told + 1])
  })

  test('with other contents is another: whoever goes back and types something else loses nothing', async () => {
    const [first, second] = [await add('Contents', 'contents'), await add('Other contents', 'contents')]
    expect([first.status, second.status]).toEqual([303, 303])
    expect([await named('Contents'), await named('Other contents')]).toEqual([1, 1])
  })

  test('whose answer was lost is not done again, and says so', async () => {
    await add('Lost', 'lost')
    await h.db
      .updateTable('request_keys')
      .set({ status: null, location: null })
      .where('key', 'like', '%lost%')
      .execute()
    const again = await add('Lost', 'lost')
    expect(again.status).toBe(409)
    expect(again.text).toContain('Nothing was done twice.')
    expect(await named('Lost')).toBe(1)
  })
})

describe('a key', () => {
  test('is of one person: another with the same key is on their own', async () => {
    const [mine, theirs] = [await add('Shared key', 'shared'), await add('Shared key too', 'shared', colleague)]
    expect([mine.status, theirs.status]).toEqual([303, 303])
    expect([await named('Shared key'), await named('Shared key too')]).toEqual([1, 1])
  })

  test('is of one region', async () => {
    const lakeside = await h.aRegion('lakeside')
    const there = await h.aMember(lakeside, 'coordinator')
    await add('Both sides', 'sides')
    const answer = await h.as(there).post('/lakeside/organizations', form('Both sides', 'sides'))
    expect(answer.location).toMatch(/^\/lakeside\//)
    expect(await named('Both sides')).toBe(2)
  })

  test('is of one address: another form with it is another write', async () => {
    await add('Address', 'address')
    const person = await h.as(coordinator).post('/riverbend/people', { name: 'Ada Address', _key: 'address' })
    expect(person.location).toMatch(/^\/riverbend\/people/)
  })

  test('is not used up by a form that is refused', async () => {
    const refused = await h.as(coordinator).post('/riverbend/organizations', form('', 'refused'))
    expect(refused.status).toBe(422)
    expect((await add('Refused first', 'refused')).status).toBe(303)
  })

  test('comes in a header as well', async () => {
    const send = (name: string) =>
      h.as(coordinator).send('POST', '/riverbend/organizations', {
        body: new URLSearchParams({ name, sector: 'library', visibility: 'public' }).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'idempotency-key': 'by-header' },
      })
    const [first, second, other] = [await send('By header'), await send('By header'), await send('By another')]
    expect([first.status, second.status, other.status]).toEqual([303, 303, 422])
    expect(second.location).toBe(first.location)
    expect(await named('By header')).toBe(1)
  })

  test('is kept for 48 hours', async () => {
    const began = h.time.now.getTime()
    const first = await add('Two days', 'days')
    await forgetOldRequests(h.db, new Date(began + 47 * 3_600_000))
    expect((await add('Two days', 'days')).location).toBe(first.location)
    await forgetOldRequests(h.db, new Date(began + 49 * 3_600_000))
    const asked = await add('Two days', 'days')
    expect([asked.status, asked.text.includes(first.location!.split('?')[0]!)]).toEqual([409, true])
    expect(await named('Two days')).toBe(1)
  })
})

test('a form with a file has one effect and one answer too, and another file is another', async () => {
  const send = (text: string) => {
    const body = new FormData()
    body.append('_key', 'upload')
    body.append('file', new File([text], 'list.csv'))
    return h.as(coordinator).send('POST', '/riverbend/settings/import', { body })
  }
  const answers = [await send('name\nOnce\n'), await send('name\nOnce\n'), await send('name\nOther\n')]
  expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
  expect(answers[1]!.location).toBe(answers[0]!.location)
  expect(await h.db.selectFrom('imports').select('id').execute()).toHaveLength(2)
})

test('a region that is asked for twice, also at once, is made once, and the second is told so', async () => {
  const admin = h.as(await h.anAdmin())
  const ask = (name = 'Three Lakes') =>
    admin.post('/settings/regions/new', { name, slug: 'three-lakes', timeZone: 'America/Chicago' })
  const answers = await Promise.all([ask(), ask(), ask()])
  expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
  const next = '/settings/regions/three-lakes/coordinator'
  expect(answers.map(({ location }) => location).toSorted()).toEqual([
    next,
    `${next}?done=before`,
    `${next}?done=before`,
  ])
  expect((await admin.get(`${next}?done=before`)).text).toContain('This region was set up already')
  expect(await h.db.selectFrom('regions').select('name').where('name', '=', 'Three Lakes').execute()).toHaveLength(1)
  const other = await ask('Another Name')
  expect([other.status, other.text.includes('belongs to another region')]).toEqual([422, true])
})

describe('what a stranger sends', () => {
  test('and may not send makes no page anew', async () => {
    await h.as(null).get('/riverbend')
    expect((await h.as(null).post('/riverbend/organizations', { name: 'Mine' })).status).toBe(403)
    const { hits } = h.cache.figures()
    await h.as(null).get('/riverbend')
    expect(h.cache.figures().hits).toBe(hits + 1)
  })

  test('is not read when it is longer than any form, nor when it holds files', async () => {
    const long = { name: 'x'.repeat(1_100_000) }
    expect((await h.as(null).post('/riverbend/organizations', long)).status).toBe(413)
    const body = new ReadableStream({ pull: () => Promise.reject(new Error('somebody read this')) })
    const headers = {
      'content-type': 'Multipart/Form-Data; boundary=x',
      'idempotency-key': 'k',
      'content-length': '500',
    }
    const unread = { body, headers, duplex: 'half' } as RequestInit
    expect((await h.as(null).send('POST', '/riverbend/organizations', unread)).status).toBe(403)
  })
})
