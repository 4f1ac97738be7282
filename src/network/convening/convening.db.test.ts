import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { type Someone, house } from '../../../test/house.ts'
import { startServer } from '../../../server.ts'
import { closeDueMeetings, forgetOldMeetings, LINES_KEPT_DAYS } from './meetings.ts'

const h = await house()
const region = await h.aRegion()
const coordinator = await h.aMember(region, 'coordinator')
const viewer = await h.aMember(region, 'viewer')
const library = await h.anOrganization(region, { name: 'Carnegie Library of Alder', sector: 'library' })
await h.anOrganization(region, { name: 'Regional Data Center', sector: 'intermediary' })
await h.anOrganization(region, { name: 'Hidden Society', visibility: 'region' })

const KIND = 'works-together'
let keys = 0
const key = () => `key-${(keys += 1)}`
const textOf = (html: string) => html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')
const leads = (path: string, form: Record<string, string | string[]> = {}) =>
  h.as(coordinator).post(`/riverbend/map/meetings${path}`, { _key: key(), ...form })

/** An open meeting: its id, and the code that stands on its wall. */
async function aMeeting(form: Record<string, string | string[]> = {}) {
  const made = await leads('', { title: 'Spring convening', asks: 'both', hours: '3', ...form })
  const id = /meetings\/([0-9a-f-]{36})/.exec(made.location!)![1]!
  const wall = await h.as(coordinator).get(`/riverbend/map/meetings/${id}/wall`)
  const code = /wall-code">.*?<\/span>([A-Z0-9 ]+)</s.exec(wall.text)![1]!.trim()
  return { id, code }
}

/** A phone that came in, as somebody who uses the house. */
async function aPhone(code: string, organization = ''): Promise<Someone> {
  const came = await h.as(null).post('/riverbend/meet', { code, organization, _key: key() })
  const cookie = came.headers
    .getSetCookie()
    .find((line) => line.startsWith('tieline_meeting='))!
    .split(';')[0]!
  return { actor: region.public.actor, cookie, email: null, accountId: null }
}
const says = (phone: Someone, from: string, to: string, more: Record<string, string> = {}) =>
  h.as(phone).post('/riverbend/meeting/ties', { from, to, kind: KIND, strength: '', _key: key(), ...more })
const names = (phone: Someone, name: string, more: Record<string, string> = {}) =>
  h.as(phone).post('/riverbend/meeting/organizations', { name, _key: key(), ...more })
const changes = async (meeting: { id: string }, since = 0) => {
  const answer = await h.as(coordinator).get(`/riverbend/map/meetings/${meeting.id}/changes?since=${since}`)
  return JSON.parse(answer.text) as {
    n: number
    data: { people: number; lines: { id: string; kind: string; there: boolean; text: string }[] }
  }
}
const wallSays = async (meeting: { id: string }) =>
  (await changes(meeting)).data.lines.filter((l) => l.there).map((l) => l.text)

