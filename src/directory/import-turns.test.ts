import { expect, test } from 'vitest'
import { problem } from '../platform/errors.ts'
import { BUSY, inTurn } from './import-turns.ts'

/** Work that finds another import under way so many times. */
const after = (times: number) => () => (times-- > 0 ? Promise.reject(problem(409, BUSY)) : Promise.resolve('its turn'))

test('whoever finds another import under way asks again while they have patience', async () => {
  expect(await inTurn(60_000, after(3))).toBe('its turn')
  expect(await inTurn(0, after(3))).toBeUndefined()
})

test('what else goes wrong is told at once', async () => {
  await expect(inTurn(60_000, () => Promise.reject(problem(404)))).rejects.toMatchObject({ status: 404 })
})
