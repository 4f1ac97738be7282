import type { Spot } from './outlines.ts'
import type { Point } from './svg-paths.ts'

interface Box {
  left: number
  top: number
  right: number
  bottom: number
}

/** A name that found a place; `key`: there is room for it in the big letters of a phone too. */
export interface PlacedName {
  x: number
  y: number
  anchor: 'start' | 'middle' | 'end'
  key: boolean
}

/** Sizes of the letters, in units of the picture; the style sheet has the same. */
const [SMALL, BIG] = [14, 24]
/** A mark reaches so far from its middle. */
const MARK = 13

/** A letter is about half as wide as it is high. */
const widthOf = (text: string, size: number) => [...text].length * size * 0.56
const around = ([x, y]: Point, reach: number): Box => ({
  left: x - reach,
  top: y - reach,
  right: x + reach,
  bottom: y + reach,
})
const touch = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom

/** The names of areas inside them: each where it hides no mark, else where it fits at all, else nowhere. */
export function nameAreas(
  areas: readonly { key: string; name: string; lines: number; labels: readonly Spot[] }[],
  marks: readonly Point[],
): { names: Map<string, PlacedName>; taken: Box[] } {
  const obstacles = marks.map((mark) => around(mark, MARK))
  const names = new Map<string, PlacedName>()
  const taken: Box[] = []
  const boxAt = ({ x, y }: Spot, name: string, size: number, lines: number): Box => {
    const half = widthOf(name, size) / 2
    return { left: x - half, top: y - size * 0.9, right: x + half, bottom: y + size * (0.35 + 1.2 * (lines - 1)) }
  }
  for (const { key, name, lines, labels } of areas) {
    const fits = (size: number) => labels.filter(({ width }) => width >= widthOf(name, size))
    const isFree = (spot: Spot, size: number) =>
      ![...obstacles, ...taken].some((other) => touch(other, boxAt(spot, name, size, lines)))
    const big = fits(BIG).find((spot) => isFree(spot, BIG))
    const spot = big ?? fits(SMALL).find((one) => isFree(one, SMALL))
    if (!spot) continue
    taken.push(boxAt(spot, name, big ? BIG : SMALL, lines))
    names.set(key, { x: spot.x, y: spot.y, anchor: 'middle', key: big !== undefined })
  }
  return { names, taken }
}

/** Names beside marks, where they hide nothing; who finds no room has none, and is named beside the picture. */
export function nameMarks(
  marks: readonly { key: string; name: string; point: Point }[],
  others: readonly Point[],
  taken: readonly Box[],
  frame: { width: number; height: number },
): Map<string, PlacedName> {
  const obstacles = [...others.map((point) => around(point, MARK)), ...taken]
  const names = new Map<string, PlacedName>()
  for (const { key, name, point } of marks) {
    const width = widthOf(name, SMALL)
    const [x, y] = point
    const choices = [
      { x: x + MARK + 4, y: y + 5, anchor: 'start' as const, left: x + MARK + 4 },
      { x: x - MARK - 4, y: y + 5, anchor: 'end' as const, left: x - MARK - 4 - width },
      { x, y: y - MARK - 4, anchor: 'middle' as const, left: x - width / 2 },
      { x, y: y + MARK + SMALL, anchor: 'middle' as const, left: x - width / 2 },
    ]
    for (const { left, ...choice } of choices) {
      const box = { left, top: choice.y - SMALL, right: left + width, bottom: choice.y + 4 }
      const isInside = left > 0 && box.right < frame.width && box.top > 0 && box.bottom < frame.height
      if (!isInside || obstacles.some((other) => touch(other, box))) continue
      obstacles.push(box)
      names.set(key, { ...choice, key: false })
      break
    }
  }
  return names
}

/** So many letters of a name are written into a picture. */
const LETTERS = 28
export const shortName = (name: string) => {
  const letters = [...name]
  return letters.length > LETTERS
    ? `${letters
        .slice(0, LETTERS - 1)
        .join('')
        .trimEnd()}…`
    : name
}
