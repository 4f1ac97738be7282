import type { Graph } from '../graph/graph.ts'

/** What leads from one organization to each other over one between them (`shared…`) or two (`chain…`). */
export interface NearPaths {
  /** How many neighbours they share. */
  shared: Float64Array
  /** The same, each counting the less the more neighbours it has itself: one over their number. */
  sharedFew: Float64Array
  /** Ways over two others, each counting one over the root of the product of their numbers of neighbours. */
  chains: Float64Array
  /** The same without the root. */
  chainsFew: Float64Array
}

/** Room for the paths of one after the other. */
export const roomForPaths = (size: number): NearPaths & { weights: Float64Array; weightsFew: Float64Array } => ({
  shared: new Float64Array(size),
  sharedFew: new Float64Array(size),
  chains: new Float64Array(size),
  chainsFew: new Float64Array(size),
  weights: new Float64Array(size),
  weightsFew: new Float64Array(size),
})
type Room = ReturnType<typeof roomForPaths>

/**
 * The paths from `i` to all others, as if no tie joined the two that they lead between: so those who are tied and those
 * who are not can be compared. Shared neighbours, weighed after T. Zhou, L. Lü and Y.-C. Zhang (European Physical Journal B
 * 71, 2009); paths of three ties, weighed after I. Kovács and others (Nature Communications 10, 2019).
 */
export function pathsFrom({ offsets, targets }: Graph, i: number, room: Room): NearPaths {
  for (const array of Object.values(room)) array.fill(0)
  const { shared, sharedFew, chains, chainsFew, weights, weightsFew } = room
  const degree = (v: number) => offsets[v + 1]! - offsets[v]!
  const each = (v: number, visit: (u: number) => void) => {
    for (let at = offsets[v]!; at < offsets[v + 1]!; at += 1) visit(targets[at]!)
  }
  each(i, (u) => {
    const ofU = degree(u)
    each(u, (v) => {
      if (v === i) return
      const product = ofU * degree(v)
      shared[v]! += 1
      sharedFew[v]! += 1 / ofU
      weights[v]! += 1 / Math.sqrt(product)
      weightsFew[v]! += 1 / product
    })
  })
  for (let v = 0; v < weights.length; v += 1) {
    if (weights[v] === 0) continue
    each(v, (j) => {
      if (j === i) return
      chains[j]! += weights[v]!
      chainsFew[j]! += weightsFew[v]!
    })
  }
  each(i, (j) => leaveOutOwnTie(j))
  return room

  /** Ways that begin with the very tie to the one they lead to are none. */
  function leaveOutOwnTie(j: number) {
    let [less, lessFew] = [0, 0]
    each(j, (v) => {
      if (v === i) return
      less += 1 / Math.sqrt(degree(j) * degree(v))
      lessFew += 1 / (degree(j) * degree(v))
    })
    chains[j] = Math.max(0, chains[j]! - less)
    chainsFew[j] = Math.max(0, chainsFew[j]! - lessFew)
  }
}
