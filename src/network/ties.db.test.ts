import { beforeAll, describe, expect, test } from 'vitest'
import { type Someone, house } from '../../test/house.ts'
import { systemActor } from '../platform/actor.ts'
import { momentAt } from '../platform/moment.ts'
import { changeForm } from './forms.ts'
import { listTies } from './tie-lists.ts'
import { proposeTie } from './tie-changes.ts'
import { getTie } from './ties.ts'

const home = await house()
const { as, time } = home
const TODAY = '2026-11-23'

type Region = Awaited<ReturnType<typeof home.aRegion>>
let region: Region
let [library, center, school, hidden] = [
  { id: '', slug: '' },
  { id: '', slug: '' },
  { id: '', slug: '' },
  { id: '', slug: '' },
]
let ofLibrary: Someone, ofCenter: Someone, ofSchool: Someone, coordinator: Someone, viewer: Someone
let everybody: (Someone | null)[]

beforeAll(async () => {
  time.now = new Date(`${TODAY}T15:00:00Z`)
  region = await home.aRegion()
  library = await home.anOrganization(region, { name: 'Ferry Street Library' })
  center = await home.anOrganization(region, { name: 'Three Counties Data Center', sector: 'intermediary' })
  school = await home.anOrganization(region, { name: 'Hollis School', sector: 'academic' })
  hidden = await home.anOrganization(region, { name: 'Quiet Fund', sector: 'funder', visibility: 'circle' })
  ofLibrary = await home.aMember(region, 'representative', library.id)
  ofCenter = await home.aMember(region, 'leader', center.id)
  ofSchool = await home.aMember(region, 'representative', school.id)
  coordinator = await home.aMember(region, 'coordinator')
  viewer = await home.aMember(region, 'viewer')
  everybody = [null, viewer, ofSchool, ofLibrary, ofCenter, coordinator]
})

/** Time goes on between what people do. */
const later = () => void (time.now = new Date(time.now.getTime() + 60_000))

const propose = async (who: Someone, organization: { slug: string }, form: Record<string, string | string[]>) => {
  later()
  return as(who).post(`/riverbend/organizations/${organization.slug}/ties/new`, { visibility: 'public', ...form })
}
const idIn = (location: string | null) => /ties\/([0-9a-f-]{36})/.exec(location ?? '')?.[1] ?? ''
/** A tie that the library puts in. */
const aTie = async (form: Record<string, string> = {}) =>
  idIn(
    (
      await propose(ofLibrary, library, {
        other: 'Three Counties Data Center',
        kind: 'works-together',
        strength: '4',
        ...form,
      })
    ).location,
  )
const page = (tie: string) => `/riverbend/ties/${tie}`
const act = async (who: Someone | null, tie: string, what: string, form: Record<string, string> = {}) => {
  later()
  return as(who).post(`${page(tie)}/${what}`, form)
}
const verbsOf = async (tie: string) =>
  (await home.journal(region)).filter((entry) => entry.record_id === tie).map((entry) => entry.verb)

