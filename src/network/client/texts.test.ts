import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cut, fromRight, linesOf } from './texts.ts'

const measure = (text: string) => Array.from(text).length * 7
const text = fc.string({ minLength: 1, maxLength: 220, unit: 'grapheme' })

test('a name is cut where it no longer fits, with an ellipsis, and begins as it did', () => {
  expect(cut('Allegheny County Health Department', 105, measure)).toBe('Allegheny Coun…')
  expect(cut('Short', 105, measure)).toBe('Short')
  fc.assert(
    fc.property(text, fc.integer({ min: 30, max: 400 }), (name, most) => {
      const shown = cut(name, most, measure)
      expect(measure(shown) <= most || shown === '…').toBe(true)
      expect(name.startsWith(shown.replace(/…$/, '')) || shown === name).toBe(true)
    }),
  )
})

test('no letter is parted from its accent', () => {
  expect(cut('e\u0301'.repeat(30), 70, measure).replace('…', '')).toMatch(/^(e\u0301)+$/)
})

test('a name takes one line where it fits, else two of about the same length', () => {
  expect(linesOf('Riverbend Library', 150, measure)).toEqual(['Riverbend Library'])
  expect(linesOf('Riverbend Public Library of Alder', 150, measure)).toEqual(['Riverbend Public', 'Library of Alder'])
  fc.assert(
    fc.property(text, fc.integer({ min: 40, max: 300 }), (name, most) => {
      const lines = linesOf(name, most, measure)
      expect(lines.length).toBeLessThanOrEqual(2)
      for (const line of lines) expect(measure(line) <= most || line === '…').toBe(true)
    }),
  )
})

test('a name of 200 characters without a blank is one line, cut', () => {
  expect(linesOf('A'.repeat(200), 140, measure)).toEqual([`${'A'.repeat(19)}…`])
})

test.each([
  ['مكتبة المدينة', true],
  ['„ספרייה“', true],
  ['Library', false],
  ['Library مكتبة', false],
  ['2030', false],
])('%s is read from the right: %s', (name, said) => {
  expect(fromRight(name)).toBe(said)
})