describe('a meeting', () => {
  test('is opened by a coordinator, and whoever has its code comes in and adds, without an account', async () => {
    const meeting = await aMeeting()
    expect(meeting.code).toMatch(/^[2-9A-Z]{3} [2-9A-Z]{3}$/)
    const link = await h.as(null).get(`/riverbend/meet/${meeting.code.replace(' ', '').toLowerCase()}`)
    expect([link.status, textOf(link.text)]).toEqual([200, expect.stringContaining('Spring convening')])
    const phone = await aPhone(meeting.code)
    expect((await says(phone, 'Regional Data Center', 'Alder Makers')).status).toBe(303)
    expect((await names(phone, 'Books on Wheels')).status).toBe(303)
    expect((await wallSays(meeting)).toSorted()).toEqual([
      'Alder Makers',
      'Books on Wheels',
      'Regional Data Center',
      'Regional Data Center works together with Alder Makers',
    ])
    const page = textOf((await h.as(phone).get('/riverbend/meeting')).text)
    expect(page).toContain('What you added')
    const wall = await h.as(coordinator).get(`/riverbend/map/meetings/${meeting.id}/wall`)
    expect(textOf(wall.text)).toContain('1 phone · 3 organizations · 1 tie')
    expect(wall.text).toContain('QR code of http://localhost:4000/riverbend/meet/')
  })

  test('is told by its code alone: neither codes nor tokens can be read from the database', async () => {
    const meeting = await aMeeting()
    const phone = await aPhone(meeting.code)
    const rows = [
      ...(await h.db.selectFrom('meetings').selectAll().execute()),
      ...(await h.db.selectFrom('meeting_participants').selectAll().execute()),
    ]
    const all = JSON.stringify(rows, (_, value: unknown) => (Buffer.isBuffer(value) ? value.toString('latin1') : value))
    expect(all).not.toContain(meeting.code.replace(' ', ''))
    expect(all).not.toContain(phone.cookie!.split('=')[1])
  })

  test('takes no wrong code, and after a hundred of them from one address none for a while', async () => {
    const { code } = await aMeeting()
    const wrong = await h.as(null).post('/riverbend/meet', { code: 'CCC CCC' })
    expect([wrong.status, textOf(wrong.text)]).toEqual([422, expect.stringContaining('This code opens no meeting')])
    expect((await h.as(null).get('/riverbend/meet/CCCCCC')).status).toBe(404)
    for (let n = 0; n < 98; n += 1) await h.as(null).post('/riverbend/meet', { code: `CCC ${n}` })
    expect((await h.as(null).post('/riverbend/meet', { code: 'CCC CCC' })).status).toBe(429)
    expect((await h.as(null).post('/riverbend/meet', { code })).status).toBe(429)
    h.time.now = new Date(h.time.now.getTime() + 16 * 60_000)
    expect((await h.as(null).post('/riverbend/meet', { code })).status).toBe(303)
  })

  test('can have another code: the first one opens nothing more, and who is in stays in', async () => {
    const meeting = await aMeeting()
    const phone = await aPhone(meeting.code)
    await leads(`/${meeting.id}/code`)
    expect((await h.as(null).post('/riverbend/meet', { code: meeting.code })).status).toBe(422)
    expect((await names(phone, 'Still In')).status).toBe(303)
    expect(await wallSays(meeting)).toEqual(['Still In'])
  })

  test('asks only for what it is there for', async () => {
    const meeting = await aMeeting({ asks: 'organizations' })
    const phone = await aPhone(meeting.code)
    const page = (await h.as(phone).get('/riverbend/meeting')).text
    expect([page.includes('name="name"'), page.includes('name="from"')]).toEqual([true, false])
    expect((await says(phone, 'A', 'B')).status).toBe(403)
    const ties = await aMeeting({ asks: 'ties', kinds: ['funds'] })
    const other = await aPhone(ties.code)
    expect((await names(other, 'A')).status).toBe(403)
    expect((await says(other, 'Able', 'Baker')).status).toBe(422)
    expect((await says(other, 'Able', 'Baker', { kind: 'funds' })).status).toBe(303)
  })
})

