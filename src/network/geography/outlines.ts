import {
  positionsOf,
  ringOf,
  ringsOf,
  shapeOf,
  shapesAround,
  type Line,
  type Position,
  type Shape,
} from './county-shapes.ts'
import { type Frame, frameOf } from './projections.ts'
import { rangeOf } from './ranges.ts'
import { clipLine, clipRing, pathOf, simplify, type Point, type Window } from './svg-paths.ts'

/** Where a name fits best: in the middle of the widest part of an area. */
export interface Spot {
  x: number
  y: number
  width: number
}
/** An area of the picture, drawn. */
export interface Outline {
  key: string
  path: string
  /** The best first. */
  labels: Spot[]
}
/** The land of a region, in the units of its frame. */
export interface Drawing extends Frame {
  outlines: Outline[]
  /** Counties around it, for the eye to find its way. */
  around: string
  /** Borders of states. */
  states: string
}

/** Islands far smaller than the main land of their county do not make the picture larger. */
const ISLET = 0.04

/** So far beyond the frame lines still go, so that their cut ends stay out of sight. */
const BEYOND = 12

/** Draws counties, each by its code, with the land around them: those that lie far apart in pictures of their own. */
export function drawCounties(codes: readonly string[]): Drawing[] {
  const own = codes.flatMap((fips) => shapeOf(fips) ?? [])
  return groupsOf(own)
    .toSorted((a, b) => b.length - a.length)
    .map(draw)
}

function draw(own: Shape[]): Drawing {
  const codes = own.map(({ fips }) => fips)
  const frame = frameOf(own.flatMap(mainLand))
  const window = { left: -BEYOND, top: -BEYOND, right: frame.width + BEYOND, bottom: frame.height + BEYOND }
  const along = projector(frame)
  const drawn = own.map((shape) => ({ shape, rings: ringsIn(shape, along, window) }))
  const others = shapesAround(codes).filter((shape) => reaches(shape, frame, window))
  const isWide = others.length > MANY
  return {
    ...frame,
    outlines: drawn.map(({ shape, rings }) => ({
      key: shape.fips,
      path: rings.map((ring) => pathOf(ring, true)).join(''),
      labels: labelSpots(rings),
    })),
    around: isWide
      ? ''
      : others.flatMap((shape) => ringsIn(shape, along, window).map((ring) => pathOf(ring, true))).join(''),
    states: statesIn([...own, ...others], along, window, isWide),
  }
}

/** Of more counties around them only the states are drawn. */
const MANY = 250
/** So many degrees of nothing between them part two pictures. */
const APART = 3

/** Counties that lie near each other, one by one, are in one picture. */
function groupsOf(shapes: Shape[]): Shape[][] {
  const left = new Set(shapes)
  const groups: Shape[][] = []
  for (const first of shapes) {
    if (!left.delete(first)) continue
    const group = [first]
    for (const shape of group)
      for (const other of left) if (gap(shape, other) < APART && left.delete(other)) group.push(other)
    groups.push(group)
  }
  return groups
}

/** Degrees between the boxes of two counties. */
function gap({ box: a }: Shape, { box: b }: Shape): number {
  const wide = Math.min(...[-360, 0, 360].map((turn) => Math.max(a[0] - b[2] - turn, b[0] + turn - a[2], 0)))
  return Math.max(wide, a[1] - b[3], b[1] - a[3], 0)
}

/** Each line is made simpler once, so that neighbours share it still. */
function projector({ project }: Frame): (line: Line) => Point[] {
  const known = new Map<string, Point[]>()
  return (line) => {
    const points = known.get(line.key) ?? simplify(positionsOf({ key: line.key, turned: false }).map(project))
    known.set(line.key, points)
    return line.turned ? points.toReversed() : points
  }
}

const ringsIn = (shape: Shape, along: (line: Line) => Point[], window: Window): Point[][] =>
  shape.polygons
    .flat()
    .map((ring) => clipRing(ringOf(ring, along), window))
    .filter((ring) => ring.length > 2)

/** The polygons that make up a county, without its islets. */
function mainLand(shape: Shape): Position[] {
  const rings = ringsOf(shape).map(([outer]) => outer!)
  const areas = rings.map(areaOf)
  const [, largest] = rangeOf(areas)
  return rings.filter((_, n) => areas[n]! >= largest * ISLET).flat()
}

/** The area of a ring, without a sign. */
const areaOf = (ring: Position[]): number =>
  Math.abs(ring.reduce((sum, [x, y], n) => sum + (ring.at(n - 1)![0] - x) * (ring.at(n - 1)![1] + y), 0)) / 2

/** Whether the corners of a county's box, or its middle, come near the window. */
function reaches({ box: [west, south, east, north] }: Shape, { project }: Frame, window: Window): boolean {
  const corners = [west, (west + east) / 2, east].flatMap((lon) =>
    [south, (south + north) / 2, north].map((lat) => project([lon, lat])),
  )
  const [left, right] = rangeOf(corners.map(([x]) => x))
  const [top, bottom] = rangeOf(corners.map(([, y]) => y))
  // What wraps around the far side of the earth is as wide as the whole picture of it.
  const isNear = right - left < 4 * (window.right - window.left)
  return isNear && left < window.right && right > window.left && top < window.bottom && bottom > window.top
}

/** Lines between counties of two states, and with the coast where nothing else shows the land. */
function statesIn(shapes: Shape[], along: (line: Line) => Point[], window: Window, withCoast: boolean): string {
  const sides = new Map<string, { line: Line; counties: number; states: Set<string> }>()
  for (const { fips, polygons } of shapes)
    for (const line of polygons.flat(2)) {
      const side = sides.get(line.key) ?? { line, counties: 0, states: new Set() }
      side.states.add(fips.slice(0, 2))
      side.counties += 1
      sides.set(line.key, side)
    }
  return [...sides.values()]
    .filter(({ states, counties }) => states.size > 1 || (withCoast && counties === 1))
    .flatMap(({ line }) => clipLine(along(line), window).map((piece) => pathOf(piece, false)))
    .join('')
}

/** At so many heights of an area a name is tried. */
const TRIES = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82]

/** Where an area is wide, and not far from its middle: there its name may stand. */
export function labelSpots(rings: Point[][]): Spot[] {
  const main = rings.toSorted((a, b) => areaOf(b) - areaOf(a))[0] ?? []
  const [top, bottom] = rangeOf(main.map(([, y]) => y))
  const tried = TRIES.flatMap((share): Spot[] => {
    const y = top + (bottom - top) * share
    const crossings = rings.flatMap((ring) => crossingsAt(ring, y)).toSorted((a, b) => a - b)
    return crossings.flatMap((left, n) =>
      n % 2 === 0 && crossings[n + 1] !== undefined
        ? [{ x: (left + crossings[n + 1]!) / 2, y, width: crossings[n + 1]! - left }]
        : [],
    )
  })
  // A little wider far from the middle is no gain.
  const worth = (spot: Spot) => spot.width - Math.abs(spot.y - (top + bottom) / 2) * 0.35
  return tried.toSorted((a, b) => worth(b) - worth(a))
}

const crossingsAt = (ring: Point[], y: number): number[] =>
  ring.flatMap(([x2, y2], n) => {
    const [x1, y1] = ring.at(n - 1)!
    return y1 > y !== y2 > y ? [x1 + ((x2 - x1) * (y - y1)) / (y2 - y1)] : []
  })
