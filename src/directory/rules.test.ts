import { describe, expect, test } from 'vitest'
import { type MandateKind, memberActor, publicActor, systemActor } from '../platform/actor.ts'
import { seenThen } from './histories.ts'
import { canAddOrganization, canEditOrganization, canRemoveOrganization, couldSee } from './rules.ts'

const regionId = '01900000-0000-7000-8000-000000000001'
const own = { id: '01900000-0000-7000-8000-000000000002' }
const other = { id: '01900000-0000-7000-8000-000000000003' }
const member = (what: MandateKind, organizationId: string | null) =>
  memberActor({ regionId, accountId: 'a', personId: regionId, name: 'A', mandates: [{ what, organizationId }] })

const nobody = publicActor(regionId)
const viewer = member('view', own.id)
const representative = member('speak', own.id)
const coordinator = systemActor(regionId)

describe('rules', () => {
  test('who speaks for an organization adds others and edits its own', () => {
    expect([nobody, viewer, representative, coordinator].map(canAddOrganization)).toEqual([false, false, true, true])
    expect(canEditOrganization(representative, own)).toBe(true)
    expect(canEditOrganization(representative, other)).toBe(false)
    expect(canEditOrganization(viewer, own)).toBe(false)
  })

  test('only coordinators take one off the map', () => {
    expect([nobody, viewer, representative, coordinator].map(canRemoveOrganization)).toEqual([
      false,
      false,
      false,
      true,
    ])
  })

  test.each([
    ['public', [true, true, true, true]],
    ['region', [false, true, true, true]],
    ['circle', [false, false, true, true]],
  ])('what was %s could be seen by', (visibility, expected) => {
    expect([nobody, viewer, representative, coordinator].map((actor) => couldSee(actor, visibility, own))).toEqual(
      expected,
    )
  })
})

test('a history is walked back through what its record was', () => {
  const lines = [
    { id: 3, changes: { mission: ['b', 'c'] } },
    { id: 2, changes: { visibility: ['region', 'public'], mission: ['a', 'b'] } },
    { id: 1, changes: { visibility: ['circle', 'region'] } },
    { id: 0, changes: { visibility: [null, 'circle'], mission: [null, 'a'] } },
  ]
  const seen = (actor: typeof nobody) => seenThen(actor, { ...own, visibility: 'public' }, lines).map((line) => line.id)
  expect(seen(nobody)).toEqual([3])
  expect(seen(viewer)).toEqual([3, 2])
  expect(seen(representative)).toEqual([3, 2, 1, 0])
})
