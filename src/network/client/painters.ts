import type { PlacedName } from './paint-names.ts'
import { paint } from './paint.ts'
import type { FromPainter, ToPainter } from './painter-worker.ts'
import { type Order, type Told, areaOf, sceneOf } from './scenes.ts'

/** Where the worker's script lies. */
const WORKER = 'asset:network-painter.js'

export interface Painted {
  order: Order
  names: PlacedName[]
  took: number
}

export interface Painter {
  /** Asks for a painting; of several that wait only the last is done. */
  ask(order: Order): void
  /** Another picture: somebody moved an organization. */
  tell(told: Told): void
  stop(): void
}

type Done = (painted: Painted) => void

/**
 * Paints in a worker where there is one, else in the page, into a canvas of its own inside `frame`. `done` is called in
 * the moment the painting stands there.
 */
export function openPainter(frame: HTMLElement, told: Told, done: Done): Painter {
  const canvas = () => {
    const made = document.createElement('canvas')
    frame.replaceChildren(made)
    return made
  }
  if (!canPaintInWorker()) return inPage(canvas(), told, done)
  let last: Order | undefined
  const lost = () => {
    painter.stop()
    painter = inPage(canvas(), told, done)
    if (last) painter.ask(last)
  }
  let painter = inWorker(canvas(), told, done, lost)
  return {
    ask: (order) => painter.ask((last = order)),
    tell: (next) => painter.tell(next),
    stop: () => painter.stop(),
  }
}

function canPaintInWorker(): boolean {
  try {
    return new OffscreenCanvas(1, 1).getContext('2d') !== null && 'transferToImageBitmap' in OffscreenCanvas.prototype
  } catch {
    return false
  }
}

function inWorker(canvas: HTMLCanvasElement, told: Told, done: Done, lost: () => void): Painter {
  const worker = new Worker(WORKER, { type: 'module' })
  const tell = (message: ToPainter) => worker.postMessage(message)
  const surface = canvas.getContext('bitmaprenderer')!
  let under: { order: Order; number: number } | undefined
  let waiting: Order | undefined
  let number = 0
  const begin = (order: Order) => {
    number += 1
    under = { order, number }
    tell(under)
  }
  worker.addEventListener('error', lost)
  worker.addEventListener('message', ({ data: { bitmap, names, took } }: MessageEvent<FromPainter>) => {
    const { order } = under!
    under = undefined
    if (canvas.width !== bitmap.width || canvas.height !== bitmap.height)
      Object.assign(canvas, { width: bitmap.width, height: bitmap.height })
    surface.transferFromImageBitmap(bitmap)
    if (waiting) begin(waiting)
    waiting = undefined
    done({ order, names, took })
  })
  tell({ told })
  return {
    ask: (order) => {
      if (under) waiting = order
      else begin(order)
    },
    tell: (next) => tell({ told: next }),
    stop: () => worker.terminate(),
  }
}

function inPage(canvas: HTMLCanvasElement, told: Told, done: Done): Painter {
  const pen = canvas.getContext('2d', { alpha: false })!
  let scene = sceneOf(told)
  let waiting: Order | undefined
  const work = () => {
    if (!waiting) return
    const order = waiting
    waiting = undefined
    const began = performance.now()
    const area = areaOf(order.view)
    canvas.width = Math.round(area.width * order.density)
    canvas.height = Math.round(area.height * order.density)
    const names = paint(pen, scene, order)
    done({ order, names, took: performance.now() - began })
  }
  return {
    ask: (order) => {
      if (!waiting) requestAnimationFrame(work)
      waiting = order
    },
    tell: (next) => void (scene = sceneOf(next)),
    stop: () => void (waiting = undefined),
  }
}
