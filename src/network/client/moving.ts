import type { Direction } from './directions.ts'
import type { PictureData } from './pictures.ts'
import { type Stage, button, placeIn } from './stage.ts'
import type { Place } from './views.ts'
import { type Words, fill } from './words.ts'

interface Wishes {
  picture: PictureData
  words: Words
  /** Where pins are sent to, and where they are taken out. */
  addresses: { pin: string; unpin: string }
  under(place: Place): number | undefined
  toPicture(place: Place): Place
  /** An organization stands elsewhere now: the picture follows. */
  moved(at: number): void
}

export interface Moving {
  isOn(): boolean
  /** An arrow key moves the chosen one while moving is on. */
  nudge(key: Direction, far: boolean): boolean
  /** Keeps, or gives up, what the keys have moved; false where there is nothing to keep. */
  settle(keep: boolean): boolean
  follow(chosen: number | undefined): void
}

const STEPS: Record<Direction, [number, number]> = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] }
const STEP = 0.008
const within = (value: number) => Math.min(Math.max(value, 0), 1)

/** The coordinator puts organizations where the layout should have: by dragging, or with the arrow keys. */
export function moveOrganizations(stage: Stage, wishes: Wishes): Moving {
  const { picture, words } = wishes
  let chosen: number | undefined
  let before: { at: number; x: number; y: number } | undefined
  const isOn = () => toggle.getAttribute('aria-pressed') === 'true'
  const toggle = button(words.move, words.move, () => {
    toggle.setAttribute('aria-pressed', String(!isOn()))
    stage.box.classList.toggle('is-moving', isOn())
    if (isOn()) stage.say(words.moveHint)
    else settle(true)
  })
  toggle.setAttribute('aria-pressed', 'false')
  const unpin = button(words.unpin, words.unpin, () => void save(chosen!, false))
  unpin.hidden = true
  stage.bar.append(toggle, unpin)

  const put = (at: number, { x, y }: Place) => {
    const one = picture.organizations[at]!
    before ??= { at, x: one.x, y: one.y }
    one.x = within(x)
    one.y = within(y)
    wishes.moved(at)
  }
  const save = async (at: number, pinned: boolean) => {
    const one = picture.organizations[at]!
    const body = new URLSearchParams({ organization: one.slug })
    if (pinned) for (const side of ['x', 'y'] as const) body.set(side, one[side].toFixed(5))
    const was = before
    before = undefined
    const answer = await fetch(pinned ? wishes.addresses.pin : wishes.addresses.unpin, {
      method: 'POST',
      body,
      redirect: 'manual',
    }).catch(() => undefined)
    if (answer?.ok || answer?.type === 'opaqueredirect') {
      one.pinned = pinned
      stage.say(fill(pinned ? words.pinned : words.unpinned, { name: one.name }))
    } else {
      if (was) Object.assign(one, { x: was.x, y: was.y })
      stage.say(words.notSaved)
    }
    wishes.moved(at)
    unpin.hidden = chosen === undefined || !picture.organizations[chosen]!.pinned
  }
  const settle = (keep: boolean) => {
    if (!before) return false
    const { at, x, y } = before
    if (keep) void save(at, true)
    else {
      before = undefined
      Object.assign(picture.organizations[at]!, { x, y })
      wishes.moved(at)
    }
    return true
  }

  let held: number | undefined
  stage.list.addEventListener('pointerdown', (event) => {
    if (!isOn()) return
    settle(true)
    held = wishes.under(placeIn(stage, event))
    if (held !== undefined) stage.list.setPointerCapture(event.pointerId)
  })
  stage.list.addEventListener('pointermove', (event) => {
    if (held !== undefined) put(held, wishes.toPicture(placeIn(stage, event)))
  })
  const release = (event: PointerEvent) => {
    if (held === undefined) return
    held = undefined
    settle(event.type === 'pointerup')
  }
  stage.list.addEventListener('pointerup', release)
  stage.list.addEventListener('pointercancel', release)

  return {
    isOn,
    nudge: (key, far) => {
      if (!isOn() || chosen === undefined) return false
      const [dx, dy] = STEPS[key]
      const { x, y } = picture.organizations[chosen]!
      put(chosen, { x: x + dx * STEP * (far ? 5 : 1), y: y + dy * STEP * (far ? 5 : 1) })
      return true
    },
    settle,
    follow: (next) => {
      if (next !== chosen) settle(true)
      chosen = next
      unpin.hidden = next === undefined || !picture.organizations[next]!.pinned
    },
  }
}
