import type { DemoMerge } from '../types.ts'
import type { Clock } from './clock.ts'
import type { HandOrganization } from './hand.ts'

/** What came in a second time with a list, under names that a person would see through at once. */
export const doubles: HandOrganization[] = [
  {
    id: 'ferryst',
    name: 'Ferry St. Library',
    sector: 'library',
    seen: 'region',
    mission: '',
    at: ['200 Ferry St., Millrace'],
    skills: ['Poster printing'],
  },
  {
    id: 'marshpub',
    name: 'Marsh Valley Lib.',
    sector: 'library',
    seen: 'region',
    mission: '',
    at: ['40 Levee Rd., Marsh Valley'],
    audiences: ['Genealogists'],
  },
]

/** Those of which somebody has made one already. */
export const merges = (now: Clock): DemoMerge[] => [
  { kept: 'ferry-street-library', lost: 'ferry-st-library', by: 'fern-salcedo', at: now.ago(9, 610) },
]
