import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { hidden } from '../../test/editing.ts'
import { type Someone, house } from '../../test/house.ts'
import { giveAccess } from '../account/members.ts'
import { createPerson } from '../account/persons.ts'
import { type Post, announce, deliverDue } from '../journal/deliveries.ts'
import { systemActor } from '../platform/actor.ts'
import { TIME_ZONES } from '../region/forms.ts'
import { findRegionById } from '../region/regions.ts'
import { changeForm } from './forms.ts'
import { askAboutFaded } from './fadings.ts'
import { asksAgain } from './rules.ts'
import { listTies } from './tie-lists.ts'
import { proposeTie } from './tie-proposals.ts'

const home = await house()
const { as, db, time, mailbox } = home
const on = (day: string, hour = 15) => void (time.now = new Date(`${day}T${String(hour).padStart(2, '0')}:00:00Z`))
/** Of that day a year later nothing more is asked: the next day is one too many. */
const [TOLD, LAST, NEXT] = ['2025-09-15', '2026-09-15', '2026-09-16']

on('2025-09-01')
const region = await home.aRegion()
const library = await home.anOrganization(region, { name: 'Ferry Street Library' })
const center = await home.anOrganization(region, { name: 'Three Counties Data Center', sector: 'intermediary' })
const school = await home.anOrganization(region, { name: 'Hollis School', sector: 'academic' })
const ofLibrary = await home.aMember(region, 'representative', library.id)
const ofCenter = await home.aMember(region, 'leader', center.id)
const coordinator = await home.aMember(region, 'coordinator')
const viewer = await home.aMember(region, 'viewer')

const post: Post = {
  db,
  mail: home.parts.mail,
  rooms: home.parts.rooms,
  clock: home.clock,
  origin: 'http://localhost:4000',
  regionById: findRegionById,
}
const deliver = async () => {
  while ((await announce(post)) > 0) continue
  while ((await deliverDue(post)) > 0) continue
  return mailbox.splice(0)
}
/** What the clock does each minute, and the letters that come of it. */
const sweep = async () => {
  const asked = await askAboutFaded(db, home.clock())
  return { asked, mails: await deliver() }
}
const later = () => void (time.now = new Date(time.now.getTime() + 60_000))
const page = (tie: string) => `/riverbend/ties/${tie}`
const act = (who: Someone | null, tie: string, what: string, form: Record<string, string> = {}) => {
  later()
  return as(who).post(`${page(tie)}/${what}`, form)
}
let year = 1700
/** A tie that the library tells of, each with another beginning. */
const aTie = async (other = center, form: Record<string, string> = {}) => {
  year += 1
  later()
  const typed = { other: other.slug, kind: 'works-together', strength: '4', visibility: 'public', since: String(year) }
  const made = await as(ofLibrary).post(`/riverbend/organizations/${library.slug}/ties/new`, { ...typed, ...form })
  return /ties\/([0-9a-f-]{36})/.exec(made.location ?? '')?.[1] ?? ''
}
/** The same, confirmed by the center with a strength of its own. */
const aConfirmedTie = async (form: Record<string, string> = {}) => {
  const tie = await aTie(center, form)
  await act(ofCenter, tie, 'confirmation', { strength: '2' })
  return tie
}
const json = async (who: Someone | null, path: string) => JSON.parse((await as(who).get(path)).text)
const read = (who: Someone | null, tie: string) => json(who, `/api/v1/riverbend/ties/${tie}`)
const listed = async (who: Someone | null, query = 'waits=faded') =>
  (await json(who, `/api/v1/riverbend/ties?limit=200&${query}`)).items.map((tie: { id: string }) => tie.id)
const waiting = async (who: Someone, path: string) =>
  /href="([^"]*waits=faded)">([^<]*)/.exec((await as(who).get(path)).text)?.slice(1)
const fadings = async (tie: string) =>
  (await home.journal(region)).filter((entry) => entry.record_id === tie && entry.verb === 'tie.faded')
const linksIn = (text = '') => [...text.matchAll(/\/riverbend\/l\/[\w-]{43}/g)].map(([link]) => link)

beforeEach(async () => {
  // Each test begins with nothing to ask about.
  await db.deleteFrom('records').where('region_id', '=', region.id).where('kind', 'in', ['tie', 'contact']).execute()
  await db.deleteFrom('fading_rounds').execute()
  await db.updateTable('regions').set({ fading_months: 12 }).where('region_id', '=', region.id).execute()
  on(TOLD)
  await deliver()
})

