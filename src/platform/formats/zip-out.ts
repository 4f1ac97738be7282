import { Zip, ZipDeflate } from 'fflate'

export interface EntryOut {
  path: string
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>
}

/** The same bytes whenever it is written. */
const WRITTEN = new Date(Date.UTC(1980, 0, 1, 12))

/** A zip, written while its entries are read: no entry is held whole, and the same entries give the same bytes. */
export async function* zipFile(entries: AsyncIterable<EntryOut> | Iterable<EntryOut>): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = []
  const zip = new Zip((error, piece) => {
    if (error) throw error
    ready.push(piece)
  })
  for await (const { path, pieces } of entries) {
    const entry = new ZipDeflate(path, { level: 6 })
    entry.mtime = WRITTEN
    zip.add(entry)
    for await (const piece of pieces) {
      entry.push(piece, false)
      yield* ready.splice(0)
    }
    entry.push(new Uint8Array(), true)
  }
  zip.end()
  yield* ready.splice(0)
}
