import { Command, CommanderError } from 'commander'
import { addAdmin } from './admin.ts'
import { addArchive } from './archive.ts'
import { addBench } from './bench.ts'
import { addDemo } from './demo.ts'
import { addDoctor } from './doctor.ts'
import { addImport } from './import.ts'
import { addInsight } from './insight.ts'
import { addMember } from './member.ts'
import { addMigrate } from './migrate.ts'
import { addRegion } from './region.ts'
import { addSessions } from './sessions.ts'
import { addServe } from './serve.ts'
import { explain, isWrongUsage } from './say.ts'

const COMMANDS = [
  addServe,
  addMigrate,
  addDemo,
  addRegion,
  addMember,
  addAdmin,
  addSessions,
  addImport,
  addArchive,
  addInsight,
  addDoctor,
  addBench,
]

/** Does what the words after `tieline` ask for. Returns the exit code: 0 done, 1 failed, 2 wrong usage; why stands in a sentence. */
export async function tieline(words: string[]): Promise<0 | 1 | 2> {
  const program = new Command('tieline')
    .description('The shared workspace of a regional civic data partnership')
    .showHelpAfterError('(add --help for what the command takes)')
    .exitOverride()
  for (const add of COMMANDS) add(program)
  try {
    await program.parseAsync(words, { from: 'user' })
    return 0
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    process.stderr.write(`${explain(error)}\n`)
    return isWrongUsage(error) ? 2 : 1
  }
}
