import {
  IMPORT_LIMITS,
  emptyValues,
  reason,
  unfitValue,
  unreadable,
  type Problem,
  type Table,
  type TableRow,
  type Unreadable,
} from './parsed.ts'
import { isObject, type Json, scalar } from './json.ts'

type Item = { [key: string]: Json }
type Values = Record<string, string | string[]>

/** What only a service or an organization of the specification has. */
const SIGNS = ['service_at_locations', 'organization_identifiers', 'year_incorporated', 'eligibility_description']

/** The entries of a file of the specification: of a page, a list, or one alone; undefined when it is none. */
export function hsdsIn(value: Json): Json[] | undefined {
  const isPage = isObject(value) && Array.isArray(value['contents']) && 'total_items' in value
  if (isPage) return value['contents'] as Json[]
  const list = Array.isArray(value) ? value : [value]
  return list.some((one) => isObject(one) && isHsds(one)) ? list : undefined
}

const isHsds = (one: Item) =>
  typeof one['name'] === 'string' &&
  (SIGNS.some((sign) => Object.hasOwn(one, sign)) ||
    (isService(one) && (isObject(one['organization']) || Object.hasOwn(one, 'organization_id'))))

const STATES = ['active', 'inactive', 'defunct', 'temporarily closed']
const isService = (one: Item) =>
  STATES.includes(String(one['status'])) || isObject(one['organization']) || Array.isArray(one['service_at_locations'])

/** Rows of each list, and what cannot be kept as text. */
interface Making {
  organizations: TableRow[]
  places: TableRow[]
  services: TableRow[]
  problems: Problem[]
  /** Who was told already; each service tells of its organization. */
  told: Set<string>
}

/** Entries of the specification as organizations, places and services; each row is numbered as its entry. */
export function readHsds(list: readonly Json[]): Table | Unreadable {
  if (list.length === 0) return unreadable(reason('noRows'))
  const making: Making = { organizations: [], places: [], services: [], problems: [], told: new Set() }
  for (const [n, item] of list.entries()) {
    if (!isObject(item)) making.problems.push({ row: n + 1, reason: reason('notAnObject') })
    else if (isService(item)) tellService(making, n + 1, item)
    else tellOrganization(making, n + 1, item)
  }
  const rows = making.organizations.length + making.places.length + making.services.length
  if (rows > IMPORT_LIMITS.rows) return unreadable(reason('tooManyRows', { rows, max: IMPORT_LIMITS.rows }))
  const parts = { organizations: table(making.organizations), places: table(making.places) }
  return { ...table(making.services), problems: making.problems, hsds: parts }
}

const table = (rows: TableRow[]): Table => ({
  kind: 'table',
  columns: [...new Set(rows.flatMap(({ values }) => Object.keys(values)))],
  rows,
  problems: [],
})

const text = (value: Json | undefined): string => (scalar(value) ?? '').trim()
const items = (value: Json | undefined): Item[] => (Array.isArray(value) ? value.filter(isObject) : [])
const each = (value: Json | undefined, field: string): string[] => items(value).flatMap((one) => text(one[field]) || [])
/** Names and sentences have commas in them. */
const parted = (all: string): string[] =>
  all
    .split(';')
    .map((one) => one.trim())
    .filter(Boolean)
const joined = (...parts: string[]) => parts.filter(Boolean).join(', ')

/** Puts a row in, unless the database could not keep it. */
function add(making: Making, rows: TableRow[], row: number, told: Values) {
  const values = emptyValues()
  for (const [field, value] of Object.entries(told)) {
    if (value.length === 0) continue
    const unfit = unfitValue(value)
    if (unfit) return void making.problems.push({ row, field, reason: unfit })
    values[field] = value
  }
  rows.push({ row, values })
}

/** How rows of a file call an organization: by its id there, else by its name. */
const nameOf = (one: Item) => text(one['id']) || text(one['name'])

