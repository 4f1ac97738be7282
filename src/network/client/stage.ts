import type { Box } from './labels.ts'
import type { PictureData } from './pictures.ts'
import type { Place } from './views.ts'
import type { Words } from './words.ts'

/** Marks above the bitmap: where the pointer is, what the keyboard is at, what is chosen. */
export type Ring = 'hover' | 'active' | 'chosen'

/** The parts of the island that stand in the page. */
export interface Stage {
  island: HTMLElement
  /** The window on the picture. */
  box: HTMLElement
  /** Holds the bitmap and is moved instead of it. */
  bitmap: HTMLElement
  over: HTMLElement
  list: HTMLElement
  bar: HTMLElement
  rings: Record<Ring, HTMLElement>
  say(text: string): void
}

/** Makes an element with its attributes. */
export function make<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Record<string, string> = {},
  ...inside: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.append(...inside)
  return made
}

/** Builds the stage; what the server drew stays beside it, for paper. */
export function buildStage(picture: PictureData, words: Words): Stage {
  const bitmap = make('div', { class: 'net-bitmap', 'aria-hidden': 'true' })
  const rings = {
    hover: ring('hover'),
    active: ring('active'),
    chosen: ring('chosen'),
  }
  const over = make('div', { class: 'net-over', 'aria-hidden': 'true' }, ...Object.values(rings))
  const help = make('p', { class: 'sr', id: 'net-help' }, words.help)
  const list = make('div', {
    class: 'net-list',
    role: 'listbox',
    tabindex: '0',
    'aria-label': words.picture,
    'aria-describedby': 'net-help',
  })
  const bar = make('div', { class: 'net-bar' })
  const said = make('p', { class: 'sr', role: 'status' })
  const box = make('div', { class: 'net-stage' }, bitmap, list, over, help, said)
  const island = make('div', { class: 'net-island' }, bar, box, ...holesOf(picture))
  return { island, box, bitmap, over, list, bar, rings, say: (text) => void (said.textContent = text) }
}

/** What is missing stands beneath the picture: hollow marks that lead to what one could do. */
const holesOf = ({ holes }: PictureData) =>
  holes.length === 0
    ? []
    : [
        make(
          'ul',
          { class: 'net-holes', role: 'list' },
          ...holes.map(({ label, href }) =>
            make('li', {}, make('a', { href }, make('span', { class: 'net-hole', 'aria-hidden': 'true' }), label)),
          ),
        ),
      ]

const ring = (kind: Ring) => make('div', { class: `net-ring is-${kind}`, hidden: '' }, make('span'))

/** A button of the bar. */
export function button(label: string, face: string | SVGElement, pressed: () => void): HTMLButtonElement {
  const made = make('button', { class: 'btn btn-s', type: 'button' }, face)
  if (label !== face) made.setAttribute('aria-label', label)
  made.addEventListener('click', pressed)
  return made
}

/** Puts a ring around a place, or takes it away. */
export function putRing(element: HTMLElement, at: (Place & { radius: number }) | undefined) {
  element.hidden = at === undefined
  if (!at) return
  const size = 2 * at.radius + 8
  element.style.transform = `translate(${at.x - size / 2}px, ${at.y - size / 2}px)`
  element.style.width = `${size}px`
  element.style.height = `${size}px`
}

/** Where a pointer is in the window of the stage. */
export function placeIn({ box }: Stage, event: MouseEvent): Place {
  const { left, top } = box.getBoundingClientRect()
  return { x: event.clientX - left, y: event.clientY - top }
}

/** Where something stands above the bitmap, so that no name of it goes there. */
export function clearIn({ box }: Stage): Box[] {
  const { left, top } = box.getBoundingClientRect()
  return [...box.querySelectorAll('.net-handle')]
    .map((part) => part.getBoundingClientRect())
    .filter(({ width }) => width > 0)
    .map((part) => ({
      left: part.left - left,
      top: part.top - top,
      right: part.right - left,
      bottom: part.bottom - top,
    }))
}
