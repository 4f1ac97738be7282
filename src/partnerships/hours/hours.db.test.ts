import { beforeAll, describe, expect, test } from 'vitest'
import { strFromU8, unzipSync } from 'fflate'
import { mergeTwo } from '../../directory/merges.ts'
import { regionArchive } from '../../transfer/archives.ts'
import { addPosition } from '../../account/positions.ts'
import { createPerson } from '../../account/persons.ts'
import { giveConsent } from '../../account/consents.ts'
import { letters } from '../../../test/letters.ts'
import { aPartnership } from '../../../test/partnerships/factories.ts'
import { house, type Someone } from '../../../test/house.ts'
import type { Region } from '../../../test/world.ts'
import { setQuietHours } from '../../journal/quiet-hours.ts'
import { eraseOther } from '../../account/erasures.ts'
import { getAnyPerson } from '../../account/persons.ts'
import { listFeed } from '../../journal/feeds.ts'
import { askForHours } from './weekly-askings.ts'
import { hoursOf } from './hours.ts'
import { weeksBack } from './weeks.ts'

/** A Monday, eleven in the morning in Riverbend. */
const MONDAY = new Date('2026-11-30T16:00:00Z')
const LAST_WEEK = '2026-11-23'
const LINK = /http:\/\/localhost:4000(\/(?:es\/)?riverbend\/l\/[\w-]{43})/

let t: Awaited<ReturnType<typeof house>>
let region: Region
let desk: Awaited<ReturnType<typeof aPartnership>>
let coordinator: Someone
let me: Someone
let ana: { id: string; email: string }
let send: ReturnType<typeof letters>
beforeAll(async () => {
  t = await house()
  t.time.now = MONDAY
  region = await t.aRegion()
  desk = await aPartnership(t, region)
  coordinator = await t.aMember(region, 'coordinator')
  ana = await aColleague('Ana', desk.library.id)
  send = letters(t)
  await promise(desk.library, { person_id: ana.id, amount: 60 })
  await promise(desk.library, { pool: 'Pages', amount: 40 })
  await promise(desk.center, { pool: 'Analysts', amount: 20 })
})

async function aColleague(name: string, organization: string) {
  const email = `${name.toLowerCase()}@riverbend.example`
  const { id } = await createPerson(t.db, region.system, { name, email }, t.clock())
  const consent = { how: 'in writing', visibility: 'region' as const, givenAt: t.clock().at }
  await giveConsent(t.db, region.system, { id, version: 1 }, consent, t.clock())
  await addPosition(
    t.db,
    region.system,
    { id },
    { organization, title: 'Librarian', since: '2020', until: '' },
    t.clock(),
  )
  return { id, email }
}

async function promise(of: { id: string }, given: { person_id?: string; pool?: string; amount: number }) {
  const party = await desk.party(of)
  const days = { from_day: '2026-01-01', until_day: '2026-12-31' }
  const row = { region_id: region.id, id: t.clock().id(), party_id: party.id, kind: 'hours', ...days, ...given }
  await t.db.insertInto('commitments').values(row).execute()
}

const at = (of: { slug: string }) => `/riverbend/partnerships/${desk.slug}/hours/${of.slug}`
const all = () => `/riverbend/partnerships/${desk.slug}/hours`
const cell = (week: string, who: string, was = '-') => `${week} ${was} ${who}`
const write = (who: Someone, of: { slug: string }, cells: [string, string][], more: Record<string, string> = {}) =>
  t.as(who).post(at(of), { 'cell[]': cells.map(([one]) => one), 'hours[]': cells.map(([, hours]) => hours), ...more })
const stored = () =>
  t.db.selectFrom('hours_used').select(['week', 'pool', 'person_id', 'hours']).orderBy('week').orderBy('pool').execute()

