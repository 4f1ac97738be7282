import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { house, type Someone } from '../../../test/house.ts'
import { letters } from '../../../test/letters.ts'
import { strangeIn } from '../../../test/markup.ts'
import { aPartnership } from '../../../test/partnerships/factories.ts'
import type { Region } from '../../../test/world.ts'
import { systemActor } from '../../platform/actor.ts'
import { inForce } from './forces.ts'
import { listAskings } from './sign-offs.ts'
import { tendSignOffs } from './upkeeps.ts'

const LINK = /http:\/\/localhost:4000(\/(?:es\/)?riverbend\/l\/[\w-]{43})/
const START = new Date('2026-05-04T15:00:00Z')
const UNTIL = '2026-05-18'

let t: Awaited<ReturnType<typeof house>>
let region: Region
let coordinator: Someone
let send: (email: string) => Promise<{ text: string; subject: string } | undefined>
let desk: Awaited<ReturnType<typeof aPartnership>>

beforeAll(async () => {
  t = await house()
  t.time.now = new Date(START)
  region = await t.aRegion()
  coordinator = await t.aMember(region, 'coordinator')
  send = letters(t)
})

beforeEach(async () => {
  t.time.now = new Date(START)
  desk = await aPartnership(t, region)
  // What other tests asked is theirs.
  await t.db.updateTable('sign_off_askings').set({ closed_at: START, closed_why: 'withdrawn' }).execute()
})

const page = () => `/riverbend/partnerships/${desk.slug}/sign-offs`
const at = (day: string, time = '15:00:00Z') => void (t.time.now = new Date(`${day}T${time}`))
const tick = async () => {
  await tendSignOffs(t.db, t.clock())
  await send('nobody@riverbend.example')
  await tendSignOffs(t.db, t.clock())
  await send('nobody@riverbend.example')
}
const later = () => void (t.time.now = new Date(t.time.now.getTime() + 60_000))
const ask = async (form: Record<string, string | string[]> = {}, who = coordinator) => {
  later()
  const answer = await t.as(who).post(`${page()}/new`, { until: UNTIL, silence: 'passes', ...form })
  await tick()
  return answer
}
const linkTo = async (email: string) => {
  await send(email)
  const mail = t.mailbox.findLast((one) => one.to.address === email && LINK.test(one.text))
  return LINK.exec(mail?.text ?? '')?.[1] ?? `no mail to ${email}`
}
const press = (link: string, form: Record<string, string>) => {
  later()
  return t.as(null).post(link, form)
}
const approve = async (of: { leader: { email: string } }) =>
  press(await linkTo(of.leader.email), { decision: 'approved' })
const decline = async (of: { leader: { email: string } }, reason: string) =>
  press(await linkTo(of.leader.email), { decision: 'declined', reason })
const askings = () => listAskings(t.db, systemActor(region.id), desk.id, t.time.now.toISOString().slice(0, 10))
const standings = async () =>
  Object.fromEntries((await askings())[0]!.signOffs.map((one) => [one.organization.name, one.status]))
const force = () => inForce(t.db, region.id, desk.id)
const setParty = (of: { id: string }, set: Record<string, string | null>) =>
  t.db
    .updateTable('parties')
    .set(set)
    .where('partnership_id', '=', desk.id)
    .where('organization_id', '=', of.id)
    .execute()
const promise = async (of: { id: string }, amount: number) =>
  t.db
    .insertInto('commitments')
    .values({ region_id: region.id, id: t.clock().id(), party_id: (await desk.party(of)).id, kind: 'hours', amount })
    .execute()
const newPerson = async (name: string) => {
  const { createPerson } = await import('../../account/persons.ts')
  const email = `${name.toLowerCase().replaceAll(' ', '-')}-${t.clock().id().slice(-6)}@riverbend.example`
  const { id } = await createPerson(t.db, region.system, { name, email }, t.clock())
  return { id, email }
}