describe('what a phone types', () => {
  test('is one of the directory where the public finds it by this name, and is asked for where it may be', async () => {
    const meeting = await aMeeting()
    const phone = await aPhone(meeting.code)
    const asked = await names(phone, 'carnegie library')
    expect([asked.status, textOf(asked.text)]).toEqual([422, expect.stringContaining('Carnegie Library of Alder')])
    expect(asked.text).toContain(`value="${library.id}"`)
    expect((await names(phone, 'carnegie library', { nameIs: library.id })).status).toBe(303)
    expect((await names(phone, 'REGIONAL data center')).status).toBe(303)
    expect((await names(phone, 'Carnegie Hall', { nameIs: 'new' })).status).toBe(303)
    expect(await wallSays(meeting)).toEqual(['Carnegie Library of Alder', 'Regional Data Center', 'Carnegie Hall'])
  })

  test('tells nothing of what the public does not see', async () => {
    const meeting = await aMeeting()
    const phone = await aPhone(meeting.code)
    const page = await h.as(phone).get('/riverbend/meeting')
    expect([page.text.includes('Regional Data Center'), page.text.includes('Hidden Society')]).toEqual([true, false])
    expect((await names(phone, 'Hidden Socety')).status).toBe(303)
    const lines = await h.db
      .selectFrom('meeting_lines')
      .select('organization_id')
      .where('meeting_id', '=', meeting.id)
      .execute()
    expect(lines).toEqual([{ organization_id: null }])
    const member = { ...viewer, cookie: `${viewer.cookie}; ${phone.cookie}` }
    expect((await h.as(member).get('/riverbend/meeting')).text).not.toContain('Hidden Society')
  })

  test('is taken until the meeting is full; what is there already can still be said', async () => {
    const meeting = await aMeeting()
    const phone = await aPhone(meeting.code)
    await says(phone, 'Alder Makers', 'Birch Makers')
    await sql`insert into meeting_lines (region_id, id, meeting_id, kind, key, a_id, b_id, tie_kind, n, added_at)
      select region_id, gen_random_uuid(), meeting_id, kind, key || extra, a_id, b_id, tie_kind, n, added_at
      from meeting_lines, generate_series(1, 1997) extra where meeting_id = ${meeting.id} and kind = 'tie'`.execute(
      h.db,
    )
    expect((await says(phone, 'Birch Makers', 'Alder Makers', { strength: '2' })).status).toBe(303)
    const more = await says(phone, 'Alder Makers', 'Cedar Makers')
    expect([more.status, textOf(more.text)]).toEqual([409, expect.stringContaining('The meeting is full')])
  })

  test('comes back with what is wrong, nothing typed is lost', async () => {
    const meeting = await aMeeting()
    const phone = await aPhone(meeting.code)
    const empty = await says(phone, 'Alder Makers', '', { strength: '3' })
    expect(empty.status).toBe(422)
    expect(textOf(empty.text)).toContain('Say with whom')
    expect(empty.text).toContain('value="Alder Makers"')
    const itself = await says(phone, 'Alder  Makers', 'Alder Makers')
    expect([itself.status, (await wallSays(meeting)).length]).toEqual([422, 0])
  })

  test('sent twice is added once', async () => {
    const meeting = await aMeeting()
    const phone = await aPhone(meeting.code)
    const form = { name: 'Twice', _key: 'the same' }
    const answers = await Promise.all([1, 2].map(() => h.as(phone).post('/riverbend/meeting/organizations', form)))
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect(await wallSays(meeting)).toEqual(['Twice'])
  })

  test('by two at once is one line with two voices, as strong as the weaker of them says', async () => {
    const meeting = await aMeeting()
    const phones = await Promise.all(Array.from({ length: 8 }, () => aPhone(meeting.code)))
    const answers = await Promise.all(
      phones.map((phone, n) =>
        says(phone, n % 2 ? 'Able' : 'Baker', n % 2 ? 'Baker' : 'able', { strength: n % 2 ? '2' : '5' }),
      ),
    )
    expect(answers.map(({ status }) => status)).toEqual(phones.map(() => 303))
    const ties = await h.db
      .selectFrom('meeting_lines')
      .select('id')
      .where('meeting_id', '=', meeting.id)
      .where('kind', '=', 'tie')
      .execute()
    expect([ties.length, (await wallSays(meeting)).length]).toEqual([1, 3])
    const page = await h.as(coordinator).get(`/riverbend/map/meetings/${meeting.id}`)
    expect(textOf(page.text)).toContain('said by 8 phones')
    const wall = await h.as(coordinator).get(`/riverbend/map/meetings/${meeting.id}/wall`)
    expect(wall.text).toMatch(/data-line="[^"]+" data-strength="2"/)
  })

  test('is taken back by whoever said it alone, and is gone when nobody says it any more', async () => {
    const meeting = await aMeeting()
    const [one, other] = [await aPhone(meeting.code), await aPhone(meeting.code)]
    await says(one, 'Able', 'Baker')
    await says(other, 'Able', 'Baker')
    const tie = (await changes(meeting)).data.lines.find((line) => line.kind === 'tie')!
    const withdraw = (phone: Someone) =>
      h.as(phone).post(`/riverbend/meeting/lines/${tie.id}/withdrawal`, { _key: key() })
    const stranger = await aPhone((await aMeeting()).code)
    expect((await withdraw(stranger)).status).toBe(404)
    expect([(await withdraw(one)).status, (await wallSays(meeting)).length]).toEqual([303, 3])
    const { n } = await changes(meeting)
    expect([(await withdraw(other)).status, await wallSays(meeting)]).toEqual([303, []])
    const gone = (await changes(meeting, n)).data.lines
    expect(gone.map(({ there }) => there)).toEqual([false, false, false])
  })

  test('can be taken off the wall by a coordinator, with the ties that hang on it, and does not come again', async () => {
    const meeting = await aMeeting()
    const phone = await aPhone(meeting.code)
    await says(phone, 'Rude Word', 'Able')
    const rude = (await changes(meeting)).data.lines.find((line) => line.text === 'Rude Word')!
    expect((await leads(`/${meeting.id}/lines/rude/removal`)).status).toBe(404)
    await leads(`/${meeting.id}/lines/${rude.id}/removal`)
    expect(await wallSays(meeting)).toEqual([])
    const again = await names(phone, 'rude word')
    expect([again.status, textOf(again.text)]).toEqual([409, expect.stringContaining('took this off the wall')])
  })

  test('that is nasty stays words', async () => {
    const meeting = await aMeeting({ title: '</h1><script>nasty()</script>' })
    const phone = await aPhone(meeting.code, '"><img src=x onerror=nasty()>')
    await says(phone, '<svg onload=nasty()>', '\u202Egnp.elif " onfocus="nasty()')
    for (const page of [
      await h.as(phone).get('/riverbend/meeting'),
      await h.as(coordinator).get(`/riverbend/map/meetings/${meeting.id}/wall`),
      await h.as(coordinator).get(`/riverbend/map/meetings/${meeting.id}`),
    ]) {
      expect(page.status).toBe(200)
      expect(page.text).not.toMatch(/<script>nasty|<img src=x|<svg onload|" onfocus="/)
    }
  })

  test('raises no page that is kept for the public', async () => {
    const meeting = await aMeeting()
    const phone = await aPhone(meeting.code)
    await h.as(null).get('/riverbend')
    const before = h.cache.figures().hits
    await names(phone, 'Quiet')
    await h.as(null).get('/riverbend')
    expect(h.cache.figures().hits).toBe(before + 1)
  })
})

