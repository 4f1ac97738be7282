import { type Quadtree, quadtree } from 'd3-quadtree'
import type { PlacedName } from './paint-names.ts'
import type { PictureOrganization } from './pictures.ts'
import { radiusOf, unitOf } from './sizes.ts'
import { type Place, type View, between, toPicture, toWindow } from './views.ts'

/** Which organization lies under a point of the window. */
export type Hit = (view: View, at: Place, reach: number) => number | undefined

/** Finds organizations by where they are. */
export function hitter(organizations: PictureOrganization[]): Hit {
  const tree: Quadtree<number> = quadtree(
    organizations.map((_, n) => n),
    (n) => organizations[n]!.x,
    (n) => organizations[n]!.y,
  )
  return (view, at, reach) => {
    const unit = unitOf(organizations.length, view)
    const widest = Math.max(radiusOf(unit, 1), reach)
    const middle = toPicture(view, at)
    const [dx, dy] = [widest / (view.frame.width * view.k), widest / (view.frame.height * view.k)]
    let best: { n: number; away: number } | undefined
    tree.visit((node, x0, y0, x1, y1) => {
      if (x0 > middle.x + dx || x1 < middle.x - dx || y0 > middle.y + dy || y1 < middle.y - dy) return true
      if (node.length) return false
      let leaf: typeof node | undefined = node
      while (leaf) {
        const place = toWindow(view, organizations[leaf.data]!)
        const away = Math.hypot(place.x - at.x, place.y - at.y) - radiusOf(unit, organizations[leaf.data]!.size)
        if (away <= reach && (!best || away < best.away)) best = { n: leaf.data, away }
        leaf = leaf.next
      }
      return false
    })
    return best?.n
  }
}

/** Whose name lies under a point of the window, when the names were painted for another view. */
export function nameUnder(names: PlacedName[], painted: View, now: View, at: Place): number | undefined {
  const { k, x, y } = between(painted, now)
  const [px, py] = [(at.x - x) / k, (at.y - y) / k]
  return names.find((box) => px >= box.left && px <= box.right && py >= box.top && py <= box.bottom)?.at
}
