import { beforeAll, describe, expect, test } from 'vitest'
import { house } from '../../../test/house.ts'
import { letters } from '../../../test/letters.ts'
import { aPartnership } from '../../../test/partnerships/factories.ts'
import type { Region } from '../../../test/world.ts'
import { tendPartyAskings } from './asking-upkeeps.ts'

const DAY = 86_400_000
let t: Awaited<ReturnType<typeof house>>
let region: Region
let send: ReturnType<typeof letters>
beforeAll(async () => {
  t = await house()
  t.time.now = new Date('2026-11-02T15:00:00Z')
  region = await t.aRegion()
  send = letters(t)
})
const later = (days = 0) => (t.time.now = new Date(t.time.now.getTime() + days * DAY + 60_000))
type Desk = Awaited<ReturnType<typeof aPartnership>>
const of = (desk: Desk, rest = '') => `/riverbend/partnerships/${desk.slug}${rest}`
const readTag = (page: string) => /name="_read" value="([^"]+)"/.exec(page)?.[1] ?? 'none'

describe('the guided start', () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await aPartnership(t, region, { name: 'Guided', visibility: 'circle' })
    await t.db
      .updateTable('organizations')
      .set({ mission: 'We lend books.', audiences: ['Readers'], skills: ['Cataloging'], spaces: ['The large room'] })
      .where('id', '=', desk.library.id)
      .execute()
  })
  const start = (rest: string) => of(desk, `/charter/start${rest}`)

  test('leads to a page for each of its questions', async () => {
    const as = t.as(desk.library.speaker)
    const start = await as.get(of(desk, '/charter/start'))
    const links = [
      ...start.text.matchAll(/href="(\/riverbend\/partnerships\/[^"]*\/(?:charter\/start\/[^"?]+|roles\/-\/edit))"/g),
    ]
    const answers = await Promise.all(
      [...new Set(links.map(([, link]) => link!))].map(async (link) => [link, (await as.get(link)).status]),
    )
    expect(answers.length).toBeGreaterThan(12)
    expect(answers.filter(([, status]) => status !== 200)).toEqual([])
  })

  test('shows what is answered and what is left, and goes on from question to question', async () => {
    const library = t.as(desk.library.speaker)
    expect((await library.get(start(''))).text).toContain('of 22 questions are answered')
    const question = await library.get(start('/purpose'))
    expect(question.text).toContain('We pool our resources with the common aim')
    const saved = await library.post(start('/purpose'), { _read: readTag(question.text), purpose: 'One desk.' })
    expect(saved.location).toContain('/charter/start/places')
    expect((await library.get(start('/purpose'))).text).toContain('One desk.')
    expect((await t.as(null).get(start(''))).status).toBe(404)
  })

  test('stands filled with what the directory knows, which is saved by nobody but who presses the button', async () => {
    const { id } = await desk.party(desk.library)
    const library = t.as(desk.library.speaker)
    const page = await library.get(start(`/mission-link/${id}`))
    expect(page.text).toContain('>We lend books.</textarea>')
    expect((await desk.party(desk.library)).missionLink).toBe('')
    expect((await library.get(start(`/brings/${id}`))).text).toContain('The large room')
    const gains = await t.as(desk.center.speaker).get(start(`/gains/${(await desk.party(desk.center)).id}`))
    expect(gains.text).toContain('Reach whom Library reaches: Readers')
    await library.post(start(`/brings/${id}`), {
      'promise[]': [''],
      'kind[]': ['hours'],
      'what[]': ['A desk'],
      'amount[]': ['120'],
      'person[]': [''],
      'pool[]': ['Reference staff'],
      'from[]': ['2026-01-01'],
      'until[]': ['2026-12-31'],
      'offer[]': ['space The large room'],
    })
    expect((await desk.party(desk.library)).commitments).toMatchObject([
      { kind: 'hours', amount: 120, pool: 'Reference staff', until: '2026-12-31' },
      { kind: 'space', what: 'The large room' },
    ])
  })

  test('says what is wrong with a promise, and loses nothing', async () => {
    const { id } = await desk.party(desk.library)
    const before = (await desk.party(desk.library)).commitments
    const row = { 'promise[]': '', 'what[]': 'Too much', 'person[]': '', 'pool[]': '', 'from[]': '2026-12-31' }
    const wrong = { 'kind[]': 'hours', 'amount[]': '-5', 'until[]': '2026-01-01' }
    const page = await t.as(desk.library.speaker).post(start(`/brings/${id}`), { ...row, ...wrong })
    expect(page.status).toBe(422)
    for (const kept of ['Too much', 'value="-5"', 'aria-invalid="true"']) expect(page.text).toContain(kept)
    expect((await desk.party(desk.library)).commitments).toEqual(before)
  })

  test('of two who write at once the second sees both versions; what one wrote elsewhere hinders nobody', async () => {
    const [library, center] = [t.as(desk.library.speaker), t.as(desk.center.speaker)]
    const read = readTag((await center.get(start('/decisions'))).text)
    await library.post(start('/leaving'), { leaving: 'After three months.' })
    expect((await center.post(start('/decisions'), { _read: read, decisions: 'Together.' })).status).toBe(303)
    const late = await library.post(start('/decisions'), { _read: read, decisions: 'Each alone.' })
    expect(late.status).toBe(409)
    for (const both of ['Together.', 'Each alone.']) expect(late.text).toContain(both)
    const again = { _read: readTag(late.text), decisions: 'Each alone, mostly.' }
    expect((await library.post(start('/decisions'), again)).status).toBe(303)
    expect(await desk.read()).toMatchObject({ decisions: 'Each alone, mostly.', leaving: 'After three months.' })
  })

  test('a program that read an older version is told what stands there now', async () => {
    const path = `/api/v1${of(desk, '/charter')}`
    const old = (await t.as(desk.library.speaker).get(path)).headers.get('etag')!
    const patch = (body: object) =>
      t.as(desk.library.speaker).send('PATCH', path, {
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', 'if-match': old },
      })
    expect((await patch({ purpose: 'Another desk.' })).status).toBe(200)
    expect((await patch({ purpose: 'A third desk.' })).status).toBe(412)
    expect((await desk.read()).purpose).toBe('Another desk.')
  })
})

