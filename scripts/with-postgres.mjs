// Runs a program with TEST_DATABASE_URL set to a throw-away cluster of the server programs in a folder.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startCluster } from '../src/platform/postgres-server.ts'

const [binaries, program, ...args] = process.argv.slice(2)
const folder = mkdtempSync(join(tmpdir(), 'tieline-postgres-'))
try {
  const cluster = await startCluster({ folder, fsync: false, binaries })
  const env = { ...process.env, TEST_DATABASE_URL: cluster.url('postgres') }
  const child = spawn(program, args, { stdio: 'inherit', env })
  process.exitCode = await new Promise((resolve) => {
    child.on('exit', (code) => resolve(code ?? 1))
    child.on('error', () => resolve(1))
  })
  await cluster.stop()
} finally {
  rmSync(folder, { recursive: true, force: true })
}
