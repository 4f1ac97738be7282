import { describe, expect, test } from 'vitest'
import { hidden } from '../../test/editing.ts'
import type { Someone } from '../../test/house.ts'
import { town } from '../../test/town.ts'

const t = await town()
const { library, center, ofLibrary, ofCenter, ofSchool, coordinator, viewer, as, aTie, page, region } = t

/** Somebody of an organization, named as they are; listed with where they work where they agreed to that. */
async function someone(name: string, organization: { id: string }, agreed = true): Promise<string> {
  t.later()
  const form = { name, organization: organization.id, title: 'Guide', despite: 'all' }
  const added = await as(coordinator).post('/riverbend/people', form)
  const id = added.location!.split('/').at(-1)!
  if (agreed)
    await as(coordinator).post(`/riverbend/people/${id}/consent`, {
      how: 'on paper',
      visibility: 'public',
      fields: ['name', 'position'],
    })
  return id
}
const formOf = async (who: Someone, tie: string, side: { slug: string }) =>
  as(who).get(`${page(tie)}/holders/${side.slug}`)
async function say(who: Someone, tie: string, side: { slug: string }, holders: string[]) {
  t.later()
  const _version = hidden((await formOf(coordinator, tie, side)).text, '_version')
  return as(who).post(`${page(tie)}/holders/${side.slug}`, { holders, _version })
}
/** The part of a tie's page that tells who holds it, as text. */
const told = async (who: Someone | null, tie: string) => {
  const { text } = await as(who).get(page(tie))
  const part = /<section[^>]*aria-labelledby="holders">(.*?)<\/section>/s.exec(text)?.[1]
  return part
    ?.replaceAll(/<svg.*?<\/svg>|<[^>]+>/gs, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
}
const listed = async (who: Someone | null, query: string): Promise<string[]> =>
  JSON.parse((await as(who).get(`/api/v1/riverbend/ties?limit=200&${query}`)).text).items.map(
    (tie: { id: string }) => tie.id,
  )
const heldIn = async (who: Someone | null, tie: string) =>
  JSON.parse((await as(who).get(`/api/v1/riverbend/ties/${tie}`)).text).ends.map(
    (end: { holders: unknown }) => end.holders,
  )
const endPosition = async (person: string, until = '2026-11-22') => {
  const { text } = await as(coordinator).get(`/riverbend/people/${person}`)
  const [action] = /\/riverbend\/people\/[0-9a-f-]+\/positions\/[0-9a-f-]+\/end/.exec(text)!
  await as(coordinator).post(action, { until })
}

const [ana, bea] = [await someone('Ana Alder', library), await someone('Bea Birch', center)]
const quiet = await someone('Quentin Quiet', library, false)

describe('who holds a tie', () => {
  test('is said by each side of its own, and by coordinators of both', async () => {
    const tie = await aTie()
    expect((await say(ofLibrary, tie, library, [ana])).status).toBe(303)
    expect((await say(ofCenter, tie, center, [bea])).status).toBe(303)
    expect(await told(ofSchool, tie)).toContain('Ferry Street Library Ana Alder')
    expect(await told(ofSchool, tie)).toContain('Three Counties Data Center Bea Birch')
    expect((await say(ofLibrary, tie, center, [])).status).toBe(403)
    expect((await say(ofSchool, tie, library, [ana])).status).toBe(403)
    expect((await say(coordinator, tie, center, [])).status).toBe(303)
    expect(await told(ofCenter, tie)).toMatch(/Three Counties Data Center Nobody is named yet\./)
    expect(await t.verbsOf(tie)).toEqual(['tie.claimed', 'tie.held', 'tie.held', 'tie.held'])
  })

  test('can be oneself, whoever may know of it', async () => {
    const tie = await aTie({ since: '2001' })
    const me = ofLibrary.actor.personId!
    expect((await say(ofLibrary, tie, library, [me])).status).toBe(303)
    expect(await told(ofLibrary, tie)).toContain('A representative (you)')
    expect(await told(viewer, tie)).toContain('Ferry Street Library 1 person whose name you may not see')
  })

  test('is known to members only, each name as far as its person agreed', async () => {
    const tie = await aTie({ since: '2002' })
    await say(coordinator, tie, library, [ana, quiet])
    expect(await told(null, tie)).toBeUndefined()
    expect(await told(coordinator, tie)).toContain('Quentin Quiet')
    expect(await told(viewer, tie)).toContain('Ana Alder 1 person whose name you may not see')
    for (const who of [null, viewer, ofSchool, ofLibrary])
      for (const path of [page(tie), '/riverbend/ties?format=json', '/riverbend/ties?format=csv', `/riverbend/ties`])
        expect((await as(who).get(path)).text, path).not.toContain('Quentin')
    expect(await heldIn(null, tie)).toEqual([null, null])
    expect(await heldIn(viewer, tie)).toContainEqual({
      persons: [{ id: ana, name: 'Ana Alder' }],
      others: 1,
      gone: false,
    })
    expect((await as(null).get(`/riverbend/journal`)).text).not.toContain('who holds')
    expect((await as(viewer).get(`/riverbend/journal`)).text).toContain('who holds')
    expect((await as(null).get(`${page(tie)}/history`)).text).not.toContain('who holds it')
    const entries = await t.entriesOf(tie)
    expect(entries.find((entry) => entry.verb === 'tie.held')!.changes).toEqual({})
  })

  test('keeps those whom its speaker may not see, until they are unticked', async () => {
    const tie = await aTie({ since: '2003' })
    await say(coordinator, tie, library, [quiet])
    const form = (await formOf(ofLibrary, tie, library)).text
    expect(form).toMatch(/value="others" checked/)
    expect(form).not.toContain('Quentin')
    await say(ofLibrary, tie, library, [ana, 'others'])
    expect(await told(coordinator, tie)).toMatch(/Quentin Quiet\s+Ana Alder/)
    await say(ofLibrary, tie, library, [ana])
    expect(await told(coordinator, tie)).toContain('Ana Alder Quentin Quiet, November 23, 2026 to November 23, 2026')
  })

  test('is nobody who is not of that organization', async () => {
    const tie = await aTie({ since: '2004' })
    for (const wrong of [bea, quiet, ofCenter.actor.personId!, 'nobody']) {
      const answer = await say(ofLibrary, tie, library, [ana, wrong])
      expect(answer.status).toBe(422)
      expect(answer.text).toContain('Choose people of this organization only.')
      expect(answer.text).toMatch(new RegExp(`value="${ana}" checked`))
    }
    expect((await as(coordinator).get(`${page(tie)}/holders/hollis-school`)).status).toBe(404)
    expect(await told(coordinator, tie)).not.toContain('Ana')
  })

  test('said by two at once shows both what the other said', async () => {
    const tie = await aTie({ since: '2005' })
    await say(ofLibrary, tie, library, [ana])
    const late = await as(coordinator).post(`${page(tie)}/holders/${library.slug}`, { holders: [quiet], _version: '1' })
    expect(late.status).toBe(409)
    expect(late.text).toMatch(/data-label="What you typed"[^>]*>Quentin Quiet/)
    expect(late.text).toMatch(/data-label="What stands there now"[^>]*>Ana Alder/)
    const none = await as(coordinator).post(`${page(tie)}/holders/${library.slug}`, { _version: '1' })
    expect(none.text).toMatch(/data-label="What you typed"[^>]*><span class="quiet">\(nothing\)/)
    const change = 'Change who holds it<span class="sr">: '
    const tied = (await as(coordinator).get(page(tie))).text
    expect([tied.split(change).length, tied.split('Say who holds it<span').length]).toEqual([2, 2])
  })
})

describe('a tie that hangs on one person', () => {
  test('is told on its page and in the list, which can be narrowed to it', async () => {
    const [one, two, none] = [
      await aTie({ since: '2010' }),
      await aTie({ since: '2011' }),
      await aTie({ since: '2012' }),
    ]
    await say(ofLibrary, one, library, [ana])
    await say(ofLibrary, two, library, [ana])
    await say(ofCenter, two, center, [bea])
    expect(await told(viewer, one)).toContain('Hangs on Ana Alder alone')
    expect(await told(viewer, two)).not.toContain('Hangs on')
    const page = (await as(viewer).get('/riverbend/ties?holders=one')).text
    expect(page).toContain('Hangs on Ana Alder alone')
    expect(page).toContain(one)
    expect(page).not.toContain(two)
    expect(page).toMatch(/<option value="one" selected[^>]*>Hangs on one person/)
    expect(await listed(viewer, 'holders=nobody')).toEqual(expect.arrayContaining([none]))
    expect(await listed(viewer, 'holders=nobody')).not.toContain(one)
    // The public knows of no holder at all.
    expect(await listed(null, 'holders=one')).toEqual([])
    expect(await listed(null, 'holders=nobody')).toEqual(expect.arrayContaining([one, two, none]))
    expect((await as(null).get('/riverbend/ties')).text).not.toContain('name="holders"')
  })

  test('stands with its holders in tables', async () => {
    const tie = await aTie({ since: '2013' })
    await say(ofLibrary, tie, library, [ana])
    const lineOf = async (who: Someone | null) => {
      const [head = '', ...lines] = (await as(who).get('/riverbend/ties?format=csv')).text.trim().split('\r\n')
      const cells = lines.find((line) => line.includes(tie))!.split(',')
      const at = (name: string) => cells[head.split(',').indexOf(name)]
      return [at('holders'), at('from_holders'), at('to_holders')].toSorted()
    }
    expect(await lineOf(viewer)).toEqual(['', '1', 'Ana Alder'])
    expect(await lineOf(null)).toEqual(['', '', ''])
  })

  test('stands on the page of that person, for those who may know where they work', async () => {
    const tie = await aTie({ since: '2014' })
    await say(coordinator, tie, library, [ana, quiet])
    const held = async (who: Someone | null, person: string) =>
      (await as(who).get(`/riverbend/people/${person}`)).text.includes(`/riverbend/ties/${tie}"`)
    expect([await held(viewer, ana), await held(null, ana), await held(coordinator, quiet)]).toEqual([
      true,
      false,
      true,
    ])
    expect(await listed(viewer, `holder=${ana}`)).toContain(tie)
    expect((await as(viewer).get(`/riverbend/ties?holder=${ana}`)).text).toContain('Held by Ana Alder')
    for (const [who, asked] of [
      [null, ana],
      [viewer, quiet],
      [viewer, 'nobody'],
    ] as const)
      expect(await listed(who, `holder=${asked}`)).toEqual([])
    await as(coordinator).post(`/riverbend/people/${ana}/consent`, { withdraw: 'position' })
    expect(await held(viewer, ana)).toBe(false)
    expect(await told(viewer, tie)).toContain('2 people whose names you may not see')
    await as(coordinator).post(`/riverbend/people/${ana}/consent`, {
      how: 'on paper',
      visibility: 'public',
      fields: ['name', 'position'],
    })
  })
})

describe('when somebody who holds a tie leaves', () => {
  const waiting = async (who: Someone) =>
    /href="[^"]*waits=holders">([^<]*)/.exec((await as(who).get('/riverbend')).text)?.[1]

  test.each(['position ended', 'removed', 'erased'])('%s: their side is asked once who holds it now', async (how) => {
    const cleo = await someone(`Cleo Cedar`, library)
    const tie = await aTie({ since: { 'position ended': '2015', removed: '2016', erased: '2017' }[how]! })
    await say(ofLibrary, tie, library, [cleo])
    expect(await waiting(ofLibrary)).toBeUndefined()
    t.later()
    if (how === 'position ended') await endPosition(cleo)
    else if (how === 'removed') await as(coordinator).post(`/riverbend/people/${cleo}/removal`)
    else await as(coordinator).post(`/riverbend/people/${cleo}/erasure`, { reason: 'asked' })
    expect(await waiting(ofLibrary)).toBe('1 tie whose holder has left: who holds it now?')
    for (const who of [ofCenter, coordinator, viewer]) expect(await waiting(who)).toBeUndefined()
    expect(await listed(ofLibrary, 'waits=holders')).toEqual([tie])
    expect(await listed(coordinator, 'holders=gone')).toEqual([tie])
    expect(await listed(viewer, 'holders=nobody')).toContain(tie)
    const name = how === 'position ended' ? 'Cleo Cedar' : 'Somebody who'
    expect(await told(ofLibrary, tie)).toContain(name)
    expect(await told(ofLibrary, tie)).toContain('Who holds it now?')
    expect((await formOf(ofLibrary, tie, library)).text).toContain('Who holds it now?')

    await say(ofLibrary, tie, library, [])
    expect(await waiting(ofLibrary)).toBeUndefined()
    expect(await told(ofLibrary, tie)).not.toContain('Who holds it now?')
    expect(await listed(ofLibrary, 'waits=holders')).toEqual([])
  })

  test('a mandate alone makes one of an organization too, as long as it is in force', async () => {
    const tie = await aTie({ since: '2018' })
    const other = await t.aMember(region, 'representative', library.id)
    await say(coordinator, tie, library, [other.actor.personId!])
    expect(await heldIn(coordinator, tie)).toContainEqual(expect.objectContaining({ gone: false }))
    t.later()
    await t.db
      .updateTable('mandates')
      .set({ ended_at: t.time.now })
      .where('person_id', '=', other.actor.personId!)
      .execute()
    expect(await heldIn(coordinator, tie)).toContainEqual({ persons: [], others: 0, gone: true })
    await say(coordinator, tie, library, [])
  })
})

