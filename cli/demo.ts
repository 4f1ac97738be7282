import type { Command } from 'commander'
import { clearDemonstration, loadDemonstration } from '../demo/load.ts'
import { withHouse } from './with-house.ts'
import { say } from './say.ts'

export function addDemo(program: Command) {
  const demo = program.command('demo').description('the demonstration regions')
  demo.command('load').action(() =>
    withHouse(async ({ parts }) => {
      const loaded = await loadDemonstration(parts.db, parts.auth, parts.clock())
      say(loaded.length > 0 ? `Loaded: ${loaded.join(', ')}.` : 'The demonstration regions are there already.')
    }),
  )
  demo.command('clear').action(() =>
    withHouse(async ({ parts }) => {
      const cleared = await clearDemonstration(parts.db, parts.clock())
      say(cleared.length > 0 ? `Cleared: ${cleared.join(', ')}.` : 'There is no demonstration region.')
    }),
  )
}
