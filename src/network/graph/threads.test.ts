import { afterEach, expect, test } from 'vitest'
import { barabasiAlbert } from '../../../bench/graphs.ts'
import { graphOf } from './graph.ts'
import { measureInThreads } from './measure-in-threads.ts'
import { measuresOf } from './measures.ts'
import { type GraphThreads, makeGraphThreads } from './threads.ts'

let open: GraphThreads[] = []
const threadsFor = (...options: Parameters<typeof makeGraphThreads>) => {
  const made = makeGraphThreads(...options)
  open.push(made)
  return made
}
afterEach(async () => {
  await Promise.all(open.map((one) => one.close()))
  open = []
})

/** Long enough not to be done before it is stopped. */
const endless = { graph: barabasiAlbert(3000, 5, 1), twins: 10_000 }

test('one thread, two threads and none find the same, to the last digit', async () => {
  const graph = barabasiAlbert(2500, 3, 1)
  const here = measuresOf(graph)
  const told: number[] = []
  const two = threadsFor({ most: 2 })
  expect(await measureInThreads(two, graph, { progress: (share) => told.push(share) })).toEqual(here)
  expect(told.at(-1)).toBe(1)
  expect(told.length).toBeGreaterThan(1)
  expect(two.alive()).toBe(2)
  expect(await measureInThreads(threadsFor({ most: 1 }), graph)).toEqual(here)
})

test('long work tells how far it is', async () => {
  const threads = threadsFor({ most: 1 })
  const stop = new AbortController()
  const share = await new Promise<number>((resolve) => {
    threads.run('twins', endless, { signal: stop.signal, progress: resolve }).catch(() => undefined)
  })
  expect(share).toBeGreaterThan(0)
  stop.abort()
})

test('what is stopped ends at once, under way or waiting, and the next has its turn', async () => {
  const threads = threadsFor({ most: 1 })
  const [first, second] = [new AbortController(), new AbortController()]
  const begun = Promise.withResolvers<void>()
  const running = threads.run('twins', endless, { signal: first.signal, progress: () => begun.resolve() })
  const waiting = threads.run('twins', endless, { signal: second.signal })
  const next = threads.run('communities', { graph: graphOf(2, [0, 1]) })
  await begun.promise
  second.abort(new Error('changed my mind'))
  await expect(waiting).rejects.toThrow('changed my mind')
  first.abort(new Error('enough'))
  await expect(running).rejects.toThrow('enough')
  expect((await next).count).toBe(1)
  await expect(threads.run('twins', endless, { signal: first.signal })).rejects.toThrow('enough')
})

test('where too much waits, whoever comes is told to come again', async () => {
  const threads = threadsFor({ most: 1, queue: 1 })
  const [stop, graph] = [new AbortController(), graphOf(2, [0, 1])]
  const running = threads.run('twins', endless, { signal: stop.signal })
  const waiting = threads.run('communities', { graph })
  await expect(threads.run('communities', { graph })).rejects.toMatchObject({ status: 503, reason: 'errors.busy' })
  stop.abort(new Error('enough'))
  await expect(running).rejects.toThrow('enough')
  expect((await waiting).count).toBe(1)
})

test('long jobs leave a thread to the others', async () => {
  const threads = threadsFor({ most: 2 })
  const begun = Promise.withResolvers<void>()
  const long = [() => begun.resolve(), () => {}].map((progress) => threads.run('twins', endless, { progress }))
  const ended = Promise.allSettled(long)
  await begun.promise
  expect((await threads.run('communities', { graph: graphOf(2, [0, 1]) })).count).toBe(1)
  await threads.close()
  await ended
})

test('what goes wrong is told, and the thread goes on', async () => {
  const threads = threadsFor({ most: 1 })
  await expect(threads.run('graph', { size: 1, pairs: Uint32Array.of(0, 9) })).rejects.toThrow('nobody is number 9')
  expect((await threads.run('graph', { size: 2, pairs: Uint32Array.of(0, 1) })).ties).toBe(1)
})

test('nobody at work, no thread: they end when idle and begin again', async () => {
  const threads = threadsFor({ idleMs: 1 })
  const graph = graphOf(2, [0, 1])
  await threads.run('standing', graph)
  await expect.poll(() => threads.alive()).toBe(0)
  expect((await threads.run('standing', graph)).ties).toBe(1)
})

test('closing ends all, and says so to those who wait', async () => {
  const threads = threadsFor({ most: 1 })
  const refused = [threads.run('twins', endless), threads.run('twins', endless)].map((one) =>
    expect(one).rejects.toThrow(/closed|ended/),
  )
  await threads.close()
  await Promise.all(refused)
  expect(threads.alive()).toBe(0)
})
