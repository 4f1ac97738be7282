import { textsOf } from './json.ts'
import { emptyValues, isForbiddenKey, type Network, reason, type Unreadable, unreadable } from './parsed.ts'
import { type Element, walkXml } from './xml.ts'
import { type Draft, type DraftEdge, networkGatherer } from './xml-networks.ts'

/** A column as the head of the file declares it. */
interface Key {
  name: string
  of: 'node' | 'edge' | 'all'
  fallback: string
  /** Its values are lists, as our own files mark them. */
  isList: boolean
}
interface Open {
  of: 'node' | 'edge'
  row: number
  draft: Draft | DraftEdge
}

/** What tells of things that a network of ours has not. */
const UNKNOWN = ['hyperedge']

/**
 * A network in GraphML: keys with their defaults, a direction of each edge, graphs within nodes as further nodes. The
 * label that yEd draws is the label where no key has one. Ports are left out, edges of more than two ends are refused.
 */
export function readGraphml(text: string): Network | Unreadable {
  const file = networkGatherer()
  const keys = new Map<string, Key>()
  const open: Open[] = []
  const directed: boolean[] = []
  let isRoot = true
  let key: Key | undefined
  let column: Key | undefined

  const begin = (of: 'node' | 'edge', draft: Draft | DraftEdge) => {
    for (const { name, of: whose, fallback } of keys.values())
      if (fallback !== '' && (whose === of || whose === 'all')) draft.values[name] = fallback
    open.push({ of, row: file.next(of), draft })
  }
  const end = () => {
    const { of, row, draft } = open.pop()!
    if (of === 'edge') file.edge(row, draft as DraftEdge)
    else file.node(row, draft)
  }

  const failed = walkXml(text, {
    opened({ name, attributes: said }) {
      if (isRoot && name !== 'graphml') return
      isRoot = false
      if (name === 'key') keys.set(said.get('id') ?? '', (key = declared(said)))
      else if (name === 'graph') directed.push(said.get('edgedefault') === 'directed')
      else if (name === 'node') begin('node', draftOf(said))
      else if (name === 'edge') begin('edge', draftEdgeOf(said, directed.at(-1) ?? false))
      else if (name === 'data') column = keys.get(said.get('key') ?? '')
      else if (UNKNOWN.includes(name)) file.problem({ row: file.next('edge'), of: 'edge', reason: reason('hyperedge') })
    },
    closed(element, said) {
      const { name } = element
      const here = open.at(-1)?.draft
      if (name === 'node' || name === 'edge') end()
      else if (name === 'graph') directed.pop()
      else if (name === 'key') key = undefined
      else if (name === 'default' && key) key.fallback = said.trim()
      else if (name === 'data') {
        if (here && column !== undefined && said.trim() !== '')
          here.values[column.name] = (column.isList && textsOf(said)) || said.trim()
        column = undefined
      } else if (here && isLabel(element) && said.trim() !== '') here.label ||= said.trim()
    },
  })
  if (failed) return unreadable(failed.reason, failed.line)
  return isRoot ? unreadable(reason('markup')) : file.network(null)
}

/** What yEd writes on a node or beside an edge. */
const isLabel = ({ name, prefix }: Element) => prefix === 'y' && (name === 'NodeLabel' || name === 'EdgeLabel')

function declared(said: Map<string, string>): Key {
  const wanted = (said.get('attr.name') ?? '').trim().replaceAll('\u0000', '') || (said.get('id') ?? '')
  const whose = said.get('for')
  return {
    name: isForbiddenKey(wanted) ? `${wanted} ` : wanted,
    of: whose === 'node' || whose === 'edge' ? whose : 'all',
    fallback: '',
    isList: said.get('list') === 'true',
  }
}

const draftOf = (said: Map<string, string>): Draft => ({
  id: (said.get('id') ?? '').trim(),
  label: '',
  values: emptyValues(),
})

const draftEdgeOf = (said: Map<string, string>, byDefault: boolean): DraftEdge => ({
  ...draftOf(said),
  from: (said.get('source') ?? '').trim(),
  to: (said.get('target') ?? '').trim(),
  directed: said.has('directed') ? said.get('directed') === 'true' : byDefault,
})
