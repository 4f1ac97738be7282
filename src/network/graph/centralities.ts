import type { Arrangement } from './arrangement.ts'
import { isSampled } from './paths.ts'
import type { Plan } from './plans.ts'
import type { Sums } from './sweep.ts'

/** How far what was judged by pivots may be off. */
export interface Sampling {
  /** From how many of how many paths were counted. */
  pivots: number
  of: number
  /** Two standard errors of the betweenness that is least sure: few are further off. */
  betweenness: number
  /** In 95 of 100 cases no betweenness at all is further off. */
  betweennessAtMost: number
  /** Two standard errors of the average path. */
  averagePath: number
  /** The diameter is at least the one that is given, and at most this. */
  diameterAtMost: number
}

/** What shortest paths tell of a graph and of each in it. */
export interface Centralities {
  /** Share of all pairs of others between which one stands (L. Freeman, Sociometry 40, 1977). */
  betweenness: Float64Array
  /** After S. Wasserman and K. Faust (1994): the mean distance to those one reaches, times the share of all that they are. */
  closeness: Float64Array
  /** The sum of one over the distances to all others (Y. Rochat, 2009; P. Boldi and S. Vigna, 2014). */
  harmonic: Float64Array
  /** Of the largest component; null where nobody is tied. */
  diameter: number | null
  averagePath: number | null
  /** Null where all was counted. */
  sampling: Sampling | null
}

const DOUBT = 0.05

/** From the sums of all slices to measures, in the numbers that the graph had before it was arranged. */
export function centralitiesOf(arrangement: Arrangement, plan: Plan, sums: Sums): Centralities {
  const { graph, components, original } = arrangement
  const { size } = graph
  const centralities: Centralities = {
    betweenness: new Float64Array(size),
    closeness: new Float64Array(size),
    harmonic: new Float64Array(size),
    ...wholeOf(arrangement, plan, sums),
    sampling: isSampled(arrangement, plan) ? samplingOf(arrangement, plan, sums) : null,
  }
  const pairs = size > 2 ? (size - 1) * (size - 2) : 1
  const distances = distancesOf(arrangement, plan, sums)
  for (let v = 0; v < size; v += 1) {
    const component = components.of[v]!
    const reached = components.sizes[component]! - 1
    const taken = plan.taken[component]!
    const one = original[v]!
    if (reached === 0) continue
    centralities.betweenness[one] = (sums.between[v]! * ((reached + 1) / taken)) / pairs
    centralities.closeness[one] = ((reached / distances.farness[v]!) * reached) / (size - 1)
    centralities.harmonic[one] = distances.harmonic[v]!
  }
  return centralities
}

/** The distances of each to all others: its own where it was a source, else judged by the pivots (D. Eppstein and J. Wang, 2004). */
function distancesOf({ graph, components }: Arrangement, { sources, taken }: Plan, sums: Sums) {
  const farness = new Float64Array(graph.size)
  const harmonic = new Float64Array(graph.size)
  if (sums.farnessTo.length > 0)
    for (let v = 0; v < graph.size; v += 1) {
      const others = components.sizes[components.of[v]!]! - 1
      const seenBy = taken[components.of[v]!]!
      if (seenBy === 0) continue
      farness[v] = (sums.farnessTo[v]! * others) / seenBy
      harmonic[v] = (sums.harmonicTo[v]! * others) / seenBy
    }
  sources.forEach((v, n) => {
    farness[v] = sums.farness[n]!
    harmonic[v] = sums.harmonic[n]!
  })
  return { farness, harmonic }
}

/** Diameter and average path of the largest component, whose sources come first. */
function wholeOf({ components }: Arrangement, { taken }: Plan, sums: Sums) {
  const sources = taken[0] ?? 0
  if (sources === 0) return { diameter: null, averagePath: null }
  const farness = sums.farness.subarray(0, sources)
  return {
    diameter: sums.eccentricity.subarray(0, sources).reduce((most, one) => Math.max(most, one), 0),
    averagePath: farness.reduce((sum, one) => sum + one, 0) / sources / (components.sizes[0]! - 1),
  }
}

/**
 * How far pivots may mislead. As a rule: two standard errors of a sample without return, of whoever has the
 * greatest (the many whose betweenness comes from few pivots look surer than they are). For all at once, with 95 %: the
 * smaller of the bounds of Hoeffding and Serfling (R. Serfling, Annals of Statistics 2, 1974) and of Bernstein with the
 * variance that was seen (R. Bardenet and O.-A. Maillard, Bernoulli 21, 2015), the doubt being shared by all vertices.
 */
function samplingOf({ graph, components }: Arrangement, { taken, sources }: Plan, sums: Sums): Sampling {
  const { size } = graph
  const pairs = Math.max((size - 1) * (size - 2), 1)
  let betweenness = 0
  let betweennessAtMost = 0
  for (let v = 0; v < size; v += 1) {
    const many = components.sizes[components.of[v]!]!
    const seen = taken[components.of[v]!]!
    if (seen === 0 || seen === many) continue
    const mean = sums.between[v]! / seen
    const deviation = Math.sqrt(Math.max(sums.betweenSquares[v]! / seen - mean ** 2, 0))
    const left = 1 - (seen - 1) / many
    betweenness = Math.max(betweenness, (2 * deviation * Math.sqrt(left / (seen - 1)) * many) / pairs)
    const off = Math.min(serfling(many, seen, size), bernstein(many, seen, size, deviation))
    betweennessAtMost = Math.max(betweennessAtMost, (off * many) / pairs)
  }
  const first = Math.max(taken[0]!, 1)
  const [least] = sums.eccentricity.subarray(0, first).toSorted()
  return {
    pivots: sources.length,
    of: components.sizes.reduce((all, one) => (one > 1 ? all + one : all), 0),
    betweenness,
    betweennessAtMost,
    averagePath: pathError(sums.farness.subarray(0, first), components.sizes[0]!),
    diameterAtMost: 2 * least!,
  }
}

/** By how much the mean of what `seen` of `many` pivots say of one vertex may be off; each says from 0 to many − 2. */
const serfling = (many: number, seen: number, all: number) =>
  (many - 2) * Math.sqrt(((1 - (seen - 1) / many) * Math.log((2 * all) / DOUBT)) / (2 * seen))

function bernstein(many: number, seen: number, all: number, deviation: number): number {
  const doubt = Math.log((10 * all) / DOUBT)
  const left = seen <= many / 2 ? 1 - (seen - 1) / many : (1 - seen / many) * (1 + 1 / seen)
  return deviation * Math.sqrt((2 * left * doubt) / seen) + ((7 / 3 + 3 / Math.SQRT2) * (many - 2) * doubt) / seen
}

function pathError(farness: Float64Array, many: number): number {
  const mean = farness.reduce((sum, one) => sum + one, 0) / farness.length
  const squares = farness.reduce((sum, one) => sum + (one - mean) ** 2, 0) / Math.max(farness.length - 1, 1)
  return (2 * Math.sqrt((squares * (1 - farness.length / many)) / farness.length)) / (many - 1)
}
