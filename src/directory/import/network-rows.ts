import { LIMITS } from '../forms.ts'
import {
  type ElementRow,
  type ElementTypes,
  elementRow,
  kindOfElement,
  type ToldEdge,
  toldByEdge,
} from './element-rows.ts'
import type { Mapping } from './mapping.ts'
import { fileStem } from '../../platform/formats/formats.ts'
import type { OrganizationRow, Refusal } from './field-readers.ts'
import { makeReader, readOrganization, type Lists, type Reader } from './organization-rows.ts'
import {
  emptyValues,
  reason,
  shown,
  type Edge,
  type Network,
  type Node,
  type Reason,
  type RowValues,
  valuesOfNode,
} from '../../platform/formats/parsed.ts'
import { ownId, withoutTaken } from './own-networks.ts'
import { tieKindFinder } from './synonyms.ts'

/** An organization of a network; `key` is what its ties call it. */
export interface NodeRow extends OrganizationRow {
  key: string
}

/** A tie as an edge of a file tells it. */
export interface TieRow {
  row: number
  /** Its ends in words, as far as the file knows them. */
  name: string
  /** Keys of the ends, in the direction of the tie. */
  a: string
  b: string
  kind: string
  note: string
  extra: RowValues
  /** Its id where Tieline wrote it. */
  own?: string
  refused?: Refusal
  /** The row that already tells this tie, when it is a further edge of one kind between the same two. */
  mergedInto?: number
  /** Why it changes nothing: the sentence of a merged row. */
  merged?: Reason
}

export interface NetworkRows {
  organizations: NodeRow[]
  ties: TieRow[]
  /** Elements that become people or groups. */
  elements: ElementRow[]
  leftOut: { row: number; name: string; reason: Reason }[]
  /** Connections that are no ties. */
  told: ToldEdge[]
}

const FALLBACK_KIND = 'works-together'
const SYMMETRIC = new Set(['works-together', 'overlaps-governance'])

/** Nodes as organizations and edges as ties. `fileName` stands before ids that are only unique in their file. */
export function toNetworkRows(
  network: Network,
  fileName: string,
  mapping: Mapping,
  lists: Lists = {},
  types: ElementTypes = {},
): NetworkRows {
  const reader = makeReader(mapping, lists)
  const stem = network.source ?? fileStem(fileName)
  const seen = new Set<string>()
  const all = network.nodes.map((node) => nodeRow(reader, node, stem, seen))
  const kindsOf = new Map(all.map((row, n) => [row.key, kindOfElement(types, network.nodes[n]!)]))
  const isOrganization = ({ key }: NodeRow) => kindsOf.get(key) === 'organization'
  const elements = network.nodes.flatMap((node, n) => {
    const as = kindOfElement(types, node)
    return as === 'person' || as === 'group' ? [elementRow(node, as, all[n]!.key, mapping)] : []
  })
  const elementOf = new Map(elements.map((one) => [one.key, one]))
  const leftOut = network.nodes.flatMap((node) =>
    kindOfElement(types, node) === '-'
      ? [
          {
            row: node.row,
            name: shown(node.label),
            reason: { key: 'imports.leftOut', values: { type: shown(node.type) } },
          },
        ]
      : [],
  )
  const ends = endFinder(network.nodes, all)
  const kinds = kindReader(lists)
  const known = new Map<string, number>()
  const told: ToldEdge[] = []
  const ties = network.edges.flatMap((edge) => {
    const [from, to] = [ends(edge.from), ends(edge.to)]
    const nodes = [from, to].flatMap((end) => ('node' in end ? [end.node] : []))
    if (nodes.length < 2 || nodes.every(isOrganization)) return [tieRow(edge, ends, kinds, known)]
    const name = shown(nodes.map((node) => node.name).join(' – '))
    const title = edge.label ?? edge.type
    told.push(
      toldByEdge(
        { row: edge.row, name, title },
        nodes.map((node) => ({
          as: kindsOf.get(node.key)!,
          name: node.name,
          element: elementOf.get(node.key),
          owner: isOrganization(node) ? ownerOf(node) : undefined,
        })),
      ),
    )
    return []
  })
  return { organizations: all.filter(isOrganization), ties, elements, leftOut, told }
}

/** What an organization of the map is found by, once it is here. */
const ownerOf = (node: NodeRow): string => node.identifiers.find(({ scheme }) => scheme === 'node')?.value ?? node.name

