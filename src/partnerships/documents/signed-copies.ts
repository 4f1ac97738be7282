import { problem } from '../../platform/errors.ts'
import { paintAnew } from '../../platform/images.ts'
import { scan } from '../../platform/scans.ts'

/** The largest copy that is taken, in megabytes. */
export const COPY_MEGABYTES = 20
/** A photographed page is kept no larger, in pixels: its small print can still be read. */
const PAGE_BOX = { width: 2400, height: 3200 }

export interface SignedCopy {
  mediaType: string
  bytes: Uint8Array
  width?: number
  height?: number
}

const isPdf = (bytes: Uint8Array) => Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-')

/** What came in as the copy of an agreement: a PDF as it is, a picture painted anew. Throws 422 with the reason where it is neither. */
export async function readCopy(bytes: Uint8Array, scanner?: string): Promise<SignedCopy> {
  if (bytes.length > COPY_MEGABYTES * 1_000_000) throw problem(422, 'files.tooLarge', { max: COPY_MEGABYTES })
  await scan(scanner, bytes)
  if (isPdf(bytes)) return { mediaType: 'application/pdf', bytes }
  const picture = await paintAnew(bytes, PAGE_BOX)
  if (!picture) throw problem(422, 'partnership-documents.errors.copy')
  return picture
}
