import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LANGUAGES, translate } from '../../platform/i18n.ts'
import { fileStem, readFile } from '../../platform/formats/formats.ts'
import { columnsOf, guessMapping } from './mapping.ts'
import { toNetworkRows } from './network-rows.ts'
import { toOrganizationRows } from './organization-rows.ts'
import type { Parsed } from '../../platform/formats/parsed.ts'
import { sayProblem } from '../../platform/formats/say-problem.ts'
import { bytesOf, kumuProject } from './twins.ts'

test.each([
  ['list.csv', 'name\nA\n', 'table'],
  ['list.csv', '[name\nA\n', 'table'],
  ['list.txt', ' [{"name":"A"}]', 'table'],
  ['list.json', '{"data":[{"name":"A"}]}', 'table'],
  ['map', '{"elements":[{"label":"A"}]}', 'network'],
  ['a.json', '{"name":"A"}', 'unreadable'],
  ['a.json', '{"elements":[],"connections":[]}', 'unreadable'],
  ['a.csv', '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>', 'unreadable'],
])('%s: %s', (name, text, kind) => expect(readFile(name, bytesOf(text)).kind).toBe(kind))

test('the stem of a name', () =>
  expect(['a/b.c.json', 'C:\\x\\y.csv', 'plain', '.json'].map(fileStem)).toEqual(['b.c', 'y', 'plain', 'file']))

const said = (name: string, text: string | Uint8Array, lang: 'en' | 'es' = 'en') => {
  const parsed = readFile(name, typeof text === 'string' ? bytesOf(text) : text)
  return parsed.problems.map((problem) => sayProblem(translate(lang), name, problem))
}

describe('a refusal is a sentence that names file, row and column', () => {
  test.each([
    [
      'a.json',
      '[{"name":"A"},\n{"na',
      'a.json, row 2: The file ends in the middle, in line 2, after: [{"name":"A"}, {"na. Get the whole file and try again.',
    ],
    ['a.csv', 'name,city\nA\n', 'a.csv, row 2: This row has 1 cells; the header has 2.'],
    [
      'a.csv',
      'name,city\nA\u0000,B\u0000ccccccc\n',
      'a.csv: This file is not text: byte 12 is none of a letter or sign. Save it as CSV (UTF-8) or JSON.',
    ],
    [
      'a.json',
      '[{"name":"A\\u0000"}]',
      'a.json, row 1, column “name”: A value holds a NUL character, which no text has.',
    ],
    [
      'k.json',
      '{"elements":[{"type":"x"}],"connections":[{"from":"A"}]}',
      'k.json, element 1, “label”: An element needs a label.',
    ],
  ])('%s %j', (name, text, sentence) => expect(said(name, text)[0]).toBe(sentence))
  test('in Spanish too', () =>
    expect(said('a.csv', 'name,city\nA\n', 'es')[0]).toBe(
      'a.csv, fila 2: Esta fila tiene 1 celdas; el encabezado tiene 2.',
    ))
})

/** Everything that can be done with a file, as the import does it. */
function fates(name: string, parsed: Parsed): number {
  const { columns, samples, kind } = columnsOf(parsed)
  const mapping = guessMapping(columns, samples, kind)
  if (parsed.kind === 'unreadable') return 1
  if (parsed.kind === 'table') return toOrganizationRows(parsed, mapping).length + parsed.problems.length
  const { organizations, ties } = toNetworkRows(parsed, name, mapping)
  return organizations.length + ties.length + parsed.problems.length
}

