import { take, takeNumber } from './attributes.ts'
import {
  IMPORT_LIMITS,
  reason,
  unfitValue,
  unreadable,
  type Edge,
  type Network,
  type Node,
  type Problem,
  type RowValues,
  type Unreadable,
} from './parsed.ts'
import { refuseXml } from './xml.ts'

/** A node or an edge while its elements are read. */
export interface Draft {
  id: string
  label: string
  values: RowValues
}
export interface DraftEdge extends Draft {
  from: string
  to: string
  directed: boolean
  weight?: number
  /** What the format itself calls the kind of an edge. */
  type?: string
}

/** Gathers what a file in XML tells of a network, node by node and edge by edge, each numbered from 1. */
export function networkGatherer() {
  const nodes: Node[] = []
  const edges: Edge[] = []
  const problems: Problem[] = []
  const columns = new Set(['label', 'type'])
  const rows = { node: 0, edge: 0 }

  function next(of: 'node' | 'edge'): number {
    rows[of] += 1
    const count = rows.node + rows.edge
    if (count > IMPORT_LIMITS.rows) refuseXml(reason('tooManyRowsHere', { max: IMPORT_LIMITS.rows }))
    return rows[of]
  }
  function fits(of: 'node' | 'edge', row: number, { values, label }: Draft): boolean {
    const all = [...Object.entries(values), ['label', label] as const]
    for (const [field, value] of all) {
      const unfit = unfitValue(value)
      if (unfit) problems.push({ row, of, field, reason: unfit })
      if (unfit) return false
    }
    return true
  }

  return {
    /** Numbers are given when an element begins, so that they follow the file even where nodes stand in nodes. */
    next,
    node(row: number, draft: Draft) {
      if (!fits('node', row, draft)) return
      const { id, values } = draft
      const label = draft.label.trim() || take(values, 'label', 'name') || id
      const type = take(values, 'element type', 'type')
      if (take({ ...values }, 'label') === label) take(values, 'label')
      for (const column of Object.keys(values)) columns.add(column)
      if (columns.size > IMPORT_LIMITS.columns) refuseXml(reason('tooManyColumns', { max: IMPORT_LIMITS.columns }))
      if (label === '') problems.push({ row, of: 'node', field: 'id', reason: reason('noId') })
      else nodes.push({ row, id: id || null, global: false, label, type, values })
    },
    edge(row: number, draft: DraftEdge) {
      if (!fits('edge', row, draft)) return
      const { id, from, to, directed, values } = draft
      if (!from || !to) {
        problems.push({ row, of: 'edge', field: from ? 'target' : 'source', reason: reason('noEnd') })
        return
      }
      const weight = draft.weight ?? takeNumber(values, 'weight', 'strength')
      const label = draft.label.trim() || take(values, 'label', 'name')
      const type = take(values, 'type', 'connection type', 'relationship', 'kind') || draft.type || ''
      const description = take(values, 'description')
      edges.push({
        row,
        id: id || null,
        from,
        to,
        type,
        directed,
        ...(label && { label }),
        ...(description && { description }),
        ...(weight !== undefined && { weight }),
        values,
      })
    },
    problem: (problem: Problem) => void problems.push(problem),
    network(source: string | null): Network | Unreadable {
      if (nodes.length === 0 && problems.length === 0) return unreadable(reason('noRows'))
      return { kind: 'network', source, columns: [...columns], nodes, edges, problems }
    },
  }
}
export type NetworkGatherer = ReturnType<typeof networkGatherer>

/** A number as these formats write it, or undefined. */
export const numberIn = (text: string | undefined): number | undefined =>
  text !== undefined && /^[+-]?\d{1,15}(?:\.\d{1,15})?(?:[eE][+-]?\d{1,2})?$/.test(text.trim())
    ? Number(text)
    : undefined
