import { describe, expect, test } from 'vitest'
import { getTie } from './ties.ts'
import { town } from '../../test/town.ts'

const {
  db,
  library,
  center,
  ofLibrary,
  ofCenter,
  ofSchool,
  coordinator,
  viewer,
  as,
  later,
  propose,
  tieOf,
  aTie,
  page,
  act,
  entriesOf,
  verbsOf,
} = await town()

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
    const entries = await entriesOf(tie)
    expect(entries.map((one) => [one.verb, one.for_organization_id, one.changes])).toEqual([
      ['tie.claimed', library.id, { kind: [null, 'works-together'], strength: [null, 4], period: [null, '2018/..'] }],
      ['tie.confirmed', center.id, { strength: [null, 2] }],
    ])
  })

  test('what a coordinator puts in is reported until a side confirms it', async () => {
    const tie = await tieOf(coordinator, library, { other: center.slug, kind: 'funds', direction: 'backward' })
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
      expect((await propose(who, library, { other: 'Hollis School', kind: 'funds' })).status).toBe(403)
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
    expect(await getTie(db, ofLibrary.actor, tie)).toMatchObject({
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
    const tie = await tieOf(coordinator, library, { other: center.slug, kind: 'advises' })
    later()
    const answers = await Promise.all([
      as(ofLibrary).post(`${page(tie)}/confirmation`, { strength: '5' }),
      as(ofCenter).post(`${page(tie)}/dispute`, { note: 'No' }),
    ])
    expect(answers.map((answer) => answer.status)).toEqual([303, 303])
    expect((await getTie(db, coordinator.actor, tie)).state).toBe('disputed')
    expect((await as(null).get(page(tie))).status).toBe(404)
  })

  test('a form that is sent twice has one effect', async () => {
    const form = { other: 'Hollis School', kind: 'shares-space', since: '2018', _key: 'the-key-of-this-form' }
    const [first, second] = [await propose(ofLibrary, library, form), await propose(ofLibrary, library, form)]
    expect([first.status, second.status, second.location]).toEqual([303, 303, first.location])
  })
})
