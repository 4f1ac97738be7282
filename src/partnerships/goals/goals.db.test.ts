import { describe, expect, test } from 'vitest'
import { aDesk } from '../../../test/partnerships/desks.ts'
import { aPartnership } from '../../../test/partnerships/factories.ts'
import { aPdf } from '../../../test/plan-files.ts'
import { type Someone } from '../../../test/house.ts'
import { dayIn } from '../../platform/days.ts'
import { formatDate } from '../../platform/i18n.ts'
import { publicActor } from '../../platform/actor.ts'
import { getOrganization } from '../../directory/organizations.ts'
import { mergeTwo } from '../../directory/merges.ts'
import { planForm } from './forms.ts'
import { addGoals } from './goal-changes.ts'
import { goalsServedBy } from './goal-links.ts'
import { listGoals } from './goals.ts'
import { addPlan, changePlan } from './plan-changes.ts'
import { forgetOldReadings } from './plan-readings.ts'
import { asPlanInput, getPlan } from './plans.ts'
import { tellExpired } from './renewals.ts'

const { t, region, desk } = await aDesk({ visibility: 'public' })

/** A plan of an organization with these goals. */
async function aPlan(
  organization: { id: string },
  goals: string[] = ['Every resident can find and judge information'],
  given: Record<string, unknown> = {},
) {
  const input = planForm.parse({ title: 'Strategic Plan', since: '2025', until: '2029', ...given })
  const id = await addPlan(t.db, region.system, organization, input, t.clock())
  const plan = await getPlan(t.db, region.system, id)
  const lines = goals.map((text, n) => ({ text, code: `Goal ${n + 1}`, page: 10 + n }))
  const ids = await addGoals(t.db, region.system, plan, lines, t.clock())
  return { plan, ids, path: `/riverbend/plans/${id}` }
}

const upload = (
  who: Someone | null,
  path: string,
  name: string,
  bytes: Uint8Array,
  more: Record<string, string> = {},
) => {
  const body = new FormData()
  body.set('do', 'list')
  body.set('file', new File([Uint8Array.from(bytes)], name))
  for (const [field, value] of Object.entries(more)) body.set(field, value)
  return t.as(who).send('POST', path, { body })
}

