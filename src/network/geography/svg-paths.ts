/** A point of the picture. */
export type Point = [x: number, y: number]

/** What stands out from a line by less than this many units falls away. */
const TOLERANCE = 0.9

/** A line with fewer points that looks the same (Douglas and Peucker); its ends stay. */
export function simplify(points: Point[]): Point[] {
  if (points.length < 3) return points
  const kept = new Uint8Array(points.length)
  kept[0] = kept[points.length - 1] = 1
  const open: [number, number][] = [[0, points.length - 1]]
  for (let span = open.pop(); span; span = open.pop()) {
    const [from, to] = span
    let [farthest, at] = [TOLERANCE, -1]
    for (let n = from + 1; n < to; n += 1) {
      const away = distanceToLine(points[n]!, points[from]!, points[to]!)
      if (away > farthest) [farthest, at] = [away, n]
    }
    if (at === -1) continue
    kept[at] = 1
    open.push([from, at], [at, to])
  }
  return points.filter((_, n) => kept[n] === 1)
}

/** How far a point is from a line between two; from the first where both are one, as in a closed line. */
export function distanceToLine([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay]
  const length = Math.hypot(dx, dy)
  if (length === 0) return Math.hypot(x - ax, y - ay)
  const along = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length ** 2))
  return Math.hypot(x - ax - along * dx, y - ay - along * dy)
}

/** A window of the picture; what lies beyond is cut away. */
export interface Window {
  left: number
  top: number
  right: number
  bottom: number
}

const SIDES: ((window: Window) => { inside(point: Point): boolean; cut(a: Point, b: Point): Point })[] = [
  ({ left }) => ({ inside: ([x]) => x >= left, cut: (a, b) => at(a, b, (left - a[0]) / (b[0] - a[0])) }),
  ({ right }) => ({ inside: ([x]) => x <= right, cut: (a, b) => at(a, b, (right - a[0]) / (b[0] - a[0])) }),
  ({ top }) => ({ inside: ([, y]) => y >= top, cut: (a, b) => at(a, b, (top - a[1]) / (b[1] - a[1])) }),
  ({ bottom }) => ({ inside: ([, y]) => y <= bottom, cut: (a, b) => at(a, b, (bottom - a[1]) / (b[1] - a[1])) }),
]
const at = (a: Point, b: Point, share: number): Point => [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share]

/** What of a ring lies in a window (Sutherland and Hodgman); the cut edges run along the window. */
export const clipRing = (ring: Point[], window: Window): Point[] =>
  SIDES.reduce((points, side) => {
    const { inside, cut } = side(window)
    return points.flatMap((point, n) => {
      const before = points.at(n - 1)!
      if (inside(point)) return inside(before) ? [point] : [cut(before, point), point]
      return inside(before) ? [cut(before, point)] : []
    })
  }, ring)

/** What of a line lies in a window, with one step beyond it on each side. */
export function clipLine(line: Point[], { left, top, right, bottom }: Window): Point[][] {
  const seen = line.map(([x, y]) => x >= left && x <= right && y >= top && y <= bottom)
  const pieces: Point[][] = []
  for (let n = 1; n < line.length; n += 1) {
    if (!seen[n - 1] && !seen[n]) continue
    if (pieces.at(-1)?.at(-1) === line[n - 1]) pieces.at(-1)!.push(line[n]!)
    else pieces.push([line[n - 1]!, line[n]!])
  }
  return pieces
}

/** A line as an SVG path in whole units, in steps from point to point; points that fall together are one. */
export function pathOf(points: Point[], closed: boolean): string {
  const [first, ...others] = points.map(([x, y]): Point => [Math.round(x), Math.round(y)])
  if (!first) return ''
  let [x, y] = first
  let steps = ''
  for (const [nextX, nextY] of others) {
    if (nextX === x && nextY === y) continue
    steps += `l${nextX - x}${nextY < y ? '' : ' '}${nextY - y}`
    ;[x, y] = [nextX, nextY]
  }
  return steps === '' ? '' : `M${first[0]} ${first[1]}${steps}${closed ? 'z' : ''}`
}
