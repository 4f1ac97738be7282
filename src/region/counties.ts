import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'

export interface County {
  fips: string
  name: string
  state: string
}

/** Counties in use today, by state and name, for choosing by name. */
export const listCounties = (db: Db): Promise<County[]> =>
  db
    .selectFrom('counties')
    .select(['fips', 'name', 'state'])
    .where('vintage', '>', 2010)
    .orderBy('state')
    .orderBy('name')
    .execute()

/**
 * FIPS codes of what people write: a code, or a name with its state such as "Allegheny County, PA" or "Allegheny, PA".
 * Names that fit no county, or several, are given back as unknown.
 */
export async function findCounties(db: Db, typed: string[]): Promise<{ fips: string[]; unknown: string[] }> {
  const all = await listCounties(db)
  const plain = (text: string) =>
    text
      .normalize('NFD')
      .replaceAll(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/ (county|parish|borough|census area|municipio|planning region|city and borough|municipality)\b/, '')
      .replaceAll(/[^a-z0-9]+/g, ' ')
      .trim()
  const keys = all.map((county) => ({
    county,
    full: plain(`${county.name}, ${county.state}`),
    name: plain(county.name),
  }))
  const fips: string[] = []
  const unknown: string[] = []
  for (const text of typed) {
    const asked = plain(text)
    const hits = keys.filter(
      ({ county, full, name }) => county.fips === text.trim() || full === asked || name === asked,
    )
    if (hits.length === 1) fips.push(hits[0]!.county.fips)
    else unknown.push(text)
  }
  return { fips, unknown }
}

/** A county as people write it. */
export const countyName = (county: County) => `${county.name}, ${county.state}`

/** Names of counties by their codes, in the order of the codes; for filling a form. */
export async function namesOfCounties(db: Db, fips: string[]): Promise<string[]> {
  const known = new Map((await listCounties(db)).map((county) => [county.fips, countyName(county)]))
  return fips.map((code) => known.get(code) ?? code)
}

/** Counties whose names look most like what was typed. */
export async function likelyCounties(db: Db, typed: string): Promise<string[]> {
  const rows = await db
    .selectFrom('counties')
    .select(['fips', 'name', 'state'])
    .where('vintage', '>', 2010)
    .orderBy(sql`plain(name || ', ' || state) <-> plain(${typed})`)
    .orderBy('fips')
    .limit(3)
    .execute()
  return rows.map(countyName)
}

/** The counties of a region. */
export const countiesOf = (db: Db, regionId: string): Promise<County[]> =>
  db
    .selectFrom('region_counties as r')
    .innerJoin('counties as c', 'c.fips', 'r.fips')
    .select(['c.fips', 'c.name', 'c.state'])
    .where('r.region_id', '=', regionId)
    .orderBy('c.state')
    .orderBy('c.name')
    .execute()
