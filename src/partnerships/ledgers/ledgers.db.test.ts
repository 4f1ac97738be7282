import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPartnership } from '../../../test/partnerships/factories.ts'
import { house, type Someone } from '../../../test/house.ts'
import { addListing } from '../../directory/listing-changes.ts'
import { listingForms } from '../../directory/listing-forms.ts'
import { listProposals } from '../../journal/proposals.ts'
import { COUNTS_OF_PEOPLE } from '../../platform/small-counts.ts'
import { proposeGains } from './gain-proposals.ts'

type House = Awaited<ReturnType<typeof house>>
let t: House
let region: Awaited<ReturnType<House['aRegion']>>
let desk: Awaited<ReturnType<typeof aPartnership>>
let coordinator: Someone

beforeAll(async () => {
  t = await house()
  region = await t.aRegion()
  desk = await aPartnership(t, region, { visibility: 'public' })
  coordinator = await t.aMember(region, 'coordinator')
})

const pathOf = (location: string | null) => location!.split('?')[0]!
const gain = (given: Record<string, string | string[]> = {}) => ({
  organization: desk.library.id,
  what: 'attendance',
  told: 'People came to Data Day',
  period: '2026-04-18',
  amount: '42',
  unit: 'people',
  partnerships: desk.id,
  visibility: 'public',
  lang: 'en',
  ...given,
})
const aRoom = (name: string, organization: string) => {
  const input = listingForms.resource.parse({ name, kind: 'room', organizations: [organization], visibility: 'public' })
  return addListing(t.db, region.system, 'resource', input, t.clock())
}
const write = async (form: Record<string, string | string[]>, who: Someone = desk.library.speaker) => {
  const answer = await t.as(who).post('/riverbend/benefits', form)
  expect(answer.status, answer.text.match(/role="alert"[\s\S]{0,600}/)?.[0]).toBe(303)
  return pathOf(answer.location)
}

describe('a gain', () => {
  test('is written down in a form that begins with what is known', async () => {
    const form = await t.as(desk.library.speaker).get(`/riverbend/benefits/new?partnership=${desk.slug}`)
    expect(form.text).toContain(`<option value="${desk.library.id}" selected`)
    expect(form.text).toMatch(new RegExp(`name="partnerships" value="${desk.id}" checked`))
    const path = await write(gain({ told: 'A new face at the desk', others: desk.center.id }))
    const page = await t.as(null).get(path)
    expect(page.text).toContain('A new face at the desk')
    expect(page.text).toContain('42 people')
    expect(page.text).toContain('Thanks to')
    const tab = await t.as(null).get(`/riverbend/partnerships/${desk.slug}/benefits`)
    expect(tab.text).toContain('A new face at the desk')
  })

  test('comes back with a message where it is not whole, and nothing is lost', async () => {
    const form = gain({ told: 'Something', unit: '', period: 'whenever' })
    const page = await t.as(desk.library.speaker).post('/riverbend/benefits', form)
    expect(page.status).toBe(422)
    expect(page.text).toContain('Say of what this is a number')
    expect(page.text).toContain('Something')
  })

  test('is written by whoever speaks for its organization, or a coordinator, and nobody else', async () => {
    expect((await t.as(desk.center.speaker).post('/riverbend/benefits', gain())).status).toBe(403)
    expect((await t.as(null).post('/riverbend/benefits', gain())).status).toBe(403)
    expect((await t.as(coordinator).post('/riverbend/benefits', gain({ told: 'By the region' }))).status).toBe(303)
  })

  test('is private to its organization and the partners of today, where that is chosen', async () => {
    const path = await write(gain({ told: 'Between us', visibility: 'circle' }))
    const stranger = await t.aMember(
      region,
      'representative',
      (await t.anOrganization(region, { name: 'Elsewhere' })).id,
    )
    const seen = await Promise.all(
      [desk.library.speaker, desk.center.speaker, coordinator, stranger, null].map((who) => t.as(who).get(path)),
    )
    expect(seen.map(({ status }) => status)).toEqual([200, 200, 200, 404, 404])
  })

  test('is changed, brought back to what it said, taken out, and brought back whole', async () => {
    const path = await write(gain({ what: 'skills', told: 'Reads tables', amount: '3', unit: 'hours' }))
    const as = t.as(desk.library.speaker)
    const changed = {
      ...gain({ what: 'skills', told: 'Reads census tables', amount: '4', unit: 'hours' }),
      _version: '1',
    }
    expect((await as.post(`${path}/edit`, changed)).status).toBe(303)
    expect((await as.post(`${path}/edit`, changed)).status).toBe(409)
    const history = await as.get(`${path}/history`)
    expect(history.text).toContain('Reads tables → Reads census tables')
    const back = /action="([^"]+\/return)"/.exec(history.text)![1]!
    expect((await as.post(back)).status).toBe(303)
    expect((await as.get(path)).text).toMatch(/Reads tables[\s\S]*3 hours/)
    await as.post(`${path}/removal`)
    expect((await as.get(path)).status).toBe(404)
    await as.post(`${path}/restoration`)
    expect((await as.get(path)).text).toContain('Reads tables')
  })
})

