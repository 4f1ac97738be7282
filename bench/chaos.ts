import type { BenchOptions, Measured } from '../cli/bench.ts'
import type { Chaos } from './chaos/chaos.ts'
import { kills } from './chaos/kills.ts'
import { seeded } from './seeded.ts'

const LOOPS = { kills }

/** What must hold whatever breaks: each loop breaks something while people write, and counts what is not as it has to be. */
export async function run({ rounds, seconds, seed }: BenchOptions): Promise<Measured[]> {
  const rows: Measured[] = [{ what: 'seed (the same with --seed)', value: seed, unit: '' }]
  for (const [name, loop] of Object.entries(LOOPS)) {
    const note = (line: string) => void process.stderr.write(`${name}: ${line}\n`)
    const chaos: Chaos = { rounds, seconds, random: seeded(seed), note }
    rows.push(...(await loop(chaos)))
  }
  return rows
}
