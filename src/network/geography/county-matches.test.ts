import { expect, test } from 'vitest'
import { matchCounties } from './county-matches.ts'

const all = [
  { fips: '42003', name: 'Allegheny County', state: 'PA' },
  { fips: '42033', name: 'Clearfield County', state: 'PA' },
  { fips: '39081', name: 'Jefferson County', state: 'OH' },
  { fips: '42065', name: 'Jefferson County', state: 'PA' },
  { fips: '29510', name: 'St. Louis city', state: 'MO' },
  { fips: '29189', name: 'St. Louis County', state: 'MO' },
  { fips: '72127', name: 'San Juan Municipio', state: 'PR' },
  { fips: '09001', name: 'Fairfield County', state: 'CT' },
  { fips: '09120', name: 'Greater Bridgeport Planning Region', state: 'CT' },
  { fips: '09190', name: 'Western Connecticut Planning Region', state: 'CT' },
]
const changes = [
  { state: 'CT', town: 'Bridgeport', before: '09001', fips: '09120' },
  { state: 'CT', town: 'Stamford', before: '09001', fips: '09190' },
]
const matcher = (...codes: string[]) =>
  matchCounties(
    all.filter(({ fips }) => codes.includes(fips)),
    all,
    changes,
  )

test.each(['Allegheny', 'allegheny county', 'Allegheny County, PA', 'Condado de Allegheny', ' ALLEGHENY , pa '])(
  '“%s” is the county of the region',
  (text) => expect(matcher('42003').named(text)).toEqual(['42003']),
)

test('of two with a name the region’s is meant, unless a state says otherwise', () => {
  expect(matcher('42065').named('Jefferson')).toEqual(['42065'])
  expect(matcher('42065').named('Jefferson, OH')).toEqual(['39081'])
  expect(matcher('42065', '39081').named('Jefferson')).toEqual(['39081', '42065'])
})

test('a county elsewhere is known when only one can be meant', () => {
  expect(matcher('42003').named('Clearfield')).toEqual(['42033'])
  expect(matcher('42003').named('Three Rivers Valley')).toEqual([])
})

test('a municipio and a city keep their kind', () => {
  expect(matcher('72127').named('San Juan')).toEqual(['72127'])
  expect(matcher('29510', '29189').named('Saint Louis County')).toEqual(['29189'])
})

test('a county that was parted is each of its parts, and one part of it for who names its town', () => {
  const parts = matcher('09120', '09190')
  expect(parts.named('Fairfield County').toSorted()).toEqual(['09120', '09190'])
  expect([parts.ofTown('stamford', 'CT'), parts.ofTown('Stamford', 'NY')]).toEqual(['09190', null])
})

test('in a region of former counties what replaced them is the former one', () => {
  const before = matcher('09001')
  expect(before.named('Western Connecticut Planning Region')).toEqual(['09001'])
  expect(before.ofTown('Bridgeport', 'CT')).toBe('09001')
})

test('where no region says otherwise a former county is what became of it', () => {
  expect(matcher().named('Fairfield County, CT').toSorted()).toEqual(['09120', '09190'])
  expect(matcher().ofTown('Stamford', 'CT')).toBe('09190')
})
