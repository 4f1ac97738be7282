import type { Place } from './views.ts'

export type Direction = 'left' | 'right' | 'up' | 'down'

const ANGLES: Record<Direction, number> = { right: 0, down: Math.PI / 2, left: Math.PI, up: -Math.PI / 2 }

/** How far two angles are apart, from 0 to π. */
export function apart(a: number, b: number): number {
  const away = Math.abs(a - b) % (2 * Math.PI)
  return away > Math.PI ? 2 * Math.PI - away : away
}

export const angleOf = (from: Place, to: Place) => Math.atan2(to.y - from.y, to.x - from.x)

/** Places around a middle, clockwise from the top, by their number in the list. */
export function around(middle: Place, places: Place[]): number[] {
  const turn = (place: Place) => (angleOf(middle, place) + Math.PI / 2 + 2 * Math.PI) % (2 * Math.PI)
  return places.map((_, n) => n).toSorted((a, b) => turn(places[a]!) - turn(places[b]!) || a - b)
}

/**
 * Which of the places around a middle an arrow key means: the one that lies most in its direction, and the next ones
 * clockwise when the same key is pressed again, so that one key reaches all.
 */
export function stepAround(
  middle: Place,
  places: Place[],
  { key, current, again }: { key: Direction; current?: number; again: boolean },
): number | undefined {
  const order = around(middle, places)
  const off = (n: number) => apart(angleOf(middle, places[n]!), ANGLES[key])
  const straight = order.toSorted((a, b) => off(a) - off(b))[0]
  if (current === undefined || (!again && straight !== current)) return straight
  return order[(order.indexOf(current) + 1) % order.length]
}

/** The nearest place in a direction, as the eye would look for it; nothing where there is none. */
export function nearestTo(from: Place, places: Place[], key: Direction): number | undefined {
  const cost = (place: Place) => {
    if (place.x === from.x && place.y === from.y) return Infinity
    const off = apart(angleOf(from, place), ANGLES[key])
    return off > Math.PI / 3 ? Infinity : Math.hypot(place.x - from.x, place.y - from.y) * (1 + 2 * off)
  }
  const best = places.map((place, n) => ({ n, cost: cost(place) })).toSorted((a, b) => a.cost - b.cost)[0]
  return best && best.cost < Infinity ? best.n : undefined
}
