import { beforeAll, describe, expect, test } from 'vitest'
import { addListing } from '../../directory/listing-changes.ts'
import { listingForms } from '../../directory/listing-forms.ts'
import { letters } from '../../../test/letters.ts'
import { aPartnership } from '../../../test/partnerships/factories.ts'
import { house, type Someone } from '../../../test/house.ts'
import type { Region } from '../../../test/world.ts'
import { useOf } from './bookings.ts'

/** A Monday, eleven in the morning in Riverbend. */
const MONDAY = new Date('2026-11-30T16:00:00Z')

let t: Awaited<ReturnType<typeof house>>
let region: Region
let desk: Awaited<ReturnType<typeof aPartnership>>
let coordinator: Someone
let stranger: Someone
let room: { id: string; slug: string }
let send: ReturnType<typeof letters>
beforeAll(async () => {
  t = await house()
  t.time.now = MONDAY
  region = await t.aRegion()
  desk = await aPartnership(t, region)
  coordinator = await t.aMember(region, 'coordinator')
  stranger = await t.aMember(region, 'representative', (await t.anOrganization(region, { name: 'Stranger' })).id)
  room = await aRoom('Workshop room')
  send = letters(t)
})

async function aRoom(name: string) {
  const facts = { name, kind: 'room', organizations: [desk.library.id], visibility: 'public' }
  const made = await addListing(t.db, region.system, 'resource', listingForms.resource.parse(facts), t.clock())
  return { id: made.id, slug: made.slug! }
}

const at = (of = room) => `/riverbend/resources/${of.slug}/bookings`
const DAYS = ['1', '2', '3', '4', '5', '6', '7']
const lend = (form: Record<string, string | string[]>, of = room) =>
  t.as(desk.library.speaker).post(`${at(of)}/terms`, {
    openTo: 'region',
    asks: 'no',
    days: DAYS,
    opens: '09:00',
    closes: '20:00',
    leadHours: '0',
    timeZone: 'America/New_York',
    ...form,
  })
const book = (who: Someone, form: Record<string, string>, of = room) =>
  t.as(who).post(at(of), { day: '2026-12-03', from: '14:00', until: '16:00', purpose: 'A data walk', ...form })
const stored = () => t.db.selectFrom('bookings').selectAll().orderBy('starts_at').execute()

describe('a resource', () => {
  test('is booked by nobody until its owner lends it', async () => {
    expect((await t.as(desk.center.speaker).get(at())).status).toBe(404)
    expect((await book(desk.center.speaker, {})).status).toBe(403)
    expect((await t.as(desk.center.speaker).get(`${at()}/terms`)).status).toBe(403)
    expect((await t.as(null).get(`/riverbend/resources/${room.slug}`)).text).not.toContain('bookings')
  })

  test('is lent by its owner, to the region or to partners, on open days', async () => {
    expect((await lend({ openTo: 'partners' })).status).toBe(422)
    expect((await lend({ closes: '08:00' })).status).toBe(422)
    expect((await lend({ timeZone: 'Mars/Olympus' })).text).toContain('There is no such time zone.')
    expect((await lend({ days: ['1', '2', '3', '4', '5'] })).status).toBe(303)
    const page = await t.as(null).get(`/riverbend/resources/${room.slug}`)
    expect(page.text).toContain(`href="${at()}"`)
    expect(page.text).toContain('Monday, Tuesday, Wednesday, Thursday, and Friday from 9:00 AM to 8:00 PM.')
  })

  test('lent to partners is booked by them and its owner alone', async () => {
    const own = await aRoom('Partners only')
    await lend({ openTo: 'partners', partnership: desk.id }, own)
    expect((await book(stranger, {}, own)).status).toBe(403)
    expect((await book(coordinator, {}, own)).status).toBe(403)
    expect((await book(desk.center.speaker, {}, own)).status).toBe(303)
    expect((await book(desk.library.speaker, { from: '16:00', until: '17:00' }, own)).status).toBe(303)
    await t.db.deleteFrom('bookings').execute()
  })
})

