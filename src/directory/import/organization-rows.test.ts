import { describe, expect, test } from 'vitest'
import { csvLine, toCsv } from '../../platform/csv-out.ts'
import { readFile } from '../../platform/formats/formats.ts'
import { columnsOf, guessMapping } from './mapping.ts'
import { type Lists, toOrganizationRows } from './organization-rows.ts'
import { brigades, bytesOf } from './twins.ts'

const lists: Lists = {
  sectors: ['library', 'government', 'civic', 'business', 'other'].map((key) => ({
    key,
    label: key === 'government' ? 'Public bodies' : key,
  })),
  roles: [
    { key: 'using-data', label: 'Using civic data' },
    { key: 'creating-data', label: 'Creating civic data' },
  ],
}

const rowsOf = (file: string | object, given: Lists = lists) => {
  const parsed = readFile('list', bytesOf(file))
  if (parsed.kind !== 'table') throw new Error(parsed.kind)
  const { columns, samples, kind } = columnsOf(parsed)
  return toOrganizationRows(parsed, guessMapping(columns, samples, kind), given).map((row) => ({
    ...row,
    extra: { ...row.extra },
  }))
}
const one = (columns: Record<string, string>) =>
  rowsOf(csvLine(Object.keys(columns)) + csvLine(Object.values(columns)))[0]

test('a row says what it says, and nothing of what it does not', () =>
  expect(
    one({
      name: ' Riverbend  Library ',
      website: 'library.example',
      type: 'Public Library',
      city: 'Riverbend, PA',
      latitude: '40,44',
      longitude: '',
      founded: 'spring 1895',
      skills: 'maps, data',
      mission: '',
      Phone: '555',
    }),
  ).toEqual({
    row: 2,
    name: 'Riverbend Library',
    website: 'https://library.example',
    sector: 'library',
    city: 'Riverbend',
    state: 'PA',
    latitude: 40.44,
    founded: '1895-21',
    skills: ['maps', 'data'],
    identifiers: [],
    phone: '555',
    extra: { type: 'Public Library' },
  }))

describe('words of strangers become our sectors', () => {
  test.each([
    ['Brigade', 'civic'],
    ['Brigade, Code for America, Official', 'civic'],
    ['Government, midwest', 'government'],
    ['public bodies', 'government'],
    ['Startup', 'business'],
    ['midwest', 'other'],
    ['Federal Agency', 'government'],
    ['Biblioteca pública', 'library'],
    ['Foundation', 'other'],
  ])('%s', (word, sector) => expect(one({ name: 'A', type: word })).toMatchObject({ sector, extra: { type: word } }))
  test('our own key needs no note', () =>
    expect(one({ name: 'A', sector: 'library' })).toMatchObject({ sector: 'library', extra: {} }))
})

test('roles are found by key or label; unknown ones are kept beside them', () =>
  expect(one({ name: 'A', roles: 'using-data; Creating civic data; juggling' })).toMatchObject({
    roles: ['using-data', 'creating-data'],
    extra: { roles: ['juggling'] },
  }))

test('two spellings of an identifier are one', () =>
  expect(
    one({
      name: 'A',
      ein: '250965280',
      ror: 'https://ror.org/01AN3R305',
      wikidata: 'http://www.wikidata.org/entity/q1043453',
      fscs: 'pa0357',
      isil: 'us-pa',
    })?.identifiers,
  ).toEqual(
    [
      { scheme: 'fscs', value: 'PA0357' },
      { scheme: 'ein', value: '25-0965280' },
      { scheme: 'ror', value: '01an3r305' },
      { scheme: 'isil', value: 'US-PA' },
      { scheme: 'wikidata', value: 'Q1043453' },
    ].toSorted(
      (a, b) =>
        ['ein', 'ror', 'wikidata', 'fscs', 'isil'].indexOf(a.scheme) -
        ['ein', 'ror', 'wikidata', 'fscs', 'isil'].indexOf(b.scheme),
    ),
  ))

describe('what cannot be is refused, with its column', () => {
  test.each([
    [{ name: '', city: 'Bend' }, 'name', 'import.noName'],
    [{ name: 'A', url: 'javascript:alert(1)' }, 'url', 'import.website'],
    [{ name: 'A', latitude: '97' }, 'latitude', 'import.degrees'],
    [{ name: 'A', longitude: '1e3' }, 'longitude', 'import.degrees'],
    [{ name: 'A', founded: 'long ago' }, 'founded', 'import.date'],
    [{ name: 'x'.repeat(201) }, 'name', 'import.tooLong'],
    [{ name: 'A', mission: 'x'.repeat(301) }, 'mission', 'import.tooLong'],
    [{ name: 'A', skills: 'x'.repeat(121) }, 'skills', 'import.tooLong'],
  ])('%#', (columns, field, key) => expect(one(columns)?.refused).toMatchObject({ field, reason: { key } }))
})

test('signs of formulas and entities are text', () =>
  expect(one({ name: '=HYPERLINK("http://x.example")', description: '&lt;b&gt; @home' })).toMatchObject({
    name: '=HYPERLINK("http://x.example")',
    description: '&lt;b&gt; @home',
  }))

test('a list of brigades, whole', () => {
  const rows = rowsOf(brigades())
  expect(rows.filter((row) => row.refused)).toEqual([])
  expect(rows[1]).toMatchObject({
    row: 2,
    name: 'Code for Town 1',
    website: 'https://town1.example/',
    city: 'Town 1',
    state: 'PA',
    latitude: 40.1,
    longitude: -79.1,
    sector: 'government',
    formerNames: ['Town 1 Hackers'],
  })
  expect(rows[5]).toMatchObject({
    sector: 'civic',
    extra: { tags: ['Brigade', 'Official'], 'location.state': 'Pennsylvania' },
  })
  expect([rows[0]?.website, rows[0]?.latitude, rows[2]?.sector]).toEqual([undefined, undefined, 'civic'])
})

test('what we write, we read: a list exported and imported is the same', () => {
  const columns = [
    'name',
    'otherNames',
    'sector',
    'description',
    'website',
    'place.city',
    'place.latitude',
    'place.longitude',
    'skills',
    'identifiers.ein',
    'founded',
  ]
  const csv = toCsv(columns, [
    [
      '\'=A, B"',
      ['a; b', 'c'],
      'library',
      'two\nlines',
      'https://a.example',
      'Río',
      40.44,
      -79.99,
      ['x', 'y'],
      '25-0965280',
      '2017-05/..',
    ],
  ])
  expect(rowsOf(csv)).toEqual([
    {
      row: 2,
      name: '\'=A, B"',
      otherNames: ['a; b', 'c'],
      sector: 'library',
      description: 'two\nlines',
      website: 'https://a.example',
      city: 'Río',
      latitude: 40.44,
      longitude: -79.99,
      skills: ['x', 'y'],
      identifiers: [{ scheme: 'ein', value: '25-0965280' }],
      founded: '2017-05/..',
      extra: {},
    },
  ])
})
