import { splitList } from '../../platform/csv-out.ts'
import { normaliseWebsite } from '../../platform/addresses.ts'
import { partialDate } from '../../platform/partial-dates.ts'
import { LIMITS, type OrganizationInput } from '../forms.ts'
import type { Field, Mapping } from './mapping.ts'
import { emptyValues, reason, shown, type Reason, type RowValues, type Table } from './parsed.ts'
import { type ListEntry, roleFinder, sectorFinder } from './synonyms.ts'

export interface Identifier {
  scheme: string
  value: string
}
export interface Refusal {
  /** The column of the file. */
  field: string
  reason: Reason
}

type Texts =
  | 'mission'
  | 'description'
  | 'website'
  | 'placeName'
  | 'street'
  | 'city'
  | 'state'
  | 'postalCode'
  | 'county'
  | 'founded'
  | 'sector'
type Given = Partial<
  Pick<OrganizationInput, Texts | 'otherNames' | 'audiences' | 'skills' | 'roles'> & {
    latitude: number
    longitude: number
  }
>

/** An organization as a row of a file tells it. What the row doesn't say is not there, so that nothing known is emptied. */
export interface OrganizationRow extends Given {
  row: number
  name: string
  identifiers: Identifier[]
  extra: RowValues
  refused?: Refusal
}

export interface Lists {
  sectors?: readonly ListEntry[]
  roles?: readonly ListEntry[]
  tieKinds?: readonly (ListEntry & { directed: boolean })[]
}

/** Columns by what they mean, looked up once a file. */
export interface Reader {
  columns: [string, Field][]
  extra: string[]
  sector: ReturnType<typeof sectorFinder>
  role: ReturnType<typeof roleFinder>
  fallback: string
}

export function makeReader(mapping: Mapping, lists: Lists = {}): Reader {
  const all = Object.entries(mapping)
  const { sectors } = lists
  const fallback =
    !sectors || sectors.some((entry) => entry.key === 'other') ? 'other' : (sectors.at(-1)?.key ?? 'other')
  return {
    columns: all.filter((one): one is [string, Field] => one[1] !== '-' && one[1] !== 'extra'),
    extra: all.filter(([, target]) => target === 'extra').map(([column]) => column),
    sector: sectorFinder(sectors),
    role: roleFinder(lists.roles),
    fallback,
  }
}

/** The rows of a table as organizations. Each comes back: with what it says, or with why it is refused. */
export function toOrganizationRows(table: Table, mapping: Mapping, lists: Lists = {}): OrganizationRow[] {
  const reader = makeReader(mapping, lists)
  return table.rows.map(({ row, values }) => readOrganization(reader, row, values))
}

const textOf = (value: string | string[] | undefined): string =>
  (value === undefined ? '' : typeof value === 'string' ? value : value.join(', ')).trim()
const listOf = (value: string | string[]): string[] => [
  ...new Set((typeof value === 'string' ? splitList(value) : value).map((item) => item.trim()).filter(Boolean)),
]

/** One row; the first thing that is wrong with it refuses it. */
export function readOrganization(reader: Reader, row: number, values: RowValues): OrganizationRow {
  const made: OrganizationRow = { row, name: '', identifiers: [], extra: emptyValues() }
  for (const column of reader.extra) keep(made.extra, column, values[column])
  for (const [column, field] of reader.columns) {
    const value = values[column]
    if (value === undefined || textOf(value) === '') continue
    const wrong = put(reader, made, field, column, value)
    if (wrong && !made.refused) made.refused = { field: column, reason: wrong }
  }
  if (made.name === '' && !made.refused) made.refused = { field: nameColumn(reader), reason: reason('noName') }
  return made
}

const nameColumn = (reader: Reader) => reader.columns.find(([, field]) => field === 'name')?.[0] ?? 'name'

function keep(extra: RowValues, column: string, value: string | string[] | undefined) {
  if (value === undefined || textOf(value) === '') return
  extra[column] = typeof value === 'string' ? value.trim() : value
}

const TEXTS: Partial<
  Record<Field, [keyof OrganizationRow & (Exclude<Texts, 'sector' | 'website' | 'founded'> | 'name'), number]>
> = {
  name: ['name', LIMITS.name],
  mission: ['mission', LIMITS.mission],
  description: ['description', LIMITS.description],
  'place.name': ['placeName', LIMITS.place],
  'place.street': ['street', LIMITS.place],
  'place.city': ['city', LIMITS.place],
  'place.state': ['state', 60],
  'place.postalCode': ['postalCode', 20],
  'place.county': ['county', LIMITS.place],
}

