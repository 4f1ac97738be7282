import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { eraseOther } from '../../account/erasures.ts'
import { getAnyPerson } from '../../account/persons.ts'
import { mergeTwo } from '../../directory/merges.ts'
import { getOrganization } from '../../directory/organizations.ts'
import { removePartnership } from '../partnership-changes.ts'
import { letters } from '../../../test/letters.ts'
import { strangeIn } from '../../../test/markup.ts'
import { aPartnership } from '../../../test/partnerships/factories.ts'
import { type Someone, house } from '../../../test/house.ts'
import { archivedTables, regionArchive, SEALED } from '../../transfer/archives.ts'
import { ITEM_KEYS, isOfPartners } from './instruments.ts'
import { lastPulse } from './pulses.ts'
import { tendPulses } from './upkeeps.ts'

const LINK = /http:\/\/localhost:4000(\/(?:es\/)?riverbend\/l\/[\w-]{43})/
const DAY = 86_400_000

async function begun() {
  const t = await house()
  t.time.now = new Date('2026-11-23T15:00:00Z')
  const region = await t.aRegion()
  const desk = await aPartnership(t, region)
  const coordinator = await t.aMember(region, 'coordinator')
  const viewer = await t.aMember(region, 'viewer')
  const send = letters(t)
  const base = `/riverbend/partnerships/${desk.slug}/pulse`
  const sides = [desk.library, desk.center, desk.neighbors]
  const people = sides.flatMap(({ contact, leader, speaker }) => [contact.email, leader.email, speaker.email!])
  const read = (who: Someone | null, path = base) => t.as(who).get(path)
  const later = (ms = 60_000) => (t.time.now = new Date(t.time.now.getTime() + ms))
  const day = () => t.time.now.toISOString().slice(0, 10)
  /** As if all rounds so far had been longer ago: a session of a test does not last that long. */
  const longAgo = (days: number) =>
    sql`update pulses set begun_on = begun_on - ${days}::int, closed_on = closed_on - ${days}::int`.execute(t.db)
  /** Begins a round of two weeks by the form that is filled in already. */
  const begin = async (form: Record<string, string | string[]> = {}, who: Someone = desk.library.speaker) => {
    const page = (await read(who, `${base}/new`)).text
    const asked = [...page.matchAll(/name="people" value="([^"]+)" checked/g)].map((match) => match[1]!)
    const until = /name="until"[^>]*/.exec(page)?.[0] ?? page
    later()
    return t.as(who).post(`${base}/new`, {
      until: /value="(\d{4}-\d\d-\d\d)"/.exec(until)?.[1] ?? '2026-12-07',
      lang: 'en',
      message: '',
      people: asked,
      ...form,
    })
  }
  const linkTo = async (email: string) => LINK.exec((await send(email))?.text ?? '')?.[1] ?? `no mail to ${email}`
  const open = () => t.db.selectFrom('pulses').selectAll().where('closed_on', 'is', null).executeTakeFirstOrThrow()
  /** Everything answered with one value, a sentence beside it. */
  const all = (value: number, words = '') =>
    Object.fromEntries([
      ...ITEM_KEYS.flatMap((key) =>
        isOfPartners(key) ? [1, 2, 3].map((side) => [`${key}-${side}`, String(value)]) : [[key, String(value)]],
      ),
      ['words-mission', words],
      ['do', 'send'],
    ]) as Record<string, string>
  const answer = (path: string, form: Record<string, string>) => {
    later()
    return t.as(null).post(path, form)
  }
  const close = async () => t.as(desk.library.speaker).post(`${base}/${(await open()).id}/closing`, {})
  const rows = async (table: string) =>
    (await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(t.db)).rows
  return {
    ...t,
    region,
    longAgo,
    desk,
    coordinator,
    viewer,
    base,
    people,
    read,
    later,
    day,
    begin,
    send,
    linkTo,
    open,
    all,
    answer,
    close,
    rows,
  }
}
type Begun = Awaited<ReturnType<typeof begun>>

