import type { Measured } from '../cli/bench.ts'
import { ownFolder, startOwnServer } from './own-server.ts'

const WARM_RUNS = 3

/** From the start of the process to the first page: with an empty data folder (and the demonstration to load), and again with what is there. */
export async function run(): Promise<Measured[]> {
  const folder = ownFolder()
  try {
    const cold = await time(folder)
    const warm: number[] = []
    for (let n = 0; n < WARM_RUNS; n += 1) warm.push(await time(folder))
    return [
      { what: 'cold start to the first page, demonstration loaded', value: cold / 1000, unit: 's', goal: '≤ 6' },
      {
        what: 'warm start to the first page, median of 3',
        value: warm.toSorted((a, b) => a - b)[1]! / 1000,
        unit: 's',
        goal: '≤ 1.5',
      },
    ]
  } finally {
    folder.remove()
  }
}

async function time(folder: ReturnType<typeof ownFolder>): Promise<number> {
  const server = await startOwnServer(folder)
  await server.stop()
  return server.startedIn
}