describe('the table', () => {
  test('takes hours week by week, also with a comma, and gives them back', async () => {
    const cells: [string, string][] = [
      [cell(LAST_WEEK, ana.id), '2,5'],
      [cell(LAST_WEEK, 'pool:Pages'), '4'],
      [cell('2026-11-16', ana.id), ''],
    ]
    const answer = await write(desk.library.speaker, desk.library, cells)
    expect([answer.status, answer.location]).toEqual([303, expect.stringContaining('done=logged')])
    const page = await t.as(desk.library.speaker).get(at(desk.library))
    expect(page.text).toContain(`value="${LAST_WEEK} 2.5 ${ana.id}"`)
    expect(page.text).toContain('6.5 hours used of 100 hours promised.')
  })

  test('corrects what stands there, and an empty field takes it back', async () => {
    await write(desk.library.speaker, desk.library, [[cell(LAST_WEEK, ana.id, '2.5'), '3']])
    await write(desk.library.speaker, desk.library, [[cell(LAST_WEEK, 'pool:Pages', '4'), '']])
    expect(await stored()).toEqual([{ week: LAST_WEEK, pool: '', person_id: ana.id, hours: '3.00' }])
  })

  test.each([
    ['-2', 'Hours cannot be less than nothing'],
    ['300', 'A week has 168 hours.'],
    ['lots', 'Write a number of hours'],
    ['1,500', 'This can be read in two ways'],
  ])('answers %s clearly, and keeps what was typed', async (typed, sentence) => {
    const before = await stored()
    const cells: [string, string][] = [
      [cell(LAST_WEEK, ana.id, '3'), typed],
      [cell(LAST_WEEK, 'pool:Pages'), '7'],
    ]
    const answer = await write(desk.library.speaker, desk.library, cells)
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(sentence)
    expect(answer.text).toContain(`value="${typed}"`)
    expect(answer.text).toContain('value="7"')
    expect(await stored()).toEqual(before)
  })

  test('takes nothing of a week that has not begun', async () => {
    const answer = await write(desk.library.speaker, desk.library, [[cell('2026-12-07', ana.id), '2']])
    expect([answer.status, answer.text]).toEqual([422, expect.stringContaining('This week has not begun yet.')])
  })

  test('asks whether more than eighty hours of one person are meant, and takes them then', async () => {
    const cells: [string, string][] = [[cell(LAST_WEEK, ana.id, '3'), '90']]
    const asked = await write(desk.library.speaker, desk.library, cells)
    expect([asked.status, asked.text]).toEqual([
      422,
      expect.stringContaining('More than 80 hours in one week: is it so?'),
    ])
    expect((await write(desk.library.speaker, desk.library, cells, { sure: 'yes' })).status).toBe(303)
    await write(desk.library.speaker, desk.library, [[cell(LAST_WEEK, ana.id, '90'), '3']])
  })

  test('tells who comes late what was written meanwhile, writes nothing, and takes theirs the second time', async () => {
    const cells: [string, string][] = [
      [cell(LAST_WEEK, ana.id, '2'), '5'],
      [cell(LAST_WEEK, 'pool:Pages'), '1'],
    ]
    const late = await write(desk.library.speaker, desk.library, cells)
    expect([late.status, late.text]).toEqual([409, expect.stringContaining('Meanwhile 3 was written here.')])
    expect(late.text).toContain('value="5"')
    expect(await stored()).toHaveLength(1)
    const again = late.text.includes(`value="${LAST_WEEK} 3 ${ana.id}"`)
    expect(again).toBe(true)
    await write(desk.library.speaker, desk.library, [[cell(LAST_WEEK, ana.id, '3'), '5']])
    expect((await stored())[0]).toMatchObject({ hours: '5.00' })
  })

  test('written by many at once holds each word once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        write(desk.library.speaker, desk.library, [[cell('2026-11-09', 'pool:Pages'), String(n + 1)]]),
      ),
    )
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(7)
    const rows = (await stored()).filter(({ week }) => week === '2026-11-09')
    expect(rows).toHaveLength(1)
    await t.db.deleteFrom('hours_used').where('week', '=', '2026-11-09').execute()
  })

  test('takes hours of somebody who promised none, and not of strangers', async () => {
    const others = `${at(desk.library)}/others`
    const ben = await aColleague('Ben', desk.library.id)
    const said = { week: LAST_WEEK, another: '2:30' }
    const as = t.as(desk.library.speaker)
    expect((await as.post(others, { ...said, anotherPerson: ben.id })).status).toBe(303)
    expect((await as.get(at(desk.library))).text).toContain('2.5')
    const stranger = await aColleague('Cy', desk.center.id)
    expect((await as.post(others, { ...said, anotherPerson: stranger.id })).status).toBe(422)
    const both = await as.post(others, { ...said, anotherPerson: ben.id, anotherPool: 'Pages' })
    expect([both.status, both.text]).toEqual([422, expect.stringContaining('one of the two')])
    await t.db.deleteFrom('hours_used').where('person_id', '=', ben.id).execute()
  })
})

