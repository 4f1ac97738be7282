import { type IncomingHttpHeaders, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook as Verifier } from 'standardwebhooks'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { town } from '../../test/town.ts'
import { rooms } from '../app.tsx'
import { findRegionById } from '../region/regions.ts'
import { announce, deliverDue } from './deliveries.ts'
import { deliverWebhooks, forgetOldWebhookDeliveries, senderOf } from './webhook-deliveries.ts'

const t = await town()
t.parts.config.harvestAllowPrivate = true
const settings = '/riverbend/settings/webhooks'
const post = { ...t.parts, rooms, origin: 'http://localhost:4000', regionById: findRegionById }

/** A receiver of webhooks: what it got, and what it answers. */
let got: { path: string; headers: IncomingHttpHeaders; body: string; message: Message }[] = []
let answers: (number | { to: string } | 'silence')[] = []
interface Message {
  type: string
  timestamp: string
  data: { region: { slug: string }; entry?: { id: string; record: { title: string }; count: number } }
}
const receiver = createServer((request, response) => {
  let body = ''
  request.on('data', (chunk: Buffer) => (body += chunk.toString()))
  request.on('end', () => {
    got.push({ path: request.url!, headers: request.headers, body, message: JSON.parse(body) as Message })
    const answer = answers.shift() ?? 204
    if (answer === 'silence') return
    if (typeof answer === 'number') response.writeHead(answer).end('x'.repeat(100_000))
    else response.writeHead(307, { location: answer.to }).end()
  })
})
await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
const address = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/in?token=receivers-own`
afterAll(() => receiver.close())

const coordinating = t.as(t.coordinator)
const sender = () => ({ ...senderOf(t.parts), timeoutMs: 200 })
/** As the worker does it: looks up what is new, and sends what is due. */
const work = async () => {
  while ((await announce(post)) > 0);
  while ((await deliverWebhooks(sender())) > 0);
}
const wait = (minutes: number) => void (t.time.now = new Date(t.time.now.getTime() + minutes * 60_000))
const anOrganization = (name: string, visibility = 'public') => t.anOrganization(t.region, { name, visibility })
const titles = () => got.map(({ message }) => message.data.entry?.record.title ?? message.type)

async function aWebhook(form: Record<string, string | string[]> = {}) {
  await work()
  got = []
  wait(1)
  const answer = await coordinating.post(settings, { address, ...form })
  const secret = /whsec_[A-Za-z0-9+/=]+/.exec(answer.text)?.[0] ?? ''
  const id = /settings\/webhooks\/([0-9a-f-]{36})/.exec(answer.text)?.[1] ?? ''
  return {
    secret,
    id,
    answer,
    page: `${settings}/${id}`,
    text: async () => (await coordinating.get(`${settings}/${id}`)).text,
  }
}
type Made = Awaited<ReturnType<typeof aWebhook>>
const stateOf = (made: Made) =>
  t.db.selectFrom('webhooks').selectAll().where('id', '=', made.id).executeTakeFirstOrThrow()

beforeEach(async () => {
  await t.db.deleteFrom('webhooks').execute()
  answers = []
})

describe('what happens', () => {
  test('is told as the public reads it, signed as the specification says', async () => {
    const { secret } = await aWebhook()
    const made = await anOrganization('River Museum')
    await work()
    expect(got.length).toBe(1)
    const [{ headers, body, message }] = got as [(typeof got)[0]]
    const named = Object.fromEntries(
      ['id', 'timestamp', 'signature'].map((one) => [`webhook-${one}`, String(headers[`webhook-${one}`])]),
    )
    const again = new Verifier(secret).sign(named['webhook-id']!, t.time.now, body)
    expect(named).toEqual({
      'webhook-id': expect.stringMatching(/^msg_[0-9a-f-]{36}$/),
      'webhook-timestamp': String(Math.floor(t.time.now.getTime() / 1000)),
      'webhook-signature': again,
    })
    expect(message).toMatchObject({
      type: 'organization.created',
      data: { region: { slug: 'riverbend' }, entry: { record: { id: made.id, title: 'River Museum' }, count: 1 } },
    })
    const { items } = JSON.parse((await t.as(null).get('/api/v1/riverbend/journal')).text) as { items: unknown[] }
    expect(message.data.entry).toEqual(items[0])
  })

  test('passes the verifier of the specification while it is fresh, and no other', async () => {
    const { secret } = await aWebhook()
    const before = t.time.now
    await anOrganization('River Theatre')
    // The verifier has no clock but the machine's: it is sent today, what happened keeps its day.
    t.time.now = new Date(Math.max(Date.now(), before.getTime()))
    await work()
    t.time.now = before
    const [{ headers, body }] = got as [(typeof got)[0]]
    const verified = (key: string, text: string) => () =>
      new Verifier(key).verify(text, headers as Record<string, string>)
    expect(verified(secret, body)()).toEqual(JSON.parse(body))
    expect(verified(secret, body.replace('Theatre', 'Theater'))).toThrow()
    expect(verified(`whsec_${Buffer.alloc(32).toString('base64')}`, body)).toThrow()
  })

  test('is told once, of what was chosen, and not of what was before', async () => {
    await anOrganization('Before')
    await aWebhook({ nouns: ['tie'] })
    await anOrganization('After')
    const tie = await t.aTie()
    await work()
    await work()
    expect(got.map(({ message }) => message.type)).toEqual(['tie.claimed'])
    expect(got[0]!.body).toContain(tie)
  })

  test('is told to each region alone', async () => {
    await aWebhook()
    const other = await t.aRegion('elsewhere')
    await t.anOrganization(other, { name: 'Of another region' })
    await work()
    expect(titles()).toEqual([])
  })
})

describe('what not everybody may read', () => {
  test('is never sent, whatever happens to it', async () => {
    await aWebhook()
    const began = t.time.now
    for (const visibility of ['region', 'circle']) {
      const hidden = await anOrganization(`canary ${visibility}`, visibility)
      await t.propose(t.coordinator, hidden, { other: t.library.slug, kind: 'works-together', note: 'canary tie' })
      await coordinating.post('/riverbend/contacts', {
        with: hidden.id,
        day: '2026-11-01',
        how: 'phone',
        about: 'canary contact',
      })
    }
    await t.aTie({ kind: 'trains', visibility: 'circle', note: 'canary note' })
    await t.aMember(t.region, 'viewer')
    const disputed = await t.aTie({ kind: 'funds', note: 'canary disputed' })
    await t.act(t.ofCenter, disputed, 'dispute', { note: 'canary dispute' })
    const anew = await aWebhookBeside()
    await work()
    const verbs = (await t.journal(t.region)).filter(({ at }) => at >= began).map(({ verb }) => verb)
    expect(new Set(verbs)).toEqual(
      new Set([
        'organization.created',
        'tie.reported',
        'tie.claimed',
        'tie.disputed',
        'contact.logged',
        'person.created',
        'member.access-given',
        'member.joined',
        'member.webhook-made',
      ]),
    )
    expect(got).toEqual([])
    const log = await t.db.selectFrom('webhook_deliveries').selectAll().execute()
    expect(log).toEqual([])
    expect((await t.journal(t.region)).filter(({ announced_at }) => announced_at === null)).toEqual([])
    expect(anew.status).toBe(200)
    await anOrganization('In the open')
    await work()
    expect(titles()).toEqual(['In the open', 'In the open'])
    expect(got.map(({ body }) => body).join()).not.toMatch(/canary/)
  })
  const aWebhookBeside = () => coordinating.post(settings, { address: `${address}&second` })

  test('is not sent by a delivery that waited either', async () => {
    const made = await aWebhook()
    answers = [500]
    const shown = await anOrganization('Shown for a while')
    await work()
    expect(titles()).toEqual(['Shown for a while'])
    await t.db.updateTable('records').set({ visibility: 'circle' }).where('id', '=', shown.id).execute()
    wait(2)
    await work()
    expect(titles()).toEqual(['Shown for a while'])
    expect((await stateOf(made)).given_up).toBe(0)
    wait(60 * 24)
    await work()
    expect(got.length).toBe(1)
  })

  test('is no way to sign: nothing that is stored holds the secret, nor a journal the address', async () => {
    const { secret, answer, text } = await aWebhook()
    expect(secret).toMatch(/^whsec_/)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(await text()).not.toContain(secret)
    const rows = JSON.stringify([await t.db.selectFrom('webhooks').selectAll().execute(), await t.journal(t.region)])
    expect(rows).not.toContain(secret.slice(6))
    expect(JSON.stringify(await t.journal(t.region))).not.toContain('receivers-own')
    expect((await t.as(t.ofLibrary).get('/riverbend/journal')).text).not.toContain('webhook')
  })
})

describe('what does not arrive', () => {
  test('is tried again with the same id, later each time, and given up after a day', async () => {
    const made = await aWebhook()
    answers = [500, 503, 404, 302, 500, 500, 500, 500]
    await anOrganization('Unheard')
    const gaps = []
    await work()
    for (let minutes = 0; minutes < 60 * 48 && got.length < 9; minutes += 1) {
      const before = got.length
      wait(1)
      await work()
      if (got.length > before) gaps.push(minutes + 1)
    }
    expect(gaps).toEqual([1, 6, 21, 81, 261, 621, 1341])
    expect(new Set(got.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    expect(new Set(got.map(({ headers }) => headers['webhook-signature'])).size).toBe(8)
    expect(await stateOf(made)).toMatchObject({ given_up: 1, paused_at: null })
    const log = await made.text()
    expect(log.match(/The receiver answered 500/g)?.length).toBe(5)
    expect(log).toContain('The receiver answered 404')
    expect(log).toContain('Send again')

    const delivery = /deliveries\/([0-9a-f-]{36})/.exec(log)![1]!
    const answer = await coordinating.post(`${made.page}/deliveries/${delivery}/again`)
    expect(answer.location).toContain('done=arrived')
    expect(got.at(-1)!.headers['webhook-id']).toBe(got[0]!.headers['webhook-id'])
    expect(await made.text()).toContain('Arrived (204)')
    expect((await stateOf(made)).given_up).toBe(0)
  })

  test('five times in a row pauses it, until somebody looks; what waits goes out then', async () => {
    const made = await aWebhook()
    answers = Array(48).fill(500)
    for (const n of [1, 2, 3, 4, 5, 6]) await anOrganization(`Lost ${n}`)
    for (let hour = 0; hour < 30; hour += 1) {
      await work()
      wait(60)
    }
    expect(await stateOf(made)).toMatchObject({ paused_why: 'failures' })
    expect(await made.text()).toContain('because five messages in a row did not arrive')
    const pauses = (await t.journal(t.region)).filter(({ verb }) => verb === 'member.webhook-paused')
    expect(pauses.map((entry) => entry.actor_kind)).toEqual(['system'])
    const before = got.length
    await anOrganization('While it is paused')
    await work()
    expect(got.length).toBe(before)
    await coordinating.post(`${made.page}/state`, { state: 'active' })
    await anOrganization('Heard again')
    answers = []
    await work()
    expect(got.at(-1)!.message.data.entry!.record.title).toBe('Heard again')
    expect(await stateOf(made)).toMatchObject({ paused_at: null, given_up: 0 })
  })

  test('because nobody answers in time is tried again too', async () => {
    const made = await aWebhook()
    answers = ['silence']
    await anOrganization('Patience')
    await work()
    expect(await made.text()).toContain('No answer within 10 seconds.')
    wait(1)
    await work()
    expect(titles()).toEqual(['Patience', 'Patience'])
    expect(await made.text()).toContain('Arrived (204)')
  })

  test('because the receiver is gone for good pauses it at once', async () => {
    const made = await aWebhook()
    answers = [410]
    await anOrganization('Too late')
    await work()
    expect(await stateOf(made)).toMatchObject({ paused_why: 'gone' })
    wait(60 * 48)
    await work()
    expect(got.length).toBe(1)
  })

  test('because the process was told to stop is sent by the next', async () => {
    await aWebhook()
    await anOrganization('Interrupted')
    await announce(post)
    expect(await deliverWebhooks({ ...sender(), isTaking: () => false })).toBe(0)
    await work()
    expect(titles()).toEqual([])
    wait(11)
    await work()
    expect(titles()).toEqual(['Interrupted'])
  })

  test('holds up no other webhook, and is sent by one worker alone', async () => {
    await coordinating.post(settings, { address: 'http://127.0.0.1:65535/closed' })
    await aWebhook()
    await anOrganization('To both')
    await announce(post)
    await Promise.all([1, 2, 3].map(() => deliverWebhooks(sender())))
    expect(titles()).toEqual(['To both'])
    const lines = await t.db.selectFrom('webhook_attempts').select(['status', 'error']).orderBy('status').execute()
    expect(lines).toEqual([
      { status: 204, error: null },
      { status: null, error: 'connection' },
    ])
  })
})

describe('one that pauses itself', () => {
  const letters = async (began: number) => {
    await work()
    while ((await deliverDue(post)) > 0);
    return t.mailbox.slice(began).filter(({ subject }) => subject.includes('paused itself'))
  }
  const gone = async () => {
    answers = [410]
    await anOrganization('Nobody listens')
    await work()
  }

  test('is told to the coordinator who made it, without what is secret in its address', async () => {
    const other = await t.aMember(t.region, 'coordinator')
    const made = await aWebhook()
    const began = t.mailbox.length
    await gone()
    const [letter, ...more] = await letters(began)
    expect(more).toEqual([])
    expect(letter!.to.address).toBe(t.coordinator.email)
    expect(letter!.subject).toBe('A webhook of Riverbend paused itself')
    expect(letter!.text).toContain(`http://localhost:4000${made.page}`)
    expect(letter!.text).toContain('nothing listens there any more')
    expect(letter!.text).not.toContain('receivers-own')
    expect(other.email).not.toBe(letter!.to.address)
  })

  test('after five messages that did not arrive says so', async () => {
    await aWebhook()
    const began = t.mailbox.length
    answers = Array(48).fill(500)
    for (const n of [1, 2, 3, 4, 5]) await anOrganization(`Unheard ${n}`)
    for (let hour = 0; hour < 30; hour += 1) {
      await work()
      wait(60)
    }
    const [letter, ...more] = await letters(began)
    expect([letter!.to.address, more]).toEqual([t.coordinator.email, []])
    expect(letter!.text).toContain('did not arrive')
  })

  test('is told to all who coordinate, once who made it does so no longer', async () => {
    const maker = await t.aMember(t.region, 'coordinator')
    const answer = await t.as(maker).post(settings, { address })
    expect(answer.status).toBe(200)
    await t.as(t.coordinator).post(`/riverbend/settings/members/${maker.actor.personId}/end`)
    const began = t.mailbox.length
    await gone()
    const told = (await letters(began)).map(({ to }) => to.address)
    expect(told).toContain(t.coordinator.email)
    expect(told).not.toContain(maker.email)
  })

  test('is not told when somebody paused it, or resumed it meanwhile', async () => {
    const made = await aWebhook()
    const began = t.mailbox.length
    await coordinating.post(`${made.page}/state`, { state: 'paused' })
    expect(await letters(began)).toEqual([])
    await coordinating.post(`${made.page}/state`, { state: 'active' })
    await gone()
    await coordinating.post(`${made.page}/state`, { state: 'active' })
    expect(await letters(began)).toEqual([])
  })
})

