import type { DemoPartnership } from '../../types.ts'
import type { Clock } from '../clock.ts'
import { keyOf, slug } from '../organizations.ts'
import { DESK_IN_SPANISH } from './translations.ts'

/** The day on which each of them began, before today: what the parts tell of them is told from here. */
export const BEGAN = { desk: 620, budget: 400, maps: 500, health: 90, fair: 12 }

/** Keys of the five partnerships. */
export const KEYS = {
  desk: 'riverbend-data-desk',
  budget: 'open-budget-riverbend',
  maps: 'neighborhood-maps',
  health: 'health-data-days',
  fair: 'first-data-fair',
}

const who = (of: string, contact: string, leader?: string) => ({
  organization: keyOf(of),
  contact: slug(contact),
  ...(leader && { leader: slug(leader) }),
})

/** Riverbend's partnerships at different ages: one thrives, one has a gap and an overlap, one hangs on one person, one was declined by a leader, one has just begun. */
export const partnerships = (now: Clock): DemoPartnership[] => [
  desk(now),
  budget(now),
  maps(now),
  health(now),
  fair(now),
]

const hours = (amount: number, pool: string, now: Clock, from: number, until: number) => ({
  kind: 'hours' as const,
  what: '',
  amount,
  pool,
  from: now.day(from),
  until: now.day(until),
})

function desk(now: Clock): DemoPartnership {
  const began = BEGAN.desk
  const joinedOn = now.day(began)
  // The year that the hours are promised for.
  const [from, until] = [255, -110]
  return {
    key: KEYS.desk,
    name: 'Riverbend Data Desk',
    mission:
      'Anyone in the three counties can ask about the place they live in, at any desk, and get an answer they can use.',
    purpose:
      'We keep one switchboard for questions about this region. A person asks once. Whoever takes the question stays with it until somebody has answered.\n\nWe plan together each quarter, share rooms and equipment, and publish what people ask, never who asked.',
    decisions:
      'We decide at the quarterly meeting, by agreement of all who are there; what costs money or staff time goes to each partner’s leader first. The minutes go to everybody within a week.',
    leaving:
      'A partner who leaves tells the others three months before, hands over the questions it holds, and keeps the right to use what was made together.',
    places: ['Alder County', 'Marsh County', 'Tolliver County'],
    since: now.month(began),
    visibility: 'public',
    lang: 'en',
    createdAt: now.ago(began, 560),
    createdBy: slug('Fern Salcedo'),
    translation: DESK_IN_SPANISH,
    parties: [
      {
        ...who('rpl', 'Fern Salcedo', 'Ruth Halloran'),
        missionLink:
          'Every resident can find and judge information: a question about a street or a school is a reference question, and we answer those.',
        expectedBenefits: 'Staff who can read a dataset; people at our desks who did not come before.',
        joinedOn,
        commitments: [
          hours(320, 'Data desk librarians', now, from, until),
          { kind: 'space', what: 'The workshop room on Ferry Street, two evenings a month' },
        ],
      },
      {
        ...who('tcdc', 'Priya Ramanathan', 'Imani Brandt'),
        missionLink: 'Data that nobody asks for changes nothing. The desks tell us what people need to know.',
        expectedBenefits: 'An audience that we do not reach by ourselves; questions that tell us what to publish next.',
        joinedOn,
        commitments: [
          hours(260, 'Data team', now, from, until),
          { kind: 'data', what: 'The catalog, and a fresh extract for each question that needs one' },
        ],
      },
      {
        ...who('hul', 'Yusuf Adeyemi', 'Gregor Nwosu'),
        missionLink:
          'Research that serves the region: students answer real questions, and the archive keeps what was learned.',
        expectedBenefits: 'Real questions for the GIS course; metadata skills in use outside the campus.',
        joinedOn,
        commitments: [hours(120, 'GIS and archive librarians', now, from, until)],
      },
      {
        ...who('city', 'Leopold Danso', 'Paula Quist'),
        missionLink: 'Open data that residents use, as the city’s plan asks: action 14.',
        expectedBenefits: 'Fewer records requests that a published table could have answered.',
        joinedOn,
        commitments: [
          hours(100, 'Open data office', now, from, until),
          {
            kind: 'money',
            what: 'Printing and interpreters',
            amount: 4000,
            from: now.day(from),
            until: now.day(until),
          },
        ],
      },
      {
        ...who('ebn', 'Jean-Robert Pierre', 'Delphine Marcelin'),
        missionLink: 'Neighbors decide with the same numbers that the city has.',
        expectedBenefits: 'Block captains who can find and show a number at a hearing.',
        joinedOn: now.day(began - 60),
        commitments: [hours(60, 'Block captains', now, from, until)],
      },
    ],
  }
}

