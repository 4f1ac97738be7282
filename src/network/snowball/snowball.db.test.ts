import { beforeAll, describe, expect, test } from 'vitest'
import { addPosition } from '../../account/positions.ts'
import { createPerson } from '../../account/persons.ts'
import { readNetwork } from '../current-networks.ts'
import { findTie } from '../ties.ts'
import { systemActor } from '../../platform/actor.ts'
import { letters } from '../../../test/letters.ts'
import { strangeIn } from '../../../test/markup.ts'
import { STINGS } from '../../../test/stings.ts'
import { TODAY, town } from '../../../test/town.ts'
import { forgetTypedAddresses, tendRounds } from './round-upkeeps.ts'

const UNTIL = '2026-12-14'
const LINK = /http:\/\/localhost:4000(\/(?:es\/)?riverbend\/l\/[\w-]{43})/

async function begun() {
  const t = await town()
  const send = letters(t)
  const rounds = '/riverbend/map/rounds'
  /** Somebody at an organization to whom one can write. */
  const contact = async (organization: { id: string }, email: string) => {
    const person = await createPerson(t.db, t.region.system, { name: `Contact ${email}`, email }, t.later())
    await addPosition(
      t.db,
      t.region.system,
      person,
      { organization: organization.id, title: 'Librarian', since: '', until: '' },
      t.later(),
    )
    return { ...person, email }
  }
  const aRound = async (form: Record<string, string> = {}) => {
    t.later()
    const answer = await t
      .as(t.coordinator)
      .post(`${rounds}/new`, { name: 'Autumn', until: UNTIL, lang: 'en', message: 'We draw the map.', ...form })
    return /rounds\/([0-9a-f-]{36})/.exec(answer.location ?? '')?.[1] ?? `none: ${answer.status}`
  }
  const ask = (round: string, rows: { organization: { id: string }; to: string; email?: string }[]) => {
    t.later()
    return t.as(t.coordinator).post(`${rounds}/${round}/ask`, {
      'organization[]': rows.map((row) => row.organization.id),
      'to[]': rows.map((row) => row.to),
      'email[]': rows.map((row) => row.email ?? ''),
      do: 'chosen',
    })
  }
  /** The link in the mail that came last to an address. */
  const linkTo = async (email: string) => LINK.exec((await send(email))?.text ?? '')?.[1] ?? `no mail to ${email}`
  const askings = (round: string) =>
    t.db.selectFrom('askings').selectAll().where('round_id', '=', round).orderBy('asked_at').orderBy('id').execute()
  const answer = (path: string, form: Record<string, string | string[]>) => {
    t.later()
    return t.as(null).post(path, form)
  }
  const names = (...rows: [string, string, string][]) => ({
    'name[]': rows.map(([name]) => name),
    'how[]': rows.map(([, how]) => how),
    'strong[]': rows.map(([, , strong]) => strong),
    'which[]': rows.map(() => ''),
  })
  const namings = () => t.db.selectFrom('namings').selectAll().orderBy('asking_id').orderBy('position').execute()
  const ties = async () => (await readNetwork(t.db, t.region.id, 'coordinator', TODAY)).ties
  return { ...t, send, rounds, contact, aRound, ask, linkTo, askings, answer, names, namings, ties }
}
type Begun = Awaited<ReturnType<typeof begun>>

