import { nameUnder } from './hits.ts'
import type { PlacedName } from './paint-names.ts'
import { type Painted, openPainter } from './painters.ts'
import { followTheme, readPalette } from './palettes.ts'
import { type Told, areaOf, densityOf } from './scenes.ts'
import { type Stage, clearIn } from './stage.ts'
import { type Place, type View, between } from './views.ts'

/** Enlarged further than this by the browser, a bitmap is too coarse to wait for a rest. */
const COARSE = 2.2

export interface Bitmap {
  /** Paints this view. */
  paint(view: View): void
  /** Moves what was painted to where the view is now; paints anew once it covers the window no longer. */
  fit(view: View): void
  /** Names that stand in it. */
  names(): PlacedName[]
  nameUnder(view: View, at: Place): number | undefined
  /** The picture has changed. */
  tell(): void
  stop(): void
}

interface Wishes {
  told: Told
  colours: string[]
  view(): View
  chosen(): number | undefined
  painted(took: number): void
}

/** The painting behind the marks: moved while the view moves, painted anew when it rests. */
export function openBitmap(host: HTMLElement, stage: Stage, wishes: Wishes): Bitmap {
  const { told, colours } = wishes
  let palette = readPalette(host, colours)
  let last: Painted | undefined
  const painter = openPainter(stage.bitmap, told, (painted) => {
    last = painted
    put(wishes.view())
    wishes.painted(painted.took)
  })
  /** Where the bitmap lies when the view is this one. */
  const lying = (painted: Painted, view: View) => {
    const area = areaOf(painted.order.view)
    const { x, y, k } = between(painted.order.view, view)
    return { k, left: x + k * area.left, top: y + k * area.top, width: area.width, height: area.height }
  }
  const put = (view: View) => {
    if (!last) return
    const { k, left, top, width, height } = lying(last, view)
    const { style } = stage.bitmap
    style.width = `${width}px`
    style.height = `${height}px`
    style.transform = `translate(${left}px, ${top}px) scale(${k})`
  }
  const isWorn = (view: View) => {
    if (!last) return false
    const { k, left, top, width, height } = lying(last, view)
    return k > COARSE || left > 0 || top > 0 || left + k * width < view.width || top + k * height < view.height
  }
  const paint = (view: View) => {
    const density = densityOf(areaOf(view), devicePixelRatio)
    painter.ask({ view, density, palette, chosen: wishes.chosen(), clear: clearIn(stage) })
  }
  const forgetTheme = followTheme(() => {
    palette = readPalette(host, colours)
    paint(wishes.view())
  })
  return {
    paint,
    fit: (view) => {
      put(view)
      if (isWorn(view)) paint(view)
    },
    names: () => last?.names ?? [],
    nameUnder: (view, at) => last && nameUnder(last.names, last.order.view, view, at),
    tell: () => painter.tell(told),
    stop: () => {
      forgetTheme()
      painter.stop()
    },
  }
}
