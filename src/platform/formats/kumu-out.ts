import { fitting, type NetworkOut, RESERVED, withoutControls } from './network-out.ts'

/** What Kumu reads on an element or a connection as something else than an attribute. */
export const OWN_OF_KUMU = ['_id', 'id', 'attributes', 'from', 'to', 'direction', 'delayed', 'reversed']

/** A network as the JSON that Kumu imports. */
export function writeKumu({ name, nodes, edges }: NetworkOut): string {
  const elements = nodes.map(({ id, label, type, values }) => ({
    ...(id !== null && { id }),
    label,
    ...(type !== '' && { type }),
    ...fitting(values, [...RESERVED.node, ...OWN_OF_KUMU]),
  }))
  const connections = edges.map(({ id, from, to, type, directed, label, description, weight, values }) => ({
    ...(id !== null && { id }),
    from,
    to,
    direction: directed ? 'directed' : 'undirected',
    ...(type !== '' && { type }),
    ...(label && { label }),
    ...(description && { description }),
    ...(weight !== undefined && { strength: weight }),
    ...fitting(values, [...RESERVED.edge, ...OWN_OF_KUMU]),
  }))
  return `${JSON.stringify({ name, elements, connections }, clean, 1)}\n`
}

const clean = (_: string, value: unknown) => (typeof value === 'string' ? withoutControls(value) : value)
