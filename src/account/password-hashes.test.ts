import { hashPassword } from 'better-auth/crypto'
import { expect, test } from 'vitest'
import { hashOfPassword, isItsHash } from './password-hashes.ts'

const SENTENCE = 'seven bridges over the Lowell'

test('a password is kept with what it costs to guess, and twice differently', async () => {
  const [one, other] = await Promise.all([hashOfPassword(SENTENCE), hashOfPassword(SENTENCE)])
  expect(one).toMatch(/^scrypt\$15\$8\$3\$[\w-]{22}\$[\w-]{43}$/)
  expect(one).not.toBe(other)
  for (const hash of [one, other]) expect(await isItsHash({ hash, password: SENTENCE })).toBe(true)
  expect(await isItsHash({ hash: one, password: `${SENTENCE}.` })).toBe(false)
  expect(await isItsHash({ hash: one.slice(0, -1), password: SENTENCE })).toBe(false)
})

test('accents typed in two ways are one password', async () => {
  const hash = await hashOfPassword('contrase\u00f1a de anta\u00f1o')
  expect(await isItsHash({ hash, password: 'contrasen\u0303a de antan\u0303o' })).toBe(true)
})

test('what the library kept before is still known', async () => {
  const hash = await hashPassword(SENTENCE)
  expect(await isItsHash({ hash, password: SENTENCE })).toBe(true)
  expect(await isItsHash({ hash, password: 'another sentence' })).toBe(false)
})