describe('asking', () => {
  test('mails each leader what will be taken as consent, and when', async () => {
    expect((await ask({ message: 'Please look at the hours.' })).status).toBe(303)
    const letter = await send(desk.library.leader.email)
    expect(letter?.subject).toContain('May Library')
    expect(letter?.text).toContain('by the end of Monday, May 18, 2026 (Eastern Time)')
    expect(letter?.text).toContain('recorded as “no objection by May 18, 2026”, never as your approval')
    expect(letter?.text).toContain('    Please look at the hours.')
    expect(await standings()).toEqual({ Library: 'clock', Center: 'clock', Neighbors: 'clock' })
  })

  test('is for coordinators and whoever speaks for a partner', async () => {
    const stranger = await t.aMember(
      region,
      'representative',
      (await t.anOrganization(region, { name: 'Elsewhere' })).id,
    )
    expect((await ask({}, stranger)).status).toBe(403)
    expect((await ask({}, desk.library.speaker)).status).toBe(303)
  })

  test('gives at least three days and at most half a year', async () => {
    for (const until of ['2026-05-06', '2027-01-01', '2026-02-30', '']) {
      const refused = await ask({ until })
      expect([refused.status, until]).toEqual([422, until])
      expect(refused.text).toContain('role="alert"')
    }
    expect(await force()).toBeNull()
  })

  test('twice of the same charter asks nobody twice', async () => {
    await ask()
    expect((await ask()).status).toBe(409)
    expect(await askings()).toHaveLength(1)
  })

  test('says who is missing, and no clock runs for them', async () => {
    await setParty(desk.center, { leader_id: null })
    await t.db.deleteFrom('mandates').where('organization_id', '=', desk.center.id).where('what', '=', 'sign').execute()
    await ask()
    at('2026-05-20')
    await tick()
    expect(await standings()).toEqual({ Library: 'no-objection', Center: 'nobody', Neighbors: 'no-objection' })
    const shown = await t.as(coordinator).get(page())
    expect(shown.text).toContain('Name who signs for Center')
    expect(await force()).toBeNull()
  })

  test('is shown to the public no further than what is in force', async () => {
    await t.db.updateTable('records').set({ visibility: 'public' }).where('id', '=', desk.id).execute()
    await ask({ message: 'Between ourselves.' })
    await decline(desk.center, 'A reason of our own.')
    const [anybody, member] = [await t.as(null).get(page()), await t.as(desk.library.speaker).get(page())]
    expect(anybody.text).not.toContain('Between ourselves.')
    expect(anybody.text).not.toContain('A reason of our own.')
    expect(member.text).toContain('A reason of our own.')
    for (const { text } of [anybody, member]) expect(strangeIn(text)).toEqual([])
    await t.db.updateTable('records').set({ visibility: 'region' }).where('id', '=', desk.id).execute()
  })
})

