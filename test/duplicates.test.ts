import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { type Candidate, suspicionsAmong } from '../src/directory/duplicates.ts'
import { likenessOf } from '../src/directory/likenesses.ts'
import { nameKey, weigher } from '../src/directory/name-words.ts'

type Row = Record<string, string>
const rows = parse(readFileSync(new URL('fixtures/duplicates.csv', import.meta.url)), { columns: true }) as Row[]
const side = (row: Row, of: 'a' | 'b') => ({
  name: row[`${of}_name`]!,
  street: row[`${of}_street`]!,
  city: row[`${of}_city`]!,
  postalCode: row[`${of}_postal_code`]!,
  phone: row[`${of}_phone`]!,
})
const weigh = weigher(rows.flatMap((row) => [row['a_name']!, row['b_name']!]))

interface Measured {
  pairs: number
  same: number
  found: number
  right: number
}
function measure(some: Row[]): Measured {
  const found = some.filter((row) => likenessOf(side(row, 'a'), side(row, 'b'), weigh).length > 0)
  return {
    pairs: some.length,
    same: some.filter((row) => row['same'] === 'yes').length,
    found: found.length,
    right: found.filter((row) => row['same'] === 'yes').length,
  }
}
const percent = (part: number, of: number) => (of === 0 ? '–' : `${Math.round((100 * part) / of)} %`)
const line = (what: string, some: Row[]) => {
  const { pairs, same, found, right } = measure(some)
  return `| ${what} | ${pairs} | ${same} | ${found} | ${percent(right, found)} | ${percent(right, same)} |`
}

test('docs/duplicates.md says what is measured', () => {
  const table = [
    line('all', rows),
    line(
      'Pittsburgh food sites',
      rows.filter((row) => row['source'] === 'pittsburgh'),
    ),
    line(
      'library outlets',
      rows.filter((row) => row['source'] === 'outlets'),
    ),
    line(
      'offices of Philadelphia',
      rows.filter((row) => row['source'] === 'philadelphia'),
    ),
  ]
  const docs = readFileSync(new URL('../docs/duplicates.md', import.meta.url), 'utf8')
  for (const one of table) expect(docs).toContain(one)
  expect(rows.length).toBeGreaterThanOrEqual(200)
})

describe('names', () => {
  test.each([
    ['The Carnegie Library', 'CARNEGIE LIBRARY'],
    ['Álamo Public Lib.', 'Alamo Public Library'],
    ['St. Paul’s Church', 'Saint Pauls Church'],
    ['Arts & Culture', 'Arts and Culture'],
    ['Free Library (FLP)', 'Free Library'],
    ['KUHN S MARKET', 'Kuhns Market'],
  ])('%s is %s', (a, b) => expect(likenessOf({ name: a }, { name: b }, () => 1)).toContain('sameName'))

  test.each([
    ['Friends of the Alder Library', 'Alder Library'],
    ['Alder Library Foundation', 'Alder Library'],
    ['North Alder Library', 'Alder Library'],
    ['Police Department', 'Fire Department'],
    ['Branch 12', 'Branch 13'],
    ['Norman Library (Central)', 'Norman Library (West)'],
    ['Park Forest Library', 'Forest Park Library'],
  ])('%s is not %s', (a, b) =>
    expect(
      likenessOf({ name: a }, { name: b }, weigher([a, b, 'Some Library', 'A Department', 'Other Library'])),
    ).toEqual([]),
  )

  test('of no letters at all are compared as they are', () => {
    expect(nameKey(' *** ')).toBe('***')
    expect(likenessOf({ name: '***' }, { name: '!!!' }, () => 1)).toEqual([])
  })
})

describe('numbers in registers', () => {
  const like = (one: string[], other: string[]) =>
    likenessOf({ name: 'Perry Library', identifiers: one }, { name: 'Perry Library', identifiers: other }, () => 1)

  test('tell two of one name apart, where both stand in one register', () => {
    expect(like(['fscs:IA0357'], ['fscs:NY0021'])).toEqual([])
    expect(like(['fscs:IA0357', 'ein:1'], ['fscs:IA0357', 'ein:2'])).toEqual(['sameName'])
    expect(like(['fscs:IA0357'], ['ein:25-1'])).toEqual(['sameName'])
    expect(like(['node:7'], ['node:8'])).toEqual(['sameName'])
  })
})

test('an organization and one that belongs to it are two', () => {
  const city = { id: 'a', name: 'City of Perry' }
  expect(suspicionsAmong([city, { id: 'b', name: 'City of Perry' }])).toHaveLength(1)
  expect(suspicionsAmong([city, { id: 'b', name: 'City of Perry', parentId: 'a' }])).toEqual([])
})

test('17,000 organizations are looked through in moments, and the one that stands twice is found', () => {
  const words = 'alder birch cedar elm fir hazel larch maple oak pine rowan spruce willow yew ash beech'.split(' ')
  const all: Candidate[] = Array.from({ length: 17_000 }, (_, n) => ({
    id: String(n),
    name: `${words[n % 16]!}${n} ${words[(n * 7) % 16]!} Public Library`,
    phone: `412-55${String(n).padStart(5, '0')}`,
  }))
  const found = suspicionsAmong([...all, { id: 'again', name: 'ALDER16 Alder Publc Lib.', phone: '' }])
  expect(found.map(({ a, b }) => [a, b])).toContainEqual(['16', 'again'])
  expect(found.length).toBeLessThan(20)
})
