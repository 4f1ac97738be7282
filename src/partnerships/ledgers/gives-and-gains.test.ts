import { expect, test } from 'vitest'
import type { Entry } from './entries.ts'
import { spansBetween, sumOf, weigh } from './gives-and-gains.ts'
import { sideOf } from './ledger-kinds.ts'

let made = 0
const library = { id: 'library', slug: 'library', name: 'Library', sector: 'library' }
const center = { id: 'center', slug: 'center', name: 'Data center', sector: 'intermediary' }

const entry = (given: Partial<Entry> & Pick<Entry, 'what'>): Entry => {
  const id = `entry-${(made += 1)}`
  return {
    id,
    ledger: sideOf(given.what) ? 'benefit' : 'contribution',
    organization: library,
    side: sideOf(given.what),
    told: 'Something',
    period: given.first ?? null,
    first: null,
    last: null,
    amount: null,
    unit: '',
    small: false,
    threshold: 5,
    others: [],
    partnerships: [],
    origin: null,
    originId: id,
    evidence: [],
    visibility: 'region',
    circleId: null,
    lang: 'en',
    version: 1,
    createdAt: new Date(0),
    ...given,
  }
}

test('two who tell of one record count it once, and the larger of two counts stands', () => {
  const dataDay = { what: 'attendance', unit: 'people', originId: 'data-day' } as const
  const both = [entry({ ...dataDay, amount: 42 }), entry({ ...dataDay, amount: 40, organization: center })]
  expect(sumOf(both)).toEqual({
    things: 1,
    entries: 2,
    amounts: [{ unit: 'people', amount: 42, ofUse: false }],
    small: 0,
  })
})

test('who came and who was new among them are the people of one day', () => {
  const dataDay = { unit: 'people', originId: 'data-day' } as const
  const both = [
    entry({ ...dataDay, what: 'attendance', amount: 42 }),
    entry({ ...dataDay, what: 'audience', amount: 31 }),
  ]
  expect(sumOf(both)).toEqual({
    things: 1,
    entries: 2,
    amounts: [{ unit: 'people', amount: 42, ofUse: false }],
    small: 0,
  })
})

test('units are not added to each other, and what is too small to tell is in no amount', () => {
  const all = [
    entry({ what: 'money', amount: 0.1, unit: 'dollars' }),
    entry({ what: 'money', amount: 0.2, unit: 'dollars' }),
    entry({ what: 'time', amount: 40, unit: 'hours' }),
    entry({ what: 'attendance', unit: 'people', small: true }),
  ]
  expect(sumOf(all)).toEqual({
    things: 4,
    entries: 4,
    amounts: [
      { unit: 'dollars', amount: 0.3, ofUse: false },
      { unit: 'hours', amount: 40, ofUse: false },
    ],
    small: 1,
  })
})

test('a short time is told in quarters, a long one in years', () => {
  expect(spansBetween('2025-03-14', '2025-10-02').map(({ key }) => key)).toEqual([
    '2025-1',
    '2025-2',
    '2025-3',
    '2025-4',
  ])
  expect(spansBetween('2025-05-01', '2025-05-02')).toEqual([{ key: '2025-2', from: '2025-04-01', until: '2025-06-30' }])
  expect(spansBetween('2017-01-01', '2020-01-01').map(({ key }) => key)).toEqual(['2017', '2018', '2019', '2020'])
  expect(spansBetween('1900-01-01', '2026-01-01')).toHaveLength(20)
})

test('each partner stands with what it gave and gained, also who has nothing yet', () => {
  const benefits = [
    entry({ what: 'skills', first: '2025-03-01' }),
    entry({ what: 'audience', first: '2025-08-01', amount: 41, unit: 'people' }),
    entry({ what: 'languages' }),
  ]
  const contributions = [entry({ what: 'time', first: '2025-03-31', amount: 74, unit: 'hours' })]
  const [first, second] = weigh([library, center], benefits, contributions, '2025-09-30')
  expect(first!.gives.amounts).toEqual([{ unit: 'hours', amount: 74, ofUse: false }])
  expect([first!.capacity.things, first!.reach.things, first!.undated]).toEqual([1, 2, 1])
  expect(
    first!.steps.map(({ key, gives, capacity, reach }) => [key, gives.things, capacity.things, reach.things]),
  ).toEqual([
    ['2025-1', 1, 1, 0],
    ['2025-2', 0, 0, 0],
    ['2025-3', 0, 0, 1],
  ])
  expect([second!.organization.id, second!.gives.things, second!.steps.length]).toEqual(['center', 0, 3])
})
