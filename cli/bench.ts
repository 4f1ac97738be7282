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

const NAMES = ['pages', 'memory', 'start', 'search', 'import'] as const

export function addBench(program: Command) {
  program
    .command('bench [name]')
    .description(`the benchmarks (${NAMES.join(', ')}), on data they make themselves`)
    .option('--json')
    .option('--seconds <seconds>', 'how long each load lasts', '10')
    .action(async (name: string | undefined, options: { json?: boolean; seconds: string }) => {
      const chosen = NAMES.filter((one) => name === undefined || one === name)
      if (chosen.length === 0) throw wrongUsage(`There is no benchmark ${name}. There are: ${NAMES.join(', ')}.`)
      const seconds = Number(options.seconds)
      if (!(seconds > 0)) throw wrongUsage('--seconds is a number, such as 10.')
      const results: Record<string, Measured[]> = {}
      for (const one of chosen) {
        const { run } = (await import(`../bench/${one}.ts`)) as { run(seconds: number): Promise<Measured[]> }
        results[one] = await run(seconds)
        if (!options.json) table(one, results[one])
      }
      if (options.json) sayJson({ machine: machine(), version: version(), results })
      else say(`\n${machine()}`)
    })
}

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
  value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(value < 10 ? 2 : 1)
