import { take, takeNumber } from './attributes.ts'
import { flatten, isObject, scalar, type Json } from './json.ts'
import {
  emptyValues,
  IMPORT_LIMITS,
  reason,
  shown,
  unfitValue,
  unreadable,
  type Edge,
  type Network,
  type Node,
  type Problem,
  type RowValues,
  type Unreadable,
} from './parsed.ts'

interface Kumu {
  [key: string]: Json
  elements: Json[]
}

/** Whether this is Kumu's JSON: a whole project, or the simple form that its import takes. */
export const isKumu = (value: Json): value is Kumu =>
  isObject(value) &&
  Array.isArray(value.elements) &&
  (value.connections === undefined || Array.isArray(value.connections))

/** Elements and connections of a Kumu file; each list is numbered from 1. */
export function readKumu(file: Kumu): Network | Unreadable {
  const connections = Array.isArray(file.connections) ? file.connections : []
  const count = file.elements.length + connections.length
  if (count > IMPORT_LIMITS.rows) return unreadable(reason('tooManyRows', { rows: count, max: IMPORT_LIMITS.rows }))
  if (count === 0) return unreadable(reason('noRows'))
  const problems: Problem[] = []
  const nodes = collect(file.elements, 'node', readElement, problems)
  const edges = collect(connections, 'edge', readConnection, problems)
  const columns = new Set(['label', 'type', ...nodes.flatMap((node) => Object.keys(node.values))])
  if (columns.size > IMPORT_LIMITS.columns) return unreadable(reason('tooManyColumns', { max: IMPORT_LIMITS.columns }))
  const source = scalar(file.name)?.trim() || null
  return { kind: 'network', source, columns: [...columns], nodes, edges, problems }
}

function collect<T>(
  list: Json[],
  of: 'node' | 'edge',
  read: (item: Item, row: number) => T | Omit<Problem, 'row'>,
  problems: Problem[],
): T[] {
  const good: T[] = []
  for (const [n, item] of list.entries()) {
    const row = n + 1
    if (!isObject(item)) {
      problems.push({ row, of, reason: reason('notAnObject') })
      continue
    }
    const values = attributesOf(item)
    const unfit = Object.entries(values)
      .map(([field, value]) => ({ field, reason: unfitValue(value) }))
      .find((one) => one.reason)
    const made = unfit?.reason ? { field: unfit.field, reason: unfit.reason } : read({ item, values }, row)
    if (isProblem(made)) problems.push({ row, of, ...made })
    else good.push(made)
  }
  return good
}

const isProblem = (made: unknown): made is Omit<Problem, 'row'> =>
  typeof made === 'object' && made !== null && 'reason' in made

interface Item {
  item: { [key: string]: Json }
  values: RowValues
}

/** Fields that say what a thing is, not what it is like. */
const OWN = new Set(['_id', 'id', 'attributes', 'from', 'to', 'direction', 'delayed', 'reversed'])

function attributesOf(item: { [key: string]: Json }): RowValues {
  const values = emptyValues()
  flatten(Object.fromEntries(Object.entries(item).filter(([key]) => !OWN.has(key))), values)
  if (isObject(item.attributes)) flatten(item.attributes, values)
  return values
}

const idOf = (item: { [key: string]: Json }) =>
  (scalar(item._id) || scalar(item.id) || '').trim().replaceAll('\u0000', '') || null

function readElement({ item, values }: Item, row: number): Node | Omit<Problem, 'row'> {
  const label = take(values, 'label', 'name')
  const id = idOf(item)
  if (label === '') return { field: 'label', reason: reason('noLabel', { place: shown(id ?? '') }) }
  return { row, id, global: Boolean(scalar(item._id)), label, type: take(values, 'element type', 'type'), values }
}

function readConnection({ item, values }: Item, row: number): Edge | Omit<Problem, 'row'> {
  const [from, to] = [item.from, item.to].map((end) => (scalar(end) ?? '').trim())
  if (!from || !to) return { field: from ? 'to' : 'from', reason: reason('noEnd') }
  const isReversed = item.reversed === true
  const weight = takeNumber(values, 'strength', 'weight')
  const label = take(values, 'label')
  const description = take(values, 'description')
  return {
    row,
    id: idOf(item),
    from: isReversed ? to : from,
    to: isReversed ? from : to,
    type: take(values, 'connection type', 'type'),
    directed: scalar(item.direction) === 'directed',
    ...(label && { label }),
    ...(description && { description }),
    ...(weight !== undefined && { weight }),
    values,
  }
}
