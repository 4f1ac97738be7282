import { describe, expect, test } from 'vitest'
import type { Someone } from '../../test/house.ts'
import { listTies } from './tie-lists.ts'
import { TODAY, town } from '../../test/town.ts'

const {
  db,
  library,
  center,
  school,
  hidden,
  ofLibrary,
  ofCenter,
  ofSchool,
  coordinator,
  viewer,
  everybody,
  as,
  propose,
  tieOf,
  aTie,
  page,
  act,
} = await town()

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
    const tie = await tieOf(coordinator, hidden, { other: library.slug, kind: 'funds' })
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
      const { items, total } = await listTies(db, coordinator.actor, { state, ended: 'all', today: TODAY })
      expect(items.length).toBeGreaterThan(0)
      expect(total).toBe(items.length)
      expect(new Set(items.map((tie) => tie.state))).toEqual(new Set([state]))
    }
    const { items } = await listTies(db, coordinator.actor, { sort: 'strength', ended: 'all', today: TODAY })
    const strengths = items.map((tie) => tie.strength ?? 0)
    expect(strengths).toEqual(strengths.toSorted((a, b) => b - a))
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
    const tie = await tieOf(ofSchool, school, {
      other: library.slug,
      kind: 'refers-people',
      note: 'Homework help on Tuesdays',
    })
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

  test('lists tell the strength in holes and words; the cord is drawn on the tie alone', async () => {
    const tie = await aTie({ since: '2020', strength: '2' })
    const cords = async (path: string) => (await as(null).get(path)).text.match(/class="cord"/g)?.length ?? 0
    expect(await cords(page(tie))).toBe(1)
    for (const path of ['/riverbend/ties', `/riverbend/organizations/${library.slug}`]) {
      expect(await cords(path)).toBe(0)
      expect((await as(null).get(path)).text).toMatch(
        /(?:<circle class="full"[^>]*><\/circle>){2}<circle cx[^]*?Strength 2/,
      )
    }
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
      'id,from,from_slug,to,to_slug,kind,directed,state,strength,evidence,holders,from_holders,to_holders,period,ended,note,references,visibility',
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