describe('where it may not go', () => {
  test('a redirect is not followed', async () => {
    const made = await aWebhook()
    answers = [{ to: 'http://169.254.169.254/latest/meta-data/' }, { to: address }]
    await anOrganization('Led astray')
    await work()
    wait(1)
    await work()
    expect(got.length).toBe(2)
    expect(await made.text()).toContain('The receiver answered 307')
  })

  test.each([
    ['', 'This is needed.'],
    ['http://hooks.example.org/in', 'begins with https://'],
    ['https://127.0.0.1/in', 'on the public internet'],
    ['https://[::ffff:10.0.0.1]/in', 'on the public internet'],
    ['https://2130706433/in', 'on the public internet'],
    ['https://localhost/in', 'on the public internet'],
    ['https://user:secret@hooks.example.org/in', 'without a user name'],
    ['https://hooks.example.org:25/in', 'on the public internet'],
    ['ftp://hooks.example.org/in', 'begins with https://'],
  ])('the address %s is refused with words beside the field, and nothing typed is lost', async (typed, words) => {
    t.parts.config.harvestAllowPrivate = false
    const answer = await coordinating.post(settings, { address: typed, nouns: ['tie', 'place'] })
    t.parts.config.harvestAllowPrivate = true
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(words)
    const sentences = ['This is needed.', 'Give an address that begins', 'Nothing can be sent to this address']
    expect(sentences.filter((sentence) => answer.text.includes(sentence))).toHaveLength(1)
    expect(answer.text.match(/value="(tie|place)" checked/g)?.length).toBe(2)
    expect(await t.db.selectFrom('webhooks').selectAll().execute()).toEqual([])
  })

  test.each(['https://127.0.0.1/in', 'http://hooks.example.org/in', ''])(
    'nor can one be changed to %j, and nothing typed is lost',
    async (typed) => {
      const made = await aWebhook()
      t.parts.config.harvestAllowPrivate = false
      const answer = await coordinating.post(made.page, { address: typed, nouns: ['tie'] })
      t.parts.config.harvestAllowPrivate = true
      expect(answer.status).toBe(422)
      expect(answer.text).toContain(`value="${typed}"`)
      expect(answer.text).toMatch(/value="tie" checked/)
      expect(await stateOf(made)).toMatchObject({ address, nouns: [] })
    },
  )

  test('what was allowed once is checked again when something is sent', async () => {
    const made = await aWebhook()
    t.parts.config.harvestAllowPrivate = false
    const answer = await coordinating.post(`${made.page}/test`)
    t.parts.config.harvestAllowPrivate = true
    expect(answer.location).toContain('done=failed')
    expect(got).toEqual([])
    expect(await made.text()).toContain('The address is not on the public internet.')
  })
})

