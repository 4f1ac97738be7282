import { splitList } from '../../platform/csv-out.ts'
import { emptyValues, type RowValues, type Table } from '../../platform/formats/parsed.ts'
import { FIELDS as LISTING_FIELDS, type ListingKind } from '../listing-kinds.ts'
import { keep, textOf } from './field-readers.ts'

/** Kinds of lists whose rows are read by the names of their fields alone. */
export const LIST_KINDS = ['people', 'groups', 'resources', 'services', 'ties'] as const
export type ListKind = (typeof LIST_KINDS)[number]

export const isListKind = (kind: string): kind is ListKind => LIST_KINDS.some((one) => one === kind)

/** Lists whose rows become listings. */
export const LISTING_OF: Partial<Record<ListKind, ListingKind>> = {
  groups: 'group',
  resources: 'resource',
  services: 'service',
}

/** What else a column of a field is called in lists, in English and Spanish, beside the name of the field. */
const NAMES: Record<string, string> = {
  name: 'title|nombre|titulo|service|resource|group|user group|service name|resource name|group name|full name|contact|contact name',
  organization:
    'organizations|organisation|agency|provider|owner|offered by|employer|works at|reached by|institution|organizacion|organizaciones|entidad',
  description: 'about|what|details|summary|descripcion|resumen',
  audiences: 'audience|for whom|eligibility|serves|target population|publico|para quien',
  how: 'how to get it|application process|access|apply|como obtenerlo',
  fee: 'fees|cost|price|costo|precio|tarifa',
  schedule: 'when|hours|times|horario|cuando',
  languages: 'language|idiomas|idioma',
  website: 'url|web|site|link|web site|sitio web|enlace',
  kind: 'type|category|relationship|tie|tipo|categoria|relacion',
  capacity: 'seats|size|how many|capacidad|aforo',
  terms: 'conditions|terms of use|condiciones',
  subjects: 'subject|topics|topic|interests|temas|tema',
  meets: 'meeting rhythm|meeting|meetings|frequency|se reune|frecuencia',
  meetsAt: 'meets at|where it meets|meeting place|location|lugar de reunion',
  joining: 'how to join|join|como unirse',
  references: 'reference|source|sources|fuente|fuentes',
  email: 'e mail|mail|email address|correo|correo electronico',
  phone: 'telephone|tel|mobile|phone number|telefono',
  note: 'notes|comment|comments|nota|notas',
  title: 'position|role|job title|cargo|puesto',
  from: 'source|organization a|org a|a|de|origen',
  to: 'target|organization b|org b|b|a quien|destino',
  strength: 'fuerza|intensidad',
  since: 'start|begin|began|start date|desde|inicio',
  until: 'end|ended|end date|hasta|fin',
  period: 'periodo',
}

/** What a column of each kind of list can mean. */
export const LIST_FIELDS: Record<ListKind, readonly string[]> = {
  people: ['name', 'email', 'phone', 'organization', 'title', 'note'],
  groups: ['organization', ...Object.keys(LISTING_FIELDS.group), 'references'],
  resources: ['organization', ...Object.keys(LISTING_FIELDS.resource), 'references'],
  services: ['organization', ...Object.keys(LISTING_FIELDS.service), 'references'],
  ties: ['from', 'to', 'kind', 'strength', 'since', 'until', 'period', 'note'],
}

/** What has to be there for anything to come of a list. */
export const NEEDED: Record<ListKind, readonly string[]> = {
  people: ['name'],
  groups: ['name'],
  resources: ['name', 'organization'],
  services: ['name', 'organization'],
  ties: ['from', 'to'],
}

/** Fields that hold several, parted as in all our files. */
const MANY = ['organization', 'audiences', 'languages', 'subjects', 'references']

/** Columns that our own files have and no import reads. */
export const LIST_LEFT_OUT = [
  'id',
  'url',
  'lang',
  'visibility',
  'from_slug',
  'to_slug',
  'directed',
  'state',
  'ended',
  'evidence',
  'holders',
  'from_holders',
  'to_holders',
  'place',
]

export const namesOfField = (field: string): string[] => [
  field,
  field.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase(),
  ...(NAMES[field] ?? '').split('|').filter(Boolean),
]

/** A row as it is told: what each field says, and what stands beside them. */
export interface ListRow {
  row: number
  /** Fields that say something; of several columns of one field the first does. */
  said: Record<string, string | string[]>
  /** The columns they stand in. */
  columns: Record<string, string>
  extra: RowValues
}

/** The rows of a list, by the fields of its kind. */
export function toListRows(table: Table, mapping: Readonly<Record<string, string>>, kind: ListKind): ListRow[] {
  const columns = Object.entries(mapping)
  const places = Object.fromEntries(columns.map(([column, target]) => [target, column]).toReversed())
  return table.rows.map(({ row, values }) => {
    const made: ListRow = { row, said: {}, columns: { ...places }, extra: emptyValues() }
    for (const [column, target] of columns) {
      const value = values[column]
      if (target === '-' || value === undefined || textOf(value) === '') continue
      const isFirst = LIST_FIELDS[kind].includes(target) && made.said[target] === undefined
      if (!isFirst) keep(made.extra, column, value)
      else {
        made.said[target] = MANY.includes(target) ? itemsOf(value) : textOf(value)
        made.columns[target] = column
      }
    }
    return made
  })
}

const itemsOf = (value: string | string[]) =>
  (typeof value === 'string' ? splitList(value) : value).map((item) => item.trim()).filter(Boolean)

/** A field as one text. */
export const saidIn = ({ said }: ListRow, field: string): string => textOf(said[field])