describe('whatever the bytes, there is a fate and no error', () => {
  test('random bytes', () =>
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 120 }), fc.constantFrom('a.csv', 'a.json', 'a'), (bytes, name) => {
        const parsed = readFile(name, bytes)
        expect(fates(name, parsed)).toBeGreaterThan(0)
        for (const lang of LANGUAGES)
          for (const problem of parsed.problems) expect(sayProblem(translate(lang), name, problem)).toContain(name)
      }),
      { numRuns: 500 },
    ))
  test('a real file with anything done to it', () => {
    const whole = Buffer.from(
      JSON.stringify({
        ...kumuProject(),
        elements: kumuProject().elements.slice(0, 6),
        connections: kumuProject().connections.slice(0, 6),
      }),
    )
    fc.assert(
      fc.property(
        fc.nat(whole.length - 1),
        fc.nat(whole.length - 1),
        fc.uint8Array({ maxLength: 4 }),
        (from, length, put) => {
          const broken = Buffer.concat([whole.subarray(0, from), put, whole.subarray(from + (length % 9))])
          expect(fates('a.json', readFile('a.json', broken))).toBeGreaterThan(0)
          expect(fates('a.json', readFile('a.json', whole.subarray(0, from)))).toBeGreaterThan(0)
        },
      ),
      { numRuns: 300 },
    )
  })
})

const shared = new URL('../../../../shared/data/', import.meta.url)
const real = (path: string) => {
  const parsed = readFile(path, readFileSync(new URL(path, shared)))
  const { columns, samples, kind } = columnsOf(parsed)
  return { parsed, mapping: guessMapping(columns, samples, kind) }
}
const organizationsOf = (path: string) => {
  const { parsed, mapping } = real(path)
  return parsed.kind === 'table' ? toOrganizationRows(parsed, mapping) : []
}
const networkOf = (path: string) => {
  const { parsed, mapping } = real(path)
  return parsed.kind === 'network' ? toNetworkRows(parsed, path, mapping) : { organizations: [], ties: [] }
}

describe.runIf(existsSync(shared))('real files', () => {
  test('brigades', () => {
    const rows = organizationsOf('ecosystem/cfa-brigades/organizations.json')
    expect([rows.length, rows.filter((row) => row.refused).length]).toEqual([221, 0])
    expect(rows[0]).toMatchObject({
      row: 1,
      name: '18F',
      website: 'https://18f.gsa.gov/',
      city: 'San Francisco',
      state: 'CA',
      latitude: 37.7759,
      sector: 'government',
    })
  })
  test('the whole Kumu project', () => {
    const { organizations, ties } = networkOf('ecosystem/kumu/kumu-jeff-ira-analysis-calcs.json')
    expect([organizations.length, ties.length]).toEqual([150, 202])
    expect([...organizations, ...ties].filter((row) => row.refused)).toEqual([])
    expect(new Set(organizations.map((row) => row.key)).size).toBe(150)
    expect(ties.filter((row) => row.merged).map((row) => row.row)).toEqual([164])
  })
  test('the simple Kumu file: its dangling ends are refused rows', () => {
    const { organizations, ties } = networkOf('ecosystem/kumu/kumu.json')
    expect(organizations.map((row) => row.name)).toEqual(['Thryve.earth', 'Jeff', 'Kumu'])
    expect(ties.map((row) => row.refused?.reason.key)).toEqual(['import.noSuchNode', 'import.noSuchNode', undefined])
  })
  test('17,408 outlets of 9,241 systems', () => {
    const rows = organizationsOf('libraries/imls-pls-fy2015-outlets.csv')
    expect([
      rows.length,
      rows.filter((row) => row.refused).length,
      new Set(rows.map((row) => row.identifiers[0]?.value)).size,
    ]).toEqual([17408, 0, 9241])
  })
  test.each([
    ['ecosystem/okfn-dataportals/portals.csv', 631],
    ['ecosystem/btaa-portals/arcPortals.csv', 84],
    ['ecosystem/opendataphilly-2016/organizations_all_clean.json', 34],
    ['libraries/imls-pls-fy2016-systems.json', 1000],
  ])('%s', (path, count) => {
    const rows = organizationsOf(path)
    expect([rows.length, rows.filter((row) => row.refused).length]).toEqual([count, 0])
  })
  test('a network in XML: equal labels are two organizations, parallel edges one tie', () => {
    const { organizations, ties } = networkOf('ecosystem/graphs/eurosis.gexf')
    expect([organizations.length, organizations.filter((row) => row.refused).length]).toEqual([1285, 0])
    expect(new Set(organizations.map((row) => row.key)).size).toBe(1285)
    expect([ties.length, ties.filter((row) => row.refused).length, ties.filter((row) => row.merged).length]).toEqual([
      7586, 0, 1124,
    ])
  })
})