describe('a tie of which nothing was heard for twelve months', () => {
  test('asks both sides one question, where they see what waits and by mail', async () => {
    const tie = await aConfirmedTie()
    await deliver()
    on(LAST)
    expect(await sweep()).toEqual({ asked: 0, mails: [] })
    for (const who of [ofLibrary, ofCenter]) expect(await listed(who)).toEqual([])
    expect(await read(null, tie)).toMatchObject({ lastHeard: TOLD, faded: false })

    on(NEXT)
    const { asked, mails } = await sweep()
    expect(asked).toBe(1)
    expect(mails.map((mail) => mail.to.address).toSorted()).toEqual([ofLibrary.email, ofCenter.email].toSorted())
    for (const mail of mails) {
      expect(mail.subject).toMatch(/^Is this still so\? .*Ferry Street Library/)
      expect(mail.text).toContain('Nothing has been heard of this tie for 12 months or longer. Is it still so?')
      expect(mail.text).toContain('Last heard of on September 15, 2025')
      expect(linksIn(mail.text)).toHaveLength(1)
    }
    for (const who of [ofLibrary, ofCenter]) {
      for (const path of ['/riverbend', '/me'])
        expect(await waiting(who, path), path).toEqual([
          '/riverbend/ties?waits=faded',
          '1 tie of which nothing was heard for long: is it still so?',
        ])
      expect(await listed(who)).toEqual([tie])
      expect((await as(who).get('/riverbend/ties?waits=faded')).text).toContain(`action="${page(tie)}/renewal"`)
      expect((await as(who).get(page(tie))).text).toContain('Is it still so, seen from ')
    }
    for (const who of [coordinator, viewer, null]) {
      expect(await listed(who)).toEqual([])
      const { text } = await as(who).get(page(tie))
      expect(text).toContain('Nothing has been heard of this tie since September 15, 2025. Both sides are asked')
      expect(text).not.toContain('/renewal')
    }
    expect(await read(null, tie)).toMatchObject({ lastHeard: TOLD, faded: true })
    expect((await as(ofLibrary).get(`/es/riverbend/ties/${tie}`)).text).toContain('Sigue siendo así: fuerza 4')
  })

  test('asks once, however often and however much later one looks', async () => {
    const tie = await aConfirmedTie()
    on(NEXT)
    expect((await sweep()).mails).toHaveLength(2)
    for (const day of [NEXT, '2026-09-17', '2026-12-01', '2028-01-01', NEXT]) {
      on(day, 18)
      expect(await sweep(), day).toEqual({ asked: 0, mails: [] })
    }
    expect(await fadings(tie)).toHaveLength(1)
    expect(await listed(ofLibrary)).toEqual([tie])
  })

  test('is asked about once by several processes that look at once', async () => {
    const tie = await aConfirmedTie()
    await deliver()
    on(NEXT)
    const asked = await Promise.all([1, 2, 3, 4].map(() => askAboutFaded(db, home.clock())))
    expect(asked.toSorted()).toEqual([0, 0, 0, 1])
    expect(await fadings(tie)).toHaveLength(1)
  })

  test('is fresh again for both when one presses the button; the other is asked no more', async () => {
    const tie = await aConfirmedTie()
    on(NEXT)
    const { mails } = await sweep()
    const form = /<form[^>]*action="[^"]*\/renewal"[\s\S]*?<\/form>/.exec((await as(ofCenter).get(page(tie))).text)![0]
    expect(form).toContain('Still so: strength 2, they exchange information')
    expect((await act(ofCenter, tie, 'renewal', { _key: hidden(form, '_key')! })).status).toBe(303)

    const told = await read(ofLibrary, tie)
    expect(told).toMatchObject({ state: 'confirmed', strength: 2, lastHeard: NEXT, faded: false })
    expect(told.statements.at(-1)).toMatchObject({ organization: center.id, verdict: 'confirms', strength: 2 })
    expect((await home.journal(region)).at(-1)).toMatchObject({ verb: 'tie.renewed', for_organization_id: center.id })
    for (const who of [ofLibrary, ofCenter]) {
      expect(await listed(who)).toEqual([])
      expect(await waiting(who, '/riverbend')).toBeUndefined()
    }
    expect((await as(ofLibrary).get(page(tie))).text).not.toContain('/renewal')
    const [link] = linksIn(mails.find((mail) => mail.to.address === ofLibrary.email)?.text)
    const late = await as(null).get(link!)
    expect([late.status, late.text]).toEqual([
      200,
      expect.stringContaining('this tie was last heard of on September 16, 2026. Nothing is left to do here.'),
    ])

    on('2027-09-16')
    expect((await sweep()).asked).toBe(0)
    on('2027-09-17')
    expect((await sweep()).mails).toHaveLength(2)
    expect(await fadings(tie)).toHaveLength(2)
  })

  test('is heard of when the two spoke, also when that is logged afterwards', async () => {
    const tie = await aConfirmedTie()
    on(NEXT)
    expect((await sweep()).asked).toBe(1)
    const contact = {
      with: 'Three Counties Data Center',
      by: library.id,
      spokeWith: 'Lee',
      day: '2026-03-01',
      how: 'phone',
      about: 'A',
    }
    expect((await as(ofLibrary).post('/riverbend/contacts', contact)).status).toBe(303)
    for (const who of [ofLibrary, ofCenter]) expect(await listed(who)).toEqual([])
    expect(await read(coordinator, tie)).toMatchObject({ lastHeard: '2026-03-01', faded: false })
    // Who may not know of it sees what was said.
    expect(await read(viewer, tie)).toMatchObject({ lastHeard: TOLD, faded: true })
    on('2027-03-01')
    expect((await sweep()).asked).toBe(0)
    on('2027-03-02')
    expect((await sweep()).asked).toBe(1)
  })

  test('is answered in the letter of a side that has not spoken by what it never said', async () => {
    const tie = await aTie()
    await deliver()
    on(NEXT)
    const { mails } = await sweep()
    expect(mails).toHaveLength(2)
    expect(await listed(ofLibrary)).toEqual([tie])
    // Its one question is still the first one.
    expect([await listed(ofCenter), await listed(ofCenter, 'waits=me')]).toEqual([[], [tie]])
    const [link] = linksIn(mails.find((mail) => mail.to.address === ofCenter.email)?.text)
    expect((await as(null).get(link!)).text).toContain('How strong is it, seen from Three Counties Data Center?')
    expect((await as(null).post(link!, { answer: 'renews' })).status).toBe(403)
    expect((await as(null).post(link!, { answer: 'confirms', strength: '3' })).status).toBe(200)
    expect(await read(null, tie)).toMatchObject({ state: 'confirmed', faded: false })
    expect(await listed(ofLibrary)).toEqual([])
  })
})

