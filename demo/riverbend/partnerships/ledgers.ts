import type { DemoEntry } from '../../types.ts'
import type { Clock } from '../clock.ts'
import { keyOf } from '../organizations.ts'
import { KEYS } from './partnerships.ts'

type Told = Omit<DemoEntry, 'ledger' | 'organization' | 'partnerships' | 'period' | 'writtenAt' | 'others'> & {
  others?: string[]
}

/** What partners of Riverbend gave and gained. Of what the city gains at the desk nobody has written for more than a year. */
export const ledgers = (now: Clock): DemoEntry[] => [...desk(now), ...budget(now), ...maps(now), ...health(now)]

const teller =
  (now: Clock, partnership: string) =>
  (ledger: DemoEntry['ledger'], of: string, days: number, told: Told): DemoEntry => ({
    ...told,
    ledger,
    organization: keyOf(of),
    partnerships: [partnership],
    period: now.day(days),
    writtenAt: now.ago(days - 3, 600),
    ...(told.others && { others: told.others.map(keyOf) }),
  })

function desk(now: Clock): DemoEntry[] {
  const tell = teller(now, KEYS.desk)
  const dataDay = { origin: 'data-day', unit: 'people' as const }
  return [
    tell('benefit', 'rpl', 540, {
      what: 'skills',
      told: 'Three librarians read census tables without help',
      amount: 3,
      unit: 'people',
      others: ['tcdc'],
      evidence: [{ kind: 'roster', title: 'Course of the Data Commons, four evenings', figure: 3 }],
    }),
    tell('benefit', 'rpl', 430, {
      what: 'services',
      told: 'A data desk at the main library, two evenings a week',
      amount: 1,
      unit: 'services',
      evidence: [{ kind: 'link', title: 'Hours of the desk', url: 'https://rpl.example/data-desk' }],
    }),
    tell('benefit', 'rpl', 240, {
      ...dataDay,
      what: 'audience',
      told: 'People came to Data Day who had not been to the library before',
      amount: 31,
      others: ['ebn'],
      evidence: [
        { kind: 'feedback', title: '“I had not been to this library before”', figure: 31, outOf: 87 },
        {
          kind: 'quote',
          quote: 'I thought a library was for books. Now I know when my bus is late, and why.',
          saidBy: 'A visitor from Eastbank',
          consent: 'on the feedback card',
        },
      ],
    }),
    tell('benefit', 'rpl', 75, {
      what: 'training',
      told: 'The desk staff of four branches took the course',
      amount: 11,
      unit: 'people',
      others: ['tcdc', 'hul'],
      evidence: [{ kind: 'roster', title: 'Course in the spring', figure: 11 }],
    }),
    tell('benefit', 'tcdc', 500, {
      what: 'places',
      told: 'Branches where the Data Commons had never been',
      amount: 9,
      unit: 'places',
      others: ['rpl'],
    }),
    tell('benefit', 'tcdc', 310, {
      what: 'infrastructure',
      told: 'A list of what people ask, which says what to publish next',
      others: ['rpl', 'hul'],
      evidence: [
        { kind: 'dataset', title: 'Questions at the desk, by subject', url: 'https://data.tcdc.example/questions' },
      ],
    }),
    tell('benefit', 'tcdc', 240, {
      ...dataDay,
      what: 'attendance',
      told: 'Data Day filled the room on Ferry Street',
      amount: 87,
      others: ['rpl'],
      evidence: [{ kind: 'count', title: 'Counted at the door, every half hour', figure: 87 }],
    }),
    tell('benefit', 'tcdc', 50, {
      what: 'languages',
      told: 'Guides to five datasets exist in Spanish',
      amount: 1,
      unit: 'languages',
      others: ['ebn'],
      evidence: [{ kind: 'link', title: 'Guías de datos', url: 'https://data.tcdc.example/es/guias' }],
    }),
    tell('benefit', 'hul', 400, {
      what: 'skills',
      told: 'The GIS course worked on four questions that somebody had',
      amount: 4,
      unit: 'items',
      others: ['rpl', 'city'],
    }),
    tell('benefit', 'hul', 130, {
      what: 'audience',
      told: 'Classes of the high schools in Marsh came to the archive',
      amount: 46,
      unit: 'people',
      others: ['rpl'],
      evidence: [{ kind: 'count', title: 'Reading room log', figure: 46 }],
    }),
    tell('benefit', 'city', 470, {
      what: 'services',
      told: 'Permit data is published with the words that residents use',
      others: ['tcdc'],
      evidence: [
        { kind: 'dataset', title: 'Building permits, in plain words', url: 'https://data.millrace.example/permits' },
      ],
    }),
    tell('benefit', 'ebn', 380, {
      what: 'infrastructure',
      told: 'A map of vacant lots of their own',
      others: ['tcdc'],
      evidence: [{ kind: 'link', title: 'Vacant lots of Eastbank', url: 'https://ebn.example/lots' }],
    }),
    tell('benefit', 'ebn', 150, {
      what: 'audience',
      told: 'The council’s land committee listened to block captains with a table in their hand',
      others: ['city'],
    }),
    tell('benefit', 'ebn', 40, {
      what: 'training',
      told: 'Block captains looked up a parcel by themselves',
      amount: 4,
      unit: 'people',
      others: ['rpl'],
      evidence: [{ kind: 'roster', title: 'Evening at the Eastbank branch', figure: 4 }],
    }),
    tell('contribution', 'rpl', 560, {
      what: 'space',
      told: 'The workshop room, two evenings a month',
      amount: 24,
      unit: 'events',
    }),
    tell('contribution', 'rpl', 290, {
      what: 'time',
      told: 'Desk librarians, the first year',
      amount: 310,
      unit: 'hours',
    }),
    tell('contribution', 'rpl', 60, {
      what: 'equipment',
      told: 'Ten laptops in a cart for courses of partners',
      amount: 10,
      unit: 'devices',
      others: ['ebn'],
    }),
    tell('contribution', 'tcdc', 550, {
      what: 'expertise',
      told: 'A course in census tables, four evenings',
      amount: 4,
      unit: 'events',
      others: ['rpl'],
    }),
    tell('contribution', 'tcdc', 280, {
      what: 'time',
      told: 'The data team, the first year',
      amount: 275,
      unit: 'hours',
    }),
    tell('contribution', 'tcdc', 90, {
      what: 'data',
      told: 'Extracts for questions of the desks',
      amount: 23,
      unit: 'datasets',
    }),
    tell('contribution', 'hul', 300, {
      what: 'time',
      told: 'GIS and archive librarians, the first year',
      amount: 96,
      unit: 'hours',
    }),
    tell('contribution', 'hul', 410, {
      what: 'equipment',
      told: 'Seats for statistical software for whoever comes from a partner',
      amount: 6,
      unit: 'items',
    }),
    tell('contribution', 'city', 450, {
      what: 'data',
      told: 'Bus, permit and budget data each month',
      amount: 3,
      unit: 'datasets',
    }),
    tell('contribution', 'city', 245, {
      what: 'money',
      told: 'Printing and interpreters for Data Day',
      amount: 1850,
      unit: 'dollars',
    }),
    tell('contribution', 'ebn', 250, {
      what: 'time',
      told: 'Block captains at doors and at Data Day',
      amount: 71,
      unit: 'hours',
    }),
    tell('contribution', 'ebn', 45, {
      what: 'expertise',
      told: 'Twelve people who know whom to ask on each block',
      amount: 12,
      unit: 'people',
      others: ['rpl', 'city'],
    }),
  ]
}