describe('small counts of people from the public', () => {
  test('are declared by the columns that hold them', async () => {
    for (const name of Object.keys(COUNTS_OF_PEOPLE)) {
      const [table = '', column = ''] = name.split('.')
      const known = sql`select from information_schema.columns where table_name = ${table} and column_name = ${column}`
      expect((await known.execute(t.db)).rows, name).toHaveLength(1)
    }
  })

  test('are exact to the own organization, and under the threshold to everybody else', async () => {
    const path = await write(gain({ told: 'A few came', amount: '3' }))
    const read = async (who: Someone | null) => (await t.as(who).get(path)).text
    expect(await read(desk.library.speaker)).toContain('3 people')
    for (const who of [coordinator, desk.center.speaker, null]) {
      const text = await read(who)
      expect(text).toContain('fewer than 5 people')
      expect(text).not.toContain('3 people')
    }
  })

  test.each([
    ['who was trained', { what: 'training', told: 'Staff trained' }],
    ['who learned', { what: 'skills', told: 'Skills learned' }],
  ])('%s are small counts too, as is a roster', async (_of, given) => {
    const path = await write(gain({ ...given, amount: '3' }))
    const roster = { kind: 'roster', title: 'Evening course', figure: '4' }
    expect((await t.as(desk.library.speaker).post(`${path}/evidence`, roster)).status).toBe(303)
    for (const [who, exact] of [
      [desk.library.speaker, true],
      [coordinator, false],
      [desk.center.speaker, false],
      [null, false],
    ] as const) {
      const { text } = await t.as(who).get(path)
      const json = (await t.as(who).get(`/api/v1${path}`)).text
      expect([
        text.includes('3 people'),
        text.includes('fewer than 5 people'),
        /"(amount|figure)":[34]/.test(json),
      ]).toEqual([exact, !exact, exact])
    }
  })

  test('stand in no sum, file or history from which one could take them', async () => {
    const neighbors = { organization: desk.neighbors.id, partnerships: desk.id }
    const small = await write(gain({ ...neighbors, told: 'Two came', amount: '2' }), desk.neighbors.speaker)
    await write(gain({ ...neighbors, told: 'Many came', amount: '40' }), desk.neighbors.speaker)
    const list = `/riverbend/benefits?organization=${desk.neighbors.slug}`
    expect((await t.as(desk.neighbors.speaker).get(list)).text).toContain('42 people')
    const told = await t.as(coordinator).get(list)
    expect(told.text).toContain('40 people and 1 count too small to tell')
    const { items } = JSON.parse((await t.as(null).get(`${list}&format=json`)).text) as {
      items: { told: string; amount: number | null; small: boolean }[]
    }
    expect(items.find((one) => one.told === 'Two came')).toMatchObject({ amount: null, small: true })
    const entries = await t.journal(region)
    const entry = entries.find((one) => one.record_id === small.split('/').at(-1))
    expect(entry!.changes).not.toHaveProperty('amount')
    const weighed = await t.as(null).get(`/api/v1/riverbend/organizations/${desk.neighbors.id}/gives-and-gains`)
    expect(JSON.parse(weighed.text).items[0].reach.amounts).toEqual([{ unit: 'people', amount: 40, ofUse: false }])
  })

  test('stay as they are when somebody changes the rest who is not told them', async () => {
    const path = await write(gain({ told: 'Few', amount: '2' }))
    const form = await t.as(coordinator).get(`${path}/edit`)
    expect(form.text).not.toMatch(/name="amount"[^>]*value="2"/)
    expect(
      (await t.as(coordinator).post(`${path}/edit`, { ...gain({ told: 'Few people', amount: '' }), _version: '1' }))
        .status,
    ).toBe(303)
    expect((await t.as(desk.library.speaker).get(path)).text).toMatch(/Few people[\s\S]*2 people/)
  })

  test('a share is told only where neither part is small', async () => {
    const path = await write(gain({ told: 'They said so', amount: '', unit: '' }))
    const feedback = { kind: 'feedback', title: 'New to the library', url: '', figure: '40', outOf: '42' }
    expect((await t.as(desk.library.speaker).post(`${path}/evidence`, feedback)).status).toBe(303)
    expect((await t.as(desk.library.speaker).get(path)).text).toContain('40 of 42')
    expect((await t.as(null).get(path)).text).toContain('some of 42 who were asked')
  })
})

