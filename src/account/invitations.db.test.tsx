import { expect, test } from 'vitest'
import { house, type Someone } from '../../test/house.ts'
import { letters } from '../../test/letters.ts'
import { failingDb } from '../../test/failing-database.ts'
import { asEntry } from '../journal/deliveries.ts'
import { translate } from '../platform/i18n.ts'
import { findRegionById } from '../region/regions.ts'
import { invitationLetter } from './mail.tsx'
import { findPersonByEmail } from './persons.ts'

const h = await house()
const stranger = h.as(null)

const mailTo = letters(h)
const pathsIn = (text: string) => [...text.matchAll(/http:\/\/localhost:4000(\/\S+)/g)].map((found) => found[1]!)
const cookieOf = (answer: { headers: Headers }) =>
  answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
const withCookie = (cookie: string) => h.as({ cookie, email: null, accountId: null, actor: null as never })

const setting = async (slug: string) => {
  const region = await h.aRegion(slug)
  const library = await h.anOrganization(region, { name: 'Ferry Street Library' })
  const coordinator = await h.aMember(region, 'coordinator')
  const invite = (email: string, more: Record<string, string> = {}, who: Someone = coordinator) =>
    h.as(who).post(`/${slug}/settings/members`, {
      name: 'Maria Diaz',
      email,
      access: 'representative',
      organizations: library.id,
      from: '',
      until: '',
      ...more,
    })
  return { region, library, coordinator, invite }
}

test('a coordinator invites, the mail comes, the link makes a member who speaks for the organization', async () => {
  const { region, library, coordinator, invite } = await setting('alder')
  expect((await invite('maria@library.example')).status).toBe(303)
  const mail = (await mailTo('maria@library.example'))!
  expect(mail.subject).toContain('Alder')
  expect(mail.text).toContain('as a representative of Ferry Street Library')
  expect((await h.as(coordinator).get('/alder/settings/members')).text).toContain('1 open invitation')

  const [path] = pathsIn(mail.text)
  for (let n = 0; n < 3; n += 1) expect((await stranger.get(path!)).text).toContain('Accept the invitation')
  const done = await stranger.post(path!)
  expect([done.status, done.location]).toEqual([303, '/alder'])
  const maria = withCookie(cookieOf(done))
  expect((await maria.get(`/alder/organizations/${library.slug}/edit`)).status).toBe(200)
  expect((await maria.get('/alder/settings/members')).status).toBe(403)
  expect((await stranger.post(path!)).status).toBe(410)
  expect((await h.journal(region)).map((entry) => entry.verb)).toEqual(
    expect.arrayContaining(['member.invited', 'member.joined']),
  )
})

test('where the database goes away while a letter is written, the letter fails, and nothing else', async () => {
  const { region, invite } = await setting('linden')
  await invite('maria@linden.example')
  const entry = (await h.journal(region)).findLast(({ verb }) => verb === 'member.invited')!
  const recipient = { id: entry.record_id, name: 'Maria Diaz', email: 'maria@linden.example' }
  const head = (await findRegionById(h.db, region.id))!
  const broken = failingDb(h.url)
  const written = () =>
    invitationLetter({
      db: broken.db,
      region: head,
      entry: asEntry(entry),
      recipient,
      origin: 'http://localhost:4000',
      lang: 'en',
      t: translate('en'),
      moment: h.clock(),
    })
  broken.failAt()
  expect((await written())?.text).toContain('Maria Diaz')
  const statements = broken.said().length
  // A promise that nobody waits for would fail this run, as it would end the process.
  for (let n = 1; n <= statements; n += 1) {
    broken.failAt(n, 'gone')
    await expect(written()).rejects.toThrow('made to fail')
  }
  expect(statements).toBeGreaterThan(2)
  await broken.db.destroy()
})

test('one invitation pressed by 20 at once is accepted once', async () => {
  const { invite } = await setting('race')
  await invite('race@library.example')
  const [path] = pathsIn((await mailTo('race@library.example'))!.text)
  const all = await Promise.all(Array.from({ length: 20 }, () => stranger.post(path!)))
  expect(all.map((one) => one.status).toSorted()).toEqual([303, ...Array<number>(19).fill(410)])
})

test('inviting again mails a new link and ends the earlier one; taking it back ends both', async () => {
  const { region, coordinator, invite } = await setting('again')
  await invite('again@library.example')
  const [first] = pathsIn((await mailTo('again@library.example'))!.text)
  await invite('Again@Library.example')
  const [second] = pathsIn((await mailTo('again@library.example'))!.text)
  const gone = await stranger.get(first!)
  expect([gone.status, gone.text]).toEqual([410, expect.stringContaining('A newer one may lie in your mailbox')])
  expect((await stranger.get(second!)).status).toBe(200)
  const person = (await findPersonByEmail(h.db, region.system, 'again@library.example'))!
  expect((await h.as(coordinator).post(`/again/settings/members/${person.id}/end`)).status).toBe(303)
  expect((await stranger.post(second!)).status).toBe(410)
  expect((await h.signIn('again@library.example', region)).actor.member).toBe(false)
})

