import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { strangeIn } from '../../../test/markup.ts'
import { aPartnership } from '../../../test/partnerships/factories.ts'
import { house, type Someone } from '../../../test/house.ts'
import type { Region } from '../../../test/world.ts'
import { getPartnership } from '../partnerships.ts'
import { seedSignOffs } from '../sign-offs/seed.ts'
import { matrixOf } from './role-matrices.ts'

const ROLE = 'developing-literacy'

let t: Awaited<ReturnType<typeof house>>
let region: Region
let coordinator: Someone
let p: Awaited<ReturnType<typeof aPartnership>>
let parties: Record<'library' | 'center' | 'neighbors', string>
beforeAll(async () => {
  t = await house()
  region = await t.aRegion()
  coordinator = await t.aMember(region, 'coordinator')
})
beforeEach(async () => {
  t.time.now = new Date(t.time.now.getTime() + 60_000)
  p = await aPartnership(t, region, { visibility: 'public' })
  parties = {
    library: (await p.party(p.library)).id,
    center: (await p.party(p.center)).id,
    neighbors: (await p.party(p.neighbors)).id,
  }
})

const tab = () => `/riverbend/partnerships/${p.slug}/roles`
const role = (what = '') => `${tab()}/${ROLE}${what}`
const set = (who: Someone | null, cells: [party: string, level: string, meaning?: string, was?: string][]) =>
  t.as(who).post(`${tab()}/-/edit`, {
    'party[]': cells.map(([party]) => party),
    'role[]': cells.map(() => ROLE),
    'level[]': cells.map(([, level]) => level),
    'meaning[]': cells.map(([, , meaning = '']) => meaning),
    'was[]': cells.map(([, , , was = ':']) => was),
  })
const lead = (...who: (keyof typeof parties)[]) =>
  set(
    coordinator,
    who.map((one) => [parties[one], 'lead']),
  )
const row = async (who: Someone = coordinator) => {
  const matrix = await matrixOf(t.db, who.actor, await getPartnership(t.db, who.actor, p.id))
  return matrix.rows.find((one) => one.role.key === ROLE)!
}
const stands = async () => {
  const { state, cells } = await row()
  return [state, cells.map(({ level }) => level)]
}
/** All leaders say yes to the charter as it stands. */
const bringInForce = () => {
  const signOffs = [p.library, p.center, p.neighbors].map(({ id, leader }) => ({
    organizationId: id,
    leaderId: leader.id,
    silence: true,
    decision: 'approved' as const,
    decidedAt: t.time.now,
    answers: [{ decision: 'approved' as const, reason: '', at: t.time.now }],
  }))
  const asked = { partnershipId: p.id, asker: region.system, asked: t.clock(), until: '2030-12-31', message: '' }
  return t.db
    .transaction()
    .execute((trx) => seedSignOffs(trx, region.id, [{ ...asked, inForceAt: t.time.now, signOffs }]))
}
const verbs = async () =>
  (await t.journal(region)).flatMap(({ record_id, verb }) => (record_id === p.id ? [verb] : [])).toSorted()

