import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { beginProcess } from './processes.ts'
import { makeThreads, type ThreadOptions } from './threads.ts'

interface Trials {
  [name: string]: (input: never) => unknown
  pid(input: null): number
  die(input: null): void
  fail(input: null): void
  same(input: Uint8Array): Uint8Array
}

const folder = mkdtempSync(join(tmpdir(), 'tieline-processes-'))
afterAll(() => rmSync(folder, { recursive: true }))
const source = join(folder, 'worker.ts')
writeFileSync(
  source,
  `import { answerOrders } from ${JSON.stringify(new URL('./thread-orders.ts', import.meta.url).href)}
answerOrders({
  pid: () => process.pid,
  die: () => process.kill(process.pid, 'SIGKILL'),
  fail: () => { throw new Error('no such letter') },
  same: (bytes) => bytes,
})`,
)

const processFor = (options: ThreadOptions = {}) => {
  const made = makeThreads<Trials>(pathToFileURL(source), { most: 1, begin: beginProcess, ...options })
  onTestFinished(() => made.close())
  return made
}

test('a process that dies answers who asked with a problem, and the next is served by a new one', async () => {
  const one = processFor()
  const first = await one.run('pid', null)
  const dying = one.run('die', null)
  const next = one.run('pid', null)
  await expect(dying).rejects.toMatchObject({ status: 503, reason: 'errors.ended' })
  expect(await next).not.toBe(first)
})

test('one that dies while nobody asks is not asked again', async () => {
  const one = processFor()
  const first = await one.run('pid', null)
  process.kill(first, 'SIGKILL')
  await expect.poll(() => one.alive()).toBe(0)
  expect(await one.run('pid', null)).not.toBe(first)
})

test('after so many jobs a new process takes over, and nobody who waits is lost', async () => {
  const one = processFor({ jobs: 2 })
  const [a, b, c, d, e] = await Promise.all([1, 2, 3, 4, 5].map(() => one.run('pid', null)))
  expect([b, d]).toEqual([a, c])
  expect(new Set([a, c, e]).size).toBe(3)
  expect(() => process.kill(e!, 0)).not.toThrow()
  await expect.poll(() => isThere(a!) || isThere(c!)).toBe(false)
})

test('signals that reach all leave it at work until its server ends it', async () => {
  const one = processFor()
  const pid = await one.run('pid', null)
  process.kill(pid, 'SIGTERM')
  process.kill(pid, 'SIGINT')
  expect(await one.run('pid', null)).toBe(pid)
  await one.close()
  expect(isThere(pid)).toBe(false)
})

test('what goes wrong is told, the process goes on, and bytes come back as they went', async () => {
  const one = processFor()
  const pid = await one.run('pid', null)
  await expect(one.run('fail', null)).rejects.toThrow('no such letter')
  expect(await one.run('same', Uint8Array.of(0, 255))).toEqual(Uint8Array.of(0, 255))
  expect(await one.run('pid', null)).toBe(pid)
})

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
