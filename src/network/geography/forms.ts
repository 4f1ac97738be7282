import { z } from 'zod'
import { askedMany, askedOne, askedPage, askedText } from '../../platform/list-query.ts'

/** What the counties are shaded by. */
export const MEASURES = ['organizations', 'outlets', 'population', 'peoplePerOutlet'] as const
export type Measure = (typeof MEASURES)[number]

/** Organizations that stand on no county of the map: elsewhere, or nowhere; and those in a county without a point. */
export const GROUPS = ['outside', 'nowhere', 'pointless'] as const
export type Group = (typeof GROUPS)[number]

/** Which organizations are counted; the same on the page, in files and for programs. */
export const geographyFilter = z.object({
  q: askedText().describe('Words in the name of an organization'),
  sector: askedMany().describe('Keys of sectors; repeat it for several'),
  role: askedMany().describe('Keys of civic-data roles; repeat it for several'),
  audience: askedMany().describe('As written; repeat it for several'),
})
/** With what the map shows, and whose names stand beside it. */
export const geographyQuery = geographyFilter.extend({
  show: askedOne(MEASURES),
  within: askedText(80),
  group: askedOne(['', ...GROUPS]),
  at: askedText(40),
  page: askedPage,
})
export type GeographyFilter = z.output<typeof geographyFilter>
export type GeographyQuery = z.output<typeof geographyQuery>
