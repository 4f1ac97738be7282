import type { Box } from './labels.ts'
import { type Neighbour, type PictureData, neighboursOf } from './pictures.ts'
import { radiusOf, unitOf } from './sizes.ts'
import { type Place, type View, toWindow } from './views.ts'

/** Colours of the page as it is now, read from its styles. */
export interface Palette {
  ink: string
  quiet: string
  sheet: string
  edge: string
  brass: string
  cord: string
  hole: string
  /** Of each sector, by the name of its colour. */
  sectors: Record<string, string>
}

/** What is painted, whatever the view: it is told once. */
export interface Told {
  picture: PictureData
  /** Outlines of the shapes of sectors, in a square of 16, by their names. */
  shapes: Record<string, string>
  /** Where the letters of the page come from. */
  font: string
}

/** What one painting shows. */
export interface Order {
  view: View
  /** Dots for each CSS pixel. */
  density: number
  palette: Palette
  chosen?: number
  /** Where buttons and other marks stand above the bitmap: no name goes there. */
  clear: Box[]
}

/** The bitmap reaches beyond the window, so that a little moving needs no painting. In CSS pixels of the window. */
export interface Area {
  left: number
  top: number
  width: number
  height: number
}

const MARGIN = 0.25
const MOST_DOTS = 9_000_000

export const areaOf = ({ width, height }: View): Area => ({
  left: -Math.round(width * MARGIN),
  top: -Math.round(height * MARGIN),
  width: width + 2 * Math.round(width * MARGIN),
  height: height + 2 * Math.round(height * MARGIN),
})

/** As many dots as the screen has, unless they would be too many to paint in time. */
export function densityOf(area: Area, wanted: number): number {
  return Math.min(wanted, Math.sqrt(MOST_DOTS / (area.width * area.height)))
}

/** The picture with what is looked up again and again. */
export interface Scene {
  picture: PictureData
  neighbours: Neighbour[][]
  /** Colour and shape of each organization. */
  colours: string[]
  shapes: string[]
  outlines: Map<string, Path2D>
  /** Organizations from the smallest to the biggest: the order of painting. */
  bySize: number[]
  /** Ties in the order of painting: what proved itself least lies lowest. */
  byLine: number[]
  /** A way that was asked for. */
  way: number[]
}

export function sceneOf({ picture, shapes }: Pick<Told, 'picture' | 'shapes'>): Scene {
  const { organizations, ties, groups } = picture
  const numbers = (count: number) => Array.from({ length: count }, (_, n) => n)
  return {
    picture,
    neighbours: neighboursOf(picture),
    colours: organizations.map(({ group }) => groups[group]!.colour),
    shapes: organizations.map(({ group }) => groups[group]!.shape),
    outlines: new Map(Object.entries(shapes).map(([name, outline]) => [name, new Path2D(outline)])),
    bySize: numbers(organizations.length).toSorted((a, b) => organizations[a]!.size - organizations[b]!.size),
    byLine: numbers(ties.length).toSorted((a, b) => ties[b]![4] - ties[a]![4] || ties[a]![2] - ties[b]![2]),
    way: picture.way ?? [],
  }
}

/** The scene as one order shows it. */
export interface Shown {
  scene: Scene
  order: Order
  area: Area
  unit: number
  places: Place[]
  radii: number[]
  /** Organizations and ties that stay while the rest recedes; nothing recedes where there are none. */
  near?: Set<number>
  lit: Set<number>
}

export function show(scene: Scene, order: Order): Shown {
  const { organizations } = scene.picture
  const unit = unitOf(organizations.length, order.view)
  return {
    scene,
    order,
    area: areaOf(order.view),
    unit,
    places: organizations.map((one) => toWindow(order.view, one)),
    radii: organizations.map(({ size }) => radiusOf(unit, size)),
    ...staying(scene, order.chosen),
  }
}

/** What stays when an organization is chosen, or a path was asked for. */
function staying({ neighbours, way }: Scene, chosen: number | undefined): Pick<Shown, 'near' | 'lit'> {
  if (chosen !== undefined) {
    const tied = neighbours[chosen]!
    return { near: new Set([chosen, ...tied.map(({ at }) => at), ...way]), lit: new Set(tied.map(({ tie }) => tie)) }
  }
  if (way.length === 0) return { lit: new Set() }
  const steps = way.slice(1).flatMap((at, n) => neighbours[way[n]!]!.filter((one) => one.at === at))
  return { near: new Set(way), lit: new Set(steps.map(({ tie }) => tie)) }
}

/** What a canvas is drawn with, in a worker and in the page. */
export type Pen = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D
