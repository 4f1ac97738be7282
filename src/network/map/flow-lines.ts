/** From which place to which other, and how much. */
export interface Flowing {
  from: number
  to: number
  things: number
}

interface Place {
  x: number
  y: number
  radius: number
}

/** A flow as it is drawn: its line, the head of its arrow, and where its number stands. */
export interface FlowLine {
  d: string
  head: string
  width: number
  x: number
  y: number
}

const round = (value: number) => Math.round(value * 10) / 10

/** How far a flow bows out: those of two directions do not lie on each other. */
const BOW = 0.16
const HEAD = 9

/** How thick a flow is: by its things, so that who gives more is seen. */
export const flowWidth = (things: number) => Math.min(9, 1.4 + Math.sqrt(things) * 1.3)

/** Draws flows between places: each bows to its own right and ends in an arrow at the rim of the one that gains. */
export const flowLines = (flows: readonly Flowing[], places: readonly Place[]): FlowLine[] =>
  flows.map(({ from, to, things }) => lineOf(places[from]!, places[to]!, things))

function lineOf(a: Place, b: Place, things: number): FlowLine {
  const [dx, dy] = [b.x - a.x, b.y - a.y]
  const length = Math.hypot(dx, dy) || 1
  const width = flowWidth(things)
  const bend = { x: (a.x + b.x) / 2 - dy * BOW, y: (a.y + b.y) / 2 + dx * BOW }
  const away = Math.hypot(b.x - bend.x, b.y - bend.y) || 1
  const toward = { x: (b.x - bend.x) / away, y: (b.y - bend.y) / away }
  const size = Math.min(HEAD + width, length / 3)
  const tip = { x: b.x - toward.x * (b.radius + 3), y: b.y - toward.y * (b.radius + 3) }
  const base = { x: tip.x - toward.x * size, y: tip.y - toward.y * size }
  const half = size * 0.5
  const corners = [
    tip,
    { x: base.x - toward.y * half, y: base.y + toward.x * half },
    { x: base.x + toward.y * half, y: base.y - toward.x * half },
  ]
  return {
    d: `M${round(a.x)} ${round(a.y)}Q${round(bend.x)} ${round(bend.y)} ${round(base.x)} ${round(base.y)}`,
    head: `M${corners.map(({ x, y }) => `${round(x)} ${round(y)}`).join('L')}Z`,
    width: round(width),
    x: round((a.x + 2 * bend.x + b.x) / 4),
    y: round((a.y + 2 * bend.y + b.y) / 4),
  }
}
