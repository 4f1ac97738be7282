import { type Cell, keepApostrophe, plainText } from '../csv-out.ts'
import { zipFile } from './zip-out.ts'

export interface SheetOut {
  name: string
  columns: readonly string[]
  rows: AsyncIterable<readonly Cell[]> | Iterable<readonly Cell[]>
}

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'

/** So many characters go out at once. */
const CHUNK = 64_000
/** A cell holds no more (ECMA-376). */
const CELL = 32_767
const NAME = 31

/** What XML cannot hold, and half a letter. */
const UNFIT = /(?![\t\n\r\u007F-\u009F])[\p{Cc}\uFFFE\uFFFF]/gu
const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' }
const escaped = (text: string) =>
  text
    .toWellFormed()
    .replaceAll(UNFIT, '')
    .replaceAll(/[&<>"\r]/g, (sign) => ENTITIES[sign]!)

/**
 * A workbook, written as its rows are read. Texts are texts, whatever they begin with: no cell is a formula. Names of
 * sheets lose what a workbook forbids.
 */
export function xlsxFile(sheets: readonly SheetOut[]): AsyncGenerator<Uint8Array> {
  const names = sheetNames(sheets)
  return zipFile([
    ...parts(names).map(([path, text]) => ({ path, pieces: [utf8(text)] })),
    ...sheets.map((sheet, n) => ({ path: `xl/worksheets/sheet${n + 1}.xml`, pieces: sheetBytes(sheet) })),
  ])
}

const utf8 = (text: string) => new TextEncoder().encode(text)

/** At most 31 letters, none of `[]:*?/\`, each once whatever the case. */
function sheetNames(sheets: readonly SheetOut[]): string[] {
  const taken = new Set<string>()
  return sheets.map(({ name }) => {
    const plain =
      name
        .replaceAll(/[[\]:*?/\\']/g, ' ')
        .trim()
        .slice(0, NAME) || 'Sheet'
    let made = plain
    for (let again = 2; taken.has(made.toLowerCase()); again += 1) made = `${plain.slice(0, NAME - 4)} ${again}`
    taken.add(made.toLowerCase())
    return made
  })
}

/** All that a workbook has beside its sheets. */
function parts(names: string[]): [path: string, text: string][] {
  const numbers = names.map((_, n) => n + 1)
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  const override = (path: string, kind: string) =>
    `<Override PartName="/xl/${path}" ContentType="${type}.${kind}+xml"/>`
  const relation = (id: number, kind: string, target: string) =>
    `<Relationship Id="rId${id}" Type="${RELATIONS}/${kind}" Target="${target}"/>`
  return [
    [
      '[Content_Types].xml',
      `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override('workbook.xml', 'sheet.main')}${override('styles.xml', 'styles')}${numbers.map((n) => override(`worksheets/sheet${n}.xml`, 'worksheet')).join('')}</Types>`,
    ],
    [
      '_rels/.rels',
      `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${relation(1, 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${names.map((name, n) => `<sheet name="${escaped(name)}" sheetId="${n + 1}" r:id="rId${n + 1}"/>`).join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${numbers.map((n) => relation(n, 'worksheet', `worksheets/sheet${n}.xml`)).join('')}${relation(names.length + 1, 'styles', 'styles.xml')}</Relationships>`,
    ],
    [
      'xl/styles.xml',
      `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="2"><font/><font><b/></font></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>`,
    ],
  ]
}

async function* sheetBytes({ columns, rows }: SheetOut): AsyncGenerator<Uint8Array> {
  // The names of the columns stay in sight.
  let text = `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews><sheetData>${rowText(columns, 1, true)}`
  let number = 1
  for await (const row of rows) {
    number += 1
    text += rowText(row, number)
    if (text.length < CHUNK) continue
    yield utf8(text)
    text = ''
  }
  yield utf8(`${text}</sheetData></worksheet>`)
}

function rowText(cells: readonly Cell[], number: number, isHead = false): string {
  return `<row r="${number}">${cells.map((cell, n) => cellText(cell, `${letters(n)}${number}`, isHead)).join('')}</row>`
}

function cellText(cell: Cell, at: string, isHead: boolean): string {
  if (typeof cell === 'number' && Number.isFinite(cell)) return `<c r="${at}"><v>${cell}</v></c>`
  const text = keepApostrophe(plainText(cell)).slice(0, CELL)
  if (text === '') return ''
  const style = isHead ? ' s="1"' : ''
  return `<c r="${at}"${style} t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`
}

const letters = (n: number): string =>
  (n < 26 ? '' : letters(Math.floor(n / 26) - 1)) + String.fromCharCode(65 + (n % 26))
