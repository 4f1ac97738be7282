/** How far the picture is moved and enlarged: a point of the fitted picture lands at `x + k · point`. */
export interface Move {
  x: number
  y: number
  k: number
}

/** What is seen: the size of the window in CSS pixels, where the unit square of the picture lies in it, and the move. */
export interface View extends Move {
  width: number
  height: number
  frame: Frame
}

export interface Frame {
  left: number
  top: number
  width: number
  height: number
}

export interface Place {
  x: number
  y: number
}

const STILL: Move = { x: 0, y: 0, k: 1 }
/** How much wider or higher than it is the server's square may become to fill the window. */
const STRETCH = 2

/** Where the unit square lies in a window, with room for names at the sides. */
export function frameOf(width: number, height: number): Frame {
  const side = Math.min(width * 0.12, 84)
  const [across, down] = [Math.max(1, width - 2 * side), Math.max(1, height - 64)]
  const wide = Math.min(across, down * STRETCH)
  const high = Math.min(down, across * STRETCH)
  return { left: (width - wide) / 2, top: (height - high) / 2, width: wide, height: high }
}

export const viewOf = (width: number, height: number, move: Move = STILL): View => ({
  width,
  height,
  frame: frameOf(width, height),
  x: move.x,
  y: move.y,
  k: move.k,
})

/** From the picture's unit square to the window. */
export const toWindow = ({ frame, x, y, k }: View, at: Place): Place => ({
  x: x + k * (frame.left + at.x * frame.width),
  y: y + k * (frame.top + at.y * frame.height),
})

/** From the window to the picture's unit square. */
export const toPicture = ({ frame, x, y, k }: View, at: Place): Place => ({
  x: ((at.x - x) / k - frame.left) / frame.width,
  y: ((at.y - y) / k - frame.top) / frame.height,
})

/** The move that shows these points with room around them, enlarged to `most` at most. */
export function moveTo(points: Place[], width: number, height: number, most: number): Move {
  if (points.length === 0) return STILL
  const frame = frameOf(width, height)
  const [across, down] = [
    points.map((p) => frame.left + p.x * frame.width),
    points.map((p) => frame.top + p.y * frame.height),
  ]
  const [left, right] = [Math.min(...across), Math.max(...across)]
  const [top, bottom] = [Math.min(...down), Math.max(...down)]
  const k = Math.max(1, Math.min(most, (width * 0.7) / (right - left || 1), (height * 0.7) / (bottom - top || 1)))
  return { k, x: width / 2 - (k * (left + right)) / 2, y: height / 2 - (k * (top + bottom)) / 2 }
}

/** How the bitmap of one view has to be moved and enlarged to fit another. */
export function between(painted: View, now: View): Move {
  const k = now.k / painted.k
  return { k, x: now.x - painted.x * k, y: now.y - painted.y * k }
}

/** A view that can stand in an address: the middle of the window in the picture, and how far it is enlarged. */
export function sayView(view: View): string {
  const { x, y } = toPicture(view, { x: view.width / 2, y: view.height / 2 })
  return [x.toFixed(4), y.toFixed(4), view.k.toFixed(2)].map(Number).join(',')
}

/** The move that an address asks for, in a window of this size; nothing where it asks for none, or for nonsense. */
export function readView(text: string | null, width: number, height: number, most: number): Move | undefined {
  const [x, y, k] = (text ?? '').split(',').map(Number)
  if (![x, y, k].every(Number.isFinite)) return undefined
  const frame = frameOf(width, height)
  const scale = Math.min(Math.max(k!, 1), most)
  const within = (value: number) => Math.min(Math.max(value, 0), 1)
  return {
    k: scale,
    x: width / 2 - scale * (frame.left + within(x!) * frame.width),
    y: height / 2 - scale * (frame.top + within(y!) * frame.height),
  }
}

/** How far one may go in: far enough that a crowd comes apart. */
export const mostOf = (count: number) => Math.min(60, 6 + Math.sqrt(count))
