import type { Pen, Shown } from './scenes.ts'
import type { Place } from './views.ts'

const HALO = 1.5
const RECEDED = 0.32

/** The shapes of all organizations in the colours of their sectors, the biggest on top. */
export function paintOrganizations(pen: Pen, shown: Shown) {
  const { scene, near, order } = shown
  const staying = near ? scene.bySize.filter((n) => near.has(n)) : scene.bySize
  const base = pen.getTransform()
  pen.strokeStyle = order.palette.sheet
  if (near) {
    pen.globalAlpha = RECEDED
    for (const n of scene.bySize) if (!near.has(n)) paintOne(pen, shown, n, base)
    pen.globalAlpha = 1
  }
  for (const n of staying) paintOne(pen, shown, n, base)
  pen.setTransform(base)
  if (scene.picture.mayPin) for (const n of staying) if (scene.picture.organizations[n]!.pinned) pin(pen, shown, n)
}

function paintOne(pen: Pen, shown: Shown, n: number, base: DOMMatrix) {
  const { scene, order } = shown
  const [place, radius] = [shown.places[n]!, shown.radii[n]!]
  if (isOutside(shown, place, radius)) return
  const outline = scene.outlines.get(scene.shapes[n]!) ?? scene.outlines.get('other')
  if (!outline) return
  // Shapes lie in a square of 16 and reach some 7 from its middle.
  const scale = radius / 7
  pen.setTransform(base)
  pen.translate(place.x - 8 * scale, place.y - 8 * scale)
  pen.scale(scale, scale)
  pen.lineWidth = (2 * Math.min(HALO, radius * 0.3)) / scale
  pen.stroke(outline)
  pen.fillStyle = order.palette.sectors[scene.colours[n]!] ?? order.palette.quiet
  pen.fill(outline)
}

/** A brass pin in those that somebody put where they are. */
function pin(pen: Pen, shown: Shown, n: number) {
  const { x, y } = shown.places[n]!
  const radius = Math.max(1.5, shown.radii[n]! * 0.28)
  pen.beginPath()
  pen.arc(x, y, radius, 0, 2 * Math.PI)
  pen.fillStyle = shown.order.palette.sheet
  pen.fill()
  pen.lineWidth = 1
  pen.strokeStyle = shown.order.palette.brass
  pen.stroke()
}

export const isOutside = ({ area }: Shown, { x, y }: Place, radius: number) =>
  x + radius < area.left ||
  y + radius < area.top ||
  x - radius > area.left + area.width ||
  y - radius > area.top + area.height