describe('when it is over', () => {
  test('nobody comes in or adds any more, and everything awaits a decision', async () => {
    const meeting = await aMeeting()
    const phone = await aPhone(meeting.code, 'Alder Makers')
    await says(phone, 'Regional Data Center', 'Alder Makers')
    await leads(`/${meeting.id}/closure`)
    await leads(`/${meeting.id}/closure`)
    expect((await h.as(null).post('/riverbend/meet', { code: meeting.code })).status).toBe(422)
    expect((await names(phone, 'Late')).status).toBe(410)
    expect(textOf((await h.as(phone).get('/riverbend/meeting')).text)).toContain('You added one line')
    const inbox = textOf((await h.as(coordinator).get('/riverbend/proposals')).text)
    expect(inbox).toContain('Regional Data Center works together with Alder Makers')
    expect(inbox).toContain('Named at the meeting “Spring convening”')
    const review = textOf((await h.as(coordinator).get(`/riverbend/map/meetings/${meeting.id}`)).text)
    expect(review).toContain('2 lines await your decision')
    expect(review).toContain('from Alder Makers as they say')
    const closed = (await h.journal(region)).filter(
      (entry) => entry.verb === 'meeting.closed' && entry.record_id === meeting.id,
    )
    expect(closed.map((entry) => entry.changes)).toEqual([{ phones: [0, 1], organizations: [0, 2], ties: [0, 1] }])
  })

  test('what was named is a new organization, one that is here, or nothing; ties are reported, whoever held the phone', async () => {
    const meeting = await aMeeting()
    const phone = await aPhone(meeting.code, 'Regional Data Center')
    await says(phone, 'Regional Data Center', 'Fresh Start Collective', { strength: '4' })
    await says(phone, 'Regional Data Center', 'The Old Mill Library')
    await says(phone, 'Regional Data Center', 'Nonsense')
    await leads(`/${meeting.id}/closure`)
    const idOf = async (name: string) =>
      (
        await h.db
          .selectFrom('meeting_lines')
          .select('id')
          .where('meeting_id', '=', meeting.id)
          .where('name', '=', name)
          .executeTakeFirstOrThrow()
      ).id
    const decides = async (name: string, form: Record<string, string>) =>
      leads(`/${meeting.id}/lines/${await idOf(name)}`, { organization: '', name: '', sector: 'other', ...form })
    const ties = await h.db
      .selectFrom('meeting_lines')
      .select('id')
      .where('meeting_id', '=', meeting.id)
      .where('kind', '=', 'tie')
      .execute()
    const all = { line: ties.map(({ id }) => id), decision: 'accepted' }
    const early = await leads(`/${meeting.id}/decisions`, all)
    expect(early.location).toContain('accepted=0')
    expect(early.location).toContain('waiting=3')

    const unclear = await decides('The Old Mill Library', { decision: 'known' })
    expect([unclear.status, textOf(unclear.text)]).toEqual([
      422,
      expect.stringContaining('Choose the organization that it is'),
    ])
    expect((await decides('The Old Mill Library', { decision: 'known', organization: library.id })).status).toBe(303)
    expect((await decides('Fresh Start Collective', { decision: 'new', sector: 'nonprofit' })).status).toBe(303)
    expect((await decides('Nonsense', { decision: 'refused' })).status).toBe(303)
    const late = await leads(`/${meeting.id}/decisions`, all)
    expect(late.location).toContain('accepted=2')
    expect(late.location).toContain('waiting=1')
    expect(textOf((await h.as(coordinator).get(late.location!)).text)).toContain('2 ties were put on the map. 1 waits')

    const made = await h.as(coordinator).get('/riverbend/organizations/fresh-start-collective')
    expect([made.status, (await h.as(null).get('/riverbend/organizations/fresh-start-collective')).status]).toEqual([
      200, 404,
    ])
    const said = await h.db
      .selectFrom('tie_statements')
      .select(['by_kind', 'organization_id', 'strength', 'note'])
      .execute()
    expect(said).toEqual([
      {
        by_kind: 'coordinator',
        organization_id: null,
        strength: 4,
        note: 'Named at the meeting “Spring convening”, by 1 phone.',
      },
      {
        by_kind: 'coordinator',
        organization_id: null,
        strength: null,
        note: 'Named at the meeting “Spring convening”, by 1 phone.',
      },
    ])
    const refused = await leads(`/${meeting.id}/decisions`, { ...all, decision: 'refused' })
    expect(refused.location).toContain('refused=1')
    expect(textOf((await h.as(coordinator).get(`/riverbend/map/meetings/${meeting.id}`)).text)).toContain(
      'Everything is decided',
    )
    expect((await decides('Nonsense', { decision: 'refused' })).status).toBe(409)
  })

  test('its time ends it too', async () => {
    const meeting = await aMeeting({ hours: '1' })
    const phone = await aPhone(meeting.code)
    await names(phone, 'In Time')
    h.time.now = new Date(h.time.now.getTime() + 61 * 60_000)
    expect((await names(phone, 'Too Late')).status).toBe(410)
    expect((await h.as(null).post('/riverbend/meet', { code: meeting.code })).status).toBe(422)
    await closeDueMeetings(h.db, h.clock())
    await closeDueMeetings(h.db, h.clock())
    const review = textOf((await h.as(coordinator).get(`/riverbend/map/meetings/${meeting.id}`)).text)
    expect(review).toContain('One line awaits your decision')
  })

  test('what was said is forgotten after its time, with what nobody decided; what is on the map stays', async () => {
    const meeting = await aMeeting()
    const phone = await aPhone(meeting.code, 'Somewhere')
    await says(phone, 'Carnegie Library of Alder', 'Regional Data Center')
    await names(phone, 'Left Undecided')
    await leads(`/${meeting.id}/closure`)
    const count = async () => {
      const tables = ['meeting_lines', 'meeting_participants'] as const
      const rows = await Promise.all(
        tables.map((table) => h.db.selectFrom(table).select('id').where('meeting_id', '=', meeting.id).execute()),
      )
      return rows.map(({ length }) => length)
    }
    const START = h.time.now.getTime()
    await forgetOldMeetings(h.db, new Date(START + LINES_KEPT_DAYS * 86_400_000 - 60_000))
    expect(await count()).toEqual([4, 1])
    await forgetOldMeetings(h.db, new Date(START + LINES_KEPT_DAYS * 86_400_000 + 60_000))
    expect(await count()).toEqual([0, 0])
    expect(textOf((await h.as(coordinator).get('/riverbend/proposals')).text)).not.toContain('Left Undecided')
    expect((await h.as(coordinator).get(`/riverbend/map/meetings/${meeting.id}`)).status).toBe(200)
  })
})

