import { Zip, ZipDeflate } from 'fflate'

export interface EntryOut {
  path: string
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>
}

/** The same bytes whenever it is written. */
const WRITTEN = new Date(Date.UTC(1980, 0, 1, 12))

/** What a zip of the plain kind can address. Larger ones cannot be read again, so they are not written. */
const MOST = 0xffff_ffff

/** A zip, written while its entries are read: no entry is held whole, and the same entries give the same bytes. Throws when it grows beyond 4 GB. */
export async function* zipFile(entries: AsyncIterable<EntryOut> | Iterable<EntryOut>): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = []
  let written = 0
  const zip = new Zip((error, piece) => {
    if (error) throw error
    written += piece.length
    if (written > MOST) throw new RangeError('This would be larger than 4 GB, which a zip cannot hold.')
    ready.push(piece)
  })
  for await (const { path, pieces } of entries) {
    const entry = new ZipDeflate(path, { level: 6 })
    entry.mtime = WRITTEN
    zip.add(entry)
    let length = 0
    for await (const piece of pieces) {
      length += piece.length
      if (length > MOST) throw new RangeError(`${path} would be larger than 4 GB, which a zip cannot hold.`)
      entry.push(piece, false)
      yield* ready.splice(0)
    }
    entry.push(new Uint8Array(), true)
  }
  zip.end()
  yield* ready.splice(0)
}