describe('a booking', () => {
  test('is half open: the next begins when it ends', async () => {
    expect((await book(desk.center.speaker, {})).status).toBe(303)
    expect((await book(stranger, { from: '16:00', until: '17:00' })).status).toBe(303)
    expect((await book(stranger, { from: '13:00', until: '14:00' })).status).toBe(303)
    expect((await stored())[1]).toMatchObject({
      starts_local: '2026-12-03T14:00',
      time_zone: 'America/New_York',
      starts_at: new Date('2026-12-03T19:00:00Z'),
      ends_at: new Date('2026-12-03T21:00:00Z'),
    })
  })

  test('of a time that somebody has tells the nearest free ones, and keeps what was typed', async () => {
    const late = await book(desk.neighbors.speaker, { from: '15:00', until: '16:30', purpose: 'Block captains meet' })
    expect(late.status).toBe(409)
    expect(late.text).toContain('Somebody else has this time.')
    expect(late.text).toContain('Thursday, December 3, 2026, 11:30 AM to 1:00 PM')
    expect(late.text).toContain('Thursday, December 3, 2026, 5:00 PM to 6:30 PM')
    expect(late.text).toContain('Block captains meet')
    expect(late.text).toContain('value="15:00"')
  })

  test.each([
    [{ day: '2026-12-05' }, 'It cannot be had at this time.'],
    [{ from: '19:00', until: '21:00' }, 'It cannot be had at this time.'],
    [{ day: '2026-11-27' }, 'This time is over.'],
    [{ from: '16:00', until: '15:00' }, 'It ends before it begins.'],
    [{ day: 'soon' }, 'Choose a day.'],
    [{ from: 'noon' }, 'Write a time such as 14:30.'],
    [{ day: '2028-02-01' }, 'at most a year ahead'],
    [{ purpose: '' }, 'This is needed.'],
  ])('%j has a clear answer', async (form, sentence) => {
    const before = (await stored()).length
    const answer = await book(desk.neighbors.speaker, form as Record<string, string>)
    expect([answer.status, answer.text.includes(sentence)]).toEqual([422, true])
    expect(await stored()).toHaveLength(before)
  })

  test('has one winner of twenty who want it at once; the others are told what is free', async () => {
    const clients = Array.from(
      { length: 20 },
      (_, n) => [desk.center.speaker, desk.neighbors.speaker, stranger][n % 3]!,
    )
    const answers = await Promise.all(
      clients.map((who, n) => book(who, { day: '2026-12-08', from: '10:00', until: '12:00', purpose: `Wish ${n}` })),
    )
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
    const late = answers.filter(({ status }) => status === 409)
    expect(late).toHaveLength(19)
    for (const one of late) expect(one.text).toContain('Tuesday, December 8, 2026, 12:00 PM to 2:00 PM')
    const taken = (await stored()).filter((one) => one.starts_local === '2026-12-08T10:00')
    expect(taken).toHaveLength(1)
  })

  test('is kept apart by the database itself, whatever the program does', async () => {
    const { id: _id, ...one } = (await stored())[0]!
    const id = t.clock().id()
    const record = {
      region_id: region.id,
      id,
      kind: 'booking',
      visibility: 'region',
      lang: 'en',
      created_at: t.time.now,
    }
    await t.db.insertInto('records').values(record).execute()
    await expect(
      t.db
        .insertInto('bookings')
        .values({ ...one, id })
        .execute(),
    ).rejects.toMatchObject({ code: '23P01' })
  })

  test('goes through the night when clocks are put back, and not into the hour that is left out', async () => {
    const van = await aRoom('Van')
    await lend({ opens: '00:00', closes: '00:00' }, van)
    const night = { day: '2027-11-06', untilDay: '2027-11-07', from: '22:00', until: '04:00' }
    expect((await book(desk.center.speaker, night, van)).status).toBe(303)
    const [long] = (await stored()).filter((one) => one.resource_id === van.id)
    expect(long!.ends_at.getTime() - long!.starts_at.getTime()).toBe(7 * 3_600_000)
    const spring = { day: '2027-03-14', from: '02:30', until: '05:00' }
    const gap = await book(desk.center.speaker, spring, van)
    expect([gap.status, gap.text]).toEqual([422, expect.stringContaining('clocks are put forward')])
  })
})

describe('who sees what', () => {
  test('members see who booked and what for; the public sees what is taken', async () => {
    const path = `${at()}?month=2026-12`
    const member = await t.as(await t.aMember(region, 'viewer')).get(path)
    expect(member.text).toContain('A data walk')
    expect(member.text).toContain('Center')
    const anybody = await t.as(null).get(path)
    expect(anybody.status).toBe(200)
    expect(anybody.text).toContain('Taken')
    for (const word of ['A data walk', 'Center', 'Wish']) expect(anybody.text).not.toContain(word)
    const json = JSON.parse((await t.as(null).get(`/api/v1${at()}?from=2026-12-03&until=2026-12-04`)).text)
    expect(json.bookings).toHaveLength(3)
    expect(json.bookings[0]).toMatchObject({ id: null, organization: null, purpose: null, from: '2026-12-03T13:00' })
    expect((await t.as(null).get('/riverbend/journal')).text).not.toContain('booked')
    expect((await t.as(null).get(`/riverbend/resources/${room.slug}/history`)).text).not.toContain('booked')
  })
})

