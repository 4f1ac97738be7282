import { describe, expect, test } from 'vitest'
import { TODAY, town } from '../../test/town.ts'
import { type NetworkTie, pairsOf, readNetwork } from './current-networks.ts'
import { listTies } from './tie-lists.ts'
import { TIERS, tierActor, tierOf } from './tiers.ts'

const { db, region, library, school, hidden, ofLibrary, ofCenter, coordinator, act, tieOf, aTie, as } = await town()

const network = (tier: (typeof TIERS)[number], day = TODAY) => readNetwork(db, region.id, tier, day)
const tieIn = async (id: string, tier: (typeof TIERS)[number] = 'region', day = TODAY) =>
  (await network(tier, day)).ties.find((tie) => tie.id === id)

describe('the network of a tier', () => {
  test('holds what everybody of the tier may see, and says which it is', async () => {
    const names = async (tier: (typeof TIERS)[number]) => (await network(tier)).organizations.map(({ name }) => name)
    expect(await names('public')).toEqual(['Ferry Street Library', 'Hollis School', 'Three Counties Data Center'])
    expect(await names('region')).toEqual(await names('public'))
    expect(await names('coordinator')).toContain('Quiet Fund')
  })

  test('leaves a private tie to the coordinators, for its own circle too', async () => {
    const tie = await aTie({ since: '2001', visibility: 'circle' })
    expect(await tieIn(tie, 'public')).toBeUndefined()
    expect(await tieIn(tie, 'region')).toBeUndefined()
    expect(await tieIn(tie, 'coordinator')).toMatchObject({ line: 'claimed', strength: 4 })
  })

  test('says of each tie what its own page says', async () => {
    const tie = await tieOf(coordinator, library, { other: school.slug, kind: 'funds', strength: '2' })
    expect(await tieIn(tie)).toMatchObject({
      a: library.id,
      b: school.id,
      line: 'reported',
      strength: 2,
      directed: true,
    })
    await act(ofLibrary, tie, 'confirmation', { strength: '5' })
    expect(await tieIn(tie)).toMatchObject({ line: 'claimed', claimedBy: library.id, strength: 5, lastSaid: TODAY })
    const actor = tierActor(region.id, 'region')
    const { items } = await listTies(db, actor, { today: TODAY })
    const both = (list: { id: string; state: string; strength: number | null }[]) =>
      list.map(({ id, state, strength }) => `${id} ${state} ${strength}`).toSorted()
    expect(both((await network('region')).ties)).toEqual(both(items))
  })

  test('a tie that one side disputes is in it for nobody', async () => {
    const tie = await aTie({ since: '2002' })
    await act(ofCenter, tie, 'dispute', { note: 'We never met.' })
    for (const tier of TIERS) expect(await tieIn(tie, tier)).toBeUndefined()
  })

  test('a contact is evidence for the tier that may know of it, for twelve months', async () => {
    const tie = await aTie({ since: '2003' })
    await act(ofCenter, tie, 'confirmation', { strength: '3' })
    expect((await tieIn(tie))?.line).toBe('confirmed')
    const contact = {
      with: 'Three Counties Data Center',
      by: library.id,
      spokeWith: 'Lee',
      day: '2026-06-01',
      how: 'phone',
      about: 'A plan',
    }
    expect((await as(ofLibrary).post('/riverbend/contacts', contact)).status).toBe(303)
    const known = { line: 'evidenced', state: 'confirmed', lastContact: '2026-06-01' }
    expect(await tieIn(tie, 'coordinator')).toMatchObject(known)
    expect(await tieIn(tie, 'region')).toMatchObject({ line: 'confirmed', lastContact: null })
    expect(await tieIn(tie, 'coordinator', '2026-05-31')).toMatchObject({ line: 'confirmed' })
    expect(await tieIn(tie, 'coordinator', '2027-06-02')).toMatchObject({ line: 'confirmed' })
  })
})

describe('on another day', () => {
  test('only what had begun and was not over', async () => {
    const tie = await aTie({ since: '2010', until: '2015' })
    expect(await tieIn(tie, 'region', '2009-12-31')).toBeUndefined()
    expect(await tieIn(tie, 'region', '2010-01-01')).toBeDefined()
    expect(await tieIn(tie, 'region', '2015-12-31')).toBeDefined()
    expect(await tieIn(tie, 'region', '2016-01-01')).toBeUndefined()
  })

  test('an organization that was not founded yet takes its ties with it', async () => {
    const tie = await tieOf(coordinator, hidden, { other: library.slug, kind: 'funds', visibility: 'region' })
    await db
      .updateTable('organizations')
      .set({ founded: '2020', founded_first: '2020-01-01', founded_last: '2020-12-31' })
      .where('id', '=', hidden.id)
      .execute()
    expect(await tieIn(tie, 'coordinator', '2019-12-31')).toBeUndefined()
    expect(await tieIn(tie, 'coordinator', '2020-01-01')).toBeDefined()
  })
})

test('whoever reads has a tier', async () => {
  expect(TIERS.map((tier) => tierOf(tierActor(region.id, tier)))).toEqual([...TIERS])
})

describe('one edge for each pair', () => {
  const organizations = ['b', 'a', 'c'].map((id) => ({ id }) as never)
  const tie = (id: string, a: string, b: string, rest: Partial<NetworkTie>): NetworkTie => ({
    id,
    a,
    b,
    kind: 'funds',
    directed: true,
    state: 'reported',
    line: 'reported',
    strength: null,
    first: null,
    last: null,
    lastContact: null,
    claimedBy: null,
    lastSaid: TODAY,
    ...rest,
  })

  test('it weighs the strongest of its ties and is as sure as the surest', () => {
    const ties = [
      tie('1', 'a', 'b', { strength: 2 }),
      tie('2', 'b', 'a', { line: 'confirmed' }),
      tie('3', 'c', 'a', {}),
    ]
    const pairs = pairsOf({ organizations, ties })
    expect(pairs).toMatchObject([
      { a: 0, b: 1, strength: 2, line: 'confirmed', ties: [{ id: '1' }, { id: '2' }] },
      { a: 1, b: 2, strength: null, line: 'reported', ties: [{ id: '3' }] },
    ])
  })
})
