import { beforeAll, beforeEach, expect, test } from 'vitest'
import { type Someone, house } from '../../test/house.ts'
import { type Post, announce, deliverDue } from '../journal/deliveries.ts'
import { systemActor } from '../platform/actor.ts'
import { momentAt } from '../platform/moment.ts'
import { findRegionById } from '../region/regions.ts'
import { changeForm } from './forms.ts'
import { proposeTie } from './tie-proposals.ts'
import { getTie } from './ties.ts'

const home = await house()
const { as, time, mailbox } = home

type Region = Awaited<ReturnType<typeof home.aRegion>>
let region: Region
let library = { id: '', slug: '' }
let center = { id: '', slug: '' }
let ofLibrary: Someone, ofCenter: Someone, coordinator: Someone
let year = 1990

const post = (): Post => ({
  db: home.db,
  mail: home.parts.mail,
  rooms: home.parts.rooms,
  clock: home.clock,
  origin: 'http://localhost:4000',
  regionById: findRegionById,
})
const deliver = async () => {
  while ((await announce(post())) > 0) continue
  await deliverDue(post())
  return mailbox.splice(0)
}
const later = (minutes = 1) => void (time.now = new Date(time.now.getTime() + minutes * 60_000))

beforeAll(async () => {
  region = await home.aRegion()
  library = await home.anOrganization(region, { name: 'Ferry Street Library' })
  center = await home.anOrganization(region, { name: 'Three Counties Data Center' })
  ofLibrary = await home.aMember(region, 'representative', library.id)
  ofCenter = await home.aMember(region, 'leader', center.id)
  await home.aMember(region, 'viewer')
  coordinator = await home.aMember(region, 'coordinator')
})
beforeEach(async () => {
  later()
  await deliver()
})

/** A tie that somebody puts in for the library, what is mailed about it, and the link in the mail. */
const asked = async (who: Someone) => {
  year += 1
  const form = {
    other: center.slug,
    kind: 'funds',
    strength: '4',
    since: String(year),
    visibility: 'public',
    note: 'A grant each <year>',
  }
  const made = await as(who).post(`/riverbend/organizations/${library.slug}/ties/new`, form)
  const tie = /ties\/([0-9a-f-]{36})/.exec(made.location ?? '')?.[1] ?? ''
  later()
  const mails = await deliver()
  const to = (someone: Someone) => mails.find((mail) => mail.to.address === someone.email)
  const link = /\/riverbend\/l\/([\w-]{43})/.exec(to(ofCenter)?.text ?? '')?.[0] ?? ''
  return { tie, mails, to, link }
}
const stateOf = async (tie: string) => (await getTie(home.db, systemActor(region.id), tie)).state

test('when one side says so, whoever speaks for the other gets a mail with a link, and nobody else', async () => {
  const { mails, to, link } = await asked(ofLibrary)
  expect(mails.map((mail) => mail.to.address)).toEqual([ofCenter.email])
  const mail = to(ofCenter)!
  expect(mail.subject).toBe('Is this so? Ferry Street Library funds Three Counties Data Center')
  expect(mail.text).toContain('Strength 4: they plan together')
  expect(mail.text).toContain('A grant each <year>')
  expect(mail.html).toContain('A grant each &lt;year&gt;')
  expect(mail.html).toContain(link)
})

test('what a coordinator puts in is asked of both sides', async () => {
  const { mails, to } = await asked(coordinator)
  expect(mails.map((mail) => mail.to.address).toSorted()).toEqual([ofLibrary.email, ofCenter.email].toSorted())
  expect(to(ofLibrary)?.text).toContain('A coordinator of Riverbend put in')
})

test('an import asks nobody', async () => {
  const batch = momentAt(time.now).id()
  const input = {
    ...changeForm.parse({}),
    organization: library.id,
    other: center.id,
    kind: 'advises',
    direction: 'forward' as const,
  }
  expect(
    (await proposeTie(home.db, coordinator.actor, input, momentAt(time.now), { by: 'reference', batch })).made,
  ).toBe(true)
  later()
  expect(await deliver()).toEqual([])
})