describe('since one last looked', () => {
  test('each member is told what changed, and opening a page changes nothing', async () => {
    const desk = await aPartnership(t, region, { name: 'Looked at' })
    const [library, center] = [t.as(desk.library.speaker), t.as(desk.center.speaker)]
    await center.post(of(desk, '/charter/looks'))
    await library.post(of(desk, '/charter/start/purpose'), { purpose: 'One desk.' })
    for (let n = 0; n < 2; n += 1)
      expect((await center.get(of(desk, '/charter'))).text).toContain('1 change since November 2, 2026')
    expect((await center.get(of(desk, '/charter/differences?from=looked&to=draft'))).text).toContain('One desk.')
    // Who wrote it knows it.
    expect((await library.get(of(desk, '/charter'))).text).toContain('Nothing has changed since')
    await center.post(of(desk, '/charter/looks'))
    expect((await center.get(of(desk, '/charter'))).text).toContain('Nothing has changed since')
  })
})

describe('a partner that is asked for its part', () => {
  let desk: Desk
  let link: string
  const ask = async (what = 'askings') => {
    const { id } = await desk.party(desk.center)
    return t.as(desk.library.speaker).post(of(desk, `/parties/${id}/${what}`), { back: 'start' })
  }
  const mailed = async () => {
    const mail = await send(desk.center.contact.email)
    return /http:\/\/localhost:4000(\/riverbend\/l\/[\w-]{43})/.exec(mail?.text ?? '')?.[1] ?? 'no link'
  }
  const said = (more: Record<string, string | string[]>) => ({
    missionLink: 'Data that nobody asks for changes nothing.',
    expectedBenefits: 'An audience.',
    'promise[]': [''],
    'kind[]': ['hours'],
    'what[]': ['Answers'],
    'amount[]': ['60'],
    'person[]': [''],
    'pool[]': ['Data team'],
    'from[]': [''],
    'until[]': [''],
    ...more,
  })
  beforeAll(async () => {
    desk = await aPartnership(t, region, { name: 'Asked', visibility: 'circle' })
    later()
    expect((await ask()).location).toContain('/charter/start?done=asked')
    link = await mailed()
  })

  test('opens its link without an account, as often as one likes, and that changes nothing', async () => {
    const before = await desk.read()
    for (let n = 0; n < 3; n += 1) {
      const page = await t.as(null).get(link)
      expect(page.status).toBe(200)
      expect(page.text).toContain('Anyone can ask about the place they live in.')
    }
    expect(await desk.read()).toEqual(before)
    expect((await t.as(null).get(of(desk))).status).toBe(404)
  })

  test('keeps what it typed, and finds it again by any of its links', async () => {
    later()
    const kept = await t.as(null).post(link, said({ do: 'keep', missionLink: 'Half a sent' }))
    expect(kept.text).toContain('Kept.')
    later(1)
    await ask('reminders')
    const other = await mailed()
    expect(other).not.toBe(link)
    expect((await t.as(null).get(other)).text).toContain('Half a sent')
    expect((await desk.party(desk.center)).missionLink).toBe('')
  })

  test('writes its part into the draft, with a word to the others, and whoever asked is told', async () => {
    later()
    const sent = await t.as(null).post(link, said({ do: 'send', word: 'Let us talk about July.' }))
    expect(sent.location).toContain('done=sent')
    expect(await desk.party(desk.center)).toMatchObject({
      missionLink: 'Data that nobody asks for changes nothing.',
      commitments: [{ kind: 'hours', amount: 60, pool: 'Data team' }],
    })
    expect((await t.as(desk.library.speaker).get(of(desk, '/charter'))).text).toContain('Let us talk about July.')
    const mail = await send(desk.library.speaker.email!)
    expect(mail?.subject).toBe('Center wrote its part of Asked')
    const entry = (await t.journal(region)).findLast((one) => one.verb === 'partnership.party-answered')
    expect(entry).toMatchObject({ actor_kind: 'link', for_organization_id: desk.center.id })
  })

  test('that changes it again after somebody else did sees both', async () => {
    const read = readTag((await t.as(null).get(link)).text)
    const { id } = await desk.party(desk.center)
    await t.as(desk.library.speaker).post(of(desk, `/charter/start/mission-link/${id}`), { missionLink: 'Changed.' })
    later()
    const late = await t.as(null).post(link, said({ do: 'send', missionLink: 'Mine.', _read: read }))
    expect(late.status).toBe(409)
    for (const both of ['Mine.', 'Changed.']) expect(late.text).toContain(both)
  })

  test('that comes too late gets back what it typed', async () => {
    const { id } = await desk.party(desk.center)
    await t.as(desk.library.speaker).post(of(desk, `/parties/${id}/askings`))
    const old = link
    link = await mailed()
    expect(link).not.toBe(old)
    const back = t.time.now
    later(60)
    const late = await t.as(null).post(link, said({ do: 'send', missionLink: 'All that we wrote.' }))
    t.time.now = back
    expect(late.status).toBe(410)
    expect(late.text).toContain('All that we wrote.')
  })

  test('is reminded once by itself, halfway, and never when it has answered', async () => {
    await ask()
    await mailed()
    const back = t.time.now
    later(16)
    const reminders = async () =>
      (await t.journal(region)).filter((one) => one.verb === 'partnership.party-reminded').length
    const before = await reminders()
    await tendPartyAskings(t.db, t.clock())
    await tendPartyAskings(t.db, t.clock())
    expect(await reminders()).toBe(before + 1)
    t.time.now = back
    expect((await ask('reminders')).status).toBe(409)
  })
})

