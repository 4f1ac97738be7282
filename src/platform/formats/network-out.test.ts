import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readFile } from './formats.ts'
import { writeGexf } from './gexf-out.ts'
import { writeGraphml } from './graphml-out.ts'
import { OWN_OF_KUMU, writeKumu } from './kumu-out.ts'
import { fitting, type NetworkOut, plainNumber, RESERVED, withoutControls } from './network-out.ts'
import { emptyValues, type Network, type RowValues } from './parsed.ts'

const FORMATS = { 'map.gexf': writeGexf, 'map.graphml': writeGraphml, 'map.json': writeKumu }

const networkIn = (name: string, text: string): Network => {
  const parsed = readFile(name, new TextEncoder().encode(text))
  if (parsed.kind !== 'network') throw new Error(JSON.stringify(parsed))
  return parsed
}

/** What people and programs write to break files: markup, quotes, every line end, signs that no XML takes. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom(
    '<script>alert(1)</script>',
    ']]>',
    '&amp;&lt;',
    '"\'`',
    '--><!--',
    '["a","b"]',
    '[x, y]',
    'a|b',
    'a, b; c',
    '1.50',
    '-79.99',
    '\r\n\t',
    'a\u2028b\u0085c',
    '\u0000\uFFFE\uD800',
    '=1+1',
    '${x}',
    '<!ENTITY x "y">',
    '\\"\\u0041',
  ),
)
const name = fc.oneof(
  hostile,
  fc.constantFrom('type', 'Label', 'weight', 'from', 'id', '_id', '__proto__', 'constructor', 'a'),
)
const values = fc
  .array(fc.tuple(name, fc.oneof(hostile, fc.array(hostile, { maxLength: 4 }))), { maxLength: 5 })
  .map((pairs) => {
    const made = emptyValues()
    for (const [key, value] of pairs) made[key] = value
    return made
  })
const tidy = (text: string) => withoutControls(text.trim())
const word = hostile.filter((text) => tidy(text) !== '').map(tidy)
const perhaps = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined })

const networks: fc.Arbitrary<NetworkOut> = fc.uniqueArray(word, { minLength: 1, maxLength: 5 }).chain((ids) =>
  fc.record({
    name: word,
    nodes: fc.tuple(
      ...ids.map((id) =>
        fc.record({ id: fc.constant(id), label: word, type: fc.oneof(fc.constant(''), word), values }),
      ),
    ),
    edges: fc.array(
      fc
        .record({
          id: fc.option(word),
          from: fc.constantFrom(...ids),
          to: fc.constantFrom(...ids),
          type: fc.oneof(fc.constant(''), word),
          directed: fc.boolean(),
          label: perhaps(word),
          description: perhaps(word),
          weight: perhaps(fc.integer({ min: -1e9, max: 1e9 }).map((n) => n / 1000)),
          values,
        })
        .map(({ label, description, weight, ...edge }) => ({
          ...edge,
          ...(label !== undefined && { label }),
          ...(description !== undefined && { description }),
          ...(weight !== undefined && { weight }),
        })),
      { maxLength: 5 },
    ),
  }),
)

const plain = (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown

describe.each(Object.entries(FORMATS))('%s', (file, write) => {
  const own = file === 'map.json' ? OWN_OF_KUMU : []

  test('what is written is read back, every node, edge and value of it', () =>
    fc.assert(
      fc.property(networks, (network) => {
        const read = networkIn(file, write(network))
        expect(read.problems).toEqual([])
        expect(plain(read.nodes.map(({ row: _row, global: _global, ...node }) => node))).toEqual(
          plain(network.nodes.map((node) => ({ ...node, values: fitting(node.values, [...RESERVED.node, ...own]) }))),
        )
        expect(plain(read.edges.map(({ row: _row, ...edge }) => edge))).toEqual(
          plain(network.edges.map((edge) => ({ ...edge, values: fitting(edge.values, [...RESERVED.edge, ...own]) }))),
        )
      }),
      { numRuns: 400 },
    ))

  test('what was read is written again as the same', () =>
    fc.assert(
      fc.property(networks, (network) => {
        const text = write(network)
        expect(write({ ...networkIn(file, text), name: network.name })).toBe(text)
      }),
      { numRuns: 100 },
    ))
})

describe('names that mean something else to a reader', () => {
  test('are counted on', () => {
    const said = Object.assign(emptyValues(), {
      type: 'x',
      'Type ': 'y',
      ' a': '1',
      a: '2',
      '': '3',
      empty: ' ',
      none: [' '],
    })
    expect(plain(fitting(said, RESERVED.node))).toEqual({
      'type (2)': 'x',
      'Type (2)': 'y',
      a: '1',
      'a (2)': '2',
      '?': '3',
    })
  })

  test('lose no value, whatever they are', () =>
    fc.assert(
      fc.property(values, (said: RowValues) => {
        const texts = (all: RowValues) =>
          Object.values(all)
            .map((value) => (typeof value === 'string' ? tidy(value) : value.map(tidy).filter(Boolean)))
            .filter((value) => value.length > 0)
        const fit = fitting(said, RESERVED.edge)
        expect(texts(fit).toSorted()).toEqual(texts(said).toSorted())
        for (const key of Object.keys(fit)) expect(RESERVED.edge).not.toContain(key.toLowerCase().trim())
      }),
    ))
})

test('numbers have no exponent', () => {
  expect([0, 1, -2.5, 1e-7, 1e15, 100].map(plainNumber)).toEqual([
    '0',
    '1',
    '-2.5',
    '0.0000001',
    '1000000000000000',
    '100',
  ])
})

test('degrees are numbers for other programs, postal codes are names', () => {
  const node = (id: string, said: Record<string, string>) => ({
    id,
    label: id,
    type: '',
    values: Object.assign(emptyValues(), said),
  })
  const network = {
    name: 'x',
    nodes: [node('a', { latitude: '40.44', zip: '15213' }), node('b', { latitude: '40', zip: '02134' })],
    edges: [],
  }
  expect(writeGexf(network)).toContain('title="latitude" type="double"')
  expect(writeGexf(network)).toContain('title="zip" type="string"')
  expect(writeGraphml(network)).toContain('attr.name="latitude" attr.type="double"')
})