describe('a round', () => {
  let t: Begun
  let round: string
  let link: string
  const email = 'ana@ferry.example'
  beforeAll(async () => {
    t = await begun()
    const person = await t.contact(t.library, email)
    round = await t.aRound()
    await t.ask(round, [{ organization: t.library, to: person.id }])
    link = await t.linkTo(email)
  })

  test('mails each its own link, with the words of whoever asks', async () => {
    expect(link).toMatch(/^\/riverbend\/l\//)
    const mail = await t.send(email)
    expect(mail?.text).toContain('We draw the map.')
    expect(mail?.subject).toContain('Ferry Street Library')
    expect(mail?.unsubscribe?.url).toContain('/riverbend/l/')
  })

  test('shows the form to whoever has the link, and changes nothing by that', async () => {
    const before = await t.journal(t.region)
    const [first, second] = [await t.as(null).get(link), await t.as(null).get(link)]
    expect([first.status, second.status]).toEqual([200, 200])
    expect(first.text).toContain('name="name[]"')
    expect(await t.journal(t.region)).toEqual(before)
    expect((await t.askings(round))[0]!.draft).toBeNull()
  })

  test('a button for more lines brings everything back, and it is there the next time', async () => {
    const more = await t.answer(link, { ...t.names(['Somebody new', 'works-together', '4']), roles: [''], do: 'more' })
    expect(more.status).toBe(200)
    expect(more.text).toContain('value="Somebody new"')
    const again = await t.as(null).get(link)
    expect(again.text).toContain('value="Somebody new"')
  })

  test('names nobody whom the public does not see, not even as a guess', async () => {
    const asked = await t.answer(link, { ...t.names(['Quiet Fond', 'works-together', '4']), do: 'send' })
    expect(asked.status).toBe(200)
    expect(asked.text).not.toContain('Quiet Fund')
    await t.db.updateTable('askings').set({ answered_at: null, how: null }).where('round_id', '=', round).execute()
    await t.db.deleteFrom('namings').execute()
    await t.db.deleteFrom('proposals').execute()
  })

  test('a name that is much like one here is asked about; one without a way is told so', async () => {
    const asked = await t.answer(link, {
      ...t.names(['Hollis Schol', 'works-together', '3'], ['A club', '', '']),
      do: 'send',
    })
    expect(asked.status).toBe(422)
    expect(asked.text).toContain('is it one of these?')
    expect(asked.text).toContain('Hollis School')
    expect(asked.text).toContain('Say how you work with A club')
    expect(asked.text).toContain('value="A club"')
  })

  test('is answered once; then the same link shows the picture', async () => {
    const sent = await t.answer(link, {
      'name[]': ['Hollis Schol', 'Three Counties Data Center', 'Ship Inn'],
      'how[]': ['works-together', 'shares-data:backward', 'works-together'],
      'strong[]': ['3', '5', ''],
      'which[]': [t.school.id, '', ''],
      roles: ['', 'connecting-data-users'],
      do: 'send',
    })
    expect(sent.status).toBe(200)
    expect(sent.text).toContain('Thank you')
    expect(sent.text).toContain('Ship Inn')
    expect((await t.namings()).map((one) => [one.name, one.organization_id, one.direction, one.strength])).toEqual([
      ['Hollis School', t.school.id, 'forward', 3],
      ['Three Counties Data Center', t.center.id, 'backward', 5],
      ['Ship Inn', null, 'forward', null],
    ])
    const again = await t.answer(link, { ...t.names(['Another', 'works-together', '1']), do: 'send' })
    expect(again.text).toContain('answered on')
    expect(await t.namings()).toHaveLength(3)
    expect((await t.as(null).get(link)).text).toContain('Your own picture')
  })

  test('nothing counts before a coordinator accepts it', async () => {
    expect(await t.ties()).toEqual([])
    const review = await t.as(t.coordinator).get(`${t.rounds}/${round}/answers`)
    expect(review.text).toContain('Ship Inn')
    expect((await t.as(t.coordinator).get('/riverbend/proposals')).text).toContain('Ship Inn')
  })

  test('all clear lines become what the organization itself says, by whoever had the link', async () => {
    t.later()
    const done = await t.as(t.coordinator).post(`${t.rounds}/${round}/answers`)
    expect(done.location).toContain('done=clear-2')
    const ties = await t.ties()
    expect(ties.map((tie) => tie.state)).toEqual(['claimed', 'claimed'])
    const data = ties.find((tie) => tie.kind === 'shares-data')!
    expect([data.a, data.b]).toEqual([t.center.id, t.library.id])
    const tie = await findTie(t.db, systemActor(t.region.id), data.id)
    const [asked] = await t.askings(round)
    expect(tie!.statements).toMatchObject([
      { by: 'side', organizationId: t.library.id, strength: 5, personId: asked!.person_id },
    ])
    expect(tie!.visibility).toBe('region')
    const verbs = (await t.journal(t.region)).map((entry) => `${entry.actor_kind} ${entry.verb}`)
    expect(verbs).toContain('link tie.claimed')
    expect(verbs).toContain('member snowball.accepted')
  })

  test('a name that nobody knows is added, seen by the region', async () => {
    const [, , free] = await t.namings()
    t.later()
    const unclear = await t.as(t.coordinator).post(`${t.rounds}/${round}/answers/${free!.id}`, { decision: 'accept' })
    expect(unclear.status).toBe(422)
    const made = await t
      .as(t.coordinator)
      .post(`${t.rounds}/${round}/answers/${free!.id}`, { decision: 'accept', sector: 'business' })
    expect(made.status).toBe(303)
    expect((await t.as(t.coordinator).get('/riverbend/organizations/ship-inn')).status).toBe(200)
    expect((await t.as(null).get('/riverbend/organizations/ship-inn')).status).toBe(404)
    const again = await t.as(t.coordinator).post(`${t.rounds}/${round}/answers/${free!.id}`, { decision: 'accept' })
    expect(again.status).toBe(409)
  })

  test('what they say of their roles is taken over by a press', async () => {
    const [asked] = await t.askings(round)
    t.later()
    await t.as(t.coordinator).post(`${t.rounds}/${round}/askings/${asked!.id}/roles`, { decision: 'accept' })
    const roles = await t.db
      .selectFrom('organization_roles')
      .select('role')
      .where('organization_id', '=', t.library.id)
      .execute()
    expect(roles).toEqual([{ role: 'connecting-data-users' }])
  })

  test('what names no organization, no person and no day is refused', async () => {
    const refused = async (...row: Parameters<typeof t.ask>[1]) => (await t.ask(round, row)).status
    expect(await refused({ organization: { id: 'school' }, to: 'handed' })).toBe(422)
    expect(await refused({ organization: t.school, to: 'somebody' })).toBe(422)
    expect(await t.aRound({ until: '2027-02-30' })).toBe('none: 422')
  })

  test('those who were named are asked next, in the next wave, and nobody twice', async () => {
    const page = await t.as(t.coordinator).get(`${t.rounds}/${round}/ask`)
    expect(page.text).toContain('Hollis School')
    expect(page.text).toContain('Named by Ferry Street Library')
    const asked = await t.ask(round, [
      { organization: t.school, to: 'typed', email: 'Head@Hollis.example' },
      { organization: t.library, to: 'handed' },
      { organization: t.center, to: 'handed' },
    ])
    expect(asked.location).toContain('done=asked-2')
    const all = await t.askings(round)
    expect(all.map((one) => [one.organization_id, one.wave, one.typed])).toEqual(
      expect.arrayContaining([
        [t.library.id, 0, false],
        [t.school.id, 1, true],
        [t.center.id, 1, false],
      ]),
    )
    expect(all).toHaveLength(3)
  })

  test('an address that was typed is told where it came from, and how to remove it', async () => {
    const mail = await t.send('head@hollis.example')
    expect(mail?.text).toContain('typed head@hollis.example as an address of Hollis School')
    expect(mail?.text).toContain('Remove this address now')
  })

  test('shows its waves as a picture and as a table', async () => {
    const page = await t.as(t.coordinator).get(`${t.rounds}/${round}`)
    expect(page.status).toBe(200)
    expect(page.text).toContain('1 of 3 have answered (33%)')
    expect(page.text.match(/class="jack/g)!.length).toBeGreaterThanOrEqual(3)
    expect(page.text).toContain('Wave 2')
    const csv = await t.as(t.coordinator).get(`${t.rounds}/${round}?format=csv`)
    expect(csv.text.split('\r\n')[0]).toContain('organization,wave,status')
  })
})

describe('what is on record', () => {
  let t: Begun
  beforeAll(async () => {
    t = await begun()
  })

  test('is shown to confirm, and what a representative confirms by their own mail counts at once', async () => {
    const tie = await t.tieOf(t.ofCenter, t.center, { other: t.library.slug, kind: 'works-together', strength: '2' })
    const hidden = await t.tieOf(t.ofSchool, t.school, { other: t.library.slug, kind: 'advises', visibility: 'region' })
    expect(hidden).not.toBe('')
    const round = await t.aRound()
    await t.ask(round, [{ organization: t.library, to: t.ofLibrary.actor.personId! }])
    const link = await t.linkTo(t.ofLibrary.email!)
    const form = await t.as(null).get(link)
    expect(form.text).toContain('Three Counties Data Center')
    expect(form.text).not.toContain(`t ${hidden}`)
    await t.answer(link, {
      'known[]': [`t ${tie}`],
      'saying[]': ['confirms'],
      'knownStrong[]': ['4'],
      ...t.names(['Pat', 'works-together', '1']),
      do: 'send',
    })
    const found = await findTie(t.db, systemActor(t.region.id), tie)
    expect(found).toMatchObject({ state: 'confirmed', strength: 2 })
    expect(found!.statements.at(-1)).toMatchObject({ by: 'side', strength: 4, personId: t.ofLibrary.actor.personId })
    const decided = await t.db.selectFrom('proposals').select('decision').where('kind', '=', 'snowball-tie').execute()
    expect(decided.map((one) => one.decision).toSorted()).toEqual(['accepted', null])
  })

  test('of a link that was handed on, nothing counts at once', async () => {
    const tie = await t.tieOf(t.ofLibrary, t.library, { other: t.school.slug, kind: 'works-together', strength: '2' })
    const round = await t.aRound()
    await t.ask(round, [{ organization: t.school, to: 'handed' }])
    const [asking] = await t.askings(round)
    t.later()
    const handed = await t.as(t.coordinator).post(`${t.rounds}/${round}/askings/${asking!.id}/link`)
    const link = LINK.exec(handed.text)![1]!
    await t.answer(link, { 'known[]': [`t ${tie}`], 'saying[]': ['disputes'], 'knownStrong[]': [''], do: 'send' })
    expect((await findTie(t.db, systemActor(t.region.id), tie))!.state).toBe('claimed')
    const [line] = (await t.namings()).filter((one) => one.asking_id === asking!.id)
    t.later()
    await t.as(t.coordinator).post(`${t.rounds}/${round}/answers/${line!.id}`, { decision: 'accept' })
    expect((await findTie(t.db, systemActor(t.region.id), tie))!.state).toBe('disputed')
  })

  test('a year later the new round shows the old answers, to be confirmed by one press', async () => {
    const round = await t.aRound()
    await t.ask(round, [{ organization: t.center, to: 'typed', email: 'desk@center.example' }])
    await t.answer(await t.linkTo('desk@center.example'), {
      ...t.names(['Riverside Club', 'works-together', '5']),
      do: 'send',
    })
    const [free] = (await t.namings()).filter((one) => one.name === 'Riverside Club')
    t.later()
    await t.as(t.coordinator).post(`${t.rounds}/${round}/answers/${free!.id}`, { decision: 'accept', sector: 'civic' })
    await t.as(t.coordinator).post(`${t.rounds}/${round}/closing`)
    const next = await t.aRound({ name: 'A year later', previous: round })
    const offered = await t.as(t.coordinator).get(`${t.rounds}/${next}/ask?show=previous`)
    expect(offered.text).toContain('Three Counties Data Center')
    await t.ask(next, [{ organization: t.center, to: 'typed', email: 'desk@center.example' }])
    const link = await t.linkTo('desk@center.example')
    const form = await t.as(null).get(link)
    expect(form.text).toContain('Riverside Club')
    expect(form.text).toContain('All that was said before is still so')
    await t.answer(link, { do: 'still' })
    const said = (await t.namings()).filter((one) => one.name === 'Riverside Club')
    expect(said.map((one) => [one.verdict, one.strength])).toEqual([
      ['confirms', 5],
      ['confirms', 5],
    ])
    expect(said[0]!.organization_id).toBe(said[1]!.organization_id)
  })
})

describe('on paper and by telephone', () => {
  test('a coordinator fills it in, and it is said so', async () => {
    const t = await begun()
    const round = await t.aRound()
    await t.ask(round, [{ organization: t.library, to: 'handed' }])
    const [asking] = await t.askings(round)
    t.later()
    const path = `${t.rounds}/${round}/askings/${asking!.id}/answer`
    expect((await t.as(t.coordinator).get(path)).status).toBe(200)
    const sent = await t
      .as(t.coordinator)
      .post(path, { ...t.names(['Hollis School', 'works-together', '4']), do: 'send' })
    expect(sent.status).toBe(303)
    t.later()
    await t.as(t.coordinator).post(`${t.rounds}/${round}/answers`)
    const [tie] = await t.ties()
    expect(tie).toMatchObject({ state: 'reported', strength: 4 })
    const whole = await findTie(t.db, systemActor(t.region.id), tie!.id)
    expect(whole!.statements).toMatchObject([{ by: 'coordinator', personId: t.coordinator.actor.personId }])
  })
})

describe('links and reminders', () => {
  test('a link ends when it is taken back, when the round is closed, and when its time is over', async () => {
    const t = await begun()
    const round = await t.aRound()
    const asked = [t.library, t.school, t.center].map((organization, n) => ({
      organization,
      to: 'typed',
      email: `somebody-${n}@town.example`,
    }))
    await t.ask(round, asked)
    const links = [
      await t.linkTo('somebody-0@town.example'),
      await t.linkTo('somebody-1@town.example'),
      await t.linkTo('somebody-2@town.example'),
    ]
    const [first] = (await t.askings(round)).filter((one) => one.organization_id === t.library.id)
    await t.answer(links[1]!, { ...t.names(['Pat', 'works-together', '']), do: 'send' })
    await t.as(t.coordinator).post(`${t.rounds}/${round}/askings/${first!.id}/revocation`)
    expect((await t.as(null).get(links[0]!)).status).toBe(410)
    await t.as(t.coordinator).post(`${t.rounds}/${round}/closing`)
    expect((await t.as(null).get(links[2]!)).status).toBe(410)
    expect((await t.as(null).get(links[1]!)).text).toContain('Your own picture')
    t.time.now = new Date('2027-02-01T12:00:00Z')
    expect((await t.as(null).get(links[1]!)).status).toBe(410)
  })

  test('halfway those who have not answered are reminded once; whoever has, or wants no mail, never', async () => {
    const t = await begun()
    const round = await t.aRound()
    await t.ask(round, [
      { organization: t.library, to: 'typed', email: 'waits@town.example' },
      { organization: t.school, to: 'typed', email: 'answers@town.example' },
      { organization: t.center, to: 'typed', email: 'leaves@town.example' },
    ])
    await t.answer(await t.linkTo('answers@town.example'), { ...t.names(['Pat', 'works-together', '']), do: 'send' })
    const leaving = await t.send('leaves@town.example')
    await t.as(null).post(new URL(leaving!.unsubscribe!.url).pathname)
    t.mailbox.length = 0
    await tendRounds(t.db, t.later())
    expect(t.mailbox).toEqual([])
    t.time.now = new Date('2026-12-05T15:00:00Z')
    await tendRounds(t.db, t.clock())
    await tendRounds(t.db, t.clock())
    await t.send('waits@town.example')
    expect(t.mailbox.map((mail) => mail.to.address)).toEqual(['waits@town.example'])
    expect(t.mailbox[0]!.subject).toContain('reminder')
    const again = await t.as(t.coordinator).post(`${t.rounds}/${round}/reminders`)
    expect(again.location).toContain('done=reminded-0')
  })

  test('a round ends by itself after its last day in the time of the region', async () => {
    const t = await begun()
    const round = await t.aRound()
    t.time.now = new Date('2026-12-15T04:00:00Z')
    await tendRounds(t.db, t.clock())
    const closed = () => t.db.selectFrom('rounds').select('closed_at').where('id', '=', round).executeTakeFirstOrThrow()
    expect((await closed()).closed_at).toBeNull()
    t.time.now = new Date('2026-12-15T06:00:00Z')
    await tendRounds(t.db, t.clock())
    expect((await closed()).closed_at).toEqual(t.time.now)
  })

  test('too many tries with one link are refused', async () => {
    const t = await begun()
    const round = await t.aRound()
    await t.ask(round, [{ organization: t.library, to: 'typed', email: 'tries@town.example' }])
    const link = await t.linkTo('tries@town.example')
    const tries = await Promise.all(
      Array.from({ length: 61 }, (_, n) => t.as(null).post(link, { do: 'save', 'name[]': [`${n}`] })),
    )
    expect(tries.filter((one) => one.status === 429)).toHaveLength(1)
  })
})

describe('whoever opens a link', () => {
  test('reads the letter and the form in the language of the round', async () => {
    const t = await begun()
    const round = await t.aRound({ lang: 'es', message: 'Dibujamos el mapa.' })
    await t.ask(round, [{ organization: t.library, to: 'typed', email: 'ana@pueblo.example' }])
    const link = await t.linkTo('ana@pueblo.example')
    expect(link).toMatch(/^\/es\/riverbend\/l\//)
    expect((await t.send('ana@pueblo.example'))?.text).toContain('¿Con quién trabajan')
    expect((await t.as(null).get(link)).text).toContain('Enviar la respuesta')
  })

  test('meets nothing that comes alive, whatever was typed into it', async () => {
    const t = await begun()
    const round = await t.aRound()
    await t.ask(round, [{ organization: t.library, to: 'handed' }])
    const [asking] = await t.askings(round)
    t.later()
    const handed = await t.as(t.coordinator).post(`${t.rounds}/${round}/askings/${asking!.id}/link`)
    const link = LINK.exec(handed.text)![1]!
    const rows = STINGS.map((name): [string, string, string] => [name, 'works-together', '3'])
    const pages = [
      await t.answer(link, { ...t.names(...rows), 'how[]': STINGS, 'strong[]': STINGS, roles: STINGS, do: 'send' }),
      await t.as(null).get(link),
      await t.answer(link, { ...t.names(...rows), roles: STINGS, do: 'send' }),
      await t.as(null).get(link),
      await t.as(t.coordinator).get(`${t.rounds}/${round}/answers`),
    ]
    expect(pages.map((one) => one.status)).toEqual([422, 200, 200, 200, 200])
    expect(pages.flatMap((one) => strangeIn(one.text))).toEqual([])
    expect(pages[3]!.text).toContain('Your own picture')
  })

  test('opens nothing with the token of another purpose, nor anything else with theirs', async () => {
    const t = await begun()
    const round = await t.aRound()
    await t.ask(round, [{ organization: t.library, to: 'typed', email: 'once@town.example' }])
    const mail = await t.send('once@town.example')
    const purposes = await t.db.selectFrom('links').select(['purpose', 'record_id']).execute()
    expect(purposes.map((one) => one.purpose).toSorted()).toEqual(['person-removal', 'snowball', 'unsubscribe'])
    const unsubscribe = new URL(mail!.unsubscribe!.url).pathname
    expect((await t.as(null).post(unsubscribe, { do: 'send', 'name[]': ['Pat'] })).status).toBe(200)
    expect((await t.askings(round))[0]!.answered_at).toBeNull()
    expect((await t.as(null).post(LINK.exec(mail!.text)![1]!.replace('riverbend', 'lakeside'))).status).toBe(404)
  })
})

describe('addresses that were typed', () => {
  test('are erased thirty days after the round, but not of whom the region has come to know', async () => {
    const t = await begun()
    const round = await t.aRound()
    await t.ask(round, [
      { organization: t.library, to: 'typed', email: 'once@town.example' },
      { organization: t.school, to: 'typed', email: 'stays@town.example' },
      { organization: t.center, to: t.ofCenter.actor.personId! },
    ])
    await t.answer(await t.linkTo('once@town.example'), {
      ...t.names(['once@town.example', 'works-together', '']),
      do: 'send',
    })
    const stays = await t.db
      .selectFrom('persons')
      .select('id')
      .where('email', '=', 'stays@town.example')
      .executeTakeFirstOrThrow()
    await addPosition(
      t.db,
      t.region.system,
      stays,
      { organization: t.school.id, title: 'Head', since: '', until: '' },
      t.later(),
    )
    await t.as(t.coordinator).post(`${t.rounds}/${round}/closing`)
    t.time.now = new Date(t.time.now.getTime() + 29 * 86_400_000)
    expect(await forgetTypedAddresses(t.db, t.clock())).toBe(0)
    t.time.now = new Date(t.time.now.getTime() + 2 * 86_400_000)
    expect(await forgetTypedAddresses(t.db, t.clock())).toBe(1)
    expect(await forgetTypedAddresses(t.db, t.clock())).toBe(0)
    const left = await t.db.selectFrom('persons').select('email').where('email', 'like', '%@town.example').execute()
    expect(left).toEqual([{ email: 'stays@town.example' }])
    expect((await t.namings()).some((one) => one.name.includes('once@'))).toBe(false)
  })
})