describe('where organizations become one', () => {
  async function merged(keep: { id: string; slug: string }, lost: { id: string; slug: string }) {
    const at = `/riverbend/organizations/${keep.slug}/merging`
    const versions = hidden((await as(coordinator).get(`${at}?with=${lost.id}`)).text, 'versions')
    t.later()
    const answer = await as(coordinator).post(at, { with: lost.id, keep: keep.id, versions, decision: 'merge' })
    expect(answer.status).toBe(303)
  }
  test('who holds their ties follows, each once, and back', async () => {
    const [kept, lost] = [
      await t.anOrganization(region, { name: 'Marsh Fund' }),
      await t.anOrganization(region, { name: 'Marsh Foundation' }),
    ]
    const both = await someone('Dora Dale', kept)
    await as(coordinator).post(`/riverbend/people/${both}/positions`, { organization: lost.id, title: 'Treasurer' })
    const only = await someone('Egon Elm', lost)
    const tieWith = (end: { id: string; slug: string }) =>
      t.tieOf(coordinator, end, { other: center.slug, kind: 'funds', strength: '2' })
    const [first, second] = [await tieWith(kept), await tieWith(lost)]
    await say(coordinator, first, kept, [both])
    await say(coordinator, second, lost, [both, only])
    await merged(kept, lost)
    expect(await told(viewer, first)).toMatch(/Marsh Fund\s+Dora Dale\s+Egon Elm/)
    t.later()
    const [undoing] = /\/riverbend\/merges\/[0-9a-f-]{36}\/undoing/.exec(
      (await as(coordinator).get('/riverbend/merges')).text,
    )!
    expect((await as(coordinator).post(undoing)).status).toBe(303)
    expect(await told(viewer, first)).toMatch(/Marsh Fund\s+Dora Dale/)
    expect(await told(viewer, first)).not.toContain('Egon')
    expect(await told(viewer, second)).toMatch(/Marsh Foundation\s+Dora Dale\s+Egon Elm/)
  })
})

