// Everything `npm test` does, in order; it stops at the first failure. With --fast it leaves out what takes minutes;
// with --all no test takes a sample of the day.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { browserReady, debianPostgres } from './machine.mjs'

const fast = process.argv.includes('--fast')
if (process.argv.includes('--all')) process.env.TEST_ALL = '1'
const bin = (name) => join('node_modules', '.bin', name)
const results = 'test/results'
const counts = { passed: 0, failed: 0 }

/** What these find is the same on every server: links and markup, and the time that our own code takes. */
const SERVER_MATTERS_NOT = ['test/crawler.db.test.ts', 'test/worst-case.db.test.ts']

/** Tests that take minutes, for which nobody waits while working. */
const SLOW = [
  'src/network/long-imports.db.test.ts',
  'test/cache.db.test.ts',
  'test/crawler.db.test.ts',
  'test/failures.db.test.ts',
  'test/hostile.db.test.ts',
  'test/killed-imports.db.test.ts',
  'test/permissions.db.test.ts',
  'test/side-doors.db.test.ts',
  'test/worst-case.db.test.ts',
  'src/platform/embedded-postgres.test.ts',
]

const integrationOnDebian = () => {
  const binaries = debianPostgres()
  if (binaries.missing) {
    console.log(binaries.missing)
    return true
  }
  console.log(`PostgreSQL of ${binaries.folder}`)
  return vitest('debian', ['integration'], {
    before: ['--import', 'tsx', 'scripts/with-postgres.mjs', binaries.folder, process.execPath],
    without: SERVER_MATTERS_NOT,
  })
}

const browser = () => {
  const missing = browserReady()
  if (missing) console.error(missing)
  return !missing && vitest('browser', ['browser'])
}

const slow = [
  ['Integration tests on a PostgreSQL server of Debian', integrationOnDebian],
  ['Browser tests', browser],
]
const steps = [
  ['Format', () => tool('oxfmt', ['--check'])],
  ['Lint', () => tool('oxlint', ['--deny-warnings'])],
  ['Types', () => tool('tsc', ['-p', '.'])],
  ['Unused files, exports and dependencies', () => tool('knip', [])],
]
const tests = [
  ['Unit and integration tests on the embedded PostgreSQL', () => vitest('embedded', ['unit', 'integration'])],
]

const quick = [
  [
    'Unit and integration tests on the embedded PostgreSQL, without the slow ones',
    () => vitest('fast', ['unit', 'integration'], { without: SLOW }),
  ],
]

rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })
const failed = [...steps, ...(fast ? quick : [...tests, ...slow])].find(([title, step]) => {
  console.log(`\n── ${title} ${'─'.repeat(Math.max(0, 96 - title.length))}`)
  return !step()
})
if (failed) {
  console.error(`\nStopped at: ${failed[0]}`)
  // A check that is no test counts as one failure.
  if (counts.failed === 0) counts.failed = 1
  process.exitCode = 1
}
console.log(`\n${counts.passed} passed, ${counts.failed} failed`)

function succeeds(file, args) {
  const result = spawnSync(file, args, { stdio: 'inherit' })
  if (result.error) console.error(`${file} could not be started: ${result.error.message}`)
  return result.status === 0
}

function tool(name, args) {
  return succeeds(bin(name), args)
}

function vitest(name, projects, { before = [], without = [] } = {}) {
  const report = join(results, `${name}.json`)
  const args = [
    'node_modules/vitest/vitest.mjs',
    'run',
    ...projects.flatMap((project) => ['--project', project]),
    ...without.flatMap((file) => ['--exclude', file]),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]
  const passed = succeeds(process.execPath, [...before, ...args])
  if (existsSync(report)) {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8'))
    counts.passed += numPassedTests
    counts.failed += numFailedTests
  }
  return passed
}