describe('a leader who opens the letter', () => {
  test('needs no account, and looking decides nothing, as often as a scanner looks', async () => {
    await promise(desk.library, 120)
    await ask()
    const link = await linkTo(desk.library.leader.email)
    const before = await t.journal(region)
    const [first, second] = [await t.as(null).get(link), await t.as(null).get(link)]
    expect([first.status, second.status]).toEqual([200, 200])
    expect(first.text).toMatch(/\b120\b/)
    expect(first.text).toContain('that is taken as no objection')
    expect(first.text).toContain('Monday, May 18, 2026')
    expect(strangeIn(first.text)).toEqual([])
    expect(await t.journal(region)).toEqual(before)
    expect((await standings())['Library']).toBe('clock')
  })

  test('approves with one button, and all partners approving puts it in force', async () => {
    await ask()
    for (const partner of [desk.library, desk.center]) expect((await approve(partner)).status).toBe(200)
    expect(await force()).toBeNull()
    expect((await approve(desk.neighbors)).text).toContain('You approved version 1')
    expect(await force()).toMatchObject({ revision: 1, since: t.time.now })
    const news = await send(desk.center.contact.email)
    expect(news?.subject).toContain('version 1 is in force')
    expect(news?.text).toContain('Library: Approved')
    expect((await t.as(null).get(`/riverbend/partnerships/${desk.slug}`)).status).toBe(404)
  })

  test('who proposed it together is a partner from the day on which all had agreed; a day that is known stays', async () => {
    const { id } = await desk.party(desk.center)
    await t.db.updateTable('parties').set({ joined_on: null }).where('id', '=', id).execute()
    await ask()
    for (const partner of [desk.library, desk.center]) await approve(partner)
    expect((await desk.party(desk.center)).joinedOn).toBeNull()
    await approve(desk.neighbors)
    const days = await Promise.all([desk.center, desk.library].map(async (one) => (await desk.party(one)).joinedOn))
    expect(days).toEqual([t.time.now.toISOString().slice(0, 10), '2025-03-01'])
  })

  test('says why they decline, and the partners are told', async () => {
    await ask()
    const link = await linkTo(desk.center.leader.email)
    const empty = await press(link, { decision: 'declined', reason: ' ' })
    expect(empty.status).toBe(422)
    expect(empty.text).toContain('A no needs its reason')
    expect((await press(link, { decision: 'declined', reason: 'Name our hours first.' })).status).toBe(200)
    expect((await send(desk.library.contact.email))?.text).toContain('    Name our hours first.')
    expect((await t.as(desk.neighbors.speaker).get(page())).text).toContain('Name our hours first.')
    expect((await standings())['Center']).toBe('declined')
  })

  test('has a link that works once: a second press tells what was said', async () => {
    await ask()
    const link = await linkTo(desk.center.leader.email)
    await press(link, { decision: 'approved' })
    const again = await press(link, { decision: 'declined', reason: 'By somebody else.' })
    expect(again.status).toBe(409)
    expect(again.text).toContain('This link was used')
    expect((await t.as(null).get(link)).text).toContain('approved it on')
    expect((await standings())['Center']).toBe('approved')
  })

  test('of twenty who press at once one is taken, and all others are told', async () => {
    await ask()
    const link = await linkTo(desk.center.leader.email)
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        t.as(null).post(link, n % 2 ? { decision: 'approved' } : { decision: 'declined', reason: `No ${n}` }),
      ),
    )
    expect(all.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(all.filter(({ status }) => status === 409)).toHaveLength(19)
    const [asking] = await askings()
    expect(asking!.signOffs.flatMap(({ answers }) => answers)).toHaveLength(1)
  })

  test('changes their mind by the receipt, as long as it is not in force', async () => {
    await ask()
    await decline(desk.center, 'Not yet.')
    expect((await approve(desk.center)).status).toBe(200)
    expect((await standings())['Center']).toBe('approved')
    const [asking] = await askings()
    const center = asking!.signOffs.find(({ organization }) => organization.name === 'Center')
    expect(center?.answers.map(({ decision }) => decision)).toEqual(['declined', 'approved'])
  })

  test('says no after it is in force: it is kept and told, and changes nothing', async () => {
    await ask({ answers: [desk.center.id] })
    for (const partner of [desk.library, desk.center, desk.neighbors]) await approve(partner)
    await ask({ until: UNTIL })
    const signer = await t.signIn(desk.center.leader.email, region)
    await t.db
      .insertInto('memberships')
      .values({
        region_id: region.id,
        id: t.clock().id(),
        person_id: desk.center.leader.id,
        account_id: signer.accountId!,
        since: t.time.now,
      })
      .onConflict((on) => on.doNothing())
      .execute()
    const [asking] = await askings()
    const mine = asking!.signOffs.find(({ organization }) => organization.name === 'Center')!
    const late = await t
      .as(signer)
      .post(`${page()}/${mine.id}/answer`, { decision: 'declined', reason: 'We have no staff.' })
    expect(late.location).toContain('done=late')
    expect(await force()).toMatchObject({ revision: 1 })
    expect((await standings())['Center']).toBe('approved')
    expect((await send(desk.library.contact.email))?.text).toContain('We have no staff.')
    expect((await t.as(desk.library.speaker).get(page())).text).toContain('after it came into force')
  })
})

