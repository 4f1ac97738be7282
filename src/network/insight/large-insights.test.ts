import { afterAll, expect, test } from 'vitest'
import { barabasiAlbert } from '../../../bench/graphs.ts'
import type { Keep } from '../../platform/kept-reads.ts'
import type { Network, NetworkOrganization, NetworkTie } from '../current-networks.ts'
import { tiesOf } from '../graph/graph.ts'
import { threads } from '../graph/threads.ts'
import { measureSoon } from './insights.ts'

afterAll(() => threads.close())

/** A network of so many organizations as a tier would read it. */
function networkOf(size: number): Network {
  const { pairs } = tiesOf(barabasiAlbert(size, 5, 1))
  const organization = (n: number) => ({ id: `o${n}`, name: `Organization ${n}` }) as NetworkOrganization
  const tie = (n: number) =>
    ({ id: `t${n}`, a: `o${pairs[2 * n]}`, b: `o${pairs[2 * n + 1]}`, strength: null, line: 'claimed' }) as NetworkTie
  return {
    tier: 'public',
    asOf: '2026-11-23',
    fadingMonths: 12,
    organizations: Array.from({ length: size }, (_, n) => organization(n)),
    ties: Array.from({ length: pairs.length / 2 }, (_, n) => tie(n)),
  }
}

const keeping = (): Keep => {
  const kept = new Map<string, Promise<unknown>>()
  return <T>(key: string, read: () => Promise<T>) => {
    if (!kept.has(key)) kept.set(key, read())
    return kept.get(key) as Promise<T>
  }
}

test('of a large network an estimate is there first, with its error, and the exact figures follow', async () => {
  const [network, keep] = [networkOf(9000), keeping()]
  const first = await measureSoon(network, keep)
  expect(first.share).toBeLessThan(1)
  const { sampling, betweenness } = first.measures
  expect(sampling!.pivots).toBeLessThan(9000)
  await expect.poll(async () => (await measureSoon(network, keep)).share, { timeout: 100_000 }).toBeNull()
  const { measures } = await measureSoon(network, keep)
  expect(measures.sampling).toBeNull()
  const off = Math.max(...betweenness.map((one, v) => Math.abs(one - measures.betweenness[v]!)))
  expect(off).toBeLessThan(sampling!.betweennessAtMost)
})

test('of a network as most regions have it the exact figures are there at once', async () => {
  const { share, measures } = await measureSoon(networkOf(300), keeping())
  expect([share, measures.sampling]).toEqual([null, null])
})
