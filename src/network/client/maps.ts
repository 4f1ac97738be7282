import { focusIn, placeIn, withFocus, withPlace } from './addresses.ts'
import { openBitmap } from './bitmaps.ts'
import { followGestures } from './gestures.ts'
import { hitter } from './hits.ts'
import { followLinks } from './links.ts'
import { moveOrganizations } from './moving.ts'
import { fetchOutlines } from './outlines.ts'
import { showPanel } from './panels.ts'
import { type PictureData, neighboursOf } from './pictures.ts'
import { radiusOf, unitOf } from './sizes.ts'
import { type Ring, buildStage, placeIn as placeOf, putRing } from './stage.ts'
import { drawTies } from './tie-drawing.ts'
import { addViewButtons } from './view-buttons.ts'
import { type Place, type View, mostOf, moveTo, readView, sayView, toPicture, toWindow } from './views.ts'
import { optionsAmong, walkWith } from './walks.ts'
import { type Words, fill, sayTies } from './words.ts'

/** Where the letters of the page lie. */
const FONT = 'asset:public-sans.woff2'
/** How near to an organization a pointer or a finger has to come. */
const REACH = { mouse: 6, touch: 20 }
/** In a picture of more than these, the page opens where the chosen one is. */
const LARGE = 250

/** Opens the map in the place of what the server drew. Answers how to close it. */
export async function openMap(host: HTMLElement): Promise<() => void> {
  const asked = fetch(host.dataset.picture!)
  const [answer, shapes] = await Promise.all([asked, fetchOutlines()])
  if (!answer.ok) throw new Error(`${host.dataset.picture} answered ${answer.status}`)
  const picture = (await answer.json()) as PictureData
  // Hollow marks have a place of their own here: the window belongs to the organizations.
  for (const one of picture.organizations) one.y = Math.min(1, one.y / picture.share)
  return playMap(host, picture, shapes)
}

