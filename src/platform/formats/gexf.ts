import { textsOf } from './json.ts'
import { emptyValues, isForbiddenKey, type Network, reason, type Unreadable, unreadable } from './parsed.ts'
import { type Element, walkXml } from './xml.ts'
import { type Draft, type DraftEdge, networkGatherer, numberIn } from './xml-networks.ts'

/** What the graph says of an attribute before it is used. */
interface Attribute {
  title: string
  isList: boolean
  fallback: string
}
interface Open {
  of: 'node' | 'edge'
  row: number
  draft: Draft | DraftEdge
  /** When each value begins, for what changes over time: the latest counts. */
  since: Map<string, string>
}

/**
 * A network in GEXF: 1.1 to 1.3 and the first namespace that Gephi used. Of a value that changes over time the latest
 * is taken; nodes within nodes are nodes. What describes the picture (`viz`) is left out.
 */
export function readGexf(text: string): Network | Unreadable {
  const file = networkGatherer()
  const attributes = { node: new Map<string, Attribute>(), edge: new Map<string, Attribute>() }
  const open: Open[] = []
  let isRoot = true
  let of: 'node' | 'edge' = 'node'
  let attribute: Attribute | undefined
  let edgesAreDirected = false

  const begin = (kind: 'node' | 'edge', draft: Draft | DraftEdge) => {
    for (const { title, fallback } of attributes[kind].values()) if (fallback !== '') draft.values[title] = fallback
    open.push({ of: kind, row: file.next(kind), draft, since: new Map() })
  }
  const end = () => {
    const { of: kind, row, draft } = open.pop()!
    if (kind === 'edge') file.edge(row, draft as DraftEdge)
    else file.node(row, draft)
  }
  const valueSaid = ({ attributes: said }: Element) => {
    const here = open.at(-1)
    const known = here && attributes[here.of].get(said.get('for') ?? said.get('id') ?? '')
    if (!here || !known) return
    const since = said.get('start') ?? said.get('startopen') ?? ''
    if (isEarlier(since, here.since.get(known.title))) return
    here.since.set(known.title, since)
    here.draft.values[known.title] = valueOf(said.get('value') ?? '', known)
  }

  const failed = walkXml(text, {
    opened(element) {
      const { name, prefix, attributes: said } = element
      if (isRoot && name !== 'gexf') return
      isRoot = false
      if (prefix !== '' && prefix !== 'gexf') return
      if (name === 'graph') edgesAreDirected = said.get('defaultedgetype') === 'directed'
      else if (name === 'attributes') of = said.get('class') === 'edge' ? 'edge' : 'node'
      else if (name === 'attribute') attribute = declared(attributes[of], said)
      else if (name === 'node') begin('node', draftOf(said))
      else if (name === 'edge') begin('edge', draftEdgeOf(said, edgesAreDirected))
      else if (name === 'attvalue') valueSaid(element)
    },
    closed({ name, prefix }, said) {
      if (prefix !== '' && prefix !== 'gexf') return
      if (name === 'node' || name === 'edge') end()
      else if (name === 'attribute') attribute = undefined
      else if (name === 'default' && attribute) attribute.fallback = said.trim()
    },
  })
  if (failed) return unreadable(failed.reason, failed.line)
  return isRoot ? unreadable(reason('markup')) : file.network(null)
}

const draftOf = (said: Map<string, string>): Draft => ({
  id: (said.get('id') ?? '').trim(),
  label: said.get('label') ?? '',
  values: emptyValues(),
})

function draftEdgeOf(said: Map<string, string>, directed: boolean): DraftEdge {
  const type = said.get('type')
  const weight = numberIn(said.get('weight'))
  return {
    ...draftOf(said),
    from: (said.get('source') ?? '').trim(),
    to: (said.get('target') ?? '').trim(),
    // Mutual is both ways, which is what a tie without direction is.
    directed: type === undefined ? directed : type === 'directed',
    ...(weight !== undefined && { weight }),
    ...(said.has('kind') && { type: said.get('kind')! }),
  }
}

function declared(known: Map<string, Attribute>, said: Map<string, string>): Attribute {
  const id = said.get('id') ?? ''
  const wanted = (said.get('title') ?? '').trim().replaceAll('\u0000', '') || id
  const title = isForbiddenKey(wanted) ? `${wanted} ` : wanted
  const attribute = { title, isList: (said.get('type') ?? '').startsWith('list'), fallback: '' }
  known.set(id, attribute)
  return attribute
}

/** Lists of values are written `a|b` or, in 1.3, `[a, b]`; those of ours `["a","b"]`. */
function valueOf(text: string, { isList }: Attribute): string | string[] {
  if (!isList) return text
  const said = textsOf(text)
  if (said) return said
  const inside = /^\[(.*)\]$/s.exec(text.trim())?.[1]
  const parts = inside === undefined ? text.split('|') : inside.split(',')
  return parts.map((part) => part.trim().replace(/^"(.*)"$/s, '$1')).filter(Boolean)
}

/** Times are numbers or dates; among equals what stands later in the file counts. */
function isEarlier(since: string, before: string | undefined): boolean {
  if (before === undefined) return false
  const [a, b] = [numberIn(since), numberIn(before)]
  return a !== undefined && b !== undefined ? a < b : since < before
}
