import { LIMITS } from '../forms.ts'
import type { PlaceInput } from '../places.ts'
import { plainWord } from './synonyms.ts'
import { emptyValues, reason, shown, type Reason, type RowValues, type Table } from '../../platform/formats/parsed.ts'

/** A place as a row of a file tells it. */
export interface PlaceRow {
  row: number
  /** Whose it is: by an identifier, a slug or a name. */
  organization: string
  /** How its own list calls it, so that a second import finds it. */
  outlet: string
  kind: string
  input: PlaceInput
  extra: RowValues
  refused?: { field: string; reason: Reason }
}

type Put = (made: PlaceRow, text: string) => Reason | undefined

const line =
  (field: Exclude<keyof PlaceInput, 'latitude' | 'longitude'>, max: number): Put =>
  (made, text) => {
    if (text.length > max) return reason('tooLong', { length: text.length, max })
    made.input[field] = text.replace(/\s+/g, ' ')
    return undefined
  }

const degrees =
  (field: 'latitude' | 'longitude', max: number): Put =>
  (made, text) => {
    const value = Number(text.replace(',', '.'))
    if (!Number.isFinite(value) || Math.abs(value) > max) return reason('degrees', { value: shown(text), max })
    made.input[field] = value
    return undefined
  }

/** A whole address in one cell, as public lists have it: street, then city and state, then the point in brackets. */
const location: Put = (made, text) => {
  const point = /\(\s*(-?\d{1,2}(?:\.\d+)?)\s*,\s*(-?\d{1,3}(?:\.\d+)?)\s*\)\s*$/.exec(text)
  if (point) Object.assign(made.input, { latitude: Number(point[1]), longitude: Number(point[2]) })
  const [street = '', ...rest] = (point ? text.slice(0, point.index) : text).split('\n').map((part) => part.trim())
  if (street.length > LIMITS.place) return reason('tooLong', { length: street.length, max: LIMITS.place })
  if (street !== '') made.input.street ||= street
  const place = /^(?:(.*?),?\s+)?([A-Z]{2})\s*(\d{5}(?:-\d{4})?)?$/.exec(rest.join(' ').trim())
  if (place) {
    made.input.city ||= (place[1] ?? '').slice(0, LIMITS.place)
    made.input.state ||= place[2]!
    made.input.postalCode ||= place[3] ?? ''
  }
  return undefined
}

/** What a column of a list of places may mean: names that it has in such lists, best first, and how it is read. */
export const PLACE_FIELDS = {
  organization: {
    names: 'organization|organization id|organisation|owner|system|fscs id|fscskey|library system|organizacion',
    put: (made: PlaceRow, text: string) => {
      made.organization = text
      return undefined
    },
  },
  'place.name': {
    names: 'place|place name|name|library name|outlet|outlet name|branch|branch name|site|venue|title|lugar|nombre',
    put: line('placeName', LIMITS.place),
  },
  'place.kind': {
    names: 'kind|type|outlet type|place type|tipo',
    put: (made: PlaceRow, text: string) => {
      made.kind = plainWord(text).replaceAll(' ', '-').slice(0, 40) || 'office'
      return undefined
    },
  },
  'place.street': {
    names: 'street|street address|address|address 1|direccion|calle',
    put: line('street', LIMITS.place),
  },
  'place.city': { names: 'city|town|municipality|ciudad|municipio', put: line('city', LIMITS.place) },
  'place.state': { names: 'state|stabr|estado', put: line('state', LIMITS.state) },
  'place.postalCode': {
    names: 'zip|zip code|zipcode|postal code|codigo postal',
    put: line('postalCode', LIMITS.postalCode),
  },
  'place.county': { names: 'county|county name|cnty|condado', put: line('county', LIMITS.place) },
  'place.latitude': { names: 'latitude|lat|latitud|y', put: degrees('latitude', 90) },
  'place.longitude': { names: 'longitude|lon|lng|longitud|x', put: degrees('longitude', 180) },
  'place.location': { names: 'location|full address|ubicacion', put: location },
  'place.accessNotes': {
    names: 'access notes|how to get in|como entrar',
    put: line('accessNotes', LIMITS.accessNotes),
  },
  'identifiers.outlet': {
    names: 'outlet id|fscs id seq|place id|site id|library id|id',
    put: (made: PlaceRow, text: string) => {
      made.outlet = text.slice(0, LIMITS.line - 10)
      return undefined
    },
  },
} satisfies Record<string, { names: string; put: Put }>
export type PlaceField = keyof typeof PLACE_FIELDS
export const PLACE_FIELD_NAMES = Object.keys(PLACE_FIELDS) as PlaceField[]

/** The rows of a table as places. Each comes back: with what it says, or with why it is refused. */
export function toPlaceRows(table: Table, mapping: Readonly<Record<string, string>>): PlaceRow[] {
  const columns = Object.entries(mapping)
  return table.rows.map(({ row, values }) => {
    const made: PlaceRow = { row, organization: '', outlet: '', kind: 'office', input: nowhere(), extra: emptyValues() }
    for (const [column, target] of columns) {
      const text = [values[column] ?? []].flat().join(', ').trim()
      if (text === '' || target === '-') continue
      if (!(target in PLACE_FIELDS)) made.extra[column] = text
      else {
        const wrong = PLACE_FIELDS[target as PlaceField].put(made, text)
        if (wrong) made.refused ??= { field: column, reason: wrong }
      }
    }
    if (made.organization === '') made.refused ??= { field: fieldOf(columns), reason: reason('noOrganization') }
    return made
  })
}

const fieldOf = (columns: [string, string][]) => columns.find(([, target]) => target === 'organization')?.[0] ?? ''

const nowhere = (): PlaceInput => ({
  placeName: '',
  street: '',
  city: '',
  state: '',
  postalCode: '',
  county: '',
  latitude: null,
  longitude: null,
  accessNotes: '',
})
