import { expect, test } from 'vitest'
import { oneAtATime } from './one-at-a-time.ts'

/** Work that ends when it is told to, and how often it began. */
function work() {
  const runs: PromiseWithResolvers<void>[] = []
  const begin = oneAtATime(() => {
    runs.push(Promise.withResolvers<void>())
    return runs.at(-1)!.promise
  })
  return { runs, begin }
}

test('what is asked for while it runs is done once more, however often it was asked for', async () => {
  const { runs, begin } = work()
  const all = [begin(), begin(), begin()]
  expect(runs).toHaveLength(1)
  runs[0]!.resolve()
  await runs[0]!.promise
  await Promise.resolve()
  expect(runs).toHaveLength(2)
  runs[1]!.resolve()
  await Promise.all(all)
  expect(runs).toHaveLength(2)
})

test('afterwards it begins anew', async () => {
  const { runs, begin } = work()
  for (const n of [0, 1]) {
    const done = begin()
    runs[n]!.resolve()
    await done
  }
  expect(runs).toHaveLength(2)
})

test('what fails is told to everybody who asked, and the next one begins', async () => {
  const { runs, begin } = work()
  const failed = [begin(), begin()]
  runs[0]!.reject(new Error('away'))
  expect((await Promise.allSettled(failed)).map((one) => one.status)).toEqual(['rejected', 'rejected'])
  const next = begin()
  expect(runs).toHaveLength(2)
  runs[1]!.resolve()
  await next
})
