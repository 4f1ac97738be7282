import { z } from 'zod'
import { askedMany, askedOne, askedText } from '../../platform/list-query.ts'
import { MAX_PARTIAL_DATE } from '../../platform/partial-dates.ts'
import { LINES } from '../current-networks.ts'
import { MEASURES } from './map-measures.ts'

/** What the colour and shape of an organization on the map tell. */
export const COLOURS = ['sector', 'role', 'county'] as const

/** What a map can be asked for; the same on the page, in its table, in pictures and in files. */
export const mapFilter = z.object({
  q: askedText().describe('Words in the name of an organization'),
  sector: askedMany().describe('Keys of sectors; repeat it for several'),
  role: askedMany().describe('Keys of civic-data roles; repeat it for several'),
  county: askedMany().describe('Where it has a place, or whom it serves; as written there; repeat it for several'),
  audience: askedMany().describe('As written; repeat it for several'),
  kind: askedMany().describe('Keys of kinds of ties; repeat it for several'),
  line: askedMany().describe(`How sure a tie is: ${LINES.join(', ')}; repeat it for several`),
  strength: askedOne(['', '1', '2', '3', '4', '5']).describe('At least so strong; what is unknown counts as 1'),
  since: askedText(MAX_PARTIAL_DATE).describe('Ties that began on that day or later: 2017, 2018-05 or 2018-05-03'),
  day: askedText(10).describe('The network of another day, as ISO writes it'),
  alone: askedOne(['', 'no']).describe('no: without the organizations that no tie is left of'),
  focus: askedText(100).describe('Slug or id of an organization that is looked at'),
  near: askedOne(['', '1', '2', '3']).describe('Only so many steps around the organization that is looked at'),
  from: askedText(200).describe('Slug, id or name of the organization from which a way is looked for'),
  to: askedText(200).describe('Slug, id or name of the organization to which a way is looked for'),
  flows: askedOne(['', 'yes']).describe('yes: what flows between partners, above their ties'),
  color: askedOne(COLOURS).describe('What the colours tell'),
  size: askedOne(MEASURES).describe('What the sizes tell'),
})
export type MapFilter = z.output<typeof mapFilter>

/** All parameters of a map, for the cache of pages. */
export const MAP_PARAMS: string[] = Object.keys(mapFilter.shape)

const part = z
  .union([z.number(), z.string().trim().min(1).transform(Number)], { error: 'map.errors.place' })
  .pipe(z.number({ error: 'map.errors.place' }).min(0, 'map.errors.place').max(1, 'map.errors.place'))

/** Where a coordinator puts an organization: parts of the width and of the height of the map. */
export const pinForm = z.object({
  organization: z.uuid({ error: 'forms.choose' }),
  x: part,
  y: part,
})
export type Pin = z.output<typeof pinForm>
export const unpinForm = pinForm.pick({ organization: true })
/** A page may name the organization by its slug as well. */
export const named = { organization: z.string().trim().min(1).max(100) }
