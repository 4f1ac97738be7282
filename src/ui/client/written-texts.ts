import { applyUpdate, Doc, encodeStateAsUpdate, encodeStateVector, UndoManager } from 'yjs'
import { editOf } from '../../platform/text-edits.ts'

/** What the server tells of a text: which it is, what is new in it, and who wrote that, where it was somebody else. */
export interface Told {
  epoch: string
  update: string | null
  by?: string
}

const HERE = 'here'
const THERE = 'there'

export const bytesOf = (update: Uint8Array): string =>
  btoa(Array.from(update, (byte) => String.fromCharCode(byte)).join(''))
const updateOf = (bytes: string) => Uint8Array.from(atob(bytes), (sign) => sign.charCodeAt(0))

/** A text as the server tells it, and what is written here and not there yet. `written` is called at each change of one's own. */
export function beginText({ epoch, update }: Told, written: () => void) {
  const [doc, there] = [new Doc(), new Doc()]
  const text = doc.getText('text')
  const join = (change: Uint8Array) => {
    applyUpdate(there, change)
    applyUpdate(doc, change, THERE)
  }
  if (update !== null) join(updateOf(update))
  const undo = new UndoManager(text, { trackedOrigins: new Set([HERE]) })
  let changes = 0
  let sent = 0
  doc.on('update', (_change: Uint8Array, origin: unknown) => {
    if (origin === THERE) return
    changes += 1
    written()
  })
  return {
    epoch,
    read: () => text.toString(),
    /** The text without what is written here and not there yet. */
    known: () => there.getText('text').toString(),
    /** Makes it this text, by the one change that it takes. */
    write(now: string) {
      const { at, gone, come } = editOf(text.toString(), now)
      if (gone === 0 && come === '') return
      doc.transact(() => {
        if (gone > 0) text.delete(at, gone)
        if (come !== '') text.insert(at, come)
      }, HERE)
    },
    join: (other: string) => join(updateOf(other)),
    /** What is not there yet, as one change; and what to call once it is. Null when all is. */
    unsent() {
      if (changes === sent) return null
      const [change, upTo] = [encodeStateAsUpdate(doc, encodeStateVector(there)), changes]
      const taken = () => {
        applyUpdate(there, change)
        sent = upTo
      }
      return { change, taken }
    },
    undo: () => undo.undo(),
    redo: () => undo.redo(),
  }
}
export type WrittenText = ReturnType<typeof beginText>
