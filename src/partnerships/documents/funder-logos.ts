import sharp from 'sharp'
import type { Db } from '../../platform/db.ts'
import type { Drawing } from '../../platform/documents/papers.ts'
import { bytesOf, findFile } from '../../platform/files.ts'

/** A logo is drawn no larger, in pixels of 96 an inch; it is kept twice as fine. */
const BOX = { width: 240, height: 96 }

/**
 * The picture that a funder asks papers to carry, as a drawing that holds it whole: nothing is fetched when the paper is read,
 * and the same picture is the same to the byte. Undefined where there is none.
 */
export async function logoOf(db: Db, regionId: string, grantId: string, alt: string): Promise<Drawing | undefined> {
  const file = await findFile(db, regionId, grantId, 'acknowledgement')
  if (!file) return undefined
  const { data, info } = await sharp(await bytesOf(db, regionId, file))
    .resize({ width: BOX.width * 2, height: BOX.height * 2, fit: 'inside', withoutEnlargement: true })
    .png()
    .toBuffer({ resolveWithObject: true })
  const scale = Math.min(1, BOX.width / info.width, BOX.height / info.height)
  const [width, height] = [info.width, info.height].map((side) => Math.max(1, Math.round(side * scale))) as [
    number,
    number,
  ]
  const size = `width="${width}" height="${height}"`
  const picture = `<image ${size} href="data:image/png;base64,${data.toString('base64')}"/>`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" ${size}>${picture}</svg>`
  return { svg, width, height, alt }
}