describe('a coordinator', () => {
  test('tries it, pauses it and ends it in one press', async () => {
    const made = await aWebhook()
    expect((await coordinating.post(`${made.page}/test`)).location).toContain('done=arrived')
    expect(got[0]!.message).toMatchObject({ type: 'webhook.test', data: { region: { slug: 'riverbend' } } })
    expect((await coordinating.get(settings)).text).toContain('Last message arrived')
    await coordinating.post(`${made.page}/state`, { state: 'paused' })
    await anOrganization('Meanwhile')
    await work()
    expect(got.length).toBe(1)
    expect((await coordinating.post(`${made.page}/test`)).location).toContain('done=arrived')
    expect((await coordinating.post(`${made.page}/end`)).location).toContain('done=ended')
    expect((await coordinating.get(made.page)).status).toBe(404)
    expect(await t.db.selectFrom('webhook_attempts').selectAll().execute()).toEqual([])
  })

  test('changes where it leads and what it is told of; what waits goes there, signed as before', async () => {
    const made = await aWebhook({ nouns: ['organization'] })
    const moved = address.replace('/in?', '/moved?')
    expect(await made.text()).toContain(`value="${address}"`)
    answers = [500]
    await anOrganization('Follows the receiver')
    await work()
    const changed = await coordinating.post(made.page, { address: moved, nouns: ['organization', 'place'] })
    expect(changed.location).toContain('done=changed')
    expect(await stateOf(made)).toMatchObject({ address: moved, nouns: ['organization', 'place'] })
    wait(2)
    await work()
    const last = got.at(-1)!
    expect([last.path, last.message.type]).toEqual(['/moved?token=receivers-own', 'organization.created'])
    const [id, at] = [String(last.headers['webhook-id']), t.time.now]
    expect(new Verifier(made.secret).sign(id, at, last.body)).toBe(last.headers['webhook-signature'])
    const told = (await t.journal(t.region)).filter(({ verb }) => verb === 'member.webhook-changed')
    expect(told.map(({ changes }) => changes)).toEqual([
      { webhook: made.id, host: new URL(address).host, nouns: [['organization'], ['organization', 'place']] },
    ])
  })

  test('saves what is as it was, and nothing is written', async () => {
    const made = await aWebhook()
    const before = (await t.journal(t.region)).length
    expect((await coordinating.post(made.page, { address })).location).toContain('done=changed')
    expect((await t.journal(t.region)).length).toBe(before)
  })

  test('pressing twice sends one test', async () => {
    const made = await aWebhook()
    const key = { _key: 'the-same-key-of-one-form' }
    await Promise.all([coordinating.post(`${made.page}/test`, key), coordinating.post(`${made.page}/test`, key)])
    expect(got.length).toBe(1)
  })

  test('sends no more than thirty messages by hand in ten minutes', async () => {
    const made = await aWebhook()
    wait(20)
    const statuses = []
    for (let n = 0; n < 31; n += 1) statuses.push((await coordinating.post(`${made.page}/test`)).status)
    expect(statuses).toEqual([...Array<number>(30).fill(303), 429])
    expect(got.length).toBe(30)
    wait(20)
    expect((await coordinating.post(`${made.page}/test`)).status).toBe(303)
  })

  test('may have twenty', async () => {
    for (let n = 0; n < 20; n += 1) expect((await coordinating.post(settings, { address })).status).toBe(200)
    const answer = await coordinating.post(settings, { address })
    expect([answer.status, answer.text.includes('at most 20 webhooks')]).toEqual([422, true])
  })

  test('finds nothing of another region', async () => {
    const made = await aWebhook()
    const other = await t.aRegion('another')
    const theirs = await t.aMember(other, 'coordinator')
    expect((await t.as(theirs).get(`/another/settings/webhooks/${made.id}`)).status).toBe(404)
    expect((await t.as(theirs).post(`/another/settings/webhooks/${made.id}/end`)).status).toBe(404)
    expect((await t.as(theirs).get(made.page)).status).toBe(403)
  })
})

test('what was sent is forgotten after thirty days', async () => {
  await aWebhook()
  await anOrganization('Long ago')
  await work()
  const count = async () => (await t.db.selectFrom('webhook_attempts').selectAll().execute()).length
  wait(60 * 24 * 29)
  await forgetOldWebhookDeliveries(t.db, t.time.now)
  expect(await count()).toBe(1)
  wait(60 * 24 * 2)
  await forgetOldWebhookDeliveries(t.db, t.time.now)
  expect(await count()).toBe(0)
})
