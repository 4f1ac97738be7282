import { beforeAll, describe, expect, test } from 'vitest'
import { aKeyOf, askWith } from './keys.ts'
import { town } from './town.ts'

const t = await town()
const v1 = '/api/v1/riverbend'
const json = (answer: { text: string }) => JSON.parse(answer.text)
let token = ''
const ask = (method: string, path: string, body?: object, headers: Record<string, string> = {}) =>
  askWith(t, token, method, v1 + path, body, headers)
beforeAll(async () => void (token = await aKeyOf(t, t.coordinator, 'write')))

describe('an item of a list', () => {
  test('changes only as it was read, when a program says how that was', async () => {
    const read = await ask('GET', '/lists/sectors/media')
    const tag = { 'if-match': read.headers.get('etag')! }
    const first = await ask('PATCH', '/lists/sectors/media', { label_en: 'Press' }, tag)
    expect([first.status, json(first).label_en, json(first).label_es]).toEqual([200, 'Press', json(read).label_es])
    const late = await ask('PATCH', '/lists/sectors/media', { label_en: 'News' }, tag)
    expect([late.status, json(late).current.label_en]).toEqual([412, 'Press'])
    expect((await ask('PATCH', '/lists/sectors/media', { label_en: 'News' }, { 'if-match': 'W/x' })).status).toBe(412)
    expect(json(await ask('PATCH', '/lists/sectors/media', { label_en: 'News' })).label_en).toBe('News')
  })

  test('that chooses what there is not is told what there is to choose', async () => {
    const answer = await ask('POST', '/lists/sectors', { label_en: 'Faith', shape: 'blob', colour: 'pink' })
    const { shape } = json(answer).errors
    expect([answer.status, shape]).toEqual([
      422,
      ['Choose one of the options.', expect.stringMatching(/^There are: .*media.*\.$/)],
    ])
  })

  test('sent twice under one key is one item', async () => {
    const send = () => ask('POST', '/lists/roles', { label_en: 'Keeps archives' }, { 'idempotency-key': 'a role' })
    const [first, again] = [await send(), await send()]
    expect([first.status, again.status, json(again)]).toEqual([201, 201, json(first)])
    expect(
      json(await ask('GET', '/lists/roles')).items.filter(
        ({ label_en }: { label_en: string }) => label_en === 'Keeps archives',
      ),
    ).toHaveLength(1)
  })

  test('is not known where there is none', async () => {
    expect((await ask('GET', '/lists/sectors/nothing')).status).toBe(404)
    expect((await ask('PATCH', '/lists/sectors/nothing', { label_en: 'x' })).status).toBe(404)
    expect((await ask('GET', '/lists/colours')).status).toBe(404)
  })
})

describe('settings', () => {
  test('say by field what is wrong, and change nothing then', async () => {
    const before = json(await ask('GET', '/settings'))
    const answer = await ask('PATCH', '/settings', { counties: ['Nowhere, ZZ'], fiscalMonth: 7 })
    expect([answer.status, Object.keys(json(answer).errors)]).toEqual([422, ['counties']])
    const taken = await ask('PATCH', '/settings', { slug: 'api', smallCountThreshold: 0 })
    expect([taken.status, Object.keys(json(taken).errors).toSorted()]).toEqual([422, ['slug', 'smallCountThreshold']])
    expect(json(await ask('GET', '/settings'))).toEqual(before)
  })

  test('an earlier version is no ground to change from', async () => {
    const read = await ask('GET', '/settings')
    await ask('PATCH', '/settings', { tagline_en: 'First' })
    const late = await ask('PATCH', '/settings', { tagline_en: 'Second' }, { 'if-match': read.headers.get('etag')! })
    expect([late.status, json(late).current.tagline_en]).toEqual([412, 'First'])
  })

  test('a new address of the region stands in Location, and the old one leads there', async () => {
    const moved = await ask('PATCH', '/settings', { slug: 'riverbend-valley' })
    expect([moved.status, moved.headers.get('location')]).toEqual([200, '/api/v1/riverbend-valley/settings'])
    const old = await ask('GET', '/settings')
    expect([old.status, old.location]).toEqual([301, '/api/v1/riverbend-valley/settings'])
    await askWith(t, token, 'PATCH', '/api/v1/riverbend-valley/settings', { slug: 'riverbend' })
  })
})