describe('silence', () => {
  test('is reminded halfway, once, and becomes no objection after the end of the day in the region', async () => {
    await ask()
    await approve(desk.library)
    const leaders = [desk.library, desk.center, desk.neighbors].map(({ leader }) => leader.email)
    const count = () =>
      t.mailbox.filter(({ to, subject }) => leaders.includes(to.address) && subject.startsWith('Still open')).length
    at('2026-05-11', '12:00:00Z')
    await tick()
    expect(count()).toBe(0)
    at('2026-05-12')
    await tick()
    at('2026-05-13')
    await tick()
    expect(count()).toBe(2)
    // 23:59 of the 18th in New York.
    at('2026-05-19', '03:59:00Z')
    await tick()
    expect((await standings())['Center']).toBe('clock')
    at('2026-05-19', '04:00:00Z')
    await tick()
    expect(await standings()).toEqual({ Library: 'approved', Center: 'no-objection', Neighbors: 'no-objection' })
    expect(await force()).toMatchObject({ revision: 1, since: t.time.now })
    const shown = await t.as(desk.library.speaker).get(page())
    expect(shown.text).toContain('No objection by May 18, 2026')
    expect(shown.text).toContain('That is no objection, and no approval.')
    const entries = (await t.journal(region)).filter(
      ({ verb, record_id }) => verb === 'sign-off.no-objection' && record_id === desk.id,
    )
    expect(entries).toHaveLength(2)
    await tick()
    expect(await force()).toMatchObject({ since: new Date('2026-05-19T04:00:00Z') })
  })

  test('ends an hour later by UTC once daylight saving is over', async () => {
    at('2026-10-26')
    await ask({ until: '2026-11-09' })
    at('2026-11-10', '04:59:00Z')
    await tick()
    expect((await standings())['Center']).toBe('clock')
    at('2026-11-10', '05:00:00Z')
    await tick()
    expect((await standings())['Center']).toBe('no-objection')
  })

  test('counts not where an answer was asked for', async () => {
    await ask({ answers: [desk.center.id] })
    at('2026-05-20')
    await tick()
    expect(await standings()).toEqual({ Library: 'no-objection', Center: 'overdue', Neighbors: 'no-objection' })
    expect(await force()).toBeNull()
    await approve(desk.center)
    expect(await force()).toMatchObject({ revision: 1 })
  })

  test('of somebody whom no letter reached is nothing', async () => {
    await t.db.updateTable('persons').set({ email: null }).where('id', '=', desk.center.leader.id).execute()
    await t.db
      .insertInto('unsubscriptions')
      .values({ region_id: region.id, person_id: desk.neighbors.leader.id, topic: 'sign-offs', at: t.time.now })
      .execute()
    await ask()
    at('2026-05-20')
    await tick()
    expect(await standings()).toEqual({ Library: 'no-objection', Center: 'unreachable', Neighbors: 'unreachable' })
    await t.db
      .updateTable('persons')
      .set({ email: desk.center.leader.email })
      .where('id', '=', desk.center.leader.id)
      .execute()
    const [asking] = await askings()
    const center = asking!.signOffs.find(({ organization }) => organization.name === 'Center')!
    expect((await t.as(coordinator).post(`${page()}/${center.id}/letter`)).location).toContain('done=written')
    await tick()
    const [now] = await askings()
    expect(now!.signOffs.find(({ id }) => id === center.id)).toMatchObject({ status: 'clock', until: '2026-05-23' })
  })

  test('of somebody without an address is nothing, and a link to hand on is shown once to whoever asks', async () => {
    await t.db.updateTable('persons').set({ email: null }).where('id', '=', desk.center.leader.id).execute()
    await ask()
    const [asking] = await askings()
    const center = asking!.signOffs.find(({ organization }) => organization.name === 'Center')!
    const shown = await t.as(coordinator).get(page())
    expect(shown.text).toContain('Make a link to hand on')
    expect((await t.as(null).get(page())).text).not.toContain('Make a link to hand on')
    const letter = `${page()}/${center.id}/letter`
    const made = await t.as(coordinator).post(letter)
    expect([made.status, made.headers.get('cache-control')]).toEqual([200, 'no-store'])
    const link = /class="to-copy">[^<]*(\/riverbend\/l\/[\w-]{43})</.exec(made.text)![1]!
    expect((await t.as(coordinator).get(page())).text).not.toContain(link)
    const token = link.split('/').at(-1)!
    expect(JSON.stringify(await t.journal(region))).not.toContain(token)
    at('2026-05-20')
    await tick()
    expect((await standings())['Center']).toBe('unreachable')
    expect((await press(link, { decision: 'approved' })).status).toBe(200)
    expect((await standings())['Center']).toBe('approved')
  })

  test('a link to hand on is given to who speaks for that very organization, and it is told who handed it on', async () => {
    await t.db.updateTable('persons').set({ email: null }).where('id', '=', desk.center.leader.id).execute()
    await ask()
    const [asking] = await askings()
    const center = asking!.signOffs.find(({ organization }) => organization.name === 'Center')!
    const letter = `${page()}/${center.id}/letter`
    const others = await t.as(desk.library.speaker).get(page())
    expect(others.text).not.toContain('Make a link to hand on')
    expect(others.text).toContain('Somebody who speaks for it, or a coordinator, can make a link to hand on.')
    const refused = await t.as(desk.library.speaker).post(letter)
    expect([refused.status, refused.text.includes('class="to-copy"')]).toEqual([403, false])
    const made = async () => {
      later()
      const { text } = await t.as(desk.center.speaker).post(letter)
      return /class="to-copy">[^<]*(\/riverbend\/l\/[\w-]{43})</.exec(text)![1]!
    }
    const [first, last] = [await made(), await made()]
    expect((await press(first, { decision: 'approved' })).status).toBe(410)
    expect((await press(last, { decision: 'declined', reason: 'Not yet.' })).status).toBe(200)
    const [now] = await askings()
    const by = { id: desk.center.speaker.actor.personId }
    expect(now!.signOffs.find(({ id }) => id === center.id)).toMatchObject({
      decision: 'declined',
      answers: [{ via: 'handed', handedBy: by, by: { id: desk.center.leader.id } }],
    })
    const told = await t.as(coordinator).get(page())
    expect(told.text).toMatch(/by a link that [^<]+ handed on/)
    expect(told.text).not.toContain('by a link that somebody handed on')
    expect((await t.as(coordinator).get(`/es${page()}`)).text).toMatch(/con un enlace que entregó /)
    expect((await t.as(null).get(page())).text).not.toContain('handed on')
  })

  test('is over when somebody answers after the day: their word counts until it is in force', async () => {
    await ask({ answers: [desk.library.id] })
    at('2026-05-20')
    await tick()
    expect((await standings())['Center']).toBe('no-objection')
    await decline(desk.center, 'We were away.')
    expect((await standings())['Center']).toBe('declined')
    await approve(desk.library)
    expect(await force()).toBeNull()
  })

  test('has decided on the last day whether or not somebody looked', async () => {
    await ask({ answers: [desk.center.id] })
    for (const partner of [desk.center]) await approve(partner)
    at('2026-05-20')
    const late = await decline(desk.library, 'Too late?')
    expect(late.text).toContain('was in force already')
    expect(await force()).toMatchObject({ revision: 1 })
  })
})

