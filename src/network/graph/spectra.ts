import { componentsOf } from './components.ts'
import { type Graph, strengthsOf } from './graph.ts'

const DAMPING = 0.85
const PRECISION = 1e-10
/** A vector that turns by less is at rest; one that turns by little and no longer by less is as exact as doubles are. */
const STILL = 1e-13
const NEARLY_STILL = 1e-10
const MOST_STEPS = 2e9

/**
 * PageRank with a damping of 0.85 (S. Brin and L. Page, 1998; D. Gleich, SIAM Review 57, 2015), along ties as strong as they
 * are. Who has no tie spreads evenly over all. It ends when the shares together are within 1e-10 of the limit: a round
 * that moved them by d leaves at most d × 0.85 / 0.15.
 */
export function pagerankOf(graph: Graph): Float64Array {
  const { size, offsets, targets, strengths } = graph
  const out = strengthsOf(graph)
  const share = new Float64Array(size)
  let rank = new Float64Array(size).fill(1 / size)
  let next = new Float64Array(size)
  let moved = size > 0 ? 1 : 0
  while ((moved * DAMPING) / (1 - DAMPING) >= PRECISION) {
    let loose = 0
    for (let v = 0; v < size; v += 1) {
      if (out[v] === 0) loose += rank[v]!
      else share[v] = rank[v]! / out[v]!
    }
    const base = (1 - DAMPING + DAMPING * loose) / size
    moved = 0
    for (let v = 0; v < size; v += 1) {
      let sum = 0
      for (let at = offsets[v]!; at < offsets[v + 1]!; at += 1)
        sum += share[targets[at]!]! * (strengths ? strengths[at]! : 1)
      next[v] = base + DAMPING * sum
      moved += Math.abs(next[v]! - rank[v]!)
    }
    ;[rank, next] = [next, rank]
  }
  return rank
}

/**
 * Eigenvector centrality (P. Bonacich, Journal of Mathematical Sociology 2, 1972) of unit Euclidean length, along ties as
 * strong as they are: null where not all are connected, or nobody is tied, since it then has no single meaning. The power
 * method on the matrix plus a multiple of one (which keeps the vector and lets graphs of two modes come to rest), until a
 * round no longer turns it; null also where that takes more than some seconds (a chain of thousands).
 */
export function eigenvectorOf(graph: Graph): Float64Array | null {
  const { size } = graph
  if (size < 2 || componentsOf(graph).count > 1) return null
  const shift = shiftFor(graph)
  let vector: Float64Array = new Float64Array(size).fill(1 / Math.sqrt(size))
  let before = Infinity
  const rounds = MOST_STEPS / (graph.targets.length + size)
  for (let round = 0; round < rounds; round += 1) {
    const next = timesMatrix(graph, vector, shift)
    let turned = 0
    for (let v = 0; v < size; v += 1) turned += (next[v]! - vector[v]!) ** 2
    vector = next
    turned = Math.sqrt(turned)
    if (turned < STILL || (turned < NEARLY_STILL && turned >= before)) return vector
    before = turned
  }
  return null
}

/** Half of the mean strength at the end of a tie: enough against swinging, without slowing much. */
function shiftFor(graph: Graph): number {
  const strengths = strengthsOf(graph)
  const sum = strengths.reduce((all, one) => all + one, 0)
  return sum / graph.size / 2
}

function timesMatrix({ size, offsets, targets, strengths }: Graph, vector: Float64Array, shift: number) {
  const product = new Float64Array(size)
  let length = 0
  for (let v = 0; v < size; v += 1) {
    let sum = shift * vector[v]!
    for (let at = offsets[v]!; at < offsets[v + 1]!; at += 1)
      sum += vector[targets[at]!]! * (strengths ? strengths[at]! : 1)
    product[v] = sum
    length += sum * sum
  }
  length = Math.sqrt(length)
  for (let v = 0; v < size; v += 1) product[v]! /= length
  return product
}
