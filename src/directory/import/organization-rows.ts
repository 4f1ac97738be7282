import { keep, type OrganizationRow, textOf, type Words } from './field-readers.ts'
import { isOurOwn, type Mapping } from './mapping.ts'
import { withoutTaken } from './own-networks.ts'
import { type Field, FIELDS } from './organization-fields.ts'
import { emptyValues, reason, type RowValues, type Table } from '../../platform/formats/parsed.ts'
import { type ListEntry, roleFinder, sectorFinder } from './synonyms.ts'

export interface Lists {
  sectors?: readonly ListEntry[]
  roles?: readonly ListEntry[]
  tieKinds?: readonly (ListEntry & { directed: boolean })[]
}

/** Columns by what they mean, looked up once a file. */
export interface Reader {
  columns: [string, Field][]
  extra: string[]
  words: Words
}

export function makeReader(mapping: Mapping, lists: Lists = {}): Reader {
  const all = Object.entries(mapping)
  const { sectors } = lists
  const fallback =
    !sectors || sectors.some((entry) => entry.key === 'other') ? 'other' : (sectors.at(-1)?.key ?? 'other')
  return {
    columns: all.filter((one): one is [string, Field] => one[1] in FIELDS),
    extra: all.filter(([, target]) => target === 'extra').map(([column]) => column),
    words: { sector: sectorFinder(sectors), role: roleFinder(lists.roles), fallback },
  }
}

/** The rows of a table as organizations. Each comes back: with what it says, or with why it is refused. */
export function toOrganizationRows(table: Table, mapping: Mapping, lists: Lists = {}): OrganizationRow[] {
  const reader = makeReader(mapping, lists)
  const rows = table.rows.map(({ row, values }) => readOrganization(reader, row, values))
  if (!isOurOwn(table.columns)) return rows
  return rows.map((row) => ({ ...row, extra: withoutTaken(row.extra) }))
}

/** One row; the first thing that is wrong with it refuses it. */
export function readOrganization(reader: Reader, row: number, values: RowValues): OrganizationRow {
  const made: OrganizationRow = { row, name: '', identifiers: [], extra: emptyValues() }
  for (const column of reader.extra) keep(made.extra, column, values[column])
  for (const [column, field] of reader.columns) {
    const value = values[column]
    if (value === undefined || textOf(value) === '') continue
    const wrong = FIELDS[field].put(made, { column, value, words: reader.words })
    if (wrong && !made.refused) made.refused = { field: column, reason: wrong }
  }
  if (made.name === '' && !made.refused) made.refused = { field: nameColumn(reader), reason: reason('noName') }
  return made
}

const nameColumn = (reader: Reader) => reader.columns.find(([, field]) => field === 'name')?.[0] ?? 'name'
