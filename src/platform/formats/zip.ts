import { Unzip, UnzipInflate, UnzipPassThrough, unzipSync } from 'fflate'
import { reason, type Reason } from './parsed.ts'

/** What an archive may unfold to: a small file can hold a bomb. */
export const ZIP_LIMITS = { entries: 2000, bytes: 400_000_000, ratio: 200 } as const
/** Small files have good ratios without being bombs. */
const RATIO_COUNTS_FROM = 10_000_000

/** So much is unpacked at once. */
const CHUNK = 64 * 1024

export interface ZipEntry {
  name: string
  /** In bytes, as the archive says. */
  size: number
}

/** Thrown to get out of the library, with the reason, or null when nobody wants to hear more. */
class Ended extends Error {
  why: Reason | null
  constructor(why: Reason | null) {
    super(why?.key ?? 'heard enough')
    this.why = why
  }
}

/** What stands in an archive, or why it is not opened: cut off, not a zip, too many files, or more than it should unfold to. */
export function entriesOf(bytes: Uint8Array): ZipEntry[] | Reason {
  const entries: ZipEntry[] = []
  try {
    unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        entries.push({ name, size: originalSize })
        if (entries.length > ZIP_LIMITS.entries) throw new Ended(reason('zipEntries', { max: ZIP_LIMITS.entries }))
        return false
      },
    })
  } catch (error) {
    return (error instanceof Ended && error.why) || reason('brokenZip')
  }
  const size = entries.reduce((sum, entry) => sum + entry.size, 0)
  const isBomb = size > RATIO_COUNTS_FROM && size > bytes.length * ZIP_LIMITS.ratio
  return size > ZIP_LIMITS.bytes || isBomb ? reason('zipBomb', { max: ZIP_LIMITS.bytes / 1_000_000 }) : entries
}

/**
 * Unpacks some files of an archive piece by piece, in the order in which they stand in it. `hear` gets each piece, and
 * null at the end of a file, and tells whether it wants more. Returns why it could not go on, or null.
 */
export function unpack(
  bytes: Uint8Array,
  wanted: (name: string) => boolean,
  hear: (name: string, piece: Uint8Array | null) => boolean,
): Reason | null {
  let total = 0
  // The library hands what is thrown here back to the listener once more, so that it is remembered.
  let ended: Ended | undefined
  const end = (why: Reason | null) => (ended ??= new Ended(why))
  const open = new Set<string>()
  const unzip = new Unzip((file) => {
    if (!wanted(file.name)) return
    open.add(file.name)
    file.ondata = (error, piece, isLast) => {
      if (error) throw end(reason('brokenZip'))
      total += piece.length
      if (total > ZIP_LIMITS.bytes) throw end(reason('zipBomb', { max: ZIP_LIMITS.bytes / 1_000_000 }))
      if (piece.length > 0 && !hear(file.name, piece)) throw end(null)
      if (!isLast) return
      open.delete(file.name)
      if (!hear(file.name, null)) throw end(null)
    }
    file.start()
  })
  unzip.register(UnzipInflate)
  unzip.register(UnzipPassThrough)
  try {
    for (let at = 0; at < bytes.length; at += CHUNK)
      unzip.push(bytes.subarray(at, at + CHUNK), at + CHUNK >= bytes.length)
  } catch (error) {
    if (error instanceof Ended) return error.why
    if (isFlate(error)) return reason('brokenZip')
    throw error
  }
  return open.size > 0 ? reason('brokenZip') : null
}

/** Errors of the library carry a number. */
const isFlate = (error: unknown): boolean =>
  error instanceof Error && typeof (error as { code?: unknown }).code === 'number'
