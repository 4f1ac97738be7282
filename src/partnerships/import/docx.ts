import type { Reason } from '../../platform/formats/parsed.ts'
import { entriesOf, unpack } from '../../platform/formats/zip.ts'
import { type XmlReader, xmlWalker } from '../../platform/formats/xml.ts'
import { type LineLook, oneLine, type PlanLine, PLAN_LIMITS, type PlanText, refused } from './plan-lines.ts'

const DOCUMENT = 'word/document.xml'
const STYLES = 'word/styles.xml'

/** The paragraphs of a Word document: its headings by their styles, its lists, and what is all in bold. */
export function readDocx(bytes: Uint8Array): PlanText {
  const entries = entriesOf(bytes)
  if (!Array.isArray(entries)) return { ok: false, why: entries }
  if (!entries.some(({ name }) => name === DOCUMENT)) return refused('kind')
  const styles = new Map<string, LineLook>()
  const failed = walkPart(bytes, STYLES, stylesReader(styles))
  if (failed) return { ok: false, why: failed }
  const document = { lines: [] as PlanLine[], page: 1, letters: 0 }
  const why = walkPart(bytes, DOCUMENT, documentReader(document, styles))
  if (document.letters > PLAN_LIMITS.text) return refused('text', { max: PLAN_LIMITS.text })
  if (why) return { ok: false, why }
  if (document.letters === 0) return refused('empty')
  // Word says where its pages ended when it last laid them out, or nothing.
  const pages = document.page > 1 ? document.page : null
  return { ok: true, pages, lines: pages ? document.lines : document.lines.map((line) => ({ ...line, page: null })) }
}

/** Walks through a part of the archive while it is unpacked. Returns why it cannot be read, or null. */
function walkPart(bytes: Uint8Array, part: string, reader: XmlReader): Reason | null {
  const walker = xmlWalker(reader)
  const decoder = new TextDecoder('utf-8')
  const failed = unpack(
    bytes,
    (name) => name === part,
    (_name, piece) => walker.write(decoder.decode(piece ?? undefined, { stream: piece !== null }), piece === null),
  )
  return failed ?? walker.failed()?.reason ?? null
}

/** Styles that are headings or lists, whatever language their ids are in. */
function stylesReader(styles: Map<string, LineLook>): XmlReader {
  let id = ''
  return {
    opened({ name, attributes }) {
      if (name === 'style') id = attributes.get('styleId') ?? ''
      if (name !== 'name' || id === '') return
      const called = (attributes.get('val') ?? '').toLowerCase()
      if (/^(heading \d|title|subtitle)/.test(called)) styles.set(id, 'heading')
      else if (called.startsWith('list ')) styles.set(id, 'item')
    },
    closed({ name }) {
      if (name === 'style') id = ''
    },
  }
}

interface Paragraph {
  text: string
  look: LineLook
  /** Letters in bold, and all. */
  bold: number
  all: number
}

function documentReader(
  document: { lines: PlanLine[]; page: number; letters: number },
  styles: ReadonlyMap<string, LineLook>,
): XmlReader {
  // A text box stands within the paragraph that it hangs on.
  const open: Paragraph[] = []
  let isBold = false
  let fallback = 0
  const add = (text: string) => {
    const last = open.at(-1)
    if (!last || fallback > 0 || document.letters > PLAN_LIMITS.text) return
    last.text += text
    last.all += text.length
    if (isBold) last.bold += text.length
    document.letters += text.length
  }
  return {
    opened({ name, attributes }) {
      const last = open.at(-1)
      if (name === 'p') open.push({ text: '', look: 'text', bold: 0, all: 0 })
      else if (name === 'pStyle' && last) last.look = styles.get(attributes.get('val') ?? '') ?? last.look
      else if (name === 'numPr' && last?.look === 'text') last.look = 'item'
      else if (name === 'r') isBold = false
      else if (name === 'b') isBold = !['0', 'false', 'off'].includes(attributes.get('val') ?? '')
      else if (name === 'tab') add(' ')
      else if (name === 'Fallback') fallback += 1
      else if (name === 'lastRenderedPageBreak' && fallback === 0) document.page += 1
      else if (name === 'br') add(' ')
    },
    closed({ name }, text) {
      if (name === 't') add(text)
      else if (name === 'Fallback') fallback -= 1
      else if (name === 'p') {
        const line = open.pop()
        const said = oneLine(line?.text ?? '')
        if (!line || said === '' || fallback > 0) return
        const look = line.look === 'text' && line.bold > line.all * 0.8 ? 'strong' : line.look
        document.lines.push({ text: said, page: document.page, look })
      }
    },
  }
}
