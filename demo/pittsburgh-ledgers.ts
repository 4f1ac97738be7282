import type { DemoEntry, DemoReference } from './types.ts'

const [clp, uls, wprdc] = [
  'carnegie-library-of-pittsburgh',
  'university-library-system',
  'western-pennsylvania-regional-data-center',
] as const

type Told = Pick<DemoEntry, 'ledger' | 'organization' | 'what' | 'told' | 'others'> & { quote: string }

/** What the three organizations gave and gained, as their guide tells it: how much of it, and when, is not told there. */
const TOLD: Told[] = [
  {
    ledger: 'benefit',
    organization: uls,
    what: 'skills',
    told: 'Team members built capacity in metadata and data management',
    others: [wprdc],
    quote: 'By working with the WPRDC, University Library System team members built capacity in these areas',
  },
  {
    ledger: 'benefit',
    organization: clp,
    what: 'infrastructure',
    told: 'Publishes open library data on the infrastructure of the Regional Data Center',
    others: [wprdc],
    quote: 'the CLP did not have to figure out how to publish data on its own',
  },
  {
    ledger: 'benefit',
    organization: clp,
    what: 'services',
    told: 'Programming on data and GIS for its users',
    others: [wprdc],
    quote: 'has resulted in data and GIS-focused programming for libraries’ users',
  },
  {
    ledger: 'benefit',
    organization: uls,
    what: 'services',
    told: 'Programming on data and GIS for its users',
    others: [wprdc],
    quote: 'has resulted in data and GIS-focused programming for libraries’ users',
  },
  {
    ledger: 'benefit',
    organization: wprdc,
    what: 'audience',
    told: 'Additional reach',
    others: [clp, uls],
    quote: 'additional reach for the WPRDC',
  },
  {
    ledger: 'contribution',
    organization: uls,
    what: 'expertise',
    told: 'Guidance in the selection of the data portal’s technology, data documentation, and overall advice',
    others: [wprdc],
    quote:
      'providing guidance in selection of the data portal technology, data documentation, and overall advice and guidance',
  },
  {
    ledger: 'contribution',
    organization: wprdc,
    what: 'data',
    told: 'Legal and technical infrastructure on which partners publish data',
    others: [clp],
    quote: 'Because of the WPRDC’s legal and technical infrastructure',
  },
  {
    ledger: 'contribution',
    organization: clp,
    what: 'space',
    told: 'Space for data users to come together and talk about how they use civic data',
    others: [wprdc],
    quote: 'providing space for users to come together to talk about civic data',
  },
]

/** The same, each gain with the sentence of the guide that tells of it. */
export const pittsburghLedgers = (today: Date, reference: (told: string[]) => DemoReference): DemoEntry[] =>
  TOLD.map(({ quote, ...told }) => {
    const source = reference(['building', quote])
    return {
      ...told,
      references: [source],
      period: '',
      partnerships: ['civic-data-partnership-of-pittsburgh'],
      evidence:
        told.ledger === 'benefit'
          ? [{ kind: 'link' as const, title: `“${quote}” (${source.title})`.slice(0, 200), url: source.url ?? '' }]
          : [],
      writtenAt: today,
    }
  })
