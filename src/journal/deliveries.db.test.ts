import { beforeEach, expect, test } from 'vitest'
import { house } from '../../test/house.ts'
import type { Mail, Message, Sent } from '../platform/mail.ts'
import { findRegionById } from '../region/regions.ts'
import { type Post, announce, deliver, deliverDue } from './deliveries.ts'
import { record } from './entries.ts'

const h = await house()
const region = await h.aRegion()
const library = await h.anOrganization(region, { name: 'Library' })
const member = await h.aMember(region, 'representative', library.id)
const personId = member.actor.personId!

let sent: Message[] = []
let answers: Sent[] = []
const takesAll: Mail['send'] = async (message, handing) => {
  await handing?.()
  sent.push(message)
  return answers.shift() ?? { ok: true }
}
let mailServer = takesAll
const post: Post = {
  db: h.db,
  // A mail server that says what the test wants it to say, then takes everything.
  mail: { ...h.parts.mail, send: (message, handing) => mailServer(message, handing) },
  rooms: [
    {
      name: 'journal',

      mails: {
        'library.rang': {
          topic: 'ties',
          recipients: async () => [personId, personId],
          compose: async () => ({ subject: 'Somebody rang', text: 'Ring', html: '<p>Ring</p>' }),
        },
      },
    },
  ],
  clock: h.clock,
  origin: 'http://localhost:4000',
  regionById: findRegionById,
}
const ring = () =>
  record(h.db, region.system, { verb: 'library.rang', record: library }, h.clock(), () => Promise.resolve())
const announceAll = async () => {
  while ((await announce(post)) > 0);
}
const deliveries = () =>
  h.db.selectFrom('deliveries').selectAll().where('person_id', '=', personId).orderBy('created_at').execute()
const wait = (minutes: number) => void (h.time.now = new Date(h.time.now.getTime() + minutes * 60_000))

beforeEach(async () => {
  await announceAll()
  await h.db.deleteFrom('deliveries').execute()
  ;[sent, answers, mailServer] = [[], [], takesAll]
})

test('whoever an entry concerns gets one letter, whoever looks it up and however often', async () => {
  await ring()
  await Promise.all([announce(post), announce(post), announce(post)])
  await announceAll()
  expect(await deliveries()).toHaveLength(1)
  expect(await Promise.all([deliverDue(post), deliverDue(post), deliverDue(post)])).toContain(1)
  await deliverDue(post)
  expect(sent.map(({ to, subject }) => [to.address, subject])).toEqual([[member.email, 'Somebody rang']])
})

test('of ten workers that take up the same delivery one sends it', async () => {
  await ring()
  await announceAll()
  const { id } = (await deliveries())[0]!
  const done = await Promise.all(Array.from({ length: 10 }, () => deliver(post, { regionId: region.id, id })))
  expect(done.filter(Boolean)).toHaveLength(1)
  expect(sent).toHaveLength(1)
})

test('a server that is busy is tried again later, not sooner, until it takes the letter', async () => {
  answers = [
    { ok: false, kind: 'temporary', reason: '421 busy' },
    { ok: false, kind: 'temporary', reason: '451 later' },
  ]
  await ring()
  await announceAll()
  const tries = async () => (await deliverDue(post), sent.length)
  expect(await tries()).toBe(1)
  expect(await tries()).toBe(1)
  wait(1)
  expect(await tries()).toBe(2)
  wait(4)
  expect(await tries()).toBe(2)
  wait(1)
  expect(await tries()).toBe(3)
  wait(10_000)
  expect(await tries()).toBe(3)
  expect(await deliveries()).toMatchObject([{ sent_at: expect.any(Date), last_error: null, tries: 3 }])
})

test('the same letter keeps its number, so that a server that took it knows it again', async () => {
  answers = [{ ok: false, kind: 'temporary', reason: '421 busy' }]
  await ring()
  await announceAll()
  await deliverDue(post)
  wait(1)
  await deliverDue(post)
  expect(new Set(sent.map((one) => one.messageId)).size).toBe(1)
})

test.each(['permanent', 'unknown'] as const)('what is %s is not tried again, and the record says why', async (kind) => {
  answers = [{ ok: false, kind, reason: 'so it is' }]
  await ring()
  await announceAll()
  await deliverDue(post)
  wait(10_000)
  await deliverDue(post)
  expect(sent).toHaveLength(1)
  expect(await deliveries()).toMatchObject([
    { sent_at: null, given_up_at: expect.any(Date), last_error: `${kind}: so it is` },
  ])
})

test('a worker that dies while the server takes the letter leaves it at that: a second one is worse than none', async () => {
  mailServer = async (message, handing) => {
    await takesAll(message, handing)
    return new Promise(() => undefined)
  }
  await ring()
  await announceAll()
  void deliverDue(post)
  await expect.poll(() => sent.length).toBe(1)
  mailServer = takesAll
  wait(11)
  expect(await deliverDue(post)).toBe(1)
  expect(sent).toHaveLength(1)
  expect(await deliveries()).toMatchObject([{ sent_at: null, last_error: 'unknown: the answer was lost' }])
})

test('a worker that dies before the server takes the letter gives it back', async () => {
  let asked = 0
  mailServer = () => {
    asked += 1
    return new Promise(() => undefined)
  }
  await ring()
  await announceAll()
  void deliverDue(post)
  await expect.poll(() => asked).toBe(1)
  mailServer = takesAll
  wait(11)
  await deliverDue(post)
  expect(sent).toHaveLength(1)
  expect(await deliveries()).toMatchObject([{ sent_at: expect.any(Date) }])
})

test('every letter carries a link that ends such letters, and then none comes', async () => {
  await ring()
  await announceAll()
  await deliverDue(post)
  const path = new URL(sent[0]!.unsubscribe!.url).pathname
  expect((await h.as(null).get(path)).status).toBe(200)
  expect((await h.as(null).post(path, { 'List-Unsubscribe': 'One-Click' })).status).toBeLessThan(400)
  await ring()
  await announceAll()
  await deliverDue(post)
  expect(sent).toHaveLength(1)
})
