import type { Spot } from './outlines.ts'
import type { Point } from './svg-paths.ts'

export interface Box {
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

/** A name in two lines of about the same length, where it has more words than one. */
function inTwo(name: string): string[] {
  const gaps = [...name.matchAll(/[ -]/g)].map(({ index }) => index + 1)
  const [middle] = gaps.toSorted((a, b) => Math.abs(a - name.length / 2) - Math.abs(b - name.length / 2))
  return middle === undefined ? [name] : [name.slice(0, middle).trim(), name.slice(middle)]
}

/** The name of an area: in how many lines, and where. */
export interface AreaLabel extends PlacedName {
  lines: string[]
}

/**
 * The names of areas inside them, with a line for a number below: each where few marks stand, and none over another. Who
 * is too small for its name has none.
 */
export function nameAreas(
  areas: readonly { key: string; name: string; labels: readonly Spot[] }[],
  marks: readonly Point[],
): { names: Map<string, AreaLabel>; taken: Box[] } {
  const names = new Map<string, AreaLabel>()
  const taken: Box[] = []
  for (const { key, name, labels } of areas) {
    const tries = [BIG, SMALL].flatMap((size) => [[name], inTwo(name)].map((lines) => ({ size, lines })))
    const places = tries.flatMap(({ size, lines }) => placesFor(labels, lines, size))
    const open = places.filter(({ box }) => !taken.some((other) => touch(other, box)))
    const hidden = open.map(({ box }) => marks.filter((mark) => touch(around(mark, MARK), box)).length)
    const found = open[hidden.indexOf(Math.min(...hidden))]
    if (!found) continue
    taken.push(found.box)
    names.set(key, { x: found.x, y: found.y, anchor: 'middle', key: found.size === BIG, lines: found.lines })
  }
  return { names, taken }
}

function placesFor(labels: readonly Spot[], lines: string[], size: number) {
  const width = Math.max(...lines.map((line) => widthOf(line, size)))
  return labels
    .filter((spot) => spot.width >= width)
    .map((spot) => {
      // Names and number stand around the middle of the place together.
      const y = spot.y + size * (0.35 - 0.575 * lines.length)
      return { x: spot.x, y, size, lines, box: boxOf(spot.x, y, width, size, lines.length) }
    })
}

const boxOf = (x: number, y: number, width: number, size: number, lines: number): Box => ({
  left: x - width / 2,
  top: y - size * 0.9,
  right: x + width / 2,
  bottom: y + size * (0.35 + 1.15 * lines),
})

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