describe('the link in the letter', () => {
  const asked = async () => {
    const tie = await aConfirmedTie()
    await deliver()
    on(NEXT)
    const { mails } = await sweep()
    const [link] = linksIn(mails.find((mail) => mail.to.address === ofCenter.email)?.text)
    return { tie, link: link! }
  }

  test('needs no account; a scanner that opens it changes nothing; the button works once', async () => {
    const { tie, link } = await asked()
    const before = (await home.journal(region)).length
    for (const _ of [1, 2, 3]) {
      const { status, text } = await as(null).get(link)
      expect([status, text]).toEqual([200, expect.stringContaining('Is this still so?')])
      expect(text).toContain('Still so: strength 2, they exchange information')
    }
    expect((await home.journal(region)).length).toBe(before)
    const answers = await Promise.all(Array.from({ length: 10 }, () => as(null).post(link, { answer: 'renews' })))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ status }) => status >= 500)).toEqual([])
    expect(answers.find(({ status }) => status === 200)?.text).toContain('The tie stays on the map as it is.')
    const entries = (await home.journal(region)).filter((entry) => entry.verb === 'tie.renewed')
    expect(entries.filter((entry) => entry.record_id === tie)).toMatchObject([
      { actor_kind: 'link', actor_id: ofCenter.actor.personId, for_organization_id: center.id },
    ])
    expect(await read(null, tie)).toMatchObject({ lastHeard: NEXT, faded: false, strength: 2 })
    expect((await as(null).get(link)).status).toBe(410)
  })

  test('takes that it is over', async () => {
    const { tie, link } = await asked()
    for (const until of ['', 'some day', '1600']) {
      const wrong = await as(null).post(link, { answer: 'ends', until })
      expect([until, wrong.status, /<details[^>]* open/.test(wrong.text)]).toEqual([until, 422, true])
    }
    const done = await as(null).post(link, { answer: 'ends', until: '2026-05' })
    expect([done.status, done.text]).toEqual([200, expect.stringContaining('The tie is over')])
    expect(await read(null, tie)).toMatchObject({ ended: true, faded: false })
    for (const who of [ofLibrary, ofCenter]) expect(await listed(who, 'waits=faded&ended=all')).toEqual([])
  })

  test('takes that it is not so', async () => {
    const { tie, link } = await asked()
    expect((await as(null).post(link, { answer: 'disputes' })).status).toBe(422)
    expect((await as(null).post(link, { answer: 'disputes', note: 'It never was' })).status).toBe(200)
    expect((await as(null).get(page(tie))).status).toBe(404)
    for (const who of [ofLibrary, ofCenter]) expect(await listed(who)).toEqual([])
  })
})