/** Puts a value where it belongs; the first column of a field wins, a further one is kept beside it. */
function put(
  reader: Reader,
  made: OrganizationRow,
  field: Field,
  column: string,
  value: string | string[],
): Reason | undefined {
  const text = TEXTS[field]
  if (text) return putText(made, text[0], text[1], column, value)
  if (field === 'sector') return putSector(reader, made, column, value)
  if (field === 'website') return putWebsite(made, textOf(value))
  if (field === 'founded') return putFounded(made, textOf(value))
  if (field === 'place.latitude') return putDegrees(made, 'latitude', 90, textOf(value))
  if (field === 'place.longitude') return putDegrees(made, 'longitude', 180, textOf(value))
  if (field === 'roles') return putRoles(reader, made, column, value)
  if (field === 'otherNames' || field === 'audiences' || field === 'skills') return putList(made, field, value)
  return putIdentifier(made, field.slice('identifiers.'.length), textOf(value))
}

function putText(
  made: OrganizationRow,
  key: 'name' | 'mission' | 'description' | 'placeName' | 'street' | 'city' | 'state' | 'postalCode' | 'county',
  max: number,
  column: string,
  value: string | string[],
): Reason | undefined {
  const text = textOf(value)
  if (text.length > max) return reason('tooLong', { length: text.length, max })
  if (made[key]) {
    keep(made.extra, column, value)
    return undefined
  }
  const oneLine = key === 'description' ? text : text.replace(/\s+/g, ' ')
  const place = key === 'city' ? /^(.{1,100}), ([A-Z]{2})$/.exec(oneLine) : null
  made[key] = place?.[1] ?? oneLine
  if (place?.[2] && !made.state) made.state = place[2]
  return undefined
}

/** Our sector, and the word of the file beside it when it says something else. */
function putSector(reader: Reader, made: OrganizationRow, column: string, value: string | string[]): undefined {
  const known = reader.sector(textOf(value))
  if (known === undefined || textOf(value) !== known)
    keep(made.extra, column.toLowerCase() === 'element type' ? 'type' : column, value)
  if (made.sector === undefined || (made.sector === reader.fallback && known !== undefined))
    made.sector = known ?? reader.fallback
}

function putWebsite(made: OrganizationRow, text: string): Reason | undefined {
  const address = normaliseWebsite(text)
  if (address === null) return reason('website', { value: shown(text) })
  if (address.length > LIMITS.website) return reason('tooLong', { length: address.length, max: LIMITS.website })
  made.website = address
  return undefined
}

function putFounded(made: OrganizationRow, text: string): Reason | undefined {
  const date = partialDate(text)
  if (!date.ok) return reason('date', { value: shown(text) })
  made.founded = date.edtf
  return undefined
}

function putDegrees(
  made: OrganizationRow,
  key: 'latitude' | 'longitude',
  most: number,
  text: string,
): Reason | undefined {
  const degrees = /^[+-]?\d{1,3}(?:[.,]\d{1,20})?$/.test(text) ? Number(text.replace(',', '.')) : Number.NaN
  if (!(Math.abs(degrees) <= most)) return reason('degrees', { value: shown(text), max: most })
  made[key] = degrees
  return undefined
}

function putRoles(reader: Reader, made: OrganizationRow, column: string, value: string | string[]): undefined {
  const all = listOf(value)
  const known = all.flatMap((word) => reader.role(word) ?? [])
  if (known.length > 0) made.roles = [...new Set(known)]
  if (known.length < all.length) made.extra[column] = all.filter((word) => reader.role(word) === undefined)
}

function putList(
  made: OrganizationRow,
  key: 'otherNames' | 'audiences' | 'skills',
  value: string | string[],
): Reason | undefined {
  const items = [...new Set([...(made[key] ?? []), ...listOf(value)])]
  const long = items.find((item) => item.length > LIMITS.line)
  if (long) return reason('tooLong', { length: long.length, max: LIMITS.line })
  if (items.length > LIMITS.lines) return reason('tooMany', { count: items.length, max: LIMITS.lines })
  made[key] = items
  return undefined
}

/** How an identifier is written, so that two spellings of one are one. */
const SPELLINGS: Record<string, (text: string) => string> = {
  ein: (text) => (/^\d{2}-?\d{7}$/.test(text) ? `${text.slice(0, 2)}-${text.slice(-7)}` : text),
  ror: (text) => text.replace(/^https?:\/\/ror\.org\//i, '').toLowerCase(),
  wikidata: (text) => /[QP]\d+$/i.exec(text)?.[0].toUpperCase() ?? text,
  fscs: (text) => text.toUpperCase(),
  isil: (text) => text.toUpperCase(),
}

function putIdentifier(made: OrganizationRow, scheme: string, text: string): Reason | undefined {
  const value = (SPELLINGS[scheme]?.(text) ?? text).replace(/\s+/g, ' ')
  if (value.length > LIMITS.line - scheme.length - 1)
    return reason('tooLong', { length: value.length, max: LIMITS.line })
  if (!made.identifiers.some((one) => one.scheme === scheme && one.value === value))
    made.identifiers.push({ scheme, value })
  return undefined
}
