import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { weakness } from './passwords.ts'

test.each([
  ['correct horse stapler', null],
  ['Las tres bibliotecas de Millrace', null],
  ['7c!Vq02#zLmp', null],
  ['short', 'account.password.short|min=12'],
  ['aaaaaaaaaaaaaaaa', 'account.password.common'],
  ['123456789012', 'account.password.common'],
  ['abcdefghijklm', 'account.password.common'],
  ['passwordpassword', 'account.password.common'],
  ['qwertyuiop123', 'account.password.common'],
  ['tielinetieline1', 'account.password.common'],
  ['ana.ferry2026', 'account.password.common'],
])('%s: %s', (password, expected) => expect(weakness(password, ['ana.ferry', 'library.example'])).toBe(expected))

test('any text is judged, and a long one of many signs will do', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 300 }), (text) =>
      [null, 'string'].includes(weakness(text, []) === null ? null : 'string'),
    ),
  )
  const anyHash = fc.string().map((text) => createHash('sha256').update(text).digest('base64'))
  fc.assert(fc.property(anyHash, (text) => weakness(text, []) === null))
})
