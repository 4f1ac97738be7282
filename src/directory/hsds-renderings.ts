import { createHash } from 'node:crypto'
import type { Listing } from './listings.ts'
import type { Organization, Place } from './organizations.ts'

/** Services, organizations and locations as Open Referral's HSDS 3.0 has them. What is not known is left out. */

type Json = Record<string, unknown>

/** HSDS wants an id for everything; what has none of its own here has one that is always the same. */
function idOf(record: string, what: string): string {
  const hash = createHash('sha256').update(`${record} ${what}`).digest('hex')
  const parts = [hash.slice(0, 8), hash.slice(8, 12), `8${hash.slice(13, 16)}`, `8${hash.slice(17, 20)}`]
  return [...parts, hash.slice(20, 32)].join('-')
}

const isThere = (value: unknown) =>
  value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)
const filled = (all: Json): Json => Object.fromEntries(Object.entries(all).filter(([, value]) => isThere(value)))

const text = (value: unknown): string => (Array.isArray(value) ? value.join('; ') : String(value ?? ''))
/** An address with the signs that may stand in one. */
const uri = (address: string | null): string =>
  address && URL.canParse(address)
    ? new URL(address).href.replaceAll(/[^\w:/?#@!$&'()*+,;=.~%-]/g, (sign) => encodeURIComponent(sign))
    : ''

const textOf = (one: Listing, field: string) => text(one.facts[field])

const phones = (of: 'organization' | 'location', id: string, number: string) =>
  number === '' ? [] : [{ id: idOf(id, 'phone'), [`${of}_id`]: id, number }]
const schedules = (of: 'service' | 'location', id: string, description: string) =>
  description === '' ? [] : [{ id: idOf(id, 'schedule'), [`${of}_id`]: id, description }]

/** An organization in a list. `base` is the address of the list of its pages. */
export const hsdsOrganization = (one: Organization, base: string): Json => ({
  id: one.id,
  name: one.name,
  description: [one.mission, one.description].filter(Boolean).join('\n\n') || one.name,
  ...filled({
    alternate_name: one.otherNames.join('; '),
    email: one.email,
    website: uri(one.website),
    uri: `${base}/${one.slug}`,
    year_incorporated: /^\d{4}/.test(one.founded ?? '') ? Number(one.founded!.slice(0, 4)) : undefined,
    parent_organization_id: one.parentId,
  }),
})

/** One with all that hangs on it, of its places those that may be seen. */
export const hsdsWholeOrganization = (
  one: Organization,
  places: readonly Listing[],
  services: readonly Listing[],
  base: string,
): Json => ({
  ...hsdsOrganization(one, base),
  ...filled({
    phones: phones('organization', one.id, one.phone),
    locations: places.map((place) => hsdsLocation(asPlace(place))),
    organization_identifiers: one.identifiers
      .filter(({ scheme }) => scheme !== 'node' && scheme !== 'hsds')
      .map(({ scheme, value }) => ({
        id: idOf(one.id, `${scheme}:${value}`),
        organization_id: one.id,
        identifier_scheme: scheme,
        identifier_type: scheme,
        identifier: value,
      })),
    services: services.map(plainService),
  }),
})

const plainService = (one: Listing): Json => ({
  id: one.id,
  name: textOf(one, 'name'),
  status: 'active',
  ...filled({
    description: textOf(one, 'description'),
    url: uri(textOf(one, 'website')),
    application_process: textOf(one, 'how'),
    fees_description: textOf(one, 'fee'),
    eligibility_description: textOf(one, 'audiences'),
  }),
})

/** A service in a list, with whose it is. */
export const hsdsService = (one: Listing, organizations: ReadonlyMap<string, Organization>, base: string): Json => {
  const owner = one.organizations.map(({ id }) => organizations.get(id)).find((found) => found !== undefined)
  return { ...plainService(one), ...(owner && { organization: hsdsOrganization(owner, base) }) }
}

/** One with its languages, hours and place. */
export const hsdsWholeService = (
  one: Listing,
  organizations: ReadonlyMap<string, Organization>,
  place: Listing | undefined,
  base: string,
): Json => ({
  ...hsdsService(one, organizations, base),
  ...filled({
    languages: [one.facts['languages'] ?? []].flat().map((name) => ({
      id: idOf(one.id, `language ${name}`),
      service_id: one.id,
      name,
    })),
    schedules: schedules('service', one.id, textOf(one, 'schedule')),
    service_at_locations: place && [{ id: one.id, service_id: one.id, location: hsdsLocation(asPlace(place)) }],
  }),
})

/** A service where it is to be had. It has one place at most, so that its id is that of both. */
export const hsdsAtLocation = (
  one: Listing,
  organizations: ReadonlyMap<string, Organization>,
  place: Listing,
  base: string,
): Json => ({
  id: one.id,
  location: hsdsLocation(asPlace(place)),
  service: hsdsService(one, organizations, base),
})

type Located = Omit<Place, 'kind'> & { hours: string; phone: string; website: string }

const asPlace = ({ id, facts }: Listing): Located => ({
  id,
  name: text(facts['name']),
  street: text(facts['street']),
  city: text(facts['city']),
  state: text(facts['state']),
  postalCode: text(facts['postalCode']),
  county: text(facts['county']),
  accessNotes: text(facts['accessNotes']),
  latitude: facts['latitude'] === null ? null : Number(facts['latitude']),
  longitude: facts['longitude'] === null ? null : Number(facts['longitude']),
  hours: text(facts['hours']),
  phone: text(facts['phone']),
  website: text(facts['website']),
})

const hsdsLocation = (place: Located): Json => ({
  id: place.id,
  location_type: 'physical',
  ...filled({
    name: place.name,
    url: uri(place.website),
    latitude: place.latitude,
    longitude: place.longitude,
    addresses: addressesOf(place),
    accessibility:
      place.accessNotes === ''
        ? []
        : [{ id: idOf(place.id, 'access'), location_id: place.id, description: place.accessNotes }],
    phones: phones('location', place.id, place.phone),
    schedules: schedules('location', place.id, place.hours),
  }),
})

const addressesOf = ({ id, street, city, state, postalCode, county }: Located) =>
  [street, city, postalCode].every((part) => part === '')
    ? []
    : [
        {
          id: idOf(id, 'address'),
          location_id: id,
          address_1: street,
          city,
          ...filled({ region: county }),
          state_province: state,
          postal_code: postalCode,
          country: 'US',
          address_type: 'physical',
        },
      ]

/** One with all that hangs on it and on its organization, as a list that is asked for everything has it. */
export const hsdsFullService = (
  one: Listing,
  owners: ReadonlyMap<string, Organization>,
  places: readonly Listing[],
  base: string,
): Json => {
  const owner = one.organizations.map(({ id }) => owners.get(id)).find((found) => found !== undefined)
  const own = places.filter((place) => place.organizations.some(({ id }) => id === owner?.id))
  const place = places.find(({ id }) => id === one.place?.id)
  return {
    ...hsdsWholeService(one, owners, place, base),
    ...(owner && { organization: hsdsWholeOrganization(owner, own, [], base) }),
  }
}

/** A page of a list in the frame that HSDS has for it. */
export function hsdsPage(contents: Json[], total: number, page: number, size: number) {
  const pages = Math.max(1, Math.ceil(total / size))
  return {
    total_items: total,
    total_pages: pages,
    page_number: page,
    size: contents.length,
    first_page: page === 1,
    last_page: page >= pages,
    empty: contents.length === 0,
    contents,
  }
}