describe('nobody is asked', () => {
  test('about what is disputed, over, planned or removed', async () => {
    const ties = [await aConfirmedTie(), await aConfirmedTie(), await aTie(), await aConfirmedTie()]
    await act(ofCenter, ties[0]!, 'dispute', { note: 'No' })
    await act(ofCenter, ties[1]!, 'end', { until: '2025' })
    await act(ofLibrary, ties[2]!, 'removal')
    const planned = await aConfirmedTie({ since: '2030' })
    await db
      .updateTable('ties')
      .set({ period: '1999/2025-12-31', period_last: '2025-12-31' })
      .where('id', '=', ties[3]!)
      .execute()
    on(NEXT)
    await deliver()
    expect(await sweep()).toEqual({ asked: 0, mails: [] })
    for (const who of [ofLibrary, ofCenter])
      for (const query of ['waits=faded', 'waits=faded&ended=all', 'waits=faded&state=disputed'])
        expect(await listed(who, query)).toEqual([])
    on('2031-01-02')
    expect((await sweep()).asked).toBe(1)
    expect(await fadings(planned)).toHaveLength(1)
  })

  test('about an organization that is there no more', async () => {
    await aConfirmedTie()
    const ended = { ended: '2026', ended_first: '2026-01-01', ended_last: '2026-12-31' }
    await db.updateTable('organizations').set(ended).where('id', '=', center.id).execute()
    on(NEXT)
    await deliver()
    expect(await sweep()).toEqual({ asked: 0, mails: [] })
    expect(await listed(ofLibrary)).toEqual([])
    const goesOn = { ended: null, ended_first: null, ended_last: null }
    await db.updateTable('organizations').set(goesOn).where('id', '=', center.id).execute()
  })

  test('where nobody speaks for a side, until somebody does', async () => {
    const fund = await home.anOrganization(region, { name: 'River Fund', sector: 'funder' })
    const input = { other: school.slug, kind: 'funds', visibility: 'public' }
    const made = await as(coordinator).post(`/riverbend/organizations/${fund.slug}/ties/new`, input)
    const tie = /ties\/([0-9a-f-]{36})/.exec(made.location ?? '')![1]!
    on(NEXT)
    expect(await sweep()).toEqual({ asked: 0, mails: [] })
    const speaker = await createPerson(db, region.system, { name: 'Ida Fund', email: 'ida@fund.example' }, home.clock())
    const access = { access: 'representative' as const, organizationIds: [fund.id] }
    await giveAccess(db, region.system, region, speaker.id, access, home.clock())
    await deliver()
    on('2026-09-17')
    const { asked, mails } = await sweep()
    expect([asked, mails.map((mail) => mail.to.address)]).toEqual([1, ['ida@fund.example']])
    on('2026-09-18')
    expect((await sweep()).asked).toBe(0)
    expect(await fadings(tie)).toHaveLength(1)
  })

  test('who has unsubscribed from these questions, nor in the quiet hours of who has not', async () => {
    const wish = (who: Someone, topics: string[], quiet = {}) =>
      as(who).post('/me/notifications', { region: region.id, topics, ...quiet })
    expect((await as(ofCenter).get('/me')).text).toContain('Ties of my organizations that have not been heard of')
    await wish(ofCenter, ['ties'])
    await wish(ofLibrary, ['ties', 'fading'], { quietFrom: '20', quietUntil: '7' })
    await aConfirmedTie()
    await deliver()
    on('2026-09-17', 1)
    expect(await sweep()).toEqual({ asked: 1, mails: [] })
    on('2026-09-17', 12)
    expect((await deliver()).map((mail) => mail.to.address)).toEqual([ofLibrary.email])
    expect(await listed(ofCenter)).toHaveLength(1)
    for (const who of [ofCenter, ofLibrary]) await wish(who, ['ties', 'fading'])
  })

  test('after they answered before the letter was written', async () => {
    const tie = await aConfirmedTie()
    await deliver()
    on(NEXT)
    await askAboutFaded(db, home.clock())
    await act(ofLibrary, tie, 'renewal')
    expect(await deliver()).toEqual([])
  })
})

