import { readCsv } from './csv.ts'
import { readJson } from './json.ts'
import { listIn, readList } from './json-list.ts'
import { isKumu, readKumu } from './kumu.ts'
import { type Parsed, reason, unreadable } from './parsed.ts'
import { readText } from './read-text.ts'

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

/** A file as rows, by what stands in it; its name only decides what the content leaves open. */
export function readFile(name: string, bytes: Uint8Array): Parsed {
  const read = readText(bytes)
  if (!read.ok) return unreadable(read.reason)
  const { text } = read
  if (/^\s*<(?:[?!a-z])/i.test(text)) return unreadable(reason('markup'))
  return looksLikeJson(name, text) ? readJsonFile(text) : readCsv(text)
}

function readJsonFile(text: string): Parsed {
  const read = readJson(text)
  if (!read.ok) return unreadable(read.reason, 'line' in read.reason.values ? Number(read.reason.values['line']) : 0)
  if (isKumu(read.value)) return readKumu(read.value)
  const list = listIn(read.value)
  return list ? readList(list) : unreadable(reason('noList'))
}
