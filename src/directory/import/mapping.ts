import type { ImportKind } from '../forms.ts'
import { isListKind, LIST_FIELDS, LIST_LEFT_OUT, type ListKind, NEEDED, namesOfField } from './list-rows.ts'
import { PLACE_FIELDS, PLACE_FIELD_NAMES } from './place-rows.ts'
import { FIELDS, FIELD_NAMES, LEFT_OUT } from './organization-fields.ts'
import { reason, shown, type Parsed, type Reason, type RowValues, valuesOfNode } from '../../platform/formats/parsed.ts'
import { plainWord } from './synonyms.ts'

/** A column is a field of its kind (`fieldsOf`), is kept beside it (`extra`), or is left out (`-`). */
export type Target = string

/** By column name; without a prototype, since the names are strangers'. */
export type Mapping = Record<string, Target>

const plain = (column: string) => plainWord(column.slice(0, 200).replace(/([a-z])([A-Z])/g, '$1 $2'))

/** Which values a column must have to be taken for a field when its name alone says too little. */
const COORDINATE = /^[+-]?\d{1,3}(?:[.,]\d+)?$/
const ADDRESS = /^(?:https?:\/\/)?[^\s/@]+\.[^\s@]+$/i
const VAGUE = new Map([
  ...['x', 'y', 'long'].map((name) => [name, COORDINATE] as const),
  ...['web', 'site', 'link', 'sitio', 'enlace'].map((name) => [name, ADDRESS] as const),
])

function fits(column: string, samples: readonly RowValues[]): boolean {
  const pattern = VAGUE.get(plain(column))
  if (!pattern) return true
  const texts = samples.flatMap((row) => row[column] ?? []).filter((value) => value.trim() !== '')
  return texts.filter((value) => pattern.test(value.slice(0, 300).trim())).length * 2 >= texts.length
}

/** What the columns of a file probably mean: one column a field (several may tell the sector), the rest is `extra`. */
export function guessMapping(
  columns: readonly string[],
  samples: readonly RowValues[],
  kind: 'organizations' | 'network',
): Mapping {
  const mapping: Mapping = Object.create(null) as Mapping
  for (const column of columns) mapping[column] = 'extra'
  const byName = new Map(columns.toReversed().map((column) => [plain(column), column]))
  for (const field of FIELD_NAMES) if (columns.includes(field)) mapping[field] = field
  if (isOurOwn(columns)) for (const column of LEFT_OUT) mapping[column] = '-'
  for (const field of FIELD_NAMES) {
    if (Object.values(mapping).includes(field)) continue
    const names = FIELDS[field].names.split('|')
    const candidates = kind === 'network' && field === 'name' ? ['label', ...names] : names
    const found = candidates
      .map((name) => byName.get(name))
      .find((column) => column !== undefined && mapping[column] === 'extra' && fits(column, samples))
    if (found !== undefined) mapping[found] = field
  }
  if (!isOurOwn(columns)) for (const column of columns) if (mayTellSector(mapping, column)) mapping[column] = 'sector'
  return mapping
}

/** What our own list wrote as CSV: no other file has just these names. */
export const isOurOwn = (columns: readonly string[]) =>
  ['name', 'otherNames', ...LEFT_OUT].every((column) => columns.includes(column))

/** Beside a column of types, others may know the sector where it doesn't: the first word that we know counts. */
const mayTellSector = (mapping: Mapping, column: string) =>
  mapping[column] === 'extra' &&
  ['type', 'element type', 'category', 'tags'].includes(plain(column)) &&
  Object.values(mapping).includes('sector')

/** What the columns of a list of places probably mean: one column a field, the rest is kept beside. */
export function guessPlaceMapping(columns: readonly string[]): Mapping {
  const mapping = Object.assign(
    Object.create(null) as Mapping,
    Object.fromEntries(columns.map((column) => [column, 'extra'])),
  )
  const byName = new Map(columns.toReversed().map((column) => [plainWord(column.slice(0, 200)), column]))
  for (const field of PLACE_FIELD_NAMES) {
    const column = PLACE_FIELDS[field].names
      .split('|')
      .map((name) => byName.get(name))
      .find((one) => one !== undefined && mapping[one] === 'extra')
    if (column !== undefined) mapping[column] = field
  }
  return mapping
}

