import type { DemoProfile } from '../types.ts'

/** What is told of some organizations beyond their name, place and work, by their id. Kin go by ids too. */
export const profiles: Record<string, DemoProfile | undefined> = {
  rpl: {
    phone: '(555) 010-0112',
    email: 'ask@riverbendlibrary.example',
    calling: 'Ask for the data desk. For rooms, ask for Programs; for announcements, write two weeks ahead.',
    languages: ['English', 'Spanish'],
    spaces: ['Room for 120 with an induction loop', 'Two rooms for 40', 'Twelve laptops to lend', 'Large plotter'],
    serviceCounties: ['Alder'],
    serviceArea: 'Everybody who lives, works or studies in Millrace.',
    formerNames: ['Millrace Subscription Library (1851–1887)', 'Millrace City Library (1887–1974)'],
    blurb25:
      'Riverbend Public Library: nine branches, one data desk, and somebody who looks it up with you. Tuesdays, 1 to 6 pm, at Ferry Street.',
    blurb50:
      'Riverbend Public Library is the city library of Millrace. At its data desk anybody can ask about the place they live in, and leaves with a number, where it is from, and what it does not say. Nine branches, three languages, no appointment, and nothing to pay.',
  },
  ferry: {
    phone: '(555) 010-0120',
    calling: 'The desk of the large room books it.',
    languages: ['English', 'Spanish', 'ASL on request'],
    spaces: ['Large room for 120', 'Quiet room', 'Induction loop'],
    parent: 'rpl',
  },
  eastbank: {
    phone: '(555) 010-0164',
    languages: ['English', 'Spanish', 'Haitian Creole'],
    spaces: ['Reading room for 40'],
    serviceArea: 'Eastbank, and whoever crosses the bridge.',
    parent: 'rpl',
  },
  mobile: { serviceCounties: ['Alder', 'Marsh', 'Tolliver'], parent: 'rpl' },
  alderlib: { serviceCounties: ['Alder'], phone: '(555) 010-0180' },
  marshlib: { serviceCounties: ['Marsh'], email: 'desk@marshvalleylibrary.example' },
  tollib: { serviceCounties: ['Tolliver'], languages: ['English'] },
  city: {
    phone: '(555) 010-0300',
    email: 'opendata@millrace.example',
    calling: 'The open data officer answers on Mondays and Wednesdays.',
    openData: 'https://data.millrace.example',
    languages: ['English', 'Spanish'],
    serviceArea: 'The city limits of Millrace.',
  },
  plan: { parent: 'city' },
  ach: { parent: 'alder', serviceCounties: ['Alder'], formerNames: ['Alder Board of Health (1919–1968)'] },
  tcdc: {
    email: 'hello@threecountiesdata.example',
    calling: 'Write first; somebody calls back the same day.',
    openData: 'https://portal.threecountiesdata.example',
    languages: ['English', 'Spanish'],
    serviceCounties: ['Alder', 'Marsh', 'Tolliver'],
    blurb25:
      'Three Counties Data Commons collects and explains neighborhood data for residents of Alder, Marsh and Tolliver, free of charge and in plain words.',
  },
  rni: { parent: 'tcdc', serviceCounties: ['Alder'] },
  coop: { ended: '2021-03', successors: ['tcdc'], formerNames: ['Nonprofit Numbers (2009–2012)'] },
}