describe('the matrix', () => {
  test('is set by whoever speaks for a partner, cell by cell, and shows what each part means', async () => {
    const answer = await set(p.library.speaker, [[parties.library, 'lead', 'At every desk, in every branch']])
    expect(answer.status).toBe(303)
    await set(p.center.speaker, [[parties.center, 'advise']])
    expect(await stands()).toEqual(['led', ['lead', 'advise', null]])
    const page = await t.as(p.neighbors.speaker).get(tab())
    expect(page.text).toContain('At every desk, in every branch')
    expect(strangeIn(page.text)).toEqual([])
    expect((await t.as(p.neighbors.speaker).get(`/riverbend/partnerships/${p.slug}`)).text).toContain('hold-lead')
    expect(await verbs()).toEqual(['partnership.proposed', 'partnership.roles-set', 'partnership.roles-set'])
  })

  test('is read outside the partnership as it is in force: nothing before, and no draft after', async () => {
    await set(coordinator, [
      [parties.library, 'lead', 'At every desk'],
      [parties.center, 'lead', 'On the portal'],
    ])
    const said = { how: 'audience', why: 'They ask different things', 'party[]': [parties.library, parties.center] }
    await t.as(coordinator).post(role('/sharing'), { ...said, 'part[]': ['Families', 'City staff'] })
    const outside = [null, await t.aMember(region, 'viewer')]
    const read = (who: Someone | null) =>
      Promise.all(
        [tab(), role(), `${tab()}?format=csv`, `/api/v1/riverbend/partnerships/${p.id}/roles`].map(
          async (path) => (await t.as(who).get(path)).text,
        ),
      ).then((pages) => pages.join())
    for (const who of outside) {
      const told = await read(who)
      for (const words of ['At every desk', 'They ask different things', ',shared,'])
        expect(told.includes(words), words).toBe(false)
    }
    await bringInForce()
    t.time.now = new Date(t.time.now.getTime() + 60_000)
    await set(coordinator, [[parties.neighbors, 'lead', 'On every block']])
    for (const who of outside) {
      const told = await read(who)
      for (const words of ['At every desk', 'They ask different things', ',shared,', 'City staff'])
        expect(told.includes(words), words).toBe(true)
      expect(told.includes('On every block')).toBe(false)
    }
    expect(await read(p.center.speaker)).toContain('On every block')
  })

  test('nobody else sets it, and not for one who is no partner', async () => {
    expect((await set(null, [[parties.library, 'lead']])).status).toBe(403)
    expect((await set(await t.aMember(region, 'viewer'), [[parties.library, 'lead']])).status).toBe(403)
    expect((await set(coordinator, [['no-party', 'lead']])).status).toBe(403)
    expect(await stands()).toEqual(['unplayed', [null, null, null]])
  })

  test('two who set different cells at once both find theirs; who sets the same one sees both versions', async () => {
    const whole = (level: string) =>
      [
        [parties.library, level, '', ':'],
        [parties.center, '', '', ':'],
      ] satisfies [string, string, string, string][]
    await set(p.center.speaker, [[parties.center, 'lead', 'On the portal']])
    expect((await set(p.library.speaker, whole('support'))).status).toBe(303)
    expect(await stands()).toEqual(['led', ['support', 'lead', null]])
    const late = await set(p.library.speaker, [[parties.center, 'advise', 'When asked', ':']])
    expect(late.status).toBe(409)
    expect(late.text).toContain('On the portal')
    expect(late.text).toContain('When asked')
    expect(strangeIn(late.text)).toEqual([])
    expect(await stands()).toEqual(['led', ['support', 'lead', null]])
    const again = await set(p.library.speaker, [[parties.center, 'advise', 'When asked', 'lead:On the portal']])
    expect(again.status).toBe(303)
    expect(await stands()).toEqual(['gap', ['support', 'advise', null]])
  })

  test('a sentence that is too long comes back with all that was typed', async () => {
    const long = 'x'.repeat(400)
    const answer = await set(p.library.speaker, [[parties.library, 'lead', long]])
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(long)
  })

  test('tells programs and files the same as the page', async () => {
    await set(coordinator, [[parties.library, 'lead', 'Here']])
    await bringInForce()
    const csv = await t.as(null).get(`${tab()}?format=csv`)
    expect(csv.text).toContain('Developing civic data literacy,led,Library,lead,Here')
    const json = JSON.parse((await t.as(null).get(`${tab()}?format=json`)).text)
    const told = json.roles.find((one: { role: string }) => one.role === ROLE)
    expect(told).toMatchObject({ state: 'led', holds: [{ party: parties.library, level: 'lead', meaning: 'Here' }] })
  })

  test('shows no gap to whoever may not see the partner that leads', async () => {
    const hidden = await t.anOrganization(region, { name: 'Hidden House', visibility: 'region' })
    await t.db.updateTable('parties').set({ organization_id: hidden.id }).where('id', '=', parties.center).execute()
    await set(coordinator, [
      [parties.library, 'support'],
      [parties.center, 'lead'],
    ])
    await bringInForce()
    expect((await row({ ...coordinator, actor: region.public.actor })).state).toBe('led')
    const page = await t.as(null).get(tab())
    expect(page.text).not.toContain('Hidden House')
    expect(page.text).not.toContain('Nobody leads')
  })
})

