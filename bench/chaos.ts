import type { BenchOptions, Measured } from '../cli/bench.ts'
import { wrongUsage } from '../cli/say.ts'
import { clocks } from './chaos/clocks.ts'
import { cuts } from './chaos/cuts.ts'
import { disk } from './chaos/disk.ts'
import { kills } from './chaos/kills.ts'
import { letters } from './chaos/letters.ts'
import { races } from './chaos/races.ts'
import { restores } from './chaos/restores.ts'
import { restarts } from './chaos/restarts.ts'
import { seeded } from './seeded.ts'

const LOOPS = { kills, cuts, restarts, races, letters, disk, restores, clocks }

/** What must hold whatever breaks: each loop breaks something while people write, and counts what is not as it has to be. */
export async function run({ rounds, seconds, seed, only }: BenchOptions): Promise<Measured[]> {
  const rows: Measured[] = [{ what: 'seed (the same with --seed)', value: seed, unit: '' }]
  const chosen = Object.entries(LOOPS).filter(([name]) => only === undefined || only === name)
  if (chosen.length === 0) throw wrongUsage(`There is no loop ${only}. There are: ${Object.keys(LOOPS).join(', ')}.`)
  for (const [name, loop] of chosen) {
    const note = (line: string) => void process.stderr.write(`${name}: ${line}\n`)
    rows.push(...(await loop({ rounds, seconds, random: seeded(seed), note })))
  }
  return rows
}
