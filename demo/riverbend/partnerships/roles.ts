import type { DemoRoles } from '../../types.ts'
import type { Clock } from '../clock.ts'
import { keyOf } from '../organizations.ts'
import { KEYS } from './partnerships.ts'

type Part = [organization: string, level: 'lead' | 'support' | 'advise', meaning?: string]

const held = (role: string, ...parts: Part[]) =>
  parts.map(([organization, level, meaning = '']) => ({ organization: keyOf(organization), role, level, meaning }))

/** Who leads, supports and advises in Riverbend's partnerships: one is clear, one has a gap and an overlap, one hangs on one partner, one has just begun to say it. */
export const roles = (now: Clock): DemoRoles[] => [
  {
    partnership: KEYS.desk,
    holds: [
      ...held(
        'connecting-data-users',
        ['rpl', 'lead', 'Takes every question at any desk and stays with it until somebody has answered.'],
        ['tcdc', 'support', 'Answers within two days what a desk cannot.'],
        ['hul', 'support', 'Takes the questions of students and historians.'],
        ['ebn', 'advise', 'Says what people in Eastbank ask before they come to a desk.'],
      ),
      ...held(
        'making-usable',
        ['tcdc', 'lead', 'Makes a table that one can read out of each dataset that is asked for.'],
        ['hul', 'support', 'Describes it, so that it is found again.'],
        ['city', 'support', 'Says what its own columns mean.'],
      ),
      ...held(
        'developing-literacy',
        ['rpl', 'lead', 'Evenings at the branches, for whoever comes.'],
        ['tcdc', 'lead', 'Courses for staff of partners and of the city.'],
        ['hul', 'advise', 'Looks over the exercises.'],
      ),
      ...held(
        'publishing-data',
        ['city', 'lead', 'Publishes what residents ask for, with a date for the next release.'],
        ['tcdc', 'support', 'Hosts what the smaller towns cannot.'],
      ),
      ...held('archiving-data', ['hul', 'lead', 'Keeps each release and what was asked about it.'], ['rpl', 'advise']),
      ...held(
        'advocating',
        ['ebn', 'lead', 'Brings what residents cannot find to the hearings.'],
        ['rpl', 'support', 'Speaks for the privacy of those who ask.'],
        ['city', 'advise'],
      ),
    ],
    agreements: [
      {
        role: 'developing-literacy',
        how: 'audience',
        why: 'Residents and staff learn different things at different hours; one course for both was tried in the first year and served neither.',
        agreedAt: now.ago(250, 640),
        shares: [
          { organization: keyOf('rpl'), part: 'Residents of all ages' },
          { organization: keyOf('tcdc'), part: 'Staff of partners, towns and nonprofits' },
        ],
      },
    ],
  },
  {
    partnership: KEYS.budget,
    holds: [
      ...held(
        'publishing-data',
        ['city', 'lead', 'Publishes budget and spending as tables each spring.'],
        ['cog', 'support', 'Adds the member towns.'],
      ),
      ...held(
        'making-usable',
        ['open', 'lead', 'Draws the budget so that one can click on a line.'],
        ['cog', 'lead', 'Runs the budget site for all towns.'],
        ['led', 'advise'],
      ),
      ...held('showing-importance', ['led', 'lead', 'A story each week before the hearings.'], ['open', 'support']),
      ...held(
        'developing-literacy',
        ['open', 'support', 'Two evenings a year.'],
        ['led', 'advise', 'Knows what readers do not understand.'],
      ),
    ],
    agreements: [],
  },
  {
    partnership: KEYS.maps,
    holds: [
      ...held('creating-data', ['tcdc', 'lead', 'Draws the maps.'], ['ebn', 'support', 'Walks the blocks.']),
      ...held('making-usable', ['tcdc', 'lead', 'Prints them large enough for a kitchen table.']),
      ...held('connecting-data-users', ['tcdc', 'lead', 'Calls the meetings.'], ['rha', 'advise']),
    ],
    agreements: [],
  },
  {
    partnership: KEYS.health,
    holds: [
      ...held('connecting-data-users', ['hhs', 'lead', 'Holds the two days and calls the meetings.']),
      ...held('providing-expertise', ['ach', 'lead', 'Explains the figures.'], ['rhc', 'support']),
    ],
    agreements: [],
  },
]