describe('a pulse', () => {
  let t: Begun
  const links = new Map<string, string>()
  beforeAll(async () => {
    t = await begun()
    expect((await t.begin({ message: 'We talk on Tuesday.' })).location).toContain('done=begun')
    for (const email of t.people) links.set(email, await t.linkTo(email))
  })

  test('asks the contacts, leaders and speakers of each partner by a link of their own', async () => {
    expect(new Set(links.values()).size).toBe(9)
    const mail = await t.send(t.people[0]!)
    expect(mail?.text).toContain('We talk on Tuesday.')
    expect(mail?.text).toContain('one of the people of Library')
    expect(await t.rows('pulse_askings')).toHaveLength(9)
  })

  test('says before one answers who sees what, and for how long; opening it changes nothing', async () => {
    const before = await t.journal(t.region)
    const page = await t.as(null).get(links.get(t.people[0]!)!)
    expect(page.text).toContain('Before you answer: who sees what')
    expect(page.text).toContain('You are 3 partners')
    expect(page.text).toContain('who answered and all answers are deleted')
    expect(page.text).not.toContain('name="openness-1"')
    expect(page.text).toContain('name="openness-2"')
    expect(strangeIn(page.text)).toEqual([])
    expect(await t.journal(t.region)).toEqual(before)
    const spanish = await t.as(null).get(`/es${links.get(t.people[0]!)!}`)
    expect(spanish.text).toContain('Antes de contestar: quién ve qué')
  })

  test('keeps what is not sent so that the same letter alone brings it back', async () => {
    const [first] = t.people
    const link = links.get(first!)!
    const saved = await t.answer(link, { ...t.all(2, 'Canary of a draft'), do: 'save' })
    expect(saved.text).toContain('is kept, encrypted')
    expect((await t.as(null).get(link)).text).toContain('Canary of a draft')
    const [draft] = await t.rows('pulse_drafts')
    expect((draft!['sealed'] as Buffer).toString('latin1')).not.toContain('Canary')
    expect((await t.as(null).get(links.get(t.people[1]!)!)).text).not.toContain('Canary')
    expect((await t.read(t.coordinator)).text).not.toContain('Canary')
  })

  test('wants at least one answer, and refuses a sentence that is too long without losing it', async () => {
    const link = links.get(t.people[0]!)!
    expect((await t.answer(link, { do: 'send' })).status).toBe(422)
    const long = await t.answer(link, { ...t.all(3), 'words-mission': 'x'.repeat(401) })
    expect(long.status).toBe(422)
    expect(long.text).toContain('x'.repeat(401))
    expect(await t.rows('pulse_sheets')).toEqual([])
  })

  test('takes an answer once, also of twenty who send it at once', async () => {
    const link = links.get(t.people[0]!)!
    const sent = await Promise.all(
      Array.from({ length: 20 }, () => t.as(null).post(link, t.all(4, 'Canary of a sentence'))),
    )
    expect(sent.map(({ status }) => status)).toEqual(sent.map(() => 200))
    expect(sent.filter(({ text }) => text.includes('It is sent.'))).toHaveLength(1)
    expect(sent.filter(({ text }) => text.includes('answered already'))).toHaveLength(19)
    expect(await t.rows('pulse_sheets')).toHaveLength(1)
    expect(await t.rows('pulse_drafts')).toEqual([])
    expect((await t.as(null).get(link)).text).not.toContain('Canary')
  })

  test('loses none of the answers that come at once', async () => {
    const rest = t.people.slice(1, 8)
    const sent = await Promise.all(
      rest.map((email, n) => t.as(null).post(links.get(email)!, t.all(n % 2 === 0 ? 3 : 2, `Sentence ${n}`))),
    )
    expect(sent.filter(({ text }) => text.includes('It is sent.'))).toHaveLength(7)
    expect(await t.rows('pulse_sheets')).toHaveLength(8)
    expect((await t.read(t.desk.library.speaker)).text).toContain('8 of 9 people answered')
  })

  test('keeps no trace of who answered what, when, or in which order', async () => {
    const sheets = (
      await sql<{ id: string; at: string; by: string; version: string }>`select id, ctid::text as at, xmin::text as by,
        substr(id::text, 15, 1) as version from pulse_sheets order by ctid`.execute(t.db)
    ).rows
    expect(sheets.map(({ id }) => id)).toEqual(sheets.map(({ id }) => id).toSorted())
    expect(new Set(sheets.map(({ by }) => by)).size).toBe(1)
    expect(new Set(sheets.map(({ version }) => version))).toEqual(new Set(['4']))
    const columns = (await t.rows('pulse_sheets')).map((row) => Object.keys(row).toSorted())
    expect(columns[0]).toEqual(['answer', 'id', 'pulse_id', 'region_id', 'side'])
    expect(Object.keys((await t.rows('pulse_answered'))[0]!).toSorted()).toEqual(['asking_id', 'region_id'])
    const entries = (await t.journal(t.region)).filter(({ verb }) => verb === 'pulse.answered')
    expect(entries).toHaveLength(8)
    for (const entry of entries) {
      expect(entry).toMatchObject({ actor_kind: 'withheld', actor_id: null, for_organization_id: null, changes: {} })
      expect(entry.at.toISOString()).toBe('2026-11-23T00:00:00.000Z')
      expect(entry.id[14]).toBe('4')
    }
    // The links say nothing either.
    const used = await t.db
      .selectFrom('links')
      .select(['uses_left', 'revoked_at'])
      .where('purpose', '=', 'pulse')
      .execute()
    expect(new Set(used.map(({ uses_left, revoked_at }) => `${uses_left} ${String(revoked_at)}`)).size).toBe(1)
  })

  test('shows nobody anything of what was answered while it is open', async () => {
    const paths = [
      t.base,
      `${t.base}?format=json`,
      `${t.base}?format=csv`,
      `/riverbend/partnerships/${t.desk.slug}`,
      '/riverbend/journal',
      '/riverbend/search?q=canary',
      `/api/v1/riverbend/partnerships/${t.desk.id}/pulses`,
      `/api/v1/riverbend/partnerships/${t.desk.id}/pulses/${(await t.open()).id}`,
    ]
    for (const path of paths)
      for (const who of [t.coordinator, t.desk.library.speaker]) {
        const { text, status } = await t.read(who, path)
        expect(status, path).toBe(200)
        expect(text, path).not.toMatch(/Canary|Sentence \d|In the middle|"middle"/)
      }
  })

  test('is found by the partners and the coordinators alone', async () => {
    const of = async (who: Someone | null) => (await t.read(who)).status
    expect(await of(null)).toBe(404)
    expect(await of(t.viewer)).toBe(404)
    expect(await of(t.coordinator)).toBe(200)
    expect((await t.read(t.viewer, `/riverbend/partnerships/${t.desk.slug}`)).text).not.toContain('/pulse"')
    expect((await t.read(t.viewer, '/riverbend/journal')).text).not.toContain('pulse')
  })

  test('is in the archive of the command line with what is sealed, in that of a coordinator without', async () => {
    const text = async (sealed: boolean) => {
      const region = { id: t.region.id, slug: 'riverbend', name: 'Riverbend' }
      const pieces: Uint8Array[] = []
      const archive = regionArchive(t.db, region, 'http://localhost:4000', t.clock(), { sealed })
      for await (const piece of archive) pieces.push(piece)
      return Buffer.concat(pieces)
    }
    expect(Object.keys(SEALED)).toEqual(expect.arrayContaining(['pulse_sheets', 'pulse_answered', 'pulse_views']))
    const [whole, without] = [await text(true), await text(false)]
    expect(whole.includes('tables/pulse_sheets.ndjson')).toBe(true)
    expect(without.includes('tables/pulse_sheets.ndjson')).toBe(false)
    expect(whole.includes('pulse_drafts')).toBe(false)
    expect((await archivedTables(t.db)).map(({ name }) => name)).not.toContain('pulse_drafts')
  })

  test('shows at its end what the partners together say, and to each partner how the others see it', async () => {
    expect((await t.close()).location).toContain('done=closed')
    const own = (await t.read(t.desk.library.speaker)).text
    expect(own).toContain('8 of 9 people answered')
    expect(own).toContain('3 of 3 partners took part.')
    expect(own).toContain('How the others see Library')
    expect(own).toContain('Canary of a sentence')
    expect(own).toContain('Most answers')
    expect(strangeIn(own)).toEqual([])
    const others = (await t.read(t.coordinator)).text
    expect(others).not.toContain('How the others see')
    const json = JSON.parse((await t.read(t.desk.center.speaker, `${t.base}?format=json`)).text)
    expect(json.items[0].own.organization).toBe(t.desk.center.id)
    expect(JSON.stringify(json)).not.toMatch(/asking|person/)
    const last = await lastPulse(t.db, t.coordinator.actor, t.desk.id)
    expect(last).toMatchObject({ asked: 9, answered: 8, own: null })
    expect(last!.results.every(({ band }) => band !== null)).toBe(true)
  })

  test('leaves nothing of who was asked, who answered and what they said', async () => {
    for (const table of ['pulse_askings', 'pulse_answered', 'pulse_sheets', 'pulse_drafts'])
      expect(await t.rows(table), table).toEqual([])
    expect(await t.rows('pulse_views')).toHaveLength(18)
  })

  test('has links that tell that it is over, and no second one follows at once', async () => {
    expect((await t.as(null).get(links.get(t.people[8]!)!)).status).toBe(410)
    expect((await t.answer(links.get(t.people[8]!)!, t.all(1))).status).toBe(410)
    expect((await t.begin({ people: [t.desk.library.contact.id] })).status).toBe(409)
    expect((await t.read(t.desk.library.speaker)).text).toContain('The next pulse can begin on')
  })
})

