import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Agreed, agreementHolds, type Hold, isWarning, stateOf } from './role-states.ts'

const holds = (levels: Record<string, Hold['level']>): Hold[] =>
  Object.entries(levels).map(([party, level]) => ({ party, level }))
const sharedBy = (...parties: string[]): Agreed => ({ how: 'audience', shares: parties.map((party) => ({ party })) })
const leftOut: Agreed = { how: 'left-out', shares: [] }

describe('how a role stands', () => {
  test.each([
    ['one leads, others help', { a: 'lead', b: 'support', c: 'advise' }, null, 'led'],
    ['somebody helps and nobody leads', { b: 'support' }, null, 'gap'],
    ['two lead', { a: 'lead', b: 'lead' }, null, 'overlap'],
    ['two lead and say how they share it', { a: 'lead', b: 'lead' }, sharedBy('a', 'b'), 'shared'],
    ['a third came to lead it since', { a: 'lead', b: 'lead', c: 'lead' }, sharedBy('a', 'b'), 'overlap'],
    ['another one leads it instead', { a: 'lead', c: 'lead' }, sharedBy('a', 'b'), 'overlap'],
    ['one of two gave it up', { a: 'lead', b: 'support' }, sharedBy('a', 'b'), 'led'],
    ['nobody plays it', {}, null, 'unplayed'],
    ['nobody needs to', {}, leftOut, 'left-out'],
    ['somebody helps, and nobody needs to lead', { a: 'advise' }, leftOut, 'left-out'],
    ['it was left out, and now somebody leads it', { a: 'lead' }, leftOut, 'led'],
  ] as const)('%s', (_, levels, agreed, state) => {
    expect(stateOf(holds(levels as Record<string, Hold['level']>), agreed as Agreed | null)).toBe(state)
  })

  test('an agreement lets no warning stand, and none outlives a change of who leads', () =>
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('lead', 'support', 'advise')),
        fc.subarray(['a', 'b', 'c', 'd']),
        (levels, named) => {
          const all = holds(levels as Record<string, Hold['level']>)
          const leads = all.filter(({ level }) => level === 'lead').map(({ party }) => party)
          const agreed = sharedBy(...named)
          const isSame = leads.length > 1 && leads.toSorted().join() === named.toSorted().join()
          expect(agreementHolds(agreed, leads)).toBe(isSame)
          if (leads.length > 1) expect(isWarning(stateOf(all, agreed))).toBe(!isSame)
        },
      ),
    ))
})
