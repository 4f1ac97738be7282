/** Where things stand in a picture, from 0 to 1 in both directions. */
export interface Point {
  x: number
  y: number
}

interface Edge {
  a: number
  b: number
}

const STEPS = 240
/** The golden angle spreads any number of points evenly, without chance. */
const TURN = Math.PI * (3 - Math.sqrt(5))

/**
 * Places `count` things so that tied ones are near and none hides another: springs and repulsion from a fixed start,
 * so that the same ties always give the same picture.
 */
export function layOut(count: number, edges: Edge[]): Point[] {
  const points = Array.from({ length: count }, (_, n) => ({
    x: Math.cos(n * TURN) * Math.sqrt(n + 0.5),
    y: Math.sin(n * TURN) * Math.sqrt(n + 0.5),
  }))
  for (let step = 0; step < STEPS; step += 1) move(points, edges, 0.6 * (1 - step / STEPS))
  return fit(points)
}

function move(points: Point[], edges: Edge[], most: number) {
  const forces = points.map((point, n) => {
    const force = { x: -point.x * 0.06, y: -point.y * 0.06 }
    for (const [m, other] of points.entries()) if (m !== n) push(force, point, other)
    return force
  })
  for (const { a, b } of edges) pull(forces[a]!, forces[b]!, points[a]!, points[b]!)
  for (const [n, point] of points.entries()) {
    const { x, y } = forces[n]!
    const length = Math.hypot(x, y) || 1
    const by = Math.min(length, most) / length
    point.x += x * by
    point.y += y * by
  }
}

function push(force: Point, from: Point, other: Point) {
  const [dx, dy] = [from.x - other.x, from.y - other.y]
  const square = Math.max(dx * dx + dy * dy, 0.01)
  force.x += dx / square
  force.y += dy / square
}

function pull(forceA: Point, forceB: Point, a: Point, b: Point) {
  const [dx, dy] = [b.x - a.x, b.y - a.y]
  const by = Math.hypot(dx, dy) * 0.07
  forceA.x += dx * by
  forceA.y += dy * by
  forceB.x -= dx * by
  forceB.y -= dy * by
}

function fit(points: Point[]): Point[] {
  const span = (of: (point: Point) => number) => {
    const least = Math.min(...points.map(of))
    return { least, size: Math.max(...points.map(of)) - least }
  }
  const [across, down] = [span((p) => p.x), span((p) => p.y)]
  const place = (value: number, { least, size }: { least: number; size: number }) =>
    size === 0 ? 0.5 : Math.round(((value - least) / size) * 1000) / 1000
  return points.map((point) => ({ x: place(point.x, across), y: place(point.y, down) }))
}