describe('what shows a gain', () => {
  test('needs what its kind cannot do without', async () => {
    const path = await write(gain({ told: 'Shown' }))
    const as = t.as(desk.library.speaker)
    const missing = await as.post(`${path}/evidence`, { kind: 'quote', quote: 'It helped me.' })
    expect(missing.status).toBe(422)
    expect(missing.text).toContain('It helped me.')
    const quote = { kind: 'quote', quote: 'It helped me.', saidBy: 'A visitor', consent: 'on paper, May 3' }
    expect((await as.post(`${path}/evidence`, quote)).status).toBe(303)
    const [mine, everybody] = await Promise.all([as.get(path), t.as(null).get(path)])
    expect(mine.text).toContain('on paper, May 3')
    expect(everybody.text).toContain('A visitor')
    expect(everybody.text).not.toContain('on paper')
  })

  test('goes, and comes back', async () => {
    const path = await write(gain({ told: 'Shown for a while' }))
    const as = t.as(desk.library.speaker)
    await as.post(`${path}/evidence`, { kind: 'link', title: 'The report', url: 'https://riverbend.example/report' })
    const removal = /action="([^"]+\/removal)"[\s\S]{0,200}Take away/.exec((await as.get(path)).text)![1]!
    const gone = await as.post(removal)
    const after = await as.get(gone.location!)
    expect(after.text).not.toContain('The report')
    await as.post(removal.replace('/removal', '/restoration'))
    expect((await as.get(path)).text).toContain('The report')
  })

  test('a file is handed out to be kept, whatever it says it is', async () => {
    const path = await write(gain({ told: 'Shown by a file' }))
    const body = new FormData()
    body.append('kind', 'file')
    body.append('title', 'Sign-in sheet')
    body.append('file', new File(['<script>nasty()</script>'], 'sheet.html', { type: 'text/html' }))
    expect((await t.as(desk.library.speaker).send('POST', `${path}/evidence`, { body })).status).toBe(303)
    const href = new RegExp(`href="(${path}/evidence/[0-9a-f-]+)"`).exec((await t.as(null).get(path)).text)![1]!
    const file = await t.as(null).get(href)
    expect([file.status, file.text]).toEqual([200, '<script>nasty()</script>'])
    expect(file.headers.get('content-type')).toBe('application/octet-stream')
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="sheet\.html"/)
    expect(file.headers.get('content-security-policy')).toContain('sandbox')
  })
})

describe('one origin', () => {
  test('is told once by an organization, also by two at once, and counts once for all', async () => {
    const origin = desk.center.id
    const form = gain({ told: 'The same day', origin, amount: '60' })
    const both = await Promise.all([1, 2].map(() => t.as(desk.library.speaker).post('/riverbend/benefits', form)))
    expect(both.map(({ status }) => status).toSorted()).toEqual([303, 409])
    await write(
      gain({ told: 'The same day, for us', origin, amount: '55', organization: desk.center.id }),
      desk.center.speaker,
    )
    const list = await t.as(null).get(`/api/v1/riverbend/benefits?what=attendance&partnership=${desk.slug}&limit=200`)
    const { items } = JSON.parse(list.text) as { items: { originId: string }[] }
    expect(items.filter((one) => one.originId === origin)).toHaveLength(2)
    const page = await t.as(null).get(`/riverbend/benefits?partnership=${desk.slug}&from=2026-04-18&until=2026-04-18`)
    expect(page.text).toMatch(/entries tell of \d+ things; each counts once/)
  })

  test('that was taken out can be told anew, and the first then stays out', async () => {
    const form = gain({ told: 'First', origin: desk.neighbors.id })
    const path = await write(form)
    const as = t.as(desk.library.speaker)
    await as.post(`${path}/removal`)
    await write({ ...form, told: 'Second' })
    expect((await as.post(`${path}/restoration`)).status).toBe(409)
  })
})

