import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { type Someone, house } from '../../test/house.ts'
import { findOrCreateAccount } from './accounts.ts'
import { createSessionFor } from './auth.ts'
import { giveAccess } from './members.ts'
import { createPerson } from './persons.ts'

const h = await house()
const stranger = h.as(null)

/** The path in the last mail to an address. */
const linkTo = (email: string) => {
  const mail = h.mailbox.findLast((one) => one.to.address === email.toLowerCase())!
  return new URL(/http:\/\/localhost:4000\S*/.exec(mail.text)![0]).pathname
}
const cookieOf = (answer: { headers: Headers }) =>
  answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
const withCookie = (cookie: string) => h.as({ cookie, email: null, accountId: null, actor: null as never })
const promise = async (region: Awaited<ReturnType<typeof h.aRegion>>, email: string) => {
  const person = await createPerson(h.db, region.system, { name: 'Maria Diaz', email }, h.clock())
  await giveAccess(h.db, region.system, region, person.id, { access: 'viewer', organizationIds: [] }, h.clock())
  return person
}
const ask = async (email: string, next = '') => {
  expect((await stranger.post('/sign-in', { email, next })).status).toBe(303)
  return linkTo(email)
}

test('a mailed link signs in where the address was promised access, and leads to its only region', async () => {
  const region = await h.aRegion('alder')
  await promise(region, 'Maria@Library.example')
  const path = await ask('maria@library.EXAMPLE')
  const page = await stranger.get(path)
  expect([page.status, page.headers.getSetCookie()]).toEqual([200, []])

  const done = await stranger.post(path)
  expect([done.status, done.location]).toEqual([303, '/alder'])
  const me = await withCookie(cookieOf(done)).get('/me')
  expect(me.text).toContain('Alder')
  expect((await withCookie(cookieOf(done)).get('/alder/people')).status).toBe(200)
  expect((await h.journal(region)).map((entry) => entry.verb)).toContain('member.joined')
})

test('opening a link changes nothing, however often; pressing works once', async () => {
  const path = await ask('scanned@library.example')
  for (let n = 0; n < 5; n += 1) expect((await stranger.get(path)).status).toBe(200)
  expect((await stranger.post(path)).status).toBe(303)
  const late = await stranger.post(path)
  expect(late.status).toBe(410)
  expect(late.text).toContain('we mail you a new one')
})

test('one link from 20 clients at once gives one session and one membership', async () => {
  const region = await h.aRegion('race')
  const person = await promise(region, 'race@library.example')
  const path = await ask('race@library.example')
  const all = await Promise.all(Array.from({ length: 20 }, () => stranger.post(path)))
  expect(all.map((one) => one.status).toSorted()).toEqual([303, ...Array<number>(19).fill(410)])
  expect(all.filter((one) => one.headers.getSetCookie().length > 0)).toHaveLength(1)
  const members = await h.db.selectFrom('memberships').selectAll().where('person_id', '=', person.id).execute()
  expect(members).toHaveLength(1)
})

test('the answer is the same for every address', async () => {
  const region = await h.aRegion('same')
  await promise(region, 'known@library.example')
  const [known, unknown] = [
    await stranger.post('/sign-in', { email: 'known@library.example' }),
    await stranger.post('/sign-in', { email: 'unknown@library.example' }),
  ]
  expect([known.status, known.location, known.text]).toEqual([unknown.status, unknown.location, unknown.text])
  const refused = await stranger.post('/sign-in', { email: 'not an address' })
  expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('not an address')])
})

test('a session that somebody had for an address before its owner came ends when the owner comes', async () => {
  await findOrCreateAccount(h.parts.auth, 'owner@library.example', 'Not the owner')
  const intruder = await h.signIn('owner@library.example')
  expect((await h.as(intruder).get('/me')).status).toBe(200)
  await stranger.post(await ask('owner@library.example'))
  expect((await h.as(intruder).get('/me')).location).toBe('/sign-in?next=/me')
})

test('one goes on to where one was going, but never to another site', async () => {
  await h.aRegion('onward')
  const path = await ask('onward@library.example', '/onward/people?q=a')
  expect(h.mailbox.at(-1)!.text).toContain('next=%2Fonward%2Fpeople%3Fq%3Da')
  expect((await stranger.post(path, { next: '/onward/people?q=a' })).location).toBe('/onward/people?q=a')
  for (const next of ['//evil.example', 'https://evil.example', '/\\evil.example', '/sign-out'])
    expect((await stranger.post(await ask(`${next.length}${next.at(-1)}@library.example`), { next })).location).toBe(
      '/me',
    )
})