describe('a plan', () => {
  test('is written down, and its goals come one by one, from a list or from a file', async () => {
    const speaker = t.as(desk.library.speaker)
    const list = `/riverbend/organizations/${desk.library.slug}/goals`
    expect((await speaker.get(list)).text).toContain('No plan is told of yet')
    const refused = await speaker.post(`${list}/new`, { title: '', since: '2029', until: '2025' })
    expect([refused.status, refused.text.includes('ends before')]).toEqual([422, expect.any(Boolean)])
    const made = await speaker.post(`${list}/new`, {
      title: 'Strategic Plan 2025–2029',
      url: 'https://library.example/plan',
      since: '2025',
      until: '2029',
      references: 'Minutes of the board https://library.example/minutes',
      visibility: 'public',
      lang: 'en',
    })
    expect(made.status).toBe(303)
    const add = made.location!
    await speaker.post(add, { do: 'one', code: 'Goal 1', text: 'Welcome everybody', page: '7' })
    const pasted = await speaker.post(add, { do: 'list', pasted: '• Goal 2: Open the data\n3. Teach it\n\n' })
    const choose = await speaker.get(pasted.location!)
    expect(choose.text).toContain('Nothing is written yet')
    const chosen = await speaker.post(pasted.location!, {
      pick: ['0', '1'],
      text: ['Open the data', 'Teach it to all'],
      code: ['Goal 2', 'Goal 3'],
      page: ['8', ''],
    })
    const plan = await speaker.get(chosen.location!.split('?')[0]!)
    for (const words of ['Goal 1: Welcome everybody', 'Goal 2: Open the data', 'Goal 3: Teach it to all', 'page 8'])
      expect(plan.text).toContain(words)
    expect((await t.as(null).get('/riverbend/search?q=welcome')).text).toContain('/riverbend/goals/')
    expect((await speaker.get(pasted.location!)).status, 'the lines are forgotten').toBe(404)
  })

  test('that comes as a PDF: nothing is ticked beforehand, and only what is chosen is written', async () => {
    const { path, plan } = await aPlan(desk.center, [])
    const file = aPdf([
      [{ text: 'Our strategic plan', size: 20 }],
      [
        { text: 'Goal 1: Publish what people ask', size: 14 },
        { text: '• Answer within two days' },
        { text: 'Plain words that run along here and say more.' },
      ],
    ])
    const sent = await upload(desk.center.speaker, `${path}/goals/new`, 'plan.pdf', file)
    expect(sent.status).toBe(303)
    const { text } = await t.as(desk.center.speaker).get(sent.location!)
    expect(text).toContain('The file itself was not kept')
    expect(text).not.toMatch(/type="checkbox"[^>]*checked/)
    expect(text).not.toContain('Plain words')
    expect(text).toMatch(/calls itself so[^<]*page 2/)
    const none = await t.as(desk.center.speaker).post(sent.location!, { text: 'x', code: '', page: '' })
    expect([none.status, none.text.includes('Tick at least one line')]).toEqual([422, true])
    const wrong = { pick: ['0'], text: [' '], code: [''], page: ['two'] }
    expect((await t.as(desk.center.speaker).post(sent.location!, wrong)).status).toBe(422)
    const chosen = { pick: ['0'], text: ['Publish what people ask', 'No'], code: ['Goal 1', ''], page: ['2', ''] }
    await t.as(desk.center.speaker).post(sent.location!, chosen)
    const goals = await listGoals(t.db, region.system, desk.center.id)
    expect(
      goals.filter((goal) => goal.plan.id === plan.id).map(({ code, text: said, page }) => [code, said, page]),
    ).toEqual([['Goal 1', 'Publish what people ask', 2]])
  })

  test('of 400 scanned pages gets a clear answer, and what was typed beside it stays', async () => {
    const { path } = await aPlan(desk.center, [])
    const file = aPdf(Array.from({ length: 400 }, () => []))
    const sent = await upload(desk.center.speaker, `${path}/goals/new`, 'scan.pdf', file, {
      pasted: 'Goal 1: typed before',
    })
    expect(sent.status).toBe(422)
    expect(sent.text).toContain('These 400 pages are pictures')
    expect(sent.text).toContain('Goal 1: typed before')
  })

  test('that is damaged or no plan at all is refused in words', async () => {
    const { path } = await aPlan(desk.center, [])
    const answers = []
    for (const [name, bytes] of [
      ['cut.pdf', new TextEncoder().encode('%PDF-1.7 and nothing')],
      ['picture.pdf', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10)],
    ] as const) {
      const { status, text } = await upload(desk.center.speaker, `${path}/goals/new`, name, bytes)
      answers.push([status, /id="f-file-e"[\s\S]*?<span>([^<]+)/.exec(text)?.[1]?.slice(0, 40)])
    }
    expect(answers).toEqual([
      [422, 'This file cannot be read: it is cut off '],
      [422, expect.stringContaining('picture')],
    ])
  })

  test('is looked at by the scanner of the installation', async () => {
    const { path } = await aPlan(desk.center, [])
    const { config } = t.parts as { config: { scanCommand?: string } }
    config.scanCommand = 'false'
    const { createApp } = await import('../../app.tsx')
    const app = createApp(t.parts)
    const body = new FormData()
    body.set('do', 'list')
    body.set('file', new File(['<h1>Open the data to all</h1>'], 'plan.html'))
    const headers = { cookie: desk.center.speaker.cookie!, origin: 'http://localhost:4000', host: 'localhost:4000' }
    const incoming = { incoming: { socket: { remoteAddress: '203.0.113.9' } } }
    const answer = await app.request(
      `http://localhost:4000${path}/goals/new`,
      { method: 'POST', body, headers },
      incoming,
    )
    expect(answer.status).toBe(422)
    delete config.scanCommand
  })

  test('lines among which nobody chose are forgotten after a day', async () => {
    const { path } = await aPlan(desk.center, [])
    const sent = await t.as(desk.center.speaker).post(`${path}/goals/new`, { do: 'list', pasted: 'Open the data' })
    await forgetOldReadings(t.db, t.time.now)
    expect((await t.as(desk.center.speaker).get(sent.location!)).status).toBe(200)
    await forgetOldReadings(t.db, new Date(t.time.now.getTime() + 25 * 3_600_000))
    expect((await t.as(desk.center.speaker).get(sent.location!)).status).toBe(404)
  })

  test('two who choose among the same lines write them once', async () => {
    const { path, plan } = await aPlan(desk.center, [])
    const speaker = t.as(desk.center.speaker)
    const sent = await speaker.post(`${path}/goals/new`, { do: 'list', pasted: 'Open the data' })
    const form = { pick: '0', text: 'Open the data', code: '', page: '' }
    const both = await Promise.all([speaker.post(sent.location!, form), speaker.post(sent.location!, form)])
    expect(both.map(({ status }) => status).filter((status) => status === 303)).toHaveLength(1)
    const goals = await listGoals(t.db, region.system, desk.center.id)
    expect(goals.filter((goal) => goal.plan.id === plan.id)).toHaveLength(1)
  })

  test('holds no more goals than anybody reads', async () => {
    const { plan } = await aPlan(desk.center, [])
    const many = Array.from({ length: 299 }, (_, n) => ({ text: `One of many ${n}`, code: '', page: null }))
    await addGoals(t.db, region.system, plan, many, t.clock())
    const more = addGoals(t.db, region.system, plan, many.slice(0, 2), t.clock())
    await expect(more).rejects.toMatchObject({ status: 422 })
  })
})

