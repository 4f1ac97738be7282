import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import type { Cell } from '../csv-out.ts'
import { translate } from '../i18n.ts'
import { readFile } from './formats.ts'
import type { Table } from './parsed.ts'
import { sayProblem } from './say-problem.ts'
import { shownNumber } from './xlsx-numbers.ts'
import { type SheetOut, xlsxFile } from './xlsx-out.ts'

async function written(...sheets: SheetOut[]): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  for await (const piece of xlsxFile(sheets)) pieces.push(piece)
  return Uint8Array.from(Buffer.concat(pieces))
}
const sheet = (name: string, columns: string[], rows: Cell[][]): SheetOut => ({ name, columns, rows })
const cellsOf = (table: Table) => table.rows.map((row) => table.columns.map((column) => row.values[column]))

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
/** A workbook of others, part by part. */
const workbook = (parts: {
  sheets?: string
  cells: string
  styles?: string
  strings?: string
  settings?: string
  more?: Record<string, string>
}) =>
  zipSync(
    Object.fromEntries(
      Object.entries({
        'xl/worksheets/sheet1.xml': `<worksheet ${MAIN}><sheetData>${parts.cells}</sheetData></worksheet>`,
        'xl/workbook.xml': `<workbook ${MAIN} xmlns:r="${RELATION}">${parts.settings ?? ''}<sheets>${parts.sheets ?? '<sheet name="List" sheetId="1" r:id="r1"/>'}</sheets></workbook>`,
        'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="r1" Type="${RELATION}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="${RELATION}/worksheet" Target="/xl/worksheets/sheet2.xml"/></Relationships>`,
        'xl/styles.xml': `<styleSheet ${MAIN}>${parts.styles ?? ''}</styleSheet>`,
        // It stands behind the sheets, as it does in most files.
        'xl/sharedStrings.xml': `<sst ${MAIN}>${parts.strings ?? ''}</sst>`,
        ...parts.more,
      }).map(([path, text]) => [path, strToU8(`<?xml version="1.0"?>${text}`)]),
    ),
  )
const tableOf = (bytes: Uint8Array, asked?: string) => {
  const parsed = readFile('list.xlsx', bytes, { ...(asked && { sheet: asked }) })
  if (parsed.kind !== 'table') throw new Error(JSON.stringify(parsed.problems))
  return parsed
}
const said = (bytes: Uint8Array, asked?: string) =>
  readFile('list.xlsx', bytes, { ...(asked && { sheet: asked }) }).problems.map((problem) =>
    sayProblem(translate('en'), 'list.xlsx', problem),
  )

