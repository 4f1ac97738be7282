import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { translate } from '../i18n.ts'
import { readFile } from './formats.ts'
import type { Network } from './parsed.ts'
import { sayProblem } from './say-problem.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const read = (name: string, text: string) => readFile(name, bytes(text))
const networkOf = (name: string, text: string): Network => {
  const parsed = read(name, text)
  if (parsed.kind !== 'network') throw new Error(JSON.stringify(parsed))
  return parsed
}
const said = (name: string, text: string) =>
  read(name, text).problems.map((problem) => sayProblem(translate('en'), name, problem))
const plain = (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown

const gexf = (body: string, namespace = 'http://gexf.net/1.3', head = '') =>
  `<?xml version="1.0" encoding="UTF-8"?>${head}<gexf xmlns="${namespace}" xmlns:viz="${namespace}/viz" version="1.3">${body}</gexf>`

describe('GEXF', () => {
  test.each([
    'http://www.gephi.org/gexf',
    'http://www.gexf.net/1.1draft',
    'http://www.gexf.net/1.2draft',
    'http://gexf.net/1.3',
  ])('of %s', (namespace) => {
    const network = networkOf(
      'map.gexf',
      gexf(
        `<graph defaultedgetype="directed"><attributes class="node"><attribute id="0" title="type" type="string"><default>Library</default></attribute><attribute id="1" title="sites" type="liststring"/></attributes>
          <nodes><node id="a" label="Alder"><attvalues><attvalue for="1" value="x|y"/></attvalues><viz:color r="1" g="2" b="3"/></node>
          <node id="b" label="Marsh"><attvalues><attvalue id="0" value="County"/></attvalues><nodes><node id="c" label="Tolliver"/></nodes></node></nodes>
          <edges><edge id="7" source="a" target="b" weight="2.5" kind="funds"/><edge source="b" target="c" type="undirected" label="meets"/></edges></graph>`,
        namespace,
      ),
    )
    expect(plain(network.nodes)).toEqual([
      { row: 1, id: 'a', global: false, label: 'Alder', type: 'Library', values: { sites: ['x', 'y'] } },
      { row: 3, id: 'c', global: false, label: 'Tolliver', type: 'Library', values: {} },
      { row: 2, id: 'b', global: false, label: 'Marsh', type: 'County', values: {} },
    ])
    expect(plain(network.edges)).toEqual([
      { row: 1, id: '7', from: 'a', to: 'b', type: 'funds', directed: true, weight: 2.5, values: {} },
      { row: 2, id: null, from: 'b', to: 'c', type: '', directed: false, label: 'meets', values: {} },
    ])
  })

  test('of values that change the latest counts', () => {
    const { nodes } = networkOf(
      'map.gexf',
      gexf(`<graph mode="dynamic"><attributes class="node" mode="dynamic"><attribute id="0" title="staff" type="integer"/></attributes>
        <nodes><node id="a" label="Alder"><attvalues><attvalue for="0" value="9" start="2019"/><attvalue for="0" value="4" start="2012" end="2019"/></attvalues></node></nodes></graph>`),
    )
    expect(nodes[0]!.values['staff']).toBe('9')
  })

  test('a node without a label is called by its id; one without either is refused by its number', () => {
    const text = gexf('<graph><nodes><node id="n1"/><node/></nodes></graph>')
    expect(networkOf('map.gexf', text).nodes.map((node) => node.label)).toEqual(['n1'])
    expect(said('map.gexf', text)).toEqual(['map.gexf, element 2, “id”: An element needs an id or a label.'])
  })

  test('a name with signs of every language, and the one key that no object has', () => {
    const { nodes } = networkOf(
      'map.gexf',
      gexf(
        '<graph><attributes class="node"><attribute id="0" title="__proto__"/></attributes><nodes><node id="a" label="مكتبة &amp; 📚 &#x3c;b&#x3e;"><attvalues><attvalue for="0" value="x"/></attvalues></node></nodes></graph>',
      ),
    )
    expect(nodes[0]!.label).toBe('مكتبة & 📚 <b>')
    expect(Object.keys(nodes[0]!.values)).toEqual(['__proto__ '])
  })
})

describe('GraphML', () => {
  const graphml = (body: string) =>
    `<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">${body}</graphml>`
  test('has keys with defaults, its own direction of an edge, graphs in nodes, and labels that yEd draws', () => {
    const network = networkOf(
      'map.graphml',
      graphml(`<key id="d0" for="node" attr.name="name" attr.type="string"/><key id="d1" for="node" attr.name="type" attr.type="string"><default>Library</default></key>
        <key id="d2" for="edge" attr.name="weight" attr.type="double"/><key id="d3" for="node" yfiles.type="nodegraphics"/>
        <graph edgedefault="undirected"><node id="a"><data key="d0">Alder</data><data key="d1">County</data><graph edgedefault="directed"><node id="b"><data key="d3"><y:ShapeNode><y:NodeLabel>Marsh</y:NodeLabel></y:ShapeNode></data></node><edge source="a" target="b"/></graph></node>
        <edge id="e" source="b" target="a" directed="true"><data key="d2">3</data></edge></graph>`),
    )
    expect(plain(network.nodes)).toEqual([
      { row: 2, id: 'b', global: false, label: 'Marsh', type: 'Library', values: {} },
      { row: 1, id: 'a', global: false, label: 'Alder', type: 'County', values: {} },
    ])
    expect(network.edges.map(({ from, to, directed, weight }) => [from, to, directed, weight])).toEqual([
      ['a', 'b', true, undefined],
      ['b', 'a', true, 3],
    ])
  })

  test('an edge of more than two ends is refused by its number', () =>
    expect(
      said('map.graphml', graphml('<graph><node id="a"/><hyperedge><endpoint node="a"/></hyperedge></graph>')),
    ).toEqual(['map.graphml, connection 1: This connection has more than two ends. Write one for each pair.']))
})

describe('XML that means harm is refused in a sentence', () => {
  const laughs = `<!DOCTYPE x [<!ENTITY a "ha">${'bcdefghij'
    .split('')
    .map((name, n) => `<!ENTITY ${name} "${`&${'abcdefghi'[n]};`.repeat(10)}">`)
    .join('')}]>`
  test.each([
    [
      'a billion laughs',
      gexf('<graph><nodes><node id="a" label="&j;"/></nodes></graph>', undefined, laughs),
      'a document type of its own',
    ],
    [
      'a file of the server',
      gexf('&e;', undefined, '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'),
      'a document type of its own',
    ],
    ['an entity out of nowhere', gexf('<graph>&nothing;</graph>'), 'This is not XML from line 1'],
    ['a hundred thousand levels', gexf('<graph>'.repeat(100_000)), 'nested deeper than 64 levels'],
    ['a file that is cut', gexf('<graph><nodes><node id="a"').slice(0, -12), 'This is not XML from line 1'],
    ['a page', '<!doctype html><p>gexf</p>', 'This is a web page or XML'],
    ['nothing in it', gexf('<graph/>'), 'There are no rows'],
  ])('%s', (_, text, words) => expect(said('map.gexf', text)[0]).toContain(words))

  test('whatever is cut out of a good file', () => {
    const whole = gexf(
      '<graph><nodes><node id="a" label="Alder"/><node id="b" label="Marsh"/></nodes><edges><edge source="a" target="b"/></edges></graph>',
    )
    fc.assert(
      fc.property(fc.nat(whole.length), fc.nat(20), fc.string({ maxLength: 4 }), (at, length, put) => {
        const text = whole.slice(0, at) + put + whole.slice(at + length)
        for (const sentence of said('map.gexf', text)) expect(sentence).toContain('map.gexf')
      }),
      { numRuns: 400 },
    )
  })
})

describe("Kumu's spreadsheet columns", () => {
  test('connections name their elements; several targets are several connections', () => {
    const network = networkOf(
      'ties.csv',
      'From,To,Type,Direction,Strength\nAlder,Marsh | Tolliver,shares data,directed,3\nMarsh,,x,,\n',
    )
    expect(network.nodes.map((node) => node.label)).toEqual(['Alder', 'Marsh', 'Tolliver'])
    expect(
      network.edges.map(({ from, to, type, directed, weight, row }) => [from, to, type, directed, weight, row]),
    ).toEqual([
      ['Alder', 'Marsh', 'shares data', true, 3, 2],
      ['Alder', 'Tolliver', 'shares data', true, 3, 2],
    ])
    expect(said('ties.csv', 'From,To\nAlder,\n')).toEqual([
      'ties.csv, connection 2, “to”: A connection needs both ends.',
    ])
  })
})

const eurosis = new URL('../../../../shared/data/ecosystem/graphs/eurosis.gexf', import.meta.url)
test.runIf(existsSync(eurosis))('the map of European science and society, as Gephi wrote it in 2009', () => {
  const parsed = readFile('eurosis.gexf', readFileSync(eurosis)) as Network
  expect([parsed.nodes.length, parsed.edges.length, parsed.problems.length]).toEqual([1285, 7586, 0])
  expect(new Set(parsed.nodes.map((node) => node.id)).size).toBe(1285)
  expect(new Set(parsed.nodes.map((node) => node.label)).size).toBe(1279)
  expect(parsed.nodes[0]).toMatchObject({ id: '2', label: 'FP7 in Bulgaria', values: { country: 'International' } })
})