describe('who signs', () => {
  test('two leaders who differ: a no stands until whoever said it takes it back', async () => {
    const other = await newPerson('Another Leader')
    await t.db
      .insertInto('mandates')
      .values({
        region_id: region.id,
        id: t.clock().id(),
        person_id: other.id,
        organization_id: desk.center.id,
        what: 'sign',
        from_day: '2000-01-01',
        given_at: t.time.now,
      })
      .execute()
    await setParty(desk.center, { leader_id: null })
    await ask()
    await decline({ leader: other }, 'Our board has to see it.')
    await approve(desk.center)
    expect((await standings())['Center']).toBe('declined')
    await approve({ leader: other })
    expect((await standings())['Center']).toBe('approved')
  })

  test('a leader who is replaced while the clock runs: the new one is asked with time enough, the old link is told', async () => {
    await ask()
    const old = await linkTo(desk.center.leader.email)
    const heir = await newPerson('The Heir')
    at('2026-05-17')
    await setParty(desk.center, { leader_id: heir.id })
    await t.db.deleteFrom('mandates').where('person_id', '=', desk.center.leader.id).execute()
    await tick()
    expect((await send(heir.email))?.text).toContain('Wednesday, May 20, 2026')
    expect((await t.as(null).get(old)).status).toBe(403)
    at('2026-05-19')
    await tick()
    expect(await standings()).toEqual({ Library: 'no-objection', Center: 'clock', Neighbors: 'no-objection' })
    expect((await approve({ leader: heir })).status).toBe(200)
    expect(await force()).toMatchObject({ revision: 1 })
  })

  test('a leader without an account says who signs meanwhile; of the two the last word counts', async () => {
    await ask()
    const link = await linkTo(desk.center.leader.email)
    const deputy = desk.center.contact
    const wrong = await press(link, {
      decision: 'cover',
      deputy: desk.library.contact.id,
      from: '',
      until: '2026-05-30',
    })
    expect(wrong.status).toBe(422)
    expect(wrong.text).toContain('somebody of the same organization')
    const said = await press(link, { decision: 'cover', deputy: deputy.id, from: '', until: '2026-05-30' })
    expect(said.status).toBe(200)
    expect(said.text).toContain('signs in your place until May 30, 2026')
    await tick()
    expect(
      t.mailbox.some(({ to, subject }) => to.address === deputy.email && subject.startsWith('You sign for Center')),
    ).toBe(true)
    const asked = await t.as(null).get(await linkTo(deputy.email))
    expect(asked.text).toContain('while its leader is away')
    await decline({ leader: deputy }, 'The leader would not want it.')
    expect((await standings())['Center']).toBe('declined')
    expect((await press(link, { decision: 'approved' })).status).toBe(200)
    expect((await standings())['Center']).toBe('approved')
  })

  test('a leader who is a member answers on the page, and finds there what waits', async () => {
    const leader = await t.aMember(region, 'leader', desk.library.id)
    await setParty(desk.library, { leader_id: leader.actor.personId })
    await ask()
    expect((await t.as(leader).get('/riverbend/me')).text + (await t.as(leader).get('/riverbend')).text).toContain(
      'your sign-off is asked for',
    )
    const [asking] = await askings()
    const [mine, other] = ['Library', 'Center'].map((name) =>
      asking!.signOffs.find(({ organization }) => organization.name === name)!,
    )
    expect((await t.as(leader).get(page())).text).toContain('id="answer"')
    expect((await t.as(leader).post(`${page()}/${other!.id}/answer`, { decision: 'approved' })).status).toBe(403)
    const wrong = await t.as(leader).post(`${page()}/${mine!.id}/answer`, { decision: 'declined', reason: '' })
    expect(wrong.status).toBe(422)
    expect((await t.as(leader).post(`${page()}/${mine!.id}/answer`, { decision: 'approved' })).location).toContain(
      'done=taken',
    )
    expect((await t.as(leader).post(`${page()}/${mine!.id}/answer`, { decision: 'approved' })).location).toContain(
      'done=said',
    )
    expect((await t.as(coordinator).post(`${page()}/${mine!.id}/answer`, { decision: 'approved' })).status).toBe(403)
    expect((await standings())['Library']).toBe('approved')
  })
})

