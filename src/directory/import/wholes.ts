import type { Table } from '../../platform/formats/parsed.ts'
import { textOf } from './field-readers.ts'
import type { Mapping } from './mapping.ts'
import { plainWord } from './synonyms.ts'

/** How lists of outlets call what their outlets belong to. */
const WHOLES =
  'library system|system|system name|administrative entity|main organization|sistema de bibliotecas|sistema|red de bibliotecas'.split(
    '|',
  )

/** Whether a column names a whole that has several rows of a list, such as a library system. */
export const namesWhole = (column: string): boolean => WHOLES.includes(plainWord(column))

/** Parts of an address that many share. */
const AREAS = ['place.state', 'place.county']

/** So many of a hundred organizations may be told in two ways by slips of the pen. */
const SLIPS = 2

/**
 * A list of outlets, taken as organizations: its rows share the identifier of their system, and a column names it. Then
 * that is the name, and what differs between the rows of one system tells of its outlets and is left out. Any other list
 * stays as it was guessed.
 */
export function namedAsWholes(table: Table, guessed: Mapping): Mapping {
  const column = (found: (column: string, target: string) => boolean) =>
    table.columns.find((one) => found(one, guessed[one] ?? ''))
  const whole = column((one, target) => target === 'extra' && namesWhole(one))
  const shared = column((_, target) => target.startsWith('identifiers.'))
  const name = column((_, target) => target === 'name')
  if (!whole || !shared || !name) return guessed
  const several = severalRows(table, shared)
  const differing = (one: string) =>
    (several.filter((rows) => new Set(rows.map(said(one))).size > 1).length * 100) / several.length
  if (several.length === 0 || differing(name) < 50 || differing(whole) > SLIPS) return guessed
  const mapping: Mapping = Object.assign(Object.create(null) as Mapping, guessed)
  for (const one of table.columns) if (one !== shared && differing(one) > SLIPS) mapping[one] = '-'
  mapping[whole] = 'name'
  return withoutBareAreas(table, mapping)
}

/** Where the streets and towns went with the outlets, a state alone would make a place of nothing else. */
function withoutBareAreas({ columns }: Table, mapping: Mapping): Mapping {
  const ofPlaces = columns.filter((one) => mapping[one]?.startsWith('place.'))
  if (ofPlaces.every((one) => AREAS.includes(mapping[one]!))) for (const one of ofPlaces) mapping[one] = 'extra'
  return mapping
}

type Row = Table['rows'][number]
const said =
  (column: string) =>
  ({ values }: Row) =>
    textOf(values[column] ?? '')

/** The rows of each organization that has more than one. */
const severalRows = (table: Table, shared: string): Row[][] =>
  [
    ...Map.groupBy(
      table.rows.filter((row) => said(shared)(row) !== ''),
      said(shared),
    ).values(),
  ].filter((rows) => rows.length > 1)