test('a form of another site signs nobody in', async () => {
  const path = await ask('forced@library.example')
  const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://evil.example' }
  expect((await stranger.send('POST', path, { body: '', headers })).status).toBe(403)
  expect((await stranger.post(path)).status).toBe(303)
})

test('a token of an invitation does not sign in', async () => {
  const region = await h.aRegion('purpose')
  const person = await promise(region, 'purpose@library.example')
  const { makeLink } = await import('../platform/links.ts')
  const token = await makeLink(
    h.db,
    { regionId: region.id, purpose: 'invitation', personId: person.id, days: 1 },
    h.clock(),
  )
  expect((await stranger.post(`/sign-in/l/${token}`)).status).toBe(410)
  const signIn = (await ask('purpose@library.example')).split('/').at(-1)!
  expect((await stranger.get(`/purpose/l/${signIn}`)).status).toBe(404)
  expect((await stranger.post(`/purpose/l/${signIn}`)).status).toBe(404)
})

test('sessions are listed and end at once, and pressing twice is answered alike', async () => {
  const one = await h.signIn('many@library.example')
  const two = await h.signIn('many@library.example')
  const three = await h.signIn('many@library.example')
  const path = /\/me\/sessions\/[^/]+\/revocation/.exec((await h.as(one).get('/me')).text)![0]
  const [first, second] = [await h.as(one).post(path), await h.as(one).post(path)]
  expect([first.location, second.location]).toEqual(['/me?done=sessions', '/me?done=sessions'])
  const alive = async () =>
    (await Promise.all([one, two, three].map((who) => h.as(who).get('/me')))).filter((answer) => answer.status === 200)
      .length
  expect(await alive()).toBe(2)
  expect((await h.as(one).post('/me/sessions')).status).toBe(303)
  expect(await alive()).toBe(1)
  const other = await h.signIn('nosy@library.example')
  const mine = (await h.db
    .withSchema('auth')
    .selectFrom('session' as never)
    .select('id' as never)
    .where('userId' as never, '=', one.accountId as never)
    .execute()) as { id: string }[]
  // Whose session it is stays untold, and it goes on.
  expect((await h.as(other).post(`/me/sessions/${mine[0]!.id}/revocation`)).location).toBe('/me?done=sessions')
  expect(await alive()).toBe(1)
  const out = await h.as(one).post('/sign-out')
  expect([out.status, out.headers.get('clear-site-data')]).toEqual([303, '"cache", "storage"'])
  expect(await alive()).toBe(0)
})

test('one address belongs to several regions, by one session', async () => {
  const [first, second] = [await h.aRegion('first'), await h.aRegion('second')]
  await promise(first, 'both@library.example')
  await promise(second, 'both@library.example')
  const done = await stranger.post(await ask('both@library.example'))
  expect(done.location).toBe('/me')
  const both = withCookie(cookieOf(done))
  expect([(await both.get('/first/people')).status, (await both.get('/second/people')).status]).toEqual([200, 200])
})

test('too many links for one mailbox are refused, wherever they are asked for', async () => {
  const tries = []
  for (let n = 0; n < 8; n += 1)
    tries.push(
      (
        await stranger.send('POST', '/sign-in', {
          body: `email=flood%40library.example`,
          headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-forwarded-for': `203.0.113.${n}` },
        })
      ).status,
    )
  expect(tries).toEqual([303, 303, 303, 303, 303, 303, 429, 429])
})

/** As it comes from the network: the address of the other end is the server's own knowledge. */
const from = (remoteAddress: string, email: string, forged = '') =>
  h.app.request(
    'http://localhost:4000/sign-in',
    {
      method: 'POST',
      body: new URLSearchParams({ email }),
      headers: {
        origin: 'http://localhost:4000',
        host: 'localhost:4000',
        ...(forged && { 'x-forwarded-for': forged }),
      },
    },
    { incoming: { socket: { remoteAddress } } },
  )

