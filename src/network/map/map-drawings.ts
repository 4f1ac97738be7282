import { type FlowLine, flowLines } from './flow-lines.ts'
import { type Label, type Socket, placeNames } from './map-labels.ts'
import { type Picture, litOf } from './map-pictures.ts'

/** The picture's own units. */
export const FRAME = { width: 1000, height: 700 }
const NAME_SIZE = 13
/** On a phone the picture is a third as wide. */
const BIG_NAME_SIZE = 30
const BIG_NAMES = 30
/** More cords than these are drawn straight: bows of so many are a ball of wool. */
const BOWED = 300

/** Cords that look alike, as one path. */
export interface Strand {
  line: number
  strength: number
  faded: boolean
  /** Belongs to what is looked at; with nothing looked at, none does. */
  lit: boolean
  d: string
}

export interface Dot extends Socket {
  at: number
  /** Outside of what is looked at. */
  far: boolean
}

/** A picture in lengths and paths, before it gets its colours. */
export interface Drawing {
  strands: Strand[]
  dots: Dot[]
  labels: Label[]
  /** The same in letters that a phone can show, which are fewer. */
  bigLabels: Label[]
  holes: { x: number; y: number; at: number }[]
  /** What flows, in the order of the picture. */
  flows: FlowLine[]
}

const round = (value: number) => Math.round(value * 10) / 10

/** How big a socket is: many are small. */
function radii(picture: Picture): number[] {
  const crowd = Math.min(1, Math.sqrt(90 / Math.max(1, picture.organizations.length)))
  return picture.organizations.map(({ size }) => round(Math.max(2.5, (6 + 11 * size) * crowd)))
}

/** Turns parts of the frame into lengths, cords into paths, and finds a place for the names. */
export function drawingOf(picture: Picture): Drawing {
  const lit = litOf(picture)
  const sizes = radii(picture)
  const dots = picture.organizations.map(({ x, y, name }, at): Dot => {
    const point = { x: round(20 + x * (FRAME.width - 40)), y: round(20 + y * (FRAME.height - 40)) }
    return { ...point, radius: sizes[at]!, name, at, far: lit !== undefined && !lit.has(at) }
  })
  const order = orderOf(picture, lit)
  const frame = { left: 0, top: 0, right: FRAME.width, bottom: FRAME.height }
  return {
    strands: strandsOf(picture, dots),
    dots,
    labels: placeNames(dots, order, frame, NAME_SIZE, { looked: picture.focus }),
    bigLabels: placeNames(dots, order, frame, BIG_NAME_SIZE, { most: BIG_NAMES, looked: picture.focus }),
    flows: flowLines(
      (picture.flows ?? []).map(([from, to, things]) => ({ from, to, things })),
      dots,
    ),
    holes: picture.holes.map(({ x, y }, at) => ({ x: round(x * FRAME.width), y: round(y * FRAME.height), at })),
  }
}

/** Who is named first: the one that is looked at, those around it, then the biggest. */
function orderOf({ organizations, focus }: Picture, lit: Set<number> | undefined): number[] {
  const rank = (n: number) => (n === focus ? 3 : lit?.has(n) ? 2 : 0) + organizations[n]!.size
  return organizations.map((_, n) => n).toSorted((a, b) => rank(b) - rank(a) || a - b)
}

function strandsOf(picture: Picture, dots: Dot[]): Strand[] {
  const bowed = picture.ties.length <= BOWED
  const way = picture.way ? new Set(stepsOf(picture.way)) : undefined
  const isLit = (a: number, b: number) =>
    way ? way.has(stepOf(a, b)) : picture.focus !== undefined && (a === picture.focus || b === picture.focus)
  const groups = Map.groupBy(
    picture.ties,
    ([a, b, line, strength, faded]) => `${Number(isLit(a, b))} ${line} ${strength} ${faded}`,
  )
  return [...groups]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, ties]) => {
      const [lit, line, strength, faded] = key.split(' ').map(Number)
      const d = ties.map(([a, b]) => pathOf(dots[a]!, dots[b]!, bowed)).join('')
      return { line: line!, strength: strength!, faded: faded === 1, lit: lit === 1, d }
    })
}

const stepOf = (a: number, b: number) => `${Math.min(a, b)} ${Math.max(a, b)}`
const stepsOf = (way: readonly number[]) => way.slice(1).map((one, n) => stepOf(way[n]!, one))

/** A cord sags a little between its sockets. */
function pathOf(a: Socket, b: Socket, bowed: boolean): string {
  if (!bowed) return `M${a.x} ${a.y}L${b.x} ${b.y}`
  const sag = 10 + Math.abs(b.x - a.x) * 0.06
  return `M${a.x} ${a.y}Q${round((a.x + b.x) / 2)} ${round((a.y + b.y) / 2 + sag)} ${b.x} ${b.y}`
}

/** How thick a cord of a strength is; unknown is drawn as 1. */
export const thickness = (strength: number) => [1.2, 1.2, 1.8, 2.6, 3.4, 4.4][strength] ?? 1.2

/** How the four lines are told apart without colour: dots, dashes, whole, whole with a second thread along it. */
export const DASHES = ['0.1 5', '8 6', undefined, undefined] as const
