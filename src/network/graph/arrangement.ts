import { type Components, componentsOf } from './components.ts'
import { type Graph, graphOf, tiesOf } from './graph.ts'

/** A graph renumbered so that what is read together lies together in memory. */
export interface Arrangement {
  graph: Graph
  components: Components
  /** Who stood at each number before. */
  original: Uint32Array
  /** Where each component begins; one more than there are, the last being the size. */
  begins: Uint32Array
}

/** By component, the largest first, and in it by degree: most ties lead to the few whose counts then stay in the cache. */
export function arranged(graph: Graph): Arrangement {
  const { size, offsets } = graph
  const components = componentsOf(graph)
  const degree = (v: number) => offsets[v + 1]! - offsets[v]!
  const original = Uint32Array.from({ length: size }, (_, v) => v).sort(
    (a, b) => components.of[a]! - components.of[b]! || degree(b) - degree(a) || a - b,
  )
  const place = new Uint32Array(size)
  original.forEach((v, at) => (place[v] = at))
  const { pairs, strengths } = tiesOf(graph)
  const begins = new Uint32Array(components.count + 1)
  components.sizes.forEach((many, n) => (begins[n + 1] = begins[n]! + many))
  return {
    graph: graphOf(
      size,
      pairs.map((v) => place[v]!),
      strengths,
    ),
    components: { ...components, of: Uint32Array.from(original, (v) => components.of[v]!) },
    original,
    begins,
  }
}
