import { flowLines } from '../map/flow-lines.ts'
import type { Pen, Shown } from './scenes.ts'

/** What flows between partners, above the ties: an arrow to each that gains, its number beside it. */
export function paintFlows(pen: Pen, shown: Shown) {
  const { scene, places, radii, near, order, area } = shown
  const flows = scene.picture.flows ?? []
  if (flows.length === 0) return
  const drawn = flows.map(([from, to, things]) => ({ from, to, things }))
  const lines = flowLines(
    drawn,
    places.map(({ x, y }, n) => ({ x, y, radius: radii[n]! })),
  )
  // Beneath them the ties recede.
  pen.globalAlpha = 0.6
  pen.fillStyle = order.palette.sheet
  pen.fillRect(area.left, area.top, area.width, area.height)
  pen.setLineDash([])
  pen.lineCap = 'round'
  pen.textAlign = 'center'
  pen.textBaseline = 'middle'
  pen.font = '600 12px "Public Sans", sans-serif'
  for (const [n, line] of lines.entries()) {
    const [from, to, things] = flows[n]!
    const recedes = near !== undefined && !(near.has(from) && near.has(to))
    pen.globalAlpha = recedes ? 0.15 : 0.9
    pen.strokeStyle = order.palette.cord
    pen.fillStyle = order.palette.cord
    pen.lineWidth = line.width
    pen.stroke(new Path2D(line.d))
    pen.fill(new Path2D(line.head))
    if (recedes) continue
    pen.globalAlpha = 1
    pen.strokeStyle = order.palette.sheet
    pen.lineWidth = 4
    pen.strokeText(String(things), line.x, line.y)
    pen.fillStyle = order.palette.ink
    pen.fillText(String(things), line.x, line.y)
  }
  pen.textAlign = 'start'
  pen.textBaseline = 'alphabetic'
}