describe('what one side says', () => {
  test('the other side confirms a tie, with its own strength', async () => {
    const tie = await aTie({ since: '2018' })
    const before = await as(ofCenter).get(page(tie))
    expect(before.text).toContain('Three Counties Data Center has not confirmed it yet')
    expect(before.text).toContain('How strong is it, seen from Three Counties Data Center?')

    expect(await act(ofCenter, tie, 'confirmation', { strength: '2' })).toMatchObject({
      status: 303,
      location: page(tie),
    })
    const after = (await as(null).get(page(tie))).text
    expect(after).toContain('Both sides confirm this tie')
    expect(after).toContain('Strength 2')
    const entries = (await home.journal(region)).filter((entry) => entry.record_id === tie)
    expect(entries.map((one) => [one.verb, one.for_organization_id, one.changes])).toEqual([
      ['tie.claimed', library.id, { kind: [null, 'works-together'], strength: [null, 4], period: [null, '2018/..'] }],
      ['tie.confirmed', center.id, { strength: [null, 2] }],
    ])
  })

  test('what a coordinator puts in is reported until a side confirms it', async () => {
    const made = await propose(coordinator, library, { other: center.slug, kind: 'funds', direction: 'backward' })
    const tie = idIn(made.location)
    const shown = (await as(null).get(page(tie))).text
    expect(shown).toContain('neither side has confirmed it yet')
    expect(shown).toContain('Three Counties Data Center funds Ferry Street Library')
    expect(shown).toContain('strength unknown')
    expect((await act(ofLibrary, tie, 'confirmation', { strength: '3' })).status).toBe(303)
    expect((await as(null).get(page(tie))).text).toContain('Three Counties Data Center has not confirmed it yet')
  })

  test('a form without an answer comes back with a message, and nothing is written', async () => {
    const tie = await aTie({ since: '1999' })
    const back = await act(ofCenter, tie, 'confirmation')
    expect([back.status, back.text]).toEqual([422, expect.stringContaining('Choose how strong the tie is')])
    const silent = await act(ofCenter, tie, 'dispute', { note: ' ' })
    expect([silent.status, silent.text]).toEqual([
      422,
      expect.stringContaining('what is wrong, so that the other side can answer'),
    ])
    expect(await verbsOf(tie)).toEqual(['tie.claimed'])
  })

  test('who is no side of it may not, and is told so', async () => {
    const tie = await aTie({ since: '2001' })
    for (const who of [null, viewer, ofSchool, coordinator]) {
      expect((await act(who, tie, 'confirmation', { strength: '4' })).status).toBe(403)
      expect((await act(who, tie, 'dispute', { note: 'Not so' })).status).toBe(403)
    }
    expect((await act(ofLibrary, tie, 'confirmation', { strength: '4' })).status).toBe(403)
    for (const who of [null, viewer, ofSchool])
      for (const [what, form] of [
        ['end', { until: '2020' }],
        ['edit', { note: 'x', _version: '1' }],
        ['removal', {}],
      ] as const)
        expect((await act(who, tie, what, form)).status, what).toBe(403)
    for (const who of [null, viewer, ofCenter])
      expect((await propose(who!, library, { other: 'Hollis School', kind: 'funds' })).status).toBe(403)
  })
})

describe('putting in a tie', () => {
  test('what cannot be is told beside its field, with what was typed', async () => {
    const tries: [Record<string, string>, string][] = [
      [{ other: 'Nobody at All', kind: 'funds' }, 'No organization is called “Nobody at All”'],
      [{ other: 'Ferry Street Library', kind: 'funds' }, 'cannot be tied to itself'],
      [{ other: 'Hollis', kind: 'funds' }, 'Hollis School'],
      [{ other: 'Hollis School', kind: 'unheard-of' }, 'Choose what kind of tie it is'],
      [{ other: 'Hollis School', kind: 'funds', strength: '6' }, 'Choose how strong the tie is'],
      [{ other: 'Hollis School', kind: 'funds', since: '2020', until: '2018' }, 'It ends before it begins'],
      [{ other: 'Hollis School', kind: 'funds', since: 'long ago' }, 'Write a date'],
    ]
    for (const [form, message] of tries) {
      const back = await propose(ofLibrary, library, { note: 'Typed with care', ...form })
      expect([back.status, back.text]).toEqual([422, expect.stringContaining(message)])
      expect(back.text).toContain('Typed with care')
    }
  })

  test('the same tie from the other side is told and not doubled', async () => {
    const tie = await aTie({ since: '2005' })
    const again = await propose(ofCenter, center, {
      other: 'ferry street library',
      kind: 'works-together',
      since: '2005',
    })
    expect(again.status).toBe(422)
    expect(again.text).toContain('A tie of this kind with this beginning is there already')
    expect(again.text).toContain(page(tie))
    expect(await verbsOf(tie)).toEqual(['tie.claimed'])
  })

  test('the same tie from five at once is one', async () => {
    const input = {
      ...changeForm.parse({ since: '2006' }),
      organization: library.id,
      other: center.id,
      kind: 'trains',
      direction: 'forward' as const,
    }
    later()
    const made = await Promise.all(
      Array.from({ length: 5 }, () => proposeTie(home.db, ofLibrary.actor, input, momentAt(time.now))),
    )
    expect(made.filter((one) => one.made)).toHaveLength(1)
    expect(new Set(made.map((one) => one.id)).size).toBe(1)
    expect(await verbsOf(made[0]!.id)).toEqual(['tie.claimed'])
  })

  test('an organization of another region, or one that may not be seen, cannot be chosen', async () => {
    const elsewhere = await home.aRegion('elsewhere')
    const foreign = await home.anOrganization(elsewhere, { name: 'Far Library' })
    for (const other of [foreign.id, foreign.slug, 'Far Library', hidden.id, 'Quiet Fund'])
      expect((await propose(ofLibrary, library, { other, kind: 'funds' })).status, other).toBe(422)
    expect((await propose(ofLibrary, foreign, { other: 'Hollis School', kind: 'funds' })).status).toBe(404)
    const input = {
      ...changeForm.parse({}),
      organization: library.id,
      other: foreign.id,
      kind: 'funds',
      direction: 'forward' as const,
    }
    await expect(proposeTie(home.db, systemActor(region.id), input, momentAt(time.now))).rejects.toMatchObject({
      status: 422,
    })
    const tie = await aTie({ since: '2007' })
    for (const path of ['', '/history', '/edit', '/removal'])
      expect((await as(coordinator).get(`/elsewhere/ties/${tie}${path}`)).status).toBe(404)
    expect((await as(ofCenter).post(`/elsewhere/ties/${tie}/confirmation`, { strength: '3' })).status).toBe(404)
  })

  test('addresses that name no tie are not found', async () => {
    for (const id of ['1', 'new', "'", '00000000-0000-7000-8000-000000000000'])
      expect((await as(coordinator).get(`/riverbend/ties/${id}`)).status).toBe(404)
  })
})

