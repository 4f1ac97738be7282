import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { csvLine, guardCell, joinList, splitList, toCsv, unguardCell } from './csv-out.ts'

describe('a cell that a spreadsheet might run', () => {
  test.each([
    '=1+1',
    '+1-800',
    '-cmd',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '  =1',
    '\u00a0=1',
    '＝1',
    "'=1",
    '=HYPERLINK("http://evil.example";"x")',
  ])('%j is text', (cell) => {
    expect(guardCell(cell)).toBe(`'${cell}`)
    expect(unguardCell(guardCell(cell))).toBe(cell)
  })
  test.each(['-79.99', '+5', '0', 'a=b', "it's", "'tis", ''])('%j is harmless and stays', (cell) => {
    expect(guardCell(cell)).toBe(cell)
    expect(unguardCell(cell)).toBe(cell)
  })
  test('nothing is lost by guarding, and nothing guarded runs', () =>
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."'=+-@\t\r\n 1a"), maxLength: 8 }), (cell) => {
        expect(unguardCell(guardCell(cell))).toBe(cell)
        if (!/^[+-]?\d+$/.test(cell)) expect(guardCell(cell)).not.toMatch(/^[ ]*[=+\-@\t\r\n]/)
      }),
      { numRuns: 2000 },
    ))
})

test('a list is a cell and back', () => {
  expect(joinList(['teens', 'adults'])).toBe('teens; adults')
  expect(joinList(['reading, writing', 'a'])).toBe('reading, writing\na\n')
  expect(splitList('teens, adults')).toEqual(['teens', 'adults'])
  const items = fc.array(
    fc
      .string({ unit: fc.constantFrom(...'ab,;| é'), minLength: 1, maxLength: 8 })
      .map((text) => text.trim())
      .filter(Boolean),
    { maxLength: 5 },
  )
  fc.assert(
    fc.property(items, (list) => {
      expect(splitList(joinList(list))).toEqual(list)
    }),
  )
})

test('cells are quoted where it is needed', () => {
  expect(csvLine(['a', 'b "c"', 'd,e', 'f\ng', 7, null, true, ['x', 'y']])).toBe(
    'a,"b ""c""","d,e","f\ng",7,,true,"x; y"\r\n',
  )
  expect(toCsv(['name'], [['Ana'], ['=1']])).toBe("name\r\nAna\r\n'=1\r\n")
})
