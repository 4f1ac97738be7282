/** A socket on a picture, with its name. */
export interface Socket {
  x: number
  y: number
  radius: number
  name: string
}

/** Where a name stands: beside, above or below its socket. */
export interface Label {
  /** Place of its socket. */
  of: number
  x: number
  y: number
  anchor: 'start' | 'middle' | 'end'
  text: string
}

interface Box {
  left: number
  top: number
  right: number
  bottom: number
}

/** Longer names are cut: a map is no place to read them. */
const LONGEST = 34
export const shortName = (name: string) => {
  const letters = [...name]
  return letters.length <= LONGEST
    ? name
    : `${letters
        .slice(0, LONGEST - 1)
        .join('')
        .trimEnd()}…`
}

const widthOf = (text: string, size: number) => [...text].length * size * 0.55
const overlaps = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
const around = ({ x, y, radius }: Socket): Box => ({
  left: x - radius,
  right: x + radius,
  top: y - radius,
  bottom: y + radius,
})

const SLOTS: { dx: number; dy: number; anchor: Label['anchor'] }[] = [
  { dx: 1, dy: 0, anchor: 'start' },
  { dx: -1, dy: 0, anchor: 'end' },
  { dx: 0, dy: 1, anchor: 'middle' },
  { dx: 0, dy: -1, anchor: 'middle' },
]

function slotOf(socket: Socket, text: string, size: number, { dx, dy, anchor }: (typeof SLOTS)[number]) {
  const away = socket.radius + 4
  const x = socket.x + dx * away
  const y = socket.y + (dy === 0 ? size * 0.35 : dy > 0 ? away + size * 0.75 : -away)
  const width = widthOf(text, size)
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2
  return { x, y, anchor, box: { left, right: left + width, top: y - size * 0.85, bottom: y + size * 0.25 } }
}

/**
 * Names for the sockets of a picture, as many as find a place where they cover no other name and no socket. Those that
 * stand first in `order` are served first; at most `most` are tried. The one that is `looked` at always has its name.
 */
export function placeNames(
  sockets: readonly Socket[],
  order: readonly number[],
  frame: Box,
  size: number,
  { most = 150, looked }: { most?: number; looked?: number | undefined } = {},
): Label[] {
  const taken: Box[] = []
  const boxes = sockets.map(around)
  const within = (box: Box) =>
    box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom
  const free = (box: Box, own: number) =>
    within(box) &&
    !taken.some((other) => overlaps(box, other)) &&
    !boxes.some((other, n) => n !== own && overlaps(box, other))
  const labels: Label[] = []
  for (const of of order.slice(0, most)) {
    const text = shortName(sockets[of]!.name)
    const slots = SLOTS.map((one) => slotOf(sockets[of]!, text, size, one))
    const slot =
      slots.find(({ box }) => free(box, of)) ?? (of === looked ? slots.find(({ box }) => within(box)) : undefined)
    if (!slot) continue
    taken.push(slot.box)
    labels.push({ of, x: slot.x, y: slot.y, anchor: slot.anchor, text })
  }
  return labels
}
