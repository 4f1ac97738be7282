import { type Box, type Obstacle, type Wanting, placeLabels } from './labels.ts'
import { isOutside } from './paint-organizations.ts'
import type { Pen, Scene, Shown } from './scenes.ts'
import { fromRight, linesOf } from './texts.ts'
import type { Place, View } from './views.ts'

/** A name that stands in the picture, so that it can be pressed like its organization. */
export interface PlacedName extends Box {
  at: number
}

interface Style {
  font: string
  lines: number
  most: number
}

const FAMILY = "'Public Sans', 'Segoe UI', system-ui, 'Noto Sans', Arial, sans-serif"
const STYLES: Record<'chosen' | 'near' | 'key' | 'usual' | 'far', Style> = {
  chosen: { font: `650 15px ${FAMILY}`, lines: 17, most: 220 },
  near: { font: `600 13px ${FAMILY}`, lines: 15, most: 150 },
  key: { font: `650 13.5px ${FAMILY}`, lines: 15, most: 160 },
  usual: { font: `500 13px ${FAMILY}`, lines: 15, most: 150 },
  far: { font: `400 12px ${FAMILY}`, lines: 14, most: 130 },
}
type Kind = keyof typeof STYLES
interface Named {
  n: number
  kind: Kind
}
const PHONE = 500
const MOST_TRIED = 1_200
/** One of the biggest, whose name is shown if it can be, for so many square pixels of the window. */
const KEY_FOR = 24_000

interface Cut {
  lines: string[]
  width: number
  height: number
}
const cuts = new WeakMap<Scene, Map<string, Cut>>()

/** The name in the lines that fit, measured once for each style. */
function cutOf(pen: Pen, scene: Scene, n: number, kind: Kind, phone: boolean): Cut {
  const known = cuts.get(scene) ?? new Map<string, Cut>()
  cuts.set(scene, known)
  const key = `${kind}${phone ? ' phone ' : ' '}${n}`
  const there = known.get(key)
  if (there) return there
  const style = STYLES[kind]
  pen.font = style.font
  const measure = (text: string) => pen.measureText(text).width
  const lines = linesOf(scene.picture.organizations[n]!.name, style.most * (phone ? 0.74 : 1), measure)
  const made = { lines, width: Math.max(...lines.map(measure)), height: lines.length * style.lines }
  known.set(key, made)
  return made
}

/** Names where they find a place, those that matter most first; more of them the further one goes in. */
export function paintNames(pen: Pen, shown: Shown): PlacedName[] {
  const phone = shown.order.view.width < PHONE
  const wanted = wantedNames(shown).map(({ n, kind }) => ({ n, kind, cut: cutOf(pen, shown.scene, n, kind, phone) }))
  const names: Wanting[] = wanted.map(({ n, kind, cut }) => ({
    ...shown.places[n]!,
    radius: shown.radii[n]!,
    width: cut.width,
    height: cut.height,
    over: kind === 'chosen' ? 'any' : kind === 'usual' || kind === 'far' ? 'nothing' : 'small',
  }))
  const { view, clear } = shown.order
  const frame = { left: 2, top: 2, right: view.width - 2, bottom: view.height - 2 }
  const boxes = placeLabels(names, { obstacles: circlesOf(shown, wanted), clear, frame })
  const placed = wanted.flatMap((one, nth) => (boxes[nth] ? [{ ...one, box: boxes[nth] }] : []))
  pen.textAlign = 'center'
  pen.textBaseline = 'middle'
  pen.lineJoin = 'round'
  for (const { n, kind, cut, box } of placed.toReversed()) paintName(pen, shown, n, kind, cut, box)
  return placed.map(({ n, box }) => ({ at: n, ...box }))
}

/** Whose names are tried, in the order of their weight. */
function wantedNames(shown: Shown): Named[] {
  const { scene, order, near } = shown
  const { view } = order
  const phone = view.width < PHONE
  const first = order.chosen === undefined ? scene.way : [order.chosen, ...scene.way, ...tiedTo(scene, order.chosen)]
  const rest = near && phone ? [] : scene.bySize.toReversed()
  const seen = [...new Set([...first, ...rest])].filter((n) => !isOutside(shown, shown.places[n]!, shown.radii[n]!))
  const keys = new Set(
    seen.filter((n) => inWindow(view, shown.places[n]!)).slice(0, (view.width * view.height) / KEY_FOR),
  )
  const kindOf = (n: number): Kind => {
    if (near) return n === order.chosen ? 'chosen' : near.has(n) ? 'near' : 'far'
    return keys.has(n) ? 'key' : 'usual'
  }
  return seen.slice(0, MOST_TRIED).map((n) => ({ n, kind: kindOf(n) }))
}

const inWindow = ({ width, height }: View, { x, y }: Place) => x >= 0 && y >= 0 && x <= width && y <= height

/** Those tied to one, the biggest first. */
const tiedTo = ({ neighbours, picture }: Scene, chosen: number) =>
  neighbours[chosen]!.map(({ at }) => at).toSorted(
    (a, b) => picture.organizations[b]!.size - picture.organizations[a]!.size,
  )

/** Organizations keep names away: those of importance all of them. */
function circlesOf(shown: Shown, wanted: Named[]): Obstacle[] {
  const important = new Set(wanted.filter(({ kind }) => kind !== 'usual' && kind !== 'far').map(({ n }) => n))
  return shown.scene.bySize
    .filter((n) => !isOutside(shown, shown.places[n]!, shown.radii[n]!))
    .map((n) => ({
      x: shown.places[n]!.x,
      y: shown.places[n]!.y,
      radius: shown.radii[n]! + 1,
      matters: important.has(n),
    }))
}

function paintName(pen: Pen, { scene, order }: Shown, n: number, kind: Kind, { lines }: Cut, box: Box) {
  const { palette } = order
  const style = STYLES[kind]
  pen.font = style.font
  pen.direction = fromRight(scene.picture.organizations[n]!.name) ? 'rtl' : 'ltr'
  pen.strokeStyle = palette.sheet
  pen.fillStyle = kind === 'far' ? palette.quiet : palette.ink
  pen.globalAlpha = kind === 'far' ? 0.7 : 1
  pen.lineWidth = 4
  for (const [nth, line] of lines.entries()) {
    const [x, y] = [(box.left + box.right) / 2, box.top + style.lines * (nth + 0.5)]
    pen.strokeText(line, x, y)
    pen.fillText(line, x, y)
  }
  pen.globalAlpha = 1
}