test('several of one name at once are several items', async () => {
  const add = () => ask('POST', '/lists/roles', { label_en: 'Keeps maps' })
  const made = await Promise.all([add(), add(), add(), add()])
  expect(made.map(({ status }) => status)).toEqual([201, 201, 201, 201])
  expect(new Set(made.map((one) => json(one).key)).size).toBe(4)
})

test.each([
  ['a sign of number zero', 'Zero\u0000Library', 'ZeroLibrary'],
  ['half a sign', 'Half \ud800 Library', 'Half \ufffd Library'],
])('%s in a text is no fault of the house', async (_, name, kept) => {
  const made = await ask('POST', '/organizations?despite=all', { name, sector: 'library', visibility: 'public' })
  expect([made.status, json(made).name]).toEqual([201, kept])
  const changed = await ask('PATCH', `/organizations/${json(made).id}`, { skills: [name], mission: name })
  expect([changed.status, json(changed).skills, json(changed).mission]).toEqual([200, [kept], kept])
  expect((await ask('PATCH', '/settings', { tagline_en: name })).status).toBe(200)
})

describe('a merge', () => {
  test.each([
    ['organizations', { sector: 'library', visibility: 'public' }, 200],
    ['people', {}, 201],
  ])('of %s of which the other stays is answered again to a retry', async (kind, rest, status) => {
    const make = async (name: string) => json(await ask('POST', `/${kind}?despite=all`, { name, ...rest })).id
    const [lost, kept] = [await make('Larch Reading Room'), await make('Birch Mobile Shelf')]
    const send = () =>
      ask('POST', `/${kind}/${lost}/merging`, { with: kept, keep: kept }, { 'idempotency-key': `merge ${kind}` })
    const [first, again] = [await send(), await send()]
    expect([first.status, again.status, json(again)]).toEqual([status, status, json(first)])
  })
})

describe('a webhook', () => {
  test('tells its secret to who made it, and to the retry of that, and to nobody else', async () => {
    const body = { address: 'https://hooks.example.org/in', nouns: ['tie'] }
    const send = () => ask('POST', '/webhooks', body, { 'idempotency-key': 'a hook' })
    const [first, again] = [await send(), await send()]
    expect(json(first).secret).toMatch(/^whsec_/)
    expect([again.status, json(again)]).toEqual([201, json(first)])
    expect(first.headers.get('cache-control')).toBe('no-store')
    const { items } = json(await ask('GET', '/webhooks'))
    expect(items).toHaveLength(1)
    expect(JSON.stringify(items)).not.toContain('whsec_')
    expect((await ask('GET', `/webhooks/${items[0].id}`)).text).not.toContain('whsec_')
  })

  test('leads to public addresses alone', async () => {
    const answer = await ask('POST', '/webhooks', { address: 'https://127.0.0.1/in' })
    expect([answer.status, Object.keys(json(answer).errors)]).toEqual([422, ['address']])
  })
})

