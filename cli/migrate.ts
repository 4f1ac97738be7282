import type { Command } from 'commander'
import { readConfig } from '../src/config.ts'
import { startDatabase } from '../src/platform/embedded-postgres.ts'
import { makeLog } from '../src/platform/logging.ts'
import { connectTo, migrate, pending } from '../src/platform/migrate.ts'
import { say, sayJson } from './say.ts'

export function addMigrate(program: Command) {
  program
    .command('migrate')
    .description('brings the database to this version')
    .option('--dry-run', 'tells what would be done, and does nothing')
    .option('--json')
    .action(async (options: { dryRun?: boolean; json?: boolean }) => {
      const names = await run(options.dryRun ?? false)
      if (options.json) return sayJson({ dryRun: options.dryRun ?? false, migrations: names })
      if (names.length === 0) return say('The database is up to date.')
      say(options.dryRun ? 'These migrations would be applied:' : 'These migrations were applied:')
      for (const name of names) say(`  ${name}`)
    })
}

async function run(dryRun: boolean): Promise<string[]> {
  const config = { ...readConfig(), logLevel: 'error' as const }
  const database = config.databaseUrl
    ? { url: config.databaseUrl, stop: async () => undefined }
    : await startDatabase(config, makeLog(config))
  try {
    const client = await connectTo(database.url)
    try {
      return dryRun ? (await pending(client)).map((migration) => migration.name) : await migrate(client, new Date())
    } finally {
      await client.end()
    }
  } finally {
    await database.stop()
  }
}