describe('who sees what', () => {
  const seen = async (who: Someone) =>
    (await hoursOf(t.db, who.actor, await desk.read(), '2026-11-30')).find(
      (one) => one.party.organization.id === desk.library.id,
    )!
  const share = (shared: string) => t.as(desk.library.speaker).post(`${at(desk.library)}/sharing`, { shared })

  test('hours of single people are seen inside their organization only, not by partners or coordinators', async () => {
    for (const who of [coordinator, desk.center.speaker, await t.aMember(region, 'viewer')]) {
      const answer = await t.as(who).get(at(desk.library))
      expect([answer.status, answer.text]).toEqual([403, expect.stringContaining('inside their organization only')])
      expect((await t.as(who).get(`/api/v1${all()}/${desk.library.slug}`)).status).toBe(403)
    }
  })

  test.each([
    ['own', false, false, false],
    ['partners', true, false, true],
    ['region', true, true, true],
  ])('the sum that is told to %s', async (shared, partner, viewer, coordinators) => {
    await share(shared)
    const member = await t.aMember(region, 'viewer')
    expect((await seen(desk.library.speaker)).used).not.toBeNull()
    expect((await seen(desk.center.speaker)).used !== null).toBe(partner)
    expect((await seen(member)).used !== null).toBe(viewer)
    expect((await seen(coordinator)).used !== null).toBe(coordinators)
    expect(await hoursOf(t.db, region.public.actor, await desk.read(), '2026-11-30')).toEqual([])
  })

  test('what was written down is told to no journal: not by whom, not when but for the day, not how much', async () => {
    const entries = (await t.journal(region)).filter(({ verb }) => verb === 'hours.logged')
    expect(entries.length).toBeGreaterThan(1)
    for (const entry of entries)
      expect(entry).toMatchObject({
        actor_kind: 'withheld',
        actor_id: null,
        changes: {},
        at: new Date('2026-11-30T00:00:00Z'),
        for_organization_id: null,
      })
    const verbs = async (who: Someone) =>
      (await listFeed(t.db, who.actor, { recordId: desk.id, limit: 100 })).map((line) => line.verb)
    for (const who of [desk.library.speaker, desk.center.speaker, coordinator])
      expect(await verbs(who)).not.toContain('hours.logged')
  })

  test('whoever promised hours writes down their own, and sees nobody else’s', async () => {
    await t.db
      .insertInto('mandates')
      .values({
        region_id: region.id,
        id: t.clock().id(),
        person_id: ana.id,
        what: 'view',
        from_day: '2026-01-01',
        given_at: t.time.now,
      })
      .execute()
    me = await t.signIn(ana.email, region)
    const page = await t.as(me).get(at(desk.library))
    expect([page.status, page.text.includes(ana.id), page.text.includes('pool:Pages')]).toEqual([200, true, false])
    expect((await write(me, desk.library, [[cell('2026-11-16', ana.id), '1']])).status).toBe(303)
    expect((await write(me, desk.library, [[cell('2026-11-16', 'pool:Pages'), '9']])).status).toBe(303)
    expect((await stored()).filter(({ pool }) => pool === 'Pages')).toEqual([])
  })
})

