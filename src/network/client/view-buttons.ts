import { type Stage, button, make } from './stage.ts'
import type { Words } from './words.ts'

const ZOOM = 1.6
/** Icons of Lucide: all within its frame, and out to the edges. */
const WHOLE =
  'M3 7V5a2 2 0 0 1 2-2h2M17 3h2a2 2 0 0 1 2 2v2M21 17v2a2 2 0 0 1-2 2h-2M7 21H5a2 2 0 0 1-2-2v-2M8 12h8M12 8v8'
const FULL = 'M15 3h6v6M21 3l-7 7M3 21l7-7M9 21H3v-6'

function iconOf(outline: string): SVGSVGElement {
  const icon = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  icon.setAttribute('class', 'i')
  icon.setAttribute('viewBox', '0 0 24 24')
  icon.setAttribute('aria-hidden', 'true')
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  path.setAttribute('d', outline)
  icon.append(path)
  return icon
}

/** What wheel and fingers do, as buttons: nearer, farther, all of it, and the whole screen where the browser can. */
export function addViewButtons(
  stage: Stage,
  host: HTMLElement,
  words: Words,
  { enlarge, whole }: { enlarge(by: number): void; whole(): void },
) {
  const group = make(
    'div',
    { class: 'net-zoom' },
    button(words.zoomIn, '+', () => enlarge(ZOOM)),
    button(words.zoomOut, '−', () => enlarge(1 / ZOOM)),
    button(words.whole, iconOf(WHOLE), whole),
  )
  if (document.fullscreenEnabled)
    group.append(
      button(words.fullScreen, iconOf(FULL), () => {
        if (document.fullscreenElement) void document.exitFullscreen()
        else void host.requestFullscreen()
      }),
    )
  stage.bar.append(group)
}
