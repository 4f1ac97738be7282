/** What an organization gained, and what it gave. */
export const LEDGERS = ['benefit', 'contribution'] as const
export type Ledger = (typeof LEDGERS)[number]

/** What grows: what one can do, and whom one reaches. */
export const SIDES = ['capacity', 'reach'] as const
export type Side = (typeof SIDES)[number]

/** What is gained, each on its side. */
export const BENEFITS = {
  capacity: ['skills', 'services', 'infrastructure', 'training'],
  reach: ['audience', 'attendance', 'places', 'languages'],
} as const satisfies Record<Side, readonly string[]>
export type BenefitWhat = (typeof BENEFITS)[Side][number]

/** What is given. Time is a sum of hours: whose they were is nobody else's to know. */
export const CONTRIBUTIONS = ['money', 'space', 'equipment', 'data', 'time', 'expertise'] as const
export type ContributionWhat = (typeof CONTRIBUTIONS)[number]
export type What = BenefitWhat | ContributionWhat

/** What can stand in each ledger. */
export const WHATS: Record<Ledger, readonly What[]> = {
  benefit: [...BENEFITS.capacity, ...BENEFITS.reach],
  contribution: CONTRIBUTIONS,
}

/** The side of a benefit; a contribution has none. */
export const sideOf = (what: What): Side | null =>
  BENEFITS.capacity.some((one) => one === what)
    ? 'capacity'
    : BENEFITS.reach.some((one) => one === what)
      ? 'reach'
      : null

/** In what amounts are told. */
export const UNITS = [
  'people',
  'hours',
  'days',
  'dollars',
  'events',
  'datasets',
  'services',
  'places',
  'languages',
  'devices',
  'rooms',
  'items',
] as const
export type Unit = (typeof UNITS)[number]

/** Where each ledger stands in addresses and in the database. */
export const PLACES = {
  benefit: { segment: 'benefits', table: 'benefits' },
  contribution: { segment: 'contributions', table: 'contributions' },
} as const satisfies Record<Ledger, { segment: string; table: string }>

/** Whether an amount counts people, who came or who learned: those are not told while they are few. */
export const countsPeople = (unit: string) => unit === 'people'

/** What can show a benefit. */
export const EVIDENCE = ['count', 'feedback', 'roster', 'dataset', 'link', 'file', 'quote'] as const
export type EvidenceKind = (typeof EVIDENCE)[number]

/** Whether a piece of evidence counts people: who came, what they said, who stood on a roster. */
export const showsPeople = (kind: EvidenceKind) => kind === 'count' || kind === 'feedback' || kind === 'roster'
