import type { Position } from './county-shapes.ts'
import { rangeOf } from './ranges.ts'
import type { Point } from './svg-paths.ts'

export type Project = (position: Position) => Point

const RADIANS = Math.PI / 180
/** So far the standard parallels stand from the edges of what is drawn: a sixth of its height, as is usual. */
const SIXTH = 1 / 6

/** The same angle between -180° and 180°. */
const turn = (angle: number) => ((((angle + 180) % 360) + 360) % 360) - 180

/**
 * An equal-area cone around what is drawn (Albers): counties keep the proportions of their areas, and north is up in the
 * middle. Around the equator the cone is a cylinder.
 */
export function albers(positions: Position[]): Project {
  const lon = middleLongitude(positions)
  const [south, north] = rangeOf(positions.map(([, lat]) => lat))
  const one = (south + (north - south) * SIXTH) * RADIANS
  const two = (north - (north - south) * SIXTH) * RADIANS
  const n = (Math.sin(one) + Math.sin(two)) / 2
  if (Math.abs(n) < 0.01) {
    const width = Math.cos(((south + north) / 2) * RADIANS)
    return ([x, y]) => [turn(x - lon) * RADIANS * width, -Math.sin(y * RADIANS) / width]
  }
  const c = Math.cos(one) ** 2 + 2 * n * Math.sin(one)
  const radius = (lat: number) => Math.sqrt(Math.max(0, c - 2 * n * Math.sin(lat * RADIANS))) / n
  const top = radius((south + north) / 2)
  return ([x, y]) => {
    const [away, angle] = [radius(y), n * turn(x - lon) * RADIANS]
    return [away * Math.sin(angle), away * Math.cos(angle) - top]
  }
}

/** The middle of longitudes on a circle, so that islands on both sides of 180° stay together. */
function middleLongitude(positions: Position[]): number {
  const x = positions.reduce((sum, [lon]) => sum + Math.cos(lon * RADIANS), 0)
  const y = positions.reduce((sum, [lon]) => sum + Math.sin(lon * RADIANS), 0)
  const about = Math.hypot(x, y) < 1e-9 ? positions[0]![0] : Math.atan2(y, x) / RADIANS
  const [least, most] = rangeOf(positions.map(([lon]) => turn(lon - about)))
  return turn(about + (least + most) / 2)
}

export interface Frame {
  width: number
  height: number
  project: Project
}

const WIDTH = 720
const [LOWEST, HIGHEST] = [300, 620]
/** Around what is drawn, for the neighbours. */
const MARGIN = 26
/** About three miles, in parts of the earth's radius: a single spot still has some land around it. */
const LEAST = 0.0008

/** A picture into which all these positions fit, with some land around them. */
export function frameOf(positions: Position[]): Frame {
  const flat = albers(positions)
  const points = positions.map(flat)
  const [left, right] = rangeOf(points.map(([x]) => x))
  const [top, bottom] = rangeOf(points.map(([, y]) => y))
  const [wide, high] = [Math.max(right - left, LEAST), Math.max(bottom - top, LEAST)]
  const scale = Math.min((WIDTH - 2 * MARGIN) / wide, (HIGHEST - 2 * MARGIN) / high)
  const height = Math.max(LOWEST, Math.ceil(high * scale + 2 * MARGIN))
  const [middleX, middleY] = [(left + right) / 2, (top + bottom) / 2]
  return {
    width: WIDTH,
    height,
    project: (position) => {
      const [x, y] = flat(position)
      return [WIDTH / 2 + (x - middleX) * scale, height / 2 + (y - middleY) * scale]
    },
  }
}
