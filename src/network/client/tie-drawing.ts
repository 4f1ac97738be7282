import type { PictureData } from './pictures.ts'
import { type Stage, make, placeIn } from './stage.ts'
import type { Place } from './views.ts'

/** What drawing a tie needs to know of the map. */
interface Wishes {
  picture: PictureData
  /** The address of the form for a new tie of an organization, by its slug. */
  form(slug: string): string
  /** Where an organization stands in the window now, and how big it is. */
  standing(at: number): Place & { radius: number }
  under(place: Place): number | undefined
  /** Somebody is pointed at while a cord is pulled. */
  looked(at: number | undefined): void
}

export interface TieDrawing {
  /** Puts the handle beside the chosen one, where the reader may draw ties from it. */
  follow(chosen: number | undefined): void
}

/** Pulls a cord from a handle to another organization, which leads to the form for a new tie; the panel has a link to it too. */
export function drawTies(stage: Stage, wishes: Wishes): TieDrawing {
  const { picture } = wishes
  const mine = new Set(picture.mine)
  const mayFrom = (at: number) => picture.mayPin || mine.has(picture.organizations[at]!.slug)
  let from: number | undefined
  const handle = make('span', { class: 'net-handle', 'data-still': '', 'aria-hidden': 'true', hidden: '' }, '+')
  const cord = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  cord.setAttribute('class', 'net-cord')
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  cord.append(line)
  stage.over.append(cord)
  stage.box.append(handle)
  handle.addEventListener('pointerdown', (event) => {
    event.preventDefault()
    handle.setPointerCapture(event.pointerId)
  })
  handle.addEventListener('pointermove', (event) => {
    if (!handle.hasPointerCapture(event.pointerId)) return
    const [a, b] = [wishes.standing(from!), placeIn(stage, event)]
    const over = wishes.under(b)
    wishes.looked(over === from ? undefined : over)
    const sag = 14 + Math.abs(b.x - a.x) * 0.08
    line.setAttribute('d', `M${a.x} ${a.y}Q${(a.x + b.x) / 2} ${(a.y + b.y) / 2 + sag} ${b.x} ${b.y}`)
  })
  const end = (event: PointerEvent) => {
    if (!handle.hasPointerCapture(event.pointerId)) return
    handle.releasePointerCapture(event.pointerId)
    line.removeAttribute('d')
    wishes.looked(undefined)
    const other = event.type === 'pointerup' ? wishes.under(placeIn(stage, event)) : undefined
    if (other === undefined || other === from) return
    const address = new URL(wishes.form(picture.organizations[from!]!.slug), location.href)
    address.searchParams.set('other', picture.organizations[other]!.name)
    location.assign(address)
  }
  handle.addEventListener('pointerup', end)
  handle.addEventListener('pointercancel', end)

  return {
    follow: (chosen) => {
      const may = chosen !== undefined && mayFrom(chosen)
      from = may ? chosen : undefined
      handle.hidden = !may
      if (!may) return
      const { x, y, radius } = wishes.standing(chosen)
      handle.style.transform = `translate(${x + radius * 0.7 + 4}px, ${y + radius * 0.7 + 4}px)`
    },
  }
}
