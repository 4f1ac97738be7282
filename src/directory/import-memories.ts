import { createHash } from 'node:crypto'
import type { Actor } from '../platform/actor.ts'
import type { Db, Trx } from '../platform/db.ts'
import type { Moment } from '../platform/moment.ts'
import type { ImportKind } from './forms.ts'
import type { ElementTypes } from './import/element-rows.ts'
import { elementTypes, type MappedColumn, mappedColumns, type Source, withKind, withTargets } from './import-sources.ts'

/** Files with the same columns, in whatever order, are of one make. */
const hashOfColumns = (source: Source) =>
  createHash('sha256')
    .update(JSON.stringify([source.parsed.kind, ...mappedColumns(source).map(({ column }) => column)].toSorted()))
    .digest('base64url')

/** A file with its columns taken for what they were taken for when one of its make was last imported here; undefined when that is what one would guess anyway. */
export async function recallMapping(db: Db, actor: Actor, source: Source): Promise<Source | undefined> {
  const row = await db
    .selectFrom('import_mappings')
    .select(['kind', 'mapping', 'types'])
    .where('region_id', '=', actor.regionId)
    .where('columns_hash', '=', hashOfColumns(source))
    .executeTakeFirst()
  if (!row) return undefined
  const recalled = withTargets(
    withKind(source, row.kind as ImportKind),
    row.mapping as unknown as Pick<MappedColumn, 'column' | 'target'>[],
  )
  const types = row.types as ElementTypes
  const same = recalled.kind === source.kind && JSON.stringify(recalled.mapping) === JSON.stringify(source.mapping)
  return same && Object.keys(types).length === 0 ? undefined : { ...recalled, types }
}

/** What was said of types of elements, where it is not what one would guess. */
function saidOfTypes(source: Source): ElementTypes {
  const guessed = new Map(elementTypes({ ...source, types: {} }).map(({ type, as }) => [type, as]))
  const said = elementTypes(source).filter(({ type, as }) => guessed.get(type) !== as)
  return Object.fromEntries(said.map(({ type, as }) => [type, as]))
}

/** Remembers what the columns of a file were taken for, once it is imported. */
export async function rememberMapping(trx: Trx, actor: Actor, source: Source, moment: Moment) {
  const told = mappedColumns(source).map(({ column, target }) => ({ column, target }))
  const values = {
    kind: source.kind,
    mapping: JSON.stringify(told),
    types: JSON.stringify(saidOfTypes(source)),
    at: moment.at,
  }
  await trx
    .insertInto('import_mappings')
    .values({ region_id: actor.regionId, columns_hash: hashOfColumns(source), ...values })
    .onConflict((on) => on.columns(['region_id', 'columns_hash']).doUpdateSet(values))
    .execute()
}
