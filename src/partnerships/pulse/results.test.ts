import { describe, expect, test } from 'vitest'
import { type Item, usualItems } from './instruments.ts'
import { type Answer, areEnough, resultsOf, type Sheet } from './results.ts'

const only = (key: Item['key']) => usualItems().filter((item) => item.key === key)
const organizations = new Map([
  [1, 'library'],
  [2, 'center'],
  [3, 'neighbors'],
])
const blank: Answer = { factors: {}, sides: {}, sentences: {} }
const show = (sheets: Sheet[], items: Item[]) => resultsOf(sheets, items, organizations, 5)

/** One thing that somebody says: who, of which partner, and about which; 0 is "I cannot say". */
interface Said {
  person: number
  about: number | null
}

/**
 * All that people of these partners may answer to one question, each way as a world: by everything that is shown of it in all
 * tiers together and by what somebody gave themself, which values each other answer may have.
 */
function attack(people: number[], item: Item, values: number[]) {
  const said = people.flatMap((side, person): Said[] =>
    item.key === 'mission' ? [{ person, about: null }] : others(side).map((about) => ({ person, about })),
  )
  const possible = new Map<string, Set<number>[]>()
  let shown = 0
  for (const world of worlds(said.length, values)) {
    const results = show(sheetsOf(people, said, world, item), [item])
    if (results.whole.length + results.views.length > 0) shown += 1
    const seen = JSON.stringify([results.whole, results.views])
    people.forEach((_, insider) => {
      const own = said.map((one, at) => (one.person === insider ? world[at] : null))
      const key = JSON.stringify([insider, seen, own])
      const sets = possible.get(key) ?? said.map(() => new Set<number>())
      said.forEach((_, at) => sets[at]!.add(world[at]!))
      possible.set(key, sets)
    })
  }
  const pinned = [...possible].filter(([key, sets]) => {
    const [insider] = JSON.parse(key) as [number]
    return said.some((one, at) => one.person !== insider && !isOpen([...sets[at]!]))
  })
  return { shown, pinned: pinned.map(([key]) => key) }
}

/** Whether somebody may still have answered low, and may still have answered high. */
const isOpen = (values: number[]) =>
  values.some((value) => value === 1 || value === 2) && values.some((value) => value > 2)

const others = (side: number) => [1, 2, 3].filter((one) => one !== side)

function* worlds(n: number, values: number[]): Generator<number[]> {
  const total = values.length ** n
  for (let index = 0; index < total; index += 1) {
    const world: number[] = []
    for (let at = 0, rest = index; at < n; at += 1, rest = Math.floor(rest / values.length))
      world.push(values[rest % values.length]!)
    yield world
  }
}

const sheetsOf = (people: number[], said: Said[], world: number[], item: Item): Sheet[] =>
  people.map((side, person) => {
    const answer: Answer = { factors: {}, sides: {}, sentences: {} }
    said.forEach((one, at) => {
      if (one.person !== person || world[at] === 0) return
      if (one.about === null) answer.factors[item.key] = world[at]!
      else answer.sides[String(one.about)] = { [item.key]: world[at]! }
    })
    return { side, answer }
  })

describe('whoever collects all that is shown, and knows what they said themself,', () => {
  test('learns nobody’s answer on a factor, also where some cannot say', () => {
    const { shown, pinned } = attack([1, 1, 2, 2, 3, 3], only('mission')[0]!, [0, 1, 2, 3, 4])
    expect(shown).toBeGreaterThan(1000)
    expect(pinned).toEqual([])
  })

  test.each([
    ['of three partners with two people each', [1, 1, 2, 2, 3, 3]],
    ['where one partner is seen by enough to be told so, and two are not', [1, 2, 2, 2, 3, 3, 3]],
  ])('learns nobody’s rating of anybody %s', (_, people) => {
    const { shown, pinned } = attack(people, only('openness')[0]!, [1, 4])
    expect(shown).toBeGreaterThan(1000)
    expect(pinned).toEqual([])
  })
})

describe('what is shown', () => {
  const sheet = (side: number, rate: number, about = others(side)): Sheet => ({
    side,
    answer: {
      factors: { mission: rate },
      sides: Object.fromEntries(about.map((one) => [one, { openness: rate }])),
      sentences: { mission: `${side} says ${rate}` },
    },
  })
  const items = usualItems()

  test('needs the threshold of people, and two besides those of each partner', () => {
    expect(areEnough([1, 1, 2, 3], 5)).toBe(false)
    expect(areEnough([1, 1, 2, 2, 3], 5)).toBe(true)
    expect(areEnough([1, 1, 1, 1, 2], 5)).toBe(false)
    expect(areEnough([1, 1, 1, 1, 1, 1], 5)).toBe(false)
  })

  test('says of one partner something only where enough people of two others rated it', () => {
    const six = [1, 1, 2, 2, 3, 3].map((side) => sheet(side, 3))
    expect(show(six, items).views).toEqual([])
    const nine = [1, 1, 1, 2, 2, 2, 3, 3, 3].map((side) => sheet(side, 3))
    expect(show(nine, items).views.map(({ side, item }) => [side, item])).toEqual([
      [2, 'openness'],
      [3, 'openness'],
      [1, 'openness'],
    ])
  })

  test('says nothing of how two partners see each other', () => {
    const two = [1, 1, 1, 2, 2, 2].map((side) => sheet(side, 3, [side === 1 ? 2 : 1]))
    expect(show(two, items).whole.map(({ item }) => item)).toEqual(['mission'])
  })

  test('counts two partners that became one as one, which does not rate itself', () => {
    const merged = new Map([...organizations, [3, 'center']])
    const sheets = [1, 1, 2, 2, 3, 3].map((side) => sheet(side, 3))
    const { whole, views } = resultsOf(sheets, items, merged, 5)
    expect(whole.map(({ item }) => item)).toEqual(['mission'])
    expect(views).toEqual([])
  })

  test('holds sentences only where enough people wrote one', () => {
    const five = [1, 1, 2, 2, 3].map((side) => sheet(side, 3))
    expect(show(five, items).sentences).toHaveLength(5)
    const silent: Sheet = { side: 3, answer: blank }
    expect(show([...five.slice(0, 4), silent], items).sentences).toEqual([])
  })
})
