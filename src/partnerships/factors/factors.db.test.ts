import { beforeAll, describe, expect, test } from 'vitest'
import { strangeIn } from '../../../test/markup.ts'
import { house, type Someone } from '../../../test/house.ts'
import { aPartnership } from '../../../test/partnerships/factories.ts'
import type { Region } from '../../../test/world.ts'
import type { Actor } from '../../platform/actor.ts'
import { addRecord } from '../../platform/records.ts'
import { addEntry } from '../ledgers/entry-changes.ts'
import { ENTRY_FORMS } from '../ledgers/forms.ts'
import { getPartnership } from '../partnerships.ts'
import { seedSignOffs } from '../sign-offs/seed.ts'
import { setRoles } from '../roles/role-changes.ts'
import { dialsOf } from './dials.ts'
import { evidenceOf } from './evidences.ts'
import { alike, keepFactorQuarters, listFactorQuarters } from './factor-quarters.ts'

const TODAY = '2026-11-23'

let t: Awaited<ReturnType<typeof house>>
let region: Region
let coordinator: Someone
type Made = Awaited<ReturnType<typeof aPartnership>>
let p: Made
beforeAll(async () => {
  t = await house()
  t.time.now = new Date(`${TODAY}T15:00:00Z`)
  region = await t.aRegion()
  coordinator = await t.aMember(region, 'coordinator')
  p = await aPartnership(t, region, { visibility: 'public' })
})

const stateFor = async (actor: Actor, key: string, today = TODAY) => {
  const partnership = await getPartnership(t.db, actor, p.id)
  const evidence = (await evidenceOf(t.db, actor, [partnership], today, 'en')).get(p.id)!
  return dialsOf(evidence)
    .flatMap(({ answers }) => answers)
    .find(({ rule }) => rule.key === key)!.finding.state
}
const tab = () => `/riverbend/partnerships/${p.slug}/factors`
const levels = async (given: ('lead' | 'support' | '')[]) => {
  const partnership = await p.read()
  const cells = given.map((level, n) => ({ party: partnership.parties[n]!.id, role: 'advocating', level, meaning: '' }))
  await setRoles(t.db, region.system, partnership, cells, t.clock())
}
const gain = (organization: string, visibility: 'public' | 'region' | 'circle', period = TODAY) => {
  const form = { organization, what: 'skills', told: 'Reads census tables', period, partnerships: [p.id], visibility }
  return addEntry(t.db, region.system, 'benefit', ENTRY_FORMS.benefit.parse(form), t.clock())
}

/** What the leaders of the three said to the charter as it stands. */
async function signed(
  decisions: ('approved' | 'declined' | 'no-objection' | null)[],
  inForceAt: Date | null,
  { id, ...of }: Pick<Made, 'id' | 'library' | 'center' | 'neighbors'> = p,
) {
  t.time.now = new Date(t.time.now.getTime() + 60_000)
  const organizations = [of.library, of.center, of.neighbors]
  const signOffs = decisions.map((decision, n) => ({
    organizationId: organizations[n]!.id,
    leaderId: organizations[n]!.leader.id,
    silence: true,
    decision,
    decidedAt: decision && t.time.now,
    answers: decision === 'approved' ? [{ decision, reason: '', at: t.time.now }] : [],
  }))
  const asked = { partnershipId: id, asker: region.system, asked: t.clock(), until: '2026-12-31', message: '' }
  await t.db.transaction().execute((trx) => seedSignOffs(trx, region.id, [{ ...asked, inForceAt, signOffs }]))
}

/** A goal of an organization that the partnership serves. */
const aGoal = (organization: string, until: string) =>
  t.db.transaction().execute(async (trx) => {
    const of = { region_id: region.id, organization_id: organization }
    const plan = await addRecord(trx, region.id, { kind: 'plan', visibility: 'public' }, t.clock())
    await trx
      .insertInto('plans')
      .values({ ...of, id: plan.id, title: 'A plan' })
      .execute()
    const goal = await addRecord(trx, region.id, { kind: 'goal', visibility: 'public' }, t.clock())
    const line = { ...of, id: goal.id, plan_id: plan.id, text: 'Everybody finds data', until_day: until }
    await trx.insertInto('goals').values(line).execute()
    const link = { region_id: region.id, goal_id: goal.id, record_id: p.id, at: t.time.now }
    await trx.insertInto('goal_links').values(link).execute()
  })

describe('the dials of a partnership', () => {
  test('of which nothing is on record say that they do not know, on its own page and in the list', async () => {
    const page = (await t.as(null).get(`/riverbend/partnerships/${p.slug}`)).text
    expect(page).toContain('Mission: 0 of 8 pieces of evidence; of 8 nothing is known')
    expect(page).toContain('Told from what everybody may see.')
    expect(page).toContain('Rules of version 2')
    expect(page).not.toContain('Not so:')
    expect(strangeIn(page)).toEqual([])
    expect((await t.as(null).get('/riverbend/partnerships')).text).toContain('Mission: 0 of 8 pieces of evidence')
    expect((await t.as(null).get(`/es${tab()}`)).text).toContain('Misión: 0 de 8 pruebas')
  })

  test('lead to the record behind each answer, and to no page that is not there', async () => {
    await levels(['support', '', ''])
    const page = (await t.as(coordinator).get(tab())).text
    expect(page).toMatch(
      /Not so: <\/b>Every role that somebody plays has a lead.{0,80}href="[^"]+\/roles\/advocating"/s,
    )
    expect(page).toContain('<b>What would help most:</b> Find who leads Advocating')
    const paths = [...page.matchAll(/href="(\/riverbend\/[^"?#]+)"/g)].map(([, path]) => path!)
    for (const path of new Set(paths)) expect((await t.as(coordinator).get(path)).status, path).toBeLessThan(400)
  })

  test('are told to each from what it may see, and say from what', async () => {
    await gain(p.library.id, 'circle')
    const viewer = await t.aMember(region, 'viewer')
    expect(await stateFor(region.system, 'each-gains')).toBe('unknown')
    await gain(p.center.id, 'region')
    await gain(p.neighbors.id, 'public')
    const all = [region.system, p.center.speaker.actor, viewer.actor, region.public.actor]
    const states = await Promise.all(all.map((actor) => stateFor(actor, 'each-gains')))
    expect(states).toEqual(['met', 'met', 'unknown', 'unknown'])
    expect(await stateFor(region.system, 'gains-shown')).toBe('not')
    const [partner, outsider] = [await t.as(p.center.speaker).get(tab()), await t.as(viewer).get(tab())]
    expect(partner.text).toContain('Told from what you may see as a partner.')
    expect(partner.text).toContain('What would help most')
    expect(outsider.text).toContain('Told from what all members of the region may see.')
    expect(outsider.text).not.toContain('What would help most')
  })

  test('know a goal of a partner’s own plan, and when its time is over', async () => {
    for (const { id } of [p.library, p.center, p.neighbors]) await aGoal(id, '2027-06-30')
    const states = (today: string) =>
      Promise.all(['goals', 'goals-hold'].map((key) => stateFor(region.public.actor, key, today)))
    expect(await states(TODAY)).toEqual(['met', 'met'])
    expect(await states('2027-07-01')).toEqual(['unknown', 'not'])
  })

  test('know what leaders said, each as far as it may, and whether they agreed to the roles of today', async () => {
    const said = await Promise.all(
      [p.center.speaker.actor, region.public.actor].map((actor) => stateFor(actor, 'permission')),
    )
    expect(said).toEqual(['unknown', 'unknown'])
    await signed(['approved', 'no-objection', 'declined'], null)
    expect(await stateFor(p.center.speaker.actor, 'permission')).toBe('not')
    expect(await stateFor(region.public.actor, 'permission')).toBe('unknown')
    await signed(['approved', 'no-objection', 'no-objection'], t.time.now)
    for (const actor of [p.center.speaker.actor, region.public.actor]) {
      const states = await Promise.all(['permission', 'yes', 'roles-signed'].map((key) => stateFor(actor, key)))
      expect(states).toEqual(['met', 'met', 'met'])
    }
    await signed(['approved', null, null], null)
    expect(await stateFor(region.system, 'permission')).toBe('met')
    await levels(['support', 'support', ''])
    expect(await stateFor(region.system, 'roles-signed')).toBe('not')
    await levels(['support', '', ''])
  })

  test('forget nothing: what was gained is of this year for a year, then it is not so any more', async () => {
    expect(await stateFor(region.system, 'each-gains', '2027-11-22')).toBe('met')
    expect(await stateFor(region.system, 'each-gains', '2027-11-24')).toBe('not')
  })

  test('are told to programs, with the rules and why each is asked', async () => {
    const factors = JSON.parse((await t.as(null).get(`/api/v1/riverbend/partnerships/${p.id}/factors`)).text)
    expect(factors).toMatchObject({ audience: 'public', version: 2 })
    expect(factors.dials.map(({ of }: { of: number }) => of)).toEqual([8, 8, 8, 8])
    expect(JSON.parse((await t.as(null).get(`${tab()}?format=json`)).text)).toEqual(factors)
    const page = (await t.as(null).get('/riverbend/partnerships/-/factors')).text
    for (const words of ['Nobody only gives', 'Playing Distinct Roles', 'from what people say', 'no points'])
      expect(page).toContain(words)
    expect(strangeIn(page)).toEqual([])
  })
})

describe('what is told to whom', () => {
  let q: Made
  let readers: Record<string, Someone | null>
  beforeAll(async () => {
    q = await aPartnership(t, region, { name: 'Small Talk', visibility: 'public' })
    readers = {
      coordinator,
      library: q.library.speaker,
      center: q.center.speaker,
      viewer: await t.aMember(region, 'viewer'),
      public: null,
    }
    const promise = async (of: { id: string; contact: { id: string } }, pool: string) => {
      const hours = { kind: 'hours', what: 'Hours', amount: 40, pool, person_id: pool ? null : of.contact.id }
      const id = t.clock().id()
      const row = { region_id: region.id, id, party_id: (await q.party(of)).id, ...hours }
      await t.db.insertInto('commitments').values(row).execute()
    }
    await promise(q.library, 'The desk')
    await promise(q.center, '')
    await promise(q.neighbors, 'Block captains')
    await signed(['approved', 'approved', 'approved'], t.time.now, q)
    const gained = { what: 'skills', told: 'Reads tables', partnerships: [q.id], visibility: 'public' }
    for (const [of, period] of [
      [q.library, '2026-10-01'],
      [q.center, '2020'],
      [q.neighbors, ''],
    ] as const)
      await addEntry(
        t.db,
        region.system,
        'benefit',
        ENTRY_FORMS.benefit.parse({ ...gained, organization: of.id, period }),
        t.clock(),
      )
    const used = { region_id: region.id, week: '2026-11-16', hours: 12, said_on: TODAY }
    const desk = { ...used, id: t.clock().id(), party_id: (await q.party(q.library)).id, pool: 'The desk' }
    await t.db.insertInto('hours_used').values(desk).execute()
  })

  interface Told {
    key: string
    state: string
    untold: boolean
    looked: { label: string; state: string }[]
  }
  const rulesFor = async (who: Someone | null) => {
    const { dials } = JSON.parse((await t.as(who).get(`/api/v1/riverbend/partnerships/${q.id}/factors`)).text)
    const rules: Told[] = dials.flatMap((dial: { rules: Told[] }) => dial.rules)
    return (key: string) => rules.find((one) => one.key === key)!
  }

  test.each<[reader: string, names: string[], hidden: string[]]>([
    ['coordinator', ['Center'], []],
    ['library', ['one partner'], ['Center']],
    ['center', ['Center'], []],
    ['viewer', ['one partner'], ['Center']],
    ['public', ['one partner'], ['Center']],
  ])('that a partner gained nothing for a year, %s reads of %s', async (reader, names, hidden) => {
    const told = (await rulesFor(readers[reader]!))('each-gains')
    expect(told.state).toBe('not')
    expect(told.looked.filter(({ state }) => state === 'not').map(({ label }) => label)).toEqual(names)
    const page = (await t.as(readers[reader]!).get(`/riverbend/partnerships/${q.slug}/factors`)).text
    const line = /<li class="not"><svg.*?Each partner has gained.*?<\/li>/s.exec(page)![0]
    for (const name of names) expect(line).toContain(name)
    for (const name of hidden) expect(line).not.toContain(name)
  })

  test.each<[reader: string, time: string, ofCenter: string, kept: string, untold: string[]]>([
    ['coordinator', 'met', 'met', 'unknown', ['time-kept']],
    ['library', 'met', 'met', 'unknown', ['time-kept']],
    ['viewer', 'unknown', 'unknown', 'unknown', ['time', 'time-kept', 'mission-felt']],
    ['public', 'unknown', 'unknown', 'unknown', ['time', 'time-kept', 'mission-felt']],
  ])(
    'of hours %s reads as much as the charter tells, and which is not told',
    async (reader, time, of, kept, untold) => {
      const rule = await rulesFor(readers[reader]!)
      expect([rule('time').state, rule('time-kept').state]).toEqual([time, kept])
      const pools = Object.fromEntries(rule('time').looked.map(({ label, state }) => [label, state]))
      expect(pools).toEqual({ Library: 'met', Center: of, Neighbors: 'met' })
      const keys = ['permission', 'yes', 'time', 'time-kept', 'mission-felt']
      expect(keys.filter((key) => rule(key).untold)).toEqual(untold)
    },
  )
})

describe('quarters', () => {
  const kept = (audience: 'public' | 'region' | 'partners' | 'coordinator') =>
    listFactorQuarters(t.db, region.system, p.id, audience)

  test('are kept when they are over, once, and stay as they were', async () => {
    expect(await keepFactorQuarters(t.db, t.clock())).toBe(0)
    t.time.now = new Date('2027-01-04T12:00:00Z')
    expect(await keepFactorQuarters(t.db, t.clock())).toBe(2)
    const [quarter] = await kept('coordinator')
    expect(quarter).toMatchObject({ day: '2026-12-31', version: 2, dials: { roles: { led: 'not' } } })
    await levels(['lead', '', ''])
    expect(await keepFactorQuarters(t.db, t.clock())).toBe(0)
    expect((await kept('coordinator'))[0]!.dials.roles['led']).toBe('not')
    const page = (await t.as(coordinator).get(tab())).text
    expect(page).toContain('December 31, 2026')
    expect(strangeIn(page)).toEqual([])
  })

  test('are kept for each audience from what it may see; for partners, what all of them see alike', async () => {
    const gained = async (audience: Parameters<typeof kept>[0]) =>
      (await kept(audience))[0]!.dials.benefits['each-gains']
    const told = await Promise.all((['coordinator', 'partners', 'region', 'public'] as const).map(gained))
    expect(told).toEqual(['met', 'met', 'unknown', 'unknown'])
    const view = { mission: { yes: 'met' }, roles: {}, benefits: {}, ground: { tied: 'not' } } as const
    const other = { ...view, ground: { tied: 'met' } } as const
    expect(alike([view, other])).toEqual({ ...view, ground: { tied: 'unknown' } })
  })

  test('of rules that are asked no more are shown as they were counted then', async () => {
    await t.db
      .updateTable('factor_quarters')
      .set({ version: 0, dials: JSON.stringify({ mission: { 'asked-once': 'met', 'another-one': 'not' } }) })
      .where('audience', '=', 'public')
      .execute()
    const page = (await t.as(null).get(tab())).text
    expect(page).toContain('Mission: 1 of 2 pieces of evidence; 1 not so')
    expect(page).toContain('Rules of version 0')
  })
})

test.each([
  ['coordinator', false],
  ['public', true],
])('what nobody has signed yet is not told to everybody, and %s reads that', async (reader, untold) => {
  t.time.now = new Date(`${TODAY}T15:00:00Z`)
  const proposed = await aPartnership(t, region, { name: 'Nobody signed', visibility: 'public' })
  const who = reader === 'coordinator' ? coordinator : null
  const { dials } = JSON.parse((await t.as(who).get(`/api/v1/riverbend/partnerships/${proposed.id}/factors`)).text)
  const rules: { key: string; untold: boolean }[] = dials.flatMap((dial: { rules: object[] }) => dial.rules)
  const ofCharter = ['led', 'each-plays', 'words']
  expect(rules.filter(({ key }) => ofCharter.includes(key)).map((rule) => rule.untold)).toEqual(
    ofCharter.map(() => untold),
  )
})
