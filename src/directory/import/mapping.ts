import { reason, shown, type Parsed, type Reason, type RowValues, valuesOfNode } from './parsed.ts'
import { plainWord } from './synonyms.ts'

/** What a column of a file may mean. */
export const FIELDS = [
  'name',
  'otherNames',
  'sector',
  'mission',
  'description',
  'website',
  'audiences',
  'skills',
  'roles',
  'founded',
  'place.name',
  'place.street',
  'place.city',
  'place.state',
  'place.postalCode',
  'place.county',
  'place.latitude',
  'place.longitude',
  'identifiers.fscs',
  'identifiers.ein',
  'identifiers.ror',
  'identifiers.isil',
  'identifiers.ipeds',
  'identifiers.wikidata',
  'identifiers.node',
] as const
export type Field = (typeof FIELDS)[number]

/** A column is a field, is kept beside it (`extra`), or is left out (`-`). */
export type Target = Field | 'extra' | '-'

/** By column name; without a prototype, since the names are strangers'. */
export type Mapping = Record<string, Target>

/** Names that a column has in lists of partners, brigades, IMLS and map files, best first. Accents, case and signs don't count. */
const NAMES: [Field, string][] = [
  [
    'name',
    'name|organization|organization name|organisation|organisation name|org name|org|library name|libname|label|title|agency|agency name|institution|institution name|partner|partner name|display name|nombre|organizacion|nombre de la organizacion|institucion|biblioteca|nombre de la biblioteca|entidad|provider|publisher|libid',
  ],
  [
    'otherNames',
    'other names|previous names|former names|aliases|alias|also known as|aka|acronym|abbreviation|otros nombres|nombres anteriores|siglas',
  ],
  [
    'sector',
    'sector|sector key|organization type|org type|element type|type|category|kind|tipo|tipo de organizacion|categoria|publisher classification',
  ],
  ['mission', 'mission|mission statement|purpose|mision'],
  ['description', 'description|about|summary|notes|descripcion|resumen|sobre'],
  [
    'website',
    'website|web site|url|homepage|home page|web|web address|website url|link|site|sitio web|pagina web|sitio|enlace|web addr',
  ],
  ['audiences', 'audiences|audience|serves|populations served|publicos|publico|audiencia'],
  ['skills', 'skills|expertise|capabilities|habilidades|competencias'],
  ['roles', 'roles|civic data roles|library roles|funciones'],
  [
    'founded',
    'founded|founded in|established|year founded|year established|founding date|start date|fundada|fundacion|fundado|ano de fundacion',
  ],
  ['place.name', 'place|place name|venue|branch|lugar'],
  [
    'place.street',
    'street|street address|address|address 1|address line 1|mailing address|location address|direccion|calle|domicilio',
  ],
  ['place.city', 'city|town|municipality|locality|location city|ciudad|municipio|localidad|mailing city'],
  ['place.state', 'state|state abbreviation|stabr|province|region|location state|estado|provincia'],
  ['place.postalCode', 'zip|zip code|zipcode|postal code|postcode|mailing zip|codigo postal|cp'],
  ['place.county', 'county|county name|cnty|condado'],
  ['place.latitude', 'latitude|lat|latitud|y|location coordinates latitude|location latitude'],
  ['place.longitude', 'longitude|lon|lng|long|longitud|x|location coordinates longitude|location longitude'],
  ['identifiers.fscs', 'fscs|fscs id|fscskey|fscs key'],
  ['identifiers.ein', 'ein|tax id|employer identification number'],
  ['identifiers.ror', 'ror|ror id'],
  ['identifiers.isil', 'isil'],
  ['identifiers.ipeds', 'ipeds|ipeds id|unitid|unit id'],
  ['identifiers.wikidata', 'wikidata|wikidata id|qid'],
  ['identifiers.node', 'node|node id'],
]

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
  for (const field of FIELDS) if (columns.includes(field) && mapping[field] === 'extra') mapping[field] = field
  for (const [field, names] of NAMES) {
    if (Object.values(mapping).includes(field)) continue
    const candidates = kind === 'network' && field === 'name' ? ['label', ...names.split('|')] : names.split('|')
    const found = candidates
      .map((name) => byName.get(name))
      .find((column) => column !== undefined && mapping[column] === 'extra' && fits(column, samples))
    if (found !== undefined) mapping[found] = field
  }
  for (const column of columns) if (mayTellSector(mapping, column)) mapping[column] = 'sector'
  return mapping
}

/** Beside a column of types, others may know the sector where it doesn't: the first word that we know counts. */
const mayTellSector = (mapping: Mapping, column: string) =>
  mapping[column] === 'extra' &&
  ['type', 'element type', 'category', 'tags'].includes(plain(column)) &&
  Object.values(mapping).includes('sector')

/** Why nothing can come of this mapping, or null: every organization needs a name. */
export const nameMissing = (mapping: Mapping): Reason | null =>
  Object.values(mapping).includes('name')
    ? null
    : reason('noNameColumn', { columns: shown(Object.keys(mapping).join(', ')) })

/** `COL=FIELD`, as often as wanted, over what was guessed; `COL=-` leaves a column out. */
export function changeMapping(
  mapping: Mapping,
  changes: readonly string[],
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
    if (!isTarget(target))
      return { ok: false, reason: reason('mapField', { field: shown(target), fields: FIELDS.join(', ') }) }
    changed[column] = target
  }
  return { ok: true, mapping: changed }
}

export const isTarget = (text: string): text is Target =>
  text === '-' || text === 'extra' || (FIELDS as readonly string[]).includes(text)

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
