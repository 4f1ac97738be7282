import type { Db } from '../../platform/db.ts'
import type { Keep } from '../../platform/kept-reads.ts'
import { type Network, pairsOf, readNetwork } from '../current-networks.ts'
import { type Graph, graphOf } from '../graph/graph.ts'
import { type MeasureOptions, measureInThreads } from '../graph/measure-in-threads.ts'
import type { Measures } from '../graph/measures.ts'
import { type Depth, isEarlyExact } from '../graph/plans.ts'
import { threads } from '../graph/threads.ts'
import type { Tier } from '../tiers.ts'
import { longRead, soon } from './long-reads.ts'

/** How a network is measured, and what is kept for all who read the same. */
export interface InsightOptions extends MeasureOptions {
  /** Whether ties count by their strength. */
  weighted?: boolean
  /** What is kept for all of the tier until something changes. */
  keep?: Keep
}

/** The measures of one organization, as `measures.ts` defines them. */
export interface OrganizationInsight {
  name: string
  degree: number
  /** The strengths of its ties together, where ties count by strength. */
  strength?: number
  betweenness: number
  closeness: number
  harmonic: number
  eigenvector: number | null
  pagerank: number
  core: number
  clustering: number
  component: number
}

/** The measures of a region's network as programs read them: numbers in full, organizations by their ids. */
export interface Insight {
  tier: Tier
  asOf: string
  /** There where ties count by their strength. */
  weighted?: true
  graph: {
    organizations: number
    ties: number
    density: number
    components: number
    largestComponent: number
    diameter: number | null
    averagePath: number | null
    transitivity: number
    averageClustering: number
    articulationPoints: string[]
    bridges: [string, string][]
  }
  organizations: Record<string, OrganizationInsight>
  /** There where paths were counted from some organizations only. */
  sampling?: Measures['sampling'] & object
}

const inPlace: Keep = (_key, read) => read()

/** The simple undirected graph of a network: organizations by their places in it, one tie a pair. */
export function graphOfNetwork(network: Pick<Network, 'organizations' | 'ties'>, weighted = false): Graph {
  const pairs = pairsOf(network)
  // A tie of unknown strength weighs as the weakest.
  const strengths = weighted ? pairs.map(({ strength }) => strength ?? 1) : undefined
  const ends = pairs.flatMap(({ a, b }) => [a, b])
  return graphOf(network.organizations.length, ends, strengths)
}

/** Measures a network in threads; values stand in the order of its organizations. */
export const measureNetwork = (network: Network, options: InsightOptions = {}): Promise<Measures> =>
  measureInThreads(threads, graphOfNetwork(network, options.weighted), options)

/** The network that a tier sees on a day, with its measures. */
export async function measuredNetwork(
  db: Db,
  regionId: string,
  tier: Tier,
  day: string,
  options: InsightOptions = {},
): Promise<{ network: Network; measures: Measures }> {
  const { keep = inPlace, weighted = false, depth = 'exact' } = options
  const network = await keep(`network ${day}`, () => readNetwork(db, regionId, tier, day))
  return { network, measures: await keep(keyOf(day, weighted, depth), () => measureNetwork(network, options)) }
}

/** So long a page waits for exact figures before it shows an estimate. */
const PATIENCE_MS = 300

/** The measures that a page shows now, and how far the exact ones are; `share` is null once they are there. */
export interface MeasuredSoon {
  measures: Measures
  share: number | null
}

/**
 * Measures for a page, which waits half a second at most: of a large network an estimate with its error (`sampling`), while
 * the exact figures are computed, and kept for whoever asks next.
 */
export async function measureSoon(network: Network, keep: Keep, weighted = false): Promise<MeasuredSoon> {
  const of = (depth: Depth) =>
    longRead(keep, keyOf(network.asOf, weighted, depth), (progress) =>
      measureNetwork(network, { weighted, depth, progress }),
    )
  const exact = of('exact')
  if (isEarlyExact(graphOfNetwork(network))) return { measures: await exact, share: null }
  const early = of('early')
  const now = await soon(exact, PATIENCE_MS)
  return 'value' in now ? { measures: now.value, share: null } : { measures: await early, share: now.share }
}

const keyOf = (day: string, weighted: boolean, depth: Depth) => `measures ${day} ${weighted} ${JSON.stringify(depth)}`

/** What a tier may know of its network on a day, as programs read it. */
export async function insightOf(
  db: Db,
  regionId: string,
  tier: Tier,
  day: string,
  options: InsightOptions = {},
): Promise<Insight> {
  const { network, measures } = await measuredNetwork(db, regionId, tier, day, options)
  return asInsight(network, measures, options.weighted ?? false)
}

function asInsight(network: Network, measures: Measures, weighted: boolean): Insight {
  const idOf = (v: number) => network.organizations[v]!.id
  const { bridges } = measures
  return {
    tier: network.tier,
    asOf: network.asOf,
    ...(weighted && { weighted }),
    graph: {
      organizations: measures.size,
      ties: measures.ties,
      density: measures.density,
      components: measures.components,
      largestComponent: measures.largestComponent,
      diameter: measures.diameter,
      averagePath: measures.averagePath,
      transitivity: measures.transitivity,
      averageClustering: measures.averageClustering,
      articulationPoints: Array.from(measures.articulationPoints, idOf),
      bridges: Array.from({ length: bridges.length / 2 }, (_, n) => [idOf(bridges[2 * n]!), idOf(bridges[2 * n + 1]!)]),
    },
    organizations: Object.fromEntries(
      network.organizations.map(({ id, name }, v) => [id, { name, ...oneOf(measures, v, weighted) }]),
    ),
    ...(measures.sampling && { sampling: measures.sampling }),
  }
}

const oneOf = (measures: Measures, v: number, weighted: boolean): Omit<OrganizationInsight, 'name'> => ({
  degree: measures.degree[v]!,
  ...(weighted && { strength: measures.strength[v]! }),
  betweenness: measures.betweenness[v]!,
  closeness: measures.closeness[v]!,
  harmonic: measures.harmonic[v]!,
  eigenvector: measures.eigenvector?.[v] ?? null,
  pagerank: measures.pagerank[v]!,
  core: measures.core[v]!,
  clustering: measures.clustering[v]!,
  component: measures.component[v]!,
})
