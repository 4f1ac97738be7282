import { type PlacedName, paintNames } from './paint-names.ts'
import { paintFlows } from './paint-flows.ts'
import { paintOrganizations } from './paint-organizations.ts'
import { paintTies } from './paint-ties.ts'
import { type Order, type Pen, type Scene, show } from './scenes.ts'

/** Paints the whole picture: the sheet, ties, organizations, names. Answers where the names stand in the window. */
export function paint(pen: Pen, scene: Scene, order: Order): PlacedName[] {
  const shown = show(scene, order)
  const { area } = shown
  pen.setTransform(order.density, 0, 0, order.density, -area.left * order.density, -area.top * order.density)
  pen.globalAlpha = 1
  pen.fillStyle = order.palette.sheet
  pen.fillRect(area.left, area.top, area.width, area.height)
  paintTies(pen, shown)
  paintFlows(pen, shown)
  paintOrganizations(pen, shown)
  return paintNames(pen, shown)
}