describe('an overlap', () => {
  test('is marked, is shared by audience with a reason, and is marked again once others lead', async () => {
    await lead('library', 'center')
    expect((await t.as(p.neighbors.speaker).get(tab())).text).toContain('Two lead: agree how')
    const shares = { how: 'audience', 'party[]': [parties.library, parties.center], 'part[]': ['Families', ''] }
    const incomplete = await t.as(p.library.speaker).post(role('/sharing'), { ...shares, why: '' })
    expect(incomplete.status).toBe(422)
    expect(incomplete.text).toContain('value="Families"')
    expect(strangeIn(incomplete.text)).toEqual([])
    const said = { ...shares, 'part[]': ['Families', 'City staff'], why: 'They ask different things' }
    expect((await t.as(p.library.speaker).post(role('/sharing'), said)).status).toBe(303)
    const page = (await t.as(p.neighbors.speaker).get(role())).text
    for (const words of ['Shared by audience', 'Families', 'City staff', 'They ask different things'])
      expect(page).toContain(words)
    expect(await stands()).toEqual(['shared', ['lead', 'lead', null]])
    await lead('neighbors')
    expect(await stands()).toEqual(['overlap', ['lead', 'lead', 'lead']])
    await set(coordinator, [[parties.neighbors, '', '', 'lead:']])
    expect(await stands()).toEqual(['overlap', ['lead', 'lead', null]])
  })

  test('of whom somebody tells who does not lead it any more is not shared by that', async () => {
    await lead('library', 'center')
    const said = {
      how: 'place',
      why: 'Two towns',
      'party[]': [parties.library, parties.neighbors],
      'part[]': ['East', 'West'],
    }
    expect((await t.as(coordinator).post(role('/sharing'), said)).status).toBe(409)
    expect((await row()).agreement).toBeNull()
  })

  test('is over when one hands the lead to the other, who has it already', async () => {
    await lead('library', 'center')
    const said = { from: parties.library, to: parties.center, keeps: 'advise', why: 'They do it every week' }
    await t.as(p.library.speaker).post(role('/handovers'), said)
    expect(await stands()).toEqual(['led', ['advise', 'lead', null]])
    expect((await t.as(coordinator).get(role())).text).toContain('They do it every week')
    expect(await verbs()).toContain('partnership.lead-taken')
  })
})

describe('a gap', () => {
  test('is marked; the lead is offered, and moves when the partner that is asked takes it', async () => {
    await set(coordinator, [[parties.library, 'support']])
    expect((await t.as(p.neighbors.speaker).get(tab())).text).toContain('Nobody leads')
    await t.as(p.library.speaker).post(role('/handovers'), { to: parties.center, why: 'You know the data' })
    expect(await stands()).toEqual(['gap', ['support', null, null]])
    const { offer } = await row()
    const answer = role(`/handovers/${offer!.id}`)
    expect((await t.as(p.library.speaker).post(answer, { answer: 'taken' })).status).toBe(403)
    expect((await t.as(p.center.speaker).get(role())).text).toContain('Take the lead')
    expect((await t.as(p.library.speaker).get(role())).text).not.toContain('Take the lead')
    const both = await Promise.all(
      ['taken', 'declined'].map((one) => t.as(p.center.speaker).post(answer, { answer: one })),
    )
    expect(both.map(({ status }) => status).toSorted()).toEqual([303, 409])
    expect((await row()).offer).toBeNull()
  })

  test('is offered once; who was not asked cannot be put in the way; who leads meanwhile makes the offer void', async () => {
    await set(coordinator, [[parties.library, 'support']])
    const offers = await Promise.all(
      [parties.center, parties.neighbors].map((to) => t.as(coordinator).post(role('/handovers'), { to })),
    )
    expect(offers.map(({ status }) => status).toSorted()).toEqual([303, 409])
    await set(coordinator, [[parties.library, 'lead', '', 'support:']])
    expect((await row()).offer).toBeNull()
  })

  test('a partner that offers itself has the lead at once', async () => {
    await t.as(p.center.speaker).post(role('/handovers'), { to: parties.center })
    expect(await stands()).toEqual(['led', [null, 'lead', null]])
  })

  test('needs no lead where the partners say why, until the question is opened again', async () => {
    await set(coordinator, [[parties.library, 'support']])
    expect((await t.as(coordinator).post(role('/leaving-out'), { why: 'The state does it' })).status).toBe(303)
    expect((await row()).state).toBe('left-out')
    expect((await t.as(p.neighbors.speaker).get(role())).text).toContain('The state does it')
    await t.as(p.library.speaker).post(role('/reopening'))
    expect((await row()).state).toBe('gap')
    await lead('center')
    expect((await t.as(coordinator).post(role('/leaving-out'), { why: 'No' })).status).toBe(409)
  })
})

test('what each brings stands side by side, with what would be missing without it', async () => {
  await t.db
    .updateTable('organizations')
    .set({ skills: ['GIS', 'Teaching'], open_data: 'https://data.center.example/portal' })
    .where('id', '=', p.center.id)
    .execute()
  await t.db
    .updateTable('organizations')
    .set({ skills: ['teaching'] })
    .where('id', '=', p.library.id)
    .execute()
  const page = (await t.as(null).get(tab())).text
  expect(page).toContain('Without it nobody here publishes data. Nobody else brings GIS and data.center.example.')
  expect(page).toContain('Nothing is on record of what it brings.')
  const { without } = JSON.parse((await t.as(null).get(`/api/v1/riverbend/partnerships/${p.id}/roles`)).text)
  expect(without.map(({ missing }: { missing: unknown[] }) => missing.length)).toEqual([0, 2, 0])
})