describe('what the records suggest', () => {
  test('a service that a partner began is offered, filled, and written down by a person', async () => {
    const input = listingForms.service.parse({
      name: 'Data clinic',
      organizations: [desk.center.id],
      visibility: 'public',
    })
    const service = await addListing(t.db, region.system, 'service', input, t.clock())
    expect(await proposeGains(t.db, region, t.clock())).toBe(1)
    expect(await proposeGains(t.db, region, t.clock())).toBe(0)
    const tab = await t.as(desk.center.speaker).get(`/riverbend/partnerships/${desk.slug}/benefits`)
    expect(tab.text).toContain('Began to offer “Data clinic”')
    expect((await t.as(desk.library.speaker).get(`/riverbend/partnerships/${desk.slug}/benefits`)).text).not.toContain(
      'Data clinic',
    )
    const path = /href="([^"]+benefits\/new\?proposal=[^"]+)"/.exec(tab.text)![1]!
    const form = await t.as(desk.center.speaker).get(path)
    expect(form.text).toMatch(/<textarea[^>]*name="told"[^>]*>Began to offer “Data clinic”/)
    const proposal = path.split('proposal=')[1]!
    const sent = gain({
      organization: desk.center.id,
      what: 'services',
      told: 'A clinic',
      amount: '',
      unit: '',
      proposal,
    })
    const made = pathOf((await t.as(desk.center.speaker).post('/riverbend/benefits', sent)).location)
    expect((await t.as(null).get(made)).text).toContain(`/riverbend/services/${service.slug}`)
    expect((await t.as(desk.center.speaker).post('/riverbend/benefits', sent)).status).toBe(409)
  })

  test('what is refused is not offered again', async () => {
    await aRoom('A big room', desk.library.id)
    await proposeGains(t.db, region, t.clock())
    const { items } = await listProposals(t.db, region.system, {
      decided: false,
      kinds: ['contribution'],
      offset: 0,
      limit: 9,
    })
    const refusal = `/riverbend/contributions/proposals/${items[0]!.id}/refusal`
    expect((await t.as(desk.center.speaker).post(refusal)).status).toBe(403)
    expect((await t.as(desk.library.speaker).post(refusal)).status).toBe(303)
    expect(await proposeGains(t.db, region, t.clock())).toBe(0)
    expect((await t.as(desk.library.speaker).get(`/riverbend/partnerships/${desk.slug}/benefits`)).text).not.toContain(
      'A big room',
    )
  })

  test('a promise that is over asks whether it was kept', async () => {
    const party = await desk.party(desk.neighbors)
    await t.db
      .insertInto('commitments')
      .values({
        region_id: region.id,
        id: t.clock().id(),
        party_id: party.id,
        kind: 'hours',
        what: 'Block captains walk with us',
        amount: 30,
        from_day: '2025-03-01',
        until_day: '2025-12-31',
      })
      .execute()
    expect(await proposeGains(t.db, region, t.clock())).toBe(1)
    const ledger = await t.as(desk.neighbors.speaker).get(`/riverbend/organizations/${desk.neighbors.slug}/ledger`)
    const path = /href="([^"]+contributions\/new\?proposal=[^"]+)"/.exec(ledger.text)![1]!
    const form = await t.as(desk.neighbors.speaker).get(path)
    expect(form.text).toMatch(/name="amount"[^>]*value="30"|value="30"[^>]*name="amount"/)
    expect(form.text).toContain('<option value="hours" selected')
  })
})

