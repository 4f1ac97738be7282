import type { Position } from './county-shapes.ts'
import { type Drawing, type Spot, labelSpots } from './outlines.ts'
import { frameOf } from './projections.ts'
import { rangeOf } from './ranges.ts'
import { type Point, pathOf } from './svg-paths.ts'

/** So far an area reaches around each of its places. */
const REACH = 46
const CORNERS = 16

/** Draws areas that have no border on any map, each as the land around its places; null where there is no place. */
export function drawAround(areas: { key: string; positions: Position[] }[]): Drawing | null {
  const there = areas.filter(({ positions }) => positions.length > 0)
  if (there.length === 0) return null
  const frame = frameOf(there.flatMap(({ positions }) => positions))
  // The land around the outermost places needs room too.
  const [width, height] = [frame.width + 2 * ROOM, frame.height + 2 * ROOM]
  const project = (position: Position): Point => {
    const [x, y] = frame.project(position)
    return [x + ROOM, y + ROOM]
  }
  const outlines = there.map(({ key, positions }) => {
    const hull = hullOf(positions.map(project).flatMap(circle))
    return { key, path: pathOf(hull, true), labels: [...labelSpots([hull]), ...besides(hull)] }
  })
  return { width, height, project, outlines, around: '', states: '' }
}
/** Above or below it: marks may fill an area whole. */
function besides(hull: Point[]): Spot[] {
  const [top, bottom] = rangeOf(hull.map(([, y]) => y))
  const [left, right] = rangeOf(hull.map(([x]) => x))
  return [bottom + 16, top - 24].map((y) => ({ x: (left + right) / 2, y, width: 2 * REACH }))
}
const ROOM = REACH + 20

const circle = ([x, y]: Point): Point[] =>
  Array.from({ length: CORNERS }, (_, n): Point => {
    const angle = (2 * Math.PI * n) / CORNERS
    return [x + REACH * Math.cos(angle), y + REACH * Math.sin(angle)]
  })

/** The smallest outline without dents around points (Andrew's chain). */
function hullOf(points: Point[]): Point[] {
  const sorted = points.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])
  const half = (all: Point[]) => {
    const chain: Point[] = []
    for (const point of all) {
      while (chain.length > 1 && !turnsLeft(chain.at(-2)!, chain.at(-1)!, point)) chain.pop()
      chain.push(point)
    }
    return chain.slice(0, -1)
  }
  return [...half(sorted), ...half(sorted.toReversed())]
}
const turnsLeft = (a: Point, b: Point, c: Point) => (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]) > 0
