export interface Box {
  left: number
  top: number
  right: number
  bottom: number
}

/** A name that wants a place: where its organization stands, how big both are, and how much it matters. */
export interface Wanting {
  x: number
  y: number
  radius: number
  width: number
  height: number
  /** What it may stand over: nothing, organizations without importance, or any where there is no other place. */
  over: 'nothing' | 'small' | 'any'
}

/** A circle that names keep clear of, and whether it matters. */
export interface Obstacle {
  x: number
  y: number
  radius: number
  matters: boolean
}

const CELL = 48
const GAP = 3
const FORBIDDEN = Infinity

const overlaps = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom

/** Whether a box touches a circle. */
export function touches(box: Box, { x, y, radius }: Pick<Obstacle, 'x' | 'y' | 'radius'>): boolean {
  const dx = x - Math.min(Math.max(x, box.left), box.right)
  const dy = y - Math.min(Math.max(y, box.top), box.bottom)
  return dx * dx + dy * dy < radius * radius
}

/** Things by the squares they lie in, so that each name looks at its surroundings only. */
function squares<T>() {
  const all = new Map<number, T[]>()
  const each = (box: Box, visit: (key: number) => void) => {
    for (let x = Math.floor(box.left / CELL); x <= Math.floor(box.right / CELL); x += 1)
      for (let y = Math.floor(box.top / CELL); y <= Math.floor(box.bottom / CELL); y += 1) visit(x * 65_536 + y)
  }
  return {
    add: (box: Box, thing: T) =>
      each(box, (key) => {
        const there = all.get(key)
        if (there) there.push(thing)
        else all.set(key, [thing])
      }),
    near: (box: Box): Set<T> => {
      const found = new Set<T>()
      each(box, (key) => {
        for (const thing of all.get(key) ?? []) found.add(thing)
      })
      return found
    },
  }
}

/** Where a name may stand beside its organization: below and above first, then at the sides, then at the corners. */
function slotsOf({ x, y, radius, width, height }: Wanting): Box[] {
  const at = (left: number, top: number): Box => ({ left, top, right: left + width, bottom: top + height })
  const [away, near] = [radius + GAP, radius * 0.7 + GAP]
  const [middle, level] = [x - width / 2, y - height / 2]
  return [
    at(x + away, level),
    at(middle, y + away),
    at(middle, y - away - height),
    at(x - away - width, level),
    at(x + near, y + near - height * 0.3),
    at(x - near - width, y + near - height * 0.3),
    at(x + near, y - near - height * 0.7),
    at(x - near - width, y - near - height * 0.7),
  ]
}

/**
 * A place for each name that finds one, in the order in which they come: no two names overlap, none covers an organization
 * of importance or what has to stay clear, or leaves the frame where its own stands inside. A name without a place is
 * left out.
 */
export function placeLabels(
  names: Wanting[],
  { obstacles, clear = [], frame }: { obstacles: Obstacle[]; clear?: Box[]; frame: Box },
): (Box | undefined)[] {
  const circles = squares<Obstacle>()
  for (const one of obstacles)
    circles.add(
      { left: one.x - one.radius, top: one.y - one.radius, right: one.x + one.radius, bottom: one.y + one.radius },
      one,
    )
  const taken = squares<Box>()
  for (const box of clear) taken.add(box, box)
  const inside = (name: Wanting) =>
    name.x >= frame.left && name.x <= frame.right && name.y >= frame.top && name.y <= frame.bottom
  const costOf = (name: Wanting, box: Box, nth: number): number => {
    if (inside(name) && !within(box, frame)) return FORBIDDEN
    const padded = { left: box.left - GAP, top: box.top - 1, right: box.right + GAP, bottom: box.bottom + 1 }
    for (const other of taken.near(padded)) if (overlaps(padded, other)) return FORBIDDEN
    let cost = nth
    for (const circle of circles.near(box)) {
      if ((circle.x === name.x && circle.y === name.y) || !touches(box, circle)) continue
      if (name.over !== 'any' && (circle.matters || name.over === 'nothing')) return FORBIDDEN
      cost += (circle.matters ? 100 : 1) + circle.radius
    }
    return cost
  }
  return names.map((name) => {
    const best = slotsOf(name)
      .map((box, n) => ({ box, cost: costOf(name, box, n) }))
      .reduce((least, slot) => (slot.cost < least.cost ? slot : least))
    if (best.cost === FORBIDDEN) return undefined
    taken.add(best.box, best.box)
    return best.box
  })
}

const within = (box: Box, frame: Box) =>
  box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom
