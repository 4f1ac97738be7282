import sharp from 'sharp'

/** What may come in as a picture. SVG may not: it can hold programs, and what draws it reads other files. */
const SIGNATURES: [name: string, fits: (bytes: Uint8Array) => boolean][] = [
  ['png', (bytes) => begins(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
  ['jpeg', (bytes) => begins(bytes, [0xff, 0xd8, 0xff])],
  ['gif', (bytes) => begins(bytes, [0x47, 0x49, 0x46, 0x38])],
  ['webp', (bytes) => begins(bytes, [0x52, 0x49, 0x46, 0x46]) && begins(bytes.subarray(8), [0x57, 0x45, 0x42, 0x50])],
]
const begins = (bytes: Uint8Array, signature: number[]) => signature.every((byte, at) => bytes[at] === byte)

/** More pixels than any picture of a page has: a small file can unfold into gigabytes. */
const MOST_PIXELS = 40_000_000
const SECONDS = 10

// One picture at a time on one core, nothing kept: pictures are rare and memory is not.
sharp.concurrency(1)
sharp.cache(false)

export interface Picture {
  mediaType: 'image/webp'
  bytes: Buffer
  /** In pixels. */
  width: number
  height: number
}

/**
 * A picture painted anew, no larger than the box: what else stood in the file (places, programs, another file behind it)
 * is gone. Undefined when it is no PNG, JPEG, GIF or WebP, is broken, or has too many pixels. Of a film the first frame.
 */
export async function paintAnew(
  bytes: Uint8Array,
  box: { width: number; height: number },
): Promise<Picture | undefined> {
  if (!SIGNATURES.some(([, fits]) => fits(bytes))) return undefined
  try {
    const { data, info } = await sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error', pages: 1 })
      .rotate()
      .timeout({ seconds: SECONDS })
      .resize({ ...box, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .webp({ quality: 90, alphaQuality: 100 })
      .toBuffer({ resolveWithObject: true })
    return { mediaType: 'image/webp', bytes: data, width: info.width, height: info.height }
  } catch {
    return undefined
  }
}