test('lists narrow by what the ties themselves tell', async () => {
  type End = { holders: { persons: { id: string }[]; others: number; gone: boolean } }
  const { items } = JSON.parse((await as(viewer).get('/api/v1/riverbend/ties?limit=200')).text) as {
    items: { id: string; ends: End[] }[]
  }
  const count = (ends: End[]) => ends.reduce((n, { holders }) => n + holders.persons.length + holders.others, 0)
  const where = (holds: (ends: End[]) => boolean) =>
    items
      .filter(({ ends }) => holds(ends))
      .map(({ id }) => id)
      .toSorted()
  const answers = { nobody: 0, one: 1 }
  for (const [asked, n] of Object.entries(answers)) {
    expect((await listed(viewer, `holders=${asked}`)).toSorted()).toEqual(where((ends) => count(ends) === n))
    expect(where((ends) => count(ends) === n).length).toBeGreaterThan(0)
  }
})

test('programs say it too, and are told what is wrong', async () => {
  const tie = await aTie({ since: '2020' })
  const send = (who: Someone, body: object) =>
    as(who).send('POST', `/api/v1/riverbend/ties/${tie}/holders`, {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  expect((await send(ofLibrary, { organization: library.slug, holders: [ana] })).status).toBe(200)
  expect(await heldIn(ofLibrary, tie)).toContainEqual(
    expect.objectContaining({ persons: [{ id: ana, name: 'Ana Alder' }] }),
  )
  const wrong = await send(ofLibrary, { organization: library.slug, holders: [bea] })
  expect([wrong.status, JSON.parse(wrong.text).errors]).toEqual([
    422,
    { holders: ['Choose people of this organization only. Somebody may have left it meanwhile.'] },
  ])
  const strange = await send(ofLibrary, { organization: 'hollis-school', holders: [] })
  expect([strange.status, JSON.parse(strange.text).errors]).toEqual([
    422,
    { organization: ['This organization is not an end of the tie.'] },
  ])
  expect((await send(ofLibrary, { organization: center.slug, holders: [] })).status).toBe(403)
})

test('a position that ends on a day is asked after from the next day on, without anybody doing anything', async () => {
  const last = await someone('Lena Larch', center)
  const tie = await aTie({ since: '2021' })
  await say(ofCenter, tie, center, [last])
  await endPosition(last, '2026-12-01')
  const isGone = async () => (await heldIn(ofCenter, tie)).some((end: { gone: boolean }) => end.gone)
  t.time.now = new Date('2026-12-01T23:00:00-05:00')
  expect(await isGone()).toBe(false)
  t.time.now = new Date('2026-12-02T01:00:00-05:00')
  expect(await isGone()).toBe(true)
  expect((await as(ofCenter).get('/riverbend')).text).toContain('1 tie whose holder has left: who holds it now?')
})
