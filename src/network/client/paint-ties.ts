import type { PictureTie } from './pictures.ts'
import type { Pen, Shown } from './scenes.ts'
import { sagOf, widthOf } from './sizes.ts'
import type { Place } from './views.ts'

/** A cord in the window: where it begins, what bends it, where it ends. */
interface Cord {
  a: Place
  bend: Place
  b: Place
}

/** Where the solid part of a claimed cord ends: the other side has not plugged it in. */
const LOOSE = 0.62
/** With more ties than this in the window, plugs and threads would be a grey veil. */
const PLUGS_UP_TO = 700
/** Ties of the chosen one are at least so thick. */
const LIT = 1.5

const mix = (p: Place, q: Place, t: number): Place => ({ x: p.x + (q.x - p.x) * t, y: p.y + (q.y - p.y) * t })

function cordOf({ places, unit }: Shown, [from, to]: PictureTie): Cord {
  const [a, b] = [places[from]!, places[to]!]
  const sag = Math.min(sagOf(b.x - a.x, b.y - a.y), unit * 14)
  return { a, bend: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 + sag }, b }
}

function inArea({ a, bend, b }: Cord, { area }: Shown): boolean {
  const right = area.left + area.width
  const bottom = area.top + area.height
  return !(
    Math.max(a.x, b.x) < area.left ||
    Math.min(a.x, b.x) > right ||
    Math.max(a.y, b.y, bend.y) < area.top ||
    Math.min(a.y, b.y) > bottom
  )
}

/** Ties that recede first, then those between organizations that stay, then those of the chosen one. */
export function paintTies(pen: Pen, shown: Shown) {
  const { scene, near, lit } = shown
  const { ties } = scene.picture
  const visible = scene.byLine
    .map((n) => ({ n, tie: ties[n]!, cord: cordOf(shown, ties[n]!) }))
    .filter(({ cord }) => inArea(cord, shown))
  const stays = ({ n, tie }: (typeof visible)[0]) =>
    lit.has(n) ? 2 : !near || (near.has(tie[0]) && near.has(tie[1])) ? 1 : 0
  const layers = [0, 1, 2].map((layer) => visible.filter((one) => stays(one) === layer))
  pen.lineCap = 'round'
  // Many that recede are no veil over those that stay.
  pen.globalAlpha = Math.min(0.14, Math.max(0.05, 90 / layers[0]!.length))
  for (const one of layers[0]!) paintReceding(pen, shown, one.cord)
  const whole = layers[1]!.length <= PLUGS_UP_TO
  for (const one of layers[1]!) paintTie(pen, shown, one.tie, one.cord, { lit: false, whole })
  for (const one of layers[2]!) paintTie(pen, shown, one.tie, one.cord, { lit: true, whole: true })
  pen.globalAlpha = 1
  pen.setLineDash([])
}

function paintReceding(pen: Pen, { order }: Shown, { a, bend, b }: Cord) {
  pen.strokeStyle = order.palette.edge
  pen.lineWidth = 0.8
  stroke(pen, a, bend, b)
}

function stroke(pen: Pen, a: Place, bend: Place, b: Place) {
  pen.beginPath()
  pen.moveTo(a.x, a.y)
  pen.quadraticCurveTo(bend.x, bend.y, b.x, b.y)
  pen.stroke()
}

function paintTie(
  pen: Pen,
  shown: Shown,
  tie: PictureTie,
  cord: Cord,
  { lit, whole }: { lit: boolean; whole: boolean },
) {
  const { palette } = shown.order
  const [, , line, strength, faded] = tie
  const usual = widthOf(shown.unit, strength)
  const width = lit ? Math.max(LIT, usual * 1.35) : usual
  const colour = lit ? colourOf(shown) : palette.edge
  pen.strokeStyle = colour
  pen.fillStyle = colour
  pen.lineWidth = width
  pen.globalAlpha = (lit ? 1 : whole ? 0.85 : line >= 2 ? 0.55 : 0.45) * (faded ? 0.5 : 1)
  const { a, bend, b } = cord
  if (line === 0) {
    // Round dots, two widths apart; on hair lines short dashes, which are as quick as a line.
    pen.setLineDash(width > 1 ? [0, width * 2.4] : [1.2, 2.6])
    stroke(pen, a, bend, b)
    pen.setLineDash([])
  } else if (line === 1) {
    const [left, right] = [mix(a, bend, LOOSE), mix(bend, b, LOOSE)]
    const loose = mix(left, right, LOOSE)
    stroke(pen, a, left, loose)
    pen.setLineDash([width * 2, width * 2 + 2])
    stroke(pen, loose, right, b)
    pen.setLineDash([])
  } else stroke(pen, a, bend, b)
  if (line === 3) paintThread(pen, cord, width)
  if (whole) paintPlugs(pen, shown, tie, cord, width)
}

/** The second thin line along a cord whose tie is evidenced. */
function paintThread(pen: Pen, { a, bend, b }: Cord, width: number) {
  const away = width / 2 + 2.2
  const [dx, dy] = [b.x - a.x, b.y - a.y]
  const length = Math.hypot(dx, dy) || 1
  const off = { x: (-dy / length) * away, y: (dx / length) * away }
  pen.lineWidth = Math.min(1, width * 0.7)
  stroke(
    pen,
    { x: a.x + off.x, y: a.y + off.y },
    { x: bend.x + off.x, y: bend.y + off.y },
    { x: b.x + off.x, y: b.y + off.y },
  )
}

/** A plug in the socket of each side that has confirmed; an open socket where one has not. */
function paintPlugs(pen: Pen, shown: Shown, [from, to, line]: PictureTie, { a, bend, b }: Cord, width: number) {
  const size = width * 0.6 + 1.1
  if (Math.hypot(b.x - a.x, b.y - a.y) < shown.radii[from]! + shown.radii[to]! + size * 6) return
  const rim = (end: Place, radius: number) => {
    const length = Math.hypot(bend.x - end.x, bend.y - end.y) || 1
    return mix(end, bend, Math.min(1, (radius + size + 0.5) / length))
  }
  const ends = [rim(a, shown.radii[from]!), rim(b, shown.radii[to]!)]
  const plugged = line >= 2 ? 2 : line
  for (const [n, end] of ends.entries())
    if (n < plugged) dot(pen, end, size)
    else socket(pen, shown, end, size)
}

function dot(pen: Pen, { x, y }: Place, radius: number) {
  pen.beginPath()
  pen.arc(x, y, radius, 0, 2 * Math.PI)
  pen.fill()
}

function socket(pen: Pen, { order }: Shown, { x, y }: Place, radius: number) {
  const { fillStyle } = pen
  pen.beginPath()
  pen.arc(x, y, radius, 0, 2 * Math.PI)
  pen.fillStyle = order.palette.sheet
  pen.fill()
  pen.lineWidth = 1
  pen.stroke()
  pen.fillStyle = fillStyle
}

/** Ties of the chosen organization have the colour of its sector; a path has the red of a cord. */
const colourOf = ({ scene, order: { palette, chosen } }: Shown) =>
  chosen === undefined ? palette.cord : (palette.sectors[scene.colours[chosen]!] ?? palette.cord)