describe('what serves a goal', () => {
  test('is said by the partner whose goal it is, and seen on all sides', async () => {
    const { ids, path } = await aPlan(desk.library, ['Find and judge', 'Nobody serves this'])
    const [goal] = ids as [string]
    const tab = `/riverbend/partnerships/${desk.slug}/goals`
    const form = { goal, section: 'mission', note: 'The desk answers questions on data' }
    expect((await t.as(desk.center.speaker).post(tab, form)).status, 'another partner').toBe(403)
    expect((await t.as(null).post(tab, form)).status, 'the public').toBe(403)
    expect((await t.as(desk.library.speaker).post(tab, { goal: '' })).status).toBe(422)
    expect((await t.as(desk.library.speaker).post(tab, form)).status).toBe(303)
    const open = t.as(null)
    const page = await open.get(tab)
    expect(page.text).toContain('1 of 3 partners has said which of their own goals this serves')
    expect(page.text).toContain('The desk answers questions on data')
    expect((await open.get(`/riverbend/partnerships/${desk.slug}`)).text).toContain('Goal 1: Find and judge')
    const own = await open.get(`/riverbend/organizations/${desk.library.slug}/goals`)
    expect(own.text).toContain(`/riverbend/partnerships/${desk.slug}"`)
    expect(own.text).toContain('Nothing serves it yet')
    expect((await open.get(`/riverbend/organizations/${desk.library.slug}`)).text).toContain('goals is served')
    const csv = await open.get(`/riverbend/organizations/${desk.library.slug}/goals?format=csv`)
    expect(csv.text).toContain('Find and judge,10,2025/2029,2029-12-31,current,Data Desk')
    const told = JSON.parse((await open.get(`/api/v1/riverbend/partnerships/${desk.slug}/goals`)).text)
    expect(told.items).toMatchObject([{ id: goal, servedBy: [{ section: 'mission', record: { title: 'Data Desk' } }] }])
    const line = `/riverbend/partnerships/${desk.slug}/timeline`
    expect((await open.get(line)).text).toContain('Library: the last day of goals that this serves')
    await t.as(desk.library.speaker).post(`${tab}/removal`, { goal, section: 'mission' })
    expect(await goalsServedBy(t.db, region.system, desk.id)).toEqual([])
    const history = await t.as(desk.library.speaker).get(`/riverbend/goals/${goal}/history`)
    expect(history.text).toContain('A link was taken away')
    expect((await open.get(path)).status).toBe(200)
  })

  test('that is private is named to nobody who may not see it', async () => {
    const secret = await aPartnership(t, region, { name: 'Between us', visibility: 'circle' })
    const { ids } = await aPlan(secret.library)
    const link = { record: secret.id, section: 'mission', note: '' }
    const address = `/api/v1/riverbend/goals/${ids[0]}/links`
    const headers = { 'content-type': 'application/json' }
    await t.as(secret.library.speaker).send('POST', address, { headers, body: JSON.stringify(link) })
    const page = (who: Someone | null) => t.as(who).get(`/riverbend/organizations/${secret.library.slug}/goals`)
    expect((await page(null)).text).not.toContain('Between us')
    expect((await page(secret.library.speaker)).text).toContain('Between us')
    const linked = `linked the goal <a href="/riverbend/goals/${ids[0]}"`
    expect((await t.as(null).get('/riverbend/journal')).text).not.toContain(linked)
    expect((await t.as(secret.library.speaker).get('/riverbend/journal')).text).toContain(linked)
  })

  test('goals that are private are seen by their organization and coordinators alone', async () => {
    const { ids, plan } = await aPlan(desk.neighbors, ['Known to us'], { visibility: 'circle' })
    const seen = (who: Someone | null) => t.as(who).get(`/riverbend/goals/${ids[0]}`)
    const coordinator = await t.aMember(region, 'coordinator')
    const statuses = await Promise.all([desk.neighbors.speaker, coordinator, desk.library.speaker, null].map(seen))
    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 404, 404])
    await changePlan(t.db, region.system, plan, { ...asPlanInput(plan), visibility: 'public' }, t.clock())
    expect((await seen(null)).status, 'what was as visible as its plan goes on being that').toBe(200)
  })

  test('when two organizations become one their goals are those of the one that stays', async () => {
    const [kept, lost] = [
      await t.anOrganization(region, { name: 'Kept' }),
      await t.anOrganization(region, { name: 'Lost' }),
    ]
    await aPlan(lost, ['It goes along'])
    const pair = {
      kept: await getOrganization(t.db, region.system, kept.id),
      lost: await getOrganization(t.db, region.system, lost.id),
    }
    await mergeTwo(t.db, region.system, t.parts.rooms, 'organization', pair, {}, t.clock())
    expect(await listGoals(t.db, publicActor(region.id), kept.id)).toMatchObject([{ text: 'It goes along' }])
  })
})

