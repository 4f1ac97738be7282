import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { countyAt, shapeOf } from './county-shapes.ts'

const read = (name: string) =>
  readFileSync(new URL(`../../../db/reference/${name}`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','))

test('every county that a region can choose has a shape, also those that were replaced since', () => {
  const offered = read('counties.csv').filter(([, , , , vintage]) => Number(vintage) > 2010)
  expect(offered.length).toBeGreaterThan(3230)
  expect(offered.filter(([fips]) => shapeOf(fips!) === undefined)).toEqual([])
  expect(shapeOf('00000')).toBeUndefined()
})

test.each([
  ['Pittsburgh', [-79.9959, 40.4406], '42003'],
  ['Hartford', [-72.6851, 41.7637], '09110'],
  ['San Juan', [-66.0572, 18.4655], '72127'],
  ['Anchorage', [-149.9003, 61.2181], '02020'],
  ['Attu, beyond 180°', [173.1, 52.9], '02016'],
  ['Hagåtña', [144.75, 13.47], '66010'],
  ['the Gulf of Guinea', [0, 0], null],
  ['Toronto', [-79.38, 43.65], null],
] as const)('%s is in its county', (_, position, fips) => {
  expect(countyAt([...position])).toBe(fips)
})

test('in a region of former counties a point is in the former one', () => {
  expect(countyAt([-72.6851, 41.7637], ['09003'])).toBe('09003')
})

test('each county has one line of figures, with years, and never fewer than nothing', () => {
  const rows = read('county-figures.csv')
  expect(new Set(rows.map(([fips]) => fips)).size).toBe(rows.length)
  for (const [fips, population, populationYear, outlets, outletsYear] of rows) {
    expect([population === '', outlets === ''], fips).toEqual([populationYear === '', outletsYear === ''])
    expect(Number(population) >= 0 && Number(outlets) >= 0, fips).toBe(true)
  }
})

test('the planning regions of Connecticut hold the same outlets and towns as its counties did', () => {
  const rows = read('county-figures.csv')
  const outlets = (pattern: RegExp) =>
    rows.filter(([fips]) => pattern.test(fips!)).reduce((sum, [, , , count]) => sum + Number(count), 0)
  expect(outlets(/^090/)).toBe(outlets(/^091/))
  const towns = read('county-changes.csv').filter(([state]) => state === 'CT')
  expect([
    towns.length,
    new Set(towns.map(([, , before]) => before)).size,
    new Set(towns.map((row) => row[3])).size,
  ]).toEqual([169, 8, 9])
})
