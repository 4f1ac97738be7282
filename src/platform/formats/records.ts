import { unguardCell } from '../csv-out.ts'
import {
  emptyValues,
  IMPORT_LIMITS,
  isForbiddenKey,
  reason,
  shown,
  unfitValue,
  unreadable,
  type Problem,
  type Table,
  type TableRow,
  type Unreadable,
} from './parsed.ts'

export const isBlank = (record: string[]) =>
  record.every((cell) => cell.trim() === '' || unguardCell(cell).trim() === '')

/** What stands in a header is a name; numbers, addresses and dates are what stands under one. */
const DATA = /^(?:[+-]?\d+[.,]\d+|\d{5,}|https?:\/\/\S*|[^\s@]+@[^\s@]+\.[^\s@]+|\d{1,4}[-/]\d{1,2}[-/]\d{1,4})$/

function isHeader(record: string[]): boolean {
  const cells = record.map((cell) => cell.trim()).filter(Boolean)
  return cells.length > 0 && cells.filter((cell) => DATA.test(cell.slice(0, 200))).length * 2 < cells.length
}

const letters = (n: number): string =>
  (n < 26 ? '' : letters(Math.floor(n / 26) - 1)) + String.fromCharCode(65 + (n % 26))

/** Column names, each once; one without a name has the letter that a spreadsheet gives it. */
function nameColumns(header: string[]): string[] {
  const seen = new Set<string>()
  return header.map((cell, n) => {
    const typed = unguardCell(cell).trim().slice(0, 200).replace(/\s+/g, ' ').replaceAll('\u0000', '').toWellFormed()
    const base = typed === '' || isForbiddenKey(typed) ? letters(n) : typed
    let name = base
    for (let again = 2; seen.has(name); again += 1) name = `${base} (${again})`
    seen.add(name)
    return name
  })
}

/** The first row that holds anything. */
export const headerOf = (records: string[][]): string[] => records.find((record) => !isBlank(record)) ?? []

/** Rows of cells as a table: the first that holds anything names the columns. Rows are numbered as a spreadsheet shows them. */
export function readRecords(records: string[][]): Table | Unreadable {
  const top = records.findIndex((record) => !isBlank(record))
  const header = records[top]
  if (!header) return unreadable(reason('noRows'))
  if (!isHeader(header)) return unreadable(reason('noHeader', { place: shown(header.join(', ')) }), top + 1)
  if (header.length > IMPORT_LIMITS.columns)
    return unreadable(reason('tooManyColumns', { max: IMPORT_LIMITS.columns }), top + 1)
  if (records.length - top - 1 > IMPORT_LIMITS.rows)
    return unreadable(reason('tooManyRowsHere', { max: IMPORT_LIMITS.rows }), top + IMPORT_LIMITS.rows + 2)
  return table(header, records, top)
}

function table(header: string[], records: string[][], top: number): Table | Unreadable {
  const columns = nameColumns(header)
  const rows: TableRow[] = []
  const problems: Problem[] = []
  for (const [n, record] of records.entries()) {
    if (n <= top || isBlank(record)) continue
    const read = readRow(columns, record, n + 1)
    if ('reason' in read) problems.push(read)
    else rows.push(read)
  }
  if (rows.length === 0 && problems.length === 0) return unreadable(reason('noRows'), top + 1)
  return { kind: 'table', columns, rows, problems }
}

function readRow(columns: string[], record: string[], row: number): TableRow | Problem {
  const ragged = record.length < columns.length || !isBlank(record.slice(columns.length))
  if (ragged) return { row, reason: reason('ragged', { cells: record.length, columns: columns.length }) }
  const values = emptyValues()
  for (const [n, column] of columns.entries()) {
    const cell = unguardCell(record[n] ?? '').toWellFormed()
    const unfit = unfitValue(cell)
    if (unfit) return { row, field: column, reason: unfit }
    values[column] = cell
  }
  return { row, values }
}