describe('the forecast', () => {
  test('is unknown after few weeks, and then carries each pace on to the end of the promise', async () => {
    const party = async () => (await hoursOf(t.db, desk.center.speaker.actor, await desk.read(), '2026-11-30'))[1]!
    const say = (weeks: string[]) =>
      write(
        desk.center.speaker,
        desk.center,
        weeks.map((week): [string, string] => [cell(week, 'pool:Analysts'), '0,5']),
      )
    const [one, two, three, four] = weeksBack(LAST_WEEK, 4)
    await say([one!, two!, three!])
    expect((await party()).forecast).toEqual({ state: 'unknown', why: 'few' })
    await say([four!])
    expect(await party()).toMatchObject({ promised: 20, used: 2, forecast: { state: 'likely', likely: 26.5 } })
    const page = await t.as(desk.center.speaker).get(all())
    expect(page.text).toContain('About 27 hours by the end.')
    const json = JSON.parse((await t.as(desk.center.speaker).get(`${all()}?format=json`)).text)
    expect(json.items[1]).toMatchObject({ organization: { slug: desk.center.slug }, used: 2 })
    expect((await t.as(desk.center.speaker).get(`${all()}?format=csv`)).text).toContain('Center,20,2026-01-01')
  })

  test('says where more was given than promised', async () => {
    await write(desk.center.speaker, desk.center, [[cell('2026-10-26', 'pool:Analysts'), '30']])
    const page = await t.as(desk.center.speaker).get(`/riverbend/partnerships/${desk.slug}`)
    expect(page.text).toContain('has given more than it promised')
    expect(page.text).toContain('hours, 12 over')
  })
})

describe('the weekly mail', () => {
  const ask = (who: Someone, person: string, pool = '') =>
    t.as(who).post(`${at(desk.library)}/askings`, { person, pool })
  const linkTo = async (email: string) => LINK.exec((await send(email))?.text ?? '')?.[1] ?? `no mail to ${email}`
  const askingOf = (person: string) =>
    t.db.selectFrom('hours_askings').select('id').where('person_id', '=', person).executeTakeFirstOrThrow()

  test('comes on Monday morning, once, to who wants it, and waits in their list meanwhile', async () => {
    t.time.now = new Date('2026-12-05T16:00:00Z')
    await ask(desk.library.speaker, ana.id)
    expect((await ask(desk.library.speaker, ana.id)).status).toBe(409)
    await askForHours(t.db, t.clock())
    await send(ana.email)
    t.mailbox.length = 0
    t.time.now = new Date('2026-12-07T12:00:00Z')
    expect(await askForHours(t.db, t.clock())).toBe(0)
    t.time.now = new Date('2026-12-07T13:30:00Z')
    expect(await askForHours(t.db, t.clock())).toBe(1)
    expect(await askForHours(t.db, t.clock())).toBe(0)
    expect((await t.as(me).get('/riverbend')).text).toContain('How many hours did Data Desk take last week?')
    const mail = await send(ana.email)
    expect(mail?.subject).toBe('How many hours for Data Desk last week?')
    expect(t.mailbox.filter((one) => one.to.address === ana.email)).toHaveLength(1)
  })

  test('opens a page that changes nothing; one press writes down, another corrects', async () => {
    const path = await linkTo(ana.email)
    const { id: asking } = await askingOf(ana.id)
    const before = await stored()
    const page = await t.as(null).get(path)
    expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect(page.text).toContain('November 30, 2026 to December 6, 2026')
    expect(await stored()).toEqual(before)
    const press = (hours: string, more: Record<string, string> = {}) =>
      t.as(null).post(path, { asking, week: '2026-11-30', hours, ...more })
    expect((await press('2')).text).toContain('Written down: 2 hours.')
    expect((await press('1,5')).text).toContain('Written down: 1.5 hours.')
    expect((await stored()).filter(({ week }) => week === '2026-11-30')).toMatchObject([
      { hours: '1.50', person_id: ana.id },
    ])
    const wrong = await press('many')
    expect([wrong.status, wrong.text]).toEqual([422, expect.stringContaining('value="many"')])
    expect((await press('100')).status).toBe(422)
    expect((await press('100', { sure: 'yes' })).status).toBe(200)
    const future = await t.as(null).post(path, { asking, week: '2026-12-14', hours: '2' })
    expect([future.status, future.text]).toEqual([422, expect.stringContaining('has not begun yet')])
    const another = await t.as(null).post(path, { asking: t.clock().id(), week: '2026-11-30', hours: '2' })
    expect(another.status).toBe(404)
  })

  test('asks in Spanish too, and takes the comma there', async () => {
    const path = `/es${await linkTo(ana.email)}`
    expect((await t.as(null).get(path)).text).toContain('Horas de la semana pasada')
    const { id: asking } = await askingOf(ana.id)
    const answer = await t.as(null).post(path, { asking, week: '2026-11-30', hours: '2,5 horas' })
    expect(answer.text).toContain('Anotado: 2.5 horas.')
  })

  test('is answered once by many presses at once', async () => {
    const path = await linkTo(ana.email)
    const { id: asking } = await askingOf(ana.id)
    const presses = await Promise.all(
      Array.from({ length: 10 }, () => t.as(null).post(path, { asking, week: '2026-11-30', hours: '4' })),
    )
    expect(presses.map(({ status }) => status)).toEqual(presses.map(() => 200))
    expect((await stored()).filter(({ week }) => week === '2026-11-30')).toHaveLength(1)
  })

  test('does not come when the week was told of already, nor in quiet hours', async () => {
    t.time.now = new Date('2026-12-14T13:30:00Z')
    await write(desk.library.speaker, desk.library, [[cell('2026-12-07', ana.id), '2']])
    t.mailbox.length = 0
    await askForHours(t.db, t.clock())
    expect(await send(ana.email)).toBeUndefined()
    t.time.now = new Date('2026-12-21T13:30:00Z')
    await setQuietHours(t.db, region.id, ana.id, { from: 0, until: 10 })
    await askForHours(t.db, t.clock())
    expect(await send(ana.email)).toBeUndefined()
    t.time.now = new Date('2026-12-21T15:30:00Z')
    expect(await send(ana.email)).toBeDefined()
  })

  test('ends by its own button, by whoever speaks for the partner, or when the partnership is over', async () => {
    const path = await linkTo(ana.email)
    const { id: asking } = await askingOf(ana.id)
    expect((await t.as(null).post(path, { asking, stop: 'yes' })).text).toContain(
      'You are asked no longer for Data Desk',
    )
    expect((await t.as(null).get(path)).text).toContain('You are not asked for any hours')
    t.time.now = new Date('2026-12-28T13:30:00Z')
    expect(await askForHours(t.db, t.clock())).toBe(0)
    await ask(desk.library.speaker, ana.id)
    await t.db.updateTable('partnerships').set({ period_last: '2026-12-01' }).where('id', '=', desk.id).execute()
    t.time.now = new Date('2027-01-04T13:30:00Z')
    expect(await askForHours(t.db, t.clock())).toBe(0)
  })
})

