import { type Declared, declared, fitting, type NetworkOut, plainNumber, RESERVED } from './network-out.ts'
import { emptyValues, type RowValues } from './parsed.ts'
import { xmlAttributes, xmlText } from './xml-out.ts'

/** Marks keys of lists, which GraphML itself has not. Other programs read `["a","b"]`. */
const OURS = 'urn:tieline:graphml'

/** A network as GraphML, for yEd, Cytoscape, Gephi, NetworkX and others. */
export function writeGraphml({ nodes, edges }: NetworkOut): string {
  const [ofNodes, ofEdges] = [nodes.map(nodeValues), edges.map(edgeValues)]
  const [nodeKeys, edgeKeys] = [declared(ofNodes, 'n'), declared(ofEdges, 'e')]
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:tieline="${OURS}">`,
    ...nodeKeys.attributes.map((one) => key('node', one)),
    ...edgeKeys.attributes.map((one) => key('edge', one)),
    '<graph edgedefault="undirected">',
    ...nodes.map(
      ({ id, label }, n) => `<node${xmlAttributes({ id: id ?? label })}${within('node', ofNodes[n]!, nodeKeys.idOf)}`,
    ),
    ...edges.map(({ id, from, to, directed }, n) => {
      const head = { id: id ?? undefined, source: from, target: to, directed: String(directed) }
      return `<edge${xmlAttributes(head)}${within('edge', ofEdges[n]!, edgeKeys.idOf)}`
    }),
    '</graph>',
    '</graphml>',
  ]
  return `${lines.join('\n')}\n`
}

const nodeValues = ({ label, type, values }: NetworkOut['nodes'][number]): RowValues =>
  Object.assign(emptyValues(), { label }, type === '' ? {} : { type }, fitting(values, RESERVED.node))

const edgeValues = ({ type, label, description, weight, values }: NetworkOut['edges'][number]): RowValues =>
  Object.assign(
    emptyValues(),
    type === '' ? {} : { type },
    label ? { label } : {},
    description ? { description } : {},
    weight === undefined ? {} : { weight: plainNumber(weight) },
    fitting(values, RESERVED.edge),
  )

const key = (of: 'node' | 'edge', { id, name, isList, isNumber }: Declared) =>
  `<key${xmlAttributes({
    id,
    for: of,
    'attr.name': name,
    'attr.type': isNumber || (of === 'edge' && name === 'weight') ? 'double' : 'string',
    'tieline:list': isList ? 'true' : undefined,
  })}/>`

/** The rest of an element: its values, and its end. */
function within(element: string, values: RowValues, idOf: (name: string, value: string | string[]) => string): string {
  const said = Object.entries(values).map(([name, value]) => {
    const text = typeof value === 'string' ? value : JSON.stringify(value)
    return `<data key="${idOf(name, value)}">${xmlText(text)}</data>`
  })
  return said.length === 0 ? '/>' : `>${said.join('')}</${element}>`
}
