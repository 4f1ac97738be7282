/** What stands in the directory besides organizations and people. */
export const LISTING_KINDS = ['service', 'resource', 'group', 'place'] as const
export type ListingKind = (typeof LISTING_KINDS)[number]

/** How a field is written, and what it is good for. */
export type Field = {
  /** The search looks there. */
  searched?: true
  /** The list can be narrowed by it. */
  filter?: true
  /** Told in words of its own language, so that it can be told in another. */
  told?: true
} & (
  | { is: 'line'; max: number; needed?: true }
  | { is: 'text' | 'markdown'; max: number }
  | { is: 'phone' | 'website'; max: number }
  | { is: 'lines' }
  | { is: 'choice'; of: readonly string[]; /** Files may say others. */ open?: true }
  | { is: 'number'; least: number; most: number; whole?: true }
)

const NAME = { is: 'line', max: 200, needed: true } as const
const DESCRIPTION = { is: 'markdown', max: 20_000, searched: true, told: true } as const
const AUDIENCES = { is: 'lines', searched: true, filter: true } as const
const WEBSITE = { is: 'website', max: 500 } as const

export const RESOURCE_KINDS = ['room', 'equipment', 'kit', 'curriculum', 'licence', 'expert', 'other'] as const
export const PLACE_KINDS = ['office', 'outlet', 'venue', 'room', 'vehicle'] as const

/** What is told of each, in the order of its form. */
export const FIELDS: Record<ListingKind, Record<string, Field>> = {
  service: {
    name: NAME,
    description: DESCRIPTION,
    audiences: AUDIENCES,
    how: { is: 'text', max: 1000, searched: true, told: true },
    fee: { is: 'line', max: 200, told: true },
    schedule: { is: 'text', max: 600, told: true },
    languages: { is: 'lines', searched: true, filter: true },
    website: WEBSITE,
  },
  resource: {
    name: NAME,
    kind: { is: 'choice', of: RESOURCE_KINDS, filter: true },
    description: DESCRIPTION,
    audiences: AUDIENCES,
    capacity: { is: 'number', least: 1, most: 1_000_000, whole: true },
    terms: { is: 'text', max: 1000, searched: true, told: true },
    website: WEBSITE,
  },
  group: {
    name: NAME,
    subjects: { is: 'lines', searched: true, filter: true },
    description: DESCRIPTION,
    audiences: AUDIENCES,
    meets: { is: 'line', max: 200, searched: true, told: true },
    meetsAt: { is: 'line', max: 300, searched: true, told: true },
    joining: { is: 'text', max: 1000, told: true },
    website: WEBSITE,
  },
  place: {
    name: { is: 'line', max: 200 },
    kind: { is: 'choice', of: PLACE_KINDS, open: true, filter: true },
    street: { is: 'line', max: 200, searched: true },
    city: { is: 'line', max: 200, searched: true },
    state: { is: 'line', max: 60 },
    postalCode: { is: 'line', max: 20, searched: true },
    county: { is: 'line', max: 200, searched: true, filter: true },
    latitude: { is: 'number', least: -90, most: 90 },
    longitude: { is: 'number', least: -180, most: 180 },
    hours: { is: 'text', max: 600, told: true },
    phone: { is: 'phone', max: 60 },
    website: WEBSITE,
    accessNotes: { is: 'text', max: 1000, told: true },
  },
}

/** Where each stands in addresses and in the database, and how it hangs on organizations. */
export const KINDS = {
  service: { segment: 'services', table: 'services', ends: 'one', hasPlace: true },
  resource: { segment: 'resources', table: 'resources', ends: 'one', hasPlace: true },
  /** A community stands by itself; organizations reach it. */
  group: { segment: 'groups', table: 'groups', ends: 'many', hasPlace: false },
  /** A venue may belong to nobody here. */
  place: { segment: 'places', table: 'places', ends: 'maybe', hasPlace: false },
} as const satisfies Record<
  ListingKind,
  { segment: string; table: string; ends: 'one' | 'many' | 'maybe'; hasPlace: boolean }
>

/** Fields that the list can be narrowed by. */
export const filtersOf = (kind: ListingKind): string[] =>
  Object.entries(FIELDS[kind]).flatMap(([name, field]) => (field.filter ? [name] : []))

/** Fields that can be told in another language. A name is one everywhere, so that everybody means the same by it. */
export const toldIn = (kind: ListingKind): string[] =>
  Object.entries(FIELDS[kind]).flatMap(([name, field]) => (field.told ? [name] : []))

/** `postalCode` as SQL writes it: `postal_code`. */
export const columnOf = (field: string) => field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
