import { SaxesParser, type SaxesTagNS } from 'saxes'
import { IMPORT_LIMITS, reason, shown, type Reason } from './parsed.ts'

/** An element as its reader sees it: local names only. */
export interface Element {
  name: string
  /** Empty for elements of the file's own language. */
  prefix: string
  attributes: Map<string, string>
}

export interface XmlReader {
  opened?(element: Element): void
  /** `text` is what stood in the element itself, at most as much as a cell holds. */
  closed?(element: Element, text: string): void
}

/** Thrown by a reader that has seen enough. */
class Enough extends Error {
  why: Reason
  constructor(why: Reason) {
    super(why.key)
    this.why = why
  }
}

/** Ends the reading of a file with the reason why nothing of it can be used. */
export function refuseXml(why: Reason): never {
  throw new Enough(why)
}

/** Why nothing of a file can be used, and the line where that was seen. */
export interface XmlFailure {
  reason: Reason
  line: number
}

/**
 * Walks through XML as it comes. What XML can do beyond elements and texts is refused: a document type, and with it every
 * entity of one's own, so that nothing is fetched and nothing grows. `write` tells whether more can come.
 */
export function xmlWalker(reader: XmlReader) {
  const parser = new SaxesParser({ xmlns: true, position: true })
  const open: { element: Element; text: string }[] = []
  let failure: XmlFailure | null = null
  parser.on('error', (error) => {
    const message = shown(error.message.replace(/^.*?:?\d+:\d+: /, ''))
    refuseXml(reason('brokenXml', { line: parser.line, column: parser.column + 1, message }))
  })
  parser.on('doctype', () => refuseXml(reason('doctype')))
  parser.on('opentag', (tag) => {
    if (open.length >= IMPORT_LIMITS.depth) refuseXml(reason('tooDeepXml', { max: IMPORT_LIMITS.depth }))
    const element = elementOf(tag)
    open.push({ element, text: '' })
    reader.opened?.(element)
  })
  const hear = (said: string) => {
    const last = open.at(-1)
    if (last && last.text.length <= IMPORT_LIMITS.cell) last.text += said
  }
  parser.on('text', hear)
  parser.on('cdata', hear)
  parser.on('closetag', () => {
    const { element, text: said } = open.pop()!
    reader.closed?.(element, said.toWellFormed())
  })
  return {
    write(piece: string, isLast: boolean): boolean {
      if (failure) return false
      try {
        parser.write(piece)
        if (isLast) parser.close()
        return true
      } catch (error) {
        if (!(error instanceof Enough)) throw error
        failure = { reason: error.why, line: parser.line }
        return false
      }
    },
    failed: (): XmlFailure | null => failure,
  }
}

/** Walks through a whole text as XML. Returns why nothing of it can be used, or null. */
export function walkXml(text: string, reader: XmlReader): XmlFailure | null {
  const walker = xmlWalker(reader)
  walker.write(text, true)
  return walker.failed()
}

function elementOf(tag: SaxesTagNS): Element {
  const attributes = new Map(
    Object.values(tag.attributes).map((one) => [one.local === '' ? one.name : one.local, one.value.toWellFormed()]),
  )
  return { name: tag.local, prefix: tag.prefix, attributes }
}
