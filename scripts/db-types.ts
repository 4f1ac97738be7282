/**
 * Writes src/platform/db-types.ts from the migrations, on a throw-away PostgreSQL of its own: `node --import tsx
 * scripts/db-types.ts`. With --verify it only says whether the types are those of the migrations.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { migrate } from '../src/platform/migrate.ts'
import { startCluster } from '../src/platform/postgres-server.ts'
import { onServer } from '../test/database.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const verify = process.argv.includes('--verify') ? ['--verify'] : []
const folder = mkdtempSync(join(tmpdir(), 'tieline-types-'))
const cluster = await startCluster({ folder, fsync: false })
try {
  const url = cluster.url('types')
  await onServer(cluster.url('postgres'), (client) => client.query('create database types'))
  await onServer(url, (client) => migrate(client, new Date()))
  const what = ['--dialect', 'postgres', '--url', url, '--default-schema', 'public', '--include-pattern', 'public.*']
  const how = ['--date-parser', 'string', '--out-file', 'src/platform/db-types.ts', ...verify]
  execFileSync('npx', ['kysely-codegen', ...what, ...how], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
} finally {
  await cluster.stop()
  rmSync(folder, { recursive: true, force: true })
}
