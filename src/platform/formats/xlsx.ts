import { readRecords } from './records.ts'
import { isConnections, isElements, readKumuSheets } from './kumu-sheets.ts'
import { IMPORT_LIMITS, reason, type Parsed, type Reason, type Table, type Unreadable, unreadable } from './parsed.ts'
import { refuseXml, type XmlReader, xmlWalker } from './xml.ts'
import { formatCode, type NumberStyles, shownNumber } from './xlsx-numbers.ts'
import { entriesOf, unpack } from './zip.ts'

interface Sheet {
  name: string
  path: string
}
interface Workbook extends NumberStyles {
  /** Those that a person sees, in their order. */
  sheets: Sheet[]
  strings: string[]
}

const WORKBOOK = 'xl/workbook.xml'
const RELATIONS = 'xl/_rels/workbook.xml.rels'
const STYLES = 'xl/styles.xml'
const STRINGS = 'xl/sharedStrings.xml'

/** Whether these are the bytes of a zip, which a workbook is. */
export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04

/**
 * The sheets of an XLSX workbook that hold rows, each as a table: what cells show, not their formulas; days as ISO writes
 * them. Sheets are unpacked piece by piece, so that what a workbook unfolds to is never held whole.
 */
export function readWorkbook(bytes: Uint8Array): { ok: true; tables: Table[] } | { ok: false; why: Unreadable } {
  const entries = entriesOf(bytes)
  if (!Array.isArray(entries)) return refused(entries)
  if (!entries.some(({ name }) => name === WORKBOOK)) return refused(reason('notWorkbook'))
  const book = readBook(bytes)
  if ('key' in book) return refused(book)
  const rows = readSheets(bytes, book)
  if ('key' in rows) return refused(rows)
  const read = book.sheets.map(({ name, path }) => ({ name, parsed: readRecords(squared(rows.get(path) ?? [])) }))
  const tables = read.flatMap(({ name, parsed }) => (parsed.kind === 'table' ? [{ ...parsed, sheet: name }] : []))
  const first = read.map(({ parsed }) => parsed).find((parsed): parsed is Unreadable => parsed.kind === 'unreadable')
  return tables.length > 0 ? { ok: true, tables } : { ok: false, why: first ?? unreadable(reason('noRows')) }
}

const refused = (why: Reason) => ({ ok: false as const, why: unreadable(why) })

/** Cells that a sheet leaves out at the end of a row are empty; the first row says how wide the table is. */
function squared(rows: string[][]): string[][] {
  const width = rows.find((row) => row.some((cell) => cell.trim() !== ''))?.length ?? 0
  return rows.map((row) =>
    row.length < width ? [...row, ...Array.from({ length: width - row.length }, () => '')] : row,
  )
}

/** Everything that sheets are read with. */
function readBook(bytes: Uint8Array): Workbook | Reason {
  const found = { names: [] as { name: string; id: string }[], paths: new Map<string, string>() }
  const book: Workbook = { sheets: [], strings: [], formats: [], from1904: false }
  const readers = {
    [WORKBOOK]: workbookReader(found.names, book),
    [RELATIONS]: relationsReader(found.paths),
    [STYLES]: stylesReader(book),
    [STRINGS]: stringsReader(book.strings),
  }
  const failed = readParts(bytes, new Map(Object.entries(readers)))
  if (failed) return failed
  book.sheets = found.names.flatMap(({ name, id }) => {
    const path = found.paths.get(id)
    return path === undefined ? [] : [{ name, path }]
  })
  return book
}

/** Reads parts of the archive as XML while they are unpacked. Returns why it cannot be, or null. */
function readParts(bytes: Uint8Array, readers: Map<string, XmlReader>): Reason | null {
  const walkers = new Map([...readers].map(([name, reader]) => [name, xmlWalker(reader)]))
  const texts = new Map([...readers.keys()].map((name) => [name, new TextDecoder('utf-8')]))
  const failed = unpack(
    bytes,
    (name) => walkers.has(name),
    (name, piece) =>
      walkers.get(name)!.write(texts.get(name)!.decode(piece ?? undefined, { stream: piece !== null }), piece === null),
  )
  return failed ?? [...walkers.values()].map((walker) => walker.failed()).find((why) => why !== null)?.reason ?? null
}

const workbookReader = (names: { name: string; id: string }[], book: Workbook): XmlReader => ({
  opened({ name, attributes }) {
    if (name === 'workbookPr') book.from1904 = ['1', 'true'].includes(attributes.get('date1904') ?? '')
    if (name === 'sheet' && (attributes.get('state') ?? 'visible') === 'visible')
      names.push({ name: attributes.get('name') ?? '', id: attributes.get('id') ?? '' })
  },
})