describe('what may be seen', () => {
  const sees = async (who: Someone | null, tie: string) => {
    const listed = async (path: string) => (await as(who).get(path)).text.includes(tie)
    const [list, json, csv, api, profile] = await Promise.all(
      [
        '/riverbend/ties?ended=all',
        '/riverbend/ties?format=json&limit=200',
        '/riverbend/ties?format=csv',
        '/api/v1/riverbend/ties?limit=200',
        `/riverbend/organizations/${library.slug}`,
      ].map(listed),
    )
    const [one, oneOfApi, history] = await Promise.all(
      [page(tie), `/api/v1/riverbend/ties/${tie}`, `${page(tie)}/history`].map(
        async (path) => (await as(who).get(path)).status,
      ),
    )
    return { list, json, csv, api, profile, one, oneOfApi, history }
  }
  const everywhere = {
    list: true,
    json: true,
    csv: true,
    api: true,
    profile: true,
    one: 200,
    oneOfApi: 200,
    history: 200,
  }
  const nowhere = {
    list: false,
    json: false,
    csv: false,
    api: false,
    profile: false,
    one: 404,
    oneOfApi: 404,
    history: 404,
  }
  /** Disputed ties stand apart from the others, in a list of their own. */
  const apart = { ...nowhere, profile: true, one: 200, oneOfApi: 200, history: 200 }

  test('a disputed tie is seen by its two sides and the coordinators only, and counted nowhere', async () => {
    const total = async (who: Someone | null) =>
      (JSON.parse((await as(who).get('/api/v1/riverbend/ties')).text) as { total: number }).total
    const before = await Promise.all(everybody.map(total))
    const tie = await aTie({ since: '2010' })
    expect(await Promise.all(everybody.map(total))).toEqual(before.map((n) => n + 1))
    for (const who of everybody) expect(await sees(who, tie)).toEqual(everywhere)

    expect((await act(ofCenter, tie, 'dispute', { note: 'We only met once' })).status).toBe(303)
    for (const who of [null, viewer, ofSchool]) expect(await sees(who, tie)).toEqual(nowhere)
    for (const who of [ofLibrary, ofCenter, coordinator]) expect(await sees(who, tie)).toEqual(apart)
    expect(await Promise.all(everybody.map(total))).toEqual(before)
    expect((await as(ofLibrary).get(page(tie))).text).toContain('We only met once')
    for (const who of [null, ofSchool])
      expect((await as(who).get('/riverbend/ties?state=disputed')).text).not.toContain(tie)
    expect((await as(ofCenter).get('/riverbend/ties?state=disputed')).text).toContain(tie)

    expect((await act(ofCenter, tie, 'confirmation', { strength: '1' })).status).toBe(303)
    for (const who of everybody) expect(await sees(who, tie)).toEqual(everywhere)
    for (const who of [null, ofSchool])
      for (const path of [page(tie), `/api/v1/riverbend/ties/${tie}`])
        expect((await as(who).get(path)).text).not.toContain('We only met once')
    expect((await as(ofLibrary).get(page(tie))).text).toContain('We only met once')
  })

  test('a tie one of whose sides I may not see is not found anywhere', async () => {
    const tie = idIn((await propose(coordinator, hidden, { other: library.slug, kind: 'funds' })).location)
    for (const who of [null, viewer, ofSchool, ofLibrary]) expect(await sees(who, tie)).toEqual(nowhere)
    expect(await sees(coordinator, tie)).toEqual(everywhere)
    expect((await act(ofLibrary, tie, 'confirmation', { strength: '3' })).status).toBe(404)
  })

  test('a private tie is seen by its sides, its circle and the coordinators', async () => {
    const tie = await aTie({ since: '2011', visibility: 'circle' })
    for (const who of [null, viewer, ofSchool]) expect(await sees(who, tie)).toEqual(nowhere)
    for (const who of [ofLibrary, ofCenter, coordinator]) expect(await sees(who, tie)).toEqual(everywhere)
    const wider = await aTie({ since: '2012', visibility: 'circle', circle: 'Hollis School' })
    expect(await sees(ofSchool, wider)).toEqual(everywhere)
    expect(await sees(viewer, wider)).toEqual(nowhere)
  })

  test('the states of a list in SQL are those of the rules', async () => {
    await propose(coordinator, school, { other: center.slug, kind: 'member-of', strength: '3' })
    const [confirmed, disputed] = [await aTie({ since: '2008' }), await aTie({ since: '2009' })]
    await act(ofCenter, confirmed, 'confirmation', { strength: '1' })
    await act(ofCenter, disputed, 'dispute', { note: 'Not so' })
    for (const state of ['reported', 'claimed', 'confirmed', 'disputed'] as const) {
      const { items, total } = await listTies(home.db, coordinator.actor, { state, ended: 'all', today: TODAY })
      expect(items.length).toBeGreaterThan(0)
      expect(total).toBe(items.length)
      expect(new Set(items.map((tie) => tie.state))).toEqual(new Set([state]))
    }
    const { items } = await listTies(home.db, coordinator.actor, { sort: 'strength', ended: 'all', today: TODAY })
    const strengths = items.map((tie) => tie.strength ?? 0)
    expect(strengths).toEqual(strengths.toSorted((a, b) => b - a))
  })
})

