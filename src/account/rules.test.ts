import { describe, expect, test } from 'vitest'
import { memberActor, publicActor, systemActor } from '../platform/actor.ts'
import { VISIBILITIES } from '../platform/records.ts'
import { asSeenBy, canSee, PERSON_FIELDS } from './rules.ts'

const REGION = 'r'
const PERSON = { id: 'p', email: 'ana@library.example', phone: '724 555 0100', note: 'mornings' }
const member = (personId: string, what: 'view' | 'speak' | 'coordinate') =>
  memberActor({
    regionId: REGION,
    accountId: personId,
    personId,
    name: personId,
    mandates: [
      { what: 'view', organizationId: null },
      { what, organizationId: what === 'speak' ? 'o' : null },
    ],
  })
const ACTORS = {
  public: publicActor(REGION),
  viewer: member('v', 'view'),
  representative: member('s', 'speak'),
  themself: member(PERSON.id, 'view'),
  coordinator: member('c', 'coordinate'),
  system: systemActor(REGION),
}

/** Who sees a field, by how far its person is listed and to what they agreed for it. */
const MEMBERS = ['viewer', 'representative', 'themself', 'coordinator', 'system']
const CLOSE = ['themself', 'coordinator', 'system']
const TABLE = {
  circle: { none: CLOSE, region: CLOSE, public: CLOSE },
  region: { none: CLOSE, region: MEMBERS, public: MEMBERS },
  public: { none: CLOSE, region: MEMBERS, public: ['public', ...MEMBERS] },
} as const

const OTHERS = PERSON_FIELDS.filter((field) => field !== 'name')
const lines = VISIBILITIES.flatMap((listed) =>
  (['none', 'region', 'public'] as const).flatMap((agreed) => OTHERS.map((field) => ({ listed, agreed, field }))),
)

describe('a field of a person', () => {
  test.each(lines)('$field of somebody listed for $listed who agreed to $agreed', ({ listed, agreed, field }) => {
    const person = { ...PERSON, visibility: listed, agreed: agreed === 'none' ? {} : { [field]: agreed } }
    const seers = Object.entries(ACTORS).filter(([, actor]) => canSee(actor, person, field))
    expect(seers.map(([who]) => who).toSorted()).toEqual([...TABLE[listed][agreed]].toSorted())
    // One consent shows one field.
    for (const other of OTHERS.filter((one) => one !== field))
      expect(Object.entries(ACTORS).filter(([, actor]) => canSee(actor, person, other)).length).toBe(CLOSE.length)
  })

  test.each(VISIBILITIES)('the name of somebody listed for %s is seen by whom they are listed for', (listed) => {
    const person = { ...PERSON, visibility: listed, agreed: {} }
    const seers = Object.entries(ACTORS).filter(([, actor]) => canSee(actor, person, 'name'))
    const expected = { circle: CLOSE, region: MEMBERS, public: ['public', ...MEMBERS] }[listed]
    expect(seers.map(([who]) => who).toSorted()).toEqual([...expected].toSorted())
  })

  test('that may not be seen is not handed out, and notes are for coordinators', () => {
    const person = { ...PERSON, visibility: 'public' as const, agreed: { email: 'region' as const } }
    const given = Object.entries(ACTORS).map(([who, actor]) => {
      const { email, phone, note } = asSeenBy(actor, person)
      return [who, email !== null, phone !== null, note !== '']
    })
    expect(given).toEqual([
      ['public', false, false, false],
      ['viewer', true, false, false],
      ['representative', true, false, false],
      ['themself', true, true, false],
      ['coordinator', true, true, true],
      ['system', true, true, true],
    ])
  })
})
