import type { Child } from 'hono/jsx'
import { type Box, RADIUS, placeLabels } from './label-places.ts'

export interface PictureNode {
  id: string
  name: string
  colour: string
  x: number
  y: number
}
export interface PictureCord {
  from: string
  to: string
  strength: number | null
  colour: string
}

interface Curve {
  cord: PictureCord
  a: PictureNode
  b: PictureNode
  middle: { x: number; y: number }
}

function curvesOf(nodes: PictureNode[], cords: PictureCord[]): Curve[] {
  const at = new Map(nodes.map((node) => [node.id, node]))
  return cords.flatMap((cord) => {
    const [a, b] = [at.get(cord.from), at.get(cord.to)]
    if (!a || !b) return []
    const sag = 18 + Math.abs(b.x - a.x) * 0.08
    return [{ cord, a, b, middle: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 + sag } }]
  })
}

/** Points of a cord, close enough that no name lies between two. */
const pointsOf = ({ a, b, middle }: Curve) =>
  Array.from({ length: 25 }, (_, n) => {
    const t = n / 24
    const mix = (p: number, q: number, r: number) => (1 - t) ** 2 * p + 2 * t * (1 - t) * q + t ** 2 * r
    return { x: mix(a.x, middle.x, b.x), y: mix(a.y, middle.y, b.y) }
  })

const Wire = ({ curve: { cord, a, b, middle } }: { curve: Curve }) => {
  const strength = String(cord.strength ?? 1)
  const path = `M${a.x} ${a.y}Q${middle.x} ${middle.y} ${b.x} ${b.y}`
  return (
    <>
      <path class="wire" data-sector={cord.colour} data-strength={strength} d={path} />
      {(cord.strength ?? 1) >= 4 && <path class="braid" data-strength={strength} d={path} />}
    </>
  )
}

const round = Math.round
const viewBox = (boxes: Box[]) => {
  const left = Math.min(...boxes.map((box) => box.left)) - 6
  const top = Math.min(...boxes.map((box) => box.top)) - 6
  const right = Math.max(...boxes.map((box) => box.right)) + 6
  const bottom = Math.max(...boxes.map((box) => box.bottom)) + 6
  return [left, top, right - left, bottom - top].map(round).join(' ')
}

/** A few organizations and the cords between them, for the eye alone: what it shows stands beside it as links. */
export const NetworkPicture = ({
  nodes,
  cords,
  width = 560,
  height = 420,
  caption,
}: {
  nodes: PictureNode[]
  cords: PictureCord[]
  width?: number
  height?: number
  caption?: Child
}) => {
  if (nodes.length === 0) return null
  const curves = curvesOf(nodes, cords)
  const weight = (id: string) => cords.filter((cord) => cord.from === id || cord.to === id).length
  const ranked = nodes.toSorted((a, b) => weight(b.id) - weight(a.id))
  const places = placeLabels(ranked, curves.flatMap(pointsOf), { left: 0, top: 0, right: width, bottom: height })
  const sockets = nodes.map(({ x, y }) => ({
    left: x - RADIUS,
    top: y - RADIUS,
    right: x + RADIUS,
    bottom: y + RADIUS,
  }))
  return (
    <figure class="stack-s">
      <svg
        class="net"
        viewBox={viewBox([...sockets, ...[...places.values()].map((place) => place.box)])}
        aria-hidden="true"
      >
        {curves.map((curve) => (
          <Wire curve={curve} />
        ))}
        {nodes.map((node) => (
          <g data-sector={node.colour}>
            <circle class="jack" cx={round(node.x)} cy={round(node.y)} r="13" />
            <circle class="plug" cx={round(node.x)} cy={round(node.y)} r="8.5" />
          </g>
        ))}
        {nodes.map((node) => {
          const place = places.get(node.id)!
          return (
            <text
              class={place.key ? 'key' : undefined}
              x={round(place.x)}
              y={round(place.y)}
              text-anchor={place.anchor}
            >
              {node.name}
            </text>
          )
        })}
      </svg>
      {caption && <figcaption class="bunch small quiet">{caption}</figcaption>}
    </figure>
  )
}