describe('after a no', () => {
  test('the objection is met: whoever agreed to what differs in words only is not asked again', async () => {
    await ask()
    await approve(desk.library)
    await decline(desk.center, 'Say how we decide.')
    await t.db.updateTable('partnerships').set({ decisions: 'All together.' }).where('id', '=', desk.id).execute()
    const form = await t.as(coordinator).get(`${page()}/new?met=${desk.center.id}`)
    expect(form.text).toContain('Say how we decide.')
    expect(form.text).toContain('since only words differ')
    expect(strangeIn(form.text)).toEqual([])
    const old = await linkTo(desk.neighbors.leader.email)
    await ask()
    expect(await standings()).toEqual({ Library: 'approved', Center: 'clock', Neighbors: 'clock' })
    expect((await t.as(null).get(old)).text).toContain('A newer version of the charter is being asked about')
    expect((await press(old, { decision: 'approved' })).status).toBe(410)
    const again = await t.as(null).get(await linkTo(desk.center.leader.email))
    expect(again.text).toContain('You declined version 1')
    await approve(desk.center)
    await approve(desk.neighbors)
    expect(await force()).toMatchObject({ revision: 2 })
    expect((await askings())[0]!.signOffs.find(({ organization }) => organization.name === 'Library')).toMatchObject({
      carriedFrom: 1,
      decision: 'approved',
    })
  })

  test('a change of what is promised asks everybody again', async () => {
    await ask()
    await approve(desk.library)
    await promise(desk.center, 40)
    expect((await t.as(coordinator).get(page())).text).toContain('has changed since version 1 was sent')
    await ask()
    expect(await standings()).toEqual({ Library: 'clock', Center: 'clock', Neighbors: 'clock' })
  })

  test('the others are asked without them; who declined leaves with the reason once that is in force', async () => {
    await ask()
    await approve(desk.library)
    await decline(desk.center, 'No staff this year.')
    expect((await ask({ 'without[]': [desk.neighbors.id] })).status).toBe(422)
    await ask({ 'without[]': [desk.center.id] })
    expect(await standings()).toEqual({ Library: 'clock', Neighbors: 'clock' })
    expect((await desk.party(desk.center)).leftOn).toBeNull()
    await approve(desk.library)
    await approve(desk.neighbors)
    expect(await force()).toMatchObject({ revision: 2 })
    expect(await desk.party(desk.center)).toMatchObject({ leftOn: '2026-05-04', leftWhy: 'No staff this year.' })
    expect((await send(desk.library.contact.email))?.text).toContain('no partner any more: Center')
  })

  test('a partner in a charter in force stays in it until a new one is', async () => {
    await ask()
    for (const partner of [desk.library, desk.center, desk.neighbors]) await approve(partner)
    await promise(desk.library, 60)
    await ask()
    await decline(desk.center, 'Too much.')
    expect(await force()).toMatchObject({ revision: 1, parties: [{}, {}, {}] })
    expect((await desk.party(desk.center)).leftOn).toBeNull()
  })

  test('one alone is no partnership', async () => {
    await ask()
    await decline(desk.center, 'No.')
    await decline(desk.neighbors, 'No.')
    const refused = await ask({ 'without[]': [desk.center.id, desk.neighbors.id] })
    expect(refused.status).toBe(409)
    expect((await standings())['Library']).toBe('clock')
  })

  test('what is asked can be taken back: no link works, and what was said stays', async () => {
    await ask()
    await decline(desk.center, 'No.')
    const link = await linkTo(desk.library.leader.email)
    expect((await t.as(coordinator).post(`${page()}/withdrawal`)).location).toContain('done=withdrawn')
    expect((await t.as(coordinator).post(`${page()}/withdrawal`)).status).toBe(409)
    expect((await t.as(null).get(link)).text).toContain('was taken back')
    at('2026-05-20')
    await tick()
    expect(await standings()).toEqual({ Library: 'withdrawn', Center: 'declined', Neighbors: 'withdrawn' })
  })
})

