import { applyUpdate, Doc, UndoManager } from 'yjs'
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

/** A text as the server tells it; what is written here is given to `changed`, to be sent. */
export function beginText({ epoch, update }: Told, changed: (update: Uint8Array) => void) {
  const doc = new Doc()
  if (update !== null) applyUpdate(doc, updateOf(update), THERE)
  const text = doc.getText('text')
  const undo = new UndoManager(text, { trackedOrigins: new Set([HERE]) })
  doc.on('update', (change: Uint8Array, origin: unknown) => origin !== THERE && changed(change))
  return {
    epoch,
    read: () => text.toString(),
    /** Makes it this text, by the one change that it takes. */
    write(now: string) {
      const { at, gone, come } = editOf(text.toString(), now)
      if (gone === 0 && come === '') return
      doc.transact(() => {
        if (gone > 0) text.delete(at, gone)
        if (come !== '') text.insert(at, come)
      }, HERE)
    },
    join: (other: string) => applyUpdate(doc, updateOf(other), THERE),
    undo: () => undo.undo(),
    redo: () => undo.redo(),
  }
}
export type WrittenText = ReturnType<typeof beginText>
