import { describe, expect, test } from 'vitest'
import { readFile } from '../../platform/formats/formats.ts'
import { columnsOf, guessMapping } from './mapping.ts'
import { toNetworkRows } from './network-rows.ts'
import { bytesOf, kumuProject, kumuSimple } from './twins.ts'

const rowsOf = (file: object, name = 'Maps/our map.json') => {
  const parsed = readFile(name, bytesOf(file))
  if (parsed.kind !== 'network') throw new Error(parsed.kind)
  const { columns, samples, kind } = columnsOf(parsed)
  return { parsed, ...toNetworkRows(parsed, name, guessMapping(columns, samples, kind)) }
}
const network = (connections: object[], elements: unknown[] = ['A', 'B', 'C'].map((label) => ({ label }))) =>
  rowsOf({ elements, connections })

describe('a whole Kumu project', () => {
  const { parsed, organizations, ties } = rowsOf(kumuProject())
  test('every element and connection has its row', () => {
    expect([parsed.source, organizations.length, ties.length]).toEqual(['Funding map', 150, 202])
    expect(organizations.filter((row) => row.refused)).toEqual([])
    expect(ties.filter((row) => row.refused)).toEqual([])
  })
  test('elements are keyed by their id: two of one name are two', () => {
    const same = organizations.filter((row) => row.name === 'Item 148')
    expect(same.map((row) => row.identifiers)).toEqual([
      [{ scheme: 'node', value: 'elem-000148' }],
      [{ scheme: 'node', value: 'elem-000149' }],
    ])
  })
  test('unknown attributes are kept', () =>
    expect({ ...organizations[60]?.extra }).toEqual({
      type: 'Item',
      size: '60001',
      'metrics::last': '60',
      sector: 'Water',
      grant: 'YES',
      'eligible recipients': ['States', 'Tribes'],
    }))
  test('types become sectors', () =>
    expect([organizations[0]?.sector, organizations[20]?.sector]).toEqual(['government', 'other']))
  test('a second edge of one kind is the first tie again', () => {
    expect(ties.filter((row) => row.merged).map((row) => [row.row, row.mergedInto])).toEqual([[202, 1]])
    expect(ties[201]?.merged).toEqual({ key: 'import.parallel', values: { row: 1 } })
  })
  test('the kind is ours, the file’s word beside it', () =>
    expect(ties[0]).toMatchObject({ kind: 'works-together', a: 'id:elem-000000', extra: { type: 'Federal Agency' } }))
})

describe('the simple form', () => {
  const { organizations, ties } = rowsOf(kumuSimple())
  test('labels are the keys, in any case', () => {
    expect(organizations.map((row) => [row.key, row.sector, row.identifiers])).toEqual([
      ['label:library', 'library', []],
      ['label:data center', 'business', []],
    ])
    expect(organizations[0]).toMatchObject({ description: 'Lends [[books]].', extra: { location: 'Riverbend' } })
  })
  test('an edge to nowhere and one to itself are refused with the reason', () => {
    expect(ties[0]).toMatchObject({
      a: 'label:library',
      b: 'label:data center',
      kind: 'shares-data',
      note: 'Since 2017',
    })
    expect(ties[1]?.refused).toEqual({
      field: 'from',
      reason: { key: 'import.noSuchNode', values: { node: 'Nobody' } },
    })
    expect(ties[2]?.refused).toEqual({ field: 'to', reason: { key: 'import.selfLoop', values: { node: 'Library' } } })
  })
})

describe('edges', () => {
  test('of a kind with a direction are two ties there and back, of one without it are one', () => {
    const { ties } = network([
      { from: 'A', to: 'B', type: 'funds' },
      { from: 'B', to: 'A', type: 'Grant' },
      { from: 'A', to: 'B', type: 'funding' },
      { from: 'A', to: 'B' },
      { from: 'B', to: 'A', type: 'partner' },
    ])
    expect(ties.map((tie) => [tie.kind, tie.mergedInto])).toEqual([
      ['funds', undefined],
      ['funds', undefined],
      ['funds', 1],
      ['works-together', undefined],
      ['works-together', 4],
    ])
  })
  test('keep direction, label and weight', () => {
    const { parsed, ties } = network([
      { from: 'A', to: 'B', direction: 'directed', reversed: true, strength: 3, label: 'x', since: '2017' },
      { from: 'A', to: 'C', direction: 'mutual', weight: 'much' },
    ])
    expect(parsed.edges[0]).toMatchObject({ from: 'B', to: 'A', directed: true, weight: 3 })
    expect({ ...ties[0]?.extra }).toEqual({ since: '2017', label: 'x', weight: '3' })
    expect([parsed.edges[1]?.directed, { ...ties[1]?.extra }]).toEqual([false, { weight: 'much' }])
  })
  test('without an end, to a name that two have, or to what was refused', () => {
    const { parsed, ties } = network(
      [{ from: 'A' }, { from: 'A', to: 'Same' }, { from: 'A', to: 'Long' }, { from: 'A', to: 's2' }],
      [
        { label: 'A' },
        { id: 's1', label: 'Same' },
        { id: 's2', label: 'Same' },
        { id: 'Long', label: 'x'.repeat(201) },
        { label: 'a ' },
        7,
        { type: 'nameless' },
      ],
    )
    expect(parsed.problems).toMatchObject([
      { row: 6, of: 'node', reason: { key: 'import.notAnObject' } },
      { row: 7, of: 'node', field: 'label', reason: { key: 'import.noLabel' } },
      { row: 1, of: 'edge', field: 'to', reason: { key: 'import.noEnd' } },
    ])
    expect(ties.map((tie) => tie.refused?.reason.key)).toEqual([
      'import.ambiguousNode',
      'import.refusedNode',
      undefined,
    ])
  })
})

test('an id that is only one in its file is named after the file; a second node of one key is refused', () => {
  const { organizations } = rowsOf({
    elements: [
      { id: 7, label: 'A' },
      { id: '7', label: 'B' },
    ],
    connections: [],
  })
  expect(organizations.map((row) => [row.identifiers[0]?.value, row.refused?.reason.key])).toEqual([
    ['our map/7', undefined],
    ['our map/7', 'import.nodeTwice'],
  ])
})

test('attributes named like prototypes do no harm', () => {
  const { organizations } = rowsOf(
    JSON.parse(
      '{"elements":[{"label":"A","__proto__":{"x":1},"attributes":{"__proto__":{"y":1},"constructor":"c"}}],"connections":[]}',
    ) as object,
  )
  expect({ ...organizations[0]?.extra }).toEqual({ constructor: 'c' })
  expect(({} as { x?: unknown }).x).toBeUndefined()
})
