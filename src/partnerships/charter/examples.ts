import type { PartyQuestion, SharedQuestion } from './questions.ts'

const GUIDE = 'https://civic-switchboard.gitbook.io/guide'

/** Where the examples are from. What Riverbend says is invented, and says so. */
export const EXAMPLE_SOURCES = {
  building: {
    title: 'Civic Switchboard Guide, Building libraries into civic data partnerships',
    url: `${GUIDE}/engaging-partners/building-libraries-into-civic-data-partnerships`,
    file: 'engaging-partners/building-libraries-into-civic-data-partnerships.md',
  },
  resources: {
    title: 'Civic Switchboard Guide, Finding resources to support civic data work',
    url: `${GUIDE}/maintaining-momentum/finding-resources-for-your-engagement`,
    file: 'maintaining-momentum/finding-resources-for-your-engagement.md',
  },
  riverbend: null,
} as const

/** What others wrote; the words stand in the texts, as `example.<question>.<number>`. */
export interface Example {
  key: string
  source: keyof typeof EXAMPLE_SOURCES
  /** Who says it. */
  who: string
  /** It fits others as it is: one may begin with these words. */
  usable?: true
}

const CLP = 'Carnegie Library of Pittsburgh'
const PITTSBURGH =
  'Carnegie Library of Pittsburgh, University Library System, Western Pennsylvania Regional Data Center'
const RIVERBEND = 'Riverbend'

/** Real examples beside each question. */
export const EXAMPLES: Partial<Record<SharedQuestion | PartyQuestion, Example[]>> = {
  name: [{ key: 'name.1', source: 'riverbend', who: RIVERBEND }],
  partners: [{ key: 'partners.1', source: 'building', who: PITTSBURGH }],
  purpose: [
    { key: 'purpose.1', source: 'building', who: PITTSBURGH },
    { key: 'purpose.2', source: 'riverbend', who: RIVERBEND },
  ],
  mission: [
    { key: 'mission.1', source: 'building', who: PITTSBURGH },
    { key: 'mission.2', source: 'riverbend', who: RIVERBEND },
  ],
  places: [{ key: 'places.1', source: 'riverbend', who: RIVERBEND }],
  period: [{ key: 'period.1', source: 'riverbend', who: RIVERBEND }],
  'mission-link': [
    { key: 'mission-link.1', source: 'building', who: CLP },
    { key: 'mission-link.2', source: 'building', who: 'University Library System' },
  ],
  brings: [
    { key: 'brings.1', source: 'building', who: PITTSBURGH },
    { key: 'brings.2', source: 'resources', who: 'CivTech St. Louis' },
  ],
  gains: [
    { key: 'gains.1', source: 'building', who: 'University Library System' },
    { key: 'gains.2', source: 'building', who: CLP },
  ],
  people: [{ key: 'people.1', source: 'riverbend', who: RIVERBEND }],
  roles: [{ key: 'roles.1', source: 'building', who: PITTSBURGH }],
  decisions: [
    { key: 'decisions.1', source: 'riverbend', who: RIVERBEND, usable: true },
    { key: 'decisions.2', source: 'building', who: PITTSBURGH },
  ],
  leaving: [{ key: 'leaving.1', source: 'riverbend', who: RIVERBEND, usable: true }],
}