describe('a pulse of few', () => {
  test('of three partners with two people each says how each partner is seen to nobody, and what all say to all', async () => {
    const t = await begun()
    const six = [t.desk.library, t.desk.center, t.desk.neighbors].flatMap(({ contact, leader }) => [contact, leader])
    await t.begin({ people: six.map(({ id }) => id) })
    for (const { email } of six) await t.answer(await t.linkTo(email), t.all(3))
    await t.close()
    expect(await t.rows('pulse_views')).toEqual([])
    const page = (await t.read(t.desk.library.speaker)).text
    expect(page).toContain('Too few people of the other partners rated Library')
    expect(page).toContain('In the middle')
    expect(await t.rows('pulse_results')).toHaveLength(9)
  })

  test('of whom too few answered says to talk together, and nothing else; then it can begin anew as soon as nobody answered', async () => {
    const t = await begun()
    await t.begin()
    for (const email of t.people.slice(0, 4)) await t.answer(await t.linkTo(email), t.all(1, 'Canary'))
    await t.close()
    const page = (await t.read(t.coordinator)).text
    expect(page).toContain('Too few people answered to show anything')
    expect(page).not.toContain('Canary')
    expect([...(await t.rows('pulse_results')), ...(await t.rows('pulse_sentences'))]).toEqual([])
    await t.longAgo(30)
    expect((await t.begin({})).status).toBe(303)
    await t.close()
    expect((await t.begin({})).status).toBe(303)
  })

  test('shows no view to whoever belongs to two of the partners', async () => {
    const t = await begun()
    await t.begin()
    for (const email of t.people) await t.answer(await t.linkTo(email), t.all(3))
    await t.close()
    const both = { ...t.desk.library.speaker.actor, organizationIds: [t.desk.library.id, t.desk.center.id] }
    expect(await lastPulse(t.db, both, t.desk.id)).toMatchObject({ own: null, isOfSeveral: true })
    const ofLibrary = await lastPulse(t.db, t.desk.library.speaker.actor, t.desk.id)
    expect(ofLibrary!.own).toMatchObject({ organizationId: t.desk.library.id })
  })
})