test('a scanner that opens the link changes nothing; the button works once', async () => {
  const { tie, link } = await asked(ofLibrary)
  for (const _ of [1, 2, 3]) {
    const page = await as(null).get(link)
    expect([page.status, page.text]).toEqual([
      200,
      expect.stringContaining('Ferry Street Library funds Three Counties Data Center'),
    ])
    expect(page.text).toContain('You answer for Three Counties Data Center')
  }
  expect(await stateOf(tie)).toBe('claimed')

  expect((await as(null).post(link, { answer: 'confirms' })).status).toBe(422)
  const done = await as(null).post(link, { answer: 'confirms', strength: '2' })
  expect([done.status, done.text]).toEqual([200, expect.stringContaining('The tie is confirmed')])
  const told = await getTie(home.db, systemActor(region.id), tie)
  expect([told.state, told.strength]).toEqual(['confirmed', 2])
  const entry = (await home.journal(region)).findLast((one) => one.record_id === tie)
  expect([entry?.verb, entry?.actor_kind, entry?.actor_id, entry?.for_organization_id]).toEqual([
    'tie.confirmed',
    'link',
    ofCenter.actor.personId,
    center.id,
  ])

  expect((await as(null).get(link)).status).toBe(410)
  expect((await as(null).post(link, { answer: 'disputes', note: 'No' })).status).toBe(410)
  expect(await stateOf(tie)).toBe('confirmed')
})

test('of twenty who press the button at once one is heard', async () => {
  const { tie, link } = await asked(ofLibrary)
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      as(null).post(link, n % 2 ? { answer: 'confirms', strength: '3' } : { answer: 'disputes', note: 'No' }),
    ),
  )
  expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1)
  expect(answers.filter((answer) => answer.status >= 500)).toEqual([])
  const entries = (await home.journal(region)).filter((one) => one.record_id === tie)
  expect(entries).toHaveLength(2)
})

test('a tie can be disputed from the mail', async () => {
  const { tie, link } = await asked(ofLibrary)
  expect((await as(null).post(link, { answer: 'disputes' })).status).toBe(422)
  const done = await as(null).post(link, { answer: 'disputes', note: 'We never had a grant' })
  expect([done.status, done.text]).toEqual([200, expect.stringContaining('The tie is disputed')])
  expect(await stateOf(tie)).toBe('disputed')
})

test('who does not speak for a side any more cannot answer for it, and the link is not used up', async () => {
  const { tie, link } = await asked(ofLibrary)
  const mandates = home.db
    .updateTable('mandates')
    .where('region_id', '=', region.id)
    .where('person_id', '=', ofCenter.actor.personId!)
  await mandates.set({ ended_at: time.now }).execute()
  for (const refused of [await as(null).get(link), await as(null).post(link, { answer: 'confirms', strength: '3' })])
    expect([refused.status, refused.text]).toEqual([
      403,
      expect.stringContaining('do not speak for either organization'),
    ])
  expect(await stateOf(tie)).toBe('claimed')
  await mandates.set({ ended_at: null }).execute()
  expect((await as(null).post(link, { answer: 'confirms', strength: '3' })).status).toBe(200)
})

test('a link to a tie that was removed, or that the side has answered, says so', async () => {
  const gone = await asked(ofLibrary)
  await as(ofLibrary).post(`/riverbend/ties/${gone.tie}/removal`)
  expect((await as(null).get(gone.link)).status).toBe(410)
  const answered = await asked(ofLibrary)
  await as(ofCenter).post(`/riverbend/ties/${answered.tie}/confirmation`, { strength: '3' })
  expect((await as(null).get(answered.link)).text).toContain('has answered already')
})

test('a link of one region opens nothing in another, and none of another purpose answers for a tie', async () => {
  const { link, tie } = await asked(ofLibrary)
  await home.aRegion('elsewhere')
  const there = link.replace('/riverbend/', '/elsewhere/')
  expect((await as(null).get(there)).status).toBe(404)
  expect((await as(null).post(there, { answer: 'confirms', strength: '3' })).status).toBe(404)
  later(40 * 24 * 60)
  expect((await as(null).get(link)).status).toBe(410)
  expect((await as(null).post(link, { answer: 'confirms', strength: '3' })).status).toBe(410)
  expect(await stateOf(tie)).toBe('claimed')
})
