import { describe, expect, test } from 'vitest'
import { comparePersons, type DescribedPerson } from './person-likenesses.ts'

const person = (name: string, more: Partial<DescribedPerson> = {}): DescribedPerson => ({
  name,
  email: null,
  phone: null,
  organizations: ['library'],
  ...more,
})
const reasons = (a: DescribedPerson, b: DescribedPerson) => comparePersons(a, b)

describe('two persons may be one', () => {
  test.each([
    ['Ana Ruiz', 'ana ruiz', ['sameName', 'sameOrganization']],
    ['Ana Ruiz', 'Ruiz, Ana', ['sameName', 'sameOrganization']],
    ['Dr. Ana Ruiz', 'Ana Ruíz', ['sameName', 'sameOrganization']],
    ['Ana Ruiz', 'Ana M. Ruiz García', ['nearName', 'sameOrganization']],
    ['A. Salcedo', 'Fern A. Salcedo', ['nearName', 'sameOrganization']],
    ['Fern Salcedo', 'Fern Sacledo', ['nearName', 'sameOrganization']],
  ])('of one organization: %s, %s', (a, b, why) => expect(reasons(person(a), person(b))).toEqual(why))

  test('of the same address, whatever they are called', () =>
    expect(
      reasons(person('Ana', { email: 'ana@library.example' }), person('Reference', { email: 'ANA@library.example' })),
    ).toEqual(['sameEmail', 'sameOrganization']))

  test('of nearly the same name and the same telephone', () =>
    expect(
      reasons(
        person('Ana Ruiz', { phone: '(412) 555-0100', organizations: ['a'] }),
        person('Ana R. Ruiz', { phone: '412.555.0100', organizations: ['b'] }),
      ),
    ).toEqual(['nearName', 'samePhone']))

  test('of the same whole name, where nobody knows where one of them works', () => {
    expect(reasons(person('Ana Ruiz'), person('Ana Ruiz', { organizations: [] }))).toEqual(['sameName'])
    expect(reasons(person('Ana'), person('Ana', { organizations: [] }))).toEqual([])
    const [one, other] = ['ana@a.example', 'ana@b.example'].map((email) =>
      person('Ana Ruiz', { email, organizations: [] }),
    )
    expect(reasons(one!, other!)).toEqual([])
  })
})

describe('two persons are two', () => {
  test.each([
    ['Ana Ruiz', 'Ana Roldán'],
    ['Ana Ruiz', 'Ben Ruiz'],
    ['Ana', 'Ana Ruiz'],
    ['Helper 1', 'Helper 2'],
    ['A. R.', 'Ana Ruiz'],
  ])('of one organization: %s, %s', (a, b) => expect(reasons(person(a), person(b))).toEqual([]))

  test('of the same name at two organizations', () =>
    expect(reasons(person('Ana Ruiz'), person('Ana Ruiz', { organizations: ['school'] }))).toEqual([]))

  test('of the same telephone', () =>
    expect(reasons(person('Ana Ruiz', { phone: '4125550100' }), person('Ben Cho', { phone: '4125550100' }))).toEqual(
      [],
    ))
})
