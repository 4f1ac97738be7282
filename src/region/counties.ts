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