describe('a tie over time', () => {
  test('it ends, and its past stays', async () => {
    const tie = await aTie({ since: '2013' })
    expect((await act(ofCenter, tie, 'end', { until: '2012' })).status).toBe(422)
    expect((await act(ofCenter, tie, 'end', { until: '2024', _version: '1' })).status).toBe(303)
    expect((await as(null).get(page(tie))).text).toContain('2013–2024')
    expect((await as(null).get('/riverbend/ties')).text).not.toContain(tie)
    expect((await as(null).get('/riverbend/ties?ended=yes')).text).toContain(tie)
    expect(await verbsOf(tie)).toEqual(['tie.claimed', 'tie.ended'])
  })

  test('a side takes back what nobody else spoke to, and brings it back', async () => {
    const tie = await aTie({ since: '2014' })
    expect((await act(ofCenter, tie, 'removal')).status).toBe(403)
    expect((await as(ofLibrary).get(`${page(tie)}/removal`)).text).toContain('Remove this tie?')
    expect((await act(ofLibrary, tie, 'removal')).status).toBe(303)
    expect((await as(null).get(page(tie))).status).toBe(404)
    expect((await as(null).get('/riverbend/ties')).text).not.toContain(tie)
    expect((await act(ofSchool, tie, 'restoration')).status).toBe(404)
    expect((await as(ofLibrary).get(`${page(tie)}/removal`)).text).toContain('This tie was removed')
    expect((await act(ofLibrary, tie, 'restoration')).status).toBe(303)
    expect((await as(null).get(page(tie))).status).toBe(200)
    expect((await act(ofCenter, tie, 'confirmation', { strength: '3' })).status).toBe(303)
    expect((await act(ofLibrary, tie, 'removal')).status).toBe(403)
    expect((await act(coordinator, tie, 'removal')).status).toBe(303)
    expect(await verbsOf(tie)).toEqual(['tie.claimed', 'tie.removed', 'tie.restored', 'tie.confirmed', 'tie.removed'])
  })

  test('one that was removed comes back when it is put in again', async () => {
    const tie = await aTie({ since: '2015' })
    await act(ofLibrary, tie, 'removal')
    expect(await aTie({ since: '2015', note: 'Now for good' })).toBe(tie)
    expect((await as(null).get(page(tie))).text).toContain('Now for good')
  })

  test('two who change it are shown both versions', async () => {
    const tie = await aTie({ since: '2016' })
    const form = (await as(ofLibrary).get(`${page(tie)}/edit`)).text
    const version = /name="_version" value="(\d+)"/.exec(form)?.[1] ?? ''
    expect(
      (
        await act(ofLibrary, tie, 'edit', {
          _version: version,
          note: 'From the library',
          visibility: 'public',
          since: '2016',
          strength: '5',
        })
      ).status,
    ).toBe(303)
    const late = await act(ofCenter, tie, 'edit', {
      _version: version,
      note: 'From the center',
      visibility: 'public',
      since: '2016',
    })
    expect(late.status).toBe(409)
    expect(late.text).toContain('From the library')
    expect(late.text).toContain('From the center')
    expect(await getTie(home.db, ofLibrary.actor, tie)).toMatchObject({
      note: 'From the library',
      strength: 5,
      state: 'claimed',
      version: Number(version) + 1,
    })
  })

  test('two of one side who confirm at once: one is told that it was done', async () => {
    const tie = await aTie({ since: '2017' })
    later()
    const answers = await Promise.all(
      ['2', '3'].map((strength) => as(ofCenter).post(`${page(tie)}/confirmation`, { strength })),
    )
    expect(answers.map((answer) => answer.status).toSorted()).toEqual([303, expect.toBeOneOf([403, 409])])
    expect(await verbsOf(tie)).toEqual(['tie.claimed', 'tie.confirmed'])
  })

  test('both sides who answer at once are both heard', async () => {
    const tie = idIn((await propose(coordinator, library, { other: center.slug, kind: 'advises' })).location)
    later()
    const answers = await Promise.all([
      as(ofLibrary).post(`${page(tie)}/confirmation`, { strength: '5' }),
      as(ofCenter).post(`${page(tie)}/dispute`, { note: 'No' }),
    ])
    expect(answers.map((answer) => answer.status)).toEqual([303, 303])
    expect((await getTie(home.db, coordinator.actor, tie)).state).toBe('disputed')
    expect((await as(null).get(page(tie))).status).toBe(404)
  })

  test('a form that is sent twice has one effect', async () => {
    const form = { other: 'Hollis School', kind: 'shares-space', since: '2018', _key: 'the-key-of-this-form' }
    const [first, second] = [await propose(ofLibrary, library, form), await propose(ofLibrary, library, form)]
    expect([first.status, second.status, second.location]).toEqual([303, 303, first.location])
  })
})

