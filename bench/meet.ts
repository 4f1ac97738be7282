import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BenchOptions, Measured } from '../cli/bench.ts'
import { riverbend } from '../demo/regions.ts'
import { type Graph, graphOf, tiesOf } from '../src/network/graph/graph.ts'
import { type Acquaintance, oddsOf } from '../src/network/insight/likely-ties.ts'
import { traitsOf } from '../src/network/insight/shared-traits.ts'
import { readFile } from '../src/platform/formats/formats.ts'
import { plainWord } from '../src/network/insight/acquaintances.ts'
import { seeded } from './seeded.ts'

const DATA = '../shared/data'
const HIDDEN = 0.1
/** Fewer ties hide nothing worth finding. */
const FEWEST = 18
const DRAWS = { few: 100, many: 20 }
const MANY = 500

/** How much a way of guessing gives to each pair of an organization with the others. */
type Row = ArrayLike<number>
type Guess = (known: Acquaintance) => (i: number) => Row

/** Hides a tenth of the ties of each network and asks each way of guessing where they were. */
export async function run({ seed }: BenchOptions): Promise<Measured[]> {
  const random = seeded(seed)
  const ways: Record<string, Guess> = { chance: () => byChance(random), ...OTHERS, ours }
  return networks().flatMap(({ name, network }) => {
    const { size, ties } = network.graph
    const draws = size > MANY ? DRAWS.many : DRAWS.few
    const found = tryAll(network, ways, draws, random)
    return (['AUC', 'precision@10'] as const).flatMap((figure): Measured[] => {
      const [best = '', most = 0] = Object.keys(OTHERS)
        .map((way): [string, number] => [way, found[way]![figure]])
        .toSorted(([, a], [, b]) => b - a)[0]!
      const what = `${name} (${size}, ${ties} ties, ${draws} draws), ${figure}`
      return [
        { what, value: found['ours']![figure], unit: '', goal: `≥ ${most.toFixed(3)} (${best})` },
        ...[...Object.keys(OTHERS), 'chance'].map((way) => ({
          what: `  ${way}`,
          value: found[way]![figure],
          unit: '',
        })),
      ]
    })
  })
}

type Figures = Record<'AUC' | 'precision@10', number>

function tryAll(network: Acquaintance, ways: Record<string, Guess>, draws: number, random: () => number) {
  const sums = Object.fromEntries(
    Object.keys(ways).map((way): [string, Figures] => [way, { AUC: 0, 'precision@10': 0 }]),
  )
  for (let draw = 0; draw < draws; draw += 1) {
    const { kept, isHidden } = hide(network.graph, random)
    for (const [way, guess] of Object.entries(ways)) {
      const judged = judge(kept, isHidden, guess({ ...network, graph: kept }))
      for (const figure of ['AUC', 'precision@10'] as const) sums[way]![figure] += judged[figure] / draws
    }
  }
  return sums
}

function hide(graph: Graph, random: () => number) {
  const { pairs } = tiesOf(graph)
  const order = Array.from({ length: graph.ties }, (_, tie) => ({ tie, at: random() })).toSorted((a, b) => a.at - b.at)
  const hidden = new Set(order.slice(0, Math.max(1, Math.round(graph.ties * HIDDEN))).map(({ tie }) => tie))
  const ends = (tie: number): [number, number] => [pairs[2 * tie]!, pairs[2 * tie + 1]!]
  const taken = new Set([...hidden].map((tie) => ends(tie).join(' ')))
  const left = order.flatMap(({ tie }) => (hidden.has(tie) ? [] : ends(tie)))
  return { kept: graphOf(graph.size, left), isHidden: (a: number, b: number) => taken.has(`${a} ${b}`) }
}

/**
 * AUC: how often a hidden tie is given more than a pair that never was tied (as much counts half). Precision@10: how many
 * of the first ten were hidden; of those given the same, each may be among the ten.
 */
function judge(kept: Graph, isHidden: (a: number, b: number) => boolean, guess: (i: number) => Row): Figures {
  const pairs: { given: number; hidden: boolean }[] = []
  for (let i = 0; i < kept.size; i += 1) {
    const row = guess(i)
    const tied = new Set(kept.targets.subarray(kept.offsets[i]!, kept.offsets[i + 1]!))
    for (let j = i + 1; j < kept.size; j += 1) if (!tied.has(j)) pairs.push({ given: row[j]!, hidden: isHidden(i, j) })
  }
  pairs.sort((a, b) => b.given - a.given)
  const all = pairs.filter(({ hidden }) => hidden).length
  let [area, before, found, seen] = [0, 0, 0, 0]
  for (let from = 0; from < pairs.length;) {
    let to = from
    while (to < pairs.length && pairs[to]!.given === pairs[from]!.given) to += 1
    const hidden = pairs.slice(from, to).filter((pair) => pair.hidden).length
    const never = to - from - hidden
    area += hidden * (pairs.length - all - before - never / 2)
    before += never
    const taken = Math.min(10 - seen, to - from)
    found += (hidden * taken) / (to - from)
    seen += taken
    from = to
  }
  return { AUC: area / (all * (pairs.length - all)), 'precision@10': found / 10 }
}

