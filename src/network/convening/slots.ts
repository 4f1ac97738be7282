/** A point of the picture. */
export interface Point {
  x: number
  y: number
}

const GOLDEN = Math.PI * (3 - Math.sqrt(5))
const APART = 74
/** The wall is wider than it is high. */
const WIDER = 1.75

/** Where a place of the picture is: places wind outward as the seeds of a sunflower do, each as far from the others. */
export function pointOf(slot: number): Point {
  const [angle, away] = [slot * GOLDEN, APART * Math.sqrt(slot + 0.5)]
  return { x: Math.round(WIDER * away * Math.cos(angle)), y: Math.round(away * Math.sin(angle)) }
}

const distance = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y)

/**
 * A free place: the innermost, or one close to the organization that it is tied to. Who has a place keeps it, so that the
 * picture stands still.
 */
export function freeSlot(taken: ReadonlySet<number>, near?: number): number {
  const free = Array.from({ length: taken.size + 13 }, (_, slot) => slot).filter((slot) => !taken.has(slot))
  if (near === undefined) return free[0]!
  const to = pointOf(near)
  const cost = (slot: number) => distance(pointOf(slot), to) + 0.2 * distance(pointOf(slot), { x: 0, y: 0 })
  return free.toSorted((a, b) => cost(a) - cost(b) || a - b)[0]!
}

/** How many places fit into the frame: it grows seldom, and then by much. */
const FRAMES = [6, 12, 22, 36, 55, 80, 115, 165, 235, 330, 450]

/** The frame in which places up to this one can be seen, with room for their names. */
export function frameOf(lastSlot: number): { width: number; height: number } {
  const places = FRAMES.find((one) => lastSlot < one) ?? lastSlot + 1
  const away = APART * Math.sqrt(places)
  return { width: Math.round(2 * (WIDER * away + 110)), height: Math.round(2 * (away + 60)) }
}