describe('an archive that a coordinator takes', () => {
  test('holds no hours of single people, not even among what was moved when two entries became one person', async () => {
    const [bea, again] = [await aColleague('Bea', desk.library.id), await aColleague('Beatrice', desk.library.id)]
    const party = await desk.party(desk.library)
    await t.db
      .insertInto('hours_used')
      .values({
        region_id: region.id,
        id: t.clock().id(),
        party_id: party.id,
        week: LAST_WEEK,
        person_id: again.id,
        hours: 31.25,
        said_on: '2026-11-30',
      })
      .execute()
    const [kept, lost] = await Promise.all([bea, again].map(({ id }) => getAnyPerson(t.db, region.system, id)))
    await mergeTwo(t.db, region.system, t.parts.rooms, 'person', { kept: kept!, lost: lost! }, {}, t.clock())
    const holds = async (sealed: boolean) => {
      const pieces: Uint8Array[] = []
      const here = { id: region.id, slug: 'riverbend', name: 'Riverbend' }
      for await (const piece of regionArchive(t.db, here, 'http://localhost:4000', t.clock(), { sealed }))
        pieces.push(piece)
      const files = Object.values(unzipSync(Uint8Array.from(Buffer.concat(pieces)))).map((bytes) => strFromU8(bytes))
      return files.filter((text) => text.includes('31.25')).length
    }
    expect([await holds(true), await holds(false)]).toEqual([2, 0])
  })
})

describe('whoever is erased', () => {
  test('leaves the hours of their organization, and nothing of who gave them', async () => {
    const sum = async () => (await hoursOf(t.db, desk.library.speaker.actor, await desk.read(), '2026-12-30'))[0]!.used
    const before = await sum()
    const person = await getAnyPerson(t.db, region.system, ana.id)
    await eraseOther(t.db, region.system, await regionHead(), person, 'gone', t.clock())
    expect(await sum()).toBe(before)
    expect((await stored()).filter((row) => row.person_id === ana.id)).toEqual([])
    expect(await t.db.selectFrom('hours_askings').selectAll().where('person_id', '=', ana.id).execute()).toEqual([])
  })
  const regionHead = async () => ({ ...region, name: 'Riverbend' })
})
