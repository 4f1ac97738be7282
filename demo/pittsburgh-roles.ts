import type { DemoRoles } from './types.ts'

const [clp, uls, wprdc] = [
  'carnegie-library-of-pittsburgh',
  'university-library-system',
  'western-pennsylvania-regional-data-center',
]

/** The distinct roles of the three organizations, as their guide tells them; its sentences stand among the references of the partnership. */
export const pittsburghRoles: DemoRoles[] = [
  {
    partnership: 'civic-data-partnership-of-pittsburgh',
    holds: [
      {
        organization: clp,
        role: 'showing-importance',
        level: 'lead',
        meaning: 'Its work has focused on increasing awareness of and access to WPRDC data throughout the community.',
      },
      {
        organization: clp,
        role: 'developing-literacy',
        level: 'lead',
        meaning: 'Offers opportunities for data literacy learning across all age groups.',
      },
      {
        organization: clp,
        role: 'connecting-data-users',
        level: 'lead',
        meaning:
          'Both libraries, CLP in particular, provide space for users to come together to talk about civic data.',
      },
      {
        organization: uls,
        role: 'connecting-data-users',
        level: 'support',
        meaning: 'Both libraries provide space for users to come together.',
      },
      {
        organization: uls,
        role: 'providing-expertise',
        level: 'lead',
        meaning: 'Has worked closely with the WPRDC on metadata and data management.',
      },
      {
        organization: wprdc,
        role: 'publishing-data',
        level: 'lead',
        meaning: 'Its legal and technical infrastructure publishes the data of partners, the library’s too.',
      },
    ],
    agreements: [],
  },
]

/** Where the guide says so, word for word. */
export const ROLE_QUOTES = [
  'work has focused on increasing awareness of and access to WPRDC data throughout the community while simultaneously offering opportunities for data literacy learning across all age groups',
  'has worked closely with the WPRDC on metadata and data management',
  'Because of the WPRDC’s legal and technical infrastructure, the CLP did not have to figure out how to publish data on its own.',
  'have helped to address this by providing space for users to come together to talk about civic data',
]