describe('what was used', () => {
  let used: Awaited<ReturnType<typeof aPartnership>>
  beforeAll(async () => {
    used = await aPartnership(t, region, { name: 'Used Hours', visibility: 'public' })
    t.time.now = new Date('2026-11-30T15:00:00Z')
  })
  afterAll(() => {
    t.time.now = new Date()
  })

  const offeredTo = async (who: Someone) => (await t.as(who).get(`/riverbend/partnerships/${used.slug}/benefits`)).text
  const formOf = async (who: Someone, words: string) => {
    const path = new RegExp(`href="([^"]+contributions/new\\?proposal=[^"]+)"[^>]*>[^<]*${words}`).exec(
      await offeredTo(who),
    )![1]!
    return { path, text: (await t.as(who).get(path)).text, proposal: path.split('proposal=')[1]! }
  }
  const book = async (resource: string, by: string, [from, until]: [string, string]) => {
    const of = { region_id: region.id, id: t.clock().id() }
    await t.db
      .insertInto('records')
      .values({ ...of, kind: 'booking', created_at: t.time.now })
      .execute()
    const booked = { resource_id: resource, organization_id: by, partnership_id: used.id, purpose: 'A talk' }
    const local = { starts_local: from, ends_local: until, time_zone: 'America/New_York' }
    const [starts_at, ends_at] = [from, until].map((at) => new Date(`${at}:00-04:00`)) as [Date, Date]
    await t.db
      .insertInto('bookings')
      .values({ ...of, ...booked, ...local, starts_at, ends_at, asked_at: starts_at, accepted_at: starts_at })
      .execute()
  }
  const log = async (of: { id: string }, rows: { week: string; hours: number; person?: string; pool?: string }[]) => {
    const party_id = (await used.party(of)).id
    const said = { region_id: region.id, party_id, said_on: '2026-10-05' }
    await t.db
      .insertInto('hours_used')
      .values(
        rows.map(({ week, hours, person = null, pool = '' }) => ({
          ...said,
          id: t.clock().id(),
          week,
          hours,
          person_id: person,
          pool,
        })),
      )
      .execute()
  }
  const given = (organization: string) =>
    gain({ organization, told: 'Staff time', amount: '31', unit: 'hours', what: 'time', partnerships: used.id })
  const give = (of: Someone, organization: string, form: Record<string, string>) =>
    t.as(of).post('/riverbend/contributions', { ...given(organization), ...form })

  test('of a resource is suggested by the quarter: how often, how long, by how many, and never who booked', async () => {
    const { id } = await aRoom('Maker Room', used.library.id)
    await book(id, used.center.id, ['2026-07-06T10:00', '2026-07-06T12:30'])
    await book(id, used.center.id, ['2026-09-30T22:00', '2026-09-30T23:00'])
    await book(id, used.neighbors.id, ['2026-08-01T10:00', '2026-08-01T11:00'])
    await book(id, used.library.id, ['2026-08-02T10:00', '2026-08-02T11:00'])
    await book(id, used.center.id, ['2026-10-01T10:00', '2026-10-01T11:00'])
    await proposeGains(t.db, region, t.clock())
    const words = '“Maker Room” was used 3 times, 4.5 hours, by 2 partners'
    expect(await offeredTo(used.library.speaker)).toContain(words)
    expect(await offeredTo(used.center.speaker)).not.toContain(words)
    const form = await formOf(used.library.speaker, 'Maker Room” was used')
    expect(form.text).toMatch(/name="amount"[^>]*value="4.5"|value="4.5"[^>]*name="amount"/)
    expect(form.text).toContain('2026-07-01/2026-09-30')
    expect(form.text).not.toContain('A talk')
    t.time.now = new Date('2027-01-01T15:00:00Z')
    await proposeGains(t.db, region, t.clock())
    t.time.now = new Date('2026-11-30T15:00:00Z')
    expect(await offeredTo(used.library.speaker)).toContain('“Maker Room” was used once, 1 hour, by one partner')
  })

  test('of staff time is suggested by the quarter as a sum, to that partner alone, once', async () => {
    const { contact, leader } = used.library
    await log(used.library, [
      { week: '2026-06-29', hours: 4, person: contact.id },
      { week: '2026-07-13', hours: 10, person: leader.id },
      { week: '2026-09-21', hours: 17, pool: 'The desk' },
      { week: '2026-09-28', hours: 99, pool: 'The desk' },
    ])
    await log(used.center, [{ week: '2026-07-13', hours: 8, person: used.center.contact.id }])
    await proposeGains(t.db, region, t.clock())
    const readers: [Someone, boolean][] = [
      [used.library.speaker, true],
      [used.center.speaker, false],
      [coordinator, false],
    ]
    for (const [who, is] of readers)
      expect((await offeredTo(who)).includes('Staff time for “Used Hours”'), String(is)).toBe(is)
    expect((await t.as(coordinator).get('/riverbend/proposals')).text).not.toContain('Staff time for')
    const form = await formOf(used.library.speaker, 'Staff time for')
    expect(form.text).toMatch(/name="amount"[^>]*value="31"|value="31"[^>]*name="amount"/)
    expect(form.text).toMatch(/value="circle"[^>]*(checked|selected)|(checked|selected)[^>]*value="circle"/)
    const { rows } = await sql<{
      payload: string
    }>`select payload::text from proposals where id = ${form.proposal}`.execute(t.db)
    expect(rows[0]!.payload).not.toMatch(/\b31\b/)
    expect((await t.as(coordinator).get(form.path)).status).toBe(404)
    const span = { period: '2026-07-01/2026-09-30' }
    const { library } = used
    expect((await give(library.speaker, library.id, { ...span, proposal: form.proposal })).status).toBe(303)
    expect((await give(library.speaker, library.id, { ...span, proposal: form.proposal })).status).toBe(409)
    expect(await proposeGains(t.db, region, t.clock())).toBe(0)
    const told = await offeredTo(library.speaker)
    expect(told).toContain('Hours of staff time here are those that each partner entered')
    expect(told).toContain('31 hours')
  })

  test('is not suggested where a gift of time that was written by hand tells of the same quarter, nor is the promise', async () => {
    const party = await used.party(used.neighbors)
    const promise = {
      kind: 'hours',
      what: 'Block captains',
      amount: 30,
      from_day: '2026-01-01',
      until_day: '2026-06-30',
    }
    await t.db
      .insertInto('commitments')
      .values({ region_id: region.id, id: t.clock().id(), party_id: party.id, ...promise })
      .execute()
    await log(used.neighbors, [
      { week: '2026-02-02', hours: 9, pool: 'Block captains' },
      { week: '2026-05-04', hours: 12, pool: 'Block captains' },
    ])
    const by = used.neighbors
    expect((await give(by.speaker, by.id, { told: 'Our winter', period: '2026-02' })).status).toBe(303)
    expect(await proposeGains(t.db, region, t.clock())).toBe(1)
    const offered = await offeredTo(by.speaker)
    expect(offered.match(/Staff time for/g)).toHaveLength(1)
    expect(offered).toContain('12 hours written down')
    expect(offered).not.toContain('Promised for a time that is over')
  })

  test('of a room and of people are hours that are not added to each other', async () => {
    const of = { partnerships: used.id, period: '2026-08-01', unit: 'hours' }
    const room = gain({ ...of, organization: used.library.id, what: 'space', told: 'The room', amount: '5' })
    expect((await t.as(used.library.speaker).post('/riverbend/contributions', room)).status).toBe(303)
    expect(await offeredTo(used.library.speaker)).toMatch(/(31 hours and 5 hours of use|5 hours of use and 31 hours)/)
  })

  test('is written down once of hours that were promised and told of: by then one asks what stands already', async () => {
    t.time.now = new Date('2026-10-19T15:00:00Z')
    const by = await aPartnership(t, region, { name: 'Late Hours', visibility: 'public' })
    used = by
    const party_id = (await by.party(by.library)).id
    const promise = {
      kind: 'hours',
      what: 'Reference desk',
      amount: 120,
      from_day: '2026-07-01',
      until_day: '2026-09-30',
    }
    const kit = { kind: 'equipment', what: 'Projector', until_day: '2026-09-30' }
    for (const one of [promise, { ...promise, what: 'Night desk' }, kit])
      await t.db
        .insertInto('commitments')
        .values({ region_id: region.id, id: t.clock().id(), party_id, ...one })
        .execute()
    t.time.now = new Date('2026-10-20T15:00:00Z')
    expect(await proposeGains(t.db, region, t.clock())).toBe(1)
    t.time.now = new Date('2026-10-22T15:00:00Z')
    expect(await proposeGains(t.db, region, t.clock())).toBe(2)
    await log(by.library, [{ week: '2026-09-07', hours: 30, pool: 'Reference desk' }])
    expect(await proposeGains(t.db, region, t.clock())).toBe(1)
    const write = async (words: string, more: Record<string, string> = {}) => {
      const { proposal } = await formOf(by.library.speaker, words)
      const form = { period: '2026-07-01/2026-09-30', partnerships: by.id, proposal, ...more }
      return give(by.library.speaker, by.library.id, form)
    }
    const [promised, told] = [await formOf(by.library.speaker, 'Reference desk'), 'Staff time for']
    expect((await write(told)).status).toBe(303)
    const again = {
      period: '2026-07-01/2026-09-30',
      partnerships: by.id,
      proposal: promised.proposal,
      told: 'Our desk',
    }
    const answer = await give(by.library.speaker, by.library.id, again)
    expect(answer.status).toBe(422)
    for (const words of ['each hour counts once', 'Our desk', promised.proposal]) expect(answer.text).toContain(words)
    const program = await t.as(by.library.speaker).send('POST', '/api/v1/riverbend/contributions', {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...given(by.library.id), ...again, partnerships: [by.id] }),
    })
    expect([program.status, JSON.parse(program.text).errors]).toEqual([
      422,
      { period: [expect.stringContaining('each hour counts once')] },
    ])
    const earlier = { ...again, period: '2026-06' }
    expect((await give(by.library.speaker, by.library.id, earlier)).status).toBe(303)
    expect((await write('Night desk', { period: '2026-06' })).status).toBe(303)
  })
})

