import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { paintAnew } from './images.ts'

const BOX = { width: 480, height: 240 }
const made = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 4, background: { r: 180, g: 58, b: 34, alpha: 0.5 } } })

describe('a picture that comes in', () => {
  test.each(['png', 'jpeg', 'gif', 'webp'] as const)('as %s goes out as WebP that fits the box', async (format) => {
    const painted = await paintAnew(await made(2000, 500).toFormat(format).toBuffer(), BOX)
    expect(painted).toMatchObject({ mediaType: 'image/webp', width: 480, height: 120 })
    expect((await sharp(painted!.bytes).metadata()).format).toBe('webp')
  })

  test('that is small already stays as small', async () => {
    expect(await paintAnew(await made(60, 40).png().toBuffer(), BOX)).toMatchObject({ width: 60, height: 40 })
  })

  test('loses where it was taken, and stands upright', async () => {
    const exif = { IFD0: { Copyright: 'somebody' }, IFD3: { GPSLatitude: '40/1 26/1 0/1' } }
    const photo = await made(100, 50).jpeg().withExif(exif).withMetadata({ orientation: 6 }).toBuffer()
    const painted = (await paintAnew(photo, BOX))!
    expect([painted.width, painted.height]).toEqual([50, 100])
    expect((await sharp(painted.bytes).metadata()).exif).toBeUndefined()
  })

  test('loses what stands behind it: a picture that is a page or an archive as well', async () => {
    const hidden = Buffer.from('<script>alert(1)</script>PK\u0003\u0004hidden')
    const painted = await paintAnew(Buffer.concat([await made(10, 10).gif().toBuffer(), hidden]), BOX)
    expect(painted!.bytes.includes('script')).toBe(false)
    expect(painted!.bytes.includes('hidden')).toBe(false)
  })

  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'
  test.each([
    ['an SVG', Buffer.from(svg)],
    ['an SVG that says it is XML', Buffer.from(`<?xml version="1.0"?>${svg}`)],
    ['a page', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['a PDF', Buffer.from('%PDF-1.7\n')],
    ['nothing', Buffer.alloc(0)],
    ['the first bytes of a PNG', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
    ['an SVG behind the first bytes of a GIF', Buffer.from(`GIF89a${svg}`)],
  ])('is refused when it is %s', async (_, bytes) => {
    expect(await paintAnew(bytes, BOX)).toBeUndefined()
  })

  test('is refused when it is cut off', async () => {
    const whole = await made(300, 300).png().toBuffer()
    expect(await paintAnew(whole.subarray(0, whole.length / 2), BOX)).toBeUndefined()
  })

  test('is refused when it would unfold into more pixels than any page shows', async () => {
    const bomb = await sharp({ create: { width: 9000, height: 9000, channels: 3, background: '#fff' } })
      .png({ compressionLevel: 9 })
      .toBuffer()
    expect(bomb.length).toBeLessThan(1_000_000)
    expect(await paintAnew(bomb, BOX)).toBeUndefined()
  })

  test('may be any bytes: it is painted or refused, never thrown at whoever sent it', async () => {
    const png = await made(20, 20).png().toBuffer()
    const broken = fc
      .array(fc.tuple(fc.nat({ max: png.length - 1 }), fc.nat({ max: 255 })), { minLength: 1, maxLength: 8 })
      .map((changes) => {
        const bytes = Buffer.from(png)
        for (const [at, byte] of changes) bytes[at] = byte
        return bytes
      })
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 200 }), broken), async (bytes) => {
        const painted = await paintAnew(bytes, BOX)
        return painted === undefined || painted.mediaType === 'image/webp'
      }),
      { numRuns: 60 },
    )
  })
})