describe('a goal whose time is over', () => {
  const setNow = (now: Date) => void (t.time.now = now)
  const inDays = (days: number) => new Date(new Date().getTime() + days * 86_400_000)

  test('asks to be renewed: in the feed, in what waits, on its page', async () => {
    setNow(new Date())
    const last = dayIn(region.timeZone, inDays(2))
    const { ids } = await aPlan(desk.neighbors, ['Hold on', 'Let go', 'Give way'], { until: last })
    setNow(inDays(2))
    expect(await tellExpired(t.db, t.clock())).toBe(0)
    setNow(inDays(3))
    expect(await tellExpired(t.db, t.clock())).toBeGreaterThan(0)
    expect(await tellExpired(t.db, t.clock()), 'once').toBe(0)
    const speaker = t.as(desk.neighbors.speaker)
    expect((await speaker.get('/riverbend/journal')).text).toContain('The time of 3 goals is over')
    expect((await t.as(null).get('/riverbend/journal')).text).not.toContain('goals is over')
    expect((await speaker.get('/riverbend')).text).toContain('The time of 3 goals of Neighbors is over')
    const page = (await speaker.get(`/riverbend/goals/${ids[0]}`)).text
    expect(page).toContain(`Its last day was ${formatDate('en', last, 'long')}. Does it still hold?`)

    const renew = (id: string, form: Record<string, string>) => speaker.post(`/riverbend/goals/${id}/renewal`, form)
    expect((await renew(ids[0]!, { decision: 'kept', until: '2025' })).text).toContain('over already')
    expect((await renew(ids[0]!, {})).status).toBe(422)
    expect((await renew(ids[0]!, { decision: 'kept', until: '2032' })).status).toBe(303)
    expect((await renew(ids[1]!, { decision: 'ended' })).status).toBe(303)
    expect((await renew(ids[2]!, { decision: 'replaced', next: ids[1]! })).status, 'one that is over').toBe(422)

    const next = await aPlan(desk.neighbors, ['Take its place'], { since: '2030', until: '2034', title: 'Next plan' })
    const link = { goal: ids[2]!, section: 'mission', note: '' }
    await speaker.post(`/riverbend/partnerships/${desk.slug}/goals`, link)
    expect((await renew(ids[2]!, { decision: 'replaced', next: next.ids[0]!, carry: 'yes' })).status).toBe(303)
    const served = await goalsServedBy(t.db, region.system, desk.id)
    expect(served.map(({ id }) => id).toSorted()).toEqual([ids[2], next.ids[0]].toSorted())
    const goals = JSON.parse(
      (await speaker.get(`/riverbend/organizations/${desk.neighbors.slug}/goals?format=json`)).text,
    )
    const states = new Map(
      goals.items.map((one: { id: string; state: string; until: string }) => [one.id, [one.state, one.until]]),
    )
    expect([...ids, next.ids[0]!].map((id) => states.get(id))).toEqual([
      ['current', '2032-12-31'],
      ['ended', last],
      ['replaced', last],
      ['current', '2034-12-31'],
    ])
    expect((await speaker.get('/riverbend')).text).not.toContain('of Neighbors is over')
    expect((await speaker.get(`/riverbend/goals/${ids[2]}`)).text).toContain('Another goal has taken its place')
  })

  test('follows its plan when the plan is given more time, and its own day where it has one', async () => {
    setNow(new Date())
    const { plan, ids } = await aPlan(desk.center, ['As the plan', 'Its own'])
    const path = `/riverbend/goals/${ids[1]}/edit`
    const form = {
      text: 'Its own',
      code: '',
      page: '',
      since: '',
      until: '2026',
      visibility: 'public',
      lang: 'en',
      _version: '1',
    }
    expect((await t.as(desk.center.speaker).post(path, form)).status).toBe(303)
    expect((await t.as(desk.center.speaker).post(path, form)).status, 'somebody was faster').toBe(409)
    await changePlan(t.db, region.system, plan, { ...asPlanInput(plan), until: '2031' }, t.clock())
    const goals = (await listGoals(t.db, region.system, desk.center.id)).filter((goal) => goal.plan.id === plan.id)
    expect(goals.map(({ until }) => until)).toEqual(['2031-12-31', '2026-12-31'])
  })
})

