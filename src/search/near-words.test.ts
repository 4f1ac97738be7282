import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isNear, markWords, slips, wordsOf } from './near-words.ts'

describe('how many slips lie between two words', () => {
  test.each([
    ['library', 'library', 0],
    ['libary', 'library', 1],
    ['librrary', 'library', 1],
    ['lirbary', 'library', 1],
    ['librery', 'library', 1],
    ['librery', 'libary', 2],
    ['ca', 'abc', 3],
    ['', 'abc', 3],
  ])('%s and %s: %i', (a, b, count) => {
    expect(slips(a, b)).toBe(count)
    expect(slips(b, a)).toBe(count)
  })

  test('one slip of any kind is one slip', () => {
    const word = fc.array(fc.constantFrom(...'abcdeñé'), { minLength: 4, maxLength: 12 })
    fc.assert(
      fc.property(word, fc.nat(), fc.constantFrom('missing', 'doubled', 'swapped'), (letters, seed, kind) => {
        const at = seed % (letters.length - 1)
        const slipped = [...letters]
        if (kind === 'missing') slipped.splice(at, 1)
        else if (kind === 'doubled') slipped.splice(at, 0, letters[at]!)
        else [slipped[at], slipped[at + 1]] = [letters[at + 1]!, letters[at]!]
        expect(slips(letters.join(''), slipped.join(''))).toBeLessThanOrEqual(1)
      }),
    )
  })
})

test('short words have to be right, long ones may have two slips', () => {
  expect(isNear('map', 'mpa')).toBe(false)
  expect(isNear('map', 'cap')).toBe(false)
  expect(isNear('mps', 'maps')).toBe(true)
  expect(isNear('mp', 'map')).toBe(false)
  expect(isNear('libary', 'library')).toBe(true)
  expect(isNear('geneology', 'genealogy')).toBe(true)
  expect(isNear('univrsty', 'university')).toBe(true)
  expect(isNear('court', 'county')).toBe(false)
})

test('words are what lies between signs, without case and accents; what is left out or only joins is none', () => {
  expect(wordsOf('  «Préstamo» de MAPAS -datos "open data" or ')).toEqual(['prestamo', 'de', 'mapas', 'open', 'data'])
  expect(wordsOf('a '.repeat(50))).toEqual(['a'])
})

test('a title is marked where its words begin with or nearly are what was asked', () => {
  const marked = (title: string, asked: string) =>
    markWords(title, wordsOf(asked))
      .map((part) => (part.found ? `[${part.text}]` : part.text))
      .join('')
  expect(marked('Ferry Street Library (East)', 'libary ferr')).toBe('[Ferry] Street [Library] (East)')
  expect(marked('Biblioteca Pública', 'publica')).toBe('Biblioteca [Pública]')
  expect(marked('<b>Maps</b>', 'maps')).toBe('<b>[Maps]</b>')
  expect(marked('مكتبة', 'x')).toBe('مكتبة')
})