describe('a workbook of others', () => {
  test('has shared texts in styles, formulas with their last value, truths and errors', () => {
    const bytes = workbook({
      strings:
        '<si><t>name</t></si><si><r><t>Alder </t></r><r><rPr><b/></rPr><t xml:space="preserve">Library</t></r><rPh><t>spoken</t></rPh></si>',
      cells: `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>outlets</t></is></c><c r="C1" t="inlineStr"><is><t>open</t></is></c><c r="D1" t="inlineStr"><is><t>rate</t></is></c></row>
        <row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2"><f>SUM(1,2)</f><v>3</v></c><c r="C2" t="b"><v>1</v></c><c r="D2" t="e"><v>#DIV/0!</v></c></row>`,
    })
    expect(tableOf(bytes)).toMatchObject({ sheet: 'List', sheets: ['List'] })
    expect(cellsOf(tableOf(bytes))).toEqual([['Alder Library', '3', 'true', '']])
  })

  test('leaves out rows and cells; rows keep the numbers that people see', () => {
    const cell = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`
    const bytes = workbook({
      cells: `<row r="3">${cell('B3', 'name')}${cell('D3', 'city')}</row><row r="5">${cell('B5', 'Alder')}</row><row r="9">${cell('B9', 'Marsh')}${cell('D9', 'Tolliver')}</row>`,
    })
    const table = tableOf(bytes)
    expect(table.rows.map((row) => [row.row, row.values['name'], row.values['city']])).toEqual([
      [5, 'Alder', ''],
      [9, 'Marsh', 'Tolliver'],
    ])
  })

  test('a row with cells beyond its columns is refused by its number', () => {
    const cells = (row: number, count: number) =>
      `<row r="${row}">${Array.from({ length: count }, (_, n) => `<c t="inlineStr"><is><t>x${n}</t></is></c>`).join('')}</row>`
    expect(said(workbook({ cells: cells(1, 2) + cells(2, 2) + cells(3, 5) }))).toEqual([
      'list.xlsx, row 3: This row has 5 cells; the header has 2.',
    ])
  })

  test('shows days as they are, also those counted from 1904', () => {
    const styles =
      '<numFmts><numFmt numFmtId="164" formatCode="[$-409]d\\-mmm\\-yyyy;@"/><numFmt numFmtId="165" formatCode="00000"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>'
    const cells = `<row r="1"><c t="inlineStr"><is><t>name</t></is></c><c t="inlineStr"><is><t>since</t></is></c><c t="inlineStr"><is><t>until</t></is></c><c t="inlineStr"><is><t>ZIP</t></is></c></row>
      <row r="2"><c t="inlineStr"><is><t>A</t></is></c><c s="1"><v>43831</v></c><c s="2"><v>43831.5</v></c><c s="3"><v>2138</v></c></row>`
    expect(cellsOf(tableOf(workbook({ styles, cells })))).toEqual([['A', '2020-01-01', '2020-01-01', '02138']])
    const old = workbook({ styles, cells, settings: '<workbookPr date1904="1"/>' })
    expect(cellsOf(tableOf(old))).toEqual([['A', '2024-01-02', '2024-01-02', '02138']])
  })

  test('has several sheets: the first with rows, or the one that was asked for; hidden ones are not seen', () => {
    const rows = (name: string) =>
      `<row r="1"><c t="inlineStr"><is><t>name</t></is></c></row><row r="2"><c t="inlineStr"><is><t>${name}</t></is></c></row>`
    const more = {
      'xl/worksheets/sheet2.xml': `<worksheet ${MAIN}><sheetData>${rows('Marsh')}</sheetData></worksheet>`,
    }
    const both = '<sheet name="One" sheetId="1" r:id="r1"/><sheet name="Two" sheetId="2" r:id="r2"/>'
    const bytes = workbook({ sheets: both, cells: rows('Alder'), more })
    expect([cellsOf(tableOf(bytes)), tableOf(bytes).sheets]).toEqual([[['Alder']], ['One', 'Two']])
    expect(cellsOf(tableOf(bytes, 'Two'))).toEqual([['Marsh']])
    expect(said(bytes, 'Three')).toEqual(['list.xlsx: There is no sheet “Three” with rows. The sheets are: One, Two'])
    const hidden = both.replace('sheetId="1"', 'sheetId="1" state="hidden"')
    expect(tableOf(workbook({ sheets: hidden, cells: rows('Alder'), more })).sheets).toEqual(['Two'])
  })
})

test.each([
  ['0', 'm/d/yyyy', '1899-12-31'],
  ['59', 'm/d/yyyy', '1900-02-28'],
  ['61', 'm/d/yyyy', '1900-03-01'],
  ['43831.75', 'yyyy-mm-dd hh:mm', '2020-01-01 18:00'],
  ['0.75', 'h:mm AM/PM', '18:00'],
  ['43831', '"day" 0', '43831'],
  ['0.5', '0%', '0.5'],
  ['1234.5', '[Red]#,##0.00', '1234.5'],
  ['-3', 'm/d/yyyy', '-3'],
  ['43831', 'mmmm yyyy', '2020-01-01'],
  ['1.0000000000000001E-2', '', '0.01'],
])('%s shown as %j is %s', (value, format, shown) =>
  expect(shownNumber(value, format, { from1904: false })).toBe(shown),
)

describe('a broken workbook is refused in a sentence', () => {
  test('wherever it is cut', async () => {
    const whole = await written(sheet('List', ['name'], [['Alder'], ['Marsh']]))
    fc.assert(
      fc.property(fc.integer({ min: 4, max: whole.length - 1 }), (at) => {
        expect(said(whole.subarray(0, at))[0]).toContain('list.xlsx: ')
      }),
    )
  })

  test('whatever is done to its bytes', async () => {
    const whole = await written(
      sheet(
        'List',
        ['name', 'city'],
        [
          ['Alder', 'Tolliver'],
          ['Marsh', 3],
        ],
      ),
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 6 }), (changes) => {
        const bytes = Uint8Array.from(whole)
        for (const [at, byte] of changes.filter(([place]) => place > 3)) bytes[at] = byte
        const parsed = readFile('list.xlsx', bytes)
        for (const problem of parsed.problems)
          expect(sayProblem(translate('es'), 'list.xlsx', problem)).toContain('list.xlsx')
      }),
      { numRuns: 300 },
    )
  })

  test('a zip that unfolds to gigabytes', () => {
    const bomb = zipSync({ 'xl/workbook.xml': new Uint8Array(410_000_000) }, { level: 1 })
    expect(said(bomb)[0]).toContain('unfolds to more than it should')
  })

  test('a zip that says it is small and is not', () => {
    const big = zipSync({ 'xl/workbook.xml': strToU8('<a>'.padEnd(3000, ' ')) })
    const lie = Buffer.from(big)
    // The size that the directory tells, which stands last.
    lie.writeUInt32LE(3, lie.lastIndexOf('PK\u0001\u0002') + 24)
    expect(said(Uint8Array.from(lie))[0]).toContain('list.xlsx: ')
  })

  test.each([
    ['a zip of something else', zipSync({ 'readme.txt': strToU8('hello') }), 'a zip without a workbook'],
    [
      'a workbook with a document type',
      workbook({ cells: '', strings: '', more: { 'xl/styles.xml': '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>' } }),
      'a document type of its own',
    ],
    ['a sheet without rows', workbook({ cells: '' }), 'There are no rows'],
    ['a row beyond the last', workbook({ cells: '<row r="1048576"><c><v>1</v></c></row>' }), 'more than 200,000 rows'],
    [
      'too many files',
      zipSync(Object.fromEntries(Array.from({ length: 2001 }, (_, n) => [`f${n}`, new Uint8Array()]))),
      'more than 2,000 files',
    ],
  ])('%s', (_, bytes, words) => expect(said(bytes)[0]).toContain(words))
})

describe('what is written as a workbook', () => {
  const text = fc
    .string({ unit: 'grapheme', maxLength: 40 })
    .map((one) => one.replaceAll(/[\p{Cc}\uFFFE\uFFFF]/gu, '').toWellFormed())
  test('reads as it was: texts, numbers, nothing runs and no apostrophe is lost', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(text, fc.constantFrom('', '=1+1', "'=1+1", '@x', '-79.99', ' x '), fc.integer()), {
          minLength: 1,
          maxLength: 20,
        }),
        async (rows) => {
          const bytes = await written(
            sheet(
              'A/B',
              ['name', 'note', 'count'],
              rows.map(([name, ...rest]) => [`x${name}`, ...rest]),
            ),
          )
          expect(Buffer.from(bytes).includes('<f>')).toBe(false)
          expect(cellsOf(tableOf(bytes))).toEqual(rows.map(([name, note, count]) => [`x${name}`, note, String(count)]))
        },
      ),
      { numRuns: 50 },
    )
  })

  test('is the same bytes each time, and sheets have names that a workbook takes', async () => {
    const sheets = [sheet('Org/anizations', ['name'], [['Alder']]), sheet('org anizations', ['name'], [['Marsh']])]
    const [first, again] = [await written(...sheets), await written(...sheets)]
    expect(Buffer.compare(first, again)).toBe(0)
    expect(tableOf(first).sheets).toEqual(['Org anizations', 'org anizations 2'])
  })

  test('of 17,000 rows is read within moments', async () => {
    const rows = Array.from({ length: 17_000 }, (_, n) => [`Library ${n}`, n, 'Main Street'])
    expect(tableOf(await written(sheet('Outlets', ['name', 'number', 'street'], rows))).rows).toHaveLength(17_000)
  })
})