describe('who takes part', () => {
  test('a partner joins, is told, and finds what it said when it was a partner before', async () => {
    const desk = await aPartnership(t, region, { name: 'Open doors', visibility: 'circle' })
    const school = await t.anOrganization(region, { name: 'The School' })
    const speaker = await t.aMember(region, 'representative', school.id)
    const library = t.as(desk.library.speaker)
    expect((await t.as(speaker).get(of(desk))).status).toBe(404)
    expect((await library.post(of(desk, '/parties'), { organization: 'The School' })).status).toBe(303)
    expect((await t.as(speaker).get(of(desk))).status).toBe(200)
    expect((await send(speaker.email!))?.subject).toBe('Your organization takes part in Open doors')
    expect((await library.post(of(desk, '/parties'), { organization: school.id })).text).toContain(
      'is a partner already',
    )
    const party = (await desk.read()).parties.find((one) => one.organization.id === school.id)!
    await t.as(speaker).post(of(desk, `/charter/start/gains/${party.id}`), { expectedBenefits: 'Pupils.' })
    const day = '2026-11-02'
    expect((await library.post(of(desk, `/parties/${party.id}/departure`), { day })).status).toBe(403)
    expect((await t.as(speaker).post(of(desk, `/parties/${party.id}/departure`), { day: '2099-01-01' })).status).toBe(
      422,
    )
    const left = await t.as(speaker).post(of(desk, `/parties/${party.id}/departure`), { day, why: 'No time.' })
    expect(left.location).toBe('/riverbend/partnerships')
    expect((await t.as(speaker).get(of(desk))).status).toBe(404)
    expect((await send(desk.library.leader.email))?.text).toContain('No time.')
    await library.post(of(desk, '/parties'), { organization: school.id })
    const again = (await desk.read()).parties.filter((one) => one.organization.id === school.id)
    expect(again).toMatchObject([
      { leftOn: null, expectedBenefits: 'Pupils.' },
      { leftOn: day, leftWhy: 'No time.' },
    ])
  })

  test('with the last partner the partnership ends, loses nothing, and the last one goes on seeing it', async () => {
    const desk = await aPartnership(t, region, { name: 'Last one', visibility: 'circle', since: '2025-03' })
    const leave = async (who: Desk['library']) => {
      const { id } = await desk.party(who)
      const path = of(desk, `/parties/${id}/departure`)
      return {
        page: await t.as(who.speaker).get(path),
        done: await t.as(who.speaker).post(path, { day: '2026-10-31' }),
      }
    }
    await leave(desk.center)
    await leave(desk.neighbors)
    const last = await leave(desk.library)
    expect(last.page.text).toContain('Library is the last partner.')
    expect(last.done.status).toBe(303)
    expect(await desk.read()).toMatchObject({
      period: '2025-03/2026-10-31',
      mission: expect.stringContaining('Anyone'),
    })
    expect((await t.as(desk.library.speaker).get(of(desk))).status).toBe(200)
    expect((await t.as(null).get('/riverbend/partnerships?show=ended')).text).not.toContain('Last one')
    expect((await t.as(desk.library.speaker).get('/riverbend/partnerships?show=ended')).text).toContain('Last one')
  })

  test('all of it ends, its partners are told, and it can go on', async () => {
    const desk = await aPartnership(t, region, { name: 'Ending', since: '2025' })
    const library = t.as(desk.library.speaker)
    const ended = await library.post(of(desk, '/end'), { day: '2026-10-31', why: 'The grant is over.' })
    expect(ended.status).toBe(303)
    const page = await library.get(of(desk, '/charter'))
    expect(page.text).toContain('This partnership ended on October 31, 2026.')
    expect(page.text).toContain('The grant is over.')
    expect((await send(desk.center.leader.email))?.subject).toBe('Ending has ended')
    await library.post(of(desk, '/charter/start/period'), { since: '2025', until: '' })
    expect((await library.get(of(desk, '/charter'))).text).not.toContain('This partnership ended')
  })
})
