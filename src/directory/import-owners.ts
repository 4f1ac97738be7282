import { sql } from 'kysely'
import type { Trx } from '../platform/db.ts'
import { reason, shown, type Reason } from '../platform/formats/parsed.ts'
import type { ListRow } from './import/list-rows.ts'
import type { Result } from './import-fates.ts'
import { plainName } from './import-matches.ts'

/** The id of an organization, or why there is none. */
export type FindOwner = (text: string) => string | Reason

/** Finds an organization of the region by an identifier, its slug or its name; else says why not. */
export async function ownerFinder(trx: Trx, regionId: string): Promise<FindOwner> {
  const rows = await trx
    .selectFrom('organizations as o')
    .innerJoin('records as r', (on) => on.onRef('r.region_id', '=', 'o.region_id').onRef('r.id', '=', 'o.id'))
    .select(['o.id', 'o.name', 'r.slug'])
    .select(
      sql<string[]>`array(select i.value from identifiers i where i.region_id = o.region_id and i.record_id = o.id)`.as(
        'values',
      ),
    )
    .where('o.region_id', '=', regionId)
    .where('r.removed_at', 'is', null)
    .execute()
  const known = new Map<string, Set<string>>()
  const add = (key: string, id: string) => void known.set(key, (known.get(key) ?? new Set()).add(id))
  for (const { id, name, slug, values } of rows) {
    add(`slug ${slug ?? ''}`, id)
    add(`name ${plainName(name)}`, id)
    for (const value of values) add(`value ${value.toLowerCase()}`, id)
  }
  return (text) => {
    const keys = [`value ${text.toLowerCase()}`, `slug ${text}`, `name ${plainName(text)}`]
    const ids = keys.map((key) => known.get(key)).find((one) => one !== undefined)
    if (!ids) return reason('noSuchOrganization', { name: shown(text) })
    return ids.size > 1 ? reason('manySuchOrganizations', { name: shown(text) }) : [...ids][0]!
  }
}

/** The organizations that a row names; one that is not here refuses the row. */
export function ownersOf(
  row: ListRow,
  whose: FindOwner,
): { ok: true; organizations: string[] } | { ok: false; refused: Result } {
  const found = [row.said['organization'] ?? []].flat().map(whose)
  const unknown = found.find((one) => typeof one !== 'string')
  if (unknown === undefined) return { ok: true, organizations: found.filter((one) => typeof one === 'string') }
  return {
    ok: false,
    refused: { outcome: 'refused', field: row.columns['organization'] ?? 'organization', reason: unknown },
  }
}
