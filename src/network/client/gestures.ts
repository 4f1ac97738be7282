import { select } from 'd3-selection'
import { type D3ZoomEvent, zoom, zoomIdentity, zoomTransform } from 'd3-zoom'
import { type Move, type View, readView, sayView, viewOf } from './views.ts'

export interface Gestures {
  view(): View
  /** From now on the box listens, and tells where it stands. */
  begin(): void
  /** Moves there: at once for those who want no motion, else within a blink. */
  go(move: Move): void
  /** Enlarges around the middle of the window. */
  enlarge(by: number): void
  shift(dx: number, dy: number): void
  stop(): void
}

interface Wishes {
  most: number
  first(width: number, height: number): Move
  moved(view: View): void
  /** Nothing has moved for a moment. */
  rested(view: View): void
  /** Drags that begin here are for something else. */
  isTaken(event: Event): boolean
}

/** After so many milliseconds without movement the picture is painted anew. */
const REST = 110
const BLINK = 120

/** Wheel, drag, pinch and double click move the view of a box. */
export function followGestures(box: HTMLElement, wishes: Wishes): Gestures {
  const chosen = select<HTMLElement, unknown>(box)
  let view = viewOf(box.clientWidth, box.clientHeight, wishes.first(box.clientWidth, box.clientHeight))
  let resting: ReturnType<typeof setTimeout> | undefined
  let running = 0
  /** Where it is moving to by itself; keys pressed meanwhile go on from there. */
  let aim: Move | undefined
  const behaviour = zoom<HTMLElement, unknown>()
    .scaleExtent([1, wishes.most])
    .filter((event: MouseEvent) => !event.button && !wishes.isTaken(event))
    .on('start', ({ sourceEvent }: D3ZoomEvent<HTMLElement, unknown>) => {
      if (!sourceEvent) return
      cancelAnimationFrame(running)
      aim = undefined
    })
    .on('zoom', ({ transform }: D3ZoomEvent<HTMLElement, unknown>) => {
      view = viewOf(view.width, view.height, transform)
      box.classList.toggle('is-near', view.k > 1.02)
      wishes.moved(view)
      clearTimeout(resting)
      resting = setTimeout(rest, REST)
    })
  const rest = () => {
    clearTimeout(resting)
    wishes.rested(view)
  }
  const measure = () => {
    const { width, height } = view
    behaviour
      .extent([
        [0, 0],
        [width, height],
      ])
      .translateExtent([
        [-width * 0.4, -height * 0.4],
        [width * 1.4, height * 1.4],
      ])
  }
  const set = ({ x, y, k }: Move) => chosen.call(behaviour.transform, zoomIdentity.translate(x, y).scale(k))
  const go = (move: Move) => {
    cancelAnimationFrame(running)
    aim = move
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
      set(move)
      aim = undefined
      return
    }
    const from = zoomTransform(box)
    const began = performance.now()
    const step = (now: number) => {
      const t = Math.min(1, Math.max(0, (now - began) / BLINK))
      const k = from.k * (move.k / from.k) ** t
      // Places follow the scale, so that the point that is enlarged around stays where it is.
      const s = move.k === from.k ? t : (k - from.k) / (move.k - from.k)
      set({ k, x: from.x + (move.x - from.x) * s, y: from.y + (move.y - from.y) * s })
      if (t < 1) running = requestAnimationFrame(step)
      else aim = undefined
    }
    running = requestAnimationFrame(step)
  }
  const resize = new ResizeObserver(() => {
    const [width, height] = [box.clientWidth, box.clientHeight]
    if (width === 0 || (width === view.width && height === view.height)) return
    const move = readView(sayView(view), width, height, wishes.most)!
    view = viewOf(width, height, view.k === 1 ? undefined : move)
    measure()
    set(view)
  })
  return {
    view: () => view,
    begin: () => {
      measure()
      chosen.call(behaviour)
      set(view)
      rest()
      resize.observe(box)
    },
    go,
    enlarge: (by) => {
      const from = aim ?? view
      const k = Math.min(wishes.most, Math.max(1, from.k * by))
      const [x, y] = [view.width / 2, view.height / 2]
      go({ k, x: x - ((x - from.x) * k) / from.k, y: y - ((y - from.y) * k) / from.k })
    },
    shift: (dx, dy) => {
      const { x, y, k } = aim ?? view
      go({ k, x: x + dx, y: y + dy })
    },
    stop: () => {
      resize.disconnect()
      clearTimeout(resting)
      cancelAnimationFrame(running)
      chosen.on('.zoom', null)
    },
  }
}
