import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

const COMMAND = ['--import', 'tsx', 'scripts/db-types.ts']

test('src/platform/db-types.ts is what the migrations make', { timeout: 60_000 }, () => {
  const { status, stderr } = spawnSync(process.execPath, [...COMMAND, '--verify'], { encoding: 'utf8' })
  expect(status, `${stderr}\nWrite them anew: node ${COMMAND.join(' ')}`).toBe(0)
})