function nodeRow(reader: Reader, node: Node, stem: string, seen: Set<string>): NodeRow {
  const own = ownId(node)
  const id = node.id === null || own !== undefined || node.global ? node.id : `${stem}/${node.id}`
  const made = readOrganization(reader, node.row, valuesOfNode(node))
  if (own !== undefined) made.extra = withoutTaken(made.extra)
  if (id !== null && !made.identifiers.some((one) => one.scheme === 'node'))
    made.identifiers.push({ scheme: 'node', value: id })
  const key = id === null ? `label:${folded(node.label)}` : `id:${id}`
  if (id !== null && id.length > LIMITS.line - 5)
    made.refused ??= { field: 'id', reason: reason('tooLong', { length: id.length, max: LIMITS.line - 5 }) }
  if (seen.has(key))
    made.refused ??= { field: id === null ? 'label' : 'id', reason: reason('nodeTwice', { node: shown(node.label) }) }
  seen.add(key)
  return { ...made, key }
}

const folded = (label: string) => label.trim().replace(/\s+/g, ' ').toLowerCase()

type FindEnd = (end: string) => { node: NodeRow } | Reason

/** Ends are found by the node's id, else by its label if only one has it. */
function endFinder(nodes: Node[], rows: NodeRow[]): FindEnd {
  const byId = new Map<string, NodeRow>()
  const byLabel = new Map<string, NodeRow[]>()
  for (const [n, node] of nodes.entries()) {
    const row = rows[n]!
    if (node.id !== null && !byId.has(node.id)) byId.set(node.id, row)
    const same = byLabel.get(folded(node.label)) ?? []
    if (same.length < 2 && same[0]?.key !== row.key) byLabel.set(folded(node.label), [...same, row])
  }
  return (end) => {
    const direct = byId.get(end)
    if (direct) return { node: direct }
    const [row, another] = byLabel.get(folded(end)) ?? []
    if (!row) return reason('noSuchNode', { node: shown(end) })
    return another ? reason('ambiguousNode', { node: shown(end) }) : { node: row }
  }
}

function kindReader(lists: Lists) {
  const find = tieKindFinder(lists.tieKinds)
  const fallback =
    !lists.tieKinds || lists.tieKinds.some((kind) => kind.key === FALLBACK_KIND)
      ? FALLBACK_KIND
      : (lists.tieKinds[0]?.key ?? FALLBACK_KIND)
  return {
    kindOf: (type: string) => find(type) ?? fallback,
    isDirected: (kind: string) => lists.tieKinds?.find((one) => one.key === kind)?.directed ?? !SYMMETRIC.has(kind),
  }
}

function tieRow(edge: Edge, find: FindEnd, kinds: ReturnType<typeof kindReader>, seen: Map<string, number>): TieRow {
  const kind = kinds.kindOf(edge.type)
  const [from, to] = [find(edge.from), find(edge.to)]
  const called = (end: ReturnType<FindEnd>, text: string) => ('node' in end ? end.node.name : text)
  const name = shown(`${called(from, edge.from)} – ${called(to, edge.to)}`)
  const extra = extraOf(edge, kind)
  const own = ownId(edge)
  const told = { row: edge.row, name, a: '', b: '', kind, note: edge.description ?? '', extra }
  const made: TieRow = own === undefined ? told : { ...told, own }
  if (!('node' in from)) return { ...made, refused: { field: 'from', reason: from } }
  if (!('node' in to)) return { ...made, refused: { field: 'to', reason: to } }
  const [a, b] = [from.node, to.node]
  const ends = { ...made, a: a.key, b: b.key }
  if (a.key === b.key) return { ...ends, refused: { field: 'to', reason: reason('selfLoop', { node: shown(a.name) }) } }
  const gone = a.refused ? a : b.refused ? b : undefined
  if (gone)
    return {
      ...ends,
      refused: { field: gone === a ? 'from' : 'to', reason: reason('refusedNode', { node: shown(gone.name) }) },
    }
  const pair = kinds.isDirected(kind) ? [a.key, b.key] : [a.key, b.key].toSorted()
  const known = JSON.stringify([kind, ...pair])
  const first = seen.get(known)
  if (first !== undefined) return { ...ends, mergedInto: first, merged: reason('parallel', { row: first }) }
  seen.set(known, edge.row)
  return ends
}

/** What a tie has no place for: the file's own word, label, weight and all further attributes. */
function extraOf(edge: Edge, kind: string): RowValues {
  const extra: RowValues = emptyValues()
  for (const [key, value] of Object.entries(edge.values)) if (value !== '' && value.length > 0) extra[key] = value
  if (edge.type !== '' && edge.type !== kind) extra['type'] = edge.type
  if (edge.label) extra['label'] = edge.label
  if (edge.weight !== undefined) extra['weight'] = String(edge.weight)
  return extra
}
