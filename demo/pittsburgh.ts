import data from './pittsburgh.json' with { type: 'json' }
import outlets from './pittsburgh-outlets.json' with { type: 'json' }
import type { ListingKind } from '../src/directory/listing-kinds.ts'
import { pittsburghPartnership, pittsburghPlans } from './pittsburgh-partnership.ts'
import { pittsburghLedgers } from './pittsburgh-ledgers.ts'
import { pittsburghRoles } from './pittsburgh-roles.ts'
import type { DemoListing, DemoOrganization, DemoPlace, DemoReference, DemoRegion, DemoTie } from './types.ts'

interface Source {
  title: string
  url: string
  file: string
}
interface Entry {
  key: string
  name: string
  sector: string
  otherNames?: string[]
  mission?: string
  description?: string
  website?: string
  audiences?: string[]
  skills?: string[]
  roles?: string[]
  serviceCounties?: string[]
  references: string[][]
}
interface Joined {
  a: string
  b: string
  kind: string
  said: string
  period?: string
  references: string[][]
}

interface Offered {
  kind: ListingKind
  of: string[]
  facts: DemoListing['facts']
  references: string[][]
}

const sources: Record<string, Source | undefined> = data.sources
const entries: Entry[] = data.organizations
const joined: Joined[] = data.ties
// What their kinds have in common is more than what JSON tells.
const offered = data.listings as unknown as Offered[]

/** Rows are [source, what it stands for, quote], or [source, quote] where it stands for the record itself. */
const reference = (row: string[]): DemoReference => {
  const [name = '', stands = ''] = row
  const source = sources[name]
  if (!source) throw new Error(`demo/pittsburgh.json names no source "${name}"`)
  return { ...source, quote: row.at(-1) ?? '', for: row.length === 3 ? stands : 'record' }
}

/** Rows are [name, street, latitude, longitude, the name as the survey writes it]. */
const places = (outlets as [string, string, number, number, string][]).map(
  ([name, street, latitude, longitude]): DemoPlace => ({
    key: `clp-${name.toLowerCase().replaceAll(/[^a-z]+/g, '-')}`,
    kind: 'outlet',
    name,
    street,
    city: 'Pittsburgh',
    state: 'PA',
    postalCode: '',
    county: 'Allegheny',
    latitude,
    longitude,
    accessNotes: '',
    visibility: 'public',
  }),
)

const organization = ({ serviceCounties, ...entry }: Entry, today: Date): DemoOrganization => ({
  otherNames: [],
  mission: '',
  description: '',
  audiences: [],
  skills: [],
  roles: [],
  ...entry,
  ...(serviceCounties && { profile: { serviceCounties } }),
  places: entry.key === 'carnegie-library-of-pittsburgh' ? places : [],
  identifiers: [],
  visibility: 'public',
  lang: 'en',
  translations: [],
  references: entry.references.map(reference),
  createdAt: today,
  edits: [],
})

const tie = ({ said, references, ...ends }: Joined, today: Date): DemoTie => ({
  ...ends,
  key: `${ends.a}--${ends.kind}--${ends.b}`,
  note: '',
  visibility: 'public',
  createdAt: today,
  endedAt: ends.period ? today : undefined,
  statements: [{ by: 'reference', verdict: 'confirms', saidAt: new Date(`${said}T12:00:00Z`), note: '' }],
  references: references.map(reference),
})

const listing = (one: Offered, today: Date): DemoListing => ({
  ...one,
  visibility: 'public',
  lang: 'en',
  references: one.references.map(reference),
  createdAt: today,
})

/** Only what the sources say: no persons, no strengths, no figures of our own. */
export const pittsburghRegion = (today: Date): DemoRegion => ({
  slug: 'pittsburgh',
  name: 'Pittsburgh',
  tagline: {
    en: 'A public library, an academic library and a regional data center help people find, use and apply civic information.',
    es: 'Una biblioteca pública, una universitaria y un centro regional de datos ayudan a encontrar, usar y aplicar información cívica.',
  },
  description: {
    en: 'What the Civic Switchboard guide and posts (CC BY) tell about the civic data ecosystem around the Carnegie Library of Pittsburgh, the University Library System at the University of Pittsburgh and the Western Pennsylvania Regional Data Center. The outlets of the library are those of the Public Libraries Survey of 2015. Each fact names its source; what the sources do not say is left empty.',
    es: 'Lo que cuentan la guía y las entradas de Civic Switchboard (CC BY) sobre el ecosistema de datos cívicos en torno a la Carnegie Library of Pittsburgh, el University Library System de la Universidad de Pittsburgh y el Western Pennsylvania Regional Data Center. Los puntos de la biblioteca son los de la encuesta de bibliotecas públicas de 2015. Cada dato nombra su fuente; lo que las fuentes no dicen queda vacío.',
  },
  invented: false,
  counties: ['42003'],
  countyNames: [],
  settings: {
    timeZone: 'America/New_York',
    fiscalMonth: 7,
    closedDays: [],
    languages: ['en', 'es'],
    smallCountThreshold: 5,
    nationalView: false,
  },
  createdAt: today,
  references: data.region.references.map(reference),
  organizations: entries.map((entry) => organization(entry, today)),
  people: [],
  circles: [],
  ties: joined.map((one) => tie(one, today)),
  listings: offered.map((one) => listing(one, today)),
  partnerships: [pittsburghPartnership(today, reference)],
  partnershipRoles: pittsburghRoles,
  ledgers: pittsburghLedgers(today, reference),
  plans: pittsburghPlans(today, reference),
  members: [],
})
