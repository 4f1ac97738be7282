import { describe, expect, test } from 'vitest'
import { comparablePlace, comparePlaces, type DescribedPlace, placeKeys } from './place-likenesses.ts'

const place = (more: Partial<DescribedPlace>): DescribedPlace => ({
  organization: 'library',
  kind: 'outlet',
  name: '',
  street: '',
  city: '',
  postalCode: '',
  latitude: null,
  longitude: null,
  ...more,
})
const main = place({
  name: 'Main Library',
  street: '12 Main Street',
  city: 'Alder',
  latitude: 40.44,
  longitude: -79.99,
})
const reasons = (a: DescribedPlace, b: DescribedPlace) => comparePlaces(comparablePlace(a), comparablePlace(b), () => 1)

describe('two places of one organization may be one', () => {
  test('at one address, with or without a name', () => {
    expect(reasons(main, place({ street: '12 Main St.', city: 'Alder' }))).toEqual(['sameAddress'])
    expect(reasons(main, place({ name: 'The Reading Room', street: '12 Main St', city: 'Alder' }))).toEqual([
      'sameAddress',
    ])
  })
  test('as an outlet here and an office there', () =>
    expect(reasons(main, { ...main, name: '', kind: 'office' })).toEqual(['sameAddress', 'samePoint']))
  test('of one name, where nothing says that they are elsewhere', () =>
    expect(reasons(main, place({ name: 'The Main Lib.' }))).toEqual(['sameName']))
  test('within some metres', () =>
    expect(reasons(main, place({ latitude: 40.4402, longitude: -79.9901 }))).toEqual(['samePoint']))
})

describe('two places are two', () => {
  test('of two organizations', () => expect(reasons(main, { ...main, organization: 'school' })).toEqual([]))
  test('of one name in two streets, or at two points', () => {
    expect(reasons(main, place({ name: 'Main Library', street: '3 Ferry Road', city: 'Alder' }))).toEqual([])
    expect(reasons(main, place({ name: 'Main Library', latitude: 40.5, longitude: -79.99 }))).toEqual([])
  })
  test('at two addresses that a list puts at one point', () => {
    const point = { latitude: 40.44, longitude: -79.99 }
    expect(reasons(main, place({ name: 'Mill Branch', street: '3 Ferry Road', city: 'Alder', ...point }))).toEqual([])
  })
  test('of which one goes about on wheels', () => {
    expect(reasons(main, { ...main, kind: 'bs' })).toEqual([])
    expect(reasons(main, { ...main, name: 'Main Library Bookmobile' })).toEqual([])
    const bus = { ...main, kind: 'vehicle' }
    expect(reasons({ ...bus, name: 'Preschool Bus' }, { ...bus, name: 'Senior Bus' })).toEqual([])
  })
  test('that are rooms of one house', () => {
    const room = (name: string) => place({ kind: 'room', name, street: '12 Main Street' })
    expect(reasons(room('Room A'), room('Auditorium'))).toEqual([])
    expect(reasons(main, room('Auditorium'))).toEqual([])
    expect(
      reasons(place({ street: '12 Main St' }), place({ kind: 'venue', name: 'Hall', street: '12 Main St' })),
    ).toEqual([])
    expect(reasons(room('Room 1'), room('Room 2'))).toEqual([])
  })
})

test('near points share a field of the map wherever they lie', () => {
  for (let step = 0; step < 400; step += 1) {
    const at = { latitude: 40 + step / 40_000, longitude: -80 + step / 31_000 }
    const near = { latitude: at.latitude + 0.0002, longitude: at.longitude - 0.0002 }
    const [a, b] = [place(at), place(near)].map((one) => placeKeys(comparablePlace(one)))
    expect(a!.some((key) => b!.includes(key))).toBe(true)
  }
})
