import type { Db } from '../../platform/db.ts'
import type { CountyChange, CountyName } from './county-matches.ts'

/** What reference data tells of a county, each with its year; null where no source tells it. */
export interface CountyFigures {
  population: number | null
  populationYear: number | null
  outlets: number | null
  outletsYear: number | null
}
export const UNKNOWN: CountyFigures = { population: null, populationYear: null, outlets: null, outletsYear: null }

/** Names of all counties, those that were replaced too, and what became of these. */
export async function readCounties(db: Db): Promise<{ all: CountyName[]; changes: CountyChange[] }> {
  const [all, changes] = await Promise.all([
    db.selectFrom('counties').select(['fips', 'name', 'state']).orderBy('fips').execute(),
    db.selectFrom('county_changes').select(['state', 'town', 'before', 'fips']).execute(),
  ])
  return { all, changes }
}

/** The figures of counties by their codes. */
export async function figuresOf(db: Db, codes: readonly string[]): Promise<Map<string, CountyFigures>> {
  if (codes.length === 0) return new Map()
  const rows = await db.selectFrom('county_figures').selectAll().where('fips', 'in', codes).execute()
  return new Map(
    rows.map((row) => [
      row.fips,
      {
        population: row.population,
        populationYear: row.population_year,
        outlets: row.outlets,
        outletsYear: row.outlets_year,
      },
    ]),
  )
}
