import { componentsOf } from './components.ts'
import { cutsOf } from './cuts.ts'
import { type Graph, without } from './graph.ts'

/** What it would mean if some left. */
export interface Departure {
  left: Uint32Array
  /** Components before, and after, among those who stay. */
  componentsBefore: number
  componentsAfter: number
  /** Who stays but would be cut off from most of those it reaches now, in ascending order. */
  cutOff: Uint32Array
  /** How many pairs of those who stay reach each other now and would not any more. */
  pairsLost: number
}

/** What if these left? Of each component that falls apart the largest remaining part counts as the rest. */
export function departureOf(graph: Graph, left: ArrayLike<number>): Departure {
  const gone = new Set(Array.from(left))
  const before = componentsOf(graph)
  const after = componentsOf(without(graph, gone))
  /** Who stays, by the component it is in now; and by the part it would be in. */
  const staying = new Map<number, number>()
  const parts = new Map<number, { component: number; size: number }>()
  for (let v = 0; v < graph.size; v += 1) {
    if (gone.has(v)) continue
    const component = before.of[v]!
    staying.set(component, (staying.get(component) ?? 0) + 1)
    parts.set(after.of[v]!, { component, size: after.sizes[after.of[v]!]! })
  }
  const rest = new Map<number, number>()
  const pairs = (many: number) => (many * (many - 1)) / 2
  let pairsLost = [...staying.values()].reduce((sum, many) => sum + pairs(many), 0)
  // Parts come by size and first number: the first of a component is its largest.
  for (const [part, { component, size }] of [...parts].sort(([a], [b]) => a - b)) {
    pairsLost -= pairs(size)
    if (!rest.has(component)) rest.set(component, part)
  }
  const isCutOff = (v: number) => !gone.has(v) && rest.get(before.of[v]!) !== after.of[v]
  return {
    left: Uint32Array.from(gone).sort(),
    componentsBefore: before.count,
    componentsAfter: parts.size,
    cutOff: Uint32Array.from({ length: graph.size }, (_, v) => v).filter(isCutOff),
    pairsLost,
  }
}

/** What it would mean for each on whom others depend if it alone left; who cuts off nobody is not among them. The gravest first. */
export const gravestDepartures = (graph: Graph): Departure[] =>
  Array.from(cutsOf(graph).articulationPoints, (v) => departureOf(graph, [v])).sort(
    (a, b) => b.pairsLost - a.pairsLost || b.cutOff.length - a.cutOff.length || a.left[0]! - b.left[0]!,
  )