describe('other renderings', () => {
  test('the API pages through the same list, and answers in the words of its schemas', async () => {
    const all = JSON.parse((await as(null).get('/api/v1/riverbend/ties?limit=200')).text) as {
      items: { id: string }[]
      total: number
      next: string | null
    }
    const ids: string[] = []
    for (let next: string | null = ''; next !== null;) {
      const part = JSON.parse(
        (await as(null).get(`/api/v1/riverbend/ties?limit=3${next && `&cursor=${next}`}`)).text,
      ) as typeof all
      ids.push(...part.items.map((item) => item.id))
      next = part.next
    }
    expect([ids, all.next, ids.length]).toEqual([all.items.map((item) => item.id), null, all.total])
    expect((await as(null).get('/api/v1/riverbend/ties?cursor=nonsense')).status).toBe(400)
  })

  test('a list is narrowed by kind, sector, organization and words', async () => {
    const tie = idIn(
      (
        await propose(ofSchool, school, {
          other: library.slug,
          kind: 'refers-people',
          note: 'Homework help on Tuesdays',
        })
      ).location,
    )
    for (const query of [
      'kind=refers-people',
      'sector=academic',
      `organization=${school.slug}`,
      `organization=${school.id}`,
      'q=HOMEWORK',
      'q=hollis',
    ])
      expect((await as(null).get(`/riverbend/ties?${query}`)).text, query).toContain(tie)
    for (const query of [
      'kind=funds',
      'sector=business',
      `organization=${center.slug}`,
      'q=100%25',
      'q=nothing+like+this',
    ])
      expect((await as(null).get(`/riverbend/ties?${query}`)).text, query).not.toContain(tie)
  })

  test('a CSV is the whole list, and no cell of it runs in a spreadsheet', async () => {
    await propose(ofSchool, school, {
      other: library.slug,
      kind: 'advises',
      note: '=HYPERLINK("https://evil.example")',
    })
    const csv = await as(null).get('/riverbend/ties?format=csv')
    expect(csv.headers.get('content-type')).toContain('text/csv')
    expect(csv.text.split('\r\n')[0]).toBe(
      'id,from,from_slug,to,to_slug,kind,directed,state,strength,period,ended,note,references,visibility',
    )
    expect(csv.text).toContain(`"'=HYPERLINK(`)
  })

  test('pages speak Spanish under /es', async () => {
    const tie = await aTie({ since: '2019' })
    expect((await as(null).get(`/es${page(tie)}`)).text).toContain(
      'Three Counties Data Center no lo ha confirmado todavía',
    )
    expect((await as(ofLibrary).get(`/es/riverbend/organizations/${library.slug}/ties/new`)).text).toContain(
      'Añadir un vínculo',
    )
  })
})