describe('over time', () => {
  test('whoever has not answered is reminded once by itself, halfway, and at the end it closes by itself', async () => {
    const t = await begun()
    await t.begin({ until: '2026-12-07' })
    const [first, second] = t.people as [string, string]
    await t.answer(await t.linkTo(first), t.all(3))
    t.later(6 * DAY)
    await tendPulses(t.db, t.clock())
    expect(await t.journal(t.region)).not.toContainEqual(expect.objectContaining({ verb: 'pulse.reminded' }))
    t.later(2 * DAY)
    await tendPulses(t.db, t.clock())
    await tendPulses(t.db, t.clock())
    expect((await t.send(second))?.subject).toContain('A reminder')
    expect((await t.send(first))?.subject).not.toContain('A reminder')
    const entries = (await t.journal(t.region)).filter(({ verb }) => verb === 'pulse.reminded')
    expect(entries).toHaveLength(1)
    expect(JSON.stringify(entries[0]!.changes)).toBe('{}')
    t.later(9 * DAY)
    expect((await t.as(null).get(await t.linkTo(second))).status).toBe(410)
    await tendPulses(t.db, t.clock())
    expect(await t.rows('pulse_askings')).toEqual([])
    expect((await t.journal(t.region)).at(-1)).toMatchObject({ verb: 'pulse.closed', actor_kind: 'system' })
  })

  test('rounds stay comparable question by question; one in other words is marked', async () => {
    const t = await begun()
    const round = async (form: Record<string, string | string[]>) => {
      await t.begin(form)
      for (const email of t.people.slice(0, 6)) await t.answer(await t.linkTo(email), t.all(3))
      await t.close()
      await t.longAgo(40)
    }
    const words = ITEM_KEYS.map((key) => (key === 'openness' ? 'Do you like to call {partner}?' : ''))
    await round({})
    await round({ 'words[]': words, items: ITEM_KEYS.filter((key) => key !== 'roles') })
    const page = (await t.read(t.coordinator)).text
    expect(page).toContain('Do you like to call a partner?')
    expect(page.split('asked in other words')).toHaveLength(2)
    expect(page).toContain('not asked')
    const csv = (await t.read(t.coordinator, `${t.base}?format=csv`)).text
    expect(csv.trim().split('\n')).toHaveLength(1 + 9 + 8)
  })

  test('who is erased meanwhile is forgotten, and what they answered stays with nobody’s name', async () => {
    const t = await begun()
    await t.begin()
    const { id, email } = t.desk.library.contact
    await t.answer(await t.linkTo(email), t.all(3))
    const person = await getAnyPerson(t.db, t.region.system, id)
    await eraseOther(t.db, t.region.system, t.region, person, 'asked', t.clock())
    expect((await t.rows('pulse_askings')).filter((row) => row['person_id'] === null)).toHaveLength(1)
    expect((await t.read(t.coordinator)).text).toContain('1 of 9 people')
    expect(await t.rows('pulse_sheets')).toHaveLength(1)
  })

  test('two partners that become one while it is open count as one, and their answers stand in no list of what was moved', async () => {
    const t = await begun()
    await t.begin()
    for (const email of t.people) await t.answer(await t.linkTo(email), t.all(3, 'Canary of a merge'))
    const [kept, lost] = await Promise.all(
      [t.desk.center, t.desk.neighbors].map(({ id }) => getOrganization(t.db, t.region.system, id)),
    )
    const pair = { kept: kept!, lost: lost! }
    await mergeTwo(t.db, t.region.system, t.parts.rooms, 'organization', pair, {}, t.clock())
    expect(JSON.stringify(await t.rows('merge_moves'))).not.toMatch(/Canary|factors/)
    expect(await t.rows('pulse_sheets')).toHaveLength(9)
    await t.close()
    const last = await lastPulse(t.db, t.desk.library.speaker.actor, t.desk.id)
    expect(last).toMatchObject({ answered: 9, partnersAnswered: 2 })
    expect(last!.results.filter(({ band }) => band !== null).map(({ item }) => item.key)).toEqual([
      'mission',
      'roles',
      'benefits',
    ])
    expect(last!.own!.results.every(({ band }) => band === null)).toBe(true)
  })

  test('two entries that become one person are asked once; after the end nothing tells that they were', async () => {
    const t = await begun()
    await t.begin()
    const [kept, lost] = await Promise.all(
      [t.desk.library.contact, t.desk.library.leader].map(({ id }) => getAnyPerson(t.db, t.region.system, id)),
    )
    const link = await t.linkTo(t.desk.library.contact.email)
    await mergeTwo(t.db, t.region.system, t.parts.rooms, 'person', { kept: kept!, lost: lost! }, {}, t.clock())
    const moved = async () => (await t.rows('merge_moves')).filter((row) => row['table_name'] === 'pulse_askings')
    expect(await moved()).toHaveLength(1)
    expect((await t.answer(link, t.all(3))).text).toContain('It is sent.')
    expect((await t.answer(link, t.all(1))).text).toContain('answered already')
    await t.close()
    expect(await moved()).toEqual([])
  })

  test('a partnership that is taken away asks nobody any more', async () => {
    const t = await begun()
    await t.begin()
    const link = await t.linkTo(t.people[0]!)
    await removePartnership(t.db, t.region.system, await t.desk.read(), t.clock())
    expect((await t.answer(link, t.all(3))).status).toBe(410)
  })

  test('only who is one of the partners’ people can be asked, and only who speaks for one asks', async () => {
    const t = await begun()
    const stranger = await t.aMember(t.region, 'representative')
    expect((await t.begin({ people: [stranger.actor.personId!] })).status).toBe(422)
    expect((await t.begin({ people: [] })).status).toBe(422)
    expect((await t.begin({ until: '2027-06-01' })).status).toBe(422)
    const viewer = await t.aMember(t.region, 'viewer')
    const mandate = { region_id: t.region.id, id: t.clock().id(), person_id: viewer.actor.personId!, what: 'view' }
    await t.db
      .insertInto('mandates')
      .values({ ...mandate, organization_id: t.desk.library.id, from_day: '2020-01-01', given_at: t.time.now })
      .execute()
    expect((await t.as(viewer).post(`${t.base}/new`, {})).status).toBe(403)
    const asked = { people: [t.desk.library.contact.id] }
    const both = await Promise.all([t.begin(asked, t.desk.library.speaker), t.begin(asked, t.desk.center.speaker)])
    expect(both.map(({ status }) => status).toSorted()).toEqual([303, 409])
  })
})