test('about several ties one letter asks, and about no more than twenty a day', async () => {
  const ties = []
  for (let n = 0; n < 23; n += 1) ties.push(await aTie(school))
  await deliver()
  on(NEXT)
  const first = await sweep()
  expect([first.asked, first.mails.map((mail) => mail.to.address)]).toEqual([20, [ofLibrary.email]])
  expect(first.mails[0]?.subject).toBe('Are these 20 ties still so?')
  expect(new Set(linksIn(first.mails[0]?.text)).size).toBe(20)
  expect(first.mails[0]?.text).toContain('Each link works once, for 30 days')
  expect(await listed(ofLibrary)).toHaveLength(23)
  on('2026-09-17')
  const second = await sweep()
  expect([second.asked, second.mails[0]?.subject]).toEqual([3, 'Are these 3 ties still so?'])
  on('2026-09-18')
  expect((await sweep()).asked).toBe(0)
  for (const tie of ties) expect(await fadings(tie)).toHaveLength(1)
})

describe('that it is still so', () => {
  test('says a side that has confirmed, once a day, and nobody else', async () => {
    const tie = await aTie()
    for (const who of [ofCenter, coordinator, viewer]) expect((await act(who, tie, 'renewal')).status).toBe(403)
    const again = await act(ofLibrary, tie, 'renewal')
    expect([again.status, again.text]).toEqual([409, expect.stringContaining('has spoken of this tie today already')])
    on('2025-11-01')
    expect((await act(ofLibrary, tie, 'renewal')).status).toBe(303)
    expect((await act(ofLibrary, tie, 'renewal')).status).toBe(409)
    expect(await read(null, tie)).toMatchObject({ state: 'claimed', strength: 4, lastHeard: '2025-11-01' })
    on('2025-11-02')
    await act(ofLibrary, tie, 'dispute', { note: 'No' })
    expect((await act(ofLibrary, tie, 'renewal')).status).toBe(403)
  })

  test('programs say it too', async () => {
    const tie = await aConfirmedTie()
    on(NEXT)
    const send = (who: Someone) =>
      as(who).send('POST', `/api/v1/riverbend/ties/${tie}/renewal`, {
        headers: { 'content-type': 'application/json' },
        body: '{}',
      })
    expect((await send(viewer)).status).toBe(403)
    const done = await send(ofCenter)
    expect([done.status, JSON.parse(done.text)]).toEqual([
      200,
      expect.objectContaining({ lastHeard: NEXT, faded: false, strength: 2 }),
    ])
    expect((await send(ofCenter)).status).toBe(409)
  })
})

test('that two did not speak for long is told to those who would know if they had', async () => {
  const tie = await aConfirmedTie()
  on(NEXT)
  await sweep()
  const history = async (who: Someone | null) => (await as(who).get(`${page(tie)}/history`)).text
  for (const who of [coordinator, ofLibrary, ofCenter]) expect(await history(who)).toContain('Nothing was heard of it')
  for (const who of [viewer, null]) expect(await history(who)).not.toContain('Nothing was heard of it')
  const feed = async (who: Someone | null) => (await as(who).get('/riverbend/journal')).text
  expect(await feed(coordinator)).toContain('both sides were asked whether it is still so')
  for (const who of [ofLibrary, viewer, null]) expect(await feed(who)).not.toContain('is still so')
})