describe('who may', () => {
  test('lead is a coordinator, watch is who is in, and nobody else learns that there is a meeting', async () => {
    const meeting = await aMeeting({ title: 'Secret convening' })
    const paths = ['', '/new', `/${meeting.id}`, `/${meeting.id}/wall`, `/${meeting.id}/changes`].map(
      (path) => `/riverbend/map/meetings${path}`,
    )
    for (const path of paths) expect([path, (await h.as(viewer).get(path)).status]).toEqual([path, 403])
    expect((await h.as(viewer).get('/riverbend/journal')).text).not.toContain('meeting')
    expect((await h.as(null).get('/riverbend/meeting')).location).toBe('/riverbend/meet')
    expect((await h.as(null).get('/riverbend/meeting/changes')).status).not.toBe(200)
    expect((await names(region.public, 'Nobody')).status).not.toBe(303)
    const lakeside = await h.aRegion(`lakeside-${keys}`)
    const phone = await aPhone(meeting.code)
    expect((await h.as(phone).get(`/${lakeside.slug}/meeting`)).location).toBe(`/${lakeside.slug}/meet`)
    expect((await h.as(null).post(`/${lakeside.slug}/meet`, { code: meeting.code })).status).toBe(422)
  })

  test('write for a phone is not another site', async () => {
    const meeting = await aMeeting()
    const phone = await aPhone(meeting.code)
    const body = new URLSearchParams({ name: 'From elsewhere' })
    const answer = await h
      .as(phone)
      .send('POST', '/riverbend/meeting/organizations', { body, headers: { origin: 'https://evil.example' } })
    expect([answer.status, await wallSays(meeting)]).toEqual([403, []])
  })
})