test('a network is counted as one: an IPv6 /64 whatever its addresses, and no forged header makes it another', async () => {
  h.time.now = new Date(h.time.now.getTime() + 3_600_000)
  let refused = 0
  for (let n = 0; n < 44; n += 1) {
    const answer = await from(`2001:db8:1:2:${n.toString(16)}::${n}`, `n${n}@library.example`, `198.51.100.${n}`)
    if (answer.status === 429) refused += 1
  }
  expect(refused).toBe(4)
  const last = await from('2001:db8:1:2::ffff', 'last@library.example')
  expect([last.status, Number(last.headers.get('retry-after')) > 0]).toEqual([429, true])
  expect((await from('2001:db8:1:3::1', 'next-door@library.example')).status).toBe(303)
})

test('looking around is for demonstrations, and for nobody who is somebody elsewhere', async () => {
  const region = await h.aRegion('show')
  const person = await promise(region, 'guide@show.example')
  const form = { region: region.id, person: person.id }
  expect((await stranger.post('/sign-in/look-around', form)).status).toBe(403)
  expect((await stranger.get('/outbox')).status).toBe(404)

  h.parts.config.demo = true
  expect((await stranger.post('/sign-in/look-around', form)).status).toBe(404)
  await h.db.updateTable('regions').set({ demonstration: true }).where('region_id', '=', region.id).execute()
  const page = await stranger.get('/sign-in')
  expect(page.text).toContain('Look around as Maria Diaz')
  const done = await stranger.post('/sign-in/look-around', form)
  expect([done.status, done.location]).toEqual([303, '/show'])
  expect((await withCookie(cookieOf(done)).get('/show/people')).status).toBe(200)

  const real = await h.aRegion('real')
  await promise(real, 'guide@show.example')
  expect((await withCookie(cookieOf(done)).get('/real/people')).status).toBe(403)
  await h.signIn('guide@show.example', real)
  expect((await stranger.post('/sign-in/look-around', form)).status).toBe(403)
  h.parts.config.demo = false
})

test('a session that was not used for fourteen days is over, one that is used goes on for thirty', async () => {
  const begun = h.time.now
  const [used, idle] = [await h.signIn('used@library.example'), await h.signIn('idle@library.example')]
  const after = async (days: number, who: Someone) => {
    h.time.now = new Date(begun.getTime() + days * 86_400_000)
    return (await h.as(who).get('/me')).status
  }
  const lasting = []
  for (const days of [10, 20, 29]) lasting.push(await after(days, used))
  expect(lasting).toEqual([200, 200, 200])
  expect(await after(29, idle)).toBe(303)
  expect(await after(31, used)).toBe(303)
  h.time.now = begun
})

test('one sees where one is signed in: which browser, and the day it was last used', async () => {
  const email = 'devices@library.example'
  const { accountId } = await findOrCreateAccount(h.parts.auth, email, 'Dee')
  const from = async (userAgent: string) =>
    withCookie((await createSessionFor(h.parts.auth, accountId, new Headers({ 'user-agent': userAgent }))).join('; '))
  const library = await from('Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0')
  const phone = await from('Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36')
  const began = h.time.now.getTime()
  const day = (days: number) => new Date(began + days * 86_400_000)
  const inWords = (at: Date) =>
    at.toLocaleDateString('en', { year: 'numeric', month: 'long', day: 'numeric', timeZone: 'UTC' })

  h.time.now = day(3)
  await library.get('/me')
  h.time.now = day(5)
  const devices = (await phone.get('/me')).text
  expect(devices).toContain('Firefox on Windows')
  expect(devices).toContain('Chrome on Android')
  expect(devices).toContain(`Last used on ${inWords(day(3))}`)
  expect(devices).toContain(`Last used on ${inWords(day(5))}`)
  expect((await phone.get('/es/me')).text).toContain('Firefox en Windows')
  h.time.now = day(0)
})

test('a session is noted once a day, however often it is used', async () => {
  const { accountId } = await findOrCreateAccount(h.parts.auth, 'busy@library.example', 'Bo')
  const busy = withCookie((await createSessionFor(h.parts.auth, accountId, new Headers())).join('; '))
  // Each write of a row gives it another transaction.
  const written = async () =>
    (await sql`select xmin from auth.session where "userId" = ${accountId}`.execute(h.db)).rows
  const began = h.time.now
  h.time.now = new Date(began.getTime() + 86_400_000)
  const opened = await written()
  await busy.get('/me')
  const once = await written()
  expect(once).not.toEqual(opened)
  await Promise.all(Array.from({ length: 10 }, () => busy.get('/me')))
  expect(await written()).toEqual(once)
  h.time.now = began
})