const byChance = (random: () => number) => () => new Proxy([], { get: () => random() })

const ours: Guess = (known) => {
  const odds = oddsOf(known)
  return (i) => odds(i).odds
}

/** Each neighbour that two share counts as much as its number of neighbours says. */
const bySharing =
  (worth: (degree: number) => number): Guess =>
  ({ graph: { size, offsets, targets } }) =>
  (i) => {
    const row = new Float64Array(size)
    for (const u of targets.subarray(offsets[i]!, offsets[i + 1]!))
      for (const j of targets.subarray(offsets[u]!, offsets[u + 1]!)) row[j]! += worth(offsets[u + 1]! - offsets[u]!)
    return row
  }

const OTHERS: Record<string, Guess> = {
  'common neighbours': bySharing(() => 1),
  'Adamic–Adar': bySharing((degree) => (degree > 1 ? 1 / Math.log(degree) : 0)),
}

/** Riverbend, and what lies beside the project. */
function networks(): { name: string; network: Acquaintance }[] {
  const there = existsSync(DATA) ? [...metricsGraphs(), eurosis(), kumu()] : []
  return [...there, { name: 'Riverbend', network: invented() }].filter(({ network }) => network.graph.ties >= FEWEST)
}

const bare = (graph: Graph): Acquaintance => {
  const nothing = traitsOf(
    Array.from({ length: graph.size }, () => []),
    plainWord,
  )
  return { graph, audiences: nothing, counties: nothing, languages: nothing, skills: nothing, roles: nothing }
}

function graphFrom(nodes: readonly string[], edges: readonly (readonly [string, string])[]): Graph {
  const at = new Map(nodes.map((node, n) => [node, n]))
  const known = edges.filter((ends) => ends.every((end) => at.has(end)))
  return graphOf(
    nodes.length,
    known.flatMap((ends) => ends.map((end) => at.get(end)!)),
  )
}

interface GraphFile {
  nodes: { id: string }[]
  edges: { source: string; target: string }[]
}

/** The same network as the GEXF file is left to that. */
const metricsGraphs = () =>
  readdirSync(join(DATA, 'network-metrics'))
    .filter((name) => name.endsWith('.graph.json') && !name.startsWith('eurosis'))
    .map((name) => {
      const { nodes, edges } = JSON.parse(readFileSync(join(DATA, 'network-metrics', name), 'utf8')) as GraphFile
      const graph = graphFrom(
        nodes.map(({ id }) => id),
        edges.map(({ source, target }): [string, string] => [source, target]),
      )
      return { name: name.replace('.graph.json', ''), network: bare(graph) }
    })

function fromFile(name: string, path: string) {
  const read = readFile(path, readFileSync(join(DATA, 'ecosystem', path)))
  if (read.kind !== 'network') throw new Error(`${path} is no network.`)
  const graph = graphFrom(
    read.nodes.map(({ id, label }) => id ?? label),
    read.edges.map(({ from, to }): [string, string] => [from, to]),
  )
  return { name, network: bare(graph) }
}
const eurosis = () => fromFile('eurosis', 'graphs/eurosis.gexf')
const kumu = () => fromFile('Kumu', 'kumu/kumu-jeff-ira-analysis-calcs.json')

function invented(): Acquaintance {
  const { organizations, ties } = riverbend(new Date('2026-11-29T12:00:00Z'))
  const current = ties.filter((tie) => !tie.endedAt && tie.statements.every(({ verdict }) => verdict === 'confirms'))
  const all = (of: (one: (typeof organizations)[number]) => string[]) => traitsOf(organizations.map(of), plainWord)
  return {
    graph: graphFrom(
      organizations.map(({ key }) => key),
      current.map(({ a, b }): [string, string] => [a, b]),
    ),
    audiences: all((one) => one.audiences),
    counties: all((one) => [...(one.profile?.serviceCounties ?? []), ...one.places.map((place) => place.county)]),
    languages: all((one) => one.profile?.languages ?? []),
    skills: all((one) => one.skills),
    roles: all((one) => one.roles),
  }
}