describe('what is taken away', () => {
  test('comes back: a goal, a plan with its goals, and what stood there before a change', async () => {
    const { plan, ids, path } = await aPlan(desk.library, ['As it was'])
    const speaker = t.as(desk.library.speaker)
    const goal = `/riverbend/goals/${ids[0]}`
    const form = { text: 'As it is', code: 'Goal 1', page: '', visibility: 'public', lang: 'en', _version: '1' }
    await speaker.post(`${goal}/edit`, form)
    const history = await speaker.get(`${goal}/history`)
    const back = /action="([^"]+\/return)"/.exec(history.text)![1]!
    await speaker.post(back)
    expect((await speaker.get(goal)).text).toContain('Goal 1: As it was')
    expect((await t.as(desk.center.speaker).post(`${goal}/removal`)).status).toBe(403)
    const removed = await speaker.post(`${goal}/removal`)
    expect((await speaker.get(removed.location!)).text).toContain('Bring it back')
    expect((await speaker.get(goal)).status).toBe(404)
    await speaker.post(`${goal}/restoration`)
    const gone = await speaker.post(`${path}/removal`)
    expect([
      (await speaker.get(goal)).status,
      (await speaker.get(gone.location!)).text.includes('The plan is gone'),
    ]).toEqual([404, true])
    await speaker.post(`${path}/restoration`)
    expect((await t.as(null).get(goal)).status).toBe(200)
    const { version } = await getPlan(t.db, region.system, plan.id)
    await speaker.post(`${path}/edit`, {
      title: 'Renamed',
      visibility: 'public',
      lang: 'en',
      _version: String(version),
    })
    expect((await speaker.get(`${path}/history`)).text).toContain('Strategic Plan → Renamed')
  })
})