const relationsReader = (paths: Map<string, string>): XmlReader => ({
  opened({ name, attributes }) {
    const target = attributes.get('Target') ?? ''
    if (name === 'Relationship' && attributes.get('Type')?.endsWith('/worksheet'))
      paths.set(attributes.get('Id') ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target}`)
  },
})

function stylesReader(book: Workbook): XmlReader {
  const own = new Map<number, string>()
  let isCell = false
  return {
    opened({ name, attributes }) {
      if (name === 'numFmt') own.set(Number(attributes.get('numFmtId')), attributes.get('formatCode') ?? '')
      if (name === 'cellXfs') isCell = true
      if (name === 'xf' && isCell) book.formats.push(formatCode(Number(attributes.get('numFmtId') ?? 0), own))
    },
    closed({ name }) {
      if (name === 'cellXfs') isCell = false
    },
  }
}

/** Texts that cells share; a text in several styles is one, how it is spoken (`rPh`) is left out. */
function stringsReader(strings: string[]): XmlReader {
  let text = ''
  let isSpoken = false
  return {
    opened({ name }) {
      if (name === 'si') text = ''
      if (name === 'rPh') isSpoken = true
    },
    closed({ name }, said) {
      if (name === 'rPh') isSpoken = false
      if (name === 't' && !isSpoken) text += said
      if (name === 'si') strings.push(text)
    },
  }
}

function readSheets(bytes: Uint8Array, book: Workbook): Map<string, string[][]> | Reason {
  const rows = new Map(book.sheets.map(({ path }) => [path, [] as string[][]]))
  const readers = new Map([...rows].map(([path, into]) => [path, sheetReader(book, into)]))
  return readParts(bytes, readers) ?? rows
}

/** The cells of a sheet as texts, row by row; rows that the sheet leaves out are empty ones. */
function sheetReader(book: Workbook, rows: string[][]): XmlReader {
  let cell = { column: 0, type: '', format: '' }
  let row: string[] = []
  let column = 0
  const put = (text: string) => {
    row[cell.column] = (row[cell.column] ?? '') + text
  }
  return {
    opened({ name, attributes }) {
      if (name === 'row') {
        const number = Number(attributes.get('r') ?? rows.length + 1)
        if (!(number <= IMPORT_LIMITS.rows + 100)) refuseXml(reason('tooManyRowsHere', { max: IMPORT_LIMITS.rows }))
        while (rows.length < number - 1) rows.push([])
        row = []
        column = 0
      } else if (name === 'c') {
        const at = columnOf(attributes.get('r') ?? '') ?? column
        if (at >= IMPORT_LIMITS.columns) refuseXml(reason('tooManyColumns', { max: IMPORT_LIMITS.columns }))
        cell = {
          column: at,
          type: attributes.get('t') ?? 'n',
          format: book.formats[Number(attributes.get('s') ?? 0)] ?? '',
        }
        column = at + 1
      }
    },
    closed({ name }, text) {
      if (name === 'v') put(valueOf(text, cell, book))
      else if (name === 't' && cell.type === 'inlineStr') put(text)
      else if (name === 'row') rows.push(Array.from(row, (value) => value ?? ''))
    },
  }
}

function valueOf(text: string, cell: { type: string; format: string }, book: Workbook): string {
  if (cell.type === 's') return book.strings[Number(text)] ?? ''
  if (cell.type === 'b') return text === '1' ? 'true' : 'false'
  // What a formula could not compute is no value.
  if (cell.type === 'e') return ''
  return cell.type === 'n' ? shownNumber(text, cell.format, book) : text
}

/** `B7` stands in column 1. */
function columnOf(reference: string): number | undefined {
  const letters = /^[A-Z]{1,3}(?=\d)/.exec(reference)?.[0]
  if (letters === undefined) return undefined
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

/**
 * One sheet of a workbook as a file: the one that was asked for, else the first with rows; elements and connections are a
 * network, unless a table is wanted.
 */
export function sheetOf(bytes: Uint8Array, asked: string | undefined, asTable: boolean): Parsed {
  const book = readWorkbook(bytes)
  if (!book.ok) return book.why
  const names = book.tables.map((table) => table.sheet!)
  const [elements, connections] = [book.tables.find(isElements), book.tables.find(isConnections)]
  if (asked === undefined && elements && connections && !asTable) return readKumuSheets(connections, elements)
  const table = asked === undefined ? book.tables[0] : book.tables.find(({ sheet }) => sheet === asked)
  return table
    ? { ...table, sheets: names }
    : unreadable(reason('noSheet', { sheet: asked ?? '', sheets: names.join(', ') }))
}
