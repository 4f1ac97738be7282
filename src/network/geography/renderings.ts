import { z } from 'zod'
import type { Cell } from '../../platform/csv-out.ts'
import type { AreaCount } from './county-counts.ts'

/** A county of the map, as programs read it. */
export const countySchema = z.object({
  county: z.string().describe('FIPS code; the name in an invented region, whose counties have none'),
  name: z.string(),
  state: z.string().nullable(),
  organizations: z.int().describe('Organizations that have a place in it or serve it'),
  withPlace: z.int().describe('How many of them have a place in it'),
  outlets: z.int().nullable().describe('Public library outlets: central libraries and branches; null where not known'),
  outletsYear: z.int().nullable(),
  population: z.int().nullable().describe('Residents; null where not known'),
  populationYear: z.int().nullable(),
  peoplePerOutlet: z.int().nullable().describe('Residents of that year to an outlet of that year, rounded'),
})

export const countyListSchema = z.object({
  items: z.array(countySchema),
  total: z.int(),
  next: z.null(),
})

export const countyJson = (area: AreaCount): z.output<typeof countySchema> => ({
  county: area.fips ?? area.key,
  name: area.name,
  state: area.state,
  organizations: area.organizations,
  withPlace: area.placed,
  outlets: area.outlets,
  outletsYear: area.outletsYear,
  population: area.population,
  populationYear: area.populationYear,
  peoplePerOutlet: area.peoplePerOutlet,
})

export const COUNTY_COLUMNS = Object.keys(countySchema.shape) as (keyof z.output<typeof countySchema>)[]

export function countyCells(area: AreaCount): Cell[] {
  const json = countyJson(area)
  return COUNTY_COLUMNS.map((column) => json[column])
}
