import { take, takeNumber } from './attributes.ts'
import {
  emptyValues,
  reason,
  type Edge,
  type Network,
  type Node,
  type Problem,
  type RowValues,
  type Table,
} from './parsed.ts'

/** Kumu parts several values of a cell, also several targets, by bars. */
const several = (text: string) =>
  text
    .split('|')
    .map((part) => part.trim())
    .filter(Boolean)

const has = (table: Table, ...names: string[]) =>
  names.every((name) => table.columns.some((column) => column.trim().toLowerCase() === name))

/** A sheet of connections, as Kumu's spreadsheets have it: `From` and `To`. */
export const isConnections = (table: Table): boolean => has(table, 'from', 'to')

/** A sheet of elements: `Label`, and mostly `Type`. */
export const isElements = (table: Table): boolean => has(table, 'label') && !isConnections(table)

/**
 * Kumu's spreadsheet columns as a network. Elements are called by their labels; what only a connection names is an
 * element too. A connection to several targets is one for each.
 */
export function readKumuSheets(connections: Table, elements?: Table): Network {
  const nodes: Node[] = []
  const edges: Edge[] = []
  const problems: Problem[] = [...(elements?.problems ?? []), ...connections.problems].map((problem) => problem)
  const known = new Set<string>()
  const addNode = (node: Node) => {
    known.add(folded(node.label))
    nodes.push(node)
  }
  for (const { row, values } of elements?.rows ?? []) {
    const attributes = partedValues(values)
    const label = take(attributes, 'label')
    if (label === '') problems.push({ row, of: 'node', field: 'label', reason: reason('noLabel', { place: '' }) })
    else addNode({ row, id: null, global: false, label, type: take(attributes, 'type'), values: attributes })
  }
  for (const { row, values } of connections.rows) {
    const read = edgesOf(row, values)
    if (read.length === 0) problems.push({ row, of: 'edge', field: 'to', reason: reason('noEnd') })
    for (const edge of read) {
      for (const label of [edge.from, edge.to])
        if (!known.has(folded(label))) addNode({ row, id: null, global: false, label, type: '', values: emptyValues() })
      edges.push(edge)
    }
  }
  const columns = ['label', 'type', ...nodes.flatMap((node) => Object.keys(node.values))]
  return { kind: 'network', source: null, columns: [...new Set(columns)], nodes, edges, problems }
}

const folded = (label: string) => label.trim().replace(/\s+/g, ' ').toLowerCase()

/** Cells with bars are lists; texts that people write for people (descriptions) stay whole. */
function partedValues(values: RowValues): RowValues {
  const parted = emptyValues()
  for (const [column, value] of Object.entries(values)) {
    const isList = typeof value === 'string' && value.includes('|') && !/^(label|description)$/i.test(column.trim())
    parted[column] = isList ? several(value) : value
  }
  return parted
}

function edgesOf(row: number, values: RowValues): Edge[] {
  const attributes: RowValues = Object.assign(emptyValues(), values)
  const [sources, targets] = [several(take(attributes, 'from')), several(take(attributes, 'to'))]
  const type = take(attributes, 'type')
  const label = take(attributes, 'label')
  const description = take(attributes, 'description')
  const weight = takeNumber(attributes, 'strength', 'weight')
  const direction = take(attributes, 'direction').toLowerCase()
  return sources.flatMap((from) =>
    targets.map((to) => ({
      row,
      id: null,
      from,
      to,
      type,
      directed: direction === 'directed',
      ...(label && { label }),
      ...(description && { description }),
      ...(weight !== undefined && { weight }),
      values: attributes,
    })),
  )
}
