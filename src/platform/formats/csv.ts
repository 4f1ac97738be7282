import { CsvError, parse } from 'csv-parse/sync'
import { IMPORT_LIMITS, reason, shown, type Table, type Unreadable, unreadable } from './parsed.ts'
import { headerOf, isBlank, readRecords } from './records.ts'

type Delimiter = ',' | ';' | '\t'

/** The sign that parts the header most often, outside quotes; a comma when none does. */
export function guessDelimiter(text: string): Delimiter {
  const counts = { ',': 0, ';': 0, '\t': 0 }
  let quoted = false
  for (const sign of text.slice(0, 200_000)) {
    if (sign === '"') quoted = !quoted
    else if (quoted) continue
    else if (sign === '\n' || sign === '\r') break
    else if (sign in counts) counts[sign as Delimiter] += 1
  }
  const [best] = Object.entries(counts).toSorted((a, b) => b[1] - a[1])
  return best && best[1] > 0 ? (best[0] as Delimiter) : ','
}

/** CSV as a table. Rows are numbered as a spreadsheet shows them: the header is row 1, a cell of many lines is one row. */
export function readCsv(whole: string): Table | Unreadable {
  const separator = /^sep=([,;\t])\r?\n/i.exec(whole)
  const text = separator ? whole.slice(separator[0].length) : whole
  const records = parseRecords(text, (separator?.[1] as Delimiter | undefined) ?? guessDelimiter(text))
  if (!Array.isArray(records)) return records
  const read = readRecords(records)
  const [header, last] = [headerOf(records), records.at(-1) ?? []]
  const isCut =
    read.kind === 'table' && last !== header && last.length < header.length && !isBlank(last) && !/[\r\n]$/.test(text)
  if (isCut && last.length > 0)
    return unreadable(
      reason('cutRow', { row: records.length, cells: last.length, columns: header.length }),
      records.length,
    )
  return read
}

function parseRecords(text: string, delimiter: Delimiter): string[][] | Unreadable {
  try {
    return parse(text, {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      to: IMPORT_LIMITS.rows + 100,
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const row = Number(error['records'] ?? 0) + 1
    if (error.code === 'CSV_QUOTE_NOT_CLOSED')
      return unreadable(reason('quoteOpen', { row, place: shown(text.slice(-60)) }), row)
    return unreadable(reason('brokenCsv', { row, line: Number(error['lines'] ?? 0) }), row)
  }
}
