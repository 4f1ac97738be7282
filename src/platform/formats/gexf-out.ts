import { type Declared, declared, fitting, type NetworkOut, plainNumber, RESERVED } from './network-out.ts'
import { emptyValues, type RowValues } from './parsed.ts'
import { xmlAttributes, xmlText } from './xml-out.ts'

/** A network as GEXF 1.3, for Gephi and others. Lists are written `["a","b"]`. */
export function writeGexf({ name, nodes, edges }: NetworkOut): string {
  const [ofNodes, ofEdges] = [nodes.map(nodeValues), edges.map(edgeValues)]
  const [nodeAttributes, edgeAttributes] = [declared(ofNodes, 'n'), declared(ofEdges, 'e')]
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<gexf xmlns="http://gexf.net/1.3" version="1.3">',
    `<meta><creator>Tieline</creator><description>${xmlText(name)}</description></meta>`,
    '<graph mode="static" defaultedgetype="undirected">',
    ...declaration('node', nodeAttributes.attributes),
    ...declaration('edge', edgeAttributes.attributes),
    '<nodes>',
    ...nodes.map(
      ({ id, label }, n) =>
        `<node${xmlAttributes({ id: id ?? label, label })}${within('node', ofNodes[n]!, nodeAttributes.idOf)}`,
    ),
    '</nodes>',
    '<edges>',
    ...edges.map((edge, n) => `<edge${edgeHead(edge)}${within('edge', ofEdges[n]!, edgeAttributes.idOf)}`),
    '</edges>',
    '</graph>',
    '</gexf>',
  ]
  return `${lines.join('\n')}\n`
}

const nodeValues = ({ type, values }: NetworkOut['nodes'][number]): RowValues =>
  Object.assign(emptyValues(), type === '' ? {} : { type }, fitting(values, RESERVED.node))

const edgeValues = ({ description, values }: NetworkOut['edges'][number]): RowValues =>
  Object.assign(emptyValues(), description ? { description } : {}, fitting(values, RESERVED.edge))

const edgeHead = ({ id, from, to, type, directed, label, weight }: NetworkOut['edges'][number]) =>
  xmlAttributes({
    id: id ?? undefined,
    source: from,
    target: to,
    type: directed ? 'directed' : 'undirected',
    weight: weight === undefined ? undefined : plainNumber(weight),
    label,
    kind: type || undefined,
  })

function declaration(of: 'node' | 'edge', attributes: readonly Declared[]): string[] {
  if (attributes.length === 0) return []
  const line = ({ id, name, isList, isNumber }: Declared) =>
    `<attribute${xmlAttributes({ id, title: name, type: isList ? 'liststring' : isNumber ? 'double' : 'string' })}/>`
  return [`<attributes class="${of}">`, ...attributes.map(line), '</attributes>']
}

/** The rest of an element: its values, and its end. */
function within(element: string, values: RowValues, idOf: (name: string, value: string | string[]) => string): string {
  const all = Object.entries(values)
  if (all.length === 0) return '/>'
  const said = all.map(([name, value]) => {
    const text = typeof value === 'string' ? value : JSON.stringify(value)
    return `<attvalue${xmlAttributes({ for: idOf(name, value), value: text })}/>`
  })
  return `><attvalues>${said.join('')}</attvalues></${element}>`
}
