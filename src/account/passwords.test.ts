import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
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
  ['qwertyuiop123', 'account.password.common'],
  ['1qaz2wsx3edc', 'account.password.common'],
  ['Sonyericsson', 'account.password.common'],
  ['starwars-2026', 'account.password.common'],
  ['playboyplayboy', 'account.password.common'],
  ['a dragon and 77 geese', null],
  ['passwordpassword', 'account.password.common'],
  ['tielinetieline1', 'account.password.guessable'],
  ['ana.ferry2026', 'account.password.guessable'],
  ['Public Library 1', 'account.password.guessable'],
  ['HudsonValley2026', 'account.password.guessable'],
  ['ana-of-hudson', 'account.password.guessable'],
  ['the Hudson carries our boats', null],
])('%s: %s', (password, expected) =>
  expect(weakness(password, ['ana', 'ana.ferry', 'library.example', 'Hudson', 'Valley'])).toBe(expected),
)

test('the list holds more than the 3,000 most common of those that are long enough', () => {
  const sources = readFileSync(new URL('../../db/reference/SOURCES.md', import.meta.url), 'utf8')
  const lines = readFileSync(new URL('../../db/reference/common-passwords.txt', import.meta.url), 'utf8').split('\n')
  expect(lines.filter((line) => /^[0-9a-f]{10}$/.test(line))).toHaveLength(8789)
  expect(sources).toContain('3,789 have at least twelve characters')
})

test('any text is judged, and a long one of many signs will do', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 300 }), (text) =>
      [null, 'string'].includes(weakness(text, []) === null ? null : 'string'),
    ),
  )
  const anyHash = fc.string().map((text) => createHash('sha256').update(text).digest('base64'))
  fc.assert(fc.property(anyHash, (text) => weakness(text, []) === null))
})