function budget(now: Clock): DemoPartnership {
  const began = BEGAN.budget
  const joinedOn = now.day(began)
  return {
    key: KEYS.budget,
    name: 'Open Budget Riverbend',
    mission: 'Everybody can see what the city and the council of governments spend, and ask about a line of it.',
    purpose:
      'The city publishes its budget as data each spring. Volunteers draw it, reporters explain it, and the public asks. We do this before the hearings, not after them.',
    decisions: 'By whoever does the work, in the open channel of Open Millrace; the city decides what it can publish.',
    leaving: '',
    places: ['Millrace'],
    since: now.month(began),
    visibility: 'public',
    lang: 'en',
    createdAt: now.ago(began, 640),
    createdBy: slug('Bertrand Oyelaran'),
    parties: [
      {
        ...who('city', 'Margit Szabo', 'Paula Quist'),
        missionLink: 'Open data that residents use, as the city’s plan asks: action 14.',
        expectedBenefits: 'Hearings about choices, not about where a number comes from.',
        joinedOn,
        commitments: [{ kind: 'data', what: 'Budget and spending as tables, by March' }],
      },
      {
        ...who('open', 'Bertrand Oyelaran'),
        missionLink: 'A city that one can read.',
        expectedBenefits: 'Volunteers who learn on something that matters.',
        joinedOn,
        commitments: [hours(150, 'Volunteers', now, 200, -165)],
      },
      {
        ...who('led', 'June Abernathy'),
        missionLink: '',
        expectedBenefits: 'Stories that others can check.',
        joinedOn,
        commitments: [],
      },
      {
        ...who('cog', 'Walter Ostrom', 'Walter Ostrom'),
        missionLink: 'Comparable figures for all member towns.',
        expectedBenefits: '',
        joinedOn: now.day(began - 120),
        commitments: [
          { kind: 'money', what: 'Hosting of the budget site', amount: 1200, from: now.day(280), until: now.day(-85) },
        ],
      },
    ],
  }
}

function maps(now: Clock): DemoPartnership {
  const began = BEGAN.maps
  const joinedOn = now.day(began)
  return {
    key: KEYS.maps,
    name: 'Neighborhood Maps',
    mission: 'Each neighborhood of Millrace has a map of its own, made by the people who live there.',
    purpose: 'Block captains walk, tenants’ groups say what is missing, and the Data Commons draws. Two maps a year.',
    decisions: '',
    leaving: '',
    places: ['Eastbank', 'Millrace'],
    since: now.month(began),
    visibility: 'public',
    lang: 'en',
    createdAt: now.ago(began, 600),
    createdBy: slug('Marisol Vega'),
    parties: [
      {
        ...who('tcdc', 'Marisol Vega', 'Imani Brandt'),
        missionLink: 'Data that nobody asks for changes nothing.',
        expectedBenefits: 'What no dataset knows: which crossings people avoid.',
        joinedOn,
        commitments: [
          {
            kind: 'hours',
            what: 'Drawing, meetings, all mail',
            amount: 180,
            person: slug('Marisol Vega'),
            from: now.day(200),
            until: now.day(-165),
          },
        ],
      },
      {
        ...who('ebn', 'Gloria Mendieta', 'Delphine Marcelin'),
        missionLink: 'Neighbors decide with the same numbers that the city has.',
        expectedBenefits: 'A map to point at.',
        joinedOn,
        commitments: [],
      },
      {
        ...who('rha', 'Thaddeus Moon'),
        missionLink: 'Homes that people can keep.',
        expectedBenefits: 'To see where rents rise first.',
        joinedOn,
        commitments: [],
      },
    ],
  }
}

function health(now: Clock): DemoPartnership {
  const began = BEGAN.health
  return {
    key: KEYS.health,
    name: 'Health Data Days',
    mission: 'Two days a year on which anybody can ask what the health figures of the county mean for them.',
    purpose: 'Epidemiologists and nurses at a table in a library, with figures that are explained and not only shown.',
    decisions: 'The health library calls the meetings; each partner has one voice.',
    leaving: 'By a letter to the health library.',
    places: ['Alder County'],
    since: now.month(began),
    visibility: 'region',
    lang: 'en',
    createdAt: now.ago(began, 610),
    createdBy: slug('Amadou Keller'),
    parties: [
      {
        ...who('hhs', 'Naveen Chowdary', 'Naveen Chowdary'),
        missionLink: 'Health information that patients understand.',
        expectedBenefits: 'A service that people outside the hospital know of.',
        joinedOn: now.day(began),
        commitments: [hours(60, 'Health librarians', now, 80, -285)],
      },
      {
        ...who('ach', 'Constance Obuya', 'Constance Obuya'),
        missionLink: 'The health report reaches those whom it is about.',
        expectedBenefits: 'Questions we did not think of.',
        joinedOn: now.day(began),
        commitments: [hours(40, 'Epidemiology', now, 80, -285)],
      },
      {
        ...who('rhc', 'Ngozi Farrell', 'Ngozi Farrell'),
        missionLink: '',
        expectedBenefits: 'People who take part in studies because they understand them.',
        joinedOn: now.day(began),
        commitments: [],
      },
      {
        ...who('city', 'Leopold Danso', 'Paula Quist'),
        missionLink: '',
        expectedBenefits: '',
        joinedOn: now.day(began),
        commitments: [hours(80, 'Open data office', now, 80, -285)],
      },
    ],
  }
}

function fair(now: Clock): DemoPartnership {
  return {
    key: KEYS.fair,
    name: 'First Data Fair',
    mission: '',
    purpose: 'A day in Marsh Valley at which people from the farms and the town see what is known about their land.',
    decisions: '',
    leaving: '',
    places: ['Marsh Valley'],
    visibility: 'region',
    lang: 'en',
    createdAt: now.ago(BEGAN.fair, 590),
    createdBy: slug('Wendell Haas'),
    parties: [
      { ...who('marshlib', 'Wendell Haas'), missionLink: '', expectedBenefits: '', commitments: [] },
      { ...who('ext', 'Clem Yoder'), missionLink: '', expectedBenefits: '', commitments: [] },
      { ...who('mcd', 'Philippa Strand'), missionLink: '', expectedBenefits: '', commitments: [] },
    ],
  }
}
