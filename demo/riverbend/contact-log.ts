import type { DemoContact } from '../types.ts'
import type { Clock } from './clock.ts'

/** What the partners noted of their talks. */
export const contactLog = (now: Clock): DemoContact[] => [
  {
    by: 'riverbend-public-library',
    with: 'three-counties-data-commons',
    spokeWith: 'Jonas Thorsen',
    day: now.day(3),
    how: 'phone',
    about:
      'A patron looks for flood maps of the east bank before 1990. He knows of scans at the university and asks there.',
  },
  {
    by: 'three-counties-data-commons',
    with: 'hollis-university-libraries',
    spokeWith: 'Reference desk',
    day: now.day(16),
    how: 'mail',
    about: 'Which of the two teaches the census workshop this spring: we do the first, they do the second.',
  },
  {
    by: 'riverbend-public-library',
    with: 'alder-community-fund',
    spokeWith: 'The program officer',
    day: now.day(41),
    how: 'meeting',
    about: 'The small grant for the data desk: the report is due in June, one page is enough.',
  },
  {
    by: 'alder-community-fund',
    with: 'ferry-st-library',
    spokeWith: 'The house technician',
    day: now.day(44),
    how: 'phone',
    about: 'Whether the large room is free for the evening of small grants in May: it is, with the quiet room.',
  },
  {
    by: 'hollis-university-libraries',
    with: 'riverbend-public-library',
    spokeWith: '',
    day: now.day(520),
    how: 'other',
    about: 'First talk at the state library conference.',
  },
]