function playMap(host: HTMLElement, picture: PictureData, shapes: Record<string, string>): () => void {
  const words = JSON.parse(host.dataset.words!) as Words
  const { organizations } = picture
  const neighbours = neighboursOf(picture)
  const bySlug = new Map(organizations.map(({ slug }, n) => [slug, n]))
  const most = mostOf(organizations.length)
  const stage = buildStage(picture, words)
  host.prepend(stage.island)
  let hit = hitter(organizations)
  let chosen = picture.focus ?? bySlug.get(focusIn(here()) ?? '')
  /** Who was chosen before, to go back to. */
  const trail: number[] = []
  const rings: Record<Ring, number | undefined> = { hover: undefined, active: undefined, chosen }

  const bitmap = openBitmap(host, stage, {
    told: { picture, shapes, font: FONT },
    colours: picture.groups.map(({ colour }) => colour),
    view: () => gestures.view(),
    chosen: () => chosen,
    painted: (took) => {
      host.classList.add('is-live')
      host.dataset.took = String(Math.round(took))
      if (host.dataset.state !== 'moving') host.dataset.state = 'painted'
      if (chosen === undefined) offerWays()
      host.dispatchEvent(new Event('painted'))
    },
  })
  const gestures = followGestures(stage.box, {
    most,
    first: (width, height) =>
      readView(placeIn(here()), width, height, most) ?? moveTo(firstPlaces(), width, height, most / 2),
    moved: (view) => {
      host.dataset.state = 'moving'
      follow(view)
    },
    rested: (view) => {
      const address = withPlace(here(), view.k > 1.001 ? sayView(view) : undefined)
      if (address.href !== location.href) history.replaceState(history.state, '', address)
      paint(view)
    },
    isTaken: (event) =>
      (event.target as Element).closest('[data-still]') !== null ||
      (moving?.isOn() === true && event instanceof MouseEvent && under(placeOf(stage, event)) !== undefined),
  })
  const paint = (view = gestures.view()) => {
    host.dataset.state = 'still'
    bitmap.paint(view)
  }
  /** What has to be seen when the page of a crowd opens: the chosen one and its ties, or a path. */
  function firstPlaces(): Place[] {
    if (organizations.length <= LARGE) return []
    const wanted = chosen === undefined ? (picture.way ?? []) : [chosen, ...neighbours[chosen]!.map(({ at }) => at)]
    return wanted.map((at) => organizations[at]!)
  }
  const standing = (at: number) => {
    const view = gestures.view()
    const radius = radiusOf(unitOf(organizations.length, view), organizations[at]!.size)
    return Object.assign(toWindow(view, organizations[at]!), { radius })
  }
  const under = (place: Place, reach = REACH.mouse) =>
    hit(gestures.view(), place, reach) ?? bitmap.nameUnder(gestures.view(), place)
  const putRings = () => {
    for (const [kind, at] of Object.entries(rings) as [Ring, number | undefined][])
      putRing(stage.rings[kind], at === undefined ? undefined : standing(at))
  }
  const look = (kind: Ring, at: number | undefined) => {
    if (rings[kind] === at) return
    rings[kind] = at
    const isNamed = at === undefined || kind === 'chosen' || bitmap.names().some((name) => name.at === at)
    stage.rings[kind].firstElementChild!.textContent = isNamed ? '' : organizations[at]!.name
    putRings()
  }
  const follow = (view: View) => {
    bitmap.fit(view)
    putRings()
    drawing?.follow(chosen)
  }

  const offerWays = () => {
    const named = bitmap.names().map(({ at }) => at)
    const options = optionsAmong({ picture, neighbours, words, view: gestures.view() }, chosen, named)
    walk.among(options, chosen === undefined ? undefined : standing(chosen))
  }
  /** Another one is chosen, or none: the picture, the panel and, unless it did already, the address follow. */
  const choose = (at: number | undefined, keep = true) => {
    if (at === chosen) return
    const address = withFocus(here(), at === undefined ? undefined : organizations[at]!.slug)
    // Whose surroundings alone are shown decides who stands in the picture: that is another page.
    if (address.searchParams.has('near')) return location.assign(withPlace(address, undefined))
    chosen = at
    look('chosen', at)
    if (keep) history.pushState(null, '', address)
    stage.say(sayChosen(at))
    drawing?.follow(at)
    moving?.follow(at)
    if (at !== undefined) bringIntoView(at)
    paint()
    offerWays()
    showPanel(address).catch(() => undefined)
  }
  /** Somebody else is gone to, on purpose: the way leads back. */
  const go = (at: number | undefined) => {
    if (at === undefined) trail.length = 0
    else if (chosen !== undefined && chosen !== at) trail.push(chosen)
    choose(at)
  }
  const sayChosen = (at: number | undefined) =>
    at === undefined
      ? fill(words.nothing, { n: organizations.length })
      : fill(words.chosen, { name: organizations[at]!.name, ties: sayTies(words, neighbours[at]!.length) })
  const bringIntoView = (at: number) => {
    const { width, height, x, y, k } = gestures.view()
    const place = standing(at)
    const room = Math.min(width, height) * 0.12
    if (place.x > room && place.x < width - room && place.y > room && place.y < height - room) return
    gestures.go({ k, x: x + width / 2 - place.x, y: y + height / 2 - place.y })
  }

  const drawing =
    picture.mayPin || picture.mine.length > 0
      ? drawTies(stage, {
          picture,
          form: (slug) => host.dataset.tie!.replace('SLUG', slug),
          standing,
          under: (place) => under(place, REACH.touch),
          looked: (at) => look('hover', at),
        })
      : undefined
  const moving = picture.mayPin
    ? moveOrganizations(stage, {
        picture,
        words,
        addresses: { pin: host.dataset.pin!, unpin: host.dataset.unpin! },
        under,
        toPicture: (place) => toPicture(gestures.view(), place),
        moved: () => {
          hit = hitter(organizations)
          bitmap.tell()
          follow(gestures.view())
          paint()
        },
      })
    : undefined
  const { enlarge, shift } = gestures
  const whole = () => gestures.go({ x: 0, y: 0, k: 1 })
  addViewButtons(stage, host, words, { enlarge, whole })
  const walk = walkWith(stage.list, {
    looked: (at) => {
      look('active', at)
      if (at !== undefined) bringIntoView(at)
    },
    go,
    keep: (keep) => moving?.settle(keep) ?? false,
    back: () => choose(trail.pop()),
    enlarge,
    whole,
    shift,
    isTaken: (key, far) => moving?.nudge(key, far) ?? false,
  })

  let finger = false
  stage.list.addEventListener('pointerdown', ({ pointerType }) => void (finger = pointerType === 'touch'))
  stage.list.addEventListener('click', (event) => {
    const at = under(placeOf(stage, event), finger ? REACH.touch : REACH.mouse)
    if (at !== undefined || !moving?.isOn()) go(at)
  })
  stage.list.addEventListener('pointermove', (event) => {
    if (event.pointerType !== 'mouse' || event.buttons) return
    const at = under(placeOf(stage, event))
    stage.box.classList.toggle('is-over', at !== undefined)
    look('hover', at)
  })
  stage.list.addEventListener('pointerleave', () => look('hover', undefined))

  const closing = new AbortController()
  addEventListener('popstate', () => choose(bySlug.get(focusIn(here()) ?? ''), false), { signal: closing.signal })
  followLinks(closing.signal, { bySlug, go })
  gestures.begin()
  moving?.follow(chosen)
  offerWays()
  return () => {
    closing.abort()
    gestures.stop()
    bitmap.stop()
    stage.island.remove()
    host.classList.remove('is-live')
  }
}

const here = () => new URL(location.href)
