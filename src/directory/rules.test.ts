import { describe, expect, test } from 'vitest'
import { type MandateKind, memberActor, publicActor, systemActor } from '../platform/actor.ts'
import { seenThen } from './histories.ts'
import {
  canAddOrganization,
  canEditOrganization,
  canRemoveOrganization,
  couldSee,
  hasEnded,
  nextQuestion,
} from './rules.ts'

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
    expect(
      [nobody, viewer, representative, coordinator].map((actor) =>
        couldSee(actor, visibility, canEditOrganization(actor, own)),
      ),
    ).toEqual(expected)
  })
})

test('a history is walked back through what its record was', () => {
  const lines = [
    { id: 3, changes: { mission: ['b', 'c'] } },
    { id: 2, changes: { visibility: ['region', 'public'], mission: ['a', 'b'] } },
    { id: 1, changes: { visibility: ['circle', 'region'] } },
    { id: 0, changes: { visibility: [null, 'circle'], mission: [null, 'a'] } },
  ]
  const seen = (actor: typeof nobody) =>
    seenThen(actor, 'public', canEditOrganization(actor, own), lines).map((line) => line.id)
  expect(seen(nobody)).toEqual([3])
  expect(seen(viewer)).toEqual([3, 2])
  expect(seen(representative)).toEqual([3, 2, 1, 0])
})

describe('the next useful question', () => {
  const today = '2026-11-26'
  const whole = {
    mission: 'It lends maps.',
    phone: '555 0100',
    email: '',
    website: 'https://maps.example',
    audiences: ['residents'],
    roles: ['connecting-data-users'],
    skills: ['maps'],
    serviceCounties: ['Alder'],
    serviceArea: '',
    places: [],
    blurb50: 'It lends maps.',
    languages: ['English'],
    ended: null,
    checkedOn: '2026-03-01',
    createdAt: new Date('2020-01-01T12:00:00Z'),
  }
  const asks = (lacking: object, people = 0) => nextQuestion({ ...whole, ...lacking }, people, today)

  test('is one at a time, the most useful first', () => {
    expect(asks({})).toBeNull()
    expect(asks({ mission: '', phone: '', audiences: [] })).toBe('mission')
    expect(asks({ phone: '', audiences: [] })).toBe('phone')
    expect(asks({ audiences: [], skills: [] })).toBe('audiences')
    expect(asks({ serviceCounties: [] })).toBe('serviceCounties')
  })
  test('somebody to call is a number, an address or a person', () => {
    expect(asks({ phone: '', email: 'desk@maps.example' })).toBeNull()
    expect(asks({ phone: '' }, 1)).toBeNull()
  })
  test('after a year somebody is asked whether it is still right, but not of what was added since', () => {
    expect(asks({ checkedOn: '2025-11-26' })).toBeNull()
    expect(asks({ checkedOn: '2025-11-25' })).toBe('checkedOn')
    expect(asks({ checkedOn: null })).toBe('checkedOn')
    expect(nextQuestion({ ...whole, checkedOn: null, createdAt: new Date('2026-11-01') }, 0, today)).toBeNull()
  })
  test('nobody is asked about what has ended', () => expect(asks({ mission: '', ended: '2024' })).toBeNull())
})

test.each([
  [null, false],
  ['2024', true],
  ['2026-11-26', true],
  ['2026-11-27', false],
  ['2026', true],
  ['2027-21', false],
])('what ended on %s has ended on 2026-11-26: %s', (ended, said) =>
  expect(hasEnded({ ended }, '2026-11-26')).toBe(said),
)
