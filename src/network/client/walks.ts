import { type Direction, around, nearestTo, stepAround } from './directions.ts'
import type { Neighbour, PictureData } from './pictures.ts'
import { make } from './stage.ts'
import { type Place, type View, toWindow } from './views.ts'
import { type Words, fill, sayTies } from './words.ts'

export interface Walk {
  /** Whom the arrows choose among from now on: the ties of the chosen one, or all that stand in the window. */
  among(options: Option[], middle?: Place): void
  active(): number | undefined
}

/** Who can be gone to: where in the picture, and what is said of them. */
export interface Option extends Place {
  at: number
  text: string
}

interface Wishes {
  /** Somebody is looked at, or nobody any more. */
  looked(at: number | undefined): void
  go(at: number): void
  back(): void
  /** Keeps or gives up what the arrow keys have moved; false where they moved nothing. */
  keep(keep: boolean): boolean
  enlarge(by: number): void
  whole(): void
  shift(dx: number, dy: number): void
  /** Arrow keys that are for something else now. */
  isTaken(key: Direction, far: boolean): boolean
}

const KEYS: Record<string, Direction> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' }
const SHIFTS: Record<Direction, [number, number]> = { left: [80, 0], right: [-80, 0], up: [0, 80], down: [0, -80] }
const ZOOM = 1.5

/** The keyboard goes from organization to organization: arrows choose, Enter goes there, Escape goes back. */
export function walkWith(list: HTMLElement, wishes: Wishes): Walk {
  let options: Option[] = []
  let middle: Place | undefined
  let current: number | undefined
  let last: Direction | undefined
  const look = (nth: number | undefined) => {
    current = nth
    for (const [n, element] of [...list.children].entries()) element.setAttribute('aria-selected', String(n === nth))
    const element = nth === undefined ? undefined : list.children[nth]
    if (element) list.setAttribute('aria-activedescendant', element.id)
    else list.removeAttribute('aria-activedescendant')
    wishes.looked(nth === undefined ? undefined : options[nth]!.at)
  }
  const step = (key: Direction) => {
    if (middle) look(stepAround(middle, options, { key, current, again: key === last }))
    else look(current === undefined ? 0 : (nearestTo(options[current]!, options, key) ?? current))
    last = key
  }
  const go = () => {
    if (!wishes.keep(true) && current !== undefined) wishes.go(options[current]!.at)
  }
  const doKey: Record<string, () => void> = {
    Enter: go,
    ' ': go,
    Escape: () => {
      if (wishes.keep(false)) return
      if (current === undefined) wishes.back()
      else look(undefined)
    },
    Home: () => look(0),
    End: () => look(options.length - 1),
    '+': () => wishes.enlarge(ZOOM),
    '=': () => wishes.enlarge(ZOOM),
    '-': () => wishes.enlarge(1 / ZOOM),
    '0': () => wishes.whole(),
  }
  list.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const direction = KEYS[event.key]
    if (direction) {
      if (wishes.isTaken(direction, event.shiftKey)) event.preventDefault()
      else if (event.shiftKey) wishes.shift(...SHIFTS[direction])
      else if (options.length > 0) step(direction)
    } else if (Object.hasOwn(doKey, event.key)) {
      if (options.length === 0 && ['Home', 'End'].includes(event.key)) return
      doKey[event.key]!()
    } else return
    event.preventDefault()
  })
  list.addEventListener('blur', () => look(undefined))
  return {
    among: (next, around) => {
      const kept = current === undefined ? undefined : options[current]!.at
      options = next
      middle = around
      last = undefined
      list.replaceChildren(
        ...next.map(({ text }, n) =>
          make('div', { role: 'option', id: `net-option-${n}`, 'aria-selected': 'false' }, text),
        ),
      )
      const again = next.findIndex((one) => one.at === kept)
      if (kept !== undefined) look(again < 0 ? undefined : again)
    },
    active: () => (current === undefined ? undefined : options[current]!.at),
  }
}

/** What somebody can go to, in words: the ties of the chosen one around it, or those whose names stand in the window. */
export function optionsAmong(
  { picture, neighbours, words, view }: { picture: PictureData; neighbours: Neighbour[][]; words: Words; view: View },
  chosen: number | undefined,
  named: number[],
): Option[] {
  const { organizations, ties } = picture
  const placed = (at: number) => toWindow(view, organizations[at]!)
  const say = (at: number) => ({ name: organizations[at]!.name, ties: sayTies(words, neighbours[at]!.length) })
  if (chosen === undefined)
    return named.map((at) => ({ at, x: placed(at).x, y: placed(at).y, text: fill(words.one, say(at)) }))
  const tied = neighbours[chosen]!
  const order = around(
    placed(chosen),
    tied.map(({ at }) => placed(at)),
  )
  return order.map((nth, n) => {
    const { at, tie } = tied[nth]!
    const [, , line, strength] = ties[tie]!
    const how = [words[`line${line}`], strength > 0 ? fill(words.strength, { n: strength }) : []].flat().join(', ')
    const values = Object.assign(say(at), { i: n + 1, n: tied.length, chosen: organizations[chosen]!.name, how })
    return { at, x: placed(at).x, y: placed(at).y, text: fill(words.among, values) }
  })
}