function tellService(making: Making, row: number, one: Item) {
  const owner = isObject(one['organization']) ? one['organization'] : undefined
  if (owner) tellOrganization(making, row, owner)
  const organization = owner ? nameOf(owner) : text(one['organization_id'])
  const locations = items(one['service_at_locations']).flatMap(({ location }) => (isObject(location) ? [location] : []))
  for (const location of locations) tellPlace(making, row, organization, location)
  if (['inactive', 'defunct'].includes(text(one['status'])))
    return void making.problems.push({
      row,
      field: 'status',
      reason: reason('notOffered', { name: text(one['name']) }),
    })
  add(making, making.services, row, {
    name: text(one['name']),
    organization,
    description: text(one['description']),
    audiences: parted(text(one['eligibility_description']) || text(one['eligibility'])),
    how: text(one['application_process']),
    fee: text(one['fees_description']) || text(one['fees']),
    schedule: hoursOf(one['schedules']),
    languages: each(one['languages'], 'name'),
    website: text(one['url']),
    place: locations.map(titleOf).find(Boolean) ?? '',
  })
}

function tellOrganization(making: Making, row: number, one: Item) {
  const name = nameOf(one)
  if (!making.told.has(`organization ${name}`)) {
    making.told.add(`organization ${name}`)
    add(making, making.organizations, row, {
      name: text(one['name']),
      otherNames: parted(text(one['alternate_name'])),
      description: text(one['description']),
      website: text(one['website']) || text(one['url']),
      phone: each(one['phones'], 'number')[0] ?? '',
      email: text(one['email']),
      founded: text(one['year_incorporated']),
      identifiers: identifiersOf(one),
    })
    for (const location of items(one['locations'])) tellPlace(making, row, name, location)
  }
  for (const service of items(one['services']))
    tellService(making, row, { ...service, organization_id: name, organization: null })
}

const SCHEME = /^[a-z][a-z0-9-]*$/

function identifiersOf(one: Item): string {
  const told = items(one['organization_identifiers']).flatMap((given) => {
    const scheme = text(given['identifier_scheme']).toLowerCase() || text(given['identifier_type']).toLowerCase()
    const value = text(given['identifier'])
    return SCHEME.test(scheme) && scheme !== 'hsds' && scheme !== 'node' && value !== '' ? `${scheme}:${value}` : []
  })
  return [...(text(one['id']) === '' ? [] : [`hsds:${text(one['id'])}`]), ...told].join('\n')
}

const streetOf = (location: Item) => {
  const [address] = items(location['addresses'] ?? location['physical_addresses'])
  return address ? joined(text(address['address_1']), text(address['address_2'])) : ''
}
const titleOf = (location: Item) => text(location['name']) || streetOf(location)

function tellPlace(making: Making, row: number, organization: string, location: Item) {
  const key = `place ${organization}\n${text(location['id']) || titleOf(location)}`
  if (making.told.has(key) || titleOf(location) === '') return
  making.told.add(key)
  const address = items(location['addresses'] ?? location['physical_addresses'])[0] ?? {}
  add(making, making.places, row, {
    organization,
    place: text(location['name']),
    street: streetOf(location),
    city: text(address['city']),
    state: text(address['state_province']),
    'postal code': text(address['postal_code']),
    county: text(address['region']),
    latitude: text(location['latitude']),
    longitude: text(location['longitude']),
    'access notes': each(location['accessibility'], 'description').join(' '),
    hours: hoursOf(location['schedules']),
    phone: each(location['phones'], 'number')[0] ?? '',
  })
}

/** When, in words: as it is described, else the days and hours. */
const hoursOf = (value: Json | undefined): string =>
  items(value)
    .map((one) => {
      const hours = [text(one['opens_at']), text(one['closes_at'])].filter(Boolean).join('–')
      return text(one['description']) || [text(one['byday']), hours].filter(Boolean).join(' ')
    })
    .filter(Boolean)
    .join('; ')
