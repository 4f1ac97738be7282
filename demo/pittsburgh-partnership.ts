import { ROLE_QUOTES } from './pittsburgh-roles.ts'
import type { DemoGoal, DemoPartnership, DemoPlan, DemoReference } from './types.ts'

type Told = string[]

const building = (quote: string): Told => ['building', quote]

/** The partnership of three organizations of Pittsburgh as its guide tells it: who promised which hours is not told there. */
export const pittsburghPartnership = (today: Date, reference: (told: Told) => DemoReference): DemoPartnership => ({
  key: 'civic-data-partnership-of-pittsburgh',
  name: 'Civic data partnership of Pittsburgh',
  mission: 'Helping people find, use, and apply civic information about the Pittsburgh region.',
  purpose:
    'Joint projects, events in the region, information sharing and brainstorming; each partner’s user groups are connected with the other partners.',
  decisions: '',
  leaving: '',
  places: ['Allegheny County'],
  visibility: 'public',
  lang: 'en',
  createdAt: today,
  translation: {
    'Helping people find, use, and apply civic information about the Pittsburgh region.':
      'Ayudar a las personas a encontrar, usar y aplicar información cívica sobre la región de Pittsburgh.',
  },
  references: [
    building('Our partnership involves three organizations'),
    building(
      'We pool our resources with the common aim of helping people find, use, and apply civic information about the Pittsburgh region.',
    ),
    building(
      'we have worked together on joint projects, organized events in the region, engaged in information sharing and brainstorming, and connected our user groups with the partner organizations',
    ),
    building(
      'The importance of data work, partnerships, and civic participation are woven throughout the six areas of focus',
    ),
    building(
      'By working with the WPRDC and CLP, the University Library System connected with a project that has regional impact',
    ),
    building('the CLP did not have to figure out how to publish data on its own'),
    building('additional reach for the WPRDC'),
    ...ROLE_QUOTES.map(building),
  ].map(reference),
  parties: [
    {
      organization: 'carnegie-library-of-pittsburgh',
      missionLink:
        'Data work, partnerships and civic participation are woven through the six areas of focus of the Strategic Plan 2018–2022; civic data partnerships are a core part of Beyond Big Data.',
      expectedBenefits: 'Publishes open library data on the infrastructure of the Regional Data Center.',
      commitments: [{ kind: 'space', what: 'Space for data users to come together' }],
    },
    {
      organization: 'university-library-system',
      missionLink:
        'Fits “strengthen our communities” of the Strategic Plan for Pitt 2016–2020, and the commitment to community strength of the library’s Long Range Plan 2014–2017.',
      expectedBenefits: 'Built capacity in metadata and data management.',
      commitments: [],
    },
    {
      organization: 'western-pennsylvania-regional-data-center',
      missionLink: '',
      expectedBenefits: 'Additional reach; space to convene data users and providers.',
      commitments: [{ kind: 'data', what: 'The legal and technical infrastructure on which partners publish data' }],
    },
  ],
})

/** Plans as the guide tells of them: only the lines that it quotes, and no page, since it names none. */
export const pittsburghPlans = (today: Date, reference: (told: Told) => DemoReference): DemoPlan[] => {
  const partnership = 'civic-data-partnership-of-pittsburgh'
  const told = (code: string, text: string, quote: string): DemoGoal => ({
    code,
    text,
    serves: [{ partnership }],
    references: [reference(building(quote))],
  })
  return [
    {
      organization: 'carnegie-library-of-pittsburgh',
      title: '2018-2022 Strategic Plan',
      url: 'https://www.carnegielibrary.org/about/strategic-plan/',
      since: '2018',
      until: '2022',
      createdAt: today,
      goals: [
        told(
          'Inclusive and Equitable',
          'Promoting digital inclusion and facilitating fluency',
          'the “Inclusive and Equitable” area of focus has a goal of promoting digital inclusion and facilitating fluency',
        ),
        told(
          'Informative and Empowering',
          'To inform the community on privacy rights and the reliability of information',
          'includes the commitment to inform the community on privacy rights and the reliability of information',
        ),
      ],
    },
    {
      organization: 'university-library-system',
      title: 'Long Range Plan for 2014-2017',
      since: '2014',
      until: '2017',
      createdAt: today,
      goals: [
        told(
          '',
          'Growing community strength through relationships that support the stewardship and discoverability of information about Pittsburgh and the region',
          'a commitment to growing community strength through relationships that support the stewardship and discoverability of information about Pittsburgh and the region',
        ),
      ],
    },
    {
      organization: 'university-of-pittsburgh',
      title: '2016-2020 Strategic Plan for Pitt',
      url: 'https://www.pitt.edu/sites/default/files/Strategic-Plan-Presentation.pdf',
      since: '2016',
      until: '2020',
      createdAt: today,
      goals: [
        told(
          '',
          'To strengthen our communities by expanding engagements, enriching connections, and embracing a global perspective',
          'by expanding engagements, enriching connections, and embracing a global perspective',
        ),
      ],
    },
  ]
}
