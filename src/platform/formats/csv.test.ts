import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toCsv } from '../csv-out.ts'
import { guessDelimiter, readCsv } from './csv.ts'

const read = (text: string) => {
  const table = readCsv(text)
  if (table.kind === 'unreadable') return table.problems[0]
  return { ...table, rows: table.rows.map(({ row, values }) => [row, { ...values }]) }
}

describe('rows are numbered as a spreadsheet shows them', () => {
  test('quoted line ends, blank rows, both line ends', () => {
    expect(read('name,note\r\nAna,"two\nlines"\r\n\r\nBen,x\nCem,"say ""hi"""\n')).toMatchObject({
      columns: ['name', 'note'],
      problems: [],
      rows: [
        [2, { name: 'Ana', note: 'two\nlines' }],
        [4, { name: 'Ben', note: 'x' }],
        [5, { name: 'Cem', note: 'say "hi"' }],
      ],
    })
  })
  test('blank rows before the header, and the line in which Excel names the separator', () => {
    expect(read('\n,\nname,city\nAna,Bend\n')).toMatchObject({ rows: [[4, { name: 'Ana', city: 'Bend' }]] })
    expect(read('sep=;\nname;city\nAna;Bend, PA\n')).toMatchObject({ rows: [[2, { name: 'Ana', city: 'Bend, PA' }]] })
  })
})

test.each([
  ['a,b\n', ','],
  ['a;b;"c,d,e,f"\n', ';'],
  ['a\tb, c\td\n', '\t'],
  ['name\nx;y;z\n', ','],
])('the separator of %j', (text, sign) => expect(guessDelimiter(text)).toBe(sign))

describe('what is wrong with a row is said of that row', () => {
  test('too few and too many cells; empty ones too many are nothing', () => {
    expect(read('a,b\n1\n1,2,3\n1,2,,\n3,4\n')).toMatchObject({
      rows: [
        [4, {}],
        [5, {}],
      ],
      problems: [
        { row: 2, reason: { key: 'import.ragged', values: { cells: 1, columns: 2 } } },
        { row: 3, reason: { key: 'import.ragged', values: { cells: 3, columns: 2 } } },
      ],
    })
  })
  test('a NUL, and a cell of more than 100 KB', () => {
    expect(read(`name,b\nA\u0000,x\n${'y'.repeat(100_001)},z\nok,z\n`)).toMatchObject({
      rows: [[4, { name: 'ok' }]],
      problems: [
        { row: 2, field: 'name', reason: { key: 'import.nul' } },
        { row: 3, field: 'name', reason: { key: 'import.cellTooLong' } },
      ],
    })
  })
})

describe('a file of which nothing can be used', () => {
  test.each([
    ['Library,https://a.example,40.4406,-79.9959\n', 'import.noHeader', 1],
    ['15213,2017-05-03\nx,y\n', 'import.noHeader', 1],
    ['name,city\n', 'import.noRows', 1],
    ['name,city\nAna,"Riverb', 'import.quoteOpen', 2],
    ['name,city,state\nAna,Bend,PA\nBen,Be', 'import.cutRow', 3],
    [`${Array.from({ length: 501 }, (_, n) => `c${n}`).join(',')}\n`, 'import.tooManyColumns', 1],
  ])('%#: %s', (text, key, row) => expect(read(text)).toMatchObject({ row, reason: { key } }))
  test('two million rows', () => {
    const rows = `name\n${'a\n'.repeat(2_000_000)}`
    expect(read(rows)).toMatchObject({ reason: { key: 'import.tooManyRowsHere', values: { max: 200_000 } } })
  })
})

test('a cell that begins with a sign of formulas is text, entities stay, names are made unique', () => {
  expect(read('name,name,,__proto__\n=1+1,@x,+1,-2\n&lt;b&gt;,<b>,"\'=x",y\n')).toMatchObject({
    columns: ['name', 'name (2)', 'C', 'D'],
    rows: [
      [2, { name: '=1+1', 'name (2)': '@x', C: '+1', D: '-2' }],
      [3, { name: '&lt;b&gt;', 'name (2)': '<b>', C: '=x', D: 'y' }],
    ],
  })
})

test('what our writer writes, this reads', () => {
  const cell = fc.string({ unit: fc.constantFrom(...'ab=+-@\'",;|\t\r\n é€＝ 1'), maxLength: 12 })
  const rows = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(rows, (cells) => {
      const table = readCsv(toCsv(['name', '=city', 'note'], cells))
      const filled = cells.filter((row) => row.some((one) => one.trim() !== ''))
      if (table.kind === 'unreadable') expect(filled).toEqual([])
      else expect(table.rows.map(({ values }) => [values['name'], values['=city'], values['note']])).toEqual(filled)
    }),
    { numRuns: 1000 },
  )
})

test('any text gives rows or a reason', () =>
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'ab",;\t\r\n=\' '), maxLength: 60 }), (text) => {
      expect(['table', 'unreadable']).toContain(readCsv(text).kind)
    }),
    { numRuns: 1000 },
  ))
