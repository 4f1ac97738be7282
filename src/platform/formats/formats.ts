import { readCsv } from './csv.ts'
import { readGexf } from './gexf.ts'
import { readGraphml } from './graphml.ts'
import { hsdsIn, readHsds } from './hsds.ts'
import { readJson } from './json.ts'
import { listIn, readList } from './json-list.ts'
import { isConnections, readKumuSheets } from './kumu-sheets.ts'
import { isKumu, readKumu } from './kumu.ts'
import { IMPORT_LIMITS, type Parsed, reason, unreadable } from './parsed.ts'
import { readText } from './read-text.ts'
import { isZip, sheetOf } from './xlsx.ts'

/** The stem of a file's name: `lists/Brigades.json` is `Brigades`. */
export const fileStem = (name: string): string =>
  name
    .replace(/^.*[\\/]/, '')
    .replace(/\.[^.]*$/, '')
    .trim() || 'file'

const looksLikeJson = (name: string, text: string) => {
  const start = text.trimStart()[0]
  return start === '{' || (start === '[' && !/\.csv$/i.test(name)) || /\.json$/i.test(name)
}

const tooLarge = unreadable(reason('tooLarge', { max: IMPORT_LIMITS.bytes / 1_000_000 }))

/**
 * A file as rows, by what stands in it; its name only decides what the content leaves open. Of a workbook the sheet that
 * was asked for, else the first with rows; two sheets of elements and connections are a network, unless `asTable`.
 */
export function readFile(
  name: string,
  bytes: Uint8Array,
  { sheet, asTable = false }: { sheet?: string; asTable?: boolean } = {},
): Parsed {
  if (isZip(bytes)) return bytes.length > IMPORT_LIMITS.bytes ? tooLarge : sheetOf(bytes, sheet, asTable)
  const read = readText(bytes)
  if (!read.ok) return unreadable(read.reason)
  const { text } = read
  if (/^\s*<(?:[?!a-z])/i.test(text)) return readXmlFile(text)
  return looksLikeJson(name, text) ? readJsonFile(text) : readTableFile(text, asTable)
}

/** Kumu's list of connections is a network of what they name, unless it is wanted as the list that it is. */
function readTableFile(text: string, asTable: boolean): Parsed {
  const table = readCsv(text)
  return table.kind === 'table' && isConnections(table) && !asTable ? readKumuSheets(table) : table
}

/** The name of the outermost element decides. A document type is passed over here and refused by whoever reads on. */
function readXmlFile(text: string): Parsed {
  const head = text.slice(0, 20_000).replaceAll(/<!--[\s\S]*?-->|<\?[\s\S]*?\?>/g, '')
  const [, root = ''] = /<(?:[\w.-]{1,40}:)?([a-z][\w.-]{0,40})/i.exec(head) ?? []
  if (root === 'gexf') return readGexf(text)
  return root === 'graphml' ? readGraphml(text) : unreadable(reason('markup'))
}

function readJsonFile(text: string): Parsed {
  const read = readJson(text)
  if (!read.ok) return unreadable(read.reason, 'line' in read.reason.values ? Number(read.reason.values['line']) : 0)
  if (isKumu(read.value)) return readKumu(read.value)
  const services = hsdsIn(read.value)
  if (services) return readHsds(services)
  const list = listIn(read.value)
  return list ? readList(list) : unreadable(reason('noList'))
}