describe('after how many months', () => {
  const set = (fadingMonths: unknown) =>
    as(coordinator).send('PATCH', '/api/v1/riverbend/settings', {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ fadingMonths }),
    })

  test('the region says, from one to 120', async () => {
    const tie = await aConfirmedTie()
    for (const wrong of [0, 121, 1.5, 'soon', '']) expect([wrong, (await set(wrong)).status]).toEqual([wrong, 422])
    expect((await json(null, '/api/v1/riverbend')).fadingMonths).toBe(12)

    expect((await set(6)).status).toBe(200)
    expect((await json(null, '/api/v1/riverbend')).fadingMonths).toBe(6)
    expect((await as(coordinator).get('/riverbend/settings')).text).toMatch(
      /<input[^>]*value="6"[^>]*name="fadingMonths"/,
    )
    const mapTie = async () => (await json(null, '/api/v1/riverbend/map/ties')).items[0].faded
    on('2026-03-15')
    expect([(await sweep()).asked, await mapTie(), (await read(null, tie)).faded]).toEqual([0, false, false])
    on('2026-03-16')
    const { mails } = await sweep()
    expect([mails.length, await mapTie(), (await read(null, tie)).faded]).toEqual([2, true, true])
    expect(mails[0]?.text).toContain('for 6 months or longer')
    expect((await as(null).get('/riverbend/map')).text).toContain('Pale: nothing heard for 6 months')
    expect((await as(null).get(`/riverbend/map?focus=${library.slug}`)).text).toContain(
      'Nothing heard since September 15, 2025. Is it still so?',
    )

    expect((await set(24)).status).toBe(200)
    expect([await mapTie(), await listed(ofLibrary)]).toEqual([false, []])
    // It was asked about since it was last heard of.
    on('2027-09-16')
    const { items } = await listTies(db, ofLibrary.actor, { waits: 'faded', today: '2027-09-16' })
    expect([(await sweep()).asked, items.map(({ id }) => id)]).toEqual([0, [tie]])
  })

  test.each([1, 7, 12, 120])('%i: lists ask about just what the pages ask about', async (months) => {
    await db.updateTable('regions').set({ fading_months: months }).where('region_id', '=', region.id).execute()
    for (const told of ['2024-01-31', '2024-02-29', '2025-02-28', '2025-08-31', TOLD]) {
      // The evening is another day in Riverbend than in Greenwich.
      for (const hour of ['T15:00:00Z', 'T02:00:00Z']) {
        const tie = await aConfirmedTie()
        const said = { said_at: new Date(`${told}${hour}`) }
        await db.updateTable('tie_statements').set(said).where('tie_id', '=', tie).execute()
      }
    }
    const system = systemActor(region.id)
    for (const today of ['2024-02-29', '2024-03-01', '2025-02-28', '2025-03-01', '2026-03-31', '2026-09-15', NEXT]) {
      const { items } = await listTies(db, system, { today })
      const asked = await listTies(db, ofLibrary.actor, { today, waits: 'faded' })
      const byRule = items.filter((tie) => asksAgain(tie, today)).map(({ id }) => id)
      expect([today, asked.items.map(({ id }) => id).toSorted()]).toEqual([today, byRule.toSorted()])
    }
  })
})

test('a region that cannot be asked keeps no other from it, and is asked as soon as it can be', async () => {
  const broken = await home.aRegion('broken')
  const [one, other] = [
    await home.anOrganization(broken, { name: 'One' }),
    await home.anOrganization(broken, { name: 'Other' }),
  ]
  await home.aMember(broken, 'representative', one.id)
  const input = { organization: one.id, other: other.id, kind: 'funds', direction: 'forward' as const }
  await proposeTie(db, broken.system, { ...changeForm.parse({}), ...input }, home.clock())
  const tie = await aConfirmedTie()
  await deliver()
  const refuse = sql`alter table tie_fadings add constraint broken check (region_id <> '${sql.raw(broken.id)}')`
  await refuse.execute(db)
  on(NEXT)
  await expect(askAboutFaded(db, home.clock())).rejects.toThrow('Not every region could be asked')
  expect(await fadings(tie)).toHaveLength(1)
  await sql`alter table tie_fadings drop constraint broken`.execute(db)
  expect(await askAboutFaded(db, home.clock())).toBe(1)
  expect(await askAboutFaded(db, home.clock())).toBe(0)
})

test('the database knows every time zone that a region can choose', async () => {
  const { rows } = await sql<{ name: string }>`select name from pg_timezone_names`.execute(db)
  const known = new Set(rows.map(({ name }) => name))
  expect(TIME_ZONES.filter((zone) => !known.has(zone))).toEqual([])
})
