import { Command, CommanderError } from 'commander'
import { addAdmin } from './admin.ts'
import { addBench } from './bench.ts'
import { addDemo } from './demo.ts'
import { addDoctor } from './doctor.ts'
import { addImport } from './import.ts'
import { addMember } from './member.ts'
import { addMigrate } from './migrate.ts'
import { addRegion } from './region.ts'
import { addServe } from './serve.ts'
import { explain } from './say.ts'

const program = new Command('tieline')
  .description('The shared workspace of a regional civic data partnership')
  .showHelpAfterError('(add --help for what the command takes)')
  .exitOverride()

for (const add of [addServe, addMigrate, addDemo, addRegion, addMember, addAdmin, addImport, addDoctor, addBench])
  add(program)

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2
  else {
    process.stderr.write(`${explain(error)}\n`)
    process.exitCode = 1
  }
}
