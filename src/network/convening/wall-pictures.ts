import { type Line, strengthOf } from './line-lists.ts'
import { frameOf, type Point, pointOf } from './slots.ts'

export interface Dot extends Point {
  id: string
  sector: string | null
  name: string
  /** Where its name stands; null where it would lie on another. */
  label: Point | null
}
export interface Wire {
  id: string
  strength: number | null
  path: string
}
export interface WallPicture {
  width: number
  height: number
  /** Of the letters. */
  size: number
  /** Of the sockets. */
  radius: number
  dots: Dot[]
  wires: Wire[]
}

/** So many letters of a name stand on the wall. */
const LETTERS = 28
/** The names of those that came last stand there whatever else does. */
const LATEST = 6

/** What stands on the wall of a meeting. Who has a place keeps it; only names make room for newer ones. */
export function wallPicture(lines: readonly Line[]): WallPicture {
  const organizations = lines.filter((line) => line.there && line.kind === 'organization')
  const ties = lines.filter((line) => line.there && line.kind === 'tie')
  const { width, height } = frameOf(Math.max(0, ...organizations.map((line) => line.slot)))
  const size = Math.round(width / 48)
  const radius = Math.min(24, Math.max(13, Math.round(size * 0.42)))
  const at = new Map(organizations.map((line) => [line.id, pointOf(line.slot)]))
  const labels = placeNames(ranked(organizations, ties), at, size, radius)
  return {
    width,
    height,
    size,
    radius,
    dots: organizations.map((line) => ({
      ...at.get(line.id)!,
      id: line.id,
      sector: line.sector,
      name: shortened(line.name),
      label: labels.get(line.id) ?? null,
    })),
    wires: ties.map((line) => ({
      id: line.id,
      strength: strengthOf(line),
      path: pathBetween(at.get(line.aId!)!, at.get(line.bId!)!),
    })),
  }
}

export const shortened = (name: string) => {
  const letters = [...name]
  return letters.length > LETTERS
    ? `${letters
        .slice(0, LETTERS - 1)
        .join('')
        .trimEnd()}…`
    : name
}

/** A cord hangs between two sockets. */
const pathBetween = (a: Point, b: Point) =>
  `M${a.x} ${a.y}Q${Math.round((a.x + b.x) / 2)} ${Math.round((a.y + b.y) / 2 + 14 + Math.abs(b.x - a.x) * 0.06)} ${b.x} ${b.y}`

/** Those that came last, then those with the most ties. */
function ranked(organizations: readonly Line[], ties: readonly Line[]): Line[] {
  const degree = new Map<string, number>()
  for (const id of ties.flatMap((tie) => [tie.aId!, tie.bId!])) degree.set(id, (degree.get(id) ?? 0) + 1)
  const latest = organizations.toSorted((a, b) => b.n - a.n).slice(0, LATEST)
  const rest = organizations.filter((line) => !latest.includes(line))
  return [...latest, ...rest.toSorted((a, b) => (degree.get(b.id) ?? 0) - (degree.get(a.id) ?? 0) || a.slot - b.slot)]
}

/** A place under or above each organization for its name, where no other name and no other organization is. */
function placeNames(
  lines: readonly Line[],
  at: ReadonlyMap<string, Point>,
  size: number,
  radius: number,
): Map<string, Point> {
  const taken: { left: number; right: number; top: number; bottom: number }[] = [...at.values()].map(({ x, y }) => ({
    left: x - radius,
    right: x + radius,
    top: y - radius,
    bottom: y + radius,
  }))
  const places = new Map<string, Point>()
  for (const [rank, line] of lines.entries()) {
    const { x, y } = at.get(line.id)!
    const half = (shortened(line.name).length * size * 0.54) / 2
    for (const base of [y + radius + size, y - radius - size * 0.35]) {
      const box = { left: x - half, right: x + half, top: base - size * 0.8, bottom: base + size * 0.25 }
      const meets = taken.some(
        (other) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom,
      )
      if (meets && rank > 0) continue
      taken.push(box)
      places.set(line.id, { x, y: Math.round(base) })
      break
    }
  }
  return places
}