test('programs ask, answer and read the same', async () => {
  const leader = await t.aMember(region, 'leader', desk.library.id)
  await setParty(desk.library, { leader_id: leader.actor.personId })
  const path = `/api/v1/riverbend/partnerships/${desk.id}/sign-offs`
  const headers = { 'content-type': 'application/json' }
  const call = (who: Someone, at: string, body: object) =>
    t.as(who).send('POST', path + at, { headers, body: JSON.stringify(body) })
  expect((await call(leader, '', { until: '2026-05-05' })).status).toBe(422)
  const asked = await call(leader, '', { until: UNTIL, silence: 'waits' })
  expect(asked.status).toBe(200)
  const mine = JSON.parse(asked.text).items.find(
    (one: { organization: { id: string } }) => one.organization.id === desk.library.id,
  )
  expect(mine).toMatchObject({ status: 'asked', deadline: null, until: UNTIL })
  expect((await call(leader, `/${mine.id}/answer`, { decision: 'declined' })).status).toBe(422)
  expect((await call(leader, `/${mine.id}/answer`, { decision: 'approved' })).status).toBe(200)
  expect(JSON.parse((await t.as(leader).get(path)).text)).toMatchObject({ inForce: null, total: 3 })
  const csv = await t.as(leader).get(`${page()}?format=csv`)
  expect(csv.text).toContain('1,Library,approved')
})
