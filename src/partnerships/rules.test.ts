import { describe, expect, test } from 'vitest'
import { type Mandate, memberActor, publicActor } from '../platform/actor.ts'
import {
  canPropose,
  canRemovePartnership,
  canSignFor,
  canWorkOn,
  isPartner,
  knowsPeople,
  speaksForParty,
} from './rules.ts'

const party = (id: string, leftOn: string | null = null) => ({ organization: { id }, leftOn })
const partnership = { parties: [party('library'), party('center'), party('gone', '2025-05-01')] }

const actor = (...mandates: Mandate[]) =>
  memberActor({ regionId: 'r', accountId: 'a', personId: 'p', name: 'Kim', mandates })
const holding = (what: Mandate['what'], organizationId: string | null) => actor({ what, organizationId })
const coordinator = holding('coordinate', null)

describe('who may do what in a partnership', () => {
  test('whoever speaks for an organization may propose one', () => {
    expect([coordinator, holding('speak', 'elsewhere')].map(canPropose)).toEqual([true, true])
    expect([publicActor('r'), holding('view', 'library')].map(canPropose)).toEqual([false, false])
  })

  test('who speaks for a partner of today works on it, with the coordinator', () => {
    expect([coordinator, holding('speak', 'center')].map((who) => canWorkOn(who, partnership))).toEqual([true, true])
    const others = [
      holding('speak', 'gone'),
      holding('speak', 'elsewhere'),
      holding('sign', 'library'),
      publicActor('r'),
    ]
    expect(others.map((who) => canWorkOn(who, partnership))).toEqual([false, false, false, false])
  })

  test('any mandate for a partner of today makes one a partner', () => {
    expect(isPartner(holding('view', 'library'), partnership)).toBe(true)
    expect(isPartner(holding('view', 'gone'), partnership)).toBe(false)
    expect(isPartner(coordinator, partnership)).toBe(false)
  })

  test('a partner speaks for itself; nobody signs for another, the coordinator neither', () => {
    const library = partnership.parties[0]!
    expect([coordinator, holding('speak', 'library')].map((who) => speaksForParty(who, library))).toEqual([true, true])
    expect(speaksForParty(holding('speak', 'center'), library)).toBe(false)
    expect(canSignFor(holding('sign', 'library'), library)).toBe(true)
    expect([coordinator, holding('speak', 'library')].map((who) => canSignFor(who, library))).toEqual([false, false])
  })

  test('only who speaks for all of it, or the coordinator, takes it away', () => {
    const both = actor({ what: 'speak', organizationId: 'library' }, { what: 'speak', organizationId: 'center' })
    expect([coordinator, both].map((who) => canRemovePartnership(who, partnership))).toEqual([true, true])
    expect(canRemovePartnership(holding('speak', 'library'), partnership)).toBe(false)
    expect(canRemovePartnership(both, { parties: [] })).toBe(false)
  })

  test('the public is not told who does the work', () => {
    expect([publicActor('r'), holding('view', 'elsewhere')].map(knowsPeople)).toEqual([false, true])
  })
})
