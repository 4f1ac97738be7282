import type { Db } from '../platform/db.ts'
import { websiteHost } from '../platform/addresses.ts'
import type { Identifier, OrganizationRow } from './import/field-readers.ts'
import type { Reason } from '../platform/formats/parsed.ts'

/** An organization that rows of files are about: one that is here, or one that will be. */
export interface Match {
  /** Undefined while it is not here yet. */
  id?: string
  name: string
  removed: boolean
  hosts: Set<string>
  /** `scheme:value` */
  identifiers: Set<string>
}

export type FindMatch = (row: OrganizationRow, nodesOfFile: ReadonlySet<string>) => Match | Reason

/** A name as sameness sees it: without case, accents and signs. */
export function plainName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}'’‘`]/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
  return plain === '' ? name.trim() : plain
}

const written = (one: Identifier) => `${one.scheme}:${one.value}`

/** Node ids of a file: two elements of one map are two organizations, whatever they are called. */
export const nodesOf = (rows: readonly OrganizationRow[]): ReadonlySet<string> =>
  new Set(rows.flatMap((row) => row.identifiers.filter((one) => one.scheme === 'node').map(written)))

/**
 * Finds which organization of the region a row is about: by an identifier, else by website and name, else by name. What
 * it answered once it knows for the rows that follow, so that two rows that mean the same are one.
 */
export async function matcher(db: Db, regionId: string): Promise<FindMatch> {
  const known = await organizationsHere(db, regionId)
  const byIdentifier = new Map<string, Match[]>()
  const byName = new Map<string, Match[]>()
  for (const match of known) {
    add(byName, plainName(match.name), match)
    for (const one of match.identifiers) add(byIdentifier, one, match)
  }
  return (row, nodesOfFile) => {
    const found = findAmong(row, nodesOfFile, byIdentifier, byName)
    if ('key' in found) return found
    const name = plainName(row.name)
    if (!byName.get(name)?.includes(found)) add(byName, name, found)
    for (const one of row.identifiers.map(written)) {
      if (!found.identifiers.has(one)) add(byIdentifier, one, found)
      found.identifiers.add(one)
    }
    const host = row.website === undefined ? null : websiteHost(row.website)
    if (host) found.hosts.add(host)
    return found
  }
}

function findAmong(
  row: OrganizationRow,
  nodesOfFile: ReadonlySet<string>,
  byIdentifier: Map<string, Match[]>,
  byName: Map<string, Match[]>,
): Match | Reason {
  const named = byName.get(plainName(row.name)) ?? []
  const identified = [...new Set(row.identifiers.flatMap((one) => byIdentifier.get(written(one)) ?? []))]
  const candidates = identified.length > 0 ? identified : named.filter((one) => !contradicts(one, row, nodesOfFile))
  const here = narrow(
    candidates.filter((one) => !one.removed),
    row,
    named,
  )
  if (here.length > 1)
    return {
      key: 'imports.several',
      values: {
        names: here
          .slice(0, 5)
          .map((one) => one.name)
          .join(' · '),
      },
    }
  const [match] = here
  if (match) return match
  const [gone] = candidates
  if (gone) return { key: 'imports.wasRemoved', values: { name: gone.name } }
  return { name: row.name, removed: false, hosts: new Set(), identifiers: new Set() }
}

/** Of several, those with the name, then those with the website, as long as that leaves one. */
function narrow(candidates: Match[], row: OrganizationRow, named: Match[]): Match[] {
  if (candidates.length < 2) return candidates
  const host = row.website === undefined ? null : websiteHost(row.website)
  const sameName = candidates.filter((one) => named.includes(one))
  const rest = sameName.length > 0 ? sameName : candidates
  const sameHost = rest.filter((one) => host !== null && one.hosts.has(host))
  return sameHost.length > 0 ? sameHost : rest
}

/** Another number in the same register, or another element of the same map, is another organization. */
function contradicts(match: Match, row: OrganizationRow, nodesOfFile: ReadonlySet<string>): boolean {
  if (match.identifiers.size === 0) return false
  const own = new Set(row.identifiers.map(written))
  const schemes = new Set(row.identifiers.map((one) => one.scheme).filter((scheme) => scheme !== 'node'))
  return [...match.identifiers].some((one) =>
    one.startsWith('node:')
      ? nodesOfFile.has(one) && !own.has(one)
      : schemes.has(one.slice(0, one.indexOf(':'))) && !own.has(one),
  )
}

function add(index: Map<string, Match[]>, key: string, match: Match) {
  const there = index.get(key)
  if (there) there.push(match)
  else index.set(key, [match])
}

/** All organizations of the region with what sameness is found by, removed ones too. */
async function organizationsHere(db: Db, regionId: string): Promise<Match[]> {
  const rows = await db
    .selectFrom('organizations as o')
    .innerJoin('records as r', (on) => on.onRef('r.region_id', '=', 'o.region_id').onRef('r.id', '=', 'o.id'))
    .select(['o.id', 'o.name', 'o.website', 'r.removed_at'])
    .where('o.region_id', '=', regionId)
    .orderBy('r.created_at')
    .orderBy('o.id')
    .execute()
  const identifiers = await db
    .selectFrom('identifiers')
    .select(['record_id', 'scheme', 'value'])
    .where('region_id', '=', regionId)
    .execute()
  const matches = new Map<string, Match>()
  for (const row of rows) {
    const host = row.website === null ? null : websiteHost(row.website)
    matches.set(row.id, {
      id: row.id,
      name: row.name,
      removed: row.removed_at !== null,
      hosts: new Set(host === null ? [] : [host]),
      // Files that Tieline wrote name nodes by the ids that they have here.
      identifiers: new Set([written({ scheme: 'node', value: row.id })]),
    })
  }
  for (const one of identifiers) matches.get(one.record_id)?.identifiers.add(written(one))
  return [...matches.values()]
}
