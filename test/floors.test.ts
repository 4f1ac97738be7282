import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** Oldest versions without a known hole, with the advisory that sets the floor. */
const FLOORS: [name: string, floor: string, why: string][] = [
  ['hono', '4.13.7', 'GHSA-hxh3-vqpv-xpqv: escaping of strings in Suspense and Provider'],
  ['better-auth', '1.7.7', 'CVE-2026-114607: OAuth state accepted as magic link'],
  ['nodemailer', '10.4.1', 'CVE-2026-125755: recipients parsed again'],
]

const lock = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')) as {
  packages: Record<string, { version?: string }>
}

const parts = (version: string) => version.split(/[.-]/).slice(0, 3).map(Number)
const atLeast = (version: string, floor: string) => {
  const [have, want] = [parts(version), parts(floor)]
  const at = have.findIndex((part, n) => part !== want[n])
  return at === -1 || have[at]! > want[at]!
}

test.each(FLOORS)('%s is at least %s (%s)', (name, floor) => {
  const installed = Object.entries(lock.packages).filter(
    ([path]) => path === `node_modules/${name}` || path.endsWith(`/node_modules/${name}`),
  )
  expect(installed.length).toBeGreaterThan(0)
  expect(installed.filter(([, { version }]) => !version || !atLeast(version, floor))).toEqual([])
})