describe('a year without a gain', () => {
  test('is said to the coordinator and to that partner, and to nobody else', async () => {
    const quiet = await aPartnership(t, region, { name: 'Quiet work' })
    const tab = `/riverbend/partnerships/${quiet.slug}/benefits`
    const says = 'what Library gains here'
    const read = async (who: Someone) => (await t.as(who).get(tab)).text
    expect(await read(coordinator)).toContain(says)
    expect(await read(quiet.library.speaker)).toContain(says)
    expect(await read(quiet.center.speaker)).not.toContain(says)
    await write(
      gain({ organization: quiet.library.id, partnerships: quiet.id, told: 'At last' }),
      quiet.library.speaker,
    )
    expect(await read(quiet.library.speaker)).not.toContain(says)
  })
})

describe('what flows between partners', () => {
  test('is an arrow from who gave to who gained, counts a thing once, and opens its records', async () => {
    const maps = await aPartnership(t, region, { name: 'Maps', visibility: 'public' })
    const told = {
      organization: maps.library.id,
      partnerships: maps.id,
      others: maps.center.id,
      what: 'skills',
      amount: '',
      unit: '',
    }
    await write(gain({ ...told, told: 'Draws a map', origin: maps.neighbors.id }), maps.library.speaker)
    const gift = {
      ...told,
      organization: maps.center.id,
      others: maps.library.id,
      what: 'expertise',
      told: 'A course',
      origin: maps.neighbors.id,
    }
    expect((await t.as(maps.center.speaker).post('/riverbend/contributions', gain(gift))).status).toBe(303)
    await write(gain({ ...told, told: 'Hidden', visibility: 'circle' }), maps.library.speaker)
    const { items } = JSON.parse((await t.as(null).get('/api/v1/riverbend/map/flows')).text) as {
      items: { from: string }[]
    }
    const flow = { from: maps.center.slug, to: maps.library.slug, things: 1, gains: 1, gifts: 1 }
    expect(items.filter((one) => one.from === maps.center.slug)).toEqual([flow])
    const table = await t.as(null).get('/riverbend/map/table?show=flows')
    const path = `/riverbend/organizations/${maps.library.slug}/ledger?from=${maps.center.slug}`
    expect(table.text).toContain(`href="${path}"`)
    expect((await t.as(null).get('/riverbend/map?flows=yes')).text).toContain(`href="${path}"`)
    expect((await t.as(null).get('/riverbend/map')).text).not.toContain(path)
    const records = (await t.as(null).get(path)).text
    expect(records).toContain('Draws a map')
    expect(records).toContain('A course')
    expect(records).not.toContain('Hidden')
  })
})
