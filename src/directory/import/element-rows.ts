import {
  emptyValues,
  type Network,
  type Node,
  reason,
  type Reason,
  shown,
  valuesOfNode,
} from '../../platform/formats/parsed.ts'
import { keep, textOf } from './field-readers.ts'
import type { ListRow } from './list-rows.ts'
import type { Mapping } from './mapping.ts'
import { plainWord } from './synonyms.ts'

/** What an element of a map can become. */
export const ELEMENT_KINDS = ['organization', 'person', 'group', '-'] as const
export type ElementKind = (typeof ELEMENT_KINDS)[number]

/** By the type of an element, as its file writes it. */
export type ElementTypes = Record<string, ElementKind>

const PERSON = ['person', 'people', 'individual', 'individuals', 'contact', 'persona', 'personas']
const GROUP = ['user group', 'user groups', 'grupo de usuarios', 'grupos de usuarios']

/** The types of a map's elements with what each probably is, the most frequent first. Most maps are of organizations. */
export function typesOf(network: Network): { type: string; count: number; as: ElementKind }[] {
  const counts = new Map<string, number>()
  for (const { type } of network.nodes) counts.set(type, (counts.get(type) ?? 0) + 1)
  return [...counts]
    .toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .map(([type, count]) => ({ type, count, as: guess(type) }))
}

function guess(type: string): ElementKind {
  const word = plainWord(type.slice(0, 100))
  return PERSON.includes(word) ? 'person' : GROUP.includes(word) ? 'group' : 'organization'
}

export const kindOfElement = (types: ElementTypes, { type }: Pick<Node, 'type'>): ElementKind =>
  Object.hasOwn(types, type) ? types[type]! : guess(type)

/** An element that becomes a person or a group, and what its connections tell of it. */
export interface ElementRow extends ListRow {
  as: 'person' | 'group'
  /** What connections call it. */
  key: string
}

/** A connection that tells of a person or a group, or that has no place here. */
export interface ToldEdge {
  row: number
  name: string
  outcome: 'unchanged' | 'refused'
  reason: Reason
}

/** What organizations' fields mean for people and groups; the rest is kept beside, of a person in the note. */
const AS_PERSON: Record<string, string> = { name: 'name', email: 'email', phone: 'phone' }
const AS_GROUP: Record<string, string> = {
  name: 'name',
  description: 'description',
  website: 'website',
  audiences: 'audiences',
  skills: 'subjects',
}

/** An element as the row of a list of people or groups. */
export function elementRow(node: Node, as: ElementRow['as'], key: string, mapping: Mapping): ElementRow {
  const made: ElementRow = {
    row: node.row,
    as,
    key,
    said: { organization: [], title: [] },
    columns: {},
    extra: emptyValues(),
  }
  const fields = as === 'person' ? AS_PERSON : AS_GROUP
  for (const [column, value] of Object.entries(valuesOfNode(node))) {
    const target = mapping[column] ?? 'extra'
    if (target === '-' || textOf(value) === '' || column === 'type') continue
    const field = fields[target]
    if (field === undefined || made.said[field] !== undefined) keep(made.extra, column, value)
    else {
      made.said[field] = field === 'audiences' || field === 'subjects' ? [value].flat() : textOf(value)
      made.columns[field] = column
    }
  }
  made.said['name'] ??= node.label
  if (as === 'person') made.said['note'] = noteOf(made)
  return made
}

/** People have no place beside their fields. */
const noteOf = ({ extra }: ListRow) =>
  Object.entries(extra)
    .map(([column, value]) => `${column}: ${textOf(value)}`)
    .join('\n')
    .slice(0, 2000)

/** What a connection with an element that is no organization tells, and why. */
export function toldByEdge(
  row: { row: number; name: string; title: string },
  ends: readonly { as: ElementKind; name: string; element?: ElementRow | undefined; owner?: string | undefined }[],
): ToldEdge {
  const told = (outcome: ToldEdge['outcome'], why: Reason): ToldEdge => ({
    row: row.row,
    name: row.name,
    outcome,
    reason: why,
  })
  const out = ends.find(({ as }) => as === '-')
  if (out) return told('unchanged', { key: 'imports.edgeLeftOut', values: { node: shown(out.name) } })
  const [element] = ends.flatMap((end) => end.element ?? [])
  const [owner] = ends.flatMap((end) => end.owner ?? [])
  if (!element || owner === undefined) {
    const key = ends.every(({ as }) => as === 'person') ? 'imports.edgeOfPeople' : 'imports.edgeOfGroups'
    return told('refused', { key, values: {} })
  }
  const organizations = element.said['organization'] as string[]
  if (!organizations.includes(owner)) {
    organizations.push(owner)
    ;(element.said['title'] as string[]).push(row.title)
  }
  return told('unchanged', reason(element.as === 'person' ? 'edgeIsPosition' : 'edgeIsReach'))
}