/** What the columns of another list probably mean: one column a field, the rest is kept beside. */
export function guessListMapping(columns: readonly string[], kind: ListKind): Mapping {
  const mapping = Object.assign(
    Object.create(null) as Mapping,
    Object.fromEntries(columns.map((column) => [column, LIST_LEFT_OUT.includes(column) ? '-' : 'extra'])),
  )
  const byName = new Map(columns.toReversed().map((column) => [plain(column), column]))
  // What is called just like a field is it, before other fields may have it for want of a better one.
  const wanted = LIST_FIELDS[kind].toSorted((a, b) => Number(byName.has(plain(b))) - Number(byName.has(plain(a))))
  for (const field of wanted) {
    const column = namesOfField(field)
      .map((name) => byName.get(plain(name)))
      .find((one) => one !== undefined && mapping[one] === 'extra')
    if (column !== undefined) mapping[column] = field
  }
  return mapping
}

/** Why nothing can come of this mapping of a list, or null. */
export function fieldMissing(mapping: Mapping, kind: ListKind): Reason | null {
  const missing = NEEDED[kind].find((field) => !Object.values(mapping).includes(field))
  const columns = shown(Object.keys(mapping).join(', '))
  return missing === undefined ? null : reason(`noColumn.${missing}`, { columns })
}

/** Why nothing can come of this mapping, or null: each place belongs to somebody. */
export const organizationMissing = (mapping: Mapping): Reason | null =>
  Object.values(mapping).includes('organization')
    ? null
    : reason('noOrganizationColumn', { columns: shown(Object.keys(mapping).join(', ')) })

/** Why nothing can come of this mapping, or null: every organization needs a name. */
export const nameMissing = (mapping: Mapping): Reason | null =>
  Object.values(mapping).includes('name')
    ? null
    : reason('noNameColumn', { columns: shown(Object.keys(mapping).join(', ')) })

/** `COL=FIELD`, as often as wanted, over what was guessed; `COL=-` leaves a column out. */
export function changeMapping(
  mapping: Mapping,
  changes: readonly string[],
  kind: ImportKind = 'organizations',
): { ok: true; mapping: Mapping } | { ok: false; reason: Reason } {
  const changed: Mapping = Object.assign(Object.create(null) as Mapping, mapping)
  for (const change of changes) {
    const at = change.lastIndexOf('=')
    const [column, target] = [change.slice(0, at).trim(), change.slice(at + 1).trim()]
    if (at < 1) return { ok: false, reason: reason('mapForm', { given: shown(change) }) }
    if (!Object.hasOwn(changed, column))
      return {
        ok: false,
        reason: reason('mapColumn', { column: shown(column), columns: shown(Object.keys(changed).join(', ')) }),
      }
    if (!isTarget(target, kind))
      return { ok: false, reason: reason('mapField', { field: shown(target), fields: fieldsOf(kind).join(', ') }) }
    changed[column] = target
  }
  return { ok: true, mapping: changed }
}

export const isTarget = (text: string, kind: ImportKind): boolean =>
  text === '-' || text === 'extra' || fieldsOf(kind).includes(text)

/** What a column may mean in a file of a kind. */
export const fieldsOf = (kind: ImportKind): readonly string[] =>
  kind === 'places' ? PLACE_FIELD_NAMES : isListKind(kind) ? LIST_FIELDS[kind] : FIELD_NAMES

/** What a file has to be mapped: its columns and its first rows. */
export function columnsOf(parsed: Parsed): {
  columns: string[]
  samples: RowValues[]
  kind: 'organizations' | 'network'
} {
  if (parsed.kind === 'unreadable') return { columns: [], samples: [], kind: 'organizations' }
  if (parsed.kind === 'table')
    return {
      columns: parsed.columns,
      samples: parsed.rows.slice(0, 50).map((row) => row.values),
      kind: 'organizations',
    }
  return { columns: parsed.columns, samples: parsed.nodes.slice(0, 50).map(valuesOfNode), kind: 'network' }
}
