import type { Arrangement } from './arrangement.ts'
import type { Plan } from './plans.ts'
import { noSums, type Sums, makeSweep } from './sweep.ts'
import { makeWeightedSweep } from './weighted-sweep.ts'

/** What the shortest paths from one slice of the sources of a plan add up to. */
export function sumsOf(arrangement: Arrangement, plan: Plan, slice: { from: number; to: number }): Sums {
  const { graph, components, begins } = arrangement
  const sums = noSums(graph.size, slice.to - slice.from, isSampled(arrangement, plan))
  const sweep = graph.strengths ? makeWeightedSweep(graph, sums) : makeSweep(graph, sums)
  for (let n = slice.from; n < slice.to; n += 1) {
    const source = plan.sources[n]!
    const component = components.of[source]!
    sweep(n - slice.from, source, begins[component]!, begins[component + 1]!)
  }
  return sums
}

/** Whether a component is judged by pivots. */
export const isSampled = ({ components }: Arrangement, { taken }: Plan) =>
  taken.some((many, component) => many > 0 && many < components.sizes[component]!)

/** The slices of a plan together, in their order. */
export function together(size: number, slices: Sums[]): Sums {
  const sources = slices.reduce((sum, { farness }) => sum + farness.length, 0)
  const all = noSums(
    size,
    sources,
    slices.some(({ farnessTo }) => farnessTo.length > 0),
  )
  let at = 0
  for (const slice of slices) {
    for (const name of ['between', 'betweenSquares', 'farnessTo', 'harmonicTo'] as const) add(all[name], slice[name])
    for (const name of ['farness', 'harmonic', 'eccentricity'] as const) all[name].set(slice[name], at)
    at += slice.farness.length
  }
  return all
}

function add(all: Float64Array, more: Float64Array) {
  for (let v = 0; v < more.length; v += 1) all[v]! += more[v]!
}