describe('a file', () => {
  const pixel = Buffer.from('R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs=', 'base64')
  const send = (bytes: Uint8Array, headers: Record<string, string> = {}, signed = true) =>
    t.as(null).send('POST', `${v1}/organizations/${t.library.id}/logo`, {
      headers: {
        ...(signed && { authorization: `Bearer ${token}` }),
        'content-type': 'application/octet-stream',
        'content-length': String(bytes.length),
        ...headers,
      },
      body: Uint8Array.from(bytes),
    })
  const setLogos = async () => (await t.journal(t.region)).filter(({ verb }) => verb === 'organization.logo-set').length

  test('under one key is taken once, by its bytes', async () => {
    const key = { 'idempotency-key': 'a logo' }
    expect([(await send(pixel, key)).status, (await send(pixel, key)).status, await setLogos()]).toEqual([200, 200, 1])
    // They differ where text would not: no byte of either is UTF-8.
    const [one, two] = [Buffer.from([0xff, 0xfe]), Buffer.from([0xfe, 0xff])]
    expect((await send(one, { 'idempotency-key': 'bytes' })).status).toBe(422)
    const other = await send(two, { 'idempotency-key': 'a logo' })
    expect([other.status, json(other).detail]).toEqual([422, expect.stringContaining('other contents')])
    const logo = await ask('GET', `/organizations/${t.library.id}/logo`)
    expect([logo.status, logo.headers.get('content-type')]).toEqual([200, 'image/webp'])
  })

  test('that is no picture, or too large, is refused in a sentence', async () => {
    const none = await send(Buffer.from('%PDF-1.7'))
    expect([none.status, json(none).detail]).toEqual([422, expect.stringMatching(/\w{3,} .+\./)])
    const large = await send(Buffer.alloc(5_100_000))
    expect([large.status, json(large).detail]).toEqual([422, expect.stringContaining('5')])
    expect((await send(pixel, { 'content-type': 'text/html' })).status).toBe(415)
    expect(await setLogos()).toBe(1)
  })

  test('of whoever has no key is not read', async () => {
    expect((await send(Buffer.alloc(1_100_000), {}, false)).status).toBe(413)
    expect((await send(pixel, {}, false)).status).toBe(403)
    expect((await send(pixel, { authorization: 'Bearer tieline_none' })).status).toBe(401)
    let read = 0
    const endless = new ReadableStream({
      pull(pipe) {
        read += 100_000
        if (read > 10_000_000) pipe.close()
        else pipe.enqueue(new Uint8Array(100_000))
      },
    })
    const headers = { authorization: 'Bearer tieline_none', 'content-type': 'application/octet-stream' }
    const asked = new Request(`http://localhost:4000${v1}/imports`, {
      method: 'POST',
      headers,
      body: endless,
      duplex: 'half',
    } as RequestInit)
    expect((await t.app.request(asked)).status).toBe(413)
    expect(read).toBeLessThan(2_000_000)
  })

  test('with the whole region is in the journal, with who took it', async () => {
    const answer = await ask('POST', '/export', {})
    expect([answer.status, answer.headers.get('content-type'), answer.text.slice(0, 2)]).toEqual([
      200,
      'application/zip',
      'PK',
    ])
    const taken = (await t.journal(t.region)).findLast(({ verb }) => verb === 'member.exported')
    expect(taken?.actor_id).toBe(t.coordinator.actor.personId)
  })
})

describe('a translation', () => {
  const path = `/organizations/${t.library.id}/translations/es`

  test('changes the given fields alone, and an empty one goes', async () => {
    await ask('PATCH', `/organizations/${t.library.id}`, { mission: 'Books for all', calling: 'Ask the desk' })
    await ask('PATCH', path, { mission: 'Libros para todos', calling: 'Pregunte en el mostrador' })
    const [told] = json(await ask('PATCH', path, { calling: '' })).items
    expect(told).toMatchObject({ lang: 'es', texts: { mission: 'Libros para todos' }, current: true })
    expect(told.texts).not.toHaveProperty('calling')
    await ask('PATCH', `/organizations/${t.library.id}`, { mission: 'Books and maps for all' })
    expect(json(await ask('GET', `/organizations/${t.library.id}/translations`)).items[0].current).toBe(false)
  })

  test('is of another language than the record, and one that is known', async () => {
    expect((await ask('PATCH', path.replace(/es$/, 'en'), { mission: 'x' })).status).toBe(422)
    expect((await ask('PATCH', path.replace(/es$/, 'xx'), { mission: 'x' })).status).toBe(404)
  })
})

describe('what a key says of its owner', () => {
  test('is what they may do, and what they are written about', async () => {
    const own = await aKeyOf(t, t.ofLibrary, 'read')
    const me = json(await askWith(t, own, 'GET', `${v1}/me`))
    expect(me).toMatchObject({
      id: t.ofLibrary.actor.personId,
      access: 'representative',
      organizations: [{ id: t.library.id }],
      quietFrom: null,
    })
    expect((await t.as(null).get(`${v1}/me`)).status).toBe(403)
    expect((await askWith(t, own, 'PATCH', `${v1}/me`, { phone: '1' })).status).toBe(403)
  })
})
