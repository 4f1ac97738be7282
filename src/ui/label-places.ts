/** A point of a small picture that carries a name. */
export interface Named {
  id: string
  name: string
  x: number
  y: number
}
export interface Box {
  left: number
  top: number
  right: number
  bottom: number
}
export interface LabelPlace {
  x: number
  y: number
  anchor: 'start' | 'middle' | 'end'
  /** Fits in big letters too, so that a phone can show it. */
  key: boolean
  box: Box
}

export const RADIUS = 14
const SMALL = 13
const BIG = 21

const widthOf = (text: string, size: number) => text.length * size * 0.53

type Slot = Pick<LabelPlace, 'x' | 'y' | 'anchor'>
function slotsOf(node: Named, size: number): Slot[] {
  const away = RADIUS + 5
  const above = node.y - RADIUS - 2 - size * 0.3
  const below = node.y + RADIUS + 2 + size * 0.85
  const middle = node.y + size * 0.35
  return [
    { x: node.x, y: above, anchor: 'middle' },
    { x: node.x, y: below, anchor: 'middle' },
    { x: node.x + away, y: middle, anchor: 'start' },
    { x: node.x - away, y: middle, anchor: 'end' },
    { x: node.x - RADIUS, y: above, anchor: 'start' },
    { x: node.x + RADIUS, y: above, anchor: 'end' },
    { x: node.x - RADIUS, y: below, anchor: 'start' },
    { x: node.x + RADIUS, y: below, anchor: 'end' },
  ]
}

function boxOf(slot: Slot, name: string, size: number): Box {
  const width = widthOf(name, size)
  const left = slot.anchor === 'start' ? slot.x : slot.anchor === 'end' ? slot.x - width : slot.x - width / 2
  return { left, top: slot.y - size * 0.85, right: left + width, bottom: slot.y + size * 0.3 }
}

const overlap = (a: Box, b: Box) =>
  Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left)) *
  Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top))
const holds = (box: Box, point: { x: number; y: number }) =>
  point.x > box.left && point.x < box.right && point.y > box.top && point.y < box.bottom
const around = (node: Named): Box => ({
  left: node.x - RADIUS,
  top: node.y - RADIUS,
  right: node.x + RADIUS,
  bottom: node.y + RADIUS,
})
const outside = (box: Box, frame: Box) =>
  Math.max(0, frame.left - box.left) + Math.max(0, box.right - frame.right) + Math.max(0, frame.top - box.top)

/**
 * A place for each name where it covers no other name, no socket and few cords. Names come in the order of their
 * weight; those that fit in big letters are the key ones. `points` lie on the cords.
 */
export function placeLabels(nodes: Named[], points: { x: number; y: number }[], frame: Box): Map<string, LabelPlace> {
  const sockets = nodes.map(around)
  const bigOnes: Box[] = []
  const smallOnes: Box[] = []
  const best = (node: Named, size: number, taken: Box[]) =>
    slotsOf(node, size)
      .map((slot, n) => {
        const box = boxOf(slot, node.name, size)
        const hard =
          [...sockets, ...taken].reduce((sum, other) => sum + overlap(box, other), 0) + outside(box, frame) * 9
        const soft = points.filter((point) => holds(box, point)).length
        return { slot, box, hard, cost: hard * 10 + soft * 6 + n }
      })
      .toSorted((a, b) => a.cost - b.cost)[0]!
  const places = new Map<string, LabelPlace>()
  const settle = (node: Named, slot: Slot, key: boolean) => {
    const box = boxOf(slot, node.name, SMALL)
    smallOnes.push(box)
    places.set(node.id, { ...slot, key, box: key ? boxOf(slot, node.name, BIG) : box })
  }
  for (const node of nodes) {
    const big = best(node, BIG, bigOnes)
    if (big.hard > 0) continue
    bigOnes.push(big.box)
    settle(node, big.slot, true)
  }
  for (const node of nodes) if (!places.has(node.id)) settle(node, best(node, SMALL, smallOnes).slot, false)
  return places
}
