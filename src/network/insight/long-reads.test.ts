import { expect, test } from 'vitest'
import type { Keep } from '../../platform/kept-reads.ts'
import { longRead, soon } from './long-reads.ts'

const keeping = (): Keep => {
  const kept = new Map<string, Promise<unknown>>()
  return <T>(key: string, read: () => Promise<T>) => {
    if (!kept.has(key)) kept.set(key, read())
    return kept.get(key) as Promise<T>
  }
}

test('what is done in time is there, what is not says how far it is, and goes on', async () => {
  const keep = keeping()
  const work = Promise.withResolvers<string>()
  let told = (_share: number) => {}
  const ask = () =>
    longRead(keep, 'one', (progress) => {
      told = progress
      return work.promise
    })
  expect(await soon(ask(), 1)).toEqual({ share: 0 })
  told(0.4)
  expect(await soon(ask(), 1)).toEqual({ share: 0.4 })
  work.resolve('done')
  expect(await soon(ask(), 10_000)).toEqual({ value: 'done' })
})

test('what fails says so to whoever waits', async () => {
  const failing = longRead(keeping(), 'one', () => Promise.reject(new Error('no memory')))
  await expect(soon(failing, 10_000)).rejects.toThrow('no memory')
})