test('an invitation that is too old says so; the promise stays for who signs in by mail', async () => {
  const { invite } = await setting('late')
  await invite('late@library.example')
  const [path] = pathsIn((await mailTo('late@library.example'))!.text)
  const before = h.time.now
  h.time.now = new Date(before.getTime() + 15 * 86_400_000)
  const late = await stranger.get(path!)
  expect([late.status, late.text]).toEqual([410, expect.stringContaining('This link is too old')])
  expect((await stranger.post(path!)).status).toBe(410)
  h.time.now = before
})

test('who is signed in with another address is told, and the link is not used up', async () => {
  const { invite } = await setting('other')
  await invite('invited@library.example')
  const [path] = pathsIn((await mailTo('invited@library.example'))!.text)
  const other = h.as(await h.signIn('somebody-else@library.example'))
  expect((await other.get(path!)).text.replaceAll('<wbr/>', '')).toContain(
    'You are signed in as somebody-else@library.example',
  )
  expect((await other.post(path!)).status).toBe(409)
  expect((await stranger.post(path!)).status).toBe(303)
})

test('whoever had the account of an address before is out when the invited one comes', async () => {
  const { invite } = await setting('early')
  const intruder = await h.signIn('early@library.example')
  await invite('early@library.example')
  const [path] = pathsIn((await mailTo('early@library.example'))!.text)
  expect((await stranger.post(path!)).status).toBe(303)
  expect((await h.as(intruder).get('/me')).status).toBe(303)
  expect((await h.as(intruder).get('/early/people')).status).toBe(403)
})

test('the address of a person changed by a coordinator ends the invitation to the old one', async () => {
  const { region, coordinator, invite } = await setting('moved')
  await invite('old@library.example')
  const [path] = pathsIn((await mailTo('old@library.example'))!.text)
  const person = (await findPersonByEmail(h.db, region.system, 'old@library.example'))!
  const form = {
    name: person.name,
    email: 'new@library.example',
    phone: '',
    note: '',
    lang: 'en',
    _version: String(person.version),
  }
  expect((await h.as(coordinator).post(`/moved/people/${person.id}`, form)).status).toBe(303)
  expect((await stranger.post(path!)).status).toBe(410)
  expect((await h.signIn('old@library.example', region)).actor.member).toBe(false)
  expect((await h.signIn('new@library.example', region)).actor.member).toBe(true)
})

test('a link belongs to its region, its purpose and its person', async () => {
  const { invite } = await setting('mine')
  await h.aRegion('theirs')
  await invite('mine@library.example')
  const mail = (await mailTo('mine@library.example'))!
  const [path, removal] = pathsIn(mail.text)
  expect((await stranger.get(path!.replace('/mine/', '/theirs/'))).status).toBe(404)
  expect((await stranger.post(path!.replace('/mine/', '/theirs/'))).status).toBe(404)
  expect((await stranger.get(`${removal}x`)).status).toBe(404)
  expect((await stranger.get(removal!)).text).toContain('Remove me')
})

test('who does not want to be listed removes themselves from the first mail, and comes in by no link after', async () => {
  const { region, invite } = await setting('remove')
  await invite('remove@library.example')
  const [path, removal] = pathsIn((await mailTo('remove@library.example'))!.text)
  expect((await stranger.post(removal!)).text).toContain('You were removed')
  expect((await stranger.post(path!)).status).toBe(410)
  expect(await findPersonByEmail(h.db, region.system, 'remove@library.example')).toBeUndefined()
  const removed = (await h.journal(region)).filter((entry) => entry.verb === 'person.removed')
  expect(removed.map((entry) => entry.actor_kind)).toEqual(['link'])
})

test('one click ends the mails, from anywhere and without a cookie; opening the page ends nothing', async () => {
  const { region, invite } = await setting('quiet')
  await invite('quiet@library.example')
  const mail = (await mailTo('quiet@library.example'))!
  const path = new URL(mail.unsubscribe!.url).pathname
  const unwanted = () => h.db.selectFrom('unsubscriptions').select('topic').where('region_id', '=', region.id).execute()
  expect((await stranger.get(path)).status).toBe(200)
  expect(await unwanted()).toEqual([])
  const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://mail.example' }
  const done = await h.app.request(`http://localhost:4000${path}`, {
    method: 'POST',
    body: 'List-Unsubscribe=One-Click',
    headers,
  })
  expect(done.status).toBe(200)
  expect((await unwanted()).map((row) => row.topic)).toEqual(expect.arrayContaining(['*', 'ties']))
})

test('only coordinators invite, for organizations of their own region; a refused form comes back as typed', async () => {
  const { region, invite } = await setting('rules')
  const elsewhere = await setting('elsewhere')
  const viewer = await h.aMember(region, 'viewer')
  expect((await invite('x@library.example', {}, viewer)).status).toBe(403)
  expect((await invite('x@library.example', {}, elsewhere.coordinator)).status).toBe(403)
  expect((await invite('x@library.example', { organizations: elsewhere.library.id })).status).toBe(422)
  const refused = await invite('not an address', { access: 'leader' })
  expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('value="not an address"')])
  expect(await findPersonByEmail(h.db, region.system, 'x@library.example')).toBeUndefined()
})
