import type { BenchOptions, Measured } from '../cli/bench.ts'
import { lookAround, memoryOf, ownFolder, startOwnServer } from './own-server.ts'

/** Memory of the process and its database, with the demonstration regions: at rest, and after the loads of `pages`. */
export async function run({ seconds }: BenchOptions): Promise<Measured[]> {
  const { default: load } = await import('autocannon')
  const folder = ownFolder()
  const server = await startOwnServer(folder)
  try {
    const rest = memoryOf(server, folder)
    const cookie = await lookAround(server.origin)
    for (const path of ['/riverbend', '/riverbend/organizations']) {
      await load({ url: server.origin + path, connections: 50, duration: seconds })
      await load({ url: server.origin + path, connections: 50, duration: seconds, headers: { cookie } })
    }
    const after = memoryOf(server, folder)
    return [
      { what: 'process and database, started', value: rest, unit: 'MB' },
      { what: 'process and database, after the load', value: after, unit: 'MB', goal: '≤ 350' },
    ]
  } finally {
    await server.stop()
    folder.remove()
  }
}