function budget(now: Clock): DemoEntry[] {
  const tell = teller(now, KEYS.budget)
  return [
    tell('benefit', 'city', 250, {
      what: 'attendance',
      told: 'More people than chairs at the budget hearing',
      amount: 64,
      unit: 'people',
      others: ['open', 'led'],
      evidence: [{ kind: 'count', title: 'Sign-in sheet of the hearing', figure: 64 }],
    }),
    tell('benefit', 'open', 330, {
      what: 'skills',
      told: 'Volunteers can draw a budget line by line',
      amount: 7,
      unit: 'people',
      others: ['city'],
    }),
    tell('benefit', 'led', 230, {
      what: 'services',
      told: 'A page on which each figure of a story leads to its line in the budget',
      others: ['open'],
      evidence: [{ kind: 'link', title: 'Follow the dollar', url: 'https://ledger.example/follow' }],
    }),
    tell('contribution', 'city', 340, {
      what: 'data',
      told: 'Budget and spending as tables, in March',
      amount: 2,
      unit: 'datasets',
    }),
    tell('contribution', 'open', 260, { what: 'time', told: 'Evenings of volunteers', amount: 128, unit: 'hours' }),
    tell('contribution', 'cog', 200, {
      what: 'money',
      told: 'Hosting of the budget site',
      amount: 600,
      unit: 'dollars',
    }),
  ]
}

function maps(now: Clock): DemoEntry[] {
  const tell = teller(now, KEYS.maps)
  return [
    tell('benefit', 'ebn', 360, {
      what: 'infrastructure',
      told: 'A walking map of Eastbank that hangs in every corner store',
      others: ['tcdc'],
    }),
    tell('benefit', 'rha', 170, {
      what: 'skills',
      told: 'Tenants’ advocates see where rents rise first',
      others: ['tcdc'],
    }),
    tell('benefit', 'tcdc', 140, {
      what: 'audience',
      told: 'Walks with people whom no survey reaches',
      amount: 3,
      unit: 'people',
      others: ['ebn'],
      evidence: [{ kind: 'count', title: 'Walk in the rain, counted by the leader', figure: 3 }],
    }),
    tell('contribution', 'tcdc', 170, {
      what: 'time',
      told: 'Drawing, meetings, all mail',
      amount: 164,
      unit: 'hours',
      others: ['ebn', 'rha'],
    }),
    tell('contribution', 'ebn', 365, { what: 'time', told: 'Walks with block captains', amount: 38, unit: 'hours' }),
  ]
}

function health(now: Clock): DemoEntry[] {
  const tell = teller(now, KEYS.health)
  return [
    tell('contribution', 'hhs', 40, {
      what: 'time',
      told: 'Nurses and librarians at the first table',
      amount: 12,
      unit: 'hours',
    }),
    tell('benefit', 'ach', 38, {
      what: 'audience',
      told: 'Questions from people who never come to the clinic',
      amount: 19,
      unit: 'people',
      others: ['hhs'],
    }),
  ]
}
