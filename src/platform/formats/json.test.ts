import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Json, readJson } from './json.ts'
import { listIn, readList } from './json-list.ts'
import { IMPORT_LIMITS } from './parsed.ts'

const refusal = (text: string) => {
  const read = readJson(text)
  return read.ok ? 'ok' : read.reason
}

describe('broken JSON says where', () => {
  test.each([
    ['[{"a": 1},\n {"b": }]', 'import.brokenJson', 2, 8],
    ['{"a" 1}', 'import.brokenJson', 1, 6],
    ["[{'a': 1}]", 'import.brokenJson', 1, 3],
    ['[1, 2,]', 'import.brokenJson', 1, 7],
    ['[01]', 'import.brokenJson', 1, 2],
    ['["a\nb"]', 'import.brokenJson', 1, 4],
    ['["\\x"]', 'import.brokenJson', 1, 3],
    ['[1] [2]', 'import.brokenJson', 1, 5],
    ['{"a":1}}', 'import.brokenJson', 1, 8],
    ['nope', 'import.brokenJson', 1, 1],
  ])('%j', (text, key, line, column) => expect(refusal(text)).toMatchObject({ key, values: { line, column } }))

  test('a file cut anywhere was cut, and the sentence names the line', () => {
    const whole = '[\n {"name": "Ana\\u00e9", "n": [1.5e3, true, null]},\n {"b": {}}\n]'
    for (let end = 1; end < whole.length; end += 1) {
      const lines = whole.slice(0, end).split('\n').length
      expect(refusal(whole.slice(0, end)), whole.slice(0, end)).toMatchObject({
        key: 'import.cut',
        values: { line: lines },
      })
    }
  })

  test('depth has a limit, however deep', () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)
    expect(refusal(nested(64))).toBe('ok')
    expect(refusal(nested(65))).toMatchObject({ key: 'import.tooDeep' })
    expect(refusal(nested(1_000_000))).toMatchObject({ key: 'import.tooDeep' })
    expect(refusal('{"a":'.repeat(500_000))).toMatchObject({ key: 'import.tooDeep' })
    expect(refusal(JSON.stringify(`${'['.repeat(99)}\\"[`))).toBe('ok')
  })

  test('whatever JSON.parse refuses has a place inside the text', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom('{', '}', '[', ']', '"a"', ':', ',', '1', 'true', '"', '\\', ' ', '\n', '-', 'e', '.'),
          { maxLength: 14 },
        ),
        (parts) => {
          const read = readJson(parts.join(''))
          if (!read.ok) expect(read.reason.values['line']).toBeGreaterThan(0)
        },
      ),
      { numRuns: 2000 },
    ))
})

const rowsOf = (json: string) => {
  const read = readJson(json)
  const list = read.ok ? listIn(read.value) : undefined
  const table = list && readList(list)
  return table?.kind === 'table' ? table : undefined
}

test('objects are flat rows: nested ones by their path, lists as lists', () => {
  const table = rowsOf(
    '{"items":[{"name":"A","n":4,"ok":true,"none":null,"location":{"city":"B","at":{"lat":"1"}},"tags":["x",2,null],"mixed":[{"a":1}]}, 7]}',
  )
  expect({ ...table?.rows[0]?.values }).toEqual({
    name: 'A',
    n: '4',
    ok: 'true',
    none: '',
    'location.city': 'B',
    'location.at.lat': '1',
    tags: ['x', '2'],
    mixed: ['{"a":1}'],
  })
  expect(table?.problems).toEqual([{ row: 2, reason: { key: 'import.notAnObject', values: {} } }])
})

test('no key pollutes, NUL is refused, half a surrogate is mended, the last of two keys counts', () => {
  const table = rowsOf(
    '[{"name":"A","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":2}},"name":"B"},{"name":"x\\u0000"},{"name":"\\ud800"}]',
  )
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  expect({ ...table?.rows[0]?.values }).toEqual({ name: 'B', 'constructor.prototype.polluted': '2' })
  expect(Object.getPrototypeOf(table?.rows[0]?.values)).toBeNull()
  expect(table?.problems).toMatchObject([{ row: 2, field: 'name', reason: { key: 'import.nul' } }])
  expect(table?.rows[1]?.values['name']).toBe('\ufffd')
})

test('any JSON gives rows or reasons and leaves every prototype alone', () => {
  const key = fc.oneof(
    fc.string({ maxLength: 5 }),
    fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'),
  )
  const { value } = fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.string({ maxLength: 5 }),
      fc.integer(),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(key, tie('value'), { maxKeys: 3 }) as fc.Arbitrary<Json>,
    ),
  }))
  const before = Object.getOwnPropertyNames(Object.prototype)
  fc.assert(
    fc.property(fc.array(value, { maxLength: 4 }), (list) => {
      const read = readJson(JSON.stringify(list))
      if (!read.ok) throw new Error(read.reason.key)
      const table = readList(listIn(read.value)!)
      if (table.kind === 'table') expect(table.rows.length + table.problems.length).toBe(list.length)
      expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before)
    }),
    { numRuns: 500 },
  )
})

test('more rows and columns than the limits are one sentence', () => {
  const many = readList(Array.from({ length: IMPORT_LIMITS.rows + 1 }, () => ({ name: 'a' })))
  const wide = readList([Object.fromEntries(Array.from({ length: 501 }, (_, n) => [`c${n}`, 1]))])
  expect([many.problems[0]?.reason.key, wide.problems[0]?.reason.key]).toEqual([
    'import.tooManyRows',
    'import.tooManyColumns',
  ])
})
