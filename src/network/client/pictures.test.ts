import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hitter } from './hits.ts'
import { type PictureOrganization, type PictureTie, neighboursOf } from './pictures.ts'
import { toWindow, viewOf } from './views.ts'

const organization = (n: number, x = 0, y = 0): PictureOrganization => ({
  slug: `organization-${n}`,
  name: `Organization ${n}`,
  group: 0,
  x,
  y,
  size: 0.2,
  ties: 0,
  pinned: false,
})

test('whoever is tied to one is tied back, the strongest first', () => {
  const organizations = [0, 1, 2, 3].map((n) => organization(n))
  const ties: PictureTie[] = [
    [0, 1, 2, 1, 0],
    [0, 2, 2, 5, 0],
    [2, 3, 0, 0, 1],
  ]
  expect(neighboursOf({ organizations, ties })).toEqual([
    [
      { at: 2, tie: 1 },
      { at: 1, tie: 0 },
    ],
    [{ at: 0, tie: 0 }],
    [
      { at: 0, tie: 1 },
      { at: 3, tie: 2 },
    ],
    [{ at: 2, tie: 2 }],
  ])
})

test('what is pressed is the organization that stands there, however the map is moved', () => {
  const places = fc.uniqueArray(fc.record({ x: fc.integer({ min: 0, max: 9 }), y: fc.integer({ min: 0, max: 9 }) }), {
    minLength: 1,
    maxLength: 40,
    selector: ({ x, y }) => x * 10 + y,
  })
  fc.assert(
    fc.property(places, fc.double({ min: 1, max: 20, noNaN: true }), fc.nat(39), (all, k, nth) => {
      const organizations = all.map(({ x, y }, n) => organization(n, x / 9, y / 9))
      const wanted = nth % organizations.length
      const view = viewOf(1200, 900, { x: -300, y: -200, k })
      expect(hitter(organizations)(view, toWindow(view, organizations[wanted]!), 6)).toBe(wanted)
    }),
  )
})

test('where nobody stands nothing is pressed', () => {
  const view = viewOf(1200, 900)
  const hit = hitter([organization(0, 0.1, 0.1)])
  expect(hit(view, toWindow(view, { x: 0.8, y: 0.8 }), 20)).toBeUndefined()
})
