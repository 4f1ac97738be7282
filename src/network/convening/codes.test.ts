import { describe, expect, test } from 'vitest'
import { codeOf, hashOfCode, readCode, spellCode } from './codes.ts'

const meeting = (id: string, codeTurn = 1) => ({ regionId: 'region', id, codeTurn })
const SECRET = 'a secret of at least thirty-two characters'

describe('a code', () => {
  test('is the same for the same meeting, and another after a turn, elsewhere and with another secret', () => {
    const code = codeOf(SECRET, meeting('one'))
    expect(codeOf(SECRET, meeting('one'))).toBe(code)
    const others = [
      codeOf(SECRET, meeting('one', 2)),
      codeOf(SECRET, meeting('two')),
      codeOf(`${SECRET}!`, meeting('one')),
      codeOf(SECRET, { ...meeting('one'), regionId: 'elsewhere' }),
    ]
    expect(new Set([code, ...others]).size).toBe(5)
  })

  test('has six letters and figures that nobody takes for others, each as often as the others', () => {
    const codes = Array.from({ length: 4000 }, (_, n) => codeOf(SECRET, meeting(String(n))))
    expect(codes.every((code) => /^[2-9CDFHJKMNPQRTWXY]{6}$/.test(code))).toBe(true)
    expect(new Set(codes).size).toBeGreaterThan(3990)
    const counts = Map.groupBy(codes.join(''), (letter) => letter)
    expect(counts.size).toBe(23)
    for (const { length } of counts.values()) expect(Math.abs(length - 24_000 / 23)).toBeLessThan(200)
  })

  test.each(['K7M4QX', 'k7m4qx', ' K7M 4QX ', 'k7m-4qx', 'K7M·4QX', 'K 7 M.4 Q X'])('is read from "%s"', (typed) => {
    expect(readCode(typed)).toBe('K7M4QX')
  })

  test.each([
    '',
    'K7M4Q',
    'K7M4QXX',
    'O0I1LU',
    '<script>',
    'K7M4Q\u0000',
    `K7M4QX${' '.repeat(9000)}!`,
    'ＫＫＫＫＫＫ',
  ])('is not read from "%s"', (typed) => {
    const read = readCode(typed)
    expect(read === null || typed.startsWith('K7M4QX ')).toBe(true)
  })

  test('is spelt in two halves, and its hash tells nothing without the secret', () => {
    expect(spellCode('K7M4QX')).toBe('K7M 4QX')
    expect(hashOfCode(SECRET, 'region', 'K7M4QX')).not.toEqual(hashOfCode(`${SECRET}!`, 'region', 'K7M4QX'))
  })
})