describe('whoever watches', () => {
  test('is told within moments on any server, goes on where they were, and is told when it is over', async () => {
    const meeting = await aMeeting()
    const phone = await aPhone(meeting.code)
    const settings = { ...h.parts.config, host: '127.0.0.1', port: 0 }
    const servers = [await startServer(settings), await startServer(settings)]
    try {
      const path = `/riverbend/map/meetings/${meeting.id}/changes`
      const watch = (server: { address: string }, cookie: string, more: Record<string, string> = {}) =>
        stream(server.address + path, { cookie, accept: 'text/event-stream', ...more })
      const streams = await Promise.all(servers.map((server) => watch(server, coordinator.cookie!)))
      await names(phone, 'First')
      for (const one of streams) expect(await one.until('First')).toMatch(/^id: (\d+)\ndata: .*First/m)
      const last = [...(await streams[1]!.until('First')).matchAll(/^id: (\d+)/gm)].at(-1)![1]!
      streams[1]!.leave()
      await names(phone, 'While away')
      await streams[0]!.until('While away')
      const back = await watch(servers[1]!, coordinator.cookie!, { 'last-event-id': last })
      const heard = await back.until('While away')
      expect(heard).not.toContain('First')
      const mine = await stream(`${servers[0]!.address}/riverbend/meeting/changes`, {
        cookie: phone.cookie!,
        accept: 'text/event-stream',
      })
      await mine.until('While away')
      await leads(`/${meeting.id}/closure`)
      for (const one of [streams[0]!, back, mine]) expect(await one.end()).toContain('event: over')
    } finally {
      await Promise.all(servers.map((server) => server.stop()))
    }
  })

  test('and no longer coordinates is shown nothing more; a server that stops ends its streams', async () => {
    // The server has the clock of the machine: whoever coordinates from tomorrow on does not coordinate there yet.
    h.time.now = new Date()
    const meeting = await aMeeting()
    const second = await h.aMember(region, 'coordinator')
    const server = await startServer({ ...h.parts.config, host: '127.0.0.1', port: 0 })
    const watch = (who: Someone) =>
      stream(`${server.address}/riverbend/map/meetings/${meeting.id}/changes`, {
        cookie: who.cookie!,
        accept: 'text/event-stream',
      })
    const [leaving, staying] = [await watch(second), await watch(coordinator)]
    await leaving.until('people')
    await h.as(coordinator).post(`/riverbend/settings/members/${second.actor.personId}/end`, { _key: key() })
    expect(await leaving.end()).toContain('event: over')
    await staying.until('people')
    const stopped = server.stop()
    expect(await staying.end()).not.toContain('event: over')
    await stopped
  })
})

/** A stream as it is read; `until` gives everything that came up to a word. */
async function stream(address: string, headers: Record<string, string>) {
  const control = new AbortController()
  const answer = await fetch(address, { headers, signal: control.signal })
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8'])
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  const more = async () => {
    const { done, value } = await reader.read()
    text += value ?? ''
    return !done
  }
  return {
    until: async (word: string) => {
      while (!text.includes(word)) if (!(await more())) throw new Error(`ended without ${word}: ${text}`)
      return text
    },
    end: async () => {
      while (await more());
      return text
    },
    leave: () => control.abort(),
  }
}
