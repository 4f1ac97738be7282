import { expect, test } from 'vitest'
import { eachApart } from './each-apart.ts'

test('what fails for one keeps it from no other, and is told at the end', async () => {
  const done: number[] = []
  const work = async (n: number) => {
    if (n === 2) throw new Error('two is broken')
    done.push(n)
  }
  await expect(eachApart([1, 2, 3], 'Not all were done.', work)).rejects.toThrow(
    'Not all were done. Error: two is broken',
  )
  expect(done).toEqual([1, 3])
  await eachApart([4], 'Not all were done.', work)
  expect(done).toEqual([1, 3, 4])
})
