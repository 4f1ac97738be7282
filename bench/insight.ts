import { spawnSync } from 'node:child_process'
import { UndirectedGraph } from 'graphology'
import type { Measured } from '../cli/bench.ts'
import { centralitiesOf } from '../src/network/graph/centralities.ts'
import { type Graph, tiesOf } from '../src/network/graph/graph.ts'
import { measureInThreads } from '../src/network/graph/measure-in-threads.ts'
import { together } from '../src/network/graph/paths.ts'
import { planOf } from '../src/network/graph/plans.ts'
import { type GraphThreads, makeGraphThreads } from '../src/network/graph/threads.ts'
import { barabasiAlbert } from './graphs.ts'

const SIZES = [2000, 10_000]
const TIES_EACH = 5
const ROUNDS = 3

/** Exact betweenness of Barabási–Albert networks, beside graphology-metrics and, where Python has it, igraph; and what a page waits for. */
export async function run(): Promise<Measured[]> {
  const rows: Measured[] = []
  for (const size of SIZES) rows.push(...(await compare(barabasiAlbert(size, TIES_EACH, 1))))
  return rows
}

async function compare(graph: Graph): Promise<Measured[]> {
  const [one, two] = [makeGraphThreads({ most: 1 }), makeGraphThreads({ most: 2 })]
  try {
    for (const threads of [one, two]) await warmUp(threads)
    const alone = await median(() => betweennessIn(one, graph))
    const both = await median(() => betweennessIn(two, graph))
    const all = await median(() => measureInThreads(two, graph))
    const early = await median(() => measureInThreads(two, graph, { depth: 'early' }))
    const igraph = byIgraph(graph)
    const graphology = await byGraphology(graph)
    const n = `n = ${graph.size.toLocaleString('en')}`
    const seconds = (what: string, value: number, goal?: string): Measured => ({
      what: `${n}: ${what}`,
      value: value / 1000,
      unit: 's',
      ...(goal && { goal }),
    })
    const times = (what: string, value: number, goal?: string): Measured => ({
      what: `  ${what}`,
      value,
      unit: '×',
      ...(goal && { goal }),
    })
    return [
      seconds('exact betweenness, one thread', alone.ms, igraph && `≤ ${(igraph.ms / 1000).toFixed(2)}`),
      seconds('exact betweenness, two threads', both.ms),
      times('two threads over one', alone.ms / both.ms, '≥ 1.7'),
      ...(igraph
        ? [seconds(`igraph ${igraph.version}`, igraph.ms), times('igraph over one thread', igraph.ms / alone.ms, '≥ 1')]
        : []),
      seconds('graphology-metrics', graphology.ms),
      times('graphology-metrics over one thread', graphology.ms / alone.ms),
      seconds('all measures, two threads', all.ms),
      seconds('an early estimate of all, with its error', early.ms, '≤ 0.5'),
      {
        what: '  organizations of which others found another betweenness',
        value: differing(alone.result, graphology.result) + (igraph ? differing(alone.result, igraph.result) : 0),
        unit: '',
        goal: '0',
      },
    ]
  } finally {
    await Promise.all([one.close(), two.close()])
  }
}

interface Timed {
  ms: number
  result: ArrayLike<number>
}

async function betweennessIn(threads: GraphThreads, graph: Graph) {
  const arrangement = await threads.run('arrangement', graph)
  const plan = planOf(arrangement, 'exact', 1)
  const slices = await Promise.all(plan.slices.map((slice) => threads.run('paths', { arrangement, plan, slice })))
  return centralitiesOf(arrangement, plan, together(graph.size, slices)).betweenness
}

/** A server's threads have done such work before. */
const warmUp = (threads: GraphThreads) => betweennessIn(threads, barabasiAlbert(1500, TIES_EACH, 2))

async function median<T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> {
  const runs: { ms: number; result: T }[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const began = performance.now()
    const result = await work()
    runs.push({ ms: performance.now() - began, result })
  }
  return runs.toSorted((a, b) => a.ms - b.ms)[Math.floor(ROUNDS / 2)]!
}

interface Betweenness {
  default: (graph: UndirectedGraph, options: { normalized: boolean }) => Record<string, number>
}

async function byGraphology(graph: Graph): Promise<Timed> {
  // Its types speak of a default inside the default, which there is not.
  const { default: betweenness } =
    (await import('graphology-metrics/centrality/betweenness.js')) as unknown as Betweenness
  const its = new UndirectedGraph()
  for (let v = 0; v < graph.size; v += 1) its.addNode(v)
  const { pairs } = tiesOf(graph)
  for (let at = 0; at < pairs.length; at += 2) its.addEdge(pairs[at], pairs[at + 1])
  const began = performance.now()
  const found = betweenness(its, { normalized: true })
  const ms = performance.now() - began
  return { ms, result: Array.from({ length: graph.size }, (_, v) => found[v]!) }
}

const SCRIPT = `
import igraph, json, sys, time
asked = json.load(sys.stdin)
pairs = asked['pairs']
graph = igraph.Graph(n=asked['size'], edges=list(zip(pairs[::2], pairs[1::2])))
graph.betweenness(vertices=[0], directed=False, sources=[0], targets=[1])
began = time.perf_counter()
found = graph.betweenness(directed=False)
print(json.dumps({'version': igraph.__version__, 'ms': 1000 * (time.perf_counter() - began), 'raw': found}))
`

/** The same by python-igraph (one core); undefined where Python or igraph is not there. */
function byIgraph(graph: Graph): (Timed & { version: string }) | undefined {
  const input = JSON.stringify({ size: graph.size, pairs: [...tiesOf(graph).pairs] })
  const { status, stdout } = spawnSync('python3', ['-c', SCRIPT], { input, encoding: 'utf8', maxBuffer: 100_000_000 })
  if (status !== 0) return undefined
  const { version, ms, raw } = JSON.parse(stdout) as { version: string; ms: number; raw: number[] }
  const pairs = ((graph.size - 1) * (graph.size - 2)) / 2
  return { version, ms, result: raw.map((one) => one / pairs) }
}

const differing = (ours: ArrayLike<number>, theirs: ArrayLike<number>) =>
  Array.from(ours).filter((one, v) => Math.abs(one - theirs[v]!) > 1e-9 * (1 + one)).length
