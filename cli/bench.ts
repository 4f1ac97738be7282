import { randomInt } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import type { Command } from 'commander'
import { say, sayJson, wrongUsage } from './say.ts'

/** One line of a benchmark: what was measured, how much, and the goal if there is one. */
export interface Measured {
  what: string
  value: number
  unit: string
  goal?: string
}

/** How long, how often, and from which number the chance of a benchmark starts. */
export interface BenchOptions {
  seconds: number
  rounds: number
  seed: number
  /** One part of a benchmark alone. */
  only?: string
}

const NAMES = [
  'pages',
  'memory',
  'start',
  'search',
  'import',
  'growth',
  'map',
  'insight',
  'meet',
  'snowball',
  'convening',
  'documents',
  'partnership',
  'chaos',
] as const

export function addBench(program: Command) {
  program
    .command('bench [name]')
    .description(`the benchmarks (${NAMES.join(', ')}), on data they make themselves`)
    .option('--json')
    .option('--seconds <seconds>', 'how long each load lasts', '10')
    .option('--rounds <rounds>', 'how often chaos kills something', '12')
    .option('--seed <seed>', 'what chance starts from, printed by the run before')
    .option('--only <loop>', 'one loop of chaos alone')
    .action(async (name: string | undefined, options: Typed) => {
      const chosen = NAMES.filter((one) => name === undefined || one === name)
      if (chosen.length === 0) throw wrongUsage(`There is no benchmark ${name}. There are: ${NAMES.join(', ')}.`)
      const asked = read(options)
      const results: Record<string, Measured[]> = {}
      for (const one of chosen) {
        const { run } = (await import(`../bench/${one}.ts`)) as { run(asked: BenchOptions): Promise<Measured[]> }
        results[one] = await run(asked)
        if (!options.json) table(one, results[one])
      }
      if (Object.values(results).flat().some(isBroken)) process.exitCode = 1
      if (options.json) sayJson({ machine: machine(), version: version(), results })
      else say(`\n${machine()}`)
    })
}

interface Typed {
  json?: boolean
  seconds: string
  rounds: string
  seed?: string
  only?: string
}

function read({ seconds, rounds, seed = String(randomInt(1_000_000)), only }: Typed): BenchOptions {
  const asked = { seconds: Number(seconds), rounds: Number(rounds), seed: Number(seed), only }
  if (!(asked.seconds > 0)) throw wrongUsage('--seconds is a number, such as 10.')
  if (!Number.isInteger(asked.rounds) || asked.rounds < 1) throw wrongUsage('--rounds is a whole number, such as 100.')
  if (!Number.isInteger(asked.seed)) throw wrongUsage('--seed is a whole number, such as 1.')
  return asked
}

/** What must never be and was: other goals are goals. */
const isBroken = ({ goal, value }: Measured) => (goal === '0' || goal === '1') && value !== Number(goal)

const machine = () =>
  `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`
const version = () =>
  (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }).version

function table(name: string, rows: Measured[]) {
  say(`\n${name}`)
  say(`${'what'.padEnd(56)} ${'measured'.padStart(14)}  goal`)
  for (const row of rows)
    say(`${row.what.padEnd(56)} ${`${format(row.value)} ${row.unit}`.padStart(14)}  ${row.goal ?? ''}`)
}

const format = (value: number) =>
  Number.isInteger(value)
    ? value.toLocaleString('en')
    : value >= 100
      ? Math.round(value).toLocaleString('en')
      : value.toFixed(value < 10 ? 2 : 1)