describe('where the owner accepts each booking', () => {
  test('the time is held, the owner is asked by mail and where things wait, and the answer goes back', async () => {
    await lend({ asks: 'yes' })
    const asked = await book(desk.center.speaker, { day: '2026-12-10', partnership: desk.id })
    expect(asked.location).toContain('done=asked')
    expect((await book(stranger, { day: '2026-12-10' })).status).toBe(409)
    const letter = await send(desk.library.speaker.email!)
    expect(letter?.subject).toBe('Center asks for Workshop room')
    expect((await t.as(desk.library.speaker).get('/riverbend')).text).toMatch(
      /bookings\?month=2026-12[^>]*>[^<]*A booking waits for your answer/,
    )
    const booking = (await stored()).find((one) => one.starts_local === '2026-12-10T14:00')!
    const answer = (who: Someone, said: string) => t.as(who).post(`${at()}/${booking.id}/answer`, { answer: said })
    expect((await answer(desk.center.speaker, 'accept')).status).toBe(403)
    expect((await answer(desk.library.speaker, 'accept')).status).toBe(303)
    expect((await answer(desk.library.speaker, 'decline')).status).toBe(409)
    expect((await send(desk.center.speaker.email!))?.subject).toBe('Workshop room is yours')
  })

  test('what is declined, or taken back, is free again', async () => {
    await book(desk.center.speaker, { day: '2026-12-11' })
    const booking = (await stored()).find((one) => one.starts_local === '2026-12-11T14:00')!
    await t.as(desk.library.speaker).post(`${at()}/${booking.id}/answer`, { answer: 'decline' })
    expect((await book(desk.neighbors.speaker, { day: '2026-12-11' })).status).toBe(303)
    const next = (await stored()).find((one) => one.starts_local === '2026-12-11T14:00' && !one.declined_at)!
    expect((await t.as(stranger).post(`${at()}/${next.id}/cancellation`)).status).toBe(403)
    expect((await t.as(desk.neighbors.speaker).post(`${at()}/${next.id}/cancellation`)).status).toBe(303)
    expect((await t.as(desk.neighbors.speaker).post(`${at()}/${next.id}/cancellation`)).status).toBe(409)
    expect((await book(stranger, { day: '2026-12-11' })).status).toBe(303)
  })

  test('the owner need not ask itself', async () => {
    expect((await book(desk.library.speaker, { day: '2026-12-14' })).location).toContain('done=accepted')
  })
})

describe('the calendar of a resource for calendar programs', () => {
  const feed = `${at({ id: '', slug: 'workshop-room' })}.ics`

  test('tells each reader what the page tells: everybody what is taken, members by whom and what for', async () => {
    const all = (await t.as(null).get(feed)).text
    expect(all).toContain('DTSTART:20261203T190000Z')
    expect(all).toContain('SUMMARY:Workshop room: Taken')
    expect((await t.as(null).get(`/es${feed}`)).text).toContain('SUMMARY:Workshop room: Ocupado')
    for (const { id } of await stored()) expect(all).not.toContain(id)
    for (const secret of ['Center', 'A data walk', 'DESCRIPTION']) expect(all).not.toContain(secret)
    const inside = await t.as(desk.center.speaker).get(feed)
    expect(inside.headers.get('content-type')).toContain('text/calendar')
    for (const told of ['SUMMARY:Workshop room: Center', 'A data walk']) expect(inside.text).toContain(told)
  })

  test('has an address of one’s own, which tells less once one belongs to the region no more', async () => {
    const leaving = await t.aMember(region, 'viewer')
    const made = (await t.as(leaving).post(`${at()}/calendars`)).text
    const address = /http:\/\/localhost:4000(\/riverbend\/l\/[\w-]{43})/.exec(made)![1]!
    expect((await t.as(null).get(address)).text).toContain('SUMMARY:Workshop room: Center')
    const { personId } = leaving.actor
    await t.db.updateTable('mandates').set({ ended_at: t.time.now }).where('person_id', '=', personId!).execute()
    const after = (await t.as(null).get(address)).text
    expect(after).toContain('SUMMARY:Workshop room: Taken')
    expect(after).not.toContain('Center')
    expect((await t.as(null).post(`${at()}/calendars`)).status).toBe(403)
  })
})

describe('what was used for a partnership', () => {
  test('is what its owner gave, each booking once, after it is over', async () => {
    const use = (day: string) => useOf(t.db, desk.center.speaker.actor, desk.id, new Date(`${day}T00:00:00Z`))
    expect(await use('2026-12-10')).toEqual([])
    const [used] = await use('2026-12-12')
    expect(used).toMatchObject({ resource: { name: 'Workshop room' }, ownerId: desk.library.id, times: 1, hours: 2 })
    t.time.now = new Date('2026-12-12T16:00:00Z')
    const page = await t.as(desk.center.speaker).get(`/riverbend/partnerships/${desk.slug}`)
    expect(page.text).toContain('used once here, 2 hours')
    expect(await useOf(t.db, region.public.actor, desk.id, new Date('2026-12-12T00:00:00Z'))).toEqual([])
  })
})
