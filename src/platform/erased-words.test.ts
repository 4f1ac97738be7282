import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { holdsWords, type Words } from './erased-words.ts'

const ana: Words = {
  name: 'Ana María Núñez-Ortiz',
  email: 'ana.nunez@library.example',
  phone: '(724) 555-0173',
  nameIsTrusted: true,
  phoneIsTrusted: true,
}

describe('somebody’s words', () => {
  test.each([
    'Spoke with Ana María Núñez-Ortiz today',
    'ANA MARIA NUNEZ-ORTIZ',
    'ana  maría\nnúñez-ortiz, twice',
    'Ana Mari\u0301a Nu\u0301n\u0303ez-Ortiz',
    'mail Ana.Nunez@Library.example!',
    '<ana.nunez@library.example>',
    'call 724.555.0173',
    'call +1 (724) 555 0173 soon',
    'call 7245550173',
    'call 724\u00a0555\u20110173',
    'call 724 / 555 – 0173',
  ])('are found in %j', (text) => expect(holdsWords(text, ana)).toBe(true))

  test.each([
    'Ana María Núñez-Ortizal',
    'Mariana María Núñez-Ortiz',
    'Ana María',
    'banana.nunez@library.example.org is another',
    'xana.nunez@library.example',
    'order 997245550173442',
    '724 555 01 is short',
  ])('are not found in %j', (text) => expect(holdsWords(text, ana)).toBe(false))

  test('of a telephone with its prefix are found without it, and the other way round', () => {
    const withPrefix = { ...ana, phone: '+1 724 555 0173' }
    for (const text of ['724 555 0173', '1-724-555-0173', '+1 (724) 555.0173'])
      expect([holdsWords(text, withPrefix), holdsWords(text, ana)]).toEqual([true, true])
  })

  test('of one word, or of few digits, are words and numbers like others', () => {
    const short = { ...ana, name: 'Library', email: null, phone: '0173' }
    expect(holdsWords('The library, room 0173', short)).toBe(false)
  })

  test('chosen by themself are not looked for', () => {
    const chosen = { ...ana, nameIsTrusted: false, phoneIsTrusted: false, email: null }
    expect(holdsWords(`${ana.name} ${ana.phone}`, chosen)).toBe(false)
  })

  test('may be any: no name, address or telephone makes a pattern that fails, and each finds itself', () => {
    const name = fc.tuple(
      fc.stringMatching(/^\p{L}{1,8}$/u),
      fc.string({ maxLength: 8, unit: 'grapheme' }),
      fc.stringMatching(/^\p{L}{1,8}$/u),
    )
    fc.assert(
      fc.property(name, fc.string({ unit: 'binary' }), (parts, around) => {
        const words = { ...ana, name: parts.join(' '), email: null, phone: null }
        expect(holdsWords(`${around} ${words.name} ${around}`, words)).toBe(true)
        holdsWords(around, { ...ana, name: around, email: around, phone: around })
      }),
    )
  })
})
