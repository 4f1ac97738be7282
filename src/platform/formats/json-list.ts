import { flatten, isObject, type Json } from './json.ts'
import {
  emptyValues,
  IMPORT_LIMITS,
  reason,
  unfitValue,
  unreadable,
  type Problem,
  type Table,
  type TableRow,
  type Unreadable,
} from './parsed.ts'

/** Names under which programs put their list. */
const LISTS = ['items', 'organizations', 'results', 'records', 'data', 'rows', 'value']

/** The list of a JSON file: itself, or what stands under a usual name. */
export function listIn(value: Json): Json[] | undefined {
  if (Array.isArray(value)) return value
  if (!isObject(value)) return undefined
  for (const name of LISTS) {
    const inner = Object.hasOwn(value, name) ? value[name] : undefined
    if (Array.isArray(inner)) return inner
  }
  return undefined
}

/** A list of objects as a table, each object a row; the first is row 1. */
export function readList(list: Json[]): Table | Unreadable {
  if (list.length > IMPORT_LIMITS.rows)
    return unreadable(reason('tooManyRows', { rows: list.length, max: IMPORT_LIMITS.rows }), IMPORT_LIMITS.rows + 1)
  const columns = new Set<string>()
  const rows: TableRow[] = []
  const problems: Problem[] = []
  for (const [n, item] of list.entries()) {
    const read = readItem(item, n + 1)
    if ('reason' in read) problems.push(read)
    else {
      rows.push(read)
      for (const column of Object.keys(read.values)) columns.add(column)
    }
    if (columns.size > IMPORT_LIMITS.columns)
      return unreadable(reason('tooManyColumns', { max: IMPORT_LIMITS.columns }), n + 1)
  }
  if (rows.length === 0 && problems.length === 0) return unreadable(reason('noRows'))
  return { kind: 'table', columns: [...columns], rows, problems }
}

function readItem(item: Json, row: number): TableRow | Problem {
  if (!isObject(item)) return { row, reason: reason('notAnObject') }
  const values = emptyValues()
  flatten(item, values)
  for (const [field, value] of Object.entries(values)) {
    const unfit = unfitValue(value)
    if (unfit) return { row, field, reason: unfit }
  }
  return { row, values }
}
