import type { Point } from './svg-paths.ts'

/** Something that stands at a point of the picture. */
export interface Placed<Item> {
  item: Item
  point: Point
}
/** A mark of the picture: one thing, or several that stand at nearly the same point. */
export interface Mark<Item> {
  items: Item[]
  /** Where it is drawn. */
  x: number
  y: number
  /** Where it really is, when it had to make room. */
  from?: Point
}

/** Marks touch at this distance of their middles. */
export const ROOM = 26
/** So many at one point are still drawn one by one. */
const FEW = 5
/** More marks than these would hide the land: they are gathered from farther around. */
const CROWD = 120

/**
 * One mark for each thing. Things at nearly one point stand in a ring around it, each to be seen; more than a few become
 * one mark with their number. `same` says what is one thing, however often it is there.
 */
export function marksOf<Item>(placed: readonly Placed<Item>[], same: (item: Item) => string): Mark<Item>[] {
  let groups = gather(placed, ROOM, same)
  const isCrowded = groups.reduce((sum, { items }) => sum + Math.min(items.length, FEW), 0) > CROWD
  if (isCrowded) groups = gather(placed, ROOM * 2, same)
  const marks = groups.flatMap((group): Mark<Item>[] => {
    const { items, point } = group
    if (items.length === 1 || isCrowded || items.length > FEW) return [{ items, x: point[0], y: point[1] }]
    return items.map((item, n) => ({ items: [item], ...onRing(point, n, items.length), from: point }))
  })
  return isCrowded ? marks : makeRoom(marks)
}

function gather<Item>(placed: readonly Placed<Item>[], reach: number, same: (item: Item) => string) {
  const cells = new Map<string, { items: Item[]; point: Point }[]>()
  const groups: { items: Item[]; point: Point }[] = []
  for (const { item, point } of placed) {
    const [cellX, cellY] = point.map((n) => Math.floor(n / reach)) as Point
    const near = [-1, 0, 1].flatMap((x) => [-1, 0, 1].flatMap((y) => cells.get(`${cellX + x} ${cellY + y}`) ?? []))
    const group = near.find((one) => Math.hypot(one.point[0] - point[0], one.point[1] - point[1]) < reach)
    if (!group) {
      const made = { items: [item], point }
      groups.push(made)
      const key = `${cellX} ${cellY}`
      cells.set(key, [...(cells.get(key) ?? []), made])
    } else if (!group.items.some((one) => same(one) === same(item))) group.items.push(item)
  }
  return groups
}

function onRing([x, y]: Point, n: number, count: number) {
  const radius = count === 2 ? ROOM / 2 : ROOM / (2 * Math.sin(Math.PI / count))
  const angle = (2 * Math.PI * n) / count - Math.PI / (count === 2 ? 1 : 2)
  return { x: x + radius * Math.cos(angle), y: y + radius * Math.sin(angle) }
}

const ROUNDS = 24

/** Marks that overlap push each other apart. */
function makeRoom<Item>(marks: Mark<Item>[]): Mark<Item>[] {
  const moved = marks.map((mark) => ({ ...mark, from: mark.from ?? ([mark.x, mark.y] as Point) }))
  for (let round = 0; round < ROUNDS; round += 1)
    for (const [n, a] of moved.entries())
      for (const b of moved.slice(n + 1)) {
        const [dx, dy] = [b.x - a.x, b.y - a.y]
        const away = Math.hypot(dx, dy)
        if (away >= ROOM) continue
        const push = (ROOM - away) / 2
        const [ux, uy] = away === 0 ? [1, 0] : [dx / away, dy / away]
        a.x -= ux * push
        a.y -= uy * push
        b.x += ux * push
        b.y += uy * push
      }
  return moved.map(({ from, ...mark }) =>
    Math.hypot(mark.x - from[0], mark.y - from[1]) < 3 ? mark : { ...mark, from },
  )
}
