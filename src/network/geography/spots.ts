import type { Box } from './map-names.ts'
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
const CROWD = 90

/**
 * One mark for each thing. Things at nearly one point stand in a ring around it, each to be seen; more than a few become
 * one mark with their number. `same` says what is one thing, however often it is there; boxes that are to stay free, they
 * stand around.
 */
export function marksOf<Item>(
  placed: readonly Placed<Item>[],
  same: (item: Item) => string,
  free: readonly Box[] = [],
): Mark<Item>[] {
  let groups = gather(placed, ROOM, same)
  const isCrowded = groups.reduce((sum, { items }) => sum + Math.min(items.length, FEW), 0) > CROWD
  if (isCrowded) groups = gather(placed, ROOM * 2, same)
  const marks = groups.flatMap((group): Mark<Item>[] => {
    const { items, point } = group
    if (items.length === 1 || isCrowded || items.length > FEW) return [{ items, x: point[0], y: point[1] }]
    return items.map((item, n) => ({ items: [item], ...onRing(point, n, items.length), from: point }))
  })
  return makeRoom(marks, free)
}

function gather<Item>(placed: readonly Placed<Item>[], reach: number, same: (item: Item) => string) {
  const cells = new Map<string, Group<Item>[]>()
  const groups: Group<Item>[] = []
  for (const { item, point } of placed) {
    const [cellX, cellY] = point.map((n) => Math.floor(n / reach)) as Point
    const near = [-1, 0, 1].flatMap((x) => [-1, 0, 1].flatMap((y) => cells.get(`${cellX + x} ${cellY + y}`) ?? []))
    const group = near.find((one) => Math.hypot(one.point[0] - point[0], one.point[1] - point[1]) < reach)
    if (!group) {
      const made = { items: [item], known: new Set([same(item)]), point }
      groups.push(made)
      const key = `${cellX} ${cellY}`
      cells.set(key, [...(cells.get(key) ?? []), made])
    } else if (!group.known.has(same(item))) {
      group.known.add(same(item))
      group.items.push(item)
    }
  }
  return groups
}

interface Group<Item> {
  items: Item[]
  known: Set<string>
  point: Point
}

function onRing([x, y]: Point, n: number, count: number) {
  const radius = count === 2 ? ROOM / 2 : ROOM / (2 * Math.sin(Math.PI / count))
  const angle = (2 * Math.PI * n) / count - Math.PI / (count === 2 ? 1 : 2)
  return { x: x + radius * Math.cos(angle), y: y + radius * Math.sin(angle) }
}

const ROUNDS = 24
const MOST = 20_000

/** Marks that overlap push each other apart, and out of the boxes. */
function makeRoom<Item>(marks: Mark<Item>[], free: readonly Box[]): Mark<Item>[] {
  const moved = marks.map((mark) => ({ ...mark, from: mark.from ?? ([mark.x, mark.y] as Point) }))
  // On the map of a continent names give way: there are more boxes than anybody reads.
  const near = moved.length * free.length > MOST ? [] : free
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [a, b] of closePairs(moved)) {
      const [dx, dy] = [b.x - a.x, b.y - a.y]
      const away = Math.hypot(dx, dy)
      const push = (ROOM - away) / 2
      const [ux, uy] = away === 0 ? [1, 0] : [dx / away, dy / away]
      a.x -= ux * push
      a.y -= uy * push
      b.x += ux * push
      b.y += uy * push
    }
    for (const mark of moved) for (const box of near) leave(mark, box)
  }
  return moved.map(({ from, ...mark }) =>
    Math.hypot(mark.x - from[0], mark.y - from[1]) < 3 ? mark : { ...mark, from },
  )
}

/** Marks that are nearer to each other than they may be. */
function closePairs<M extends { x: number; y: number }>(marks: M[]): [M, M][] {
  const sorted = marks.toSorted((a, b) => a.x - b.x)
  return sorted.flatMap((a, n) => {
    const near: [M, M][] = []
    for (let at = n + 1; at < sorted.length && sorted[at]!.x - a.x < ROOM; at += 1)
      if (Math.hypot(sorted[at]!.x - a.x, sorted[at]!.y - a.y) < ROOM) near.push([a, sorted[at]!])
    return near
  })
}

/** Moves a mark to the nearest edge of a box that it stands in. */
function leave(mark: { x: number; y: number }, box: Box) {
  const half = ROOM / 2
  const ways = [
    mark.x - box.left + half,
    box.right - mark.x + half,
    mark.y - box.top + half,
    box.bottom - mark.y + half,
  ]
  const shortest = Math.min(...ways)
  if (shortest <= 0) return
  const way = ways.indexOf(shortest)
  if (way < 2) mark.x += way === 0 ? -shortest : shortest
  else mark.y += way === 2 ? -shortest : shortest
}
