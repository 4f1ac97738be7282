import type { PlacedName } from './paint-names.ts'
import { paint } from './paint.ts'
import { type Order, type Scene, type Told, areaOf, sceneOf } from './scenes.ts'

/** What the page tells the worker: first the picture, then one painting after the other. */
export type ToPainter = { told: Told } | { order: Order; number: number }
/** What the worker answers: the bitmap, the names in it, and how long it took in milliseconds. */
export interface FromPainter {
  number: number
  bitmap: ImageBitmap
  names: PlacedName[]
  took: number
}

/** The part of a worker's own window that is used: the types of the page know none. */
interface Here {
  fonts?: FontFaceSet
  onmessage: ((event: MessageEvent<ToPainter>) => void) | null
  postMessage(answer: FromPainter, transfer: Transferable[]): void
}
const here = globalThis as unknown as Here

const canvas = new OffscreenCanvas(1, 1)
const pen = canvas.getContext('2d', { alpha: false })!
let scene: Scene | undefined
let letters: Promise<unknown> = Promise.resolve()

here.onmessage = async ({ data }) => {
  if ('told' in data) {
    scene = sceneOf(data.told)
    letters = loadLetters(data.told.font)
    return
  }
  await letters
  if (!scene) return
  const began = performance.now()
  const { order, number } = data
  const area = areaOf(order.view)
  const [width, height] = [area.width, area.height].map((side) => Math.max(1, Math.round(side * order.density)))
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height })
  const names = paint(pen, scene, order)
  const bitmap = canvas.transferToImageBitmap()
  here.postMessage({ number, bitmap, names, took: performance.now() - began }, [bitmap])
}

/** The letters of the page; without them the system's own do. */
async function loadLetters(address: string) {
  if (typeof FontFace === 'undefined' || !here.fonts) return
  const face = new FontFace('Public Sans', `url(${address})`, { weight: '400 700' })
  here.fonts.add(face)
  await face.load().catch(() => undefined)
}
