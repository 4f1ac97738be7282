/**
 * CSV as programs and spreadsheets read it. Two things are written so that our own reader (`platform/formats/csv.ts`,
 * `mapping.ts`) gives back exactly what was there:
 *
 * - A cell that a spreadsheet might run (it begins with `=`, `+`, `-`, `@`, a tab or a line end, after any spaces) gets
 *   a leading apostrophe, and so does one that begins with apostrophes before such a sign. The reader takes one away
 *   from every cell of that shape. Plain numbers are safe and stay numbers (`-79.99`).
 * - A list is one cell, its items joined by `; `; when an item holds a comma, semicolon or bar, each item ends with a
 *   line end instead. Items hold no line ends.
 */
const MIGHT_RUN = /^'*[ \u00a0]*[=+\-@＝＋－＠\t\r\n]/
const GUARDED = /^'+[ \u00a0]*[=+\-@＝＋－＠\t\r\n]/
const PLAIN_NUMBER = /^[+-]?\d{1,20}(?:\.\d{1,20})?$/

/** A cell that no spreadsheet runs. */
export const guardCell = (cell: string): string =>
  MIGHT_RUN.test(cell) && !PLAIN_NUMBER.test(cell) ? `'${cell}` : cell

/** What was guarded, as it was. */
export const unguardCell = (cell: string): string => (GUARDED.test(cell) ? cell.slice(1) : cell)

const SEPARATORS = /[,;|]/

/** A list as one cell. */
export const joinList = (items: readonly string[]): string =>
  items.some((item) => SEPARATORS.test(item)) ? items.map((item) => `${item}\n`).join('') : items.join('; ')

/** A cell as a list: by line ends, else by semicolons and bars, else by commas. */
export function splitList(cell: string): string[] {
  const by = cell.includes('\n') ? '\n' : /[;|]/.test(cell) ? /[;|]/ : ','
  return cell
    .split(by)
    .map((item) => item.trim())
    .filter(Boolean)
}

export type Cell = string | number | boolean | Date | null | undefined | readonly string[]

/** What a cell holds as one text; a list is one cell. */
export function plainText(cell: Cell): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return cell.toISOString()
  if (typeof cell === 'number' || typeof cell === 'boolean') return String(cell)
  return typeof cell === 'string' ? cell : joinList(cell)
}

const cellText = (cell: Cell): string =>
  typeof cell === 'number' || typeof cell === 'boolean' || cell instanceof Date
    ? plainText(cell)
    : guardCell(plainText(cell))

/** A text for a cell that nothing runs anyway: guarded only where the reader would take an apostrophe away. */
export const keepApostrophe = (text: string): string => (GUARDED.test(text) ? `'${text}` : text)

const quoted = (text: string) => (/[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** One line of a CSV file, with its line end. */
export const csvLine = (cells: readonly Cell[]): string =>
  `${cells.map((cell) => quoted(cellText(cell))).join(',')}\r\n`

/** Tells spreadsheets that a file is UTF-8; the reader takes it away. */
export const BYTE_ORDER_MARK = '\uFEFF'

/** A whole CSV file: the names of its columns, then its rows. */
export const toCsv = (columns: readonly string[], rows: Iterable<readonly Cell[]>): string =>
  [csvLine(columns), ...Array.from(rows, csvLine)].join('')
