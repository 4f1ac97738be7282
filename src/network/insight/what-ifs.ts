import type { Network } from '../current-networks.ts'
import { departureOf } from '../graph/departures.ts'
import type { Graph } from '../graph/graph.ts'
import { once, plainWord } from './acquaintances.ts'

/** What would be lost with some organizations, as places in the network. */
export interface WhatIf {
  left: number[]
  /** Who stays and would be cut off from most of those it reaches now, in the pieces that would be left. */
  cutOff: number[][]
  piecesBefore: number
  piecesAfter: number
  /** Pairs of those who stay that reach each other now and would not any more. */
  pairsLost: number
  /** Ties that would be gone with them. */
  ties: number
  /** Who would be left without any tie. */
  alone: number[]
  /** Roles and audiences that nobody else has; and those that others have, but nobody whom most can reach. */
  roles: Lost
  audiences: Lost
}
export interface Lost {
  gone: string[]
  outOfReach: string[]
}

/** What if these left the network? */
export function whatIf(network: Network, graph: Graph, left: readonly number[]): WhatIf {
  const { organizations } = network
  const departure = departureOf(graph, left)
  const gone = new Set(left)
  const away = new Set([...departure.cutOff, ...left])
  const near = (v: number) => Array.from(graph.targets.subarray(graph.offsets[v]!, graph.offsets[v + 1]!))
  const plain = once(plainWord)
  const lost = (of: (n: number) => readonly string[]): Lost => {
    const words = new Map(left.flatMap((n) => of(n).map((word) => [plain(word), word])))
    const holders = new Map([...words.keys()].map((word): [string, number[]] => [word, []]))
    organizations.forEach((_, n) => of(n).forEach((word) => holders.get(plain(word))?.push(n)))
    const has = (word: string, among: (n: number) => boolean) => holders.get(word)!.some(among)
    const missing = [...words].filter(([word]) => !has(word, (n) => !gone.has(n)))
    const split = departure.cutOff.length > 0
    const far = [...words].filter(
      ([word]) => has(word, (n) => !gone.has(n)) && split && !has(word, (n) => !away.has(n)),
    )
    return { gone: missing.map(([, word]) => word), outOfReach: far.map(([, word]) => word) }
  }
  return {
    left: [...left],
    cutOff: piecesOf(Array.from(departure.cutOff), near),
    piecesBefore: departure.componentsBefore,
    piecesAfter: departure.componentsAfter,
    pairsLost: departure.pairsLost,
    ties: tiesLost(left, near),
    alone: Array.from(departure.cutOff).filter((v) => near(v).every((u) => gone.has(u))),
    roles: lost((n) => organizations[n]!.roles),
    audiences: lost((n) => organizations[n]!.audiences),
  }
}

/** Who of these can still reach each other, the largest piece first. */
function piecesOf(cutOff: number[], near: (v: number) => number[]): number[][] {
  const open = new Set(cutOff)
  const pieces: number[][] = []
  for (const first of cutOff) {
    if (!open.delete(first)) continue
    const piece = [first]
    for (const v of piece) for (const u of near(v)) if (open.delete(u)) piece.push(u)
    pieces.push(piece.toSorted((a, b) => a - b))
  }
  return pieces.toSorted((a, b) => b.length - a.length || a[0]! - b[0]!)
}

function tiesLost(left: readonly number[], near: (v: number) => number[]): number {
  const gone = new Set(left)
  return left.reduce((sum, v) => sum + near(v).reduce((all, u) => all + (gone.has(u) ? 0.5 : 1), 0), 0)
}
