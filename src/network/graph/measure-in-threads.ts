import type { Graph } from './graph.ts'
import { type Measures, measuresFrom, SEED } from './measures.ts'
import { type Depth, isSmall, planOf } from './plans.ts'
import type { Sums } from './sweep.ts'
import type { RunOptions } from '../../platform/threads.ts'
import type { GraphThreads } from './threads.ts'

export interface MeasureOptions extends RunOptions {
  depth?: Depth
  seed?: number
}

/** All measures of a graph, as `measuresOf` makes them, to the last digit the same, in threads. */
export async function measureInThreads(
  threads: GraphThreads,
  graph: Graph,
  { depth = 'exact', seed = SEED, signal, progress }: MeasureOptions = {},
): Promise<Measures> {
  if (isSmall(graph)) return threads.run('measures', { graph, depth, seed }, { signal })
  const [arrangement, standing] = await Promise.all([
    threads.run('arrangement', graph, { signal }),
    threads.run('standing', graph, { signal }),
  ])
  const plan = planOf(arrangement, depth, seed)
  const slices: Sums[] = []
  let next = 0
  let done = 0
  // Only as many at a time as there are threads: who asks for something small meanwhile waits for a slice, not for all.
  const workOff = async () => {
    while (next < plan.slices.length) {
      const n = next++
      slices[n] = await threads.run('paths', { arrangement, plan, slice: plan.slices[n]! }, { signal })
      progress?.(++done / plan.slices.length)
    }
  }
  await Promise.all(Array.from({ length: threads.most }, workOff))
  return measuresFrom(standing, arrangement, plan, slices)
}
