import { LINES, type Pair } from '../current-networks.ts'
import type { Tier } from '../tiers.ts'
import { sizesOf } from './map-measures.ts'
import { type Group, groupsOf } from './map-groups.ts'
import type { DrawnFlow } from './map-flows.ts'
import type { Hole } from './map-holes.ts'
import type { Place } from './map-layouts.ts'
import { type MapView, pairHasFaded } from './map-views.ts'

/** An organization in the picture of a map. */
export interface Drawn {
  id: string
  slug: string
  name: string
  /** Place of its group. */
  group: number
  /** Parts of the width and of the height. */
  x: number
  y: number
  /** From 0 to 1, by what the sizes tell. */
  size: number
  /** Organizations it is tied to, of those that are shown. */
  ties: number
  pinned: boolean
}

/** Places of its ends, first the one that says so where only one does; place of its line in `LINES`, strength (0: unknown), whether it has faded. One for each pair. */
export type DrawnTie = [a: number, b: number, line: number, strength: number, faded: 0 | 1]

/** What a map looks like: all that draws it, in the browser, on paper or in a file, reads this. */
export interface Picture {
  tier: Tier
  asOf: string
  organizations: Drawn[]
  ties: DrawnTie[]
  groups: Group[]
  /** The part of the height in which organizations stand; beneath it lie the hollow marks. */
  share: number
  /** Hollow marks, each with a place. */
  holes: (Hole & { x: number; y: number })[]
  /** What flows from one to another, as places, and how much: where that was asked for. */
  flows?: (readonly [from: number, to: number, things: number])[]
  /** Place of the organization that is looked at. */
  focus?: number
  /** A way from one to another; null: there is none. */
  way?: number[] | null
}

/** The part of the height that holes take at the bottom. */
const HOLES = 0.1

/** Draws a view: where things stand, how they look, and what is missing beneath. */
export function pictureOf(
  view: MapView,
  places: ReadonlyMap<string, Place>,
  looks: ReadonlyMap<string, { colour: string; shape: string }>,
  holes: readonly Hole[],
  flows?: readonly DrawnFlow[],
): Picture {
  const { network, organizations, pairs, focus, way } = view
  const { groups, of } = groupsOf(view, looks)
  const sizes = sizesOf(view.values)
  const counts = organizations.map(() => 0)
  for (const { a, b } of pairs) for (const end of [a, b]) counts[end]! += 1
  const share = holes.length === 0 ? 1 : 1 - HOLES
  const drawn = organizations.map(({ id, slug, name }, n): Drawn => {
    const { x, y, pinned } = places.get(id) ?? { x: 0.5, y: 0.5, pinned: false }
    return { id, slug, name, group: of[n]!, x, y: part(y * share), size: part(sizes[n]!), ties: counts[n]!, pinned }
  })
  return {
    tier: network.tier,
    asOf: network.asOf,
    organizations: drawn,
    ties: pairs.map((pair): DrawnTie => {
      const faded = pairHasFaded(pair, network) ? 1 : 0
      const [a, b] = claimant(pair) === organizations[pair.b]!.id ? [pair.b, pair.a] : [pair.a, pair.b]
      return [a, b, LINES.indexOf(pair.line), pair.strength ?? 0, faded]
    }),
    groups,
    share,
    holes: holes.map((hole, n) => ({ ...hole, x: part((n + 0.5) / holes.length), y: 1 - HOLES / 3 })),
    ...(flows && { flows: flows.map(({ from, to, things }) => [from, to, things] as const) }),
    ...(focus !== undefined && { focus }),
    ...(way !== undefined && { way }),
  }
}

/** Which of two says so, where only one of them does. */
export const claimant = ({ line, ties }: Pick<Pair, 'line' | 'ties'>): string | null =>
  line === 'claimed' ? (ties.find((tie) => tie.line === 'claimed')?.claimedBy ?? null) : null

const part = (value: number) => Math.round(value * 10_000) / 10_000

/** Who is tied to the one that is looked at, that one too; undefined where none is. */
export function litOf({ focus, way, ties }: Pick<Picture, 'focus' | 'way' | 'ties'>): Set<number> | undefined {
  if (way) return new Set(way)
  if (focus === undefined) return undefined
  return new Set([focus, ...ties.flatMap(([a, b]) => (a === focus ? [b] : b === focus ? [a] : []))])
}
